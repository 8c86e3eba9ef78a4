"""Printing: the pages of the PDF, each in its own size."""

import pypdfium2
import pytest

from desktop.ui.results.printing import PrintDialog, print_pages


@pytest.fixture
def printed(window, qtbot, tmp_path):
    from PySide6.QtPrintSupport import QPrinter

    def run(pages):
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFileName(str(tmp_path / "打印.pdf"))
        assert print_pages(printer, pages)
        return pypdfium2.PdfDocument(tmp_path / "打印.pdf")

    return run


def test_the_whole_disclosure_prints_page_by_page_in_its_sizes(window, qtbot, printed):
    dialog = PrintDialog(window.session, None, window)
    pages = dialog.pages
    document = printed(pages)
    assert len(document) == len(pages)
    for page, sheet in zip(pages, document, strict=True):
        width, height = sheet.get_size()
        assert (width > height) == (page.width > page.height)
        assert abs(width - page.width) < 2
        assert abs(height - page.height) < 2


def test_the_preview_offers_the_table_in_view_first(window, qtbot):
    window.tables.show_print()
    dialog = window.findChild(PrintDialog)
    assert dialog.choice.itemText(0).startswith(window.session.disclosure.tables[0].label)
    assert dialog.choice.itemText(1).startswith("整套公开文件")
    assert [widget.page for widget in dialog.area.widgets()] == dialog.pages
    dialog.close()

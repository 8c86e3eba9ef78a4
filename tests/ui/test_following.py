"""What follows from an edit is seen at once: changed cells are marked, tables are copied and printed as they stand."""

import pypdfium2
import pytest
from PySide6.QtGui import QGuiApplication

from desktop.layouts.paper.sheet import sheet_of
from desktop.ui.grids import clipboard
from desktop.ui.results import preview
from desktop.ui.results.printing import print_pages


def marked(window):
    return [box.placed.cell.text for widget in window.tables.area.widgets() for box in widget._changed]


def change(window, text):
    grid = window.lines.grid
    number = next(n for n, c in enumerate(grid.columns) if c.key == "this")
    assert grid.setData(grid.index(0, number), text)


def test_exactly_the_cells_that_changed_are_marked_for_a_moment(window, qtbot, monkeypatch):
    monkeypatch.setattr(preview, "MARKED_FOR", 1)  # over at the next event
    table = window.session.disclosure.tables[0]
    before = {p: c.text for p, c in table.cells_by_key().items()}
    assert not marked(window)
    change(window, "12345678")
    after = window.session.disclosure.tables[0].cells_by_key()
    changed = [cell.text for at, cell in after.items() if cell.text != before.get(at, "")]
    assert changed
    assert sorted(marked(window)) == sorted(changed)
    qtbot.waitUntil(lambda: not marked(window))


def test_turning_to_another_table_marks_nothing(window):
    change(window, "12345678")
    window.tables.choice.setCurrentIndex(2)
    assert not marked(window)


def test_a_table_is_copied_as_values(window):
    window.tables.choice.setCurrentIndex(0)
    window.tables.copy()
    rows = clipboard.read(QGuiApplication.clipboard().text())
    sheet = sheet_of(window.session.disclosure.tables[0])
    for one in sheet.cells:
        assert rows[one.row][one.column] == one.text.strip()


@pytest.fixture
def printed(window, qtbot, tmp_path):
    from PySide6.QtPrintSupport import QPrinter

    def run(pages):
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFileName(str(tmp_path / "打印.pdf"))
        assert print_pages(printer, pages)
        return pypdfium2.PdfDocument(tmp_path / "打印.pdf")

    return run


def test_last_years_table_stands_beside_this_years(window, qtbot):
    window.turn_to("tables")
    tables = window.tables
    assert not tables.before.isVisible()
    tables.last_year.setChecked(True)
    last = window.session.last_disclosure()
    assert last.facts.budget.year == window.session.budget.year - 1
    for number in (0, 1):
        tables.choice.setCurrentIndex(number)
        wanted = window.session.disclosure.tables[number].id
        same = next(t for t in last.tables if t.id == wanted)
        printed = {t.text for widget in tables.before.widgets() for t in widget.page.texts}
        assert {cell.text for row in same.grid for cell in row if cell.kind == "amount" and cell.text} <= printed
    assert window.session.last_disclosure() is last
    grid = window.lines.grid
    number = next(n for n, c in enumerate(grid.columns) if c.key == "last")
    assert grid.setData(grid.index(0, number), "1")
    assert window.session.last_disclosure() is not last
    tables.last_year.setChecked(False)
    assert not tables.before.isVisible()

"""Print preview: the pages as they will be printed, and the way to the printer."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QSizeF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QMessageBox, QPushButton, QVBoxLayout, QWidget

from desktop import pipeline
from desktop.exporters import pdf
from desktop.layouts.paper.pages import Page
from desktop.ui.kit.wheel_safe import DropDown
from desktop.ui.results.preview import Fonts, PreviewArea, paint_page
from desktop.ui.session import Session

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

POINTS_PER_INCH = 72
WHOLE = "整套公开文件（封面、目录、说明、表格）"


def print_pages(printer: "QPrinter", pages: list[Page]) -> bool:
    """Draw pages on a printer, each in its own size; return False when the printer cannot be used."""
    painter = QPainter()
    fonts = Fonts()
    for number, page in enumerate(pages):
        printer.setFullPage(True)
        printer.setPageLayout(_layout(page))
        if number == 0 and not painter.begin(printer):
            return False
        if number:
            printer.newPage()
        painter.save()
        scale = printer.resolution() / POINTS_PER_INCH
        painter.scale(scale, scale)
        paint_page(painter, page, fonts)
        painter.restore()
    painter.end()
    return True


def _layout(page: Page) -> QPageLayout:
    """Return the paper of a page: upright or across, edge to edge (its margins are in the page already)."""
    across = page.width > page.height
    short, long = sorted((page.width, page.height))
    size = QPageSize(QSizeF(short, long), QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    orientation = QPageLayout.Orientation.Landscape if across else QPageLayout.Orientation.Portrait
    return QPageLayout(size, orientation, QMarginsF())


class PrintDialog(QDialog):
    """Shows what would be printed; the system's own dialog chooses the printer."""

    def __init__(self, session: Session, current: tuple[str, list[Page]] | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("打印预览")
        self.resize(900, 680)
        everything = pdf.document_of(pipeline.publication(session.disclosure)).pages
        self._choices = ([current] if current else []) + [(WHOLE, everything)]
        self.choice = DropDown()
        self.choice.setAccessibleName("打印哪些页")
        self.choice.addItems([f"{name}，{len(pages)} 页" for name, pages in self._choices])
        self.area = PreviewArea()
        self.print = QPushButton("打印…")
        self.print.setDefault(True)
        close = QPushButton("关闭")
        close.clicked.connect(self.reject)
        self.print.clicked.connect(self.ask_printer)
        self.choice.currentIndexChanged.connect(self._show)
        bar = QHBoxLayout()
        for widget, stretch in ((QLabel("打印"), 0), (self.choice, 1), (self.print, 0), (close, 0)):
            bar.addWidget(widget, stretch)
        column = QVBoxLayout(self)
        column.addLayout(bar)
        column.addWidget(self.area, 1)
        self._show()

    @property
    def pages(self) -> list[Page]:
        """The pages that are chosen."""
        return self._choices[self.choice.currentIndex()][1]

    def _show(self) -> None:
        self.area.show_pages(self.pages)

    def ask_printer(self) -> None:
        """Choose a printer and print."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        if dialog.exec() == QDialog.DialogCode.Accepted and not print_pages(printer, self.pages):
            QMessageBox.warning(self, "没有打印", "打印机没有响应；请检查打印机，或先导出 PDF 再打印")

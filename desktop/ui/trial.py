"""The window tried out where nobody looks (自检): opened on a book, drawn, edited, the edit taken back, closed."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from desktop.findings import UserError
from desktop.ledger.book import Book
from desktop.ui.kit import look
from desktop.ui.main_window import MainWindow
from desktop.ui.session import Session

FEWEST_SHADES = 10
"""A window that drew nothing has one or two."""


def run(path: Path) -> str:
    """Open the window on a book; return what was seen in a few words. Raises UserError where it is not right."""
    application = QApplication.instance() or QApplication(["mingzhang"])
    look.apply()
    with Book.open(path) as book:
        window = MainWindow(book)
        window.resize(1366, 768)
        window.show()
        application.processEvents()
        picture = window.grab().toImage()
        try:
            edit_and_undo(window.session)
        finally:
            window.close()
    require_drawn(picture)
    return f"已画出 {picture.width()}×{picture.height()}，修改和撤销正常"


def edit_and_undo(session: Session) -> None:
    """Rename the unit and take it back. Raises UserError where the book does not follow."""
    book = session.book
    before = book.fingerprint()
    unit = book.units()[0]
    session.record_edits.save_record(replace(unit, name=f"{unit.name}（自检）"), "自检")
    if book.fingerprint() == before:
        raise UserError("修改没有写入账本")
    session.undoing.undo()
    if book.fingerprint() != before:
        raise UserError("撤销后账本与修改前不同")


def require_drawn(picture: QImage) -> None:
    """Raise UserError for a picture on which next to nothing is drawn."""
    places = ((x, y) for x in range(0, picture.width(), 7) for y in range(0, picture.height(), 5))
    shades = len({picture.pixel(*place) for place in places})
    if shades < FEWEST_SHADES:
        raise UserError(f"窗口没有画出内容（只有 {shades} 种颜色）")

"""Opening a book from the window: what to offer when it is held, read-only or newer than the program."""

import os.path
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6 import QtWidgets  # its dialogs are loaded when one is shown
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.findings import UserError
from desktop.ledger.backups.copies import read_only_copy
from desktop.ledger.book import Book
from desktop.ledger.errors import BookHeld, BookNewer, BookReadOnly
from desktop.ui.guide import tips
from desktop.ui.kit import window_place
from desktop.ui.kit.in_pieces import busy
from desktop.ui.kit.plain_text import as_plain_text

W = TypeVar("W", bound=QWidget)


def open_book(path: Path, parent: QWidget | None = None) -> Book | None:
    """Open a book for work; when it is held or cannot be written, offer to look at it read-only.

    Whatever stands in the way, also of the read-only look, is shown as a message; then there is no book.
    """
    try:
        return _opened(path, parent)
    except BookNewer as error:
        QtWidgets.QMessageBox.warning(parent, "需要升级", as_plain_text(str(error)))
    except UserError as error:
        QtWidgets.QMessageBox.warning(parent, "无法打开", as_plain_text(str(error)))
    return None


def _opened(path: Path, parent: QWidget | None) -> Book | None:
    if path.suffix.lower() == ".mzs" and os.path.isfile(path):
        raise UserError(f"“{path.name}”是单位数据包，不是账本；请打开部门的账本，在“收到的单位”中装入它")
    try:
        with busy(parent, f"正在打开“{path.name}”…"):
            return Book.open(path, backup_later=True)
    except BookHeld as held:
        if _ask(parent, str(held), "以只读副本查看"):
            return Book.open_to_read(read_only_copy(path))
    except BookReadOnly as error:
        if _ask(parent, str(error), "以只读方式查看"):
            return Book.open_to_read(path)
    return None


def window_on(book: Book, make: Callable[[Book], W], parent: QWidget | None = None) -> W | None:
    """Make a window on an open book; a book whose records turn out damaged is closed again, with a message."""
    try:
        window = make(book)
        tips.begin(window)
        return window
    except UserError as error:
        book.close()
        QtWidgets.QMessageBox.warning(parent, "无法打开", as_plain_text(str(error)))
        return None
    except BaseException:
        book.close()
        raise


def take_the_place(window: QWidget, before: QWidget) -> None:
    """Show a window where another one stands, which closes then; each of them is gone for good with its closing."""
    for each in (window, before):
        each.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    window_place.remember(before)
    window_place.restore(window)
    window.show()


def _ask(parent: QWidget | None, text: str, yes: str) -> bool:
    box = QtWidgets.QMessageBox(QtWidgets.QMessageBox.Icon.Question, "账本", as_plain_text(text), parent=parent)
    accept = box.addButton(yes, QtWidgets.QMessageBox.ButtonRole.AcceptRole)
    box.addButton("不打开", QtWidgets.QMessageBox.ButtonRole.RejectRole)
    box.exec()
    return box.clickedButton() is accept

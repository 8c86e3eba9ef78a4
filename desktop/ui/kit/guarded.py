"""Commands that may be refused: the reason is shown in its own words, a lost file with 另存为 as the way out."""

from collections.abc import Callable
from pathlib import Path

from PySide6 import QtWidgets  # its dialogs are loaded when one is shown
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from desktop import paths
from desktop.findings import UserError
from desktop.ledger.errors import BookGone
from desktop.ui.kit.book_window import BookWindow
from desktop.ui.kit.plain_text import as_plain_text


def guarded(parent: QWidget, run: Callable[[], object]) -> None:
    """Run a command; a refusal is shown in its own words, a failing disk in a sentence, a lost book with 另存为."""
    try:
        run()
    except BookGone as error:
        offer_save_as(parent, error)
    except UserError as error:
        QtWidgets.QMessageBox.warning(parent, "没有保存", as_plain_text(str(error)))
    except OSError as error:
        text = paths.explain_os_error(error, Path(str(error.filename or "")))
        QtWidgets.QMessageBox.warning(parent, "没有保存", as_plain_text(text))


def offer_save_as(parent: QWidget | None, error: UserError) -> None:
    """Show that a change was refused because the file is gone, with 另存为 as the way out."""
    window = _window_of(parent)
    box, save_as = save_as_box(parent, "没有保存", str(error))
    box.addButton("知道了", QtWidgets.QMessageBox.ButtonRole.RejectRole)
    box.exec()
    if box.clickedButton() is save_as and window is not None:
        window.save_as()


def save_as_box(parent: QWidget | None, title: str, text: str) -> "tuple[QtWidgets.QMessageBox, QPushButton]":
    """Return a message box that offers 另存为, and that button."""
    box = QtWidgets.QMessageBox(QtWidgets.QMessageBox.Icon.Warning, title, text, parent=parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    return box, box.addButton("另存为…", QtWidgets.QMessageBox.ButtonRole.AcceptRole)


def _window_of(widget: QWidget | None) -> BookWindow | None:
    """Return the window a dialog belongs to."""
    while widget is not None and not isinstance(widget, BookWindow):
        widget = widget.parentWidget()
    return widget

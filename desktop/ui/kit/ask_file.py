"""Asking for a file or a folder: the dialog opens where one was chosen last, at first where the book lies."""

from pathlib import Path

from PySide6 import QtWidgets  # its dialogs are loaded when one is shown
from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QWidget

from desktop.ui.kit.book_window import BookWindow
from desktop.ui.kit.look import settings

FOLDER = "folder_of_files"
"""The setting that holds the folder in which a file was chosen last."""


def start(parent: QWidget | None) -> str:
    """Return the folder a dialog opens in; that of documents where nothing was chosen yet and no book is open."""
    if last := str(settings().value(FOLDER) or ""):
        return last
    while parent is not None and not isinstance(parent, BookWindow):
        parent = parent.parentWidget()
    if parent is not None:
        return str(parent.session.book.path.parent)
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)


def to_read(parent: QWidget | None, title: str, wanted: str) -> Path | None:
    """Ask for a file that is there; None where that is given up."""
    name, _ = QtWidgets.QFileDialog.getOpenFileName(parent, title, start(parent), wanted)
    return _noted(Path(name)) if name else None


def several_to_read(parent: QWidget | None, title: str, wanted: str) -> list[Path]:
    """Ask for files that are there."""
    names, _ = QtWidgets.QFileDialog.getOpenFileNames(parent, title, start(parent), wanted)
    return [_noted(Path(name)) for name in names]


def to_write(parent: QWidget | None, title: str, offered: str, wanted: str = "") -> Path | None:
    """Ask where a file is to be written, under a name that is offered; None where that is given up."""
    name, _ = QtWidgets.QFileDialog.getSaveFileName(parent, title, str(Path(start(parent), offered)), wanted)
    return _noted(Path(name)) if name else None


def _noted(path: Path) -> Path:
    settings().setValue(FOLDER, str(path.parent))
    return path

"""Asking for a file or a folder: where one was chosen last for this book, at first where the book lies."""

import json
import os
import re
from contextlib import suppress
from pathlib import Path
from typing import Any

from PySide6 import QtWidgets  # its dialogs are loaded when one is shown
from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QWidget

from desktop.findings import UserError
from desktop.ui.kit.book_window import BookWindow
from desktop.ui.kit.look import settings
from desktop.ui.kit.plain_text import as_plain_text

FOLDER = "folder_of_files"
"""The setting that holds the folder in which a file was chosen last where no book is open."""
CHOSEN, EXPORTS = "folders_of_books", "exports_of_books"
"""The settings that hold by book where a file was chosen last, and where its files were exported to."""
BOOK = "明账账本 (*.mzb)"
"""Books, as kinds of files are written for a dialog."""
ENDING = re.compile(r"\*(\.\w+)")
"""An ending among the kinds of files, as Qt writes them: PDF (*.pdf)."""
BOOKS = 30
"""How many books are remembered so, the latest."""


def start(parent: QWidget | None) -> str:
    """Return the folder a dialog opens in; that of documents where nothing was chosen yet and no book is open."""
    book = _book_of(parent)
    if book is not None:
        return str(_remembered(CHOSEN, book) or book.parent)
    last = str(settings().value(FOLDER) or "")
    return last or QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)


def exports_of(book: Path) -> Path:
    """Return the folder that is offered for the files of a book: the last one, else the book's own.

    A book in a folder that cannot be written to (a sample, a share) has one in the folder of the person.
    """
    if found := _remembered(EXPORTS, book):
        return found
    return book.parent if os.access(book.parent, os.W_OK) else Path.home() / "明账导出"


def note_exports(book: Path, folder: Path) -> None:
    """Remember where files of a book were written."""
    _remember(EXPORTS, book, folder)


def forget() -> None:
    """Remember no book's folders any more (a shared computer)."""
    for setting in (CHOSEN, EXPORTS):
        settings().remove(setting)


def written_path(text: str) -> Path:
    """Return the place that was typed for what is to be written. Raises UserError where it is none, or no full path."""
    text = text.strip()
    if not text:
        raise UserError("还没有写保存到哪里；请用“选择…”选一个")
    path = Path(text).expanduser() if text.startswith("~") else Path(text)
    if not path.is_absolute():
        raise UserError(f"“{text}”不是完整的路径，不知道会写到哪里；请用“选择…”选一个")
    return path


def with_ending(path: Path, ending: str) -> Path:
    """Return a file's place with an ending, in capitals or not; one that is missing is put behind the name."""
    return path if path.suffix.lower() == ending else path.with_name(path.name + ending)


def to_read(parent: QWidget | None, title: str, wanted: str, at: Path | str = "") -> Path | None:
    """Ask for a file that is there; None where that is given up.

    at: the folder it opens in where that is not the usual one; what is chosen then is not remembered.
    """
    name, _ = QtWidgets.QFileDialog.getOpenFileName(parent, title, str(at or start(parent)), wanted)
    return (Path(name) if at else _noted(parent, Path(name))) if name else None


def several_to_read(parent: QWidget | None, title: str, wanted: str) -> list[Path]:
    """Ask for files that are there."""
    names, _ = QtWidgets.QFileDialog.getOpenFileNames(parent, title, start(parent), wanted)
    return [_noted(parent, Path(name)) for name in names]


def to_write(
    parent: QWidget | None, title: str, offered: str, wanted: str = "", at: Path | str = "", *, asks: bool = True
) -> Path | None:
    """Ask where a file is to be written, under a name that is offered; None where that is given up.

    wanted: the kinds of files, as Qt writes them; a name without one of their endings gets that of the chosen kind.
    at: the folder it opens in where that is not the usual one; what is chosen then is not remembered.
    asks: whether a person is asked before another file is written over; where nothing ever is, there is no need.
    """
    more: dict[str, Any] = {} if asks else {"options": QtWidgets.QFileDialog.Option.DontConfirmOverwrite}
    place = str(Path(at or start(parent), offered))
    name, kind = QtWidgets.QFileDialog.getSaveFileName(parent, title, place, wanted, **more)
    if not name:
        return None
    path, endings = Path(name), ENDING.findall(wanted.lower())
    if endings and path.suffix.lower() not in endings:
        path = with_ending(path, (ENDING.findall(kind.lower()) or endings)[0])
        if asks and path.exists() and not _written_over(parent, title, path):  # Qt asked about the name as it was typed
            return None
    return path if at else _noted(parent, path)


def _written_over(parent: QWidget | None, title: str, path: Path) -> bool:
    text = as_plain_text(f"“{path.name}”已经存在，要用新的替换吗？")
    return QtWidgets.QMessageBox.question(parent, title, text) == QtWidgets.QMessageBox.StandardButton.Yes


def folder(parent: QWidget | None, title: str, at: Path | str = "") -> Path | None:
    """Ask for a folder that is there; None where that is given up."""
    name = QtWidgets.QFileDialog.getExistingDirectory(parent, title, str(at or start(parent)))
    return Path(name) if name else None


def folder_into(line: "QtWidgets.QLineEdit") -> None:
    """Ask for the folder to write to that stands in a line, and put it there."""
    if (found := folder(line.window(), "选择保存文件夹", line.text())) is not None:
        line.setText(str(found))


def _book_of(parent: QWidget | None) -> Path | None:
    """Return the book of the window that a widget belongs to."""
    while parent is not None and not isinstance(parent, BookWindow):
        parent = parent.parentWidget()
    return parent.session.book.path if parent is not None else None


def _noted(parent: QWidget | None, path: Path) -> Path:
    book = _book_of(parent)
    if book is None:
        settings().setValue(FOLDER, str(path.parent))
    else:
        _remember(CHOSEN, book, path.parent)
    return path


def _folders(setting: str) -> dict[str, str]:
    """Return the remembered folders by book; what cannot be read is none."""
    with suppress(ValueError):
        found = json.loads(str(settings().value(setting) or "{}"))
        return {str(book): str(folder) for book, folder in found.items()} if isinstance(found, dict) else {}
    return {}


def _remembered(setting: str, book: Path) -> Path | None:
    """Return a folder that is still there."""
    name = _folders(setting).get(str(book))
    with suppress(OSError):  # it may not be looked into any more
        return Path(name) if name and Path(name).is_dir() else None
    return None


def _remember(setting: str, book: Path, folder: Path) -> None:
    if settings().value("remember", "1") != "1":
        return
    others = [(name, at) for name, at in _folders(setting).items() if name != str(book)]
    latest = dict([*others[1 - BOOKS :], (str(book), str(folder))])
    settings().setValue(setting, json.dumps(latest, ensure_ascii=False))

"""Files dragged onto the window or the start page: a book is opened, units are looked at, others are asked about."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QCursor, QDropEvent
from PySide6.QtWidgets import QMenu, QWidget

BOOK, PACK = ".mzb", ".mzs"
TABLES = frozenset({".xlsx", ".xls", ".ods", ".csv", ".et"})
DOCUMENTS = frozenset({".docx", ".pdf", ".ofd", ".html", ".htm", ".txt"})
KNOWN = TABLES | DOCUMENTS | {".xlsm", BOOK, PACK}
OF_TABLES = (
    ("导入花名册或工资表", "roster"),
    ("导入项目清单", "projects"),
    ("导入支出明细", "lines"),
    ("导入控制数", "controls"),
    ("导入批复数", "approved"),
)
"""What a table may bring: words of the menu, and what the import is called."""
TO_BEGIN_WITH = {"last_year": "从上年公开文件开始", "roster": "从工资表或花名册开始", "text": "审阅这份公开文件"}
"""What can be done with a file while no book is open, with the words of the start page."""


class Taker(Protocol):
    """What is asked of the window that files are dropped on."""

    def open_book(self, path: Path) -> None:
        """Turn to a book."""

    def receive(self, files: list[Path]) -> None:
        """Look at files of units."""

    def import_file(self, kind: str, path: Path) -> None:
        """Show what a file would bring."""


def files_of(event: QDropEvent, *, without_book: bool = False) -> list[Path]:
    """Return the files that are dragged: one that the program knows, or files of units; none where it knows not all.

    Files of units are for a book that is open.
    """
    files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    endings = {file.suffix.lower() for file in files}
    if not endings <= KNOWN or (without_book and PACK in endings):
        return []
    return files if len(files) == 1 or endings == {PACK} else []


def ways(path: Path, *, without_book: bool = False) -> list[tuple[str, str]]:
    """Return what can be done with a table or document: words of the menu, and what the import is called."""
    if without_book:
        possible = {kind for _, kind in ways(path)}
        return [(words, kind) for kind, words in TO_BEGIN_WITH.items() if kind in possible]
    ending = path.suffix.lower()
    of_tables = list(OF_TABLES) if ending in TABLES else []
    filled = [("填写这份财政局下发的表格", "template")] if ending in (".xlsx", ".xlsm") else []
    return [*of_tables, ("导入上年公开数", "last_year"), ("审阅这份公开文件", "text"), *filled]


def take(window: QWidget, taker: Taker, files: list[Path], *, without_book: bool = False) -> QMenu | None:
    """Take files that were dropped; nothing is entered by that. Returns the menu that asks what a table or text is."""
    first = files[0]
    if first.suffix.lower() == PACK:
        taker.receive(files)
        return None
    if first.suffix.lower() == BOOK:
        taker.open_book(first)
        return None
    menu = QMenu(window)
    menu.addSection(f"“{first.name}”")
    for words, kind in ways(first, without_book=without_book):
        run: Callable[[], None] = partial(taker.import_file, kind, first)
        menu.addAction(words, run)
    if first.suffix.lower() in TABLES and not without_book:
        _offer_lists(menu, taker, first)
    menu.addSeparator()
    menu.addAction("取消")
    return menu


def _offer_lists(menu: QMenu, taker: Taker, path: Path) -> None:
    """Offer the lists that a table may be besides, as the menu 导入 does."""
    from desktop.intake.record_kinds import KINDS

    lists = menu.addMenu("导入其他明细")
    for kind in KINDS.values():
        if kind.key not in {key for _, key in OF_TABLES}:
            run: Callable[[], None] = partial(taker.import_file, kind.key, path)
            lists.addAction(kind.label, run)


def drop(window: QWidget, taker: Taker, event: QDropEvent, *, without_book: bool = False) -> None:
    """Take what was dropped on a window, and ask beside the pointer what it is where that is not clear."""
    event.acceptProposedAction()
    if files := files_of(event, without_book=without_book):
        menu = take(window, taker, files, without_book=without_book)
        if menu is not None:
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(QCursor.pos())

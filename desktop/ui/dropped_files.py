"""Files dragged onto the window: a book is opened, files of units are looked at, others are asked about."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtGui import QDropEvent
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


class Taker(Protocol):
    """What is asked of the window that files are dropped on."""

    def open_book(self, path: Path) -> None:
        """Turn to a book."""

    def receive(self, files: list[Path]) -> None:
        """Look at files of units."""

    def import_file(self, kind: str, path: Path) -> None:
        """Show what a file would bring."""


def files_of(event: QDropEvent) -> list[Path]:
    """Return the files that are dragged: one that the program knows, or files of units; none where it knows not all."""
    files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    endings = {file.suffix.lower() for file in files}
    return files if endings <= KNOWN and (len(files) == 1 or endings == {PACK}) else []


def ways(path: Path) -> list[tuple[str, str]]:
    """Return what can be done with a table or document: words of the menu, and what the import is called."""
    ending = path.suffix.lower()
    of_tables = list(OF_TABLES) if ending in TABLES else []
    filled = [("填写这份财政局下发的表格", "template")] if ending in (".xlsx", ".xlsm") else []
    return [*of_tables, ("导入上年公开数", "last_year"), ("审阅这份公开文件", "text"), *filled]


def take(window: QWidget, taker: Taker, files: list[Path]) -> QMenu | None:
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
    for words, kind in ways(first):
        run: Callable[[], None] = partial(taker.import_file, kind, first)
        menu.addAction(words, run)
    menu.addSeparator()
    menu.addAction("取消")
    return menu

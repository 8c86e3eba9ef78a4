"""Files dragged onto the window or the start page: a book is opened, units are looked at, others are asked about.

Tables and documents are looked into first, so that the menu begins with what they seem to be.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCursor, QDropEvent
from PySide6.QtWidgets import QMenu, QWidget

from desktop.file_kinds import DOCUMENTS, LEARNABLE, Seeming
from desktop.intake.record_kinds import KINDS
from desktop.ui.kit.background import run_in_background

BOOK, PACK = ".mzb", ".mzs"
TABLES = frozenset({".xlsx", ".xls", ".ods", ".csv", ".et"})
UPDATES = frozenset({".toml", ".zip"})
"""Layouts and packs of parameters."""
KNOWN = TABLES | DOCUMENTS | UPDATES | {".xlsm", BOOK, PACK}
PATIENCE = 6_000
"""How many milliseconds a file is looked at before it is asked what it is."""
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


def ways(path: Path, seen: Seeming | None = None, *, without_book: bool = False) -> list[tuple[str, str]]:
    """Return what can be done with a table or document: words of the menu, and what the import is called.

    What the file seems to be stands first; all others follow.
    """
    if without_book:
        possible = {kind for _, kind in ways(path)}
        found = [(words, kind) for kind, words in TO_BEGIN_WITH.items() if kind in possible]
    else:
        ending = path.suffix.lower()
        of_tables = list(OF_TABLES) if ending in TABLES else []
        filled = [("填写这份财政局下发的表格", "template")] if ending in LEARNABLE else []
        found = [*of_tables, ("导入上年公开数", "last_year"), ("审阅这份公开文件", "text"), *filled]
        if seen is not None and seen.kind in KINDS and seen.kind not in dict(OF_TABLES).values():
            found.append((f"导入{KINDS[seen.kind].label}", seen.kind))
    return sorted(found, key=lambda way: seen is None or way[1] != seen.kind)


def take(window: QWidget, taker: Taker, files: list[Path], *, without_book: bool = False) -> None:
    """Take files that were dropped; nothing is entered by that. What a table or document is, is looked at first."""
    first = files[0]
    ending = first.suffix.lower()
    if ending == PACK:
        taker.receive(files)
    elif ending == BOOK:
        taker.open_book(first)
    elif ending in UPDATES:
        taker.import_file("updates", first)
    else:
        _look(window, first, lambda seen: _pop_up(asked(window, taker, first, seen, without_book=without_book)))


def seeming(path: Path) -> Seeming:
    """Return what a file seems to be; the readers of all kinds are loaded with the first file, not with the window."""
    from desktop import recognised_files

    return recognised_files.seeming(path)


def _look(window: QWidget, path: Path, show: Callable[[Seeming], None]) -> None:
    """See in the background what a file seems to be; after PATIENCE it is asked without knowing."""
    job = run_in_background(window, f"正在看“{path.name}”是什么…", partial(seeming, path), show)

    def end() -> None:
        if job.label:  # neither ended nor given up
            job.forget()
            if job.dialog is not None:
                job.dialog.hide()
            show(Seeming("", "文件较大，没有等内容认完"))

    QTimer.singleShot(PATIENCE, window, end)


def asked(window: QWidget, taker: Taker, path: Path, seen: Seeming, *, without_book: bool = False) -> QMenu:
    """Return the menu that asks what a table or document is: what it seems to be first, and why."""
    menu = QMenu(window)
    offered = ways(path, seen, without_book=without_book)
    reason = seen.reason or "没有从内容认出是哪一种；请选择"
    if seen.kind and seen.kind not in {kind for _, kind in offered}:
        reason += "；请先打开或新建账本，再导入"
    for line in (f"“{path.name}”", reason):
        menu.addAction(line).setEnabled(False)
    menu.addSeparator()
    for words, kind in offered:
        run: Callable[[], None] = partial(taker.import_file, kind, path)
        action = menu.addAction(words, run)
        if kind == seen.kind:
            menu.setDefaultAction(action)
            menu.setActiveAction(action)
            menu.addSeparator()
    if path.suffix.lower() in TABLES and not without_book:
        _offer_lists(menu, taker, path, {kind for _, kind in offered})
    menu.addSeparator()
    menu.addAction("取消")
    return menu


def _offer_lists(menu: QMenu, taker: Taker, path: Path, offered: set[str]) -> None:
    """Offer the lists that a table may be besides those offered before, as the menu 导入 does."""
    lists = menu.addMenu("导入其他明细")
    for kind in KINDS.values():
        if kind.key not in offered:
            run: Callable[[], None] = partial(taker.import_file, kind.key, path)
            lists.addAction(kind.label, run)


def _pop_up(menu: QMenu) -> None:
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(QCursor.pos())
    if (first := menu.defaultAction()) is not None:
        menu.setActiveAction(first)  # a menu that is shown anew forgets it


def drop(window: QWidget, taker: Taker, event: QDropEvent, *, without_book: bool = False) -> None:
    """Take what was dropped on a window, and ask beside the pointer what it is."""
    event.acceptProposedAction()
    if files := files_of(event, without_book=without_book):
        take(window, taker, files, without_book=without_book)

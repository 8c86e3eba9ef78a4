"""The same monkey with files: drops each kind of file on the window, closes the book and opens it again."""

import contextlib
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from desktop import pipeline
from desktop.exporters import docx, html, ofd, pdf, xlsx
from desktop.ledger.book import Book
from desktop.packs import packing
from desktop.ui.kit.background import named_jobs_of
from desktop.ui.main_window import MainWindow
from tests import samples, xls
from tests.ui.monkey import KEY, LEFT, NONE, Monkey

CONTROLS = "单位：万元\n类别,控制数\n人员经费,120\n公用经费,20\n"
ROSTER = (("姓名", "人员类别", "状态", "岗位工资"), ("王一", "事业", "在职", 2710), ("李二", "借调", "", "?"))


def files(folder: Path, book: Book) -> list[list[Path]]:
    """Write what may be dropped: each kind the program knows, damaged ones, and what it does not know."""
    found = [[book.path], [folder / "没有了.xlsx"], [folder], []]
    publication = pipeline.publication(pipeline.of_book(book, "", pipeline.newest_budget(book, book.units()[-1])))
    for writer, name in (
        (xlsx, "公开.xlsx"),
        (docx, "公开.docx"),
        (pdf, "公开.pdf"),
        (ofd, "公开.ofd"),
        (html, "公开.html"),
    ):
        writer.write(publication, folder / name)
        found.append([folder / name])
    (folder / "控制数.csv").write_text(CONTROLS, encoding="utf-8")
    (folder / "公开.txt").write_text("收入1万元、支出2万元。", encoding="utf-8")
    xls.write(folder / "工资表.xls", {"工资": ROSTER})
    for name in ("损坏.xlsx", "损坏.mzs", "损坏.pdf", "照片.jpg"):
        (folder / name).write_bytes(b"PK\x03\x04 nothing")
    found += [[folder / name] for name in ("控制数.csv", "公开.txt", "工资表.xls", "损坏.xlsx", "损坏.pdf", "照片.jpg")]
    packs = [folder / "损坏.mzs"]
    for unit in book.units()[-2:]:
        packs.append(folder / f"{unit.name}.mzs")
        packs[-1].write_bytes(packing.pack(book, book.budgets(unit.id)[-1]))
    samples.write("wuxi_2023", folder / "另一本.mzb")
    return [*found, packs[1:], packs, [packs[1], folder / "公开.txt"], [folder / "另一本.mzb"]]


class MonkeyAtFiles(Monkey):
    """Also drops files and reopens; `window` is the one in view now."""

    def __init__(self, window: MainWindow, seed: int, patch, folder: Path) -> None:
        super().__init__(window, seed, patch)
        self._home = window.session.book.path
        self._of_others = [each for each in _windows() if each is not window]
        self._files = files(folder, window.session.book)
        self._quiet = (*self._quiet, self.drop, self.drop, self.unit, self.unit, self.reopen)

    def step(self, act: Callable[..., object], root: QWidget | None = None, *, quiet: bool) -> None:
        """Do a step; one that leaves the book must leave it as it was."""
        if act not in (self.drop, self.reopen):
            super().step(act, root, quiet=quiet)
            return
        self.close_all()
        before, path = _content(self.window.session.book._connection), self.window.session.book.path
        self.trail = [*self.trail[-15:], f"{act.__name__} {act(self._root())}"]
        self._leave(quiet=True)
        self.done[act.__name__] += 1
        self._follow()
        book = self.window.session.book
        if book.path == path:
            now = _content(book._connection)
        else:  # another one was opened
            with contextlib.closing(sqlite3.connect(path)) as closed:
                now = _content(closed)
        had, has = _texts(before.pop("meta")), _texts(now.pop("meta"))
        assert has <= had, f"settings or texts that nobody gave: {has - had}; before that: {self.trail}"
        lost = {each for each in had - has if not each.startswith("draft:")}
        assert not lost, f"settings that are gone: {lost}; before that: {self.trail}"
        wrong = {
            name: [
                [row for row in rows if row not in others][:3] for rows, others in ((was, now[name]), (now[name], was))
            ]
            for name, was in before.items()
            if now[name] != was
        }
        assert not wrong, f"of the book are others, before and now: {wrong}; before that: {self.trail}"

    def _follow(self) -> None:
        """Turn to the window in view, where it is another one."""
        if isValid(self.window) and self.window.isVisible():
            return
        (self.window,) = (each for each in _windows() if each not in self._of_others)

    def drop(self, root: QWidget) -> str:
        """Drop files anywhere, and choose one of what is offered."""
        chosen, data = self.chance.choice(self._files), QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in chosen])
        widget, at = self._place(root)
        more = (Qt.DropAction.CopyAction, data, LEFT, NONE)
        entering = QDragEnterEvent(at, *more)
        QApplication.sendEvent(widget, entering)  # goes up to who takes it, as Qt does
        if entering.isAccepted():
            QApplication.sendEvent(widget, QDropEvent(QPointF(at), *more))
        QApplication.processEvents()
        menu = QApplication.activePopupWidget()
        entries = [entry for entry in menu.actions() if entry.text()] if menu is not None else []
        entry = self.chance.choice(entries) if entries else None
        text = entry.text() if entry is not None else ""
        if entry is not None:
            menu.close()
            entry.trigger()
        return f"{[path.name for path in chosen]} on {type(widget).__name__} {entering.isAccepted()} {text}"

    def unit(self, root: QWidget) -> str:
        """Turn to another unit, or to the sum of several."""
        self.close_all()
        panel = self.window.units_panel
        if panel is None or not panel.isVisible():
            return ""
        tree = panel.tree
        tree.setFocus()
        tree.setCurrentItem(tree.topLevelItem(0))
        for _ in range(self.chance.randrange(8)):
            QTest.keyClick(tree, KEY.Key_Down)
        QTest.keyClick(tree, KEY.Key_Return)
        return tree.currentItem().text(0)

    def reopen(self, root: QWidget) -> str:
        """Close the window and open the department's book again."""
        self.window.close()
        if not self.window.session.book.closed:  # asked because work went on, and left to go on
            for job in named_jobs_of(self.window):
                job.stop()
            self.window.close()
        self.window.deleteLater()  # nobody holds it: with each one that is left every style takes longer
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.window = MainWindow(Book.open(self._home))
        self.window.show()
        return self.window.page


def _windows() -> list[MainWindow]:
    """Return the windows in view, those that other tests hold too."""
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow) and each.isVisible()]


def _texts(settings: list[object]) -> set[str]:
    """Return the settings of a book, each text that was refused by itself: those of rows undone away are forgotten.

    A text moves to the step that brings its row back: it is the same one there.
    """
    found = set()
    for key, value in settings:  # type: ignore[misc]
        if key == "draft:refused_steps":
            for _, _, budget, grid, listed in json.loads(value):
                for known, column, *texts in listed if isinstance(listed, list) else ():
                    found |= {f"draft:refused {[budget, grid, known, column, *text]}" for text in texts if text}
            continue
        several = json.loads(value) if key == "draft:refused" else [value]
        found |= {f"{key} {each}" for each in several}
    return found


def _content(connection: sqlite3.Connection) -> dict[str, list[object]]:
    """Return all that a book holds, by table."""
    names = [
        name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    ]
    return {name: connection.execute(f"SELECT * FROM {name} ORDER BY 1").fetchall() for name in names}

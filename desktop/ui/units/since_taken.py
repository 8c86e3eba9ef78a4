"""What is another since a unit was taken in (装入后有变动), for its badge; files are looked at beside the window."""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.ledger.records import TakenIn
from desktop.ui.kit.background import Job
from desktop.ui.session import Session

SHORT = "变"
"""What a badge shows of it."""


class SinceTaken(QObject):
    """Knows it by unit. `changed` says that a file turned out to be another."""

    changed = Signal()

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._parent = session, parent
        self._step = -1
        self._marks: dict[int, TakenIn] = {}
        self._settings: dict[int, list[str]] = {}
        self._files: dict[str, Path] = {}
        self._asked: frozenset[str] = frozenset()
        self._job: Job[dict[str, Path]] | None = None

    def look_again(self) -> None:
        """Look at all files once more."""
        self._asked = frozenset()
        self.look()

    def look(self) -> None:
        """Look at the book where it is another than last time, and at the files of packs it did not have then."""
        book = self._session.book
        if not book.records(TakenIn):
            self._marks, self._settings, self._asked = {}, {}, frozenset()
            return
        from desktop.packs import since  # for a book with such units only

        if self._step != (step := book.last_done()):
            self._step, self._marks = step, since.marks(book)
            self._settings = since.settings_changed(book, self._marks)
        wanted = frozenset(mark.fingerprint for mark in self._marks.values())
        if wanted != self._asked:
            self._asked = wanted
            if self._job is not None:
                self._job.forget()  # what it brings would be of before
            self._job = Job(self._parent, _looking(wanted), self._came, _raise)
            self._job.begin()

    def of(self, unit_id: int) -> list[str]:
        """Return in Chinese what is another about a unit; empty where nothing is, or nothing is known."""
        mark = self._marks.get(unit_id)
        if mark is None:
            return []
        found = [f"装入后有变动：在本账本改了{'、'.join(self._settings[unit_id])}"] if unit_id in self._settings else []
        if mark.fingerprint in self._files:
            name = self._files[mark.fingerprint].name
            found.append(f"装入后有变动：文件“{name}”已是另一个数据包，还没有装入，请到“收到的单位”核对")
        return found

    def files(self) -> list[Path]:
        """Return the files that hold another pack than the one taken in."""
        known = (self._files.get(mark.fingerprint) for mark in self._marks.values())
        return list(dict.fromkeys(path for path in known if path is not None))

    def _came(self, found: Mapping[str, Path]) -> None:
        self._files = dict(found)
        self.changed.emit()


def _looking(fingerprints: frozenset[str]) -> Callable[[Job[dict[str, Path]]], dict[str, Path]]:
    def look(job: Job[dict[str, Path]]) -> dict[str, Path]:
        from desktop.packs import since

        found = {}
        for fingerprint in fingerprints:
            path = None if job.cancelled else since.newer_file(fingerprint)
            if path is not None:
                found[fingerprint] = path
        return found

    return look


def _raise(error: BaseException) -> None:
    raise error

"""The file an open book was opened from: whether the book's name still leads to it.

SQLite writes to the file it opened, whatever becomes of the name. A copy put in its place, a deletion or a move would
take every later edit with it, so each commit asks here first.

A descriptor of our own is kept from before SQLite opens the file until after SQLite has closed it: it cannot be
closed earlier, for on POSIX closing any descriptor of a file drops all locks the process has on it.
"""

import os
from contextlib import suppress
from pathlib import Path

from desktop import paths
from desktop.ledger.errors import BookHeld
from desktop.ledger.safety import lock
from desktop.ledger.safety.file_mark import FileMark
from desktop.ledger.safety.own_content import OwnContent

REPLACED = "在打开期间被另一个文件替换"
MOVED = "在打开期间被移动或改名（也可能是所在的磁盘已断开）"
DELETED = "在打开期间被删除"
REWRITTEN = "在打开期间被其他程序改写"

Identity = tuple[int, int]
"""Device and number of a file on it (inode; on Windows the file's index); number 0: the system gives none."""

_held: list["HeldFile"] = []
"""The files this process holds: opening and closing one of them again would drop the system's locks."""

stat = os.stat
"""How a file is looked at, by its name or by a descriptor; tests put others in its place."""


class HeldFile:
    """A book's file, from just before SQLite opens it until `release`. Raises BookHeld when held here already."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.name = paths.followed(path)
        if is_held(path):
            raise BookHeld(path, lock.holder_of(path))
        self._token = os.urandom(16).hex()
        self._announced = self._steady = False
        self._descriptor = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
        self._identity = _identity(self._descriptor)
        self._mark: FileMark | None = None
        self._journal: Identity | None = None
        _held.append(self)

    def locked(self, own: OwnContent) -> None:
        """Note, now that the lock is ours, whether this disk's numbers can be relied on, and say who holds the book.

        own: what the open book holds in memory.
        """
        try:
            self._steady = self._identity[1] != 0 and _identity(self.path) == self._identity
        except OSError:
            self._steady = False
        self._announced = lock.announce(self.path, self._token)
        self._mark = FileMark(self._descriptor, own)
        self.note_journal()

    def written(self, *, every_byte: bool = False) -> None:
        """Remember the state of the file after a write of our own; every_byte: with a sum over all of it."""
        if self._mark is not None:
            self._mark.take(every_byte=every_byte)
        self.note_journal()

    def unfinished(self) -> bool:
        """Tell whether SQLite's rollback journal still holds what takes the last transaction back."""
        try:
            return journal_of(self.path).stat().st_size > 0
        except OSError:
            return False

    def note_journal(self) -> None:
        """Remember, after a transaction of our own, which file SQLite's rollback journal is."""
        with suppress(OSError):
            self._journal = _identity(journal_of(self.path))

    def left_as(self, content: bytes) -> bool:
        """Tell whether bytes are the file's content after our last write, whatever it holds now."""
        return self._mark is not None and self._mark.equals(content)

    @property
    def in_another_state(self) -> bool:
        """Whether the file does not hold what it did after our last write, though the last one failed."""
        return self._mark is not None and not self._mark.is_back()

    def rewritten(self, *, every_byte: bool = False) -> bool:
        """Tell whether another program wrote into the very file that is open; every_byte: compare all bytes."""
        return self._mark is not None and not self._mark.holds(every_byte=every_byte)

    def gone(self, *, every_byte: bool = False) -> str:
        """Return in Chinese why nothing may be written (the file was moved, replaced, rewritten); empty when it may.

        every_byte: compare all bytes, not only what tells a write without reading them.
        """
        return self.away() or (REWRITTEN if self.rewritten(every_byte=every_byte) else "")

    def away(self) -> str:
        """Return in Chinese why the file is not under its name any more; empty while it is, or when that is unknown.

        Numbers that differ count only on a disk where the open file keeps its own. Elsewhere (some network shares)
        the token in the information file decides, and a missing information file proves nothing.
        """
        try:
            identity = _identity(self.path)
        except (FileNotFoundError, NotADirectoryError):
            return MOVED if stat(self._descriptor).st_nlink else DELETED
        except OSError:
            return ""
        if self._steady and identity[1] and _identity(self._descriptor) == self._identity:
            return "" if identity == self._identity else REPLACED
        other = self._announced and lock.token_of(self.path) not in {None, self._token}
        return REPLACED if other else ""

    def release(self) -> None:
        """Let go of the file, when SQLite has closed it; only our own information file is removed."""
        self._remove_our_journal()
        os.close(self._descriptor)
        _held.remove(self)
        if self._announced:
            lock.withdraw(self.path, self._token)

    def _remove_our_journal(self) -> None:
        """Remove the empty journal we left under this name: by its number it is ours, and nobody else took the lock."""
        journal = journal_of(self.path)
        if self._journal is None or not self._journal[1] or lock.token_of(self.path) not in {None, self._token}:
            return
        with suppress(OSError):
            if _identity(journal) == self._journal and os.lstat(journal).st_size == 0:
                journal.unlink()


def journal_of(path: Path) -> Path:
    """Return the path of SQLite's rollback journal, which undoes an unfinished write."""
    return path.with_name(path.name + "-journal")


def is_held(path: Path) -> bool:
    """Tell whether this process holds the file of a name, be it under another name; one that is gone is not meant."""
    try:
        identity = _identity(path)
    except OSError:
        identity = (0, 0)
    name = paths.followed(path)
    same_identity = any(identity[1] and file._identity == identity for file in _held)
    return same_identity or any(file.name == name and not file.away() for file in _held)


def _identity(file: Path | int) -> Identity:
    status = stat(file)
    return status.st_dev, status.st_ino

"""The file an open book was opened from: whether the book's name still leads to it.

SQLite writes to the file it opened, whatever becomes of the name. A copy put in its place, a deletion or a move would
take every later edit with it, so each commit asks here first.

A descriptor of our own is kept from before SQLite opens the file until after SQLite has closed it: it cannot be
closed earlier, for on POSIX closing any descriptor of a file drops all locks the process has on it.
"""

import os
import uuid
from pathlib import Path

from desktop.ledger import lock
from desktop.ledger.errors import BookHeld

REPLACED = "在打开期间被另一个文件替换"
MOVED = "在打开期间被移动或改名（也可能是所在的磁盘已断开）"
DELETED = "在打开期间被删除"

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
        self.name = path.resolve()
        if is_held(path):
            raise BookHeld(path, lock.holder_of(path))
        self._token = uuid.uuid4().hex
        self._announced = self._steady = False
        self._descriptor = os.open(path, os.O_RDWR)
        self._identity = _identity(self._descriptor)
        _held.append(self)

    def locked(self) -> None:
        """Note, now that the lock is ours, whether this disk's numbers can be relied on, and say who holds the book."""
        try:
            self._steady = self._identity[1] != 0 and _identity(self.path) == self._identity
        except OSError:
            self._steady = False
        self._announced = lock.announce(self.path, self._token)

    def gone(self) -> str:
        """Return in Chinese what became of the file under its name; empty while it is there, or when nothing is known.

        Numbers that differ count only on a disk where the open file keeps its own. Elsewhere (some network shares)
        the token in the information file decides, and a missing information file proves nothing.
        """
        try:
            found = _identity(self.path)
        except (FileNotFoundError, NotADirectoryError):
            return MOVED if stat(self._descriptor).st_nlink else DELETED
        except OSError:
            return ""
        if self._steady and found[1] and _identity(self._descriptor) == self._identity:
            return "" if found == self._identity else REPLACED
        other = self._announced and lock.token_of(self.path) not in {None, self._token}
        return REPLACED if other else ""

    def release(self) -> None:
        """Let go of the file, when SQLite has closed it; only our own information file is removed."""
        os.close(self._descriptor)
        _held.remove(self)
        if self._announced:
            lock.withdraw(self.path, self._token)


def is_held(path: Path) -> bool:
    """Tell whether this process holds the file of a name, be it under another name; one that is gone is not meant."""
    try:
        found = _identity(path)
    except OSError:
        found = (0, 0)
    name = path.resolve()
    return any((found[1] and one._identity == found) or (one.name == name and not one.gone()) for one in _held)


def _identity(file: Path | int) -> Identity:
    found = stat(file)
    return found.st_dev, found.st_ino

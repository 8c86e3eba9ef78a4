"""A disk that refuses: full, read-only, failing, without rights, locked; for SQLite and for Python, in this process.

No root, no mount: SQLite's calls are refused one level below it (`sqlite_calls`), Python's where it asks the system. What
is refused is counted, for a fault that never fired shows nothing.
"""

import builtins
import errno
import io
import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from tests.reliability import sqlite_calls

EVERYWHERE, WORK, HOME = "everywhere", "work", "home"
CHANGES = frozenset({"create", "change", "write", "rename", "link", "unlink"})
REAL = {name: getattr(os, name) for name in ("open", "write", "fsync", "replace", "link", "unlink", "mkdir", "access")}
_real_open = io.open


@dataclass(frozen=True)
class Refusal:
    """Which calls are refused, where, behind how many that were let through, and with what."""

    calls: frozenset[str]
    number: int
    where: str = EVERYWHERE
    after: int = 0
    for_sqlite: int = sqlite_calls.IOERR_WRITE


REFUSALS = {
    "full": Refusal(frozenset({"write"}), errno.ENOSPC, for_sqlite=sqlite_calls.FULL),
    "home full": Refusal(frozenset({"write"}), errno.ENOSPC, HOME, for_sqlite=sqlite_calls.FULL),
    "read-only": Refusal(CHANGES, errno.EROFS),
    "failing writes": Refusal(frozenset({"write"}), errno.EIO),
    "failing syncs": Refusal(frozenset({"sync"}), errno.EIO, for_sqlite=sqlite_calls.IOERR_FSYNC),
    "no rights": Refusal(frozenset({"read", "change"}), errno.EACCES, WORK),
    "folder read-only": Refusal(frozenset({"create", "rename", "link", "unlink"}), errno.EACCES, WORK),
    "locked": Refusal(frozenset({"change", "onto"}), errno.EACCES, WORK),
}


class _Refusing(io.FileIO):
    """An open file that takes no byte."""

    number = 0

    def write(self, _):
        raise OSError(self.number, os.strerror(self.number), self.name)


class FaultyDisk:
    """Refuses what a fault refuses, under a work folder or the home folder."""

    def __init__(self, refusal: Refusal, work: Path, home: Path) -> None:
        self.refusal, self.fired = refusal, 0
        self._there = {str(path) for path in work.resolve().rglob("*")}
        self._passed = 0
        self._work, self._home = f"{work.resolve()}{os.sep}", f"{home.resolve()}{os.sep}"

    @contextmanager
    def refusing(self) -> Iterator[None]:
        """Refuse from now on, in this process."""
        with ExitStack() as stack:
            for name in REAL:
                stack.enter_context(mock.patch.object(os, name, getattr(self, f"_{name}")))
            stack.enter_context(mock.patch.object(io, "open", self._file))
            stack.enter_context(mock.patch.object(builtins, "open", self._file))
            stack.enter_context(mock.patch.object(shutil, "_USE_CP_SENDFILE", False))
            yield

    def _refuses(self, call: str, path) -> bool:
        if call not in self.refusal.calls:
            return False
        real = os.path.realpath(os.fspath(path))
        if "onto" in self.refusal.calls and real not in self._there:
            return False  # what is locked was there before
        full = real + os.sep
        places = {EVERYWHERE: (self._work, self._home), WORK: (self._work,), HOME: (self._home,)}[self.refusal.where]
        if not full.startswith(places):
            return False
        self._passed += 1
        return self._passed > self.refusal.after

    def _ask(self, call: str, path) -> None:
        if self._refuses(call, path):
            self.fired += 1
            raise OSError(self.refusal.number, os.strerror(self.refusal.number), os.fspath(path))

    # What Python asks for

    def _opened_for(self, path, writing: bool) -> str:
        return "read" if not writing else "change" if os.path.lexists(path) else "create"

    def _open(self, path, flags, *rest, **keys):
        if not os.path.isdir(path):
            self._ask(self._opened_for(path, bool(flags & (os.O_WRONLY | os.O_RDWR))), path)
        return REAL["open"](path, flags, *rest, **keys)

    def _file(self, file, mode="r", *rest, **keys):
        if isinstance(file, int):
            return _real_open(file, mode, *rest, **keys)
        writing = bool(set(mode) & set("wax+"))
        self._ask(self._opened_for(file, writing), file)
        opened = _real_open(file, mode, *rest, **keys)
        if not (writing and self._refuses("write", file)):
            return opened
        opened.close()
        self.fired += 1
        raw = _Refusing(os.fspath(file), "r+")
        raw.number = self.refusal.number
        buffered = io.BufferedRandom(raw) if "+" in mode else io.BufferedWriter(raw)
        return buffered if "b" in mode else io.TextIOWrapper(buffered, keys.get("encoding"))

    def _write(self, handle, content):
        self._ask("write", os.readlink(f"/proc/self/fd/{handle}"))
        return REAL["write"](handle, content)

    def _fsync(self, handle):
        self._ask("sync", os.readlink(f"/proc/self/fd/{handle}"))
        return REAL["fsync"](handle)

    def _replace(self, source, target, **keys):
        self._ask("rename", target)
        if os.path.lexists(target):
            self._ask("onto", target)
        return REAL["replace"](source, target, **keys)

    def _link(self, source, target, **keys):
        self._ask("link", target)
        return REAL["link"](source, target, **keys)

    def _unlink(self, path, **keys):
        if os.path.lexists(path):
            self._ask("unlink", path)
        return REAL["unlink"](path, **keys)

    def _mkdir(self, path, *rest, **keys):
        if not os.path.lexists(path):
            self._ask("create", path)
        return REAL["mkdir"](path, *rest, **keys)

    def _access(self, path, mode, **keys):
        call = "create" if os.path.isdir(path) else "change"
        if mode & os.W_OK and self._refuses(call, path):
            self.fired += 1
            return False
        return REAL["access"](path, mode, **keys)

    # What SQLite asks for

    def _answer(self, call: str, path: str, code: int) -> int:
        if self._refuses(call, path):
            self.fired += 1
            return code
        return sqlite_calls.OK

    def opening(self, path: str, creating: bool) -> int:
        if creating and not os.path.lexists(path):
            return self._answer("create", path, sqlite_calls.CANTOPEN)
        return self._answer("read", path, sqlite_calls.CANTOPEN)

    def opened(self, path: str) -> None:
        """A file is open."""

    def deleting(self, path: str) -> int:
        return self._answer("unlink", path, sqlite_calls.IOERR_DELETE)

    def writing(self, path: str, offset: int, content: bytes) -> int:
        return self._answer("write", path, self.refusal.for_sqlite)

    def truncating(self, path: str, size: int) -> int:
        return sqlite_calls.OK

    def syncing(self, path: str) -> int:
        return self._answer("sync", path, self.refusal.for_sqlite)

    def syncing_folder(self, folder: str) -> None:
        """The folder of a new file is forced to the disk."""


class Sound:
    """A listener that refuses nothing, until another one is put in its place."""

    disk: FaultyDisk | None = None

    def __getattr__(self, call: str):
        def hear(*arguments):
            return getattr(self.disk, call)(*arguments) if self.disk is not None else sqlite_calls.OK

        return hear

"""Every write, sync and rename under a folder, recorded while the program works: SQLite's own and those of Python.

SQLite's are heard call by call (`sqlite_calls`), and so are the names Python makes and removes and what it forces to the
disk. The bytes Python writes are seen when something else happens: whatever changed in a file since is a write then.
"""

import os
import stat
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from unittest import mock

from tests.reliability import sqlite_calls
from tests.reliability.disk import Disk, Event

REAL = {name: getattr(os, name) for name in ("open", "fsync", "replace", "rename", "link", "unlink")}


class Recorder:
    """The events under a folder, which begins as a disk on which everything is safe."""

    def __init__(self, folder: Path) -> None:
        self.folder = str(folder.resolve())
        self.start = Disk.of(Path(self.folder))
        self.events: list[Event] = []
        self._names = dict(self.start.names)
        self._known = dict(self.start.content)
        self._of_sqlite: set[int] = set()

    def confirm(self) -> None:
        """Note that a step was confirmed to the user."""
        self._scan()
        self.events.append(Event("confirm"))

    @contextmanager
    def recording(self) -> Iterator[None]:
        """Record from now on, in this process."""
        with ExitStack() as stack:
            for name in REAL:
                stack.enter_context(mock.patch.object(os, name, getattr(self, f"_{name}")))
            stack.enter_context(sqlite_calls.watched(self))
            yield
            self._scan()

    def _add(self, kind: str, path: str, file: int, offset: int = 0, content: bytes = b"", old: str = "") -> None:
        self.events.append(Event(kind, path, file, offset, content, old))

    def _new(self, path: str) -> int:
        number = self._names[path] = len(self._known) + 1
        self._known[number] = b""
        self._add("create", path, number)
        return number

    def _inside(self, path) -> str:
        full = os.path.realpath(os.fspath(path)) if not isinstance(path, int) else ""
        return full if full.startswith(self.folder + os.sep) else ""

    def _scan(self) -> None:
        """Record what Python wrote; a file SQLite opened is not looked at, that would drop its locks."""
        for path in sorted(str(p) for p in Path(self.folder).rglob("*") if p.is_file()):
            number = self._names.get(path) or self._new(path)
            if number in self._of_sqlite:
                continue
            handle = REAL["open"](path, os.O_RDONLY)
            with os.fdopen(handle, "rb") as file:
                content = file.read()
            old = self._known[number]
            if content == old:
                continue
            if not content.startswith(old):
                self._add("truncate", path, number)
                old = b""
            self._add("write", path, number, len(old), content[len(old) :])
            self._known[number] = content

    # What Python asks for

    def _open(self, path, flags, *rest, **keys):
        name = self._inside(path) if flags & os.O_CREAT else ""
        if name:
            self._scan()
        handle = REAL["open"](path, flags, *rest, **keys)
        if name and name not in self._names:
            self._new(name)
        return handle

    def _fsync(self, handle):
        REAL["fsync"](handle)
        path = self._inside(os.readlink(f"/proc/self/fd/{handle}"))
        root = os.path.realpath(f"/proc/self/fd/{handle}") == self.folder
        self._scan()
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            if path or root:
                self._add("folder", path or self.folder, 0)
        elif path in self._names:
            self._add("sync", path, self._names[path])

    def _replace(self, source, target, **keys):
        self._scan()
        REAL["replace"](source, target, **keys)
        old, new = self._inside(source), self._inside(target)
        if old:
            self._names[new] = self._names.pop(old)
            self._add("replace", new, self._names[new], old=old)

    _rename = _replace

    def _link(self, source, target, **keys):
        self._scan()
        REAL["link"](source, target, **keys)
        old, new = self._inside(source), self._inside(target)
        self._names[new] = self._names[old]
        self._add("link", new, self._names[old])

    def _unlink(self, path, **keys):
        name = self._inside(path)
        self._scan()
        REAL["unlink"](path, **keys)
        if name in self._names:
            self._add("unlink", name, self._names.pop(name))

    # What SQLite asks for

    def opening(self, path: str, creating: bool) -> int:
        if self._names.get(self._inside(path)) not in self._of_sqlite:
            self._scan()
        return sqlite_calls.OK

    def opened(self, path: str) -> None:
        if name := self._inside(path):
            number = self._names.get(name) or self._new(name)
            self._of_sqlite.add(number)

    def deleting(self, path: str) -> int:
        if (name := self._inside(path)) in self._names:
            self._add("unlink", name, self._names.pop(name))
        return sqlite_calls.OK

    def writing(self, path: str, offset: int, content: bytes) -> int:
        if name := self._inside(path):
            self._add("write", name, self._names[name], offset, content)
        return sqlite_calls.OK

    def truncating(self, path: str, size: int) -> int:
        if name := self._inside(path):
            self._add("truncate", name, self._names[name], size)
        return sqlite_calls.OK

    def syncing(self, path: str) -> int:
        if name := self._inside(path):
            self._add("sync", name, self._names[name])
        return sqlite_calls.OK

    def syncing_folder(self, folder: str) -> None:
        name = os.path.realpath(folder)
        if name == self.folder or self._inside(name):
            self._add("folder", name, 0)

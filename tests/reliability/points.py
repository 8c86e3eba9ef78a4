"""Named points at which a program can be killed: every change of the book and every change of a folder.

A point is the moment before a statement of SQLite that changes something, or before a call that changes a folder or
forces something to the disk. What SQLite does inside one statement has no point of its own; the random kills of the
long form fall there too.
"""

import os
import re
import signal
import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path

CALLS = ("fsync", "link", "replace", "unlink")
CHANGES = ("BEGIN", "INSERT", "UPDATE", "DELETE", "COMMIT", "ROLLBACK", "CREATE", "DROP", "ALTER")
LEARNED = ("PRAGMA user_version =", "PRAGMA journal_mode = DELETE")


class Points:
    """Counts the points this process passes; at number `stop` it says so and dies as if the current went off.

    waits: what it does at other points, behind saying so.
    """

    def __init__(
        self, say: Callable[[str], None], stop: int, waits: Mapping[int, Callable[[], object]] | None = None
    ) -> None:
        self._say, self._stop, self._waits, self._passed = say, stop, waits or {}, 0

    def at(self, name: str) -> None:
        """Pass a point."""
        self._passed += 1
        wait = self._waits.get(self._passed)
        if wait or self._stop in (0, self._passed):
            self._say(f"AT {name}")
        if wait:
            wait()
        if self._stop == self._passed:
            os.kill(os.getpid(), signal.SIGKILL)

    def watch(self) -> None:
        """Make every change of a book or a folder a point, in this process and for good."""
        for name in CALLS:
            setattr(os, name, self._watched(name, getattr(os, name)))
        os.open = self._opening(os.open)
        connect = sqlite3.connect

        def connecting(*args, **keys):
            connected = connect(*args, **keys)
            if args[:1] != (":memory:",):  # nothing of that is on the disk
                connected.set_trace_callback(self._statement)
            return connected

        sqlite3.connect = connecting

    def _watched(self, name, call):
        def passed(*args, **keys):
            self.at(f"{name} {plain(args[-1])}" if name != "fsync" else name)
            return call(*args, **keys)

        return passed

    def _opening(self, call):
        def passed(path, flags, *rest, **keys):
            if flags & os.O_CREAT:
                self.at(f"create {plain(path)}")
            return call(path, flags, *rest, **keys)

        return passed

    def _statement(self, text: str) -> None:
        text = " ".join(text.split())
        if text.startswith("CREATE TEMP"):
            return  # of this connection alone: nothing of it is on the disk
        if text.startswith(CHANGES):
            self.at(" ".join(text.split()[:3]))
        elif text.startswith(LEARNED):
            self.at(text)


def plain(path) -> str:
    """Return a file's name without what differs from run to run: process, clock, counters."""
    name = re.sub(r"^(\.mingzhang-(?:old-)?)\d+-\d+", r"\1#", Path(path).name)
    return re.sub(r"\d{5,}(-\d+)*", "#", name)

"""What the open connection holds in memory, as a witness of what the book's file held after our last write."""

import hashlib
import sqlite3
import zlib
from collections.abc import Callable
from contextlib import closing

ROWS_COMPARED = 100
"""Rows of the last step that are compared; an import may have changed many thousands."""


class OwnContent:
    """The book in memory, and the last step that was in it after our last write.

    The step is noted apart: where memory was given back, SQLite would read the pages anew out of whatever the file
    holds by then, and an overwritten file would look like our own.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.note()

    def note(self) -> None:
        """Note the last step, after a write of our own."""
        self._last = _last_step(self._connection)

    def is_in(self, crc: int, read: Callable[[], bytes]) -> bool:
        """Tell whether a file, of a CRC-32 and read by a call, holds the committed state of the open book.

        Within an operation the memory is ahead of the file; then its pages must fit together and end with our step.
        """
        if self._connection.in_transaction:
            return self.was(read())
        try:
            return zlib.crc32(self._connection.serialize()) == crc and _last_step(self._connection) == self._last
        except sqlite3.Error:
            return False

    def was(self, pages: bytes) -> bool:
        """Tell whether the pages of a book fit together, which those of two do not, and end with our last step."""
        try:
            with closing(sqlite3.connect(":memory:")) as other:
                other.deserialize(pages)
                sound = other.execute("PRAGMA quick_check").fetchone()[0] == "ok"
                return sound and _last_step(other) == self._last
        except sqlite3.Error:
            return False


def _last_step(connection: sqlite3.Connection) -> str:
    """Return the hash of a book's identity, settings and last step with what that changed; empty where unreadable."""
    digest = hashlib.sha256()
    try:
        digest.update(repr(connection.execute("SELECT * FROM meta ORDER BY key").fetchall()).encode())
        last = connection.execute("SELECT id, name, at FROM operation ORDER BY id DESC LIMIT 1").fetchone()
        undone = connection.execute("SELECT id FROM operation WHERE state = 'done' ORDER BY id DESC LIMIT 1").fetchone()
        digest.update(repr((last, undone)).encode())
        if last is not None:
            rows = connection.execute("SELECT * FROM change WHERE operation_id = ? ORDER BY id", last[:1])
            digest.update(repr(rows.fetchmany(ROWS_COMPARED)).encode())
    except sqlite3.Error:
        return ""
    return digest.hexdigest()

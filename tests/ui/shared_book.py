"""One open book for many tests: what a test wrote is taken back before the next one gets it.

Opening a book for work costs more than most tests do with it: the lock, the backup, and the triggers of its journal.
"""

import sqlite3
from contextlib import suppress
from copy import copy
from pathlib import Path

from desktop import pipeline
from desktop.compute.drafting import DraftMemory
from desktop.compute.lines import LineMemory
from desktop.ledger import schema
from desktop.ledger.book import Book


class PutBack:
    """What an open book held at first, to be put back: records, history, settings, and what was computed of it."""

    def __init__(self, book: Book) -> None:
        self._book, self._connection, self._path = book, book._connection, book.path
        self._pristine = sqlite3.connect(":memory:")
        self._connection.backup(self._pristine)
        self._content = _rows(self._pristine)
        self._memory, self._computed = _copy_of(book._memory), _copy_of(pipeline._memories.get(book))
        self._writes = self._connection.total_changes

    @property
    def possible(self) -> bool:
        """Whether the book is still the open file it was: neither closed nor saved elsewhere nor replaced."""
        book = self._book
        if book.closed or book.read_only or book._connection is not self._connection or book.path != self._path:
            return False
        return not (book._busy or book._in_operation or book.out_of_place)

    @property
    def changed(self) -> bool:
        """Whether anything was written since."""
        return self._connection.total_changes != self._writes

    def __call__(self) -> None:
        """Let the book be as it was when it had just been opened."""
        book = self._book
        book._continuity, book.backup_problem = None, ""
        book.confine(None)  # a scenario that was open
        if self.changed:
            with suppress(sqlite3.Error):
                self._take_back()
            if _rows(self._connection) != self._content:
                self._pristine.backup(self._connection)  # SQLite then reads the whole schema again, which is slow
            book._note_written()
            self._writes = self._connection.total_changes
        book._memory = _copy_of(self._memory)
        if self._computed is not None:
            pipeline._memories[book] = _copy_of(self._computed)
        book.revision = 0

    def _take_back(self) -> None:
        """Put back the rows that the journal names and those of the tables that it does not follow."""
        connection, pristine = self._connection, self._pristine
        schema.allow_writes(connection)
        connection.execute("BEGIN IMMEDIATE")
        with connection:
            connection.execute("PRAGMA defer_foreign_keys = ON")
            connection.execute("UPDATE journal_state SET replaying = 1")  # silences the triggers
            changed = connection.execute(_CHANGED, pristine.execute(_NEWEST).fetchone()).fetchall()
            old = [(table, pristine.execute(f"SELECT * FROM {table} WHERE id = ?", (key,))) for table, key in changed]
            for table, key in changed:
                connection.execute(f"DELETE FROM {table} WHERE id = ?", (key,))
            for table, key in (("change", "id"), ("operation", "id"), ("meta", "key"), ("journal_state", "only")):
                now, then = (set(held.execute(f"SELECT * FROM {table}")) for held in (connection, pristine))
                connection.executemany(f"DELETE FROM {table} WHERE {key} = ?", [row[:1] for row in now - then])
                old.append((table, then - now))
            for table, rows in old:
                for row in rows:
                    connection.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)

    def close(self) -> None:
        self._pristine.close()


def _rows(connection):
    """Return all that a book holds, by table; compared row by row, which takes a third of what a fingerprint takes."""
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
    order = {"file": "digest", "meta": "key"}
    marks = {name: connection.execute(f"PRAGMA {name}").fetchall() for name in ("application_id", "user_version")}
    return marks | {
        table: connection.execute(f"SELECT * FROM {table} ORDER BY {order.get(table, 'rowid')}").fetchall()
        for (table,) in tables
        if table != "sqlite_sequence"
    }


_NEWEST = "SELECT ifnull(max(id), 0) FROM change"
_CHANGED = "SELECT DISTINCT record_table, record_id FROM change WHERE id > ?"


def _copy_of(memory):
    """Return a copy of what was read or computed last: the records, lines and tables in it stay the same objects."""
    found = copy(memory)
    for name, held in vars(memory).items() if memory is not None else ():
        if isinstance(held, set):
            setattr(found, name, set(held))
        if isinstance(held, dict):
            setattr(
                found, name, {k: _copy_of(v) if isinstance(v, LineMemory | DraftMemory) else v for k, v in held.items()}
            )
    return found


class SharedBook:
    """An open book on a sample, opened when it is first asked for and again when a test closed it or moved its file."""

    def __init__(self, sample: bytes, folder: Path, name: str) -> None:
        self._sample, self._folder, self._name = sample, folder, name
        self._book: Book | None = None
        self.opened = 0

    def take(self) -> Book:
        """Return the book as it is when it has just been opened."""
        if self._book is not None and self._put_back.possible and self._alone(self._book):
            self._put_back()
            return self._book
        self.drop()
        return self._open()

    def drop(self) -> None:
        """Close the book, whatever became of it."""
        book, self._book = self._book, None
        if book is not None:
            self._put_back.close()
            book.close()

    def _open(self) -> Book:
        self.opened += 1
        path = self._folder / str(self.opened) / self._name
        path.parent.mkdir()
        path.write_bytes(self._sample)
        book = self._book = Book.open(path)
        self.disclosure = pipeline.of_book(book)
        """What is computed of the book when it is opened."""
        self._put_back = PutBack(book)
        self._around = {*path.parent.iterdir(), path.with_name(f"{path.name}-journal")}
        return book

    def _alone(self, book: Book) -> bool:
        """Whether no test left anything in the folder of the book."""
        return self._around.issuperset(book.path.parent.iterdir())

"""One open book for many tests: what a test wrote is taken back before the next one gets it.

Opening a book for work costs more than most tests do with it: the lock, the backup, and the triggers of its journal.
"""

import sqlite3
from pathlib import Path

from desktop.ledger.book import Book


class PutBack:
    """What an open book held at first, to be put back byte by byte: records, history, settings."""

    def __init__(self, book: Book) -> None:
        self._book, self._connection, self._path = book, book._connection, book.path
        self._pristine = sqlite3.connect(":memory:")
        self._connection.backup(self._pristine)
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
            self._pristine.backup(self._connection)
            book._note_written()
            book._memory.forget()
            self._writes = self._connection.total_changes
        book.revision = 0

    def close(self) -> None:
        self._pristine.close()


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
        self._put_back = PutBack(book)
        self._around = {*path.parent.iterdir(), path.with_name(f"{path.name}-journal")}
        return book

    def _alone(self, book: Book) -> bool:
        """Whether no test left anything in the folder of the book."""
        return self._around.issuperset(book.path.parent.iterdir())

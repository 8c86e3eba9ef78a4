"""The book (账本): the one door to the ledger file. Every change is a named operation in one transaction."""

import sqlite3
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from desktop import paths
from desktop.findings import UserError
from desktop.ledger import backup, bounds, connection, content, journal, lock, migrations, place, schema, upkeep
from desktop.ledger.errors import BookError, BookHeld, BookReadOnly, BudgetFrozen
from desktop.ledger.reader import BookReader
from desktop.ledger.records import Budget, Record
from desktop.ledger.seen import Continuity

R = TypeVar("R", bound=Record)

BACKUP_EVERY_SECONDS = 30 * 60

_open_here: set[Path] = set()
"""Books this process holds: touching their files again by other means would drop the system's locks (H12)."""


class Book(BookReader):
    """An open book. Use `create`, `open` or `open_to_read`, and `close` (or `with`)."""

    def __init__(self, path: Path, connected: sqlite3.Connection, *, read_only: bool) -> None:
        self.path = path
        self.read_only = read_only
        self._in_operation = False
        self.revision = 0
        self.closed = False
        self.backup_problem = ""
        self._connection = connected
        self._continuity: Continuity | None = None
        self._busy = False
        self._last_backup = time.monotonic()

    @classmethod
    def create(cls, path: Path) -> "Book":
        """Make a new, empty book. Raises BookError when the name is taken or the folder is not writable."""
        connected = connection.create(path)
        connected.execute("INSERT INTO meta VALUES ('ledger_id', ?)", (uuid.uuid4().hex,))
        schema.install_triggers(connected)
        return cls._holding(path, connected)

    @classmethod
    def open(cls, path: Path) -> "Book":
        """Open a book for work: take the lock, back it up, bring an older file to the present schema."""
        if path.resolve() in _open_here:
            raise BookHeld(path, lock.holder_of(path))
        connected = connection.open_for_writing(path)
        book = cls._holding(path, connected)
        paths.clear_stale_temporaries(path.parent)
        older = bool(migrations.pending(connected))
        book.make_backup("升级前" if older else "打开")
        if older and book.backup_problem:
            book.close()
            raise BookError(f"升级账本前的备份没有成功：{book.backup_problem}")
        try:
            book._follow()
            migrations.migrate(connected)
            schema.install_triggers(connected)
            book._follow().remember(connected)
        except BaseException as error:
            book.close()
            if isinstance(error, sqlite3.Error):
                raise connection.explain(error, path) from error
            raise
        return book

    @classmethod
    def open_to_read(cls, path: Path) -> "Book":
        """Open a book for reading only, without holding it."""
        if path.resolve() in _open_here:
            raise BookHeld(path, lock.holder_of(path))
        connected = connection.open_for_reading(path)
        if migrations.pending(connected):
            connected.close()
            raise BookError(f"账本“{path}”由较早版本的明账建立；请先在窗口中打开一次，完成备份和升级后再读取")
        return cls(path, connected, read_only=True)

    @classmethod
    def _holding(cls, path: Path, connected: sqlite3.Connection) -> "Book":
        lock.announce(path)
        _open_here.add(path.resolve())
        return cls(path, connected, read_only=False)

    def close(self) -> None:
        """Close the file and free the lock; the empty rollback journal goes away with it. Twice does no harm.

        Never raises: every change is on the disk by then, and what cannot be tidied now is so the next time.
        """
        if self.closed:
            return
        self.closed = True
        try:
            if not self.read_only:
                with suppress(sqlite3.Error, OSError, UserError):
                    self._tidy()
                with suppress(sqlite3.Error):
                    self._connection.execute("PRAGMA journal_mode = DELETE")
            with suppress(sqlite3.Error):
                self._connection.close()
        finally:
            if not self.read_only:
                _open_here.discard(self.path.resolve())
                lock.withdraw(self.path)

    def _tidy(self) -> None:
        """Remember the steps of the book as seen; free evidence contents that nothing can bring back any more."""
        self._follow().remember(self._connection)
        if self.revision:
            with self._transaction():
                upkeep.free_unnamed_files(self._connection)
            upkeep.shrink(self._connection)

    def _follow(self) -> Continuity:
        """Return what this book goes on from; one that was just made, or is only read, is looked at when asked."""
        if self._continuity is None:
            self._continuity = Continuity(self.path, self.ledger_id, self._connection)
        return self._continuity

    def __enter__(self) -> "Book":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def choose_form(self, key: str) -> None:
        """Keep the layout chosen for this book; one opened to read keeps nothing. Raises BookError on a full disk."""
        self._keep_setting("form", key)

    def keep_draft(self, key: str, text: str) -> None:
        """Keep words while they are being typed, so that a crash does not take them; empty forgets them.

        They are not content: nothing is computed from them and they are not undone. Raises BookError on a full disk.
        """
        self._keep_setting(f"draft:{key}", text)

    def _keep_setting(self, key: str, text: str) -> None:
        if self.read_only or self.closed:
            return
        try:
            content.keep_setting(self._connection, key, text)
        except sqlite3.Error as error:
            raise self._explain(error) from error

    # changing -----------------------------------------------------------------------------------------

    @contextmanager
    def operation(self, name: str) -> Iterator[None]:
        """Group changes under one Chinese name, as one transaction and one undo step.

        On any error everything of the group is rolled back. Raises BookError in plain words. An operation begun
        inside another one becomes a part of it.
        """
        if self._in_operation:
            yield
            return
        self._in_operation = True
        try:
            with self._transaction():
                number = journal.begin(self._connection, name)
                yield
                journal.end(self._connection, number)
        finally:
            self._in_operation = False
        self._after_change()

    def insert(self, record: R) -> R:
        """Store a new record and return it with its id (inside an operation). Raises UserError beyond `bounds`."""
        bounds.require(record)
        names = content.names_of(type(record))
        values = [getattr(record, name) for name in names]
        values[names.index("id")] = record.id or None
        marks = ", ".join("?" for _ in names)
        cursor = self._connection.execute(f"INSERT INTO {record.TABLE} ({', '.join(names)}) VALUES ({marks})", values)
        return replace(record, id=int(cursor.lastrowid or 0))

    def update(self, record: Record) -> None:
        """Store the changed fields of a record (inside an operation). Raises UserError beyond `bounds`."""
        bounds.require(record)
        values = [getattr(record, name) for name in content.names_of(type(record)) if name != "id"]
        self._connection.execute(content.update_of(type(record)), [*values, record.id, *values])

    def delete(self, record: Record) -> None:
        """Remove a record (inside an operation)."""
        self._connection.execute(f"DELETE FROM {record.TABLE} WHERE id = ?", (record.id,))

    def keep_file(self, digest: str, content: bytes) -> None:
        """Keep the contents of a file under their SHA-256 (inside an operation); equal contents are kept once."""
        self._connection.execute("INSERT OR IGNORE INTO file VALUES (?, ?)", (digest, content))

    def budget_of_year(self, unit_id: int, year: int) -> Budget:
        """Return the newest budget of a year, made (as a draft) when there is none; inside an operation."""
        found = self.records(Budget, unit_id=unit_id, year=year)
        return found[-1] if found else self.insert(Budget(unit_id=unit_id, year=year))

    def undo(self) -> journal.Operation | None:
        """Take back the last operation; return it, or None when there is nothing to take back."""
        return self._replay(journal.next_undo, journal.undo)

    def redo(self) -> journal.Operation | None:
        """Repeat the last operation taken back; return it, or None."""
        return self._replay(journal.next_redo, journal.redo)

    def take_back(self, operation: journal.Operation) -> None:
        """Take back one earlier operation alone, as a new step. Raises UserError where later ones touched the same."""
        with self.operation(f"恢复：{operation.name}"):
            journal.take_back(self._connection, operation)

    def put_back(self, change: journal.Change, column: str, name: str) -> None:
        """Put one column of a changed row back, as a new step. Raises UserError where it was changed again since."""
        with self.operation(f"恢复：{name}"):
            journal.put_back(self._connection, change, column)

    def clear_history(self) -> None:
        """Begin the history anew, without the contents that only it named; the records stay exactly as they are.

        What was typed but never kept is forgotten too. Raises BookError in plain words.
        """
        with self._transaction():
            self._follow().cut(self._connection)
            upkeep.clear_history(self._connection, "清除历史")
        try:
            self._connection.execute("VACUUM")
        except sqlite3.Error as error:
            raise self._explain(error) from error
        self._after_change()

    def _replay(self, find: journal.Find, apply: journal.Apply) -> journal.Operation | None:
        operation = find(self._connection)
        if operation is None:
            return None
        with self._transaction():
            apply(self._connection, operation)
        self._after_change()
        return operation

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        if self.read_only:
            raise BookReadOnly(self.path)
        if self._busy:
            raise RuntimeError("operations cannot be nested")
        self._busy = True
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            yield
            self._connection.execute("COMMIT")
        except BaseException as error:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            if isinstance(error, sqlite3.Error):
                raise self._explain(error) from error
            raise
        finally:
            self._busy = False

    def _explain(self, error: sqlite3.Error) -> Exception:
        text = str(error)
        if "frozen budget" in text:
            return BudgetFrozen()
        if isinstance(error, sqlite3.OperationalError | sqlite3.DatabaseError) and not isinstance(
            error, sqlite3.IntegrityError | sqlite3.ProgrammingError
        ):
            return connection.explain(error, self.path)
        return error

    # backups ------------------------------------------------------------------------------------------

    def _after_change(self) -> None:
        self.revision += 1
        if time.monotonic() - self._last_backup >= BACKUP_EVERY_SECONDS:
            self.make_backup("定时")

    def make_backup(self, reason: str) -> backup.Backup | None:
        """Make a verified backup; a failure is kept in `backup_problem` and never stops the work."""
        self._last_backup = time.monotonic()
        try:
            made = backup.make(self._connection, self.path, self.ledger_id, reason)
        except (UserError, OSError) as error:
            self.backup_problem = str(error)
            return None
        self.backup_problem = made.problem
        return made

    def backups(self) -> list[backup.Backup]:
        """Return the backups of this book from all places it was in, newest first."""
        return backup.existing(self.ledger_id)

    def warnings(self) -> list[str]:
        """Return in Chinese what to mind before working in this book: its place, and copies that are not the same."""
        return [text for text in (self._follow().warning, place.warning(self.path)) if text]

"""The file half of an open book: one transaction at a time, refused when the file is not in its place, and closing."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path

from desktop import paths
from desktop.ledger import connection, content, schema
from desktop.ledger.backups import saving
from desktop.ledger.errors import BookGone, BookLost, BookReadOnly, BookUnsure, BudgetFrozen
from desktop.ledger.safety.held_file import HeldFile


class BookFile:
    """An open file of a book; `file` is None where it was opened to read only."""

    def __init__(self, path: Path, connected: sqlite3.Connection, file: HeldFile | None) -> None:
        self.path = path
        self.closed = False
        self.on_gone: Callable[[str], None] = lambda _: None
        """Called with the reason when a change is refused because the open file is not under its name any more."""
        self._connection = connected
        self._file = file
        self._busy = False
        self._unsettled = False
        """Whether the disk failed under a change of ours: what was half written is still to be taken back."""
        self._journaled: set[tuple[str, str]] = set()
        """Table and event whose triggers the running transaction has seen to; a rollback takes them away again."""

    @property
    def read_only(self) -> bool:
        """True where the book was opened to read."""
        return self._file is None

    def close(self) -> None:
        """Close the file and free the lock; the empty rollback journal goes away with it. Twice does no harm."""
        if not self.closed:
            self.closed = True
            self._let_go()

    def _let_go(self) -> None:
        """Close the file and remove what lies beside it and is ours; beside a file that took its place nothing is."""
        # A disk that fails now must neither keep the file open nor the lock.
        if self._file is not None and not self._file.gone(every_byte=True):
            with suppress(sqlite3.Error):
                self._connection.execute("PRAGMA journal_mode = DELETE")
        with suppress(sqlite3.Error):
            self._connection.close()
        if self._file is not None:
            self._file.release()

    def _go_on_with(self, path: Path, connected: sqlite3.Connection, file: HeldFile) -> None:
        """Let go of the present file and take another one in its place."""
        self._let_go()
        self.path, self._connection, self._file = path, connected, file

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """Write all or nothing. Raises BookError in plain words; BookGone before a byte goes into the wrong file."""
        if self.read_only:
            raise BookReadOnly(self.path)
        if self._busy:
            raise RuntimeError("operations cannot be nested")
        self._before_writing()
        self._busy = True
        self._journaled.clear()
        try:
            self._settle()
            self._require_place()
            schema.allow_writes(self._connection)
            self._connection.execute("BEGIN IMMEDIATE")
            yield
            self._require_place()
            self._commit()
        except BaseException as error:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
                if self._file is not None:
                    self._file.note_journal()
            if isinstance(error, sqlite3.Error):
                self._unsettled = True
                raise self._explain(error) from error
            raise
        finally:
            self._busy = False
            self._journaled.clear()

    def _before_writing(self) -> None:
        """Wait for what must be complete before the book changes."""

    def _write(self, table: str, statement: str, values: Sequence[object]) -> sqlite3.Cursor:
        """Change rows of a table of records, journaled: an INSERT, an UPDATE or a DELETE."""
        event = statement.partition(" ")[0].lower()
        if (table, event) not in self._journaled:
            schema.journal_writes(self._connection, table, event)
            self._journaled.add((table, event))
        return self._connection.execute(statement, values)

    def _settle(self) -> None:
        """Let SQLite take back what a failing disk left half written, before anybody else is blamed for the change."""
        if self._unsettled and not (self._file is not None and self._file.away()):
            self._connection.execute("PRAGMA user_version").fetchone()
            self._unsettled = False
            if self._file is not None:
                connection.hold_in_memory(self._connection)
                self._file.written(every_byte=True)

    def _commit(self) -> None:
        """Write the transaction into the file, and note what the file holds then, be it the state before."""
        try:
            self._connection.execute("COMMIT")
        except sqlite3.Error as error:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            if self._file is not None and self._file.in_another_state and not self._file.unfinished():
                self._unsettled = True
                raise BookUnsure(self.path) from error  # the disk failed behind the last write
            raise
        finally:
            self._note_written()

    def _note_written(self) -> None:
        """Note what our own write left in the file, by which a write of another program is recognised."""
        if self._file is not None:
            self._file.written()

    def _rewrite(self, write: Callable[[], object]) -> None:
        """Do what writes the whole file in its own transaction."""
        self._before_writing()
        self._require_place()
        try:
            write()
        finally:
            self._note_written()

    def _require_intact(self) -> None:
        """Refuse to copy an overwritten book where the connection does not hold all of our own content any more."""
        file = self._file
        if file is not None and file.rewritten(every_byte=True) and not file.left_as(self._connection.serialize()):
            raise BookLost(self.path, paths.home() / "backups")

    def copy_to(self, target: Path) -> None:
        """Write everything the open book holds to a new file, which is left as it is then; go on with this one.

        Raises UserError when the name is taken or the copy does not equal the book; then nothing is left of it.
        """
        self._require_intact()
        saving.write(self._connection, target)

    @property
    def out_of_place(self) -> str:
        """Why nothing can be written: the open file is not under the book's name any more. Empty while it is."""
        gone = self._file.gone() if self._file is not None and not self.closed else ""
        return str(BookGone(self.path, gone)) if gone else ""

    def require_place(self) -> None:
        """Refuse to go on with a file that is not the one under the book's name any more, or not ours to the last byte.

        Raises BookGone.
        """
        self._require_place(every_byte=True)

    def _require_place(self, *, every_byte: bool = False) -> None:
        """Refuse to write into a file that is not the one under the book's name any more."""
        gone = self._file.gone(every_byte=every_byte) if self._file is not None else ""
        if gone:
            refusal = BookGone(self.path, gone)
            self.on_gone(str(refusal))
            raise refusal

    def _set(self, key: str, text: str) -> None:
        """Keep a setting of the book, empty forgets it; inside an operation it is a part of that."""
        with nullcontext() if self._busy else self._transaction():
            content.store_setting(self._connection, key, text)

    def _explain(self, error: sqlite3.Error) -> Exception:
        text = str(error)
        if "frozen budget" in text:
            return BudgetFrozen()
        if isinstance(error, sqlite3.OperationalError | sqlite3.DatabaseError) and not isinstance(
            error, sqlite3.IntegrityError | sqlite3.ProgrammingError
        ):
            return connection.explain(error, self.path)
        return error

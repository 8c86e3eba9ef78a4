"""The book (账本): the one door to the ledger file. Every change is a named operation in one transaction."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from desktop import paths
from desktop.findings import UserError
from desktop.ledger import bounds, connection, content, journal, migrations, schema, upkeep
from desktop.ledger.backups import backup, saving
from desktop.ledger.backups.backed_up import BackedUp
from desktop.ledger.errors import BookError, BookHeld
from desktop.ledger.memory import FactsMemory
from desktop.ledger.records import Budget, BudgetFacts, Record
from desktop.ledger.safety import location, lock, soundness
from desktop.ledger.safety.continuity import Continuity
from desktop.ledger.safety.held_file import HeldFile, is_held

R = TypeVar("R", bound=Record)


class Book(BackedUp):
    """An open book. Use `create`, `open` or `open_to_read`, and `close` (or `with`)."""

    def __init__(self, path: Path, connected: sqlite3.Connection, file: HeldFile | None) -> None:
        super().__init__(path, connected, file)
        self._in_operation = False
        self.revision = 0
        self.upgraded = ""
        self._continuity: Continuity | None = None
        self._memory = FactsMemory()
        self._confined: Budget | None = None

    @classmethod
    def create(cls, path: Path) -> "Book":
        """Make a new, empty book. Raises BookError when the name is taken or the folder is not writable."""
        import uuid  # asks what machine this is, which only a new book needs

        connected, file = connection.create(path, uuid.uuid4().hex)
        schema.refuse_writes(connected)
        return cls(path, connected, file)

    @classmethod
    def open(cls, path: Path, *, backup_later: bool = False) -> "Book":
        """Open a book for work: take the lock, back it up, bring an older file to the present schema.

        backup_later: the backup of a book that needs no upgrade is owed (`back_up_later`), so that a window is there
        sooner; everything is read all the same, as damage must be told now.
        """
        connected, file = connection.open_for_writing(path)
        book = cls(path, connected, file)
        try:
            paths.clear_stale_temporaries(path.parent)
            older = bool(migrations.pending(connected))
            with soundness.reading(path):
                if older or not backup_later:
                    book.make_backup("升级前" if older else "打开")
                else:
                    book.backup_problem = backup.damage(content.fingerprints(connected))
                    book.back_up_later("打开")
                book._follow()
            if older and book.backup_problem:
                raise BookError(f"升级账本前的备份没有成功：{book.backup_problem}")
            if older:
                book.upgraded = f"账本已由旧格式升级为格式 {schema.VERSION}，升级前备份过（帮助 → 从备份恢复）"
                book._rewrite(lambda: migrations.migrate(connected))
                connection.hold_in_memory(connected)
            schema.refuse_writes(connected)
            book._follow().remember(connected, content=True)
        except sqlite3.Error as error:
            book.close()
            raise book._explain(error) from error
        except BaseException:
            book.close()
            raise
        return book

    @classmethod
    def open_to_read(cls, path: Path) -> "Book":
        """Open a book for reading only, without holding it."""
        if is_held(path):
            raise BookHeld(path, lock.holder_of(path))
        connected = connection.open_for_reading(path)
        if migrations.pending(connected):
            connected.close()
            raise BookError(f"账本“{path}”由较早版本的明账建立；请先在窗口中打开一次，完成备份和升级后再读取")
        return cls(path, connected, None)

    def save_as(self, target: Path) -> None:
        """Write everything the open book holds to a new file and go on with that one; the old file stays as it is.

        A book opened to read can be changed from then on. Raises UserError when the name is taken or the copy does
        not equal the book; the book then goes on as before.
        """
        if self._busy:
            raise RuntimeError("a book cannot be saved elsewhere inside an operation")
        self.await_backup()
        self._require_intact()
        saving.write(self._connection, target)
        connected, file = connection.open_for_writing(target)
        schema.refuse_writes(connected)
        self._go_on_with(target, connected, file)
        self._continuity = None
        self.revision += 1
        self.make_backup("另存为")

    def close(self) -> None:
        """Close the file and free the lock. Never raises: every change is on the disk by then.

        What cannot be tidied now is so the next time.
        """
        with suppress(sqlite3.Error, OSError, UserError):
            self.await_backup()
        if not self.closed and not self.read_only and self._file is not None and not self._file.gone(every_byte=True):
            with suppress(sqlite3.Error, OSError, UserError):
                self._tidy()
        super().close()

    def _tidy(self) -> None:
        """Remember the steps of the book as seen; free evidence contents that nothing can bring back any more."""
        self._follow().remember(self._connection, content=True)
        if self.revision:
            with self._transaction():
                upkeep.free_unnamed_files(self._connection)
            self._rewrite(lambda: upkeep.shrink(self._connection))

    def _follow(self) -> Continuity:
        """Return what this book goes on from; one that was just made, or is only read, is looked at when asked."""
        if self._continuity is None:
            self._continuity = Continuity(self.path, self.ledger_id, self._connection)
        return self._continuity

    def __enter__(self) -> "Book":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def choose_form(self, key: str, frozen: Budget | None = None) -> None:
        """Keep the layout chosen for this book, or the one a frozen budget goes on to have (`frozen_form`).

        A book opened to read keeps nothing. Raises BookError on a full disk.
        """
        if not self.read_only:
            self._set("form" if frozen is None else content.form_setting(frozen), key)

    def store_unconfirmed_text(self, key: str, text: str) -> None:
        """Keep words while they are being typed, so that a crash does not take them; empty forgets them.

        They are not content: nothing is computed from them and they are not undone. Raises BookError on a full disk.
        """
        if not self.read_only and not self.closed and text != self.unconfirmed_text(key):
            self._set(f"draft:{key}", text)

    def facts(self, budget: Budget) -> BudgetFacts:
        """Return everything the computation reads of one budget; what did not change stays the same objects."""
        if self.read_only or self._busy:
            return super().facts(budget)
        return self._memory.facts(self._connection, budget)

    def records(self, kind: type[R], **where: object) -> list[R]:
        """Return the records of one type whose columns equal `where` (`BookReader.records`)."""
        if self.read_only or self._busy or self.closed:
            return super().records(kind, **where)
        return self._memory.records(kind, where, lambda: super(Book, self).records(kind, **where))

    def is_empty(self, budget: Budget) -> bool:
        """Tell whether nothing was entered in a budget yet."""
        if self.read_only or self._busy:
            return super().is_empty(budget)
        return self._memory.is_empty(budget, lambda: super(Book, self).is_empty(budget))

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
                self._require_inside(number)
                journal.end(self._connection, number)
        finally:
            self._in_operation = False
        self._after_change(number)

    def confine(self, scenario: Budget | None) -> None:
        """From now on refuse every operation that changes anything but a scenario; None: take all of them again.

        Whoever works in a scenario (测算方案) must not change official data by it: the unit, last year, another unit.
        """
        self._confined = scenario if scenario is not None and scenario.scenario else None

    def _require_inside(self, number: int) -> None:
        scenario = self._confined
        if scenario is None:
            return
        for table, key, budget_id in journal.changed_rows(self._connection, number):
            if budget_id != scenario.id and (table, key) != (Budget.TABLE, scenario.id):
                raise UserError(
                    f"现在打开的是测算方案“{scenario.scenario}”，这一步会改到正式数据"
                    "（单位信息、机构、编制、运行科目、上年数或其他预算），没有保存；请先回到正式数据再修改"
                )

    def insert(self, record: R) -> R:
        """Store a new record and return it with its id (inside an operation). Raises UserError beyond `bounds`."""
        bounds.require(record)
        names = content.names_of(type(record))
        values = [getattr(record, name) for name in names]
        values[names.index("id")] = record.id or None
        marks = ", ".join("?" for _ in names)
        statement = f"INSERT INTO {record.TABLE} ({', '.join(names)}) VALUES ({marks})"
        cursor = self._write(record.TABLE, statement, values)
        return replace(record, id=int(cursor.lastrowid or 0))

    def update(self, record: Record) -> None:
        """Store the changed fields of a record (inside an operation). Raises UserError beyond `bounds`."""
        bounds.require(record)
        values = content.stored_of(record)
        self._write(record.TABLE, content.update_of(type(record)), (*values, record.id, *values))

    def delete(self, record: Record) -> None:
        """Remove a record (inside an operation)."""
        self._write(record.TABLE, f"DELETE FROM {record.TABLE} WHERE id = ?", (record.id,))

    def store_file(self, digest: str, content: bytes) -> None:
        """Keep the contents of a file under their SHA-256 (inside an operation); equal contents are kept once."""
        self._connection.execute("INSERT OR IGNORE INTO file VALUES (?, ?)", (digest, content))

    def budget_of_year(self, unit_id: int, year: int) -> Budget:
        """Return the newest budget of a year, made (as a draft) when there is none; inside an operation."""
        budgets = [each for each in self.budgets(unit_id) if each.year == year]
        return budgets[-1] if budgets else self.insert(Budget(unit_id=unit_id, year=year))

    def undo(self) -> journal.Operation | None:
        """Take back the last operation; return it, or None when there is nothing to take back."""
        return self._replay(journal.next_undo, journal.undo)

    def redo(self) -> journal.Operation | None:
        """Repeat the last operation taken back; return it, or None."""
        return self._replay(journal.next_redo, journal.redo)

    def take_back(self, operation: journal.Operation) -> None:
        """Take back one earlier operation alone, as a new step. Raises UserError where later ones touched the same."""
        soundness.require_history(self._connection, self.path, operation.id)
        with self.operation(f"恢复：{operation.name}"), soundness.reading(self.path):
            journal.take_back(self._connection, operation)
            soundness.require_unbroken(self._connection, self.path, operation.id)

    def put_back(self, change: journal.RowChange, column: str, name: str) -> None:
        """Put one column of a changed row back, as a new step. Raises UserError where it was changed again since."""
        with self.operation(f"恢复：{name}"), soundness.reading(self.path):
            journal.put_back(self._connection, change, column)
            soundness.require_unbroken(self._connection, self.path, change.operation_id)

    def clear_history(self) -> None:
        """Begin the history anew, without the contents that only it named; the records stay exactly as they are.

        What was typed but never kept is forgotten too. Raises BookError in plain words.
        """
        self.require_place()
        with self._transaction():
            self._follow().cut(self._connection)
            upkeep.clear_history(self._connection, "清除历史")
        self._shrink()
        self._after_change(None)

    def removed_files(self) -> tuple[int, int]:
        """Return how many evidence contents no present record names any more, and their bytes."""
        return upkeep.removed_files(self._connection)

    def was_cleared(self, digest: str) -> bool:
        """Tell whether evidence contents are gone because a person cleared them."""
        return bool(content.setting(self._connection, upkeep.CLEARED + digest))

    def clear_removed_files(self) -> None:
        """Free the evidence contents that no present record names; an undo brings back the record without them.

        Raises BookError in plain words.
        """
        with self._transaction():
            upkeep.clear_removed_files(self._connection)
        self._shrink()
        self._after_change(None)
        if self.make_backup("清除附件") is None:
            raise BookError(f"已清除附件内容，但新的备份没有成功（{self.backup_problem}）；请解决后再备份")

    def _shrink(self) -> None:
        """Write the file anew without what it does not hold any more."""
        try:
            self._rewrite(lambda: self._connection.execute("VACUUM"))
            connection.hold_in_memory(self._connection)
        except sqlite3.Error as error:
            raise self._explain(error) from error

    def _replay(self, find: journal.Find, apply: journal.Apply) -> journal.Operation | None:
        with soundness.reading(self.path):
            operation = find(self._connection)
            if operation is None:
                return None
            soundness.require_history(self._connection, self.path, operation.id)
            with self._transaction():
                apply(self._connection, operation)
                soundness.require_unbroken(self._connection, self.path, operation.id)
        # A crash must not make the book's own undone steps look like those of another copy.
        self._follow().remember(self._connection)
        self._after_change(operation.id)
        return operation

    def _after_change(self, operation_id: int | None) -> None:
        self.revision += 1
        if operation_id is None:
            self._memory.forget()
        else:
            self._memory.follow(self._connection, journal.changed_rows(self._connection, operation_id))
        self.back_up_when_due()

    def warnings(self) -> list[str]:
        """Return in Chinese what to mind before working in this book: its place, and copies that are not the same."""
        return [text for text in (self.upgraded, self._follow().warning, location.warning(self.path)) if text]

"""The states a book was in before: a copy in memory goes back step by step, and the book stays as it is."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

from desktop.dataclass import dataclass
from desktop.ledger import journal
from desktop.ledger.book import Book
from desktop.ledger.journal import Operation
from desktop.ledger.records import Budget
from desktop.ledger.safety import soundness


@dataclass(frozen=True, slots=True)
class Earlier:
    """A book as it was before a step. last: the step it was made by, None where the history does not say.

    units: whose budgets the step changed; None where it changed something that is of no budget.
    """

    book: Book
    before: Operation
    last: Operation | None
    units: frozenset[int] | None


def states(book: Book) -> Iterator[Earlier]:
    """Yield the book as it was before each step that holds, the newest first; each is good until the next is taken.

    Steps that were taken back are not among them, nor what was before the history was cleared.
    """
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as copy:
        book._connection.backup(copy)
        past = Book(book.path, copy, None)
        while (step := past.next_undo()) is not None:
            past = Book(book.path, copy, None)  # a new one: what was computed of a book is remembered with it
            soundness.require_history(copy, book.path, step.id)
            rows = journal.changed_rows(copy, step.id)
            before = _owners(past)
            with soundness.reading(book.path):
                copy.execute("BEGIN")
                journal.undo(copy, step)
                copy.execute("COMMIT")
            yield Earlier(past, step, past.next_undo(), _touched(rows, before | _owners(past)))


def _touched(rows: list[tuple[str, int, int | None]], owners: dict[int, int]) -> frozenset[int] | None:
    """Return the units of the budgets that changed rows belong to, None where a row belongs to none."""
    budgets = {key if table == Budget.TABLE else budget for table, key, budget in rows}
    return None if None in budgets else frozenset(owners[each] for each in budgets if each in owners)


def _owners(book: Book) -> dict[int, int]:
    """Return whose each budget is."""
    return {each.id: each.unit_id for each in book.records(Budget)}

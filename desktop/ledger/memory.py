"""A cache of the budgets of an open book, updated after each change so that nothing is read twice.

A record that did not change stays the same object from one reading to the next: whoever computes from it can see by
identity what is new.
"""

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from desktop.ledger import content
from desktop.ledger.records import Budget, BudgetFacts, Record

R = TypeVar("R", bound=Record)

PATCHED_AT_MOST = 500
"""Changed rows of one operation that are read one by one; of a larger one the lists they stand in are read anew."""

_FIELD_OF = {kind.TABLE: name for name, kind in content.OF_BUDGET.items()}
_WORDS = frozenset({"reason", "free_text", "release"})
_NOT_READ = frozenset({"attachment"})


STRUCTURE = frozenset({"unit", "budget", "taken_in"})
"""Tables that say which units and budgets there are."""


class FactsMemory:
    """The facts of budgets by the id of the budget. Only for a book that nobody else can write."""

    def __init__(self) -> None:
        self._facts: dict[int, BudgetFacts] = {}
        self._listed: dict[tuple[object, ...], list[Any]] = {}
        self._filled: set[int] = set()

    def records(self, kind: type[R], where: Mapping[str, object], read: Callable[[], list[R]]) -> list[R]:
        """Return records of a kind: those that say which units and budgets there are and those of facts are known."""
        if kind.TABLE in STRUCTURE:
            return self._listed_once(kind, where, read)
        known = self._of_facts(kind, where)
        return read() if known is None else known

    def _listed_once(self, kind: type[R], where: Mapping[str, object], read: Callable[[], list[R]]) -> list[R]:
        """Return records of a kind that says which units and budgets there are: each view asks them over and over."""
        key = (kind, *where.items())
        known = self._listed.get(key)
        if known is None:
            known = self._listed[key] = read()
        return list(known)

    def _of_facts(self, kind: type[R], where: Mapping[str, object]) -> list[R] | None:
        """Return all records of a kind of a budget whose facts were read, None for any others: these are to be read.

        The facts of a scenario are without the projects it leaves out.
        """
        name = _FIELD_OF.get(kind.TABLE)
        owner = where.get("budget_id") if len(where) == 1 else None
        facts = self._facts.get(owner) if isinstance(owner, int) else None
        if name is None or facts is None or facts.budget.scenario:
            return None
        return list(getattr(facts, name))

    def is_empty(self, budget: Budget, read: Callable[[], bool]) -> bool:
        """Tell whether nothing was entered in a budget; one that holds something is asked again when it has changed."""
        if budget.id in self._filled:
            return False
        empty = read()
        if not empty:
            self._filled.add(budget.id)
        return empty

    def facts(self, connection: sqlite3.Connection, budget: Budget) -> BudgetFacts:
        """Return everything the computation reads of one budget."""
        known = self._facts.get(budget.id)
        if known is None or known.budget != budget:
            known = self._facts[budget.id] = content.facts(connection, budget)
        return known

    def forget(self) -> None:
        """Empty the cache."""
        self._facts.clear()
        self._listed.clear()
        self._filled.clear()

    def follow(self, connection: sqlite3.Connection, changed: Iterable[tuple[str, int, int | None]]) -> None:
        """Take over committed changes: table, id and budget of each changed row."""
        rows = list(dict.fromkeys(changed))
        if any(table in STRUCTURE for table, _, _ in rows):
            self._listed.clear()
        self._filled.difference_update(budget_id for _, _, budget_id in rows if budget_id is not None)
        lists: dict[tuple[int, str], set[int]] = {}
        for table, record_id, budget_id in rows:
            if table in _NOT_READ or (table in (*_FIELD_OF, *_WORDS) and budget_id not in self._facts):
                continue
            if budget_id in self._facts and self._facts[budget_id].budget.scenario:
                del self._facts[budget_id]  # which projects it leaves out is decided over all of its records
            elif table in _FIELD_OF and budget_id is not None:
                lists.setdefault((budget_id, table), set()).add(record_id)
            elif table in _WORDS and budget_id is not None:
                self._facts[budget_id] = replace(self._facts[budget_id], **content.words(connection, budget_id))
            else:
                self.forget()
                return
        one_by_one = len(rows) <= PATCHED_AT_MOST
        for (budget_id, table), ids in lists.items():
            if (known := self._facts.get(budget_id)) is not None:
                reread = _with_each if one_by_one else _with_rows
                self._facts[budget_id] = reread(connection, known, table, ids)


def _with_each(connection: sqlite3.Connection, facts: BudgetFacts, table: str, ids: Iterable[int]) -> BudgetFacts:
    """Return facts with some rows of a list read again one by one."""
    for record_id in ids:
        facts = _with_row(connection, facts, table, record_id)
    return facts


def _with_rows(connection: sqlite3.Connection, facts: BudgetFacts, table: str, ids: set[int]) -> BudgetFacts:
    """Return facts with one list read anew, of which only these rows are others than before."""
    name = _FIELD_OF[table]
    same = {record.id: record for record in getattr(facts, name) if record.id not in ids}
    listed = content.select(connection, content.OF_BUDGET[name], budget_id=facts.budget.id)
    return _replaced(facts, name, tuple(same.get(record.id, record) for record in listed))


def _with_row(connection: sqlite3.Connection, facts: BudgetFacts, table: str, record_id: int) -> BudgetFacts:
    """Return facts with one row read again: changed in place, inserted in its order, or removed."""
    name = _FIELD_OF[table]
    kind = content.OF_BUDGET[name]
    present: tuple[Record, ...] = getattr(facts, name)
    # a number that came free may be that of a new row of another budget by now
    now = next(content.select(connection, kind, id=record_id, budget_id=facts.budget.id), None)
    at = next((number for number, record in enumerate(present) if record.id == record_id), None)
    if now is not None and at is not None and _order(now) == _order(present[at]):
        return _replaced(facts, name, (*present[:at], now, *present[at + 1 :]))
    others = [record for record in present if record.id != record_id]
    return _replaced(facts, name, tuple(others if now is None else sorted([*others, now], key=_order)))


def _replaced(facts: BudgetFacts, name: str, records: tuple[Record, ...]) -> BudgetFacts:
    changes: dict[str, Any] = {name: records}
    return replace(facts, **changes)


def _order(record: Record) -> tuple[int, int]:
    """Return the sort key of records of one type, the same as in `content.select`."""
    return getattr(record, "position", 0), record.id

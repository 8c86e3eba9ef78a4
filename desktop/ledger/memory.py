"""A cache of the budgets of an open book, updated after each change so that nothing is read twice.

A record that did not change stays the same object from one reading to the next: whoever computes from it can see by
identity what is new.
"""

import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from desktop.ledger import content
from desktop.ledger.records import Budget, BudgetFacts, Record

PATCHED_AT_MOST = 500
"""Changed rows of one operation that are read one by one; after a larger one everything is read anew."""

_FIELD_OF = {kind.TABLE: name for name, kind in content.OF_BUDGET.items()}
_WORDS = frozenset({"reason", "free_text", "release"})
_NOT_READ = frozenset({"remark", "attachment"})


class FactsMemory:
    """The facts of budgets by the id of the budget. Only for a book that nobody else can write."""

    def __init__(self) -> None:
        self._facts: dict[int, BudgetFacts] = {}

    def facts(self, connection: sqlite3.Connection, budget: Budget) -> BudgetFacts:
        """Return everything the computation reads of one budget."""
        known = self._facts.get(budget.id)
        if known is None or known.budget != budget:
            known = self._facts[budget.id] = content.facts(connection, budget)
        return known

    def forget(self) -> None:
        """Empty the cache."""
        self._facts.clear()

    def follow(self, connection: sqlite3.Connection, changed: Iterable[tuple[str, int, int | None]]) -> None:
        """Take over committed changes: table, id and budget of each changed row."""
        if not self._facts:
            return
        rows = list(dict.fromkeys(changed))
        if len(rows) > PATCHED_AT_MOST:
            self.forget()
            return
        for table, record_id, budget_id in rows:
            if table in _NOT_READ or (table in (*_FIELD_OF, *_WORDS) and budget_id not in self._facts):
                continue
            if budget_id in self._facts and self._facts[budget_id].budget.scenario:
                del self._facts[budget_id]  # which projects it leaves out is decided over all of its records
            elif table in _FIELD_OF and budget_id is not None:
                self._facts[budget_id] = _with_row(connection, self._facts[budget_id], table, record_id)
            elif table in _WORDS and budget_id is not None:
                self._facts[budget_id] = replace(self._facts[budget_id], **content.words(connection, budget_id))
            else:
                self.forget()
                return


def _with_row(connection: sqlite3.Connection, facts: BudgetFacts, table: str, record_id: int) -> BudgetFacts:
    """Return facts with one row read again: changed in place, inserted in its order, or removed."""
    name = _FIELD_OF[table]
    kind = content.OF_BUDGET[name]
    present: tuple[Record, ...] = getattr(facts, name)
    now = next(content.select(connection, kind, id=record_id), None)
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

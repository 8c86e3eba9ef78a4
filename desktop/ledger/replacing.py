"""Giving a budget the content of another one: what is equal in both stays the same record with its history."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from desktop.ledger import content
from desktop.ledger.book import Book
from desktop.ledger.records import OF_A_BUDGET, ApprovedFigure, Attachment, Budget, Control, Project, Record, Remark
from desktop.ledger.rolling import REFERENCES

Pairs = dict[type[Record], list[tuple[Any, Any]]]
"""Records by kind: the one that is there (None: it has to be added) and the one to come, with its own references."""

BY_DOCUMENT: tuple[type[Control] | type[ApprovedFigure], ...] = (Control, ApprovedFigure)
"""Kinds that others decide by a document (文号): trying something else takes none of them away."""


def replace_content(book: Book, budget: Budget, wanted: Mapping[type[Record], list[Any]], came: Sequence[Any]) -> None:
    """Let a budget hold these records of another one, by kind, and no others of those kinds (inside an operation).

    came: what documents gave it that the other one cannot know; it stays, with its evidence, unless it is of a project
    that goes.
    """
    plan = _Plan(book, budget, {(record.TABLE, record.id) for record in came})
    pairs: Pairs = {kind: plan.pair(kind, wanted[kind]) for kind in OF_A_BUDGET if kind in wanted}
    left = {(kind.TABLE, there.id) for kind in pairs for there, _ in pairs[kind] if there is not None}
    stays = {
        (record.TABLE, record.id)
        for record in came
        if getattr(record, "project_id", None) is None or (Project.TABLE, record.project_id) in left
    }
    for kind in reversed(pairs):
        for record in book.records(kind, budget_id=budget.id):
            own, about = (kind.TABLE, record.id), getattr(record, "record_table", "")
            if isinstance(record, Attachment) and record.is_of_stage:
                continue
            if own not in left | stays and (about, getattr(record, "record_id", 0)) not in stays:
                book.delete(record)
    for kind, found in pairs.items():
        for there, new in found:
            record = plan.placed(new, there.id if there is not None else 0)
            if there is None:
                plan.numbers[kind.TABLE, new.id] = book.insert(record).id
            elif record != there:
                book.update(record)


def by_document(book: Book, budget: Budget, wanted: Mapping[type[Record], list[Any]]) -> list[Any]:
    """Return what a budget has by documents (文号) that are in none of the wanted records of the kind."""
    found: list[Any] = []
    for kind in BY_DOCUMENT:
        known = {"", *(record.reference.strip() for record in wanted.get(kind, ()))}
        there: list[Any] = book.records(kind, budget_id=budget.id) if kind in wanted else []
        found += [record for record in there if record.reference.strip() not in known]
    return found


class _Plan:
    """Pairs the records of two budgets and knows under which number each of the one is in the other."""

    def __init__(self, book: Book, budget: Budget, stays: Collection[tuple[str, int]]) -> None:
        self._book, self._budget, self._stays = book, budget, stays
        self.numbers: dict[tuple[str, int], int] = {}

    def placed(self, record: Any, number: int) -> Any:
        """Return a record as it is in the budget, its references to records without a number there yet empty."""
        changes: dict[str, Any] = {"id": number, "budget_id": self._budget.id}
        for name, table in REFERENCES:
            owner = getattr(record, name, None)
            if owner is not None:
                changes[name] = self.numbers.get((table, owner), 0)
        if isinstance(record, Remark | Attachment):
            changes["record_id"] = self._about(record)
        return replace(record, **changes)

    def _about(self, note: Remark | Attachment) -> int:
        if note.record_table == Budget.TABLE:
            return self._budget.id
        if note.record_table in {kind.TABLE for kind in OF_A_BUDGET}:
            return self.numbers.get((note.record_table, note.record_id), 0)
        return note.record_id

    def pair(self, kind: type[Record], wanted: Iterable[Any]) -> list[tuple[Any, Any]]:
        """Return each record with the one it becomes: an equal one first, else one that says who or what the same."""
        every = self._book.records(kind, budget_id=self._budget.id)
        there = [record for record in every if (kind.TABLE, record.id) not in self._stays]
        found: dict[int, Any] = {}
        new = list(wanted)
        for key in (self._all, self._name):
            free: dict[object, list[Any]] = {}
            used = {record.id for record in found.values()}
            for record in there:
                if record.id not in used:
                    free.setdefault(key(record), []).append(record)
            for record in new:
                same = free.get(key(self.placed(record, 0)))
                if record.id not in found and same:
                    found[record.id] = same.pop(0)
        for record_id, partner in found.items():
            self.numbers[kind.TABLE, record_id] = partner.id
        return [(found.get(record.id), record) for record in new]

    @staticmethod
    def _all(record: Record) -> object:
        return replace(record, id=0)

    @staticmethod
    def _name(record: Record) -> object:
        """Return what a record is the same by although it says something else now.

        All columns that may not be equal in two records (UNIQUE) are in it, so that an update never meets another one.
        """
        names = {name for name in content.names_of(type(record)) if name in _IDENTITY or name.endswith("_id")}
        return tuple((name, getattr(record, name)) for name in sorted(names))


_IDENTITY = frozenset({
    *("name", "code", "item", "kind", "parameter", "valid_from", "quota", "month", "year", "block", "fund", "figure"),
    *("key", "subject", "basis", "insurance", "record_table", "function_code", "economic_code", "source", "digest"),
    *("stage", "setting", "form"),
})  # fmt: skip
"""Fields that say who or what a record is about."""

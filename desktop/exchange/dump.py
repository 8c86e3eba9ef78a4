"""A whole book as plain data: each record with the fields that are not empty, and what stands in it."""

import base64
from collections.abc import Callable, Sequence
from typing import Any

from desktop.exchange import shape, values
from desktop.ledger.book import Book
from desktop.ledger.records import Attachment, Budget, Record, Unit

FORMAT = "mingzhang-book-1"
"""The first entry of exchanged data, by which a file says what it is."""

Data = dict[str, Any]


def everything(book: Book, wanted: Callable[[Budget], bool] = lambda _: True) -> Data:
    """Return everything that was entered in a book; the history of changes and the chosen layout are not in it.

    wanted: which budgets; of a unit itself all is written.
    """
    return {"format": FORMAT, **_Writer(book, wanted).children(None, "")}


class _Writer:
    """Writes record by record, and keeps under which path each one stands, for the notes about it."""

    def __init__(self, book: Book, wanted: Callable[[Budget], bool]) -> None:
        self._book, self._wanted = book, wanted
        self._paths: dict[tuple[str, int], str] = {}
        self._siblings: dict[tuple[type[Record], int], Sequence[Record]] = {}
        self._index(None, "")

    def _listed(self, kind: type[Record], owner: Record | None) -> Sequence[Record]:
        where = {} if owner is None else {shape.owner_field(type(owner)): owner.id}
        found = self._book.records(kind, **where)
        if kind is Budget:
            found = [*found, *self._book.scenarios(**where)]
        return [each for each in found if not isinstance(each, Budget) or self._wanted(each)]

    def _kinds(self, owner: Record | None) -> tuple[type[Record], ...]:
        return (Unit,) if owner is None else shape.children_of(type(owner))

    def _index(self, owner: Record | None, path: str) -> None:
        """Note where each record stands, before anything is written: a note may speak of a later one."""
        for kind in self._kinds(owner):
            found = self._listed(kind, owner)
            if owner is None or isinstance(owner, Unit | Budget):
                self._siblings[kind, owner.id if owner else 0] = found
            for number, record in enumerate(found):
                place = f"{path}{kind.TABLE}[{number}]"
                self._paths[kind.TABLE, record.id] = place
                self._index(record, f"{place}.")

    def children(self, owner: Record | None, path: str) -> Data:
        """Return what stands in a record (in the book, for None), by the names of its kinds."""
        found = {}
        for kind in self._kinds(owner):
            listed = [self._record(each) for each in self._listed(kind, owner)]
            if listed:
                found[kind.TABLE] = listed
        return found

    def _record(self, record: Record) -> Data:
        data: Data = {}
        for field in shape.values_of(type(record)):
            value = getattr(record, field.name)
            if value or value != field.default:
                data[field.name] = self._value(record, field, value)
        if type(record) in shape.NOTES:
            about = self._paths.get((getattr(record, "record_table", ""), getattr(record, "record_id", 0)), "")
            data[shape.ABOUT] = about
        if isinstance(record, Attachment):
            content = self._book.file(record.digest)
            data |= {shape.CONTENT: base64.b64encode(content).decode("ascii")} if content else {}
        return data | self.children(record, "")

    def _value(self, record: Record, field: Any, value: Any) -> Any:
        if not shape.is_reference(field) or value is None:
            return values.shown(field, value)
        target = shape.TABLES[field.of]
        siblings = self._siblings[target, getattr(record, "budget_id", 0) if target is not Unit else 0]
        return shape.name_among(next(each for each in siblings if each.id == value), siblings)

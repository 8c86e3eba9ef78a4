"""The place of a new record among those of its kind."""

from dataclasses import replace
from typing import Any

from desktop.ledger.records import Record
from desktop.ui.opened_book import OpenedBook


def make_room(opened: OpenedBook, above: Record) -> int:
    """Number the records of a kind so that one fits above another, and return its place (inside a step)."""
    kind = type(above)
    known = opened.records(kind)
    place = next(n for n, record in enumerate(known) if record.id == above.id)
    for number, record in enumerate(known):
        changed: dict[str, Any] = {"position": number + (number >= place)}
        opened.book.update(replace(record, **changed))
    return place

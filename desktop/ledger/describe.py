"""Descriptions of record types and of each of their fields: the one source for everything that shows or reads them.

Grids, labels of differences and history, import headings, the names forms may print, the schema of exchanged data, the
search for personal data and what rolls into the next year are derived from these descriptions. They stand beside the
fields in `records`; this module defines what a description holds.
"""

from dataclasses import field, fields
from enum import StrEnum
from typing import Any

from desktop.dataclass import dataclass


class Kind(StrEnum):
    """What kind of value a field holds; it decides how the value is typed, shown and checked."""

    TEXT = "text"
    WHOLE = "whole"
    DECIMAL = "decimal"
    MONEY = "money"
    """Integer 分."""
    MONTH = "month"
    DATE = "date"
    """An ISO day as text, empty while unknown."""
    CHOICE = "choice"
    CODE = "code"
    """A code of a classification."""
    REFERENCE = "reference"
    """The id of another record, of a quota or of a parameter."""
    FLAG = "flag"
    """0 or 1, shown as 是 or empty."""


@dataclass(frozen=True, slots=True)
class FieldDescription:
    """What one field is.

    label: its Chinese name, without the unit of money. width: of its grid column in characters, 0 where no grid shows
    it; `not_shown` then says why. choices: the words it may hold (CHOICE). of: the classification of a code, what a
    reference names (project, person, quota, parameter, unit, budget), or where the words of a text come from
    (insurance, item, cost). bounds: smallest and largest whole number. longest: most characters of a text, 0 for any.
    headings: what outside files call it. printed: the name under which forms may print it. personal: it says who
    somebody is, and never leaves the office. rolls: it is taken into next year's budget. hint: an example beside the
    field of a form. place: it says where a record is stored, not what it says.
    """

    name: str
    label: str
    kind: Kind
    width: int = 0
    not_shown: str = ""
    choices: tuple[str, ...] = ()
    of: str = ""
    bounds: tuple[int, int] = (0, 0)
    longest: int = 0
    empty: str = ""
    """Words of a heading that say what an empty cell means."""
    headings: tuple[str, ...] = ()
    printed: str = ""
    personal: bool = False
    rolls: bool = True
    hint: str = ""
    place: bool = False
    default: Any = None
    """What a new record holds; where that is None the field may stay empty."""

    @property
    def heading(self) -> str:
        """The heading of its column: the label, the unit of money, the meaning of an empty cell."""
        notes = [note for note in ("元" if self.kind is Kind.MONEY else "", self.empty) if note]
        return f"{self.label}（{'，'.join(notes)}）" if notes else self.label


@dataclass(frozen=True, slots=True)
class RecordDescription:
    """What one kind of record is.

    label: its Chinese name in the singular. facts: the field of BudgetFacts that holds all of a budget. rolls: next
    year's budget begins with it. compared: it is content by which two budgets differ. source: the name under which
    forms may list it. first: what a new one begins with in a grid, by field.
    """

    label: str
    facts: str = ""
    rolls: bool = True
    compared: bool = True
    source: str = ""
    title: str = ""
    """Title of its grid, where that is not the label."""
    first: tuple[tuple[str, Any], ...] = ()


def described(label: str, kind: Kind, default: Any, width: int = 0, **more: Any) -> Any:
    """Return a dataclass field with its description; `more` are the other fields of FieldDescription."""
    about = {"label": label, "kind": kind, "width": width, **more}
    return field(default=default, metadata={"about": about})


def place(default: Any = 0, label: str = "", of: str = "", width: int = 0) -> Any:
    """Return a field that says where a record is stored (its budget, its order, whose part it is), not what it says."""
    hidden = "" if width else "where it is stored"
    about = {"label": label, "kind": Kind.REFERENCE, "width": width, "of": of, "place": True, "not_shown": hidden}
    return field(default=default, metadata={"about": about})


_described: dict[type, tuple[FieldDescription, ...]] = {}


def fields_of(record: type) -> tuple[FieldDescription, ...]:
    """Return the descriptions of a record type's fields in order; `id`, the number of its row, has none."""
    descriptions = _described.get(record)
    if descriptions is None:
        descriptions = _described[record] = tuple(
            FieldDescription(entry.name, default=entry.default, **entry.metadata["about"])
            for entry in fields(record)
            if "about" in entry.metadata
        )
    return descriptions


def field_of(record: type, name: str) -> FieldDescription:
    """Return the description of one field. Raises KeyError when there is none."""
    return {entry.name: entry for entry in fields_of(record)}[name]


def content_fields(record: type) -> tuple[FieldDescription, ...]:
    """Return the fields that say something, without those that only place the record."""
    return tuple(entry for entry in fields_of(record) if not entry.place)


def headings_of(record: type) -> dict[str, tuple[str, ...]]:
    """Return the headings under which outside files hold each field that can be imported."""
    return {entry.name: entry.headings for entry in fields_of(record) if entry.headings}

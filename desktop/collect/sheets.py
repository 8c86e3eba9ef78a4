"""A sheet of the roll-up as plain data: headings, rows, what each column is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from enum import StrEnum
from typing import Any

from desktop.dataclass import dataclass


class Kind(StrEnum):
    """What a column holds: amounts are whole 分 and shown in 元 with two decimals."""

    TEXT = "text"
    AMOUNT = "amount"
    COUNT = "count"
    MARK = "mark"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: heading, what it holds, width in characters, and whether the total row adds it up."""

    heading: str
    kind: Kind = Kind.TEXT
    width: int = 12
    added: bool = False


@dataclass(slots=True)
class Sheet:
    """A sheet. levels: how deep each row is indented, and 0 is bold where any is deeper; none: all alike.

    total: the last row, None where nothing is added up. notes: lines under the title.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: list[tuple[Any, ...]]
    notes: tuple[str, ...] = ()
    levels: list[int] = field(default_factory=list)
    total: tuple[Any, ...] | None = None


def text(heading: str, width: int = 12) -> Column:
    """Return a column of texts."""
    return Column(heading, Kind.TEXT, width)


def money(heading: str, *, added: bool = True) -> Column:
    """Return a column of amounts (分, shown in 元)."""
    return Column(heading, Kind.AMOUNT, 18, added)


def count(heading: str, *, added: bool = True) -> Column:
    """Return a column of numbers of units, people or findings."""
    return Column(heading, Kind.COUNT, 10, added)


def of_rows(
    name: str,
    title: str,
    columns: Mapping[str, Column],
    found: Iterable[Mapping[str, Any]],
    notes: Sequence[str] = (),
    *,
    totals: bool = False,
) -> Sheet:
    """Return a sheet of the rows an expression gave; columns by their names there."""
    rows = [tuple(each[key] for key in columns) for each in found]
    sheet = Sheet(name, title, tuple(columns.values()), rows, tuple(notes))
    if totals and rows:
        sheet.total = total_of(sheet.columns, rows)
    return sheet


def total_of(columns: Sequence[Column], rows: Sequence[Sequence[Any]]) -> tuple[Any, ...]:
    """Return the total row (合计); what is unknown (None) adds nothing."""
    sums = [sum(row[n] or 0 for row in rows) if column.added else None for n, column in enumerate(columns)]
    return ("合计", *sums[1:])

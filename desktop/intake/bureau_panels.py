"""Tables that stand side by side in one sheet (收支总表): each becomes a table of its own, cells keep their places."""

import re
from collections.abc import Iterator
from dataclasses import replace

from desktop.intake import bureau_columns
from desktop.intake.bureau_words import Vocabulary, heading_role
from desktop.outside.source_files import SourceRow, SourceTable

SIDES = ("收入", "支出")


def split(table: SourceTable, words: Vocabulary) -> Iterator[tuple[SourceTable, str]]:
    """Yield the tables of a sheet with the side (收入, 支出) each shows, empty where nothing says it."""
    first, after = bureau_columns.heading_rows(table.rows, words)
    starts = _starts(table.rows[first:after])
    if len(starts) < 2:
        yield table, _side_of(" ".join(cell for row in table.rows[:first] for cell in row.cells))
        return
    for number, start in enumerate(starts):
        end = starts[number + 1] if number + 1 < len(starts) else None
        rows = tuple(_cut(row, start, end) if place >= first else row for place, row in enumerate(table.rows))
        over = [_cut(row, start, end).cells for row in table.rows[:after]]
        side = next((s for cells in reversed(over) for cell in cells if (s := re.sub(r"\s", "", cell)) in SIDES), "")
        yield replace(table, rows=tuple(row for row in rows if any(row.cells))), side


def _starts(heading: tuple[SourceRow, ...]) -> list[int]:
    """Return the columns in which a table begins: where the name of its first column stands again."""
    places: dict[str, list[int]] = {}
    for row in heading:
        for place, cell in enumerate(row.cells):
            word = re.sub(r"\s", "", cell)
            if word and heading_role(word) in bureau_columns.LABELS:
                places.setdefault(word, []).append(place)
    first = min(places.values(), key=min, default=[])
    return first if len(first) > 1 else []


def _cut(row: SourceRow, start: int, end: int | None) -> SourceRow:
    stop = len(row.cells) if end is None else end
    return SourceRow(row.number, tuple(c if start <= n < stop else "" for n, c in enumerate(row.cells)))


def _side_of(title: str) -> str:
    """Return the side a title names alone: 部门收入总表."""
    named = [side for side in SIDES if side in title.replace("收支", "")]
    return named[0] if len(named) == 1 else ""

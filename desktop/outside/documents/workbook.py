"""A workbook (XLSX, XLS, ODS): each visible sheet a table.

A sheet that begins with sentences is text (说明), as far as it has no columns.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from desktop.outside.document import Paragraph, Spot, Table
from desktop.outside.documents import captions

SENTENCES = 3
"""Sentences before the first row of columns from which a sheet is text (说明): a note over a table has fewer."""

Rows = list[tuple[int, list[str]]]


def read(answer: dict[str, Any]) -> list[Paragraph | Table]:
    """Return the sheets of a workbook as it was read (`child.read_all`)."""
    parts: list[Paragraph | Table] = []
    for sheet in answer["sheets"]:
        rows = [(number, row) for number, row in enumerate(sheet["rows"], 1) if any(row)]
        if rows:
            parts += _text(sheet["sheet"], rows) if _is_text(rows) else [_table(sheet["sheet"], rows)]
    return parts


def _is_text(rows: Rows) -> bool:
    (single, first), *_ = _runs(rows)
    return single and _sentences(first) >= SENTENCES


def _runs(rows: Rows) -> Iterator[tuple[bool, Rows]]:
    """Yield rows of one filled cell, and rows of several, as they follow each other."""
    for single, run in groupby(rows, lambda row: sum(map(bool, row[1])) == 1):
        yield single, list(run)


def _sentences(rows: Rows) -> int:
    return sum("".join(row).count("。") for _, row in rows)


def _text(name: str, rows: Rows) -> list[Paragraph | Table]:
    """Return a sheet of text: paragraphs, and between them its tables with their own rows of one cell."""
    parts: list[Paragraph | Table] = []
    waiting: Rows = []
    for single, run in _runs(rows):
        if single and (not waiting or _sentences(run)):
            parts += [_table(name, waiting, captions.above(parts))] if waiting else []
            waiting = []
            parts += _paragraphs(name, run)
        else:
            waiting += run
    return [*parts, _table(name, waiting, captions.above(parts))] if waiting else parts


def _paragraphs(name: str, rows: Rows) -> Iterator[Paragraph]:
    """Yield each line of each cell; a spot without a cell, since it is of text."""
    for number, row in rows:
        for line in "".join(row).splitlines():
            if line.strip():
                yield Paragraph(line.strip(), Spot(line=number, sheet=name))


def _table(name: str, rows: Rows, above: Iterable[str] = ()) -> Table:
    wide = max(len(row) for _, row in rows)
    grid = tuple((*row, *[""] * (wide - len(row))) for _, row in rows)
    return Table(grid, tuple(above), (), tuple(Spot(line=number, sheet=name, cell=f"A{number}") for number, _ in rows))

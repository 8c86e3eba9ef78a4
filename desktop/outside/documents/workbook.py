"""A workbook (XLSX, XLS, ODS): each visible sheet a table, but text where somebody typed a 说明 into the sheet."""

import re
from collections.abc import Iterator
from itertools import chain, takewhile
from typing import Any

from desktop.outside.document import Paragraph, Spot, Table
from desktop.outside.documents.captions import LONGEST, above

LEAST_LINES, LEAST_ROWS = 3, 2
"""How many sentences make a sheet with a table a text, as a few remarks do not, and how many rows are a table in it."""

BROKEN = 30
"""Letters up to which the lines of a cell are one name that was broken to fit."""
LISTED = re.compile(r"\n\s*[-−－+（(]?[0-9①-⑳（(]")
"""A line of a cell that begins as an amount or a number of a list does: it stands by itself."""

NUMBERING = re.compile(r"[（(]?(?:[一二三四五六七八九十]+|[0-9]{1,3})[）)、.．]*")

Row = tuple[int, list[str]]
"""Its number in the sheet and its cells."""


def read(answer: dict[str, Any]) -> list[Paragraph | Table]:
    """Return what stands in the sheets of a workbook as it was read (`child.read_all`)."""
    return [part for sheet in answer["sheets"] for part in _parts(sheet["sheet"], sheet["rows"])]


def _parts(name: str, cells: list[list[str]]) -> list[Paragraph | Table]:
    rows = [(number, row) for number, row in enumerate(cells, 1) if any(row)]
    sentences = sum(len(_texts(row)) for _, row in rows if _is_prose(row))
    wide = sum(_is_wide(row) for _, row in rows)
    before = "".join(chain(*(row for _, row in takewhile(lambda row: not _is_wide(row[1]), rows)))).count("。")
    if not sentences or (wide and before < LEAST_LINES and sentences < max(wide, LEAST_LINES)):
        return [_table(name, rows)] if rows else []
    return _text(name, rows)


def _text(name: str, rows: list[Row]) -> list[Paragraph | Table]:
    """Return the paragraphs of a sheet, and the tables that stand between them."""
    parts: list[Paragraph | Table] = []
    run: list[Row] = []
    for number, row in [*rows, (0, [])]:
        if _is_wide(row) or (run and row and not _is_prose(row)):
            run.append((number, row))
            continue
        last = max((n for n, (_, each) in enumerate(run, 1) if _is_wide(each)), default=0)
        if sum(_is_wide(each) for _, each in run) >= LEAST_ROWS:
            parts.append(_table(name, run[:last], above(parts)))
            run = run[last:]
        for paragraphs in (*run, (number, row)):
            parts += _paragraphs(name, paragraphs)
        run = []
    return parts


def _table(name: str, rows: list[Row], captions: tuple[str, ...] = ()) -> Table:
    wide = max(len(row) for _, row in rows)
    grid = tuple((*map(_one_name, row), *[""] * (wide - len(row))) for _, row in rows)
    return Table(grid, captions, (), tuple(Spot(line=number, sheet=name, cell=f"A{number}") for number, _ in rows))


def _one_name(cell: str) -> str:
    """Return a cell with its name on one line, where it was broken to fit the column."""
    return "".join(cell.splitlines()) if "\n" in cell and len(cell) <= BROKEN and not LISTED.search(cell) else cell


def _paragraphs(name: str, row: Row) -> Iterator[Paragraph]:
    return (Paragraph(text, Spot(line=row[0], sheet=name)) for text in _texts(row[1]))


def _texts(row: list[str]) -> list[str]:
    """Return the lines of a row: its cells one behind the other, divided where the writer began a new line."""
    return [line.strip() for line in " ".join(filter(None, map(str.strip, row))).splitlines() if line.strip()]


def _is_prose(row: list[str]) -> bool:
    """Tell whether a row is a sentence in one cell, its number perhaps in the cell before."""
    filled = [cell.strip() for cell in row if cell.strip()]
    if not filled or not all(NUMBERING.fullmatch(cell) for cell in filled[:-1]):
        return False
    return any(len(line) > LONGEST or line.endswith(("。", "；", ";")) for line in filled[-1].splitlines())


def _is_wide(row: list[str]) -> bool:
    return sum(bool(cell.strip()) for cell in row) > 1 and not _is_prose(row)

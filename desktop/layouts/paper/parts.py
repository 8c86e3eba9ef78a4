"""A table with more columns than a page holds: divided into parts, each with the columns of words at its left."""

from dataclasses import replace
from itertools import takewhile

from desktop.layouts.paper import columns
from desktop.layouts.paper.pages import A4, width_of
from desktop.layouts.paper.sheet import Sheet, sheet_of
from desktop.layouts.tables.table import Block, Table

MANY = 14
"""Columns up to which a table is never divided."""
SMALLEST = 6.0
"""The size under which amounts are too small to be read: rather than that, a table is divided."""
PAD = 3.5
MARGINS = 100.0


def parts(sheet: Sheet) -> list[Sheet]:
    """Return the sheet itself, or the parts it is divided into; its notes stand under the last one."""
    table = sheet.table
    if len(sheet.widths) <= MANY or len(table.blocks) != 1 or not table.blocks[0].rows:
        return [sheet]
    width = (A4[0] if table.orientation == "portrait" else A4[1]) - MARGINS
    (block,) = table.blocks
    named = len(list(takewhile(lambda column: column.kind != "amount", block.columns)))
    words = min(width * 0.3, columns.LEAST_WORDS * named * 2)
    if words + sum(_widths(block, SMALLEST)[named:]) <= width or not named:
        return [sheet]
    groups = _groups(_widths(block, columns.READABLE), named, width - words)
    notes: list[list[str]] = [[] for _ in groups[1:]] + [table.notes]
    return [
        sheet_of(_part(table, block, [*range(named), *group], own)) for group, own in zip(groups, notes, strict=True)
    ]


def _widths(block: Block, size: float) -> list[float]:
    """Return the points that the amounts of each column need."""
    cells = zip(*(row.cells for row in block.rows), strict=True)
    return [max(width_of(c.text, "sans-bold", size) for c in each) + 2 * PAD + 1 for each in cells]


def _groups(needed: list[float], named: int, room: float) -> list[list[int]]:
    """Return as few groups of columns as fit, all of about the same number."""
    most = max(1, int(room // max(*needed[named:], columns.LEAST_WORDS)))
    count = -(-(len(needed) - named) // most)
    share = -(-(len(needed) - named) // count)
    return [list(range(start, min(start + share, len(needed)))) for start in range(named, len(needed), share)]


def _part(table: Table, block: Block, taken: list[int], notes: list[str]) -> Table:
    rows = [replace(row, cells=[row.cells[n] for n in taken]) for row in block.rows]
    merges = [(first, last, taken.index(column)) for first, last, column in block.merges if column in taken]
    part = replace(block, columns=tuple(block.columns[n] for n in taken), rows=rows, merges=merges)
    return replace(table, blocks=[part], notes=notes, grid_rows=[], tails=None, gaps=None, renewed=None)

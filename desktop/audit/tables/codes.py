"""Codes of 类 and 款 that a table prints only in part: once where they begin, or without those above them."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.audit.tables import cells
from desktop.outside.document import Table

if TYPE_CHECKING:
    from desktop.audit.tables.grids import Row

TOP, STEP, ITEM = 3, 2, 7
"""Digits of a 类, of each step below it, and of a 项 with all that stands above it."""


def with_higher_codes(table: Table, columns: list[int], rows: Sequence["Row"]) -> tuple["Row", ...]:
    """Return the rows with the codes of 类 and 款 that their columns print only once, where they begin.

    A 款 that one column prints by its own two digits (208, 05, 2080501) has its 类 put before it.
    """
    found: list[Row] = []
    above = top = ""
    items = {row.code for row in rows if len(row.code) == ITEM}
    for row in rows:
        pieces = [cells.tidy(table.rows[row.number][column]) for column in columns]
        code = row.code
        if code and len(pieces) > 1 and not pieces[0] and len(code) == STEP * sum(map(bool, pieces)) and above:
            first = next(n for n, piece in enumerate(pieces) if piece)
            code = above[: STEP * first + 1] + code
        elif len(pieces) == 1 and len(code) == STEP and any(item.startswith(top + code) for item in items):
            code = top + code
        above, top = code or above, code if len(code) == TOP else top
        found.append(replace(row, code=code))
    return tuple(found)

"""Tables that stand one below the other in one grid: a sheet of a workbook, lines with tabs, a page saved as a table.

The title of the next one is a row of its own, with a header or its unit of money below it.
"""

import re

from desktop.outside.document import Table

TITLE = re.compile(
    r"(?:预算)?(?:公开|附)?表\s*[0-9一二三四五六七八九十]{1,3}(?![个张页])|.{4,40}(?:表|一览表)(?:[（(].{1,20}[）)])?$"
)
"""How the row of a title reads: 表5 …, 附表三 …, … 支出表."""
NO_TITLE = re.compile(r"[。；;]|^[（(]?\s*(?:接|续|注|备注|说明|本表|此表|填表|制表|公开)|续表|见.{0,8}表|[：:]")
UNIT = re.compile(r"单位\s*[：:]|编制(?:单位|部门)|金额单位")
FIGURE = re.compile(r"[-−]?[0-9][0-9,]*(?:\.[0-9]+)?%?")
MOST_BELOW = 3
"""Rows below a title in which its header stands."""
LONGEST = 60
"""Letters of a title."""


def parted(table: Table) -> list[Table]:
    """Return the tables of a grid: it begins anew with each title above a header."""
    starts, rows = [0], 0
    for at, row in enumerate(table.rows):
        if rows and _begins(table.rows, at):
            starts.append(at)
            rows = 0
        rows += sum(bool(cell.strip()) for cell in row) > 1 and not UNIT.search("".join(row))
    if len(starts) == 1:
        return [table]
    ends = [*starts[1:], len(table.rows)]
    return [_piece(table, start, end) for start, end in zip(starts, ends, strict=True)]


def _begins(rows: tuple[tuple[str, ...], ...], at: int) -> bool:
    """Tell whether a row is the title of a table, and its header one of the next rows."""
    if not _is_title(rows[at]):
        return False
    for row in rows[at + 1 : at + 1 + MOST_BELOW]:
        filled = [cell.strip() for cell in row if cell.strip()]
        if len(filled) > 1:
            return not any(map(FIGURE.fullmatch, filled))
        if filled and not (UNIT.search(filled[0]) or _is_title(row)):
            return False
    return False


def _is_title(row: tuple[str, ...]) -> bool:
    filled = [cell.strip() for cell in row if cell.strip()]
    words = filled[0] if filled else ""
    return len(filled) == 1 and len(words) <= LONGEST and not NO_TITLE.search(words) and TITLE.match(words) is not None


def _piece(table: Table, start: int, end: int) -> Table:
    """Return some rows of a grid as a table, without the columns and rows at its edges that it leaves empty."""
    rows = table.rows[start:end]
    while rows and not any(cell.strip() for cell in rows[-1]):
        rows = rows[:-1]
    wide = max((n + 1 for row in rows for n, cell in enumerate(row) if cell.strip()), default=1)
    merges = tuple(
        (row - start, column, height, min(width, wide - column))
        for row, column, height, width in table.merges
        if start <= row < start + len(rows) and column < wide
    )
    return Table(
        tuple(row[:wide] for row in rows),
        table.above if not start else (),
        merges,
        table.spots[start : start + len(rows)],
        table.ruled,
    )

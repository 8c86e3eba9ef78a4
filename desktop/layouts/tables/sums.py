"""Cells that are sums of other cells of their table: whether parts and sum agree, in print and to the 分."""

from collections.abc import Callable, Iterable

from desktop.layouts.tables.table import Cell, Table

Spots = dict[tuple[int, int], int]
"""Row and column of each sum that does not close, and by how much."""


def tails(table: Table) -> Spots:
    """Return the sums whose printed parts do not add up: parts minus sum, in units of the last digit (尾差)."""
    if table.tails is None:
        table.tails = _follow(table, table.renewed.tails if table.renewed else None, printed)
    return table.tails


def gaps(table: Table) -> Spots:
    """Return the sums whose exact parts do not add up to the exact sum: parts minus sum, in 分."""
    if table.gaps is None:
        table.gaps = _follow(table, table.renewed.gaps if table.renewed else None, _exact)
    return table.gaps


def printed(cell: Cell) -> int:
    """Return the printed number of a cell in units of its last digit."""
    return cell.steps


def _exact(cell: Cell) -> int:
    return cell.amount or 0


def _follow(table: Table, before: Spots | None, value: Callable[[Cell], int]) -> Spots:
    if before is None or table.renewed is None:
        return open_sums(table, range(table.height), value)
    return recheck(table, before, table.renewed.rows, value)


def recheck(table: Table, before: Spots, rows: frozenset[int], value: Callable[[Cell], int]) -> Spots:
    """Return the sums that do not close, looking again only at some rows."""
    open_places = {place: rest for place, rest in before.items() if place[0] not in rows}
    return dict(sorted((open_places | open_sums(table, sorted(rows), value)).items()))


def open_sums(table: Table, rows: Iterable[int], value: Callable[[Cell], int]) -> Spots:
    """Return the sums of some rows that do not close."""
    grid = table.grid
    open_places = {}
    for number in rows:
        for position, cell in enumerate(grid[number]):
            if cell.terms:
                rest = sum([sign * value(grid[r][c]) for sign, r, c in cell.terms]) - value(cell)
                if rest:
                    open_places[number, position] = rest
    return open_places


def summing_rows(table: Table) -> dict[int, set[int]]:
    """Return for each row the rows whose sums it is a part of."""
    summing: dict[int, set[int]] = {}
    for number, row in enumerate(table.grid):
        for part in {part for cell in row for _, part, _ in cell.terms}:
            summing.setdefault(part, set()).add(number)
    return summing

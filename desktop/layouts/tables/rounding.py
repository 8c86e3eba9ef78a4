"""Rounding policies for printed tables (resources/rules/checks/tables.md, C72) and the search for tails (尾差).

independent: every cell is its own exact amount, rounded half up; small tails stay and are noted.
adjust_largest: within a column the tail goes to the largest part, so that printed parts add up to the
printed total; a zero is never adjusted and no sign changes.
"""

from desktop.layouts.tables.table import Cell, Table


def round_table(table: Table, policy: str) -> bool:
    """Apply a policy to the printed numbers of a table; return whether printed parts still leave a tail."""
    grid = table.grid
    if policy == "adjust_largest":
        inner = {(r, c) for row in grid for cell in row if cell.vertical for _, r, c in cell.terms}
        for r, row in enumerate(grid):
            for c, cell in enumerate(row):
                if cell.terms and cell.vertical and (r, c) not in inner:
                    _spread(grid, cell, table)
    return any(cell.terms and tail(grid, cell) for row in grid for cell in row)


def tail(grid: list[list[Cell]], cell: Cell) -> int:
    """Return printed parts minus printed total, in units of the last digit."""
    return sum(sign * grid[row][column].steps for sign, row, column in cell.terms) - cell.steps


def _spread(grid: list[list[Cell]], total: Cell, table: Table) -> None:
    parts = [grid[row][column] for _, row, column in total.terms]
    rest = -tail(grid, total)
    movable = [p for p in parts if p.amount and p.steps + rest > 0]
    if rest and movable:
        largest = max(movable, key=lambda p: p.steps)
        largest.steps += rest
        largest.text = table.style.show_steps(largest.steps)
    for part in parts:
        if part.terms and part.vertical:
            _spread(grid, part, table)

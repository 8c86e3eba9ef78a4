"""Sums whose parts do not add up are found, in print and to the 分."""

from dataclasses import replace

import pytest

from desktop.layouts.tables import sums
from desktop.layouts.tables.table import Renewed, Table


@pytest.fixture
def table(wuxi) -> Table:
    """A table of its own for each test: the one with the most sums."""
    made = max(wuxi.tables, key=lambda one: sum(bool(cell.terms) for row in one.grid for cell in row))
    grid = [[replace(cell) for cell in row] for row in made.grid]
    return replace(made, grid_rows=grid, tails=None, gaps=None, renewed=None)


def first_sum(table: Table) -> tuple[int, int]:
    return next((r, c) for r, row in enumerate(table.grid) for c, cell in enumerate(row) if cell.terms and cell.amount)


def test_exact_sums_close(table):
    assert sums.gaps(table) == {}


@pytest.mark.parametrize("added", [1, -1])
def test_a_gap_of_one_fen_is_found(table, added):
    row, column = first_sum(table)
    cell = table.grid[row][column]
    cell.amount = (cell.amount or 0) + added
    assert sums.gaps(table)[row, column] == -added


def test_a_tail_is_parts_minus_sum_in_the_last_digit(table):
    known = dict(sums.tails(replace(table)))
    row, column = first_sum(table)
    table.grid[row][column].steps -= 2
    assert sums.tails(table)[row, column] == known.get((row, column), 0) + 2


def test_a_renewed_table_looks_again_at_its_renewed_rows_alone(table):
    row, column = first_sum(table)
    table.renewed = Renewed(frozenset(), {(row, column): 9}, {})
    assert sums.tails(table) == {(row, column): 9}
    table.tails, table.renewed = None, Renewed(frozenset({row}), {(row, column): 9}, {})
    assert sums.tails(table).get((row, column)) != 9


def test_the_rows_that_sum_a_row(table):
    found = sums.summing_rows(table)
    for number, row in enumerate(table.grid):
        for cell in row:
            assert all(number in found[part] for _, part, _ in cell.terms)
    assert found

"""Rounding policies: independent leaves small tails and says so; adjust_largest closes columns, on random books too."""

from dataclasses import replace

from hypothesis import given, settings

from desktop import pipeline
from desktop.layouts.form import loader
from desktop.layouts.tables.rounding import round_table, tail
from desktop.layouts.tables.table import Block, BlockRow, Cell, Table
from desktop.money import NumberStyle, half_up
from tests import scale
from tests.books import two_years
from tests.small_cases import small_cases

FORM = loader.load("chongqing/2023")
ADJUSTED = replace(FORM, rounding="adjust_largest")
STYLE = NumberStyle("元", 0)
"""A step is 1 元, so that the amounts below, in 分, are easy to round by eye."""


def table_of(*rows) -> Table:
    """A table of cells given as an amount, or as (amount, terms), or as (amount, terms, vertical)."""
    built = []
    for row in rows:
        cells = []
        for entry in row:
            amount, *rest = entry if isinstance(entry, tuple) else (entry,)
            terms, vertical = (*rest, *((), True)[len(rest) :])
            cells.append(Cell(STYLE.show(amount), "amount", amount, STYLE.steps(amount), 0, terms, vertical))
        built.append(BlockRow("", cells))
    return Table("t", "", "", "", "", STYLE, "portrait", False, [Block((), built)], [], [], False)


def down(*rows, column=0):
    return tuple((1, row, column) for row in rows)


def printed(table):
    """The steps of every cell; each text says the same."""
    assert all(STYLE.show_steps(cell.steps) == cell.text for row in table.grid for cell in row)
    return [[cell.steps for cell in row] for row in table.grid]


@small_cases(
    ("amounts", "adjusted"),
    [
        ((100, 40, 60), [1, 0, 1]),  # nothing to move
        ((350, 115, 115, 120), [4, 2, 1, 1]),  # the first of the largest takes what is lacking
        ((600, 250, 350), [6, 3, 3]),  # and gives what is too much
        ((300, 150, 150), [3, 1, 2]),
        ((120, 0, 40, 40, 40), [1, 0, 1, 0, 0]),  # a zero is never adjusted; an amount that rounds to 0 may be
        ((100, 50, 50), [1, 1, 1]),  # taking one away would print 0 where there is money: the tail stays
    ],
)
def test_one_column(amounts, adjusted):
    total, *parts = amounts
    rows = [((total, down(*range(1, len(parts) + 1))),), *((part,) for part in parts)]
    own = [half_up(amount, 100) for amount in amounts]

    table = table_of(*rows)
    assert round_table(table, "independent") is (sum(own[1:]) != own[0])
    assert printed(table) == [[steps] for steps in own]
    assert tail(table.grid, table.grid[0][0]) == sum(own[1:]) - own[0]

    assert round_table(table, "adjust_largest") is (sum(adjusted[1:]) != adjusted[0])
    assert printed(table) == [[steps] for steps in adjusted]


def test_a_subtotal_moves_first_and_its_parts_follow():
    """The total asks one more of the subtotal; its parts, 2 + 2, then add up as they are."""
    rows = [(300, down(1, 2)), 150, 150, 40, 40, (380, down(0, 3, 4))]
    table = table_of(*((row,) for row in rows))
    assert printed(table) == [[3], [2], [2], [0], [0], [4]]
    assert round_table(table, "adjust_largest") is False
    assert printed(table) == [[4], [2], [2], [0], [0], [4]]


def test_parts_of_a_subtotal_are_closed_too():
    """The total, 3, takes one away from the subtotal, 3; then its parts, 2 + 1, are one too many."""
    table = table_of(*((row,) for row in [(325, down(1, 4)), (250, down(2, 3)), 150, 100, 75]))
    assert printed(table) == [[3], [3], [2], [1], [1]]
    assert round_table(table, "adjust_largest") is False
    assert printed(table) == [[3], [2], [1], [1], [1]]


def test_sums_across_a_row_keep_their_own_amounts():
    """A 合计 column is closed downwards like any other; what it sums in its row is not touched through it."""
    across = [((1, row, 0), (1, row, 1)) for row in range(3)]
    table = table_of(
        [(350, down(1, 2)), (250, down(1, 2, column=1)), (600, across[0], False)],
        [175, 125, (300, across[1], False)],
        [175, 125, (300, across[2], False)],
    )
    assert printed(table) == [[4, 3, 6], [2, 1, 3], [2, 1, 3]]
    assert round_table(table, "adjust_largest") is True  # 4 + 3 beside 6 stays, and is said
    assert printed(table) == [[4, 3, 6], [2, 2, 3], [2, 1, 3]]


def test_a_downward_total_of_sums_across_moves_them_and_not_what_they_sum():
    across = ((1, 1, 0), (1, 1, 1))
    table = table_of(
        [0, 0, (360, ((1, 1, 2), (1, 2, 2)))],
        [160, 140, (300, across, False)],
        [30, 30, 60],
    )
    table.grid[0][2].steps, table.grid[0][2].text = 5, "5"
    assert round_table(table, "adjust_largest") is True
    assert printed(table) == [[0, 0, 5], [2, 1, 4], [0, 0, 1]]


def test_a_difference_counts_what_is_taken_away():
    """增减 = 本年 − 上年, printed 3 − 1 beside 1."""
    table = table_of([250, 110, (140, ((1, 0, 0), (-1, 0, 1)), False)])
    assert tail(table.grid, table.grid[0][2]) == 3 - 1 - 1
    assert round_table(table, "independent") is True


@settings(max_examples=scale.count(15))
@given(two_years())
def test_independent_cells_are_their_own_amounts_rounded(years):
    disclosure = pipeline.disclose(*years, FORM)
    for table in disclosure.tables:
        tails = False
        for number in range(table.height):
            for cell in table.row(number):
                if cell.kind == "amount":
                    assert cell.steps == half_up(cell.amount, 10_000)
                parts = [s * table.row(r)[c].steps for s, r, c in cell.terms]
                if parts:
                    tail = abs(sum(parts) - cell.steps)
                    assert tail <= (len(parts) + 1) / 2
                    tails = tails or tail > 0
        assert tails == (FORM.tail_note in table.notes)


@settings(max_examples=scale.count(15))
@given(two_years())
def test_adjusted_columns_close_and_nothing_moves_by_more_than_the_tail(years):
    disclosure = pipeline.disclose(*years, ADJUSTED)
    for table in disclosure.tables:
        for number in range(table.height):
            for cell in table.row(number):
                if cell.kind != "amount":
                    continue
                assert (cell.steps >= 0) and (cell.amount != 0 or cell.steps == 0)
                parts = [table.row(r)[c] for _, r, c in cell.terms]
                if parts and cell.vertical and max(p.steps for p in parts) > 1:
                    assert sum(p.steps for p in parts) == cell.steps, table.label

"""Rounding policies on random books: independent leaves small tails and says so; adjust_largest closes columns."""

from dataclasses import replace

from hypothesis import given, settings

from desktop import pipeline
from desktop.layouts import loader
from desktop.money import half_up
from tests.books import two_years
from tests.examples import examples

FORM = loader.load("chongqing/2023")
ADJUSTED = replace(FORM, rounding="adjust_largest")


@settings(max_examples=examples(50))
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


@settings(max_examples=examples(50))
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

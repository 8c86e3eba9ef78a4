"""Within what printed figures may mean, amounts are moved until all come out; further they are not."""

from random import Random

import pytest

from desktop.published.domains import Universe
from desktop.published.exact import Printed
from desktop.published.reading import ReadCell
from desktop.published.rebuild import Piece, Rebuilt
from desktop.published.settle import MOST_TAIL, settle, settled, tails_left, without_tails

HALF = 5_000
"""Half of 0.01 万元 in 分."""


def figure(amount, *parts, half=HALF):
    return Printed(parts, amount, half)


def test_what_comes_out_is_not_moved():
    assert settled([1_000_000, 2_000_000], [figure(3_000_000, 0, 1), figure(1_004_000, 0)]) == [
        1_000_000,
        2_000_000,
    ]


def test_parts_and_total_that_round_apart_meet_between():
    """Three times 0.3333 is 1.00 and prints as three times 0.33."""
    figures = [figure(10_000_00, 0, 1, 2), *(figure(330_000, n) for n in range(3))]
    found = settled([330_000, 330_000, 330_000], figures)
    assert abs(sum(found) - 1_000_000) <= HALF
    assert all(abs(amount - 330_000) <= HALF for amount in found)


@pytest.mark.parametrize("half", [0, HALF])
def test_what_no_rounding_explains_stays_as_it_is(half):
    assert settled([1_000_000, 2_000_000], [figure(4_000_000, 0, 1, half=half)]) == [1_000_000, 2_000_000]


def test_an_exact_figure_takes_back_the_tail_that_a_coarser_one_left_in_its_parts():
    """Of 12,345.67 元 printed as 1.23 万元 too, the 元 are what is meant."""
    figures = [figure(1_234_567, 0, half=0), figure(2_000_000, 1, half=0), figure(3_230_000, 0, 1)]
    assert settled([1_230_000, 2_000_000], figures) == [1_234_567, 2_000_000]


def test_nothing_goes_below_zero_and_nothing_is_left_of_zero():
    found = settled([4_000, 1_000_000], [figure(0, 0, half=0), figure(990_000, 0, 1)])
    assert min(found) >= 0


def test_figures_of_true_amounts_always_come_out():
    """Any sums of some amounts, each printed for itself: amounts with the same print are found."""
    chance = Random(5)
    for _ in range(20):
        true = [chance.randrange(10_000, 90_000_000) for _ in range(12)]
        groups = [[n] for n in range(12)] + [chance.sample(range(12), chance.randrange(2, 12)) for _ in range(15)]
        figures = [figure((sum(true[n] for n in g) + HALF) // 10_000 * 10_000, *g) for g in groups]
        found = settled([(a + HALF) // 10_000 * 10_000 for a in true], figures)
        missed = [g for g, f in zip(groups, figures, strict=True) if abs(sum(found[n] for n in g) - f.amount) > HALF]
        assert missed == []


def test_what_does_not_say_a_property_is_not_moved_for_a_figure_that_asks_for_it():
    """Money carried out has no 上年结转 of its own: a 0 there once halved the amount that every other figure shows."""
    universe = Universe(())
    amount = 100
    rebuilt = Rebuilt(universe, pieces={"结转下年": [Piece(universe.all("结转下年"), amount, half=50)]})
    outlay = ("side", ("支出", "结转下年"))
    cells = [
        ReadCell("收入表", 0, "合计", "总计", (outlay,), amount, True, half=50),
        ReadCell("收入表", 0, "合计", "上年结转", (outlay, ("carry", ("结转",))), 0, True, half=50),
    ]
    settle(rebuilt, cells)
    assert [piece.amount for piece in rebuilt.pieces["结转下年"]] == [amount]


@pytest.mark.parametrize(
    ("missed", "half", "sides", "tails"),
    [(0, HALF, {"收入"}, 0), (3 * HALF, HALF, {"收入"}, 1), (3 * HALF, HALF, {"收入", "支出"}, 0),
     (3 * HALF, 0, {"收入"}, 0), ((2 * MOST_TAIL + 4) * HALF, HALF, {"收入"}, 0)],
)  # fmt: skip
def test_tails_that_cannot_be_moved_are_counted(missed, half, sides, tails):
    """Two figures of the same amounts that differ: what is far from both is no tail, nor what several sides add up to."""
    universe = Universe(())
    rebuilt = Rebuilt(universe, pieces={"收入": [Piece(universe.all("收入"), 1_000_000)]})
    cells = [
        ReadCell("", 0, "", "", (("side", tuple(sorted(sides))),), amount, True, half=half)
        for amount in (1_000_000, 1_000_000 + missed)
    ]
    assert tails_left(cells, rebuilt, sides) == tails


def test_what_is_nothing_but_a_tail_is_no_money():
    """3.33 in all, of which 1.11, 2.22 and 0.00: what a division left in the third goes to the others."""
    figures = [figure(33_300_000, 0, 1, 2), figure(11_100_000, 0), figure(22_200_000, 1), figure(0, 2)]
    found = without_tails([11_098_000, 22_198_000, 4_000], [HALF] * 3, figures)
    assert found[2] == 0
    assert all(each.gap(found) <= each.half for each in figures)


def test_a_small_amount_that_some_figure_needs_stays():
    figures = [figure(33_300_000, 0, 1), figure(4_000, 1, half=0)]
    assert without_tails([33_296_000, 4_000], [HALF, HALF], figures) == [33_296_000, 4_000]
    assert without_tails([33_296_000, 4_000], [HALF, 0], figures[:1]) == [33_296_000, 4_000]  # it was printed exactly

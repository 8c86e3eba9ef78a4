"""Within what printed figures may mean, amounts are moved until all come out; further they are not."""

from random import Random

import pytest

from desktop.published.settle import Printed, settled

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

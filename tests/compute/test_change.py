"""This year against last year: the direction is judged on exact 分, the printed one on what is printed."""

import pytest

from desktop.compute.change import Change, Direction
from desktop.money import NumberStyle
from tests.small_cases import small_cases

WAN = NumberStyle("万元", 2)


@pytest.mark.parametrize(
    ("current", "prior", "difference", "direction"),
    [(1, 0, 1, Direction.UP), (0, 1, -1, Direction.DOWN), (5, 5, 0, Direction.FLAT), (0, 0, 0, Direction.FLAT)],
)
def test_a_single_fen_gives_the_direction(current, prior, difference, direction):
    change = Change(current, prior)
    assert (change.difference, change.direction) == (difference, direction)


@small_cases(
    ("difference", "printed"),
    [
        (4_999, Direction.FLAT),
        (5_000, Direction.UP),
        (-4_999, Direction.FLAT),
        (-5_000, Direction.DOWN),
        (0, Direction.FLAT),
    ],
)
def test_a_difference_that_rounds_to_nothing_is_printed_as_unchanged(difference, printed):
    assert Change(10**6 + difference, 10**6).printed_direction(WAN) is printed


@small_cases(
    ("current", "prior", "printed"),
    [(30_00, 0, Direction.UP), (0, 30_00, Direction.DOWN), (30_00, 30_00, Direction.FLAT), (0, 0, Direction.FLAT),
     (30_00, 20_00, Direction.UP)],
)  # fmt: skip
def test_a_change_between_amounts_that_need_more_decimals_is_printed(current, prior, printed):
    assert Change(current, prior).printed_direction(WAN) is printed


@small_cases(
    ("current", "prior", "decimals", "percent"),
    [
        (150, 100, 2, 5000),
        (50, 100, 1, -500),
        (100, 0, 2, None),
        (0, 100, 0, -100),
        (2, 3, 2, -3333),
        (1005, 1000, 0, 1),
    ],
)
def test_a_percentage_is_of_last_year_signed_and_there_is_none_of_nothing(current, prior, decimals, percent):
    assert Change(current, prior).percent(decimals) == percent


def test_the_words_are_those_of_the_texts():
    assert [str(one) for one in Direction] == ["增加", "减少", "持平"]

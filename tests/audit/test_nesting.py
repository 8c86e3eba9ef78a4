"""Headings told from amounts alone: what they are the sum of follows them."""

from decimal import Decimal

from desktop.audit import nesting
from tests.small_cases import small_cases


@small_cases(
    ("values", "total", "places"),
    [
        ([100, 90, 10, 20], 120, [0, 3]),
        ([80, 80, 60, 20, 40, 40, 25, 15], 120, [0, 4]),
        ([5, 3, 4], 12, [0, 1, 2]),
        ([5, 0, 3], 8, [0, 1, 2]),
        ([5, 3, 4], 11, []),
        ([], 1, []),
    ],
)
def test_the_highest_numbers_add_up_to_the_total(values, total, places):
    assert nesting.tops([Decimal(value) for value in values], Decimal(total)) == places


def test_a_search_that_takes_too_long_finds_nothing():
    assert nesting.tops([Decimal(1)] * 59 + [Decimal("0.5")], Decimal(29)) == []

"""Printed figures are intervals."""

from decimal import Decimal

import pytest

from desktop.audit.interval import ZERO, Interval, printed


@pytest.mark.parametrize(
    ("number", "unit", "fen", "half"),
    [("12.30", "万元", "12300000", "5000"), ("1,234", "元", "123400", "50"), ("0.5", "元", "50", "5")],
)
def test_the_last_digit_says_how_much_may_be_meant(number, unit, fen, half):
    assert printed(number, unit) == Interval(Decimal(fen), Decimal(half))


def test_both_ends_are_meant():
    twelve = printed("12.30", "万元")
    assert twelve.holds(12_295_000)
    assert twelve.holds(12_305_000)
    assert not twelve.holds(12_305_001)


def test_a_sum_is_contradicted_only_where_no_choice_fits():
    thirds = printed("0.33", "万元") + printed("0.33", "万元") + printed("0.33", "万元")
    assert thirds.meets(printed("1.00", "万元"))
    assert not thirds.meets(printed("1.02", "万元"))
    assert (printed("1.00", "万元") - printed("0.99", "万元")).meets(printed("0.02", "万元"))


def test_an_amount_many_times_or_the_other_way_keeps_how_much_may_be_meant():
    each = printed("1.50", "万元")
    assert each * 12 == Interval(each.fen * 12, each.half * 12)
    assert -each == Interval(-each.fen, each.half)
    assert -each + each == Interval(ZERO.fen, 2 * each.half)

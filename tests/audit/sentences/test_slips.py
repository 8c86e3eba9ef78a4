"""Slips of the pen: which one makes parts add up."""

from decimal import Decimal

import pytest

from desktop.audit.sentences.slips import explained, same_digits, slips, turned


def test_digits_change_places_and_the_point_moves():
    assert list(slips("12.30")) == ["21.30", "13.20", "12.03", "123.00", "1.23"]
    assert list(slips("400")) == []


@pytest.mark.parametrize(
    ("parts", "total", "found"),
    [
        (("96.0", "64.8", "48.0"), "212.4", ("64.8", "68.4")),
        (("1,020.00", "360.00"), "1,560.00", ("1,020.00", "1200.00")),
        (("120", "30"), "1,500", ("1,500", "150")),
        (("96.0", "68.4"), "212.4", None),
        (("96.0", "68.4", "48.0"), "212.4", None),
    ],
)
def test_one_slip_that_makes_the_sum_come_out_is_named(parts, total, found):
    assert explained(parts, total) == found


def test_what_is_less_counts_against_the_sum():
    assert explained(("52.30", "80.00", "54.88"), "86.42", (1, 1, -1)) == ("54.88", "45.88")


def test_one_sign_may_be_turned():
    four, three, two = Decimal(4), Decimal(3), Decimal(2)
    assert turned([four, three, two], Decimal(5)) == 2
    assert turned([four, three, -two], Decimal(5)) is None
    assert turned([four, two, two], Decimal(4)) is None  # either of them
    assert turned([two], Decimal(-2)) is None


def test_the_same_digits_in_another_order():
    assert same_digits("1,253.10", "1235.10")
    assert not any(same_digits("12.35", other) for other in ("12.35", "123.5", "12.36"))
    assert not same_digits("12", "21")

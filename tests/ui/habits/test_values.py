"""What is typed into a cell: taken, worked out, or refused with the reason."""

import pytest

from desktop.money import parse_yuan
from tests.ui.habits.desk import KEY


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("3200*12", "38,400.00"), ("=1500+80.5", "1,580.50"), ("1,234.5", "1,234.50"), ("0", "0.00"), (" 12 ", "12.00")],
    ids=["15 arithmetic", "16 leading equals sign", "17 thousands separators", "18 zero", "19 blanks around"],
)
def test_amounts_are_taken(desk, typed, kept):
    desk.at(0)
    desk.type(typed)
    desk.press(KEY.Key_Return)
    assert desk.shown(0) == kept


@pytest.mark.parametrize(
    ("typed", "reason"),
    [("12.345", "两位小数"), ("-5", "负数"), ("abc", "不是数字"), ("1e5", "不是数字"), ("1.2万", "以元为单位")],
    ids=["20 fraction of a 分", "21 negative", "22 letters", "23 exponent", "24 in 万"],
)
def test_wrong_amounts_stay_visible_with_the_reason(desk, typed, reason):
    before = desk.fingerprint
    index = desk.grid.index(0, desk.column("this"))
    assert not desk.grid.setData(index, typed)
    assert (desk.shown(0), desk.fingerprint) == (typed, before)
    assert reason in desk.tip(0)
    assert desk.grid.setData(index, "530000")
    assert desk.shown(0) == "530,000.00"


def test_25_full_width_digits_are_refused_with_the_right_ones(desk):
    assert not desk.grid.setData(desk.grid.index(0, desk.column("this")), "１２３")
    assert "123" in desk.tip(0)


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_26_a_code_by_initials(desk):
    index = desk.grid.index(8, desk.column("economic_code"))
    desk.view.setCurrentIndex(index)
    desk.view.setFocus()
    desk.type("ysf")
    desk.press(KEY.Key_Return)
    assert desk.shown(8, "economic_code").startswith("30202")


def test_27_an_unknown_code_is_refused(desk):
    before = desk.fingerprint
    assert not desk.grid.setData(desk.grid.index(0, desk.column("economic_code")), "38888")
    assert desk.fingerprint == before
    assert "38888" in desk.tip(0, "economic_code")


def test_45_what_is_shown_can_be_typed_again(desk):
    """Every amount as printed is accepted as typed."""
    for row in range(len(desk.grid.rows)):
        if desk.shown(row):
            assert parse_yuan(desk.shown(row)) == desk.grid.rows[row].amounts[0]

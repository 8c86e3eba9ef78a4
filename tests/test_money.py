from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.money import AmountError, NumberStyle, half_up, parse_yuan, percent_steps, show_percent

WAN = NumberStyle("万元", 2, grouped=False)


@pytest.mark.parametrize(
    ("yuan", "shown"),
    [("12345", "1.23"), ("12450", "1.25"), ("12550", "1.26"), ("149.99", "0.01"), ("150", "0.02"),
     ("49.99", "0.00"), ("50", "0.01"), ("0", "0.00")],
)  # fmt: skip
def test_yuan_to_wan_half_up(yuan, shown):
    assert WAN.show(parse_yuan(yuan)) == shown


@given(st.integers(-(10**16), 10**16), st.integers(1, 10**8))
def test_half_up_is_decimal_half_up(numerator, denominator):
    exact = (Decimal(numerator) / Decimal(denominator)).quantize(Decimal(1), ROUND_HALF_UP)
    tie = (2 * numerator) % denominator == 0
    assert half_up(numerator, denominator) == int(exact) or (not tie and abs(Decimal(numerator)) > 10**15)


@given(st.integers(0, 10**15))
def test_shown_yuan_parses_back(fen):
    assert parse_yuan(NumberStyle("元", 2).show(fen)) == fen


@pytest.mark.parametrize(("typed", "fen"), [("1234", 123400), ("1,234.50", 123450), (" .5 ", 50), ("12.", 1200)])
def test_accepted_amounts(typed, fen):
    assert parse_yuan(typed) == fen


@pytest.mark.parametrize(
    ("typed", "said"),
    [("1,234.5元", "例如 1234.5"), ("１２３", "例如 123"), ("12.345", "超过两位小数"), ("-5", "负数"), ("", "为空"),
     ("12,34", "格式不对"), ("1.2万", "不是数字"), ("（5）", "负数"), ("1e5", "不是数字"), ("99999999999999", "过大"),
     ("一百", "不是数字"), ("1 2", "不是数字")],
)  # fmt: skip
def test_refused_amounts_say_why(typed, said):
    refused = parse_yuan(typed)
    assert isinstance(refused, AmountError)
    assert said in refused.reason


def test_styles():
    assert NumberStyle("万元", 2, trim=True, grouped=False).show(1_350_000_00) == "135"
    assert NumberStyle("万元", 2, trim=True, grouped=False).show(381_980_00) == "38.20"
    assert NumberStyle("元", 2).show(-5) == "-0.05"
    assert NumberStyle("万元", 2).show(-49) == "0.00"
    assert NumberStyle("万元", 2, zero="").show(0) == ""
    assert NumberStyle("元", 0).show(123450) == "1,235"


@pytest.mark.parametrize(
    ("current", "prior", "shown"),
    [(6797500, 8308300, "-18.18"), (50000, 50000, "0.00"), (0, 12000, "-100.00"), (18000, 0, None)],
)
def test_percent_change(current, prior, shown):
    steps = percent_steps(current - prior, prior, 2)
    assert (None if steps is None else show_percent(steps, 2)) == shown

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.money import (
    LARGEST_FEN,
    YUAN,
    AmountError,
    NumberStyle,
    half_up,
    parse_yuan,
    percent_steps,
    percent_text,
    show_percent,
)
from tests.small_cases import small_cases

WAN = NumberStyle("万元", 2, grouped=False)


@small_cases(
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


@small_cases(
    ("numerator", "denominator", "rounded"),
    [(-1, 1, -1), (1, 2, 1), (-1, 2, -1), (1, 3, 0), (3, -1, -3), (-3, -1, 3), (5, -2, -3), (0, 7, 0)],
)
def test_ties_go_away_from_zero_whatever_the_signs(numerator, denominator, rounded):
    assert half_up(numerator, denominator) == rounded


@given(st.integers(0, 10**15))
def test_shown_yuan_parses_back(fen):
    assert parse_yuan(NumberStyle("元", 2).show(fen)) == fen


@pytest.mark.parametrize(("typed", "fen"), [("1234", 123400), ("1,234.50", 123450), (" .5 ", 50), ("12.", 1200)])
def test_accepted_amounts(typed, fen):
    assert parse_yuan(typed) == fen


@small_cases(
    ("typed", "said"),
    [("1,234.5元", "例如 1234.5"), ("１２３", "例如 123"), ("12.345", "超过两位小数"), ("-5", "负数"), ("", "为空"),
     ("12,34", "格式不对"), ("1.2万", "不是数字"), ("（5）", "负数"), ("1e5", "不是数字"), ("99999999999999", "过大"),
     ("一百", "不是数字"), ("1 2", "不是数字")],
)  # fmt: skip
def test_refused_amounts_say_why(typed, said):
    refused = parse_yuan(typed)
    assert isinstance(refused, AmountError)
    assert said in refused.reason


def test_the_largest_amount_is_ten_trillion_yuan():
    assert parse_yuan("10,000,000,000,000.00") == LARGEST_FEN == 10**15
    refused = parse_yuan("10000000000000.01")
    assert isinstance(refused, AmountError)
    assert "过大" in refused.reason


@small_cases(
    ("unit", "fen", "decimals", "step"),
    [("分", 1, 0, 1), ("分", 1, 2, 1), ("元", 100, 2, 1), ("元", 100, 0, 100), ("千元", 100_000, 2, 1_000),
     ("万元", 1_000_000, 2, 10_000), ("万元", 1_000_000, 6, 1), ("万元", 1_000_000, 0, 1_000_000)],
)  # fmt: skip
def test_a_step_is_one_of_the_last_printed_digit(unit, fen, decimals, step):
    style = NumberStyle(unit, decimals)
    assert (style.step, type(style.step)) == (step, int)
    assert style.steps(10**12 * fen) == 10 ** (12 + decimals)


def test_what_is_printed_without_being_asked():
    assert NumberStyle().show(1_234_567_890_12) == "123,456.79"
    assert YUAN.show(1_234_56) == "1,234.56"
    assert YUAN.show(-1) == "-0.01"


@pytest.mark.parametrize(("fen", "shown"), [(1_500_000, "1.5"), (2_000_000, "2"), (2_250_000, "2.25")])
def test_trailing_zeros_are_stripped_behind_the_point_alone(fen, shown):
    assert NumberStyle("万元", 2, strip=True).show(fen) == shown
    assert NumberStyle("万元", 0, strip=True).show(1_200_000_000) == "1,200"


@small_cases(
    ("fen", "said"),
    [(0, "0.00"), (30_00, "0.003"), (-30_00, "-0.003"), (49_99, "0.005"), (50_00, "0.01"), (1, "0.000001"),
     (1_234_500, "1.23")],
)  # fmt: skip
def test_an_amount_in_a_sentence_never_reads_nothing_where_it_is_something(fen, said):
    assert NumberStyle("万元", 2).in_sentence(fen) == said
    assert NumberStyle("万元", 2).vanishes(fen) == (len(said.lstrip("-")) > 4)


def test_styles():
    assert NumberStyle("万元", 2, grouped=False).show(1_234_500_000) == "1234.50"
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
    assert show_percent(123456, 2) == "1234.56"


@small_cases(
    ("part", "whole", "decimals", "small_digits", "shown"),
    [
        (1, 3, 2, 0, "33.33"),
        (-1, 3, 2, 0, "33.33"),
        (1, 0, 2, 2, None),
        (1, 2, 2, 0, "50"),
        (1, 20_000, 2, 0, "0.01"),  # decimals stay where small shares are not asked for
        (1, 100_000, 2, 0, "不足0.01"),  # what is there never reads nothing, nor finer than it says anything
        (-139, 36_206, 0, 0, "0.4"),
        (-139, 362_060, 0, 0, "0.04"),
        (-139, 36_206_000, 0, 0, "不足0.01"),
        (0, 36_206, 0, 0, "0"),
        (1, 40_000_000, 2, 2, "不足0.001"),
        (0, 100, 2, 2, "0"),
        (21, 10_000, 2, 2, "0.21"),
        (10, 10_000, 2, 2, "0.10"),
        (14, 100_000, 2, 2, "0.014"),
        (-123, -1_000_000, 2, 3, "0.0123"),
        (-123, -100_000_000, 2, 3, "0.0001"),
        (994, 100_000, 1, 3, "0.994"),
        (1005, 100_000, 1, 4, "1"),  # from 1 % on a share is not small
        (1234, 100_000, 2, 5, "1.23"),
        (1, 300, 2, 1, "0.33"),
    ],
)
def test_percent_text(part, whole, decimals, small_digits, shown):
    args = (small_digits,) if small_digits else ()
    assert percent_text(part, whole, decimals, *args) == shown

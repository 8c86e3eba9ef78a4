"""Arithmetic typed into a cell: exact, rounded half up to the 分; anything else comes back as it was."""

from desktop.ui.kit.arithmetic import worked_out
from tests.small_cases import small_cases


@small_cases(
    ("typed", "result"),
    [
        ("3200*12", "38400"),
        ("=1500+80.5", "1580.50"),
        ("1,000 + 2,000", "3000"),
        ("（100－1）", "（100－1）"),
        ("（100-1）×2", "198"),
        ("10÷4", "2.50"),
        ("0.1+0.2", "0.30"),
        ("1/8", "0.13"),
        ("1/200", "0.01"),
        ("5-8.5", "-3.50"),
        ("2*-3", "-6"),
        ("100/3*3", "100"),
    ],
)
def test_a_calculation_is_worked_out_exactly(typed, result):
    assert worked_out(typed) == result


@small_cases("typed", ["", "100", "-5", "1,234.50", "1/0", "3*", "(1+2", "2**3", "2//3", "abc+1", "=A1+1", "1+2=3"])
def test_what_is_no_plain_calculation_comes_back_as_it_was(typed):
    assert worked_out(typed) == typed

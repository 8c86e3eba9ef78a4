"""What a printed cell may mean, and the step to which a table prints."""

from decimal import Decimal

import pytest

from desktop.audit.tables import cells
from tests.small_cases import small_cases


@small_cases(
    ("text", "fen", "half"),
    [
        ("1,234.50", 1_234_500_000, 5_000),
        ("１２．３０", 12_300_000, 5_000),
        ("3.5", 3_500_000, 5_000),
        ("-0.22", -220_000, 5_000),
        ("（0.22）", -220_000, 5_000),
        ("0.30000000000000004", 300_000, 5_000),
        ("12345\n6.78", 123_456_780_000, 5_000),
        ("1,234,\n567.00", 1_234_567_000_000, 5_000),
        ("\n3.50\n", 3_500_000, 5_000),
        ("1.234567", 1_234_567, Decimal("0.5")),
    ],
)
def test_an_amount_is_what_prints_so_at_the_step_of_the_table(text, fen, half):
    found = cells.figure(text, "万元", 2).value
    assert (found.fen, found.half) == (fen, half)


@pytest.mark.parametrize("text", ["", "-", "—", "无", " "])
def test_a_blank_is_nothing_and_is_known_as_a_blank(text):
    found = cells.figure(text, "万元", 2)
    assert (found.blank, found.value) == (True, cells.ZERO)


@pytest.mark.parametrize("text", ["×", "1.2.3", "12万", "见附件", "1,23", "100\n200", "12.30\r\n4.50"])
def test_what_is_no_number_is_unknown_and_not_nothing(text):
    assert cells.figure(text, "万元", 2).value is None


def test_the_step_is_that_of_the_table_and_not_of_its_shortest_or_oddest_figure():
    assert cells.usual_decimals(["18", "3.5", "137.22", "4.03", "合计", ""]) == (2, 4)
    assert cells.usual_decimals([*["1.25"] * 20, "0.333333"]) == (2, 21)
    assert cells.usual_decimals(["12", "0", "7"]) == (0, 2)

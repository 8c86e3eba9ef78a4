"""Rows of the expenditure grid: a line that only last year has stays where it stood."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.ledger.records import Budget, BudgetFacts, DirectLine, Unit
from desktop.ui.edits.year_pairs import expenditure

CODES = [f"302{n:02}" for n in range(1, 16)]


def facts(year, codes):
    lines = tuple(
        DirectLine(
            id=year * 100 + CODES.index(code), position=CODES.index(code), function_code="2010350", economic_code=code
        )
        for code in codes
    )
    return BudgetFacts(unit=Unit(), budget=Budget(year=year), lines=lines)


@given(this=st.sets(st.sampled_from(CODES)), last=st.sets(st.sampled_from(CODES)))
def test_every_line_is_shown_once_and_lines_of_both_years_keep_their_order(this, last):
    rows = expenditure(facts(2025, sorted(this)), facts(2024, sorted(last)))
    shown = [row.line.economic_code for row in rows]
    assert sorted(shown) == sorted(this | last)
    assert [code for code in shown if code in last] == sorted(last)
    assert [code for code in shown if code in this] == sorted(this)


def test_a_cleared_amount_leaves_its_row_in_place():
    rows = expenditure(facts(2025, [CODES[0], CODES[2]]), facts(2024, CODES[:3]))
    assert [row.line.economic_code for row in rows] == CODES[:3]

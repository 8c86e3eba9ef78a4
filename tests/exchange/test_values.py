"""Each value has one way to be written; no float, no rounding, no guess."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from desktop.exchange import values
from desktop.ledger.describe import Kind, field_of
from desktop.ledger.records import DirectLine, PayItem, Person, Project
from tests.small_cases import small_cases

MONEY = field_of(PayItem, "amount")


@given(st.integers(0, 10**15))
def test_money_comes_back_to_the_fen(fen):
    assert values.read(MONEY, values.shown(MONEY, fen)) == (fen, "")


@small_cases("raw", [1, 1.5, Decimal("1.5"), "1.005", "1,000", "１", "", "-1", "1e3", " 1", None, True, []])
def test_money_written_otherwise_is_refused(raw):
    assert values.read(MONEY, raw)[1]


def test_an_amount_beyond_all_budgets_is_refused():
    assert "过大" in values.read(MONEY, "99999999999999")[1]


def test_only_what_may_be_unknown_is_null():
    assert values.read(field_of(Project, "control"), None) == (None, "")
    assert "不能为 null" in values.read(field_of(Person, "name"), None)[1]


@small_cases(
    ("field", "good", "bad"),
    [
        ("first_month", 12, "12"),
        ("headcount", 3, 3.0),
        ("first_job", True, 1),
        ("kind", "行政", "行政 "),
        ("function_code", "2010301", "2010301 行政运行"),
    ],
)
def test_a_kind_takes_its_own_values_only(field, good, bad):
    assert values.read(field_of(Person, field), good)[1] == ""
    assert values.read(field_of(Person, field), bad)[1]


def test_every_kind_says_how_it_is_written():
    assert set(values.HOW) == set(Kind)
    assert values.as_written({}) == "{…}"
    assert values.shown(field_of(DirectLine, "purchased_service"), 1) is True

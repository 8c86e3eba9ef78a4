"""Income that follows expenditure equals what it funds, to the 分, and nothing twice."""

import pytest

from desktop.catalog.policy_rules import Policy
from desktop.compute import following
from desktop.compute.lines import BudgetLine, Origin
from desktop.compute.policy_values import NO_POLICY
from desktop.ledger.records import Income
from tests.policies import YEAR, facts_of


def spent(amount, fund="一般公共预算", subsource="本级", carry="当年", side="支出"):
    return BudgetLine(side, YEAR, amount, Origin("direct_line", 1), fund=fund, subsource=subsource, carry=carry)


def income(*records, lines, policy=NO_POLICY):
    numbered = tuple(Income(**({"id": n, "follows": 1} | record)) for n, record in enumerate(records, 1))
    found = following.income(facts_of(incomes=numbered), lines, policy)
    return [(line.origin.record_id, line.amount) for line in found]


def test_each_sub_source_and_carry_is_covered_by_its_own():
    lines = [
        spent(100),
        spent(7),
        spent(30, subsource="提前下达"),
        spent(5, carry="结转"),
        spent(9, fund="其他收入", subsource=""),
    ]
    assert income({}, {"subsource": "提前下达"}, {"carry": "结转"}, {"source": "其他收入"}, lines=lines) == [
        (1, 107), (2, 30), (3, 5), (4, 9),
    ]  # fmt: skip


def test_money_carried_out_is_covered_too_and_other_sides_are_not():
    assert income({}, lines=[spent(10), spent(3, side="结转下年", subsource=""), spent(99, side="采购")]) == [(1, 13)]


def test_typed_income_of_the_same_source_comes_first():
    assert income({"follows": 0, "amount": 40}, {}, lines=[spent(100)]) == [(2, 60)]
    assert income({"follows": 0, "amount": 140}, {}, lines=[spent(100)]) == []


def test_typed_income_of_one_source_covers_no_other():
    funds = ({"source": "事业收入", "follows": 0, "amount": 40}, {}, {"source": "其他收入", "follows": 0, "amount": 30})
    assert income(*funds, lines=[spent(100), spent(50, "事业收入", ""), spent(60, "其他收入", "")]) == [(2, 100)]


def test_typed_income_of_nothing_where_nothing_is_spent_makes_no_line():
    assert income({"follows": 0, "amount": 0}, {}, lines=[]) == []


def test_two_of_one_source_do_not_count_it_twice():
    assert income({}, {}, lines=[spent(100)]) == [(1, 100)]


def test_nothing_to_cover_makes_no_line():
    assert income({}, lines=[]) == []


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({}, [(1, 100), (2, 50), (3, 7)]),
        ({"income_rule": "拨款按支出填列", "business_income": "按支出填列"}, [(1, 100), (2, 50), (3, 7)]),
        ({"income_rule": "手工填列"}, [(2, 50), (3, 7)]),
        ({"business_income": "手工填列"}, [(1, 100), (3, 7)]),
    ],
)
def test_where_a_source_is_filled_in_by_hand_a_mark_gives_nothing(chosen, expected):
    funds = ({}, {"source": "事业收入"}, {"source": "其他收入"})
    lines = [spent(100), spent(50, "事业收入", ""), spent(7, "其他收入", "")]
    assert income(*funds, lines=lines, policy=Policy("甲", "甲", choices=chosen)) == expected


def test_the_sources_that_follow_are_told_with_subsource_and_carry():
    """The adjusted budget asks for them: no entry may change an income that follows by itself."""
    funds = ({"carry": ""}, {"source": "事业收入", "carry": "结转"}, {"source": "其他收入", "follows": 0})
    facts = facts_of(incomes=tuple(Income(**({"id": n, "follows": 1} | each)) for n, each in enumerate(funds, 1)))
    general, business = ("一般公共预算", "本级", "当年"), ("事业收入", "", "结转")
    assert following.followed(facts, NO_POLICY) == {general, business}
    by_hand = Policy("甲", "甲", choices={"business_income": "手工填列"})
    assert following.followed(facts, by_hand) == {general}

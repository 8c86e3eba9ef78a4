"""What money may be spent on what, and by whom: each rule where it holds and where it does not."""

from dataclasses import replace

import pytest

from desktop.findings import Status
from desktop.ledger.records import BudgetFacts, DirectLine, Income, PayItem, Person
from desktop.money import parse_yuan
from tests.small_cases import small_cases


@pytest.fixture
def bare(facts):
    """The example's unit with nothing in its budget, so that only what a test adds is looked at."""
    return BudgetFacts(unit=facts.unit, budget=replace(facts.budget, policy=""))


def with_line(facts, kind="事业", **fields):
    line = DirectLine(id=900, **({"function_code": "2010350", "economic_code": "30201", "amount": 100} | fields))
    return replace(facts, unit=replace(facts.unit, kind=kind), lines=(*facts.lines, line))


@small_cases(
    ("code", "kind", "fields", "found"),
    [
        ("C101", "事业", {"economic_code": "30201", "nature": "人员"}, True),
        ("C101", "事业", {"economic_code": "30201", "nature": "公用"}, False),
        ("C101", "事业", {"economic_code": "30239", "nature": "人员"}, False),
        ("C101", "事业", {"economic_code": "30305", "nature": "公用"}, True),
        ("C101", "事业", {"economic_code": "31002", "nature": "人员"}, True),
        ("C101", "事业", {"economic_code": "30101", "nature": "项目"}, False),
        ("C102", "事业", {"function_code": "2120803"}, True),
        ("C102", "事业", {"function_code": "2120803", "fund": "政府性基金"}, False),
        ("C102", "事业", {"fund": "政府性基金"}, True),
        ("C102", "事业", {"fund": "国有资本经营"}, True),
        ("C102", "事业", {"fund": "事业收入"}, False),
        ("C103", "行政", {"fund": "事业收入"}, True),
        ("C103", "参公", {"fund": "使用非财政拨款结余"}, True),
        ("C103", "事业", {"fund": "事业收入"}, False),
        ("C103", "行政", {"fund": "其他收入"}, False),
        ("C103", "事业", {"nature": "经营支出"}, True),
        ("C103", "事业", {"nature": "经营支出", "fund": "事业单位经营收入"}, False),
        ("C103", "事业", {"nature": "上缴上级支出"}, True),
        ("C103", "事业", {"nature": "对附属单位补助支出"}, True),
        ("C103", "事业", {"nature": "对附属单位补助支出", "fund": "事业收入"}, False),
    ],
)
def test_each_rule_where_it_holds(code, kind, fields, found, bare, messages):
    assert bool(messages(code, with_line(bare, kind, **fields))) is found


def test_income_of_an_institution_in_an_office_is_found_too(bare, messages):
    office = replace(
        bare, unit=replace(bare.unit, kind="行政"), incomes=(Income(id=9, source="事业单位经营收入", amount=1),)
    )
    assert "行政单位不应有“事业单位经营收入”" in messages("C103", office)[0]


def test_a_book_without_expenditure_has_nothing_to_say(bare, outcome):
    assert {outcome(code, bare).status for code in ("C101", "C102")} == {Status.NOT_APPLICABLE}


@small_cases(
    ("insured", "pension", "found"),
    [("养老", 1, True), ("医疗、养老", 1, True), ("无", 1, False), ("养老", 0, False), ("", 1, False)],
)
def test_a_pension_is_paid_once(insured, pension, found, bare, messages):
    person = Person(id=1, code="T", status="退休", insured=insured)
    items = (PayItem(person_id=1, item="退休费", amount=pension),)
    assert bool(messages("C105", replace(bare, people=(person,), pay_items=items))) is found


@pytest.mark.parametrize(
    ("source", "other", "found"),
    [("上级补助收入", "", True), ("上级补助收入", "甲局", False), ("附属单位上缴收入", "乙站", False)],
)
def test_money_between_units_names_the_other(source, other, found, bare, messages):
    income = Income(id=9, source=source, amount=100, counterpart=other)
    assert bool(messages("C106", replace(bare, incomes=(income,)))) is found


@pytest.mark.parametrize(("typed", "unused"), [("0", False), ("50.00", False), ("100.00", True)])
def test_an_amount_that_income_following_expenditure_does_not_use_is_pointed_out(typed, unused, bare, outcome):
    spent = with_line(bare, amount=5000, fund="一般公共预算")
    income = Income(id=7, source="一般公共预算", follows=1, amount=parse_yuan(typed))
    found = [finding.message for finding in outcome("C111", replace(spent, incomes=(income,))).findings]
    message = "“一般公共预算”收入按支出填列，为 50.00 元；录入的 100.00 元没有使用，要用它请取消“按支出填列”"
    assert found == ([message] if unused else [])

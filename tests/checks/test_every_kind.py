"""Every kind of unit and money made by hand: nothing is passed over, and nothing is passed that was not computed."""

from collections import Counter

import pytest

from desktop import pipeline
from desktop.findings import Status
from desktop.layouts.form import loader
from desktop.ledger.records import (
    Asset,
    Budget,
    BudgetFacts,
    DirectLine,
    Income,
    ParameterValue,
    PayItem,
    Person,
    Unit,
)

FORM = "national/2023"


def facts_of(policy="", kind="事业", own="2010350", **parts):
    unit = Unit(id=1, name="某中心", kind=kind, own_function=own)
    return BudgetFacts(unit=unit, budget=Budget(id=1, unit_id=1, year=2027, policy=policy), **parts)


def person(number, **fields):
    return Person(id=number, budget_id=1, code=f"A{number}", **fields)


def paid(number, **items):
    return tuple(
        PayItem(id=10 * number + n, budget_id=1, person_id=number, item=item, amount=amount)
        for n, (item, amount) in enumerate(items.items())
    )


def disclosed(facts, form=FORM):
    return pipeline.disclose(facts, None, loader.load(form))


def told(found):
    return [f"{finding.code} {finding.message}" for outcome in found.outcomes for finding in outcome.findings]


def ended(found, *codes):
    return {outcome.code: outcome.status for outcome in found.outcomes if outcome.code in codes}


def spent(number, amount, **line):
    return DirectLine(id=number, budget_id=1, amount=amount, economic_code="30201", **{"nature": "公用", **line})


def test_an_office_with_every_kind_of_staff_has_a_class_of_government_for_all():
    people = tuple(person(n, kind=kind) for n, kind in enumerate(("行政", "事业", "工勤"), 1))
    items = sum((paid(n, post_wage=3000_00, grade_wage=2000_00) for n in (1, 2, 3)), ())
    items += (PayItem(id=90, budget_id=1, person_id=2, item="perf_basic", amount=1000_00),)
    facts = facts_of("example", "行政", "2010301", people=people, pay_items=items)
    found = disclosed(facts)
    assert [line for line in found.drafted.lines if not line.government] == []
    assert not any(text.startswith(("C08", "C09", "C24", "C25")) for text in told(found))


def test_veterans_and_staff_outside_the_posts_are_paid_by_the_national_rules():
    people = (person(1, kind="行政", status="离休"), person(2, kind="编外", status="编外", headcount=5))
    items = paid(1, 离休费=11000_00) + paid(2, 编外人员工资=3000_00)
    found = disclosed(facts_of("national", "行政", "2010301", people=people, pay_items=items))
    by_economic = {line.economic: line.amount for line in found.drafted.lines}
    assert by_economic == {"30301": 132_000_00, "30199": 180_000_00}
    assert ended(found, "C42", "C95") == {"C42": Status.FAILED, "C95": Status.PASSED}


def test_what_the_pack_has_no_rule_for_is_named_with_whom_it_is_paid_to():
    people = (person(1, status="离休"), person(2, status="编外"), person(3, status="退休"))
    items = paid(1, 离休费=11000_00) + paid(2, 编外人员工资=3000_00) + paid(3, 退休费=4000_00)
    texts = [text for text in told(disclosed(facts_of("example", people=people, pay_items=items))) if "C95" in text]
    assert [any(f"人员 {who} 录入的{item}" in text for text in texts)
            for who, item in (("A1", "离休费"), ("A2", "编外人员工资"), ("A3", "退休费"))] == [True] * 3  # fmt: skip


def test_the_national_pack_computes_what_law_fixes_and_names_what_it_lacks():
    found = disclosed(facts_of("national", people=(person(1),), pay_items=paid(1, 岗位工资=3000_00, 薪级工资=2000_00)))
    assert sum(line.amount for line in found.drafted.lines if line.economic == "30101") == 60_000_00
    assert any("C42" in text and "住房公积金单位比例" in text and "没有计算" in text for text in told(found))
    assert ended(found, "C36", "C44") == {"C36": Status.NOT_APPLICABLE, "C44": Status.NOT_CHECKED}


SOURCES = {
    "财政专户管理资金": 100,
    "上级补助收入": 30,
    "附属单位上缴收入": 10,
    "使用非财政拨款结余": 20,
    "一般公共预算": 200,
}


@pytest.mark.parametrize("form", loader.available())
def test_money_of_every_source_balances_in_every_layout(form):
    incomes = tuple(
        Income(id=n, budget_id=1, source=source, amount=amount, counterpart="某局")
        for n, (source, amount) in enumerate(SOURCES.items(), 1)
    )
    lines = tuple(
        spent(n, amount, fund=source, function_code="2050203") for n, (source, amount) in enumerate(SOURCES.items(), 1)
    )
    texts = told(disclosed(facts_of(own="2050203", incomes=incomes, lines=lines), form))
    assert [text for text in texts if text[:3] in ("C01", "C02", "C11", "C19", "C20", "CQ1")] == []


def test_what_is_laid_on_wages_is_paid_by_whom_pays_the_wages():
    people = tuple(person(n, fund="事业收入") for n in range(1, 11))
    items = sum((paid(n, post_wage=3000_00, grade_wage=2000_00) for n in range(1, 11)), ())
    funds = Counter()
    for line in disclosed(facts_of("example", people=people, pay_items=items)).drafted.lines:
        funds[line.origin.table, line.fund] += line.amount
    assert set(funds) == {("person", "事业收入"), ("quota", "事业收入")}


def test_equipment_is_no_car():
    assets = (
        Asset(id=1, budget_id=1, kind="公务用车", stock=1),
        Asset(id=2, budget_id=1, kind="单价50万元以上通用设备", stock=3),
    )
    found = disclosed(facts_of("example", assets=assets))
    assert [line.amount for line in found.drafted.lines if line.economic == "30231"] == [20_000_00]
    assert not any(text.startswith(("C38", "C68")) for text in told(found))


def test_a_value_under_an_unknown_name_is_not_used_in_silence():
    own = ParameterValue(id=1, budget_id=1, parameter="asset.standard.某物", valid_from="2026-01-01", value="1500")
    texts = told(disclosed(facts_of("example", parameters=(own,))))
    assert any("C42 本账本参数“asset.standard.某物”不是参数包" in text and "没有使用" in text for text in texts)


def test_money_stays_within_its_budget_and_its_kind_of_unit():
    lines = (
        spent(1, 100, fund="一般公共预算", function_code="2120803"),
        spent(2, 100, fund="政府性基金", function_code="2010350"),
        spent(3, 100, fund="一般公共预算", function_code="2230201"),
        spent(4, 100, fund="一般公共预算", function_code="2010350", nature="经营支出"),
    )
    own = ("事业收入", "使用非财政拨款结余", "事业单位经营收入")
    incomes = tuple(Income(id=n, budget_id=1, source=source, amount=100) for n, source in enumerate(own, 1))
    found = told(disclosed(facts_of(kind="行政", own="2010301", lines=lines, incomes=incomes)))
    assert sum(text.startswith("C102") for text in found) == 3
    assert sum(text.startswith("C103 行政单位不应有") for text in found) == 3
    assert any("C103 事业单位经营支出用了财政拨款" in text for text in found)

"""Two small units by the national pack and a county's own values, worked out by hand line by line."""

from collections import Counter

import pytest

from desktop.compute import drafting
from desktop.ledger.records import (
    Budget,
    BudgetFacts,
    DeclaredBase,
    Income,
    ParameterValue,
    PayItem,
    Person,
    PersonChange,
    RunningFunction,
    Unit,
)
from desktop.money import parse_yuan

VALUES = {
    "si.base.floor": "4000", "si.base.ceiling": "20000", "hf.base.floor": "2000", "hf.base.ceiling": "26000",
    "rate.medical": "0.08", "rate.medical_cs": "0.03", "rate.injury": "0.002", "rate.housing": "0.12",
}  # fmt: skip


def facts_of(kind, people, pay, **more):
    return BudgetFacts(
        unit=Unit(id=1, name="某单位", kind=kind, own_function="2010301"),
        budget=Budget(id=1, unit_id=1, year=2027, policy="national"),
        people=people,
        pay_items=tuple(
            PayItem(id=n, person_id=who, item=item, amount=parse_yuan(yuan), month=month)
            for n, (who, item, yuan, month) in enumerate(pay, 1)
        ),
        parameters=tuple(ParameterValue(id=n, parameter=name, valid_from="2026-07-01", value=value, reference="某文〔2026〕1号")
                         for n, (name, value) in enumerate(VALUES.items(), 1)),
        incomes=(Income(id=1, follows=1),),
        **more,
    )  # fmt: skip


def lines_of(drafted):
    found = Counter()
    for line in drafted.lines:
        if line.side == "支出":
            who = line.origin.record_id if line.origin.table == "person" else 0
            found[(who, line.origin.rule, line.function, line.economic, line.government)] += line.amount
    return {key: fen for key, fen in found.items() if fen}


def expected(rows):
    return {tuple(key): parse_yuan(yuan) for *key, yuan in rows}


def test_a_civil_service_managed_unit_with_a_retirement_and_a_new_base_in_july():
    """甲 (1) retires at the end of June; 乙 (2) has a declared pension base of 8,000, from July of 8,600."""
    people = (Person(id=1, code="甲", kind="参公"), Person(id=2, code="乙", kind="参公"))
    pay = [
        (1, "职务工资", "1500", 1),
        (1, "级别工资", "3000", 1),
        (1, "工作性津贴", "1600", 1),
        (1, "生活性补贴", "1400", 1),
        (1, "退休人员补贴", "300", 7),
        (2, "职务工资", "1200", 1),
        (2, "级别工资", "2500", 1),
        (2, "工作性津贴", "1500", 1),
        (2, "生活性补贴", "1300", 1),
    ]
    facts = facts_of(
        "参公", people, pay,
        person_changes=(PersonChange(id=1, person_id=1, month=7, what="退休", status="退休", pay_ends=1),),
        declared_bases=(DeclaredBase(id=1, person_id=2, insurance="养老", amount=8_000_00),
                        DeclaredBase(id=2, person_id=2, insurance="养老", month=7, amount=8_600_00)),
    )  # fmt: skip
    drafted = drafting.draft(facts)
    assert lines_of(drafted) == expected([
        (1, "职务工资", "2010301", "30101", "50101", "9000.00"),  # 1,500 × 6
        (1, "级别工资", "2010301", "30101", "50101", "18000.00"),  # 3,000 × 6
        (1, "工作性津贴", "2010301", "30102", "50101", "9600.00"),
        (1, "生活性补贴", "2010301", "30102", "50101", "8400.00"),
        (1, "年终一次性奖金", "2010301", "30103", "50101", "2250.00"),  # 4,500 × 6 / 12
        (1, "退休人员补贴", "2080501", "30302", "50905", "1800.00"),  # 300 × 6
        (1, "基本养老保险", "2080505", "30108", "50102", "7560.00"),  # 7,500 + 4,500/12 = 7,875; × 16 % × 6
        (1, "职业年金", "2080506", "30109", "50102", "3780.00"),
        (1, "基本医疗保险（含生育）", "2101101", "30110", "50102", "3780.00"),
        (1, "公务员医疗补助", "2101103", "30111", "50102", "1417.50"),  # 236.25 × 6
        (1, "工伤保险", "2089999", "30112", "50102", "94.50"),  # 15.75 × 6
        (1, "住房公积金", "2210201", "30113", "50103", "5670.00"),
        (2, "职务工资", "2010301", "30101", "50101", "14400.00"),
        (2, "级别工资", "2010301", "30101", "50101", "30000.00"),
        (2, "工作性津贴", "2010301", "30102", "50101", "18000.00"),
        (2, "生活性补贴", "2010301", "30102", "50101", "15600.00"),
        (2, "年终一次性奖金", "2010301", "30103", "50101", "3700.00"),
        (2, "基本养老保险", "2080505", "30108", "50102", "15936.00"),  # 8,000 × 16 % × 6 + 8,600 × 16 % × 6
        (2, "职业年金", "2080506", "30109", "50102", "6535.68"),  # 6,500 + 3,700/12 = 6,808; 544.64 × 12
        (2, "基本医疗保险（含生育）", "2101101", "30110", "50102", "6535.68"),
        (2, "公务员医疗补助", "2101103", "30111", "50102", "2450.88"),  # 204.24 × 12
        (2, "工伤保险", "2089999", "30112", "50102", "163.44"),  # 13.62 × 12
        (2, "住房公积金", "2210201", "30113", "50103", "9803.52"),  # 816.96 × 12
        (0, "工会经费", "2010301", "30228", "50201", "2579.00"),  # 128,950 × 2 %
    ])  # fmt: skip
    assert (drafted.unpaid, drafted.findings) == ([], [])
    (income,) = [line for line in drafted.lines if line.side == "收入"]
    assert income.amount == sum(lines_of(drafted).values())


def test_an_office_of_one_person():
    people = (Person(id=1, code="甲", kind="行政", first_month=1, last_month=12),)
    pay = [(1, "职务工资", "1000", 1), (1, "级别工资", "2000", 1)]
    drafted = drafting.draft(facts_of("行政", people, pay))
    assert lines_of(drafted) == expected([
        (1, "职务工资", "2010301", "30101", "50101", "12000.00"),
        (1, "级别工资", "2010301", "30101", "50101", "24000.00"),
        (1, "年终一次性奖金", "2010301", "30103", "50101", "3000.00"),
        (1, "基本养老保险", "2080505", "30108", "50102", "7680.00"),  # 3,250 is below 4,000; 640 × 12
        (1, "职业年金", "2080506", "30109", "50102", "3840.00"),
        (1, "基本医疗保险（含生育）", "2101101", "30110", "50102", "3840.00"),
        (1, "公务员医疗补助", "2101103", "30111", "50102", "1440.00"),
        (1, "工伤保险", "2089999", "30112", "50102", "96.00"),
        (1, "住房公积金", "2210201", "30113", "50103", "4680.00"),  # 3,250 × 12 % × 12
        (0, "工会经费", "2010301", "30228", "50201", "780.00"),  # 39,000 × 2 %
    ])  # fmt: skip
    assert (drafted.unpaid, drafted.findings) == ([], [])


def test_without_the_county_s_values_nothing_is_invented_and_each_is_named():
    people = (Person(id=1, code="甲", kind="行政"),)
    facts = facts_of("行政", people, [(1, "职务工资", "1000", 1)])
    bare = drafting.draft(BudgetFacts(unit=facts.unit, budget=facts.budget, people=people, pay_items=facts.pay_items))
    told = [finding.message for finding in bare.findings]
    assert sum("住房公积金单位比例" in text for text in told) == 1
    assert not any(line.economic in ("30108", "30110", "30113") for line in bare.lines)
    assert [line.amount for line in bare.lines if line.economic == "30101"] == [1_000_00 * 12]


def test_institution_staff_of_an_office_have_their_own_codes_and_nothing_is_blank():
    people = (
        Person(id=1, code="甲", kind="行政"),
        Person(id=2, code="乙", kind="事业"),
        Person(id=3, code="丙", kind="工勤"),
    )
    pay = [
        (1, "职务工资", "1500", 1),
        (2, "岗位工资", "2000", 1),
        (2, "基础性绩效工资", "2500", 1),
        (3, "岗位工资", "1200", 1),
    ]
    codes = (RunningFunction(staff="事业", function_code="2010350"),)
    drafted = drafting.draft(facts_of("行政", people, pay, running_functions=codes))
    spent = [line for line in drafted.lines if line.side == "支出"]
    assert all(line.government and line.function for line in spent)
    of_institution = {(line.economic, line.government) for line in spent if line.function == "2010350"}
    assert of_institution == {("30101", "50501"), ("30107", "50501"), ("30228", "50502")}
    assert {line.function for line in spent if line.economic == "30110"} == {"2101101", "2101102"}


@pytest.mark.parametrize(("kind", "code"), [("行政", "2101101"), ("参公", "2101101"), ("事业", "2101102")])
def test_medical_insurance_of_workers_is_booked_by_the_kind_of_their_unit(kind, code):
    people = (Person(id=1, code="丙", kind="工勤"),)
    pay = [(1, "岗位工资", "1200", 1), (1, "医疗费补助", "500", 1)]
    spent = drafting.draft(facts_of(kind, people, pay)).lines
    assert {line.function for line in spent if line.economic in ("30110", "30307")} == {code}


def test_veterans_and_outside_staff_are_paid():
    people = (
        Person(id=1, code="离", kind="行政", status="离休", insured="无"),
        Person(id=2, code="编", kind="编外", status="编外"),
    )
    pay = [(1, "离休费", "11000", 1), (2, "编外人员工资", "3000", 1)]
    drafted = drafting.draft(facts_of("行政", people, pay))
    found = lines_of(drafted)
    assert found[(1, "离休费", "2080501", "30301", "50905")] == 132_000_00
    assert found[(2, "编外人员工资", "2010301", "30199", "50199")] == 36_000_00
    assert found[(2, "编外人员单位缴纳养老", "2010301", "30199", "50199")] == 12 * 640_00  # 3,000 is below 4,000
    assert drafted.unpaid == []


def test_what_rests_on_wages_is_paid_by_who_pays_the_wages():
    people = (Person(id=1, code="甲", kind="事业", fund="事业收入"),)
    drafted = drafting.draft(facts_of("事业", people, [(1, "岗位工资", "2000", 1)]))
    assert {line.fund for line in drafted.lines if line.side == "支出"} == {"事业收入"}
    assert {line.subsource for line in drafted.lines if line.side == "支出"} == {""}


def test_an_item_nobody_has_a_rule_for_is_told():
    drafted = drafting.draft(
        facts_of("行政", (Person(id=1, kind="行政"),), [(1, "职务工资", "1", 1), (1, "专项津贴", "300", 1)])
    )
    (left,) = drafted.unpaid
    assert [item.label for item in left.items] == ["专项津贴"]

"""A month's payroll held against what is computed: by item, with implied rate and base, and who deviates."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from desktop.compute import drafting
from desktop.compute.people import item_sums
from desktop.compute.people.calibrate import Deviation, calibrate, month_of
from desktop.compute.policy_values import PolicyValues
from desktop.findings import UserError
from desktop.ledger.records import Budget, BudgetFacts, DeclaredBase, PayItem, Person, PersonChange, Unit
from desktop.money import parse_yuan
from tests import cases_2027
from tests.small_cases import small_cases

CASE = cases_2027.load("mixed_bureau_2027")
POLICY = cases_2027.pack_of(CASE)


def facts(*people, changes=(), declared=()):
    """Two-item people of the pack: (name, kind, monthly pay in yuan by item)."""
    made, items = [], []
    for number, (name, kind, pay) in enumerate(people, 1):
        made.append(Person(id=number, budget_id=1, name=name, code=f"A{number}", kind=kind, rank="科员"))
        items += [PayItem(person_id=number, item=item, amount=parse_yuan(yuan)) for item, yuan in pay.items()]
    return BudgetFacts(
        unit=Unit(id=1, name="某局", kind="行政"),
        budget=Budget(id=1, unit_id=1, year=2027),
        people=tuple(made),
        pay_items=tuple(items),
        person_changes=tuple(changes),
        declared_bases=tuple(declared),
    )


ONE = ("甲", "事业", {"岗位工资": "3000", "薪级工资": "2000"})
TWO = ("乙", "事业", {"岗位工资": "4000", "薪级工资": "2000"})


def compared(found, label):
    return next(each for each in found.items if each.label == label)


def run(book, *actuals, month=(2026, 10)):
    return calibrate(book, POLICY, *month, actuals)


def test_totals_by_item_are_held_against_the_sum_of_all():
    found = run(facts(ONE, TWO), ("岗位工资", "", 700000, None), ("薪级工资", "", 390000, None))
    assert [(each.computed, each.actual, each.difference) for each in found.items] == [
        (700000, 700000, 0),
        (400000, 390000, -10000),
    ]
    assert [each.deviations for each in found.items] == [(), ()], "nobody is named where no row is of a person"
    assert "基本养老保险" in found.not_in_file


def test_the_sum_of_all_pay_is_compared_under_its_own_name():
    assert compared(run(facts(ONE, TWO), ("应发工资", "", 1100000, None)), "应发合计").difference == 0


def test_an_insurance_says_what_rate_and_base_the_bill_implies():
    found = run(facts(ONE, TWO), ("基本养老保险", "", 220000, 1100000))
    pension = compared(found, "基本养老保险")
    assert (pension.computed, pension.computed_base, pension.rates) == (176000, 1100000, (Decimal("0.16"),))
    assert (pension.implied_rate, pension.implied_base) == (Decimal("0.2"), 1375000)


def test_without_a_stated_base_the_computed_one_stands_in():
    assert compared(run(facts(ONE), ("职业年金", "", 50000, None)), "职业年金").implied_rate == Decimal("0.1")


def test_the_values_are_those_of_the_month_and_the_people_those_of_january():
    retires = PersonChange(person_id=1, month=7, status="退休", pay_ends=1)
    low = ("丙", "事业", {"岗位工资": "1000"})
    for month, floor in (((2026, 10), 438000), ((2027, 10), 456000)):
        found = run(facts(low, changes=[retires]), ("基本养老保险", "", 1, None), month=month)
        assert compared(found, "基本养老保险").computed_base == floor


def test_a_declared_base_of_january_is_used():
    base = DeclaredBase(person_id=1, insurance="养老", month=1, amount=600000)
    assert (
        compared(run(facts(ONE, declared=[base]), ("基本养老保险", "", 1, None)), "基本养老保险").computed_base
        == 600000
    )


def test_persons_who_deviate_are_named():
    found = run(
        facts(ONE, TWO, ("丁", "事业", {"岗位工资": "5000"})),
        ("岗位工资", "甲", 300000, None),
        ("岗位工资", "A2", 410000, None),
        ("岗位工资", "戊", 100, None),
    )
    assert compared(found, "岗位工资").deviations == (
        Deviation("A2", 400000, 410000),
        Deviation("戊", None, 100),
        Deviation("丁", 500000, None),
    )


def test_what_one_person_got_in_two_rows_is_added_and_a_name_of_two_people_is_not_guessed():
    namesake = ("甲", "事业", {"岗位工资": "3000"})
    rows = [("岗位工资", "乙", 150000, None), ("岗位工资", "乙", 250000, None)]
    assert compared(run(facts(ONE, TWO), *rows, ("岗位工资", "甲", 300000, None)), "岗位工资").deviations == ()
    found = run(facts(ONE, namesake), ("岗位工资", "甲", 300000, None))
    assert compared(found, "岗位工资").deviations == (
        Deviation("甲", None, 300000),
        Deviation("甲", 300000, None),
        Deviation("甲", 300000, None),
    )


def test_who_gets_nothing_of_an_item_and_is_not_in_the_file_does_not_deviate():
    found = run(facts(ONE, ("丙", "事业", {"薪级工资": "1"})), ("岗位工资", "甲", 300000, None))
    assert compared(found, "岗位工资").deviations == ()
    extra = run(
        facts(ONE, ("丙", "事业", {"薪级工资": "1"})), ("岗位工资", "甲", 300000, None), ("岗位工资", "丙", 1, None)
    )
    assert compared(extra, "岗位工资").deviations == (Deviation("丙", 0, 1),)


def test_totals_stated_beside_persons_are_what_is_compared():
    found = run(facts(ONE), ("岗位工资", "", 310000, None), ("岗位工资", "甲", 300000, None))
    assert (compared(found, "岗位工资").actual, compared(found, "岗位工资").deviations) == (310000, ())
    alone = run(facts(ONE, TWO), ("岗位工资", "甲", 300000, None), ("岗位工资", "乙", 390000, None))
    assert compared(alone, "岗位工资").actual == 690000


@pytest.mark.parametrize(
    ("rows", "stated", "rate"),
    [
        ([(100000, 500000), (100000, 500000)], 1000000, "0.2"),
        ([(100000, 500000), (100000, None)], None, "0.181818"),
        ([(200000, 0)], 0, "0.181818"),
    ],
)
def test_bases_count_where_every_row_has_one_else_the_computed(rows, stated, rate):
    """11,000 are the computed base of both; 2,000 are 18.1818 % of it."""
    found = run(facts(ONE, TWO), *(("基本养老保险", "", amount, base) for amount, base in rows))
    pension = compared(found, "基本养老保险")
    assert (pension.actual_base, pension.implied_rate) == (stated, Decimal(rate))
    assert pension.implied_base == 1250000


def test_pay_has_no_rate_and_no_base():
    (item,) = run(facts(ONE), ("岗位工资", "", 300000, 5)).items
    assert (item.computed_base, item.implied_rate, item.implied_base, item.rates) == (None, None, None, ())


def test_a_standard_by_rank_is_computed():
    assert (
        compared(
            run(facts(("甲", "行政", {"职务工资": "1"})), ("公务交通补贴", "", 55000, None)), "公务交通补贴"
        ).difference
        == 0
    )


def test_what_nothing_is_computed_for_is_said():
    assert run(facts(ONE), ("餐补", "", 100, None), ("餐补", "", 100, None)).unknown == ["餐补"]


def test_a_value_missing_in_the_month_is_said():
    found = run(facts(ONE), ("基本医疗保险（含生育）", "", 1, None), month=(2024, 1))
    assert any("医疗" in label for label in found.missing)
    assert found.unknown == ["基本医疗保险（含生育）"], "nothing was computed, so nothing is compared"


def test_a_value_that_begins_before_the_month_is_not_said_to_be_missing():
    since = POLICY.parameters["rate.medical"].values[0]
    begun = replace(POLICY.parameters["rate.medical"], values=(replace(since, valid_from=date(2026, 7, 1)),))
    policy = replace(POLICY, parameters=POLICY.parameters | {"rate.medical": begun})
    label = begun.label

    def missing(month, item="岗位工资"):
        return calibrate(facts(ONE), policy, 2026, month, [(item, "", 300000, None)]).missing

    assert label not in missing(10)
    assert label in missing(6)
    assert label in missing(10, "301"), "a year is compared, and half of it has no value"


@pytest.mark.parametrize("name", ["养老", "医疗"])
def test_an_insurance_of_two_rules_is_not_guessed(name):
    outside = ("编", "编外", {"编外人员工资": "3000"})
    alone, both = run(facts(ONE), (name, "", 1, None)), run(facts(ONE, outside), (name, "", 1, None))
    assert (alone.unknown, both.unknown) == ([], [name])


@pytest.mark.parametrize("case", cases_2027.NAMES)
def test_what_is_computed_calibrates_to_itself(case):
    loaded = cases_2027.load(case)
    pack, book = cases_2027.pack_of(loaded), cases_2027.book_of(loaded)
    blank = calibrate(book, pack, 2026, 10, [("应发", "", 0, None)])
    computed = calibrate(book, pack, 2026, 10, [(label, "", 0, None) for label in blank.not_in_file])
    actuals = [(label, "", item.computed, None) for label, item in zip(blank.not_in_file, computed.items, strict=True)]
    found = calibrate(book, pack, 2026, 10, actuals)
    assert actuals
    assert [each for each in found.items if each.difference] == []
    assert found.not_in_file == []


BONUS = ("甲", "行政", {"职务工资": "3000", "级别工资": "2000", "年度考核奖": "6000"})


def test_what_is_paid_once_a_year_is_held_against_the_year():
    found = run(facts(BONUS), ("年度考核奖", "", 600001, None), ("年度考核奖", "甲", 600000, None))
    (item,) = found.items
    assert (item.whole_year, item.computed, item.actual, item.deviations) == (True, 600000, 600001, ())
    assert "年度考核奖" not in run(facts(BONUS), ("职务工资", "", 300000, None)).not_in_file, "not in a month's payroll"


def test_months_of_pay_are_held_against_the_year():
    (rule,) = [rule for rule in POLICY.pay if rule.times][:1] or [None]
    if rule is not None:
        assert compared(run(facts(BONUS), (rule.label, "", 1, None)), rule.label).whole_year


@pytest.mark.parametrize("name", ["30101", "30101 基本工资", "基本工资", "30101基本工资（在职）"])
def test_a_subject_of_last_year_is_held_against_the_year(name):
    (item,) = run(facts(BONUS), (name, "", 5_000_000, None)).items
    assert (item.label, item.whole_year, item.computed, item.difference) == ("30101 基本工资", True, 6000000, -1000000)


def test_of_subjects_those_of_the_same_class_that_the_file_leaves_out_are_named():
    left = run(facts(BONUS), ("30101", "", 1, None)).not_in_file
    assert "30103 奖金" in left
    assert not [label for label in left if not label.startswith("30")]
    assert not [label for label in left if label[3:4] == " "], "of a 类 its subjects are named"
    assert "30103 奖金" not in run(facts(BONUS), ("301", "", 1, None), ("30101", "", 1, None), ("30103", "", 1, None)
                                  ).not_in_file  # fmt: skip


def test_a_class_in_the_file_stands_for_its_subjects_and_for_no_others():
    left = run(facts(BONUS), ("301", "", 1, None)).not_in_file
    assert [label for label in left if label.startswith("301")] == []
    assert [label for label in left if label.startswith("302")]


def test_a_quota_is_held_against_the_year_and_missed_in_no_payroll():
    found = run(facts(BONUS, TWO), *((rule.label, "", 1, None) for rule in POLICY.quotas))
    assert {item.whole_year for item in found.items} == {True}
    assert any(item.computed > 0 for item in found.items)
    assert run(facts(BONUS, TWO), ("职务工资", "", 1, None)).not_in_file[-1] not in {r.label for r in POLICY.quotas}


def test_a_code_that_is_none_is_said_by_its_code():
    found = run(facts(BONUS), ("30177 某费用", "", 100, None), ("餐补", "", 1, None))
    assert found.no_codes == ["部门经济分类科目编码“30177”在科目表中不存在（30177 某费用）"]
    assert found.unknown == ["30177 某费用", "餐补"]


@pytest.mark.parametrize("case", cases_2027.NAMES)
def test_the_subjects_of_a_year_are_the_lines_of_the_case(case):
    loaded = cases_2027.load(case)
    pack, book = cases_2027.pack_of(loaded), cases_2027.book_of(loaded)
    found = calibrate(book, pack, 2027, 1, [(code, "", 0, None) for code in ("301", "302", "303")])
    still = item_sums.of_january(book)
    lines = drafting.draft(still, PolicyValues(pack, 2027)).lines
    for item in found.items:
        expected = sum(line.amount for line in lines if line.economic[:3] == item.label[:3]
                       and line.origin.table in ("person", "quota", "quota_split"))  # fmt: skip
        assert item.computed == expected


@small_cases("text", ["2026-13", "2026-0", "2026-00", "十月", "2026", "1999-01", "2026-1-1", "²026-10"])
def test_a_month_is_a_year_and_a_month(text):
    with pytest.raises(UserError, match="请写成 2026-10"):
        month_of(text)


def test_a_month_may_be_written_short():
    assert (month_of("2026-10"), month_of(" 2026-3 ")) == ((2026, 10), (2026, 3))
    assert (month_of("2026-01"), month_of("2026-1"), month_of("2026-12")) == ((2026, 1), (2026, 1), (2026, 12))


def test_whoever_stands_behind_somebody_unknown_is_compared_too_and_a_person_without_a_name_has_a_code():
    nameless = ("", "事业", {"岗位工资": "5000"})
    rows = [("岗位工资", "戊", 100, None), ("岗位工资", "甲", 1, None)]
    assert compared(run(facts(ONE, nameless), *rows), "岗位工资").deviations == (
        Deviation("戊", None, 100),
        Deviation("甲", 300000, 1),
        Deviation("A2", 500000, None),
    )

"""Pay and contributions of one person, rule by rule: months, bases, limits and rounding, each at its edge."""

from dataclasses import replace

import pytest

from desktop.catalog.policy_rules import Policy
from desktop.compute import personnel, staff
from desktop.compute.lines import BudgetLine, Origin
from desktop.ledger.records import PayItem, PersonChange, RunningFunction
from tests.policies import (
    OWN,
    YEAR,
    contribution_rule,
    dated,
    facts_of,
    parameter,
    pay_rule,
    person,
    quota_rule,
    values_of,
)


def pay(rule, who, items, values):
    return personnel.pay(rule, staff.alone(who, items), values)


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [(1, 12, 12), (1, 1, 1), (12, 12, 1), (3, 9, 7), (9, 8, 0), (9, 3, 0), (1, 0, 0)],
)
def test_months_are_counted_with_both_ends_and_never_below_zero(first, last, months):
    assert personnel.months_of(person(first_month=first, last_month=last)) == months


def test_pay_items_belong_to_their_person():
    given = (PayItem(person_id=1, item="wage", amount=5), PayItem(person_id=2, item="wage", amount=7),
             PayItem(person_id=1, item="aid", amount=9))  # fmt: skip
    assert personnel.items_by_person(facts_of(pay_items=given)) == {1: {"wage": 5, "aid": 9}, 2: {"wage": 7}}


@pytest.mark.parametrize(
    ("statuses", "kinds", "meant"),
    [(("在职",), (), True), (("退休",), (), False), (("在职",), ("事业",), True), (("在职",), ("行政",), False),
     (("退休",), ("事业",), False), ((), (), False)],
)  # fmt: skip
def test_a_rule_is_meant_for_a_status_and_where_it_names_them_for_kinds(statuses, kinds, meant):
    assert staff.applies(pay_rule(statuses=statuses, kinds=kinds), person()) is meant


class TestPay:
    def test_monthly_items_are_added_and_paid_for_each_month(self):
        rule = pay_rule(monthly=("wage", "aid"))
        found = pay(rule, person(first_month=2, last_month=4), {"wage": 101, "aid": 7, "bonus": 1}, None)
        assert found == 3 * 108

    def test_yearly_items_are_paid_by_twelfths_rounded_once(self):
        rule = pay_rule(yearly=("bonus", "aid"))
        half_year = person(last_month=6)
        assert pay(rule, half_year, {"bonus": 1_000, "aid": 1}, None) == 501  # 500.5
        assert pay(rule, person(last_month=5), {"bonus": 1}, None) == 0  # 0.416…
        assert pay(rule, person(last_month=6), {"bonus": 1}, None) == 1  # 0.5

    def test_months_and_years_are_added(self):
        rule = pay_rule(monthly=("wage",), yearly=("bonus",))
        assert pay(rule, person(), {"wage": 10, "bonus": 7}, None) == 127

    def test_a_standard_per_head_counts_by_months_also_when_it_changes_within_the_year(self):
        rule = pay_rule(per_head="subsidy", statuses=("退休",))
        retired = person(status="退休")
        values = values_of(subsidy=(dated("300.55"), dated("400", since=f"{YEAR}-07-01")))
        assert pay(rule, retired, {}, values) == 6 * 30_055 + 6 * 40_000
        assert pay(rule, replace(retired, first_month=6, last_month=7), {}, values) == 30_055 + 40_000
        assert pay(rule, replace(retired, first_month=7, last_month=7), {}, values) == 40_000

    def test_what_is_entered_is_paid_instead_of_the_standard_of_the_rank(self):
        rule = pay_rule(by_rank="rank", monthly=("commute",))
        values = values_of()
        known = values.policy.parameters | {"rank.科员": parameter("rank.科员", "650")}
        values = replace(values, policy=replace(values.policy, parameters=known))
        assert pay(rule, person(rank="科员"), {}, values) == 12 * 650_00
        assert pay(rule, person(rank="科员"), {"commute": 700_00}, values) == 12 * 700_00
        assert pay(rule, person(rank=""), {"commute": 500_00}, values) == 12 * 500_00
        assert pay(rule, person(rank=""), {}, values) == 0

    def test_months_of_pay_follow_the_value_of_the_last_month(self):
        rule = pay_rule(times="months", monthly=("wage", "aid"))
        values = values_of(months=(dated("1"), dated("1.5", since=f"{YEAR}-10-01")))
        assert pay(rule, person(), {"wage": 1_000, "aid": 1}, values) == 1_502  # 1001 × 1.5 = 1501.5
        assert pay(rule, person(last_month=9), {"wage": 1_000}, values) == 750
        assert pay(rule, person(first_month=10), {"wage": 1_000}, values) == 375

    def test_a_value_nobody_needs_is_not_asked_for(self):
        rule = pay_rule(times="months", monthly=("wage",))
        values = values_of(months=())
        assert pay(rule, person(), {"aid": 1}, values) == 0
        assert pay(rule, person(first_month=2, last_month=1), {"wage": 1}, values) == 0
        assert values.missing == {}
        assert pay(rule, person(), {"wage": 1}, values) == 0
        assert values.missing == {"months": {12}}


def paid(amount, person_id=1, item="wage"):
    return PayItem(person_id=person_id, item=item, amount=amount)


class TestLines:
    RULES = (pay_rule(monthly=("wage",)), contribution_rule(), quota_rule())

    def test_a_line_says_everything_of_its_rule_and_person(self):
        facts = facts_of(people=(person(id=7, fund="事业收入"),), pay_items=(paid(5_000_00, 7),))
        wage, pension = personnel.lines(facts, values_of(*self.RULES))
        assert wage == BudgetLine(
            side="支出", year=YEAR, amount=60_000_00, origin=Origin("person", 7, "wage", "wage"), function=OWN,
            economic="30101", government="50501", nature="人员", project="", fund="事业收入", carry="当年",
            unit="某中心",
        )  # fmt: skip
        assert pension == BudgetLine(
            side="支出", year=YEAR, amount=12 * 800_00, origin=Origin("person", 7, "pension", "pension"),
            function="2101102", economic="30108", government="50501", nature="人员", project="", fund="事业收入",
            carry="当年", unit="某中心",
        )  # fmt: skip

    def test_the_kind_of_the_person_decides_both_codes(self):
        facts = facts_of(kind="行政", people=(person(),), pay_items=(paid(5_000_00),))
        wage, pension = personnel.lines(facts, values_of(*self.RULES))
        assert (wage.function, wage.government) == (OWN, "50501")
        assert (pension.function, pension.government) == ("2101102", "50501")
        facts = facts_of(kind="行政", people=(person(kind="工勤"),), pay_items=(paid(5_000_00),))
        wage, pension = personnel.lines(facts, values_of(*self.RULES))
        assert (wage.function, wage.government) == (OWN, "50101")
        assert (pension.function, pension.government) == ("2101101", "50102")

    def test_a_group_is_multiplied_by_its_heads_and_nothing_makes_no_line(self):
        one = facts_of(people=(person(headcount=3), person(id=2)), pay_items=(paid(5_000_00), paid(0, 2)))
        found = list(personnel.lines(one, values_of(*self.RULES)))
        assert [(line.origin.record_id, line.amount) for line in found] == [(1, 180_000_00), (1, 3 * 12 * 800_00)]

    def test_a_rule_for_others_gives_nothing(self):
        facts = facts_of(people=(person(status="编外"),), pay_items=(paid(5_000_00),))
        assert list(personnel.lines(facts, values_of(*self.RULES))) == []

    def test_a_rule_for_others_does_not_end_the_row_of_rules(self):
        rules = (pay_rule("pension pay", statuses=("退休",), monthly=("wage",)), *self.RULES)
        facts = facts_of(people=(person(),), pay_items=(paid(5_000_00),))
        found = personnel.lines(facts, values_of(*rules))
        assert [line.amount for line in found] == [60_000_00, 12 * 800_00]

    def test_what_was_worked_out_is_used_again_only_for_the_same(self):
        values = values_of(*self.RULES)
        facts = facts_of(people=(person(),), pay_items=(paid(5_000_00),))
        first = list(personnel.lines(facts, values))
        assert list(personnel.lines(facts, values)) == first
        more = facts_of(people=(person(),), pay_items=(paid(5_000_01),))
        assert [line.amount for line in personnel.lines(more, values)] == [60_000_12, 12 * 800_00]
        office = facts_of(kind="行政", people=(person(kind="行政"),), pay_items=(paid(5_000_00),))
        assert [line.government for line in personnel.lines(office, values)] == ["50101", "50102"]
        later = facts_of(people=(person(first_month=12),), pay_items=(paid(5_000_00),))
        assert [line.amount for line in personnel.lines(later, values)] == [5_000_00, 800_00]

    def test_results_are_dropped_together_when_there_are_too_many(self, monkeypatch):
        monkeypatch.setattr(personnel, "MOST_RESULTS", 2)
        values = values_of(*self.RULES)

        def compute(amount):
            facts = facts_of(people=(person(),), pay_items=(paid(amount),))
            return next(personnel.lines(facts, values)).amount

        sizes = []
        for amount in (100, 200, 300, 400):
            assert compute(amount) == 12 * amount
            sizes.append(len(values.results))
        assert sizes == [2, 3, 2, 3], "the rules and a person, then one more"
        assert personnel.MOST_RESULTS == 2

    def test_many_results_are_kept(self):
        assert personnel.MOST_RESULTS >= 10_000


def test_clamps_name_the_contribution_and_the_months():
    rules = (contribution_rule(), contribution_rule("annuity"), contribution_rule("other", statuses=("退休",)))
    values = values_of(*rules, floor=(dated("4000"), dated("5000.01", since=f"{YEAR}-07-01")))
    found = personnel.clamps(staff.alone(person(), {"wage": 5_000_00}), values)
    assert [(rule.id, s.first, s.last, s.base) for rule, s in found] == [
        ("pension", 7, 12, 5_000_00), ("annuity", 7, 12, 5_000_00),
    ]  # fmt: skip
    found.clear()
    assert len(personnel.clamps(staff.alone(person(), {"wage": 5_000_00}), values)) == 2
    assert personnel.clamps(staff.alone(person(), {"wage": 6_000_00}), values) == []


def test_a_rule_books_to_its_code_or_to_the_unit_s_own():
    def booked(function):
        return staff.booked_to(function, person(), facts_of(), Policy("", ""))

    assert booked({"事业": "own"}) == booked({"": "own"}) == OWN
    assert booked({"事业": "2080505", "行政": "own"}) == "2080505"


def test_who_moves_to_another_centre_is_paid_by_each_for_its_months():
    rules = (pay_rule(monthly=("wage",), yearly=("bonus",)), contribution_rule(function={"": "own"}))
    centres = (
        RunningFunction(staff="甲中心", function_code="2130104"),
        RunningFunction(staff="乙中心", function_code="2070109"),
    )
    facts = facts_of(
        people=(person(centre="甲中心"),),
        pay_items=(paid(5_000_00), paid(1_00, item="bonus")),
        person_changes=(PersonChange(person_id=1, month=6, centre="乙中心"),),
        running_functions=centres,
    )
    found = [(line.function, line.amount, line.key) for line in personnel.lines(facts, values_of(*rules))]
    assert found == [
        ("2130104", 5 * 5_000_00 + 42, "R1.wage"),  # 1.00 × 5 / 12 = 0.4167
        ("2070109", 7 * 5_000_00 + 58, "R1.wage~1"),
        ("2130104", 5 * 800_00, "R1.pension"),
        ("2070109", 7 * 800_00, "R1.pension~1"),
    ]

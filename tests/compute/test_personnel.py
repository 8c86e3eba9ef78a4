"""Pay and contributions of one person, rule by rule: months, bases, limits and rounding, each at its edge."""

from dataclasses import replace

import pytest

from desktop.catalog.policy_rules import Policy
from desktop.compute import contributions, personnel, staff
from desktop.compute.lines import BudgetLine, Origin
from desktop.ledger.records import PayItem
from tests.policies import (
    OWN,
    YEAR,
    contribution_rule,
    dated,
    facts_of,
    pay_rule,
    person,
    quota_rule,
    values_of,
)


def pay(rule, who, items, values):
    return personnel.pay(rule, staff.alone(who, items), values)


def contribution(rule, who, items, values):
    return contributions.contribution(rule, staff.alone(who, items), values)


def stretches(rule, who, items, values):
    return contributions.stretches(rule, staff.alone(who, items), values)


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


def test_the_base_is_months_plus_a_twelfth_of_what_is_paid_by_year():
    rule = contribution_rule(monthly=("wage", "aid"), yearly=("bonus",), thirteenth=("wage",))
    assert contributions.raw_base_twelfths(rule, {"wage": 100, "aid": 10, "bonus": 7}) == 12 * 110 + 7 + 100
    assert contributions.raw_base_twelfths(rule, {}) == 0


class TestClampBase:
    """Clamped first, rounded after: a limit that is no whole unit is rounded too."""

    FLOOR, CEILING = 4_100_00, 20_500_00

    @pytest.mark.parametrize(
        ("base", "expected"),
        [(4_099_99, 4_100_00), (4_100_00, 4_100_00), (4_100_49, 4_100_00), (4_100_50, 4_101_00),
         (20_500_00, 20_500_00), (20_500_01, 20_500_00), (20_499_50, 20_500_00), (20_499_49, 20_499_00),
         (1, 4_100_00), (99_999_99, 20_500_00)],
    )  # fmt: skip
    def test_the_limits_themselves_are_allowed_and_halves_go_up(self, base, expected):
        assert contributions.clamp_base(12 * base, self.FLOOR, self.CEILING, 100) == expected

    def test_a_limit_between_two_units_is_rounded_after_clamping(self):
        assert contributions.clamp_base(12 * 1, 4_142_50, 9_999_99, 100) == 4_143_00
        assert contributions.clamp_base(12 * 99_999_00, 4_142_50, 9_999_49, 100) == 9_999_00
        assert contributions.clamp_base(12 * 4_142_49, 4_142_30, 9_999_49, 100) == 4_142_00

    def test_a_twelfth_of_a_fen_decides_the_rounding(self):
        assert contributions.clamp_base(12 * 5_000_50 - 1, self.FLOOR, self.CEILING, 100) == 5_000_00
        assert contributions.clamp_base(12 * 5_000_50, self.FLOOR, self.CEILING, 100) == 5_001_00

    @pytest.mark.parametrize(
        ("unit", "expected"), [(1, 5_432_11), (10, 5_432_10), (1_000, 5_430_00), (10_000, 5_400_00)]
    )
    def test_the_unit_is_the_parameter_s(self, unit, expected):
        assert contributions.clamp_base(12 * 5_432_11, self.FLOOR, self.CEILING, unit) == expected


class TestStretches:
    def test_one_stretch_where_nothing_changes(self):
        values = values_of()
        (found,) = stretches(contribution_rule(), person(last_month=9), {"wage": 5_000_60}, values)
        assert (found.first, found.last, found.raw, found.base) == (1, 9, 5_000_60, 5_001_00)
        assert found.monthly == 800_16
        assert found.amount == 9 * 800_16
        assert not found.clamped
        assert (str(found.rate.value), str(found.floor.value), str(found.ceiling.value)) == ("0.16", "4100", "20500")

    @pytest.mark.parametrize(("since", "expected"), [
        ("01-01", [(1, 12, 18)]), ("01-02", [(1, 1, 16), (2, 12, 18)]), ("02-01", [(1, 1, 16), (2, 12, 18)]),
        ("07-01", [(1, 6, 16), (7, 12, 18)]), ("12-01", [(1, 11, 16), (12, 12, 18)]), ("12-02", [(1, 12, 16)]),
    ])  # fmt: skip
    def test_a_new_rate_counts_from_the_first_month_that_begins_with_it(self, since, expected):
        values = values_of(rate=(dated("0.16"), dated("0.18", since=f"{YEAR}-{since}")))
        found = stretches(contribution_rule(), person(), {"wage": 5_000_00}, values)
        assert [(s.first, s.last, s.monthly) for s in found] == [(a, b, c * 50_00) for a, b, c in expected]
        assert contribution(contribution_rule(), person(), {"wage": 5_000_00}, values) == sum(
            (b - a + 1) * c * 50_00 for a, b, c in expected
        )

    @pytest.mark.parametrize("name", ["floor", "ceiling", "rounding"])
    def test_a_change_of_any_of_the_four_values_splits_the_year(self, name):
        values = values_of(**{name: (dated("10"), dated("20", since=f"{YEAR}-03-01"))})
        found = stretches(contribution_rule(), person(), {"wage": 5_000_00}, values)
        assert [(s.first, s.last) for s in found] == [(1, 2), (3, 12)]

    def test_only_the_months_of_the_person_are_asked_for(self):
        values = values_of(rate=(dated("0.16", until=f"{YEAR}-06-30"),))
        assert len(stretches(contribution_rule(), person(last_month=6), {"wage": 5_000_00}, values)) == 1
        assert values.missing == {}
        found = stretches(contribution_rule(), person(first_month=5, last_month=8), {"wage": 1}, values)
        assert [(s.first, s.last) for s in found] == [(5, 6)]
        assert values.missing == {"rate": {7, 8}}

    def test_who_has_no_base_pays_nothing_not_even_from_the_floor(self):
        assert stretches(contribution_rule(), person(), {"aid": 5}, values_of(rate=())) == []
        assert contribution(contribution_rule(), person(), {}, values_of()) == 0

    def test_each_person_month_is_rounded_to_the_fen_before_the_months_are_added(self):
        values = values_of(rate="0.075", rounding="0.01", floor="0")
        assert contribution(contribution_rule(), person(), {"wage": 5_000_02}, values) == 12 * 375_00
        assert contribution(contribution_rule(), person(), {"wage": 5_000_07}, values) == 12 * 375_01

    def test_a_unit_below_a_fen_counts_as_a_fen(self):
        values = values_of(rounding="0.001")
        (found,) = stretches(contribution_rule(), person(), {"wage": 5_000_07}, values)
        assert found.base == 5_000_07

    @pytest.mark.parametrize(("wage", "clamped", "base"), [
        (4_099_99, True, 4_100_55), (4_100_55, False, 4_100_55), (20_500_55, False, 20_500_55),
        (20_500_56, True, 20_500_55), (9_000_00, False, 9_000_00),
    ])  # fmt: skip
    def test_a_base_is_clamped_only_outside_the_limits(self, wage, clamped, base):
        values = values_of(floor="4100.55", ceiling="20500.55", rounding="0.01")
        (found,) = stretches(contribution_rule(), person(), {"wage": wage}, values)
        assert (found.clamped, found.base, found.raw) == (clamped, base, wage)

    def test_the_shown_base_is_rounded_to_the_fen(self):
        rule = contribution_rule(yearly=("bonus",))
        (found,) = stretches(rule, person(), {"wage": 5_000_00, "bonus": 6}, values_of())
        assert found.raw == 5_000_01  # half a 分 goes up
        (found,) = stretches(rule, person(), {"wage": 5_000_00, "bonus": 5}, values_of())
        assert found.raw == 5_000_00


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
        )  # fmt: skip
        assert pension == BudgetLine(
            side="支出", year=YEAR, amount=12 * 800_00, origin=Origin("person", 7, "pension", "pension"),
            function="2101102", economic="30108", government="50501", nature="人员", project="", fund="事业收入",
            carry="当年",
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
        assert sizes == [1, 2, 3, 1]
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

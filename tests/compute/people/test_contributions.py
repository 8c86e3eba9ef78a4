"""Contributions: bases, limits and rounding, each at its edge; which month's pay a base is taken from."""

from dataclasses import replace

import pytest

from desktop.compute.people import contributions, staff
from desktop.ledger.records import DeclaredBase, PayItem, PersonChange
from desktop.ledger.timeline import states
from tests.policies import YEAR, contribution_rule, dated, person, values_of
from tests.small_cases import small_cases


def contribution(rule, who, items, values):
    return contributions.contribution(rule, staff.alone(who, items), values)


def stretches(rule, who, items, values):
    return contributions.stretches(rule, staff.alone(who, items), values)


def test_the_base_is_months_plus_a_twelfth_of_what_is_paid_by_year():
    rule = contribution_rule(monthly=("wage", "aid"), yearly=("bonus",), thirteenth=("wage",))
    assert contributions.raw_base_twelfths(rule, {"wage": 100, "aid": 10, "bonus": 7}) == 12 * 110 + 7 + 100
    assert contributions.raw_base_twelfths(rule, {}) == 0


class TestClampBase:
    """Clamped first, rounded after: a limit that is no whole unit is rounded too."""

    FLOOR, CEILING = 4_100_00, 20_500_00

    @small_cases(
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

    @small_cases(("since", "expected"), [
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

    @small_cases(("wage", "clamped", "base"), [
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


def payee(who, changes=(), pay=(("wage", 5_000_00, 1),), declared=()):
    items = [PayItem(item=item, amount=amount, month=month) for item, amount, month in pay]
    return staff.Payee(who, tuple(states(who, changes, items)), declared=declared)


def choosing(values, **choices):
    return replace(values, policy=replace(values.policy, choices=choices), results={}, _found={}, _spans={})


def shown(found):
    return [(s.first, s.last, s.base) for s in found]


class TestBaseMonth:
    RULE = contribution_rule(insurance="养老", kinds=("事业",))
    RAISE = (("wage", 5_000_00, 1), ("wage", 6_000_00, 4))

    def test_a_raise_within_the_year_does_not_change_the_base(self):
        found = contributions.stretches(self.RULE, payee(person(), pay=self.RAISE), values_of())
        assert shown(found) == [(1, 12, 5_000_00)]

    def test_where_a_place_follows_the_pay_it_does(self):
        values = choosing(values_of(), base_reference="随工资变动")
        found = contributions.stretches(self.RULE, payee(person(), pay=self.RAISE), values)
        assert shown(found) == [(1, 3, 5_000_00), (4, 12, 6_000_00)]

    def test_who_becomes_another_kind_gets_the_base_of_that_month(self):
        rule = replace(self.RULE, kinds=("事业", "行政"))
        change = PersonChange(month=7, kind="行政")
        found = contributions.stretches(
            rule, payee(person(), (change,), (*self.RAISE, ("wage", 7_000_00, 7))), values_of()
        )
        assert shown(found)[-1] == (7, 12, 7_000_00)

    def test_leave_without_pay_owes_nothing_and_begins_no_new_base(self):
        changes = (PersonChange(month=3, status="停薪"), PersonChange(month=6, status="在职"))
        who = payee(person(), changes, (("wage", 5_000_00, 1), ("wage", 9_000_00, 6)))
        assert shown(contributions.stretches(self.RULE, who, values_of())) == [(1, 2, 5_000_00), (6, 12, 5_000_00)]
        paid_too = choosing(values_of(), leave_rule="停薪月单位照缴")
        assert sum(s.months for s in contributions.stretches(self.RULE, who, paid_too)) == 12

    @pytest.mark.parametrize(("month", "after"), [(6, True), (7, True), (8, False), (12, False)])
    def test_a_new_year_of_bases_begins_in_july_and_later_pay_waits(self, month, after):
        raised = (("wage", 5_000_00, 1), ("wage", 6_000_00, month))
        found = contributions.stretches(
            self.RULE, payee(person(), pay=raised), choosing(values_of(), base_reference="七月重核")
        )
        assert shown(found) == ([(1, 6, 5_000_00), (7, 12, 6_000_00)] if after else [(1, 12, 5_000_00)])

    def test_the_pay_of_april_counts_from_july_on_also_for_who_leaves_then(self):
        values = choosing(values_of(), base_reference="七月重核")
        found = contributions.stretches(self.RULE, payee(person(last_month=7), pay=self.RAISE), values)
        assert shown(found) == [(1, 6, 5_000_00), (7, 7, 6_000_00)]

    @pytest.mark.parametrize("month", [1, 12])
    def test_one_month_is_owed(self, month):
        found = contributions.stretches(self.RULE, payee(person(first_month=month, last_month=month)), values_of())
        assert shown(found) == [(month, month, 5_000_00)]

    def test_pay_that_is_in_no_base_begins_no_new_stretch(self):
        raised = (*self.RAISE, ("aid", 1_00, 8))
        values = choosing(values_of(), base_reference="随工资变动")
        found = contributions.stretches(self.RULE, payee(person(), pay=raised), values)
        assert shown(found) == [(1, 3, 5_000_00), (4, 12, 6_000_00)]

    def test_who_comes_back_to_a_kind_gets_the_base_of_that_month(self):
        changes = (PersonChange(month=4, kind="行政"), PersonChange(month=8, kind="事业"))
        who = payee(person(), changes, (*self.RAISE, ("wage", 7_000_00, 8)))
        assert shown(contributions.stretches(self.RULE, who, values_of())) == [(1, 3, 5_000_00), (8, 12, 7_000_00)]

    @pytest.mark.parametrize(("kinds", "months"), [((), 12), (("事业",), 12), (("行政",), 0)])
    def test_on_leave_the_kind_decides_as_before(self, kinds, months):
        who = payee(person(), (PersonChange(month=3, status="停薪"),))
        values = choosing(values_of(), leave_rule="停薪月单位照缴")
        found = contributions.stretches(replace(self.RULE, kinds=kinds), who, values)
        assert sum(stretch.months for stretch in found) == months

    def test_who_retires_owes_until_then(self):
        who = payee(person(), (PersonChange(month=7, status="退休"),))
        assert shown(contributions.stretches(self.RULE, who, values_of())) == [(1, 6, 5_000_00)]

    def test_a_first_job_begins_the_housing_fund_a_month_later(self):
        housing = replace(self.RULE, insurance="公积金")
        who = payee(person(first_month=9, first_job=1))
        assert shown(contributions.stretches(housing, who, values_of())) == [(10, 12, 5_000_00)]
        assert shown(contributions.stretches(self.RULE, who, values_of())) == [(9, 12, 5_000_00)]
        at_once = choosing(values_of(), housing_first_job="当月起缴")
        assert shown(contributions.stretches(housing, who, at_once)) == [(9, 12, 5_000_00)]


class TestDeclared:
    RULE = contribution_rule(insurance="养老")

    def declared(self, *amounts):
        return tuple(DeclaredBase(insurance="养老", amount=amount, month=month) for amount, month in amounts)

    def test_a_declared_base_takes_the_place_of_the_computed_and_is_clamped_too(self):
        who = payee(person(), declared=self.declared((7_900_00, 1)))
        (found,) = contributions.stretches(self.RULE, who, values_of())
        assert (found.base, found.raw, found.declared, found.clamped) == (7_900_00, 5_000_00, 7_900_00, False)
        low = payee(person(), declared=self.declared((1_00, 1)))
        (found,) = contributions.stretches(self.RULE, low, values_of())
        assert (found.base, found.clamped) == (4_100_00, True)
        high = payee(person(), pay=(("wage", 1_00, 1),), declared=self.declared((7_900_00, 1)))
        assert not contributions.stretches(self.RULE, high, values_of())[0].clamped, "the computed base does not count"

    def test_one_that_begins_in_april_is_owed_from_then_on_where_there_is_no_pay(self):
        who = payee(person(), pay=(), declared=self.declared((6_000_00, 4)))
        assert shown(contributions.stretches(self.RULE, who, values_of())) == [(4, 12, 6_000_00)]

    def test_a_new_one_in_july_splits_the_year(self):
        who = payee(person(), declared=self.declared((6_000_00, 1), (6_500_00, 7)))
        assert shown(contributions.stretches(self.RULE, who, values_of())) == [(1, 6, 6_000_00), (7, 12, 6_500_00)]

    def test_one_for_another_insurance_or_where_a_place_does_not_use_them_counts_nothing(self):
        who = payee(person(), declared=self.declared((6_000_00, 1)))
        other = contribution_rule(insurance="医疗")
        assert contributions.stretches(other, who, values_of())[0].base == 5_000_00
        unused = choosing(values_of(), declared_base="不用核定数")
        assert contributions.stretches(self.RULE, who, unused)[0].base == 5_000_00


@small_cases(("insured", "owed"), [("", True), ("养老", True), ("医疗、养老", True), ("医疗", False), ("无", False)])
def test_who_takes_no_part_in_an_insurance_owes_nothing(insured, owed):
    rule = contribution_rule(insurance="养老")
    assert bool(contributions.stretches(rule, payee(person(insured=insured)), values_of())) is owed


class TestRounding:
    WAGE = 5_000_71

    @staticmethod
    def bases(rule, values, *wages):
        people = [payee(person(), pay=(("wage", wage, 1),)) for wage in wages]
        return [contributions.stretches(rule, who, values)[0].base for who in people]

    @pytest.mark.parametrize(
        ("practice", "base"),
        [("先夹后取整到元", 5_001_00), ("先夹后取整到分", 5_000_71), ("先取整到元后夹", 5_001_00)],
    )
    def test_the_base(self, practice, base):
        rule = contribution_rule(rounding="")
        values = choosing(values_of(), base_rounding=practice)
        (found,) = contributions.stretches(rule, payee(person(), pay=(("wage", self.WAGE, 1),)), values)
        assert found.base == base

    @pytest.mark.parametrize(
        ("practice", "year"),
        [
            ("每人每月到分", 12 * 375_05),
            ("每人每月到角", 12 * 375_10),
            ("每人每月到元", 12 * 375_00),
            ("每人每年到分", 4_500_63),
        ],
    )
    def test_the_contribution(self, practice, year):
        values = choosing(values_of(rate="0.075", rounding="0.01"), contribution_rounding=practice)
        rule = contribution_rule()
        assert contributions.contribution(rule, payee(person(), pay=(("wage", 5_000_70, 1),)), values) == year

    def test_half_a_jiao_goes_up(self):
        """5,002 × 7.5 % = 375.15 a month."""
        values = choosing(values_of(rate="0.075"), contribution_rounding="每人每月到角")
        (found,) = contributions.stretches(contribution_rule(), payee(person(), pay=(("wage", 5_002_00, 1),)), values)
        assert (found.monthly, found.amount) == (375_20, 12 * 375_20)

    @pytest.mark.parametrize(("practice", "year"), [("每人每月到分", 12 * 375_05), ("每人每年到分", 4_500_63)])
    def test_pay_that_is_in_no_base_changes_no_rounding(self, practice, year):
        """5,000.70 × 7.5 % = 375.0525 a month; other pay changes in March and July."""
        values = choosing(values_of(rate="0.075", rounding="0.01"), contribution_rounding=practice)
        who = payee(person(), pay=(("wage", 5_000_70, 1), ("aid", 1, 3), ("aid", 2, 7)))
        (found,) = contributions.stretches(contribution_rule(), who, values)
        assert (found.first, found.last, found.monthly, found.amount) == (1, 12, 375_05, year)

    @pytest.mark.parametrize(
        ("practice", "parameter", "low", "high"),
        [
            ("先夹后取整到元", "", 4_101_00, 20_501_00),
            ("先取整到元后夹", "", 4_100_55, 20_500_55),
            ("先取整到元后夹", "rounding", 4_100_60, 20_500_60),
            ("先夹后取整到分", "", 4_100_55, 20_500_55),
        ],
    )
    def test_a_limit_is_rounded_too_unless_rounding_comes_first(self, practice, parameter, low, high):
        """Limits of 4,100.55 and 20,500.55; the parameter, where a rule names one, is 0.1."""
        values = choosing(values_of(floor="4100.55", ceiling="20500.55", rounding="0.1"), base_rounding=practice)
        rule = contribution_rule(rounding=parameter)
        assert self.bases(rule, values, 1_00, 99_999_00) == [low, high]

    def test_where_rounding_comes_first_a_base_within_the_limits_is_whole_yuan(self):
        values = choosing(values_of(floor="4100.55"), base_rounding="先取整到元后夹")
        assert self.bases(contribution_rule(rounding=""), values, 5_000_49, 5_000_50) == [5_000_00, 5_001_00]

    def test_without_a_floor_less_than_half_a_fen_is_nothing(self):
        rule = contribution_rule(floor="", ceiling="", rounding="", monthly=(), yearly=("wage",))
        values = choosing(values_of(), base_rounding="先夹后取整到分")
        assert self.bases(rule, values, 5, 6) == [0, 1]

    def test_a_fund_without_limits_takes_the_pay_as_it_is(self):
        rule = contribution_rule(floor="", ceiling="")
        (found,) = contributions.stretches(rule, payee(person(), pay=(("wage", 1_00, 1),)), values_of())
        assert (found.base, found.floor, found.clamped) == (1_00, None, False)


def test_months_of_bonus_stand_in_the_base_as_the_place_pays_them():
    rule = contribution_rule(thirteenth=("wage",), thirteenth_times="months", floor="", rounding="")
    (found,) = contributions.stretches(rule, payee(person(), pay=(("wage", 1_200_00, 1),)), values_of(months="2"))
    assert found.base == 1_400_00


def test_without_a_number_of_months_the_bonus_in_the_base_is_one_month():
    rule = contribution_rule(thirteenth=("wage",), floor="", rounding="")
    (found,) = contributions.stretches(rule, payee(person(), pay=(("wage", 1_200_00, 1),)), values_of())
    assert found.base == 1_300_00


@pytest.mark.parametrize(("months", "missing"), [("0", {}), ((), {"months": {1}})])
def test_no_months_of_bonus_or_none_known_leave_the_pay_alone(months, missing):
    rule = contribution_rule(thirteenth=("wage",), thirteenth_times="months", floor="", rounding="")
    values = values_of(months=months)
    (found,) = contributions.stretches(rule, payee(person(), pay=(("wage", 1_200_00, 1),)), values)
    assert (found.base, values.missing) == (1_200_00, missing)

"""Pay and contributions of one person, rule by rule: months, bases, limits and rounding, each at its edge."""

from dataclasses import replace

import pytest

from desktop.catalog.policy_rules import Policy
from desktop.compute.lines import BudgetLine, Origin
from desktop.compute.people import personnel, staff
from desktop.ledger.records import FundShare, PayItem, PersonChange, RunningFunction
from desktop.ledger.timeline import states
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
from tests.small_cases import small_cases


def pay(rule, who, items, values):
    return personnel.pay(rule, staff.alone(who, items), values)


@small_cases(
    ("first", "last", "months"),
    [(1, 12, 12), (1, 1, 1), (12, 12, 1), (3, 9, 7), (9, 8, 0), (9, 3, 0), (1, 0, 0)],
)
def test_months_are_counted_with_both_ends_and_never_below_zero(first, last, months):
    assert personnel.months_of(person(first_month=first, last_month=last)) == months


def test_pay_items_belong_to_their_person():
    given = (PayItem(person_id=1, item="wage", amount=5), PayItem(person_id=2, item="wage", amount=7),
             PayItem(person_id=1, item="aid", amount=9), PayItem(person_id=1, item="wage", amount=6, month=2))  # fmt: skip
    assert personnel.items_by_person(facts_of(pay_items=given)) == {1: {"wage": 5, "aid": 9}, 2: {"wage": 7}}


@small_cases(
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


def payee_of(who, *items, changes=(), halved=False):
    """A person with pay items (item, amount, month) and changes."""
    entered = [PayItem(item=item, amount=amount, month=month) for item, amount, month in items]
    return staff.Payee(who, tuple(states(who, changes, entered)), halved=halved)


def parts(rule, payee, values=None):
    return [(e.state.first, e.state.last, e.amount) for e in personnel.pay_parts(rule, payee, values or values_of())]


class TestDue:
    """What is paid by the year: by twelfths, whole to who was there, or whole to who is there in December."""

    @pytest.mark.parametrize(
        ("due", "first", "last", "paid"),
        [
            ("按月", 1, 12, 600), ("按月", 7, 12, 300), ("按月", 1, 11, 550),
            ("全额", 1, 12, 600), ("全额", 7, 12, 600), ("全额", 1, 1, 600),
            ("十二月在职全发", 1, 12, 600), ("十二月在职全发", 12, 12, 600), ("十二月在职全发", 1, 11, 0),
        ],
    )  # fmt: skip
    @pytest.mark.parametrize("halved", [False, True])
    def test_a_yearly_item(self, due, first, last, paid, halved):
        who = payee_of(person(first_month=first, last_month=last), ("bonus", 600, 1), halved=halved)
        less = 25 * ((first > 1) + (last < 12)) if halved and due == "按月" else 0
        found = personnel.pay(pay_rule(yearly=("bonus",), due=due), who, values_of())
        assert found == paid - less, "half a month less for coming and for leaving, where those count half"

    @pytest.mark.parametrize(
        ("due", "by_state"), [("按月", [300, 310]), ("全额", [0, 620]), ("十二月在职全发", [0, 620])]
    )
    def test_what_is_paid_whole_is_paid_once_though_the_pay_changes(self, due, by_state):
        who = payee_of(person(), ("bonus", 600, 1), ("bonus", 620, 7), ("wage", 1, 1))
        rule = pay_rule(monthly=("wage", "aid"), yearly=("bonus", "gift"), due=due)
        assert [amount for *_, amount in parts(rule, who)] == [6 + by_state[0], 6 + by_state[1]]

    @small_cases(
        ("due", "last", "halved", "paid"),
        [
            ("按月", 12, False, 1_200), ("按月", 9, False, 900), ("按月", 9, True, 850),
            ("十二月在职全发", 12, False, 1_200), ("十二月在职全发", 11, False, 0),
        ],
    )  # fmt: skip
    def test_a_month_s_pay_more(self, due, last, halved, paid):
        rule = pay_rule(times="months", monthly=("wage",), due=due)
        assert (
            personnel.pay(rule, payee_of(person(last_month=last), ("wage", 1_200, 1), halved=halved), values_of())
            == paid
        )

    def test_a_month_s_pay_more_is_that_of_december_and_whole_for_who_came_late(self):
        rule = pay_rule(times="months", monthly=("wage",), due="十二月在职全发")
        raised = (("wage", 1_200, 1), ("wage", 2_400, 10))
        assert parts(rule, payee_of(person(first_month=9), *raised)) == [(10, 12, 2_400)]
        assert parts(replace(rule, due="按月"), payee_of(person(), *raised)) == [(10, 12, 2_400)]

    @pytest.mark.parametrize("due", ["全额", "十二月在职全发"])
    def test_who_moves_in_december_is_paid_it_once_also_where_that_month_counts_half(self, due):
        moves = (PersonChange(month=12, centre="乙中心"),)
        who = payee_of(person(), ("bonus", 600, 1), changes=moves, halved=True)
        assert parts(pay_rule(yearly=("bonus",), due=due), who) == [(12, 12, 600)]


class TestHalves:
    """Where the months of coming and leaving count half, half is paid in them."""

    def test_of_months_of_pay_and_of_standards(self):
        values = values_of(subsidy="3.01")
        who = payee_of(person(first_month=3, last_month=5), ("wage", 101, 1), halved=True)
        assert parts(pay_rule(monthly=("wage",)), who) == [(3, 3, 51), (4, 4, 101), (5, 5, 50)]
        assert parts(pay_rule(per_head="subsidy"), who, values) == [(3, 3, 151), (4, 4, 301), (5, 5, 150)]

    def test_of_one_month_alone(self):
        who = payee_of(person(first_month=3, last_month=3), ("wage", 100, 1), ("bonus", 1_200, 1), halved=True)
        assert parts(pay_rule(monthly=("wage",), yearly=("bonus",)), who) == [(3, 3, 100)]


class TestStandards:
    RANKED = pay_rule("car", by_rank="car")

    def test_by_rank_month_by_month_and_none_where_the_rank_has_none(self):
        values = values_of(self.RANKED)
        for rank, name in (("科员", "subsidy"), ("副科", "quota")):
            values.policy.parameters[f"car.{rank}"] = values.policy.parameters[name]
        promoted = payee_of(
            person(rank="科员"), changes=(PersonChange(month=3, rank="副科"), PersonChange(month=5, rank="处级"))
        )
        assert parts(self.RANKED, promoted, values) == [(1, 2, 2 * 300_00), (3, 4, 2 * 6_000_00)]

    def test_the_amount_of_one_month_is_of_the_rank_as_entered_or_none_where_the_standard_changes(self):
        """It is shown as so many 元/月, and shared out by the month between sources."""
        rule = pay_rule("car", by_rank="car", monthly=("commute",))
        values = values_of(rule, subsidy=(dated("300"), dated("400", "2025-09-01")), quota="500")
        for rank, name in (("科员", "subsidy"), ("副科", "quota")):
            values.policy.parameters[f"car.{rank}"] = values.policy.parameters[name]

        def by_month(rank, *items):
            return [part.monthly for part in personnel.pay_parts(rule, payee_of(person(rank=rank), *items), values)]

        assert by_month("副科") == [500_00]
        assert by_month("副科", ("commute", 7, 1)) == [7]
        assert by_month("科员") == [0]

    @small_cases(
        ("years", "usual", "at_the_end"),
        [(None, 0, 0), (0, 0, 0), (3, 0, 200_00), (4, 200_00, 200_00), (9, 200_00, 300_00), (10, 300_00, 300_00)],
    )
    def test_by_years_of_work_in_towns(self, years, usual, at_the_end):
        """From four years 200, from ten 300; years count on 1 January, in some places on 31 December."""
        rule = pay_rule("town", monthly=("aid",), steps=((4, "quota"), (10, "subsidy")))
        who = payee_of(person(town_years=years, last_month=2))
        values = values_of(quota="200")
        assert personnel.pay(rule, who, values) == 2 * usual
        later = replace(values.policy, choices={"town_allowance_years": "十二月三十一日年限"})
        assert personnel.pay(rule, who, replace(values, policy=later)) == 2 * at_the_end

    def test_a_typed_allowance_takes_the_place_of_the_standard(self):
        rule = pay_rule("town", monthly=("aid",), steps=((0, "subsidy"),))
        assert personnel.pay(rule, payee_of(person(town_years=1), ("aid", 5, 1)), values_of()) == 60


SHARES = (
    FundShare(person_id=1, fund="一般公共预算", percent="50"),
    FundShare(person_id=1, fund="事业收入", percent="50"),
)


class TestSharesByMonth:
    """Where each month is divided by itself (按月分摊), the fen that is left goes to the first source each month."""

    def lines(self, rule, *items, who=None, **values):
        found = values_of(rule, **values)
        found.policy = replace(found.policy, choices={"share_rounding": "按月分摊"})
        facts = facts_of(people=(who or person(),), pay_items=items, fund_shares=SHARES)
        return [line.amount for line in personnel.lines(facts, found)]

    WAGES = pay_rule(monthly=("wage", "aid"), yearly=("bonus", "gift"))

    def test_months_of_pay(self):
        assert self.lines(self.WAGES, paid(101)) == [12 * 51, 12 * 50]
        heads = person(headcount=3, last_month=2)
        assert self.lines(self.WAGES, paid(101), who=heads) == [2 * 152, 2 * 151]

    def test_months_before_and_after_a_raise(self):
        raised = PayItem(person_id=1, item="wage", amount=103, month=7)
        assert self.lines(self.WAGES, paid(101), raised) == [6 * 51 + 6 * 52, 6 * 50 + 6 * 51]

    def test_a_yearly_item_has_no_month_of_its_own(self):
        assert self.lines(self.WAGES, paid(101), paid(14, item="bonus")) == [613, 613]
        assert self.lines(self.WAGES, paid(12, item="bonus")) == [6, 6]

    def test_standards_while_they_stay_the_same(self):
        rule = pay_rule("subsidy", per_head="subsidy")
        assert self.lines(rule, subsidy="1.01") == [12 * 51, 12 * 50]
        changing = (dated("0.01"), dated("0", since=f"{YEAR}-05-01"), dated("0.02", since=f"{YEAR}-09-01"))
        assert self.lines(rule, subsidy=changing) == [6, 6], "0.12 元 as a whole"

    def test_a_step_of_the_years_in_towns(self):
        rule = pay_rule("town", monthly=("aid",), steps=((0, "subsidy"),))
        assert self.lines(rule, who=person(town_years=1), subsidy="1.01") == [12 * 51, 12 * 50]
        assert self.lines(rule, paid(103, item="aid"), who=person(town_years=1), subsidy="1.01") == [12 * 52, 12 * 51]

    def test_what_is_no_pay_of_a_month_is_divided_as_a_whole(self):
        months = pay_rule("more", times="months", monthly=("wage",))
        assert self.lines(months, paid(12)) == [6, 6]


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

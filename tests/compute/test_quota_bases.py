"""What quotas rest on: months, heads, posts, wages by 项 and source, and what the unit counts itself."""

from dataclasses import replace
from fractions import Fraction

import pytest

from desktop.compute import operating, quota_bases
from desktop.compute.people import personnel
from desktop.compute.policy_values import NO_POLICY
from desktop.ledger.records import BasisCount, Establishment, FundShare, PayItem, PersonChange
from tests.policies import OWN, facts_of, pay_rule, person, quota_rule, values_of
from tests.small_cases import small_cases


def groups(rule, facts, lines=()):
    found = quota_bases.groups(rule, facts, values_of(rule), list(lines))
    return [(g.kind, g.function, g.fund, sum(g.by_month)) for g in found]


MONTHS = quota_rule(basis="人月", statuses=("在职",), kinds=("事业", "行政"))


def test_months_are_counted_and_not_heads_in_january():
    people = (person(first_month=4), person(id=2, last_month=9, headcount=2))
    assert groups(MONTHS, facts_of(people=people)) == [("事业", OWN, "一般公共预算", 9 + 18)]
    assert quota_bases.basis_of(MONTHS, facts_of(people=people), NO_POLICY, []) == 27


def test_who_retires_moves_to_the_quota_of_the_retired():
    change = PersonChange(person_id=1, month=7, status="退休")
    facts = facts_of(people=(person(kind="行政"),), person_changes=(change,))
    assert groups(MONTHS, facts)[0][3] == 6
    retired = replace(MONTHS, statuses=("退休",), function={"": "2080501"})
    assert groups(retired, facts) == [("行政", "2080501", "一般公共预算", 6)]


def test_a_raise_does_not_count_a_person_twice():
    items = tuple(PayItem(person_id=1, item="wage", amount=n, month=n) for n in (1, 4, 7))
    assert groups(MONTHS, facts_of(people=(person(),), pay_items=items))[0][3] == 12


def test_the_money_follows_the_people_or_one_source_bears_it():
    shares = (
        FundShare(person_id=1, fund="一般公共预算", percent="60"),
        FundShare(person_id=1, fund="事业收入", percent="40"),
    )
    facts = facts_of(people=(person(),), fund_shares=shares)
    assert [(fund, float(n)) for _, _, fund, n in groups(MONTHS, facts)] == [("一般公共预算", 7.2), ("事业收入", 4.8)]
    assert groups(replace(MONTHS, fund="其他收入"), facts) == [("事业", OWN, "其他收入", 12)]


def test_heads_in_january_posts_and_the_smaller_of_both():
    people = (person(headcount=4), person(id=2, first_month=2))
    facts = facts_of(
        people=people, establishments=(Establishment(kind="事业", posts=3), Establishment(kind="行政", posts=9))
    )
    by_head = replace(MONTHS, kinds=("事业",))
    for basis, heads in (("人月", 59), ("一月人数", 48), ("编制人数", 36), ("实有与编制孰小", 36)):
        assert groups(replace(by_head, basis=basis), facts)[0][3] == heads, basis
    enough = replace(facts, establishments=(Establishment(kind="事业", posts=9),))
    assert groups(replace(by_head, basis="实有与编制孰小"), enough)[0][3] == 48
    assert groups(replace(by_head, basis="实有与编制孰小"), replace(facts, establishments=()))[0][3] == 48


def test_where_there_are_fewer_posts_it_is_by_kind_and_each_person_counts_in_part():
    """Four 事业 for three posts count three quarters each, two 行政 for two posts whole; heads are those of January."""
    people = (
        person(headcount=3),
        person(id=2, last_month=6),
        person(id=3, kind="行政", headcount=2),
        person(id=4, first_month=2),
    )
    posts = (Establishment(kind="事业", posts=3), Establishment(kind="行政", posts=2))
    rule = replace(MONTHS, basis="实有与编制孰小")
    facts = facts_of(people=people, establishments=posts)
    assert [(kind, months) for kind, _, _, months in groups(rule, facts)] == [("事业", 36), ("行政", 24)]
    assert groups(replace(MONTHS, basis="编制人数", kinds=()), facts) == [
        ("事业", OWN, "一般公共预算", 36), ("行政", OWN, "一般公共预算", 24),
    ]  # fmt: skip


@small_cases(
    ("kinds", "counted"),
    [(("编外",), 10), (("遗属",), 100), (("编外", "遗属"), 110), (("事业",), 1), (("事业", "编外"), 1), ((), 1)],
)
def test_a_quota_without_statuses_is_of_people_in_post_unless_it_is_of_outsiders(kinds, counted):
    people = (
        person(),
        person(id=2, kind="编外", headcount=10),
        person(id=3, kind="遗属", status="遗属", headcount=100),
        person(id=4, status="退休", headcount=1000),
    )
    rule = quota_rule(basis="一月人数", kinds=kinds)
    assert quota_bases.basis_of(rule, facts_of(people=people), NO_POLICY, []) == counted


HALVES = replace(NO_POLICY, choices={"month_rule": "半月折算"})


def test_heads_of_january_are_whole_also_where_the_month_of_leaving_counts_half():
    leaves = facts_of(people=(person(last_month=1),))
    assert quota_bases.basis_of(replace(MONTHS, basis="一月人数"), leaves, HALVES, []) == 1
    assert quota_bases.has_base(MONTHS, leaves, HALVES, []), "half a month is not nothing"
    assert (
        quota_bases.basis_of(replace(MONTHS, basis="一月人数"), facts_of(people=(person(headcount=11),)), HALVES, [])
        == 11
    )


def test_half_months_are_those_of_all_heads():
    came = facts_of(people=(person(headcount=3, first_month=9),))
    values = values_of(MONTHS)
    values.policy = replace(values.policy, choices=HALVES.choices)
    (group,) = quota_bases.groups(MONTHS, came, values, [])
    assert group.by_month == (0,) * 8 + (Fraction(3, 2), 3, 3, 3)


def test_people_who_are_booked_alike_are_one_group():
    assert groups(MONTHS, facts_of(people=(person(), person(id=2), person(id=3)))) == [
        ("事业", OWN, "一般公共预算", 36)
    ]


def test_a_hundredth_from_another_source_is_a_hundredth():
    shares = tuple(
        FundShare(person_id=1, fund=fund, percent=percent)
        for fund, percent in (("一般公共预算", "99"), ("事业收入", "1"))
    )
    found = groups(MONTHS, facts_of(people=(person(),), fund_shares=shares))
    assert [months for *_, months in found] == [Fraction(12 * 99, 100), Fraction(12, 100)]


@pytest.mark.parametrize(("fund", "source"), [("随人员", "一般公共预算"), ("事业收入", "事业收入")])
def test_what_rests_on_no_people_is_paid_by_the_source_of_the_rule(fund, source):
    rule = quota_rule(basis="学生数", fund=fund)
    counts = (BasisCount(basis="学生数", amount="3"),)
    assert groups(rule, facts_of(basis_counts=counts)) == [("", OWN, source, 36)]


@pytest.mark.parametrize(("pupils", "there"), [("0", False), ("1", True), ("-1", True), ("2", True)])
def test_a_base_of_nothing_is_none(pupils, there):
    counts = (BasisCount(basis="学生数", amount=pupils),)
    assert quota_bases.has_base(quota_rule(basis="学生数"), facts_of(basis_counts=counts), NO_POLICY, []) is there
    people = (person(),) if there else (person(status="退休"),)
    assert quota_bases.has_base(MONTHS, facts_of(people=people), NO_POLICY, []) is there


def test_groups_are_remembered_for_the_same_and_dropped_together(monkeypatch):
    monkeypatch.setattr(quota_bases, "_MOST_GROUPED", 2)
    quota_bases._grouped.clear()
    rules = [replace(MONTHS, id=str(number)) for number in range(4)]
    values, lines = values_of(*rules), []
    facts, later = facts_of(people=(person(),)), facts_of(people=(person(first_month=7),))
    first = quota_bases.groups(rules[0], facts, values, lines)
    quota_bases.groups(rules[1], facts, values, lines)
    assert quota_bases.groups(rules[0], facts, values, lines) is first
    assert sum(quota_bases.groups(rules[0], later, values, lines)[0].by_month) == 6
    for rule in rules:
        quota_bases.groups(rule, facts, values, lines)
    assert len(quota_bases._grouped) <= 3


@pytest.mark.parametrize(("counted", "total"), [("初中", 480), ("", 840), ("小学", 0)])
def test_pupils_are_those_that_were_counted(counted, total):
    counts = (BasisCount(basis="学生数", name="初中", amount="480"), BasisCount(basis="学生数", name="高中", amount="360"),
              BasisCount(basis="床位数", name="初中", amount="9"))  # fmt: skip
    rule = quota_rule(basis="学生数", counted=counted)
    assert quota_bases.basis_of(rule, facts_of(basis_counts=counts), NO_POLICY, []) == total
    assert quota_bases.is_unknown(rule, facts_of(basis_counts=counts)) is (counted == "小学")


def test_area_has_decimals_and_a_word_is_no_number():
    rule = quota_rule(basis="建筑面积")
    counts = (BasisCount(basis="建筑面积", amount="1200.5"), BasisCount(basis="建筑面积", name="二", amount="若干"))
    (found,) = quota_bases.groups(rule, facts_of(basis_counts=counts), values_of(rule), [])
    assert sum(found.by_month) == 12 * 1200.5


@pytest.mark.parametrize("others", [(), (BasisCount(basis="学生数", name="初中", amount="480"),)])
def test_pupils_of_a_row_whose_number_is_blank_are_unknown_and_no_zero(others):
    rule, blank = quota_rule(basis="学生数"), BasisCount(basis="学生数", name="高中")
    assert quota_bases.is_unknown(rule, facts_of(basis_counts=(*others, blank)))
    assert not quota_bases.is_unknown(rule, facts_of(basis_counts=(*others, replace(blank, amount="0"))))


def test_pupils_are_unknown_where_beds_alone_were_counted():
    beds = facts_of(basis_counts=(BasisCount(basis="床位数", amount="9"),))
    assert quota_bases.is_unknown(quota_rule(basis="学生数"), beds)
    assert not quota_bases.is_unknown(quota_rule(basis="床位数"), beds)


def test_what_has_no_people_is_not_unknown_for_want_of_counts():
    assert not quota_bases.is_unknown(quota_rule(basis="车辆数"), facts_of())


class TestWages:
    RULE = quota_rule(basis="工资", parameter="percent", items=("wage",))

    def lines(self, facts):
        return list(personnel.lines(facts, values_of(pay_rule(monthly=("wage",)), pay_rule("other", monthly=("aid",)))))

    def test_a_rate_is_of_its_items_by_item_of_function_and_source(self):
        people = (person(), person(id=2, function_code="2130104"), person(id=3, fund="事业收入"))
        items = tuple(PayItem(person_id=n, item=i, amount=100) for n in (1, 2, 3) for i in ("wage", "aid"))
        facts = facts_of(people=people, pay_items=items)
        assert groups(self.RULE, facts, self.lines(facts)) == [
            ("", OWN, "一般公共预算", 12 * 1200),
            ("", "2130104", "一般公共预算", 12 * 1200),
            ("", OWN, "事业收入", 12 * 1200),
        ]

    def test_a_named_item_of_function_changes_the_booking_and_not_the_groups(self):
        people = (person(), person(id=2, function_code="2130104"))
        items = tuple(PayItem(person_id=n, item="wage", amount=125) for n in (1, 2))
        facts = facts_of(people=people, pay_items=items)
        rule = replace(self.RULE, function={"": "2050803"})
        found = list(operating.lines(facts, values_of(rule), self.lines(facts)))
        assert [(line.function, line.amount) for line in found] == [("2050803", 30), ("2050803", 30)]

    def test_wages_carry_their_side_and_their_sub_source(self):
        """One 行政 and one 事业 of an office; half of the first is paid from 提前下达."""
        people = (person(kind="行政"), person(id=2, kind="事业"))
        shares = tuple(
            FundShare(person_id=1, fund="一般公共预算", subsource=name, percent="50") for name in ("提前下达", "本级")
        )
        items = tuple(PayItem(person_id=n, item="wage", amount=100) for n in (1, 2))
        facts = facts_of(kind="行政", people=people, pay_items=items, fund_shares=shares)

        def places(rule):
            found = quota_bases.groups(rule, facts, values_of(rule), self.lines(facts))
            return [(g.side, g.fund, g.subsource, g.by_month[0]) for g in found]

        assert places(self.RULE) == [
            ("行政", "一般公共预算", "提前下达", 600),
            ("行政", "一般公共预算", "本级", 600),
            ("事业", "一般公共预算", "本级", 1200),
        ]
        assert places(replace(self.RULE, fund="事业收入")) == [
            ("行政", "事业收入", "", 1200),
            ("事业", "事业收入", "", 1200),
        ]
        assert places(replace(self.RULE, fund="一般公共预算")) == places(self.RULE)


def test_who_is_there_at_the_base_date_stands_in_the_state_of_january():
    """Who comes in February is not there; who retires or is promoted later counts as in January; 编外 is a status too."""
    people = (
        person(kind="行政"),
        person(id=2, first_month=2),
        person(id=3, kind="编外"),
        person(id=4, kind="行政", first_month=1, last_month=1),
    )
    changes = (
        PersonChange(person_id=1, month=7, status="退休"),
        PersonChange(person_id=4, month=1, kind="事业"),
        PersonChange(person_id=1, month=5, kind="参公"),
    )
    found = quota_bases.at_base_date(facts_of(people=people, person_changes=changes))
    assert [(each.id, each.kind, each.status) for each in found] == [
        (1, "行政", "在职"), (3, "编外", "编外"), (4, "事业", "在职"),
    ]  # fmt: skip


def test_what_is_counted_under_a_name_no_quota_asks_for_is_named():
    """幼儿园 pupils, where the pack has quotas of 小学 and 初中 only, would count for nothing without a word."""

    def unasked(*rules):
        counts = (BasisCount(basis="学生数", name="小学", amount="480"), BasisCount(basis="学生数", name="幼儿园", amount="90"),
                  BasisCount(basis="学生数", name="高中", amount="0"), BasisCount(basis="床位数", amount="9"))  # fmt: skip
        found = quota_bases.asked_by_none(replace(NO_POLICY, quotas=rules), facts_of(basis_counts=counts))
        return [(entry.name, names) for entry, names in found]

    primary = quota_rule("小学", basis="学生数", counted="小学")
    assert unasked(primary, quota_rule("初中", basis="学生数", counted="初中")) == [("幼儿园", ["小学", "初中"])]
    assert unasked(primary, quota_rule("全部", basis="学生数")) == unasked() == []


def test_a_count_without_its_number_is_unknown_and_not_nothing():
    rule = quota_rule("小学", basis="学生数", counted="小学")

    def unknown(*amounts, name="小学"):
        counts = tuple(BasisCount(basis="学生数", name=name, amount=amount) for amount in amounts)
        return quota_bases.is_unknown(rule, facts_of(basis_counts=counts))

    assert unknown() and unknown("") and unknown(" ") and unknown("9", "") and unknown("9", name="初中")
    assert not unknown("0") and not unknown("9") and not unknown("9", "3")

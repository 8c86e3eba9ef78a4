"""Sums by item: of a month, of a year, by person, with rows that stand for several heads."""

from dataclasses import replace

import pytest

from desktop.compute.people import item_sums, personnel, staff
from desktop.compute.policy_values import PolicyValues
from desktop.ledger.records import DeclaredBase, PayItem, PersonChange
from tests.compute.people.test_calibrate import BONUS, POLICY, TWO, facts
from tests.policies import YEAR, contribution_rule, dated, facts_of, pay_rule, person, quota_rule, values_of
from tests.small_cases import small_cases

VALUES = PolicyValues(POLICY, 2027)


def people(book):
    return [payee for payee in staff.payees(book, POLICY) if payee.states]


def test_a_row_of_several_heads_counts_for_each():
    book = facts(BONUS)
    three = replace(book, people=tuple(replace(person, headcount=3) for person in book.people))
    month, year = (item_sums.of_month(people(three), VALUES, 1), item_sums.of_year(three, people(three), VALUES))
    assert month["职务工资"].by_person == {1: 900000}
    assert year["year 年度考核奖"].amount == 1800000
    assert year["30101"].by_person == {1: 18000000}


def test_a_class_is_the_sum_of_its_subjects():
    book = facts(BONUS, TWO)
    year = item_sums.of_year(book, people(book), VALUES)
    for code in ("301", "302"):
        parts = [each.amount for key, each in year.items() if len(key) == 5 and key.startswith(code)]
        assert sum(parts) == year[code].amount > 0


def test_january_is_taken_for_the_whole_year():
    book = facts(BONUS, TWO)
    away = replace(book, people=(replace(book.people[0], last_month=3), replace(book.people[1], first_month=2)))
    assert [(p.id, p.last_month) for p in item_sums.of_january(away).people] == [(1, 12)]


@pytest.mark.parametrize(("first", "last", "counts"), [(1, 1, True), (1, 12, True), (1, 0, False), (2, 12, False)])
def test_who_is_there_in_january_counts_whatever_comes_later(first, last, counts):
    found = item_sums.of_january(facts_of(people=(person(first_month=first, last_month=last),)))
    assert [(p.first_month, p.last_month) for p in found.people] == ([(1, 12)] if counts else [])


def test_of_january_are_its_changes_its_pay_and_its_bases():
    months = (1, 2)
    found = item_sums.of_january(
        facts_of(
            person_changes=tuple(PersonChange(person_id=1, month=m, rank=f"{m}") for m in months),
            pay_items=tuple(PayItem(person_id=1, item="wage", month=m) for m in months),
            declared_bases=tuple(DeclaredBase(person_id=1, insurance="养老", month=m) for m in months),
        )
    )
    assert [part.month for part in (*found.person_changes, *found.pay_items, *found.declared_bases)] == [1, 1, 1]


def sums(*rules, who=None, items=(), month=1, **values):
    """What the items of one person come to, by name; items: amounts in 分 by pay item."""
    payee = staff.alone(who or person(), dict(items))
    found = item_sums.of_month([payee], values_of(*rules, **values), month)
    return {name: entry.amount for name, entry in found.items()}


TOWN = pay_rule("town", monthly=("aid",), steps=((0, "quota"), (10, "subsidy")))


@small_cases(
    ("years", "typed", "expected"),
    [
        (9, {}, {"town": 200_00}),
        (10, {}, {"town": 300_00}),
        (10, {"aid": 150_00}, {"aid": 150_00}),
        (10, {"aid": 0}, {"aid": 0, "town": 300_00}),
        (None, {}, {}),
    ],
)
def test_the_allowance_of_towns_is_the_typed_one_or_that_of_the_years(years, typed, expected):
    """As it is in the year: 0 typed is none typed."""
    who = person(town_years=years)
    found = sums(TOWN, who=who, items=typed, quota="200")
    assert found == {"应发": sum(expected.values())} | expected
    assert personnel.pay(TOWN, staff.alone(who, typed), values_of(quota="200")) == 12 * found["应发"]


def test_a_rank_without_a_standard_gets_none():
    ranked = pay_rule("car", by_rank="car")
    values = values_of(ranked)
    values.policy.parameters["car.科员"] = values.policy.parameters["subsidy"]
    people = [staff.alone(person(id=n, rank=rank), {}) for n, rank in ((1, "科员"), (2, "处级"))]
    assert item_sums.of_month(people, values, 1)["car"].by_person == {1: 300_00}


@pytest.mark.parametrize(("month", "base"), [(1, 4_100_00), (6, 4_100_00), (7, 4_300_00), (12, 4_300_00)])
def test_a_contribution_is_that_of_the_month_with_the_base_of_all_heads(month, base):
    values = values_of(contribution_rule(), floor=(dated("4100"), dated("4300", since=f"{YEAR}-07-01")))
    payee = staff.alone(person(headcount=3), {"wage": 1})
    found = item_sums.of_month([payee], values, month)["pension"]
    assert (found.base, found.amount) == (3 * base, 3 * base * 16 // 100)


def test_of_the_year_are_quotas_and_what_is_paid_once_and_nothing_that_nobody_gets():
    rules = (
        pay_rule("wage", monthly=("wage",)),
        pay_rule("bonus", yearly=("bonus", "aid")),
        pay_rule("thirteenth", times="months", monthly=("wage",), yearly=("gift",)),
        quota_rule(),
    )
    book = facts_of(
        people=(person(headcount=2),),
        pay_items=tuple(PayItem(person_id=1, item=i, amount=a) for i, a in (("wage", 500), ("bonus", 7), ("gift", 9))),
    )
    values = values_of(*rules)
    found = item_sums.of_year(book, staff.payees(book, values.policy), values)
    assert {key: entry.amount for key, entry in found.items() if not key.isdigit()} == {
        "year bonus": 14,
        "year thirteenth": 1000,
        "quota office": 12_000_00,
    }

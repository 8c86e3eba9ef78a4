"""Sums by item: of a month, of a year, by person, with rows that stand for several heads."""

from dataclasses import replace

from desktop.compute import item_sums, staff
from desktop.compute.policy_values import PolicyValues
from tests.compute.test_calibrate import BONUS, POLICY, TWO, facts

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

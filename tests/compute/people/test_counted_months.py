"""The month of coming, retiring and moving: wholly of the new kind, from the next month on, or half."""

from fractions import Fraction

import pytest

from desktop.compute.people import counted_months
from desktop.ledger import timeline
from desktop.ledger.records import PayItem, Person, PersonChange
from tests.small_cases import small_cases


def pay(item, amount, month=1):
    return PayItem(person_id=1, item=item, amount=amount, month=month)


def test_who_comes_is_paid_from_the_month_after_and_who_goes_as_entered():
    person, changes, items = counted_months.from_next_month(Person(first_month=9, last_month=11), [], [pay("工资", 5)])
    (state,) = timeline.states(person, changes, items)
    assert (state.first, state.last, state.items) == (10, 11, {"工资": 5})


@pytest.mark.parametrize("month", [2, 9])
def test_who_comes_brings_her_pay_along_to_the_month_after(month):
    found = counted_months.from_next_month(Person(first_month=month), [], [pay("工资", 5, month), pay("补贴", 3, 11)])
    (state, later) = timeline.states(*found)
    assert (state.first, state.last, state.items) == (month + 1, 10, {"工资": 5})
    assert (later.first, later.items) == (11, {"工资": 5, "补贴": 3}), "what comes later comes when it is entered for"


def test_who_retires_in_february_is_paid_as_before_in_february():
    change = PersonChange(month=2, status="退休", pay_ends=1)
    states = timeline.states(*counted_months.from_next_month(Person(), [change], [pay("工资", 5), pay("补贴", 3, 2)]))
    assert [(s.first, s.last, s.items) for s in states] == [(1, 2, {"工资": 5}), (3, 12, {"补贴": 3})]


def test_a_retirement_moves_with_the_pay_that_begins_with_it():
    change = PersonChange(month=6, status="退休", pay_ends=1)
    states = timeline.states(*counted_months.from_next_month(Person(), [change], [pay("工资", 5), pay("补贴", 3, 6)]))
    assert [(s.first, s.last, s.person.status, s.items) for s in states] == [
        (1, 6, "在职", {"工资": 5}),
        (7, 12, "退休", {"补贴": 3}),
    ]


def test_of_pay_that_moves_into_the_month_of_later_pay_the_later_counts_in_whatever_order_it_was_entered():
    change = PersonChange(month=6, status="退休", pay_ends=1)
    items = [pay("补贴", 4, 7), pay("补贴", 3, 6), pay("工资", 5)]
    states = timeline.states(*counted_months.from_next_month(Person(), [change], items))
    assert [(s.first, s.last, s.items) for s in states] == [(1, 6, {"工资": 5}), (7, 12, {"补贴": 4})]


def test_of_a_change_that_moves_into_the_month_of_a_later_one_the_later_counts():
    changes = [PersonChange(month=7, rank="正科"), PersonChange(month=6, status="退休", rank="副科")]
    states = timeline.states(*counted_months.from_next_month(Person(), changes, []))
    assert [(s.first, s.person.status, s.person.rank) for s in states] == [(1, "在职", ""), (7, "退休", "正科")]


def test_a_raise_counts_from_its_own_month():
    found = counted_months.from_next_month(Person(), [PersonChange(month=4, rank="副科")], [pay("工资", 6, 4)])
    assert [change.month for change in found[1]] == [4]
    assert [item.month for item in found[2]] == [4]


def test_nothing_of_january_moves():
    found = counted_months.from_next_month(Person(), [PersonChange(month=1, status="退休")], [pay("工资", 6)])
    assert (found[0].first_month, found[1][0].month, found[2][0].month) == (1, 1, 1)


@small_cases(
    ("first", "last", "months"),
    [(1, 12, 12), (9, 12, Fraction(7, 2)), (1, 6, Fraction(11, 2)), (9, 9, Fraction(1, 2)), (9, 10, 1), (8, 10, 2),
     (2, 12, Fraction(21, 2)), (1, 11, Fraction(21, 2))],
)  # fmt: skip
def test_the_months_of_coming_and_going_are_halves(first, last, months):
    states = tuple(timeline.states(Person(first_month=first, last_month=last), (), (pay("工资", 5),)))
    assert sum(state.paid_months for state in counted_months.halved(states)) == months


def test_the_month_of_a_move_is_half_before_and_half_after():
    change = PersonChange(month=7, status="退休")
    states = counted_months.halved(tuple(timeline.states(Person(), (change,), (pay("工资", 5),))))
    assert [(s.first, s.last, s.person.status, s.half) for s in states] == [
        (1, 6, "在职", False),
        (7, 7, "在职", True),
        (7, 7, "退休", True),
        (8, 12, "退休", False),
    ]


def test_a_raise_halves_nothing():
    states = tuple(timeline.states(Person(), (), (pay("工资", 5), pay("工资", 6, 4))))
    assert counted_months.halved(states) == list(states)

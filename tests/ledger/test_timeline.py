"""What a person is month by month: changes and later pay cut the year, and the end is what next year begins with."""

from dataclasses import replace
from fractions import Fraction

import pytest

from desktop.ledger import timeline
from desktop.ledger.records import PayItem, Person, PersonChange


def pay(item, amount, month=1):
    return PayItem(item=item, amount=amount, month=month)


def shown(states):
    return [(s.first, s.last, s.person.status, s.items) for s in states]


def test_nothing_happens_and_the_year_is_one_state():
    (state,) = timeline.states(Person(first_month=3, last_month=9), (), (pay("工资", 5),))
    assert (state.first, state.last, state.months, state.items) == (3, 9, 7, {"工资": 5})


def test_a_raise_cuts_the_year_and_other_items_go_on():
    found = timeline.states(Person(), (), (pay("级别工资", 10), pay("津贴", 3), pay("级别工资", 12, month=4)))
    assert shown(found) == [
        (1, 3, "在职", {"级别工资": 10, "津贴": 3}),
        (4, 12, "在职", {"级别工资": 12, "津贴": 3}),
    ]


def test_pay_that_begins_later_is_not_paid_before():
    found = timeline.states(Person(), (), (pay("津贴", 3, month=2),))
    assert shown(found) == [(1, 1, "在职", {}), (2, 12, "在职", {"津贴": 3})]


@pytest.mark.parametrize("month", [1, 9])
def test_one_month_is_a_state_and_none_is_none(month):
    items = (pay("工资", 10, month=month),)
    assert shown(timeline.states(Person(first_month=9, last_month=9), (), items)) == [(9, 9, "在职", {"工资": 10})]
    retires = (PersonChange(month=9, status="退休"),)
    assert timeline.states(Person(first_month=9, last_month=8), retires, items) == []


def test_later_pay_counts_in_whatever_order_it_was_entered():
    found = timeline.states(Person(), (), (pay("工资", 12, month=7), pay("工资", 11, month=4), pay("工资", 10)))
    assert [(state.first, state.items["工资"]) for state in found] == [(1, 10), (4, 11), (7, 12)]


def test_what_changes_in_the_last_month_counts_in_it():
    found = timeline.states(Person(last_month=6), (), (pay("工资", 10), pay("工资", 12, month=6)))
    assert shown(found) == [(1, 5, "在职", {"工资": 10}), (6, 6, "在职", {"工资": 12})]


def test_half_months_of_pay_are_half():
    (state,) = timeline.states(Person(first_month=3, last_month=5), (), ())
    assert (state.paid_months, replace(state, half=True).paid_months) == (3, Fraction(3, 2))


def test_who_retires_is_paid_only_what_is_entered_from_then_on():
    change = PersonChange(month=7, what="退休", status="退休", pay_ends=1)
    found = timeline.states(Person(kind="行政"), (change,), (pay("工资", 10), pay("补贴", 3, month=7)))
    assert shown(found) == [(1, 6, "在职", {"工资": 10}), (7, 12, "退休", {"补贴": 3})]
    assert {state.person.kind for state in found} == {"行政"}, "the kind of before stays"


def test_leave_and_return_keep_the_pay_that_goes_on():
    changes = (PersonChange(month=3, status="停薪"), PersonChange(month=6, status="在职"))
    found = timeline.states(Person(), changes, (pay("工资", 10),))
    assert [(s.first, s.last, s.person.status) for s in found] == [(1, 2, "在职"), (3, 5, "停薪"), (6, 12, "在职")]
    assert all(state.items == {"工资": 10} for state in found)


@pytest.mark.parametrize("month", [1, 3])
def test_a_change_at_or_before_the_first_month_counts_from_the_beginning(month):
    change = PersonChange(month=month, rank="正科")
    (state,) = timeline.states(Person(first_month=3), (change,), ())
    assert (state.first, state.person.rank) == (3, "正科")


def test_a_change_behind_the_last_month_changes_nothing():
    (state,) = timeline.states(Person(last_month=6), (PersonChange(month=7, status="退休"),), (pay("补贴", 1, 9),))
    assert (state.last, state.person.status, state.items) == (6, "在职", {})


def test_an_empty_field_of_a_change_stays_and_later_changes_win():
    changes = (PersonChange(month=9, rank="正科"), PersonChange(month=4, rank="副科", insured="养老"))
    states = timeline.states(Person(rank="科员", insured="无"), changes, ())
    assert [(s.first, s.person.rank, s.person.insured) for s in states] == [
        (1, "科员", "无"),
        (4, "副科", "养老"),
        (9, "正科", "养老"),
    ]


def test_no_month_no_state():
    nobody = Person(first_month=5, last_month=4)
    assert timeline.states(nobody, (), (pay("工资", 1),)) == []
    assert timeline.at_the_end(nobody, (), ()) is None


def test_the_end_of_the_year_is_what_the_next_begins_with():
    change = PersonChange(month=7, status="退休", pay_ends=1)
    end = timeline.at_the_end(Person(), (change,), (pay("工资", 10), pay("补贴", 3, month=8)))
    assert (end.person.status, end.items) == ("退休", {"补贴": 3})


def test_a_new_centre_brings_its_own_function_unless_the_change_names_one():
    person = Person(centre="农业服务中心", function_code="2130104")
    moved = timeline.states(person, (PersonChange(month=5, centre="文化服务中心"),), ())
    assert [(s.person.centre, s.person.function_code) for s in moved] == [
        ("农业服务中心", "2130104"),
        ("文化服务中心", ""),
    ]
    named = timeline.states(person, (PersonChange(month=5, centre="文化服务中心", function_code="2070109"),), ())
    assert named[-1].person.function_code == "2070109"

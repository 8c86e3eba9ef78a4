"""Until when an approved budget must be published: the days of the rule in force, from the day that is known."""

from dataclasses import replace
from datetime import date

from desktop.compute import publish_by
from desktop.ledger.records import Budget, BudgetFacts, Release, Unit

FACTS = BudgetFacts(Unit(name="某局"), Budget(0, 0, 2027))


def test_the_last_day_is_twenty_days_after_the_approval_since_the_rule_is_in_force():
    assert publish_by.last_day(date(2027, 1, 20)) == date(2027, 2, 9)
    assert publish_by.last_day(date(2014, 12, 31)) is None


def test_the_approval_is_that_of_the_own_record_else_that_of_the_approved_stage():
    approved = replace(FACTS, release=Release(approved_on="2027-01-20"))
    own = replace(FACTS, release=Release(approved_on="2027-01-25"))
    assert publish_by.approval_day(own, approved) == date(2027, 1, 25)
    assert publish_by.approval_day(FACTS, approved) == date(2027, 1, 20)
    assert publish_by.approval_day(FACTS, None) is None
    assert publish_by.approval_day(replace(FACTS, release=Release(approved_on="一月")), None) is None

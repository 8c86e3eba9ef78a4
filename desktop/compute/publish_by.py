"""Until when an approved budget must be published (公开期限): days after its approval, a dated national parameter."""

from datetime import date, timedelta

from desktop.catalog import policy
from desktop.ledger.records import BudgetFacts


def days_after(approved: date) -> int | None:
    """Return within how many days of its approval a budget must be published; None where no rule was in force.

    Rule: 预算法第十四条, as `publish.days` of the national parameters.
    """
    limit = policy.load("national").parameters["publish.days"].at(approved)
    return None if limit is None else int(limit.value)


def last_day(approved: date) -> date | None:
    """Return the last day on which publishing is in time; None where no rule was in force."""
    days = days_after(approved)
    return None if days is None else approved + timedelta(days=days)


def approval_day(facts: BudgetFacts, approved: BudgetFacts | None) -> date | None:
    """Return when a budget was approved: as its release record says, else that of its 批复 stage; None if unknown."""
    own = policy.read_day(facts.release.approved_on)
    return own if own is not None or approved is None else policy.read_day(approved.release.approved_on)

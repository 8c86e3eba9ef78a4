"""Which parameters a budget is computed with, and which of their values are only examples."""

from collections.abc import Callable
from datetime import date
from itertools import islice

from desktop.catalog.policy import ContributionRule, DatedValue, PayRule
from desktop.compute import quota_bases
from desktop.compute.lines import BudgetLine
from desktop.compute.people import personnel, staff
from desktop.compute.people.staff import Payee
from desktop.compute.policy_values import MONTHS, PolicyValues
from desktop.ledger.records import BudgetFacts
from desktop.ledger.timeline import PersonState

EXAMPLE = "示例"
"""A reference that says so marks an invented value: it shows how a rule works and is the standard of no place."""


_known: list[tuple[BudgetFacts, PolicyValues, list[BudgetLine], list[str]]] = []
"""What was asked for last: several checks of one computation ask for the same."""


def used(facts: BudgetFacts, values: PolicyValues, lines: list[BudgetLine]) -> list[str]:
    """Return the ids of the parameters that an amount of the year rests on, in the order of the rules.

    A rule counts when it is meant for somebody who has what it is computed from, also where its rate is 0.
    """
    for its_facts, its_values, its_lines, names in _known:
        if its_facts is facts and its_values is values and its_lines is lines:
            return names
    _known[:] = [(facts, values, lines, _used(facts, values, lines))]
    return _known[0][3]


def _used(facts: BudgetFacts, values: PolicyValues, lines: list[BudgetLine]) -> list[str]:
    found: list[str] = []
    states = [(payee, state) for payee in staff.payees(facts, values.policy) for state in payee.states]
    for rule in personnel.rules_of(values):
        meant = (state.person.rank for payee, state in states if _meant(rule, payee, state))
        ranks = list(meant if _by_rank(rule) else islice(meant, 1))
        if ranks:
            found += _parameters(rule, ranks, values)
    personnel_lines = [line for line in lines if line.origin.table == "person"]
    found += [
        quota.parameter
        for quota in values.policy.quotas
        if any(s.quota == quota.id for s in facts.quota_splits)
        or quota_bases.has_base(quota, facts, values.policy, personnel_lines)
    ]
    return list(dict.fromkeys(found))


def invented(facts: BudgetFacts, values: PolicyValues, lines: list[BudgetLine]) -> list[str]:
    """Return the labels of the used parameters that have a value marked 示例 in force in the year."""
    return _labels(facts, values, lines, lambda value: EXAMPLE in value.reference)


def without_document(facts: BudgetFacts, values: PolicyValues, lines: list[BudgetLine]) -> list[str]:
    """Return the labels of the used parameters that have a value in force in the year which names no document."""
    return _labels(facts, values, lines, lambda value: not value.reference.strip())


def _labels(
    facts: BudgetFacts, values: PolicyValues, lines: list[BudgetLine], wanted: Callable[[DatedValue], bool]
) -> list[str]:
    days = [date(values.year, month, 1) for month in MONTHS]
    found = []
    for name in used(facts, values, lines):
        parameter = values.policy.parameters[name]
        if any(value is not None and wanted(value) for value in map(parameter.at, days)):
            found.append(parameter.label)
    return found


def _by_rank(rule: PayRule | ContributionRule) -> bool:
    return isinstance(rule, PayRule) and bool(rule.by_rank)


def _meant(rule: PayRule | ContributionRule, payee: Payee, state: PersonState) -> bool:
    """Tell whether a rule is meant for somebody who has what it is computed from."""
    if not staff.applies(rule, state.person):
        return False
    if isinstance(rule, PayRule) and rule.by_rank:
        return not any(state.items.get(name) for name in rule.monthly)
    if isinstance(rule, PayRule) and rule.per_head:
        return True
    if isinstance(rule, ContributionRule):
        if not staff.insured(state.person, rule.insurance):
            return False
        if any(declared.insurance == rule.insurance for declared in payee.declared):
            return True
    return any(state.items.get(name) for name in staff.item_names(rule))


def _parameters(rule: PayRule | ContributionRule, ranks: list[str], values: PolicyValues) -> list[str]:
    if isinstance(rule, PayRule):
        by_rank = [f"{rule.by_rank}.{rank}" for rank in dict.fromkeys(ranks)] if rule.by_rank else []
        names = [rule.per_head or rule.times, *by_rank]
    else:
        names = [rule.rate, rule.floor, rule.ceiling, rule.rounding]
    return [name for name in names if name in values.policy.parameters]

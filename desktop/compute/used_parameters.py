"""Which parameters a budget is computed with, and which of their values are only examples."""

from collections.abc import Callable
from datetime import date

from desktop.catalog.policy import ContributionRule, DatedValue, PayRule
from desktop.compute import operating as public_funds
from desktop.compute import personnel
from desktop.compute.lines import BudgetLine
from desktop.compute.policy_values import MONTHS, PolicyValues
from desktop.ledger.records import BudgetFacts

EXAMPLE = "示例"
"""A reference that says so marks an invented value: it shows how a rule works and is the standard of no place."""


def used(facts: BudgetFacts, values: PolicyValues, lines: list[BudgetLine]) -> list[str]:
    """Return the ids of the parameters that an amount of the year rests on, in the order of the rules.

    A rule counts when it is meant for somebody who has what it is computed from, also where its rate is 0.
    """
    items = personnel.items_by_person(facts)
    found: list[str] = []
    rules: tuple[PayRule | ContributionRule, ...] = (*values.policy.pay, *values.policy.contributions)
    for rule in rules:
        if any(
            personnel.applies(rule, person)
            and personnel.months_of(person)
            and (_per_head(rule) or any(items.get(person.id, {}).get(name) for name in _names(rule)))
            for person in facts.people
        ):
            found += _parameters(rule)
    personnel_lines = [line for line in lines if line.origin.table == "person"]
    found += [
        quota.parameter
        for quota in values.policy.quotas
        if public_funds.basis_of(quota, facts, personnel_lines) or any(s.quota == quota.id for s in facts.quota_splits)
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


def _per_head(rule: PayRule | ContributionRule) -> bool:
    return isinstance(rule, PayRule) and bool(rule.per_head)


def _names(rule: PayRule | ContributionRule) -> tuple[str, ...]:
    thirteenth = rule.thirteenth if isinstance(rule, ContributionRule) else ()
    return (*rule.monthly, *rule.yearly, *thirteenth)


def _parameters(rule: PayRule | ContributionRule) -> tuple[str, ...]:
    if isinstance(rule, PayRule):
        return tuple(name for name in (rule.per_head or rule.times,) if name)
    return (rule.rate, rule.floor, rule.ceiling, rule.rounding)

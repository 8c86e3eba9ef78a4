"""What of the roster no rule takes: a person or a pay item that is nowhere in the lines, with its yearly amount.

Everybody of the roster is paid or stands here, so that no money is left out without a word.
"""

from dataclasses import dataclass

from desktop.catalog.policy import ContributionRule, PayRule, Policy
from desktop.compute import personnel
from desktop.compute.lines import BudgetLine
from desktop.compute.personnel import Items
from desktop.compute.policy_values import PolicyValues
from desktop.ledger.records import BudgetFacts, Person
from desktop.money import Fen, half_up


@dataclass(frozen=True, slots=True)
class UnpaidItem:
    """A pay item that no rule takes: its words, what was entered for one head, and its year for all heads, in 分.

    amount: None where no rule of the pack says whether the item is paid by month or by year.
    """

    label: str
    entered: Fen
    amount: Fen | None


@dataclass(frozen=True, slots=True)
class Unpaid:
    """A person of whom nothing, or not everything, was computed.

    ruled: whether any pay rule is meant for the person's kind and status; items: what no rule takes (may be empty:
    then nothing at all was entered of which pay could be computed).
    """

    person: Person
    ruled: bool
    items: tuple[UnpaidItem, ...]

    @property
    def amount(self) -> Fen:
        """What is missing from the year, as far as it is known, in 分."""
        return sum(item.amount or 0 for item in self.items)


def of_people(facts: BudgetFacts, values: PolicyValues, lines: list[BudgetLine]) -> list[Unpaid]:
    """Return the people that are not wholly paid; `lines` are the computed ones of all people.

    Somebody with no month in the year is owed nothing (C34 asks about the months); where a standard per head has no
    value, C42 says so.
    """
    items = personnel.items_by_person(facts)
    paid = {line.origin.record_id for line in lines}
    found = []
    for person in facts.people:
        if not personnel.months_of(person):
            continue
        rules = [rule for rule in values.policy.pay if personnel.applies(rule, person)]
        own = items.get(person.id, {})
        key = ("unpaid", person, tuple(own.items()))
        left = values.results.get(key)
        if left is None:
            left = values.results[key] = _items_left(person, own, values)
        waits = any(rule.per_head in values.missing for rule in rules)
        if left or not rules or (person.id not in paid and not waits):
            found.append(Unpaid(person, bool(rules), left))
    return found


def _items_left(person: Person, items: Items, values: PolicyValues) -> tuple[UnpaidItem, ...]:
    """Return the items with money that no rule of the person takes.

    An item that no pay rule of the pack pays out is only the base of a contribution: there it is taken.
    """
    pays = [rule for rule in values.policy.pay if not rule.times and not rule.per_head]
    paid_out = {name for rule in pays for name in (*rule.monthly, *rule.yearly)}
    taken = {name for rule in pays if personnel.applies(rule, person) for name in (*rule.monthly, *rule.yearly)}
    for base in values.policy.contributions:
        if personnel.applies(base, person):
            taken.update(name for name in _names(base) if name not in paid_out)
    return tuple(
        UnpaidItem(values.policy.items.get(name, name), amount, _in_year(person, name, amount, values.policy))
        for name, amount in items.items()
        if amount and name not in taken
    )


def _names(rule: PayRule | ContributionRule) -> tuple[str, ...]:
    thirteenth = rule.thirteenth if isinstance(rule, ContributionRule) else ()
    return (*rule.monthly, *rule.yearly, *thirteenth)


def _in_year(person: Person, item: str, amount: Fen, policy: Policy) -> Fen | None:
    rules: tuple[PayRule | ContributionRule, ...] = (*policy.pay, *policy.contributions)
    months = personnel.months_of(person)
    if any(item in rule.yearly for rule in rules):
        return half_up(amount * months, 12) * person.headcount
    return amount * months * person.headcount if any(item in _names(rule) for rule in rules) else None

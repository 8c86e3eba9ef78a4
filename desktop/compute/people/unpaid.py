"""What of the roster no rule takes: a person or a pay item that is nowhere in the lines, with its yearly amount.

Everybody of the roster is paid or stands here, so that no money is left out without a word.
"""

from desktop.catalog.policy import ContributionRule, PayRule, Policy
from desktop.compute.lines import BudgetLine
from desktop.compute.people import staff
from desktop.compute.policy_values import PolicyValues
from desktop.dataclass import dataclass
from desktop.ledger.records import BudgetFacts, Person
from desktop.ledger.timeline import PersonState
from desktop.ledger.vocabulary import PersonStatus
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

    Somebody with no month in the year is owed nothing (C34 asks about the months), nor is somebody on leave without
    pay; where a standard per head has no value, C42 says so.
    """
    paid = {line.origin.record_id for line in lines}
    found = []
    for payee in staff.payees(facts, values.policy):
        owed = [state for state in payee.states if state.person.status != PersonStatus.UNPAID_LEAVE]
        if not owed:
            continue
        key = ("unpaid", payee.key)
        known = values.results.get(key)
        if known is None:
            ruled = all(any(staff.applies(rule, state.person) for rule in values.policy.pay) for state in owed)
            known = values.results[key] = (ruled, _items_left(owed, payee.person.headcount, values))
        ruled, left = known
        nothing = payee.person.id not in paid and not _waits(owed, values)
        if left or not ruled or nothing:
            found.append(Unpaid(payee.person, ruled, left))
    return found


def _waits(owed: list[PersonState], values: PolicyValues) -> bool:
    """Tell whether a person is owed what is paid by a standard that has no value."""
    rules = [rule for rule in values.policy.pay for state in owed if staff.applies(rule, state.person)]
    return any(rule.per_head in values.missing for rule in rules)


def _items_left(owed: list[PersonState], headcount: int, values: PolicyValues) -> tuple[UnpaidItem, ...]:
    """Return the items with money that no rule takes in any state, with what all the months come to.

    An item that no pay rule of the pack pays out is only the base of a contribution: there it is taken. One that is
    paid in some months ends by itself when the person becomes another kind or retires.
    """
    entered: dict[str, Fen] = {}
    amounts: dict[str, Fen | None] = {}
    taken = set[str]().union(*(_taken(state, values) for state in owed))
    for state in owed:
        for name, amount in state.items.items():
            if amount and name not in taken:
                more = _in_year(state.months, name, amount, values.policy)
                before = amounts.get(name, 0)
                entered.setdefault(name, amount)
                amounts[name] = None if more is None or before is None else before + more * headcount
    labels = values.policy.items
    return tuple(UnpaidItem(labels.get(name, name), fen, amounts[name]) for name, fen in entered.items())


def _taken(state: PersonState, values: PolicyValues) -> set[str]:
    """Return the items that a rule takes of people of this kind and status."""
    key = ("taken", state.person.kind, state.person.status)
    if key not in values.results:
        values.results[key] = _taken_of(state, values)
    found: set[str] = values.results[key]
    return found


def _taken_of(state: PersonState, values: PolicyValues) -> set[str]:
    pays = [rule for rule in values.policy.pay if not rule.times and not rule.per_head]
    paid_out = {name for rule in pays for name in (*rule.monthly, *rule.yearly)}
    meant = [rule for rule in pays if staff.applies(rule, state.person)]
    taken = {name for rule in meant for name in (*rule.monthly, *rule.yearly)}
    for base in values.policy.contributions:
        if staff.applies(base, state.person):
            taken.update(name for name in staff.item_names(base) if name not in paid_out)
    return taken


def _in_year(months: int, item: str, amount: Fen, policy: Policy) -> Fen | None:
    rules: tuple[PayRule | ContributionRule, ...] = (*policy.pay, *policy.contributions)
    if any(item in rule.yearly for rule in rules):
        return half_up(amount * months, 12)
    return amount * months if any(item in staff.item_names(rule) for rule in rules) else None

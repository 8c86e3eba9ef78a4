"""Personnel cost (人员经费): from people and pay items to lines, by the pay rules of a policy.

A year of a person is a row of states (`ledger.timeline`); a rule pays the months of the states it is meant for. The
whole year of one item is computed first, then divided over what bears it (几种资金), the last share as remainder.
"""

from collections.abc import Iterator
from fractions import Fraction

from desktop.catalog import crosswalk
from desktop.catalog.policy_rules import ContributionRule, PayRule
from desktop.compute import contributions, staff
from desktop.compute.lines import BudgetLine, Origin
from desktop.compute.policy_values import PolicyValues
from desktop.compute.staff import Items, Payee, applies
from desktop.dataclass import dataclass
from desktop.ledger.records import BudgetFacts, Person
from desktop.ledger.timeline import PersonState
from desktop.money import Fen, half_up

Rule = PayRule | ContributionRule
Part = tuple[PersonState, Fraction]
"""A state and the exact amount it is paid, in 分."""

MOST_RESULTS = 20_000
"""Results kept for the next computation; older ones are dropped together."""


@dataclass(frozen=True, slots=True)
class Earned:
    """What one person gets or costs under one rule in one state, rounded: for one head, in 分."""

    state: PersonState
    amount: Fen


def months_of(person: Person) -> int:
    """Return the number of paid months."""
    return max(0, person.last_month - person.first_month + 1)


def items_by_person(facts: BudgetFacts) -> dict[int, Items]:
    """Return the pay items of each person id as they are in the first month."""
    found: dict[int, Items] = {}
    for item in facts.pay_items:
        if item.month == 1:
            found.setdefault(item.person_id, {})[item.item] = item.amount
    return found


def rules_of(values: PolicyValues) -> tuple[Rule, ...]:
    """Return all rules of people in the order of their lines: pay, then contributions."""
    return (*values.policy.pay, *values.policy.contributions)


def pay(rule: PayRule, payee: Payee, values: PolicyValues) -> Fen:
    """Return one person's yearly amount under a pay rule, in 分."""
    return sum(part.amount for part in pay_parts(rule, payee, values))


def pay_parts(rule: PayRule, payee: Payee, values: PolicyValues) -> list[Earned]:
    """Return the yearly amount under a pay rule by state; the year is rounded once, its last part is what is left."""
    meant = [state for state in payee.states if applies(rule, state.person)]
    if not meant:
        return []
    if len(meant) == 1 and rule.due == "按月" and not (rule.per_head or rule.by_rank or rule.times or rule.steps):
        state = meant[0]
        monthly = sum(state.items.get(name, 0) for name in rule.monthly)
        yearly = sum(state.items.get(name, 0) for name in rule.yearly)
        return [Earned(state, monthly * state.months + half_up(yearly * state.months, 12))]
    if rule.times:
        return _bonus(rule, meant, values)
    parts = [part for part in _exact(rule, meant, values) if part[1]]
    exact = sum((amount for _, amount in parts), start=Fraction(0))
    rounded = [half_up(amount.numerator, amount.denominator) for _, amount in parts[:-1]]
    rest = half_up(exact.numerator, exact.denominator) - sum(rounded)
    return [Earned(state, fen) for (state, _), fen in zip(parts, [*rounded, rest], strict=False)]


def _exact(rule: PayRule, meant: list[PersonState], values: PolicyValues) -> list[Part]:
    if rule.per_head:
        return [(state, _standard(rule.per_head, state, values)) for state in meant]
    if rule.by_rank:
        names = [f"{rule.by_rank}.{state.person.rank}" for state in meant]
        known = [name in values.policy.parameters for name in names]
        return [(s, _standard(n, s, values)) for s, n, there in zip(meant, names, known, strict=True) if there]
    return [(state, _plain(rule, state, meant, values)) for state in meant]


def _standard(parameter: str, state: PersonState, values: PolicyValues) -> Fraction:
    """Return a standard in 元 a month for the months of a state, in 分."""
    spans = values.spans((parameter,), state.first, state.last)
    return sum((int(found[0].value * 100) * Fraction(last - first + 1) for first, last, found in spans), Fraction(0))


def _plain(rule: PayRule, state: PersonState, meant: list[PersonState], values: PolicyValues) -> Fraction:
    """Return what monthly and yearly items make in one state."""
    monthly = sum(state.items.get(name, 0) for name in rule.monthly)
    found = Fraction(monthly * state.months)
    if rule.steps and not monthly:
        found += _standard(name, state, values) if (name := step_of(rule, state.person)) else 0
    yearly = sum(state.items.get(name, 0) for name in rule.yearly)
    if rule.due == "十二月在职全发":
        return found + (yearly if state.last == 12 else 0)
    if rule.due == "全额":
        return found + (yearly if state is meant[-1] else 0)
    return found + Fraction(yearly * state.months, 12)


def step_of(rule: PayRule, person: Person) -> str:
    """Return the parameter of a person's years of work in towns, empty where the years are unknown."""
    if person.town_years is None:
        return ""
    reached = [parameter for years, parameter in rule.steps if years <= person.town_years]
    return reached[-1] if reached else ""


def _bonus(rule: PayRule, meant: list[PersonState], values: PolicyValues) -> list[Earned]:
    """Return months of the pay of the last month: pro rata by months in post, or whole for who is there in December."""
    last = meant[-1]
    monthly = sum(last.items.get(name, 0) for name in rule.monthly)
    in_full = rule.due == "十二月在职全发"
    if not monthly or (in_full and last.last < 12):
        return []
    value = values.at(rule.times, last.last)
    if value is None:
        return []
    months = 12 if in_full else sum(state.months for state in meant)
    numerator, denominator = value.value.as_integer_ratio()
    return [Earned(last, half_up(monthly * numerator * months, denominator * 12))]


def parts_of(rule: Rule, payee: Payee, values: PolicyValues) -> list[Earned]:
    """Return what one person gets or costs under any rule, by state."""
    if isinstance(rule, PayRule):
        return pay_parts(rule, payee, values)
    found = contributions.stretches(rule, payee, values)
    return [Earned(stretch.state, stretch.amount) for stretch in found]


def lines(facts: BudgetFacts, values: PolicyValues) -> Iterator[BudgetLine]:
    """Yield the lines of all people: for each person the pay rules, then the contributions."""
    place = (facts.unit.kind, facts.unit.own_function, facts.running_functions)
    if len(values.results) > MOST_RESULTS:
        values.results.clear()
    for payee in staff.payees(facts):
        key = ("lines", payee.key, place)
        found = values.results.get(key)
        if found is None:
            found = values.results[key] = list(_lines_of(facts, payee, values))
        yield from found


def _lines_of(facts: BudgetFacts, payee: Payee, values: PolicyValues) -> Iterator[BudgetLine]:
    """Yield the lines of one person: under each rule one for each place and each source that bears it."""
    for rule in rules_of(values):
        places: dict[tuple[str, str], Fen] = {}
        for part in parts_of(rule, payee, values):
            place = _place(rule, part.state.person, facts, values)
            places[place] = places.get(place, 0) + part.amount * payee.person.headcount
        if places:
            yield from _booked(facts, payee, rule, places, names_of(rule))


def _place(rule: Rule, person: Person, facts: BudgetFacts, values: PolicyValues) -> tuple[str, str]:
    """Return 项 and side of 政府经济 of a rule's money for a person."""
    return (
        staff.booked_to(rule.function, person, facts, values.policy),
        staff.side_of(person, facts, values.policy),
    )


def names_of(rule: Rule) -> tuple[str, ...]:
    """Return the names under which the shares of a rule's money may be stated."""
    insurance = (rule.insurance,) if isinstance(rule, ContributionRule) else (*rule.monthly, *rule.yearly)
    return (rule.label, *insurance)


def _booked(
    facts: BudgetFacts, payee: Payee, rule: Rule, places: dict[tuple[str, str], Fen], names: tuple[str, ...]
) -> Iterator[BudgetLine]:
    shares = payee.shares_of(*names)
    number = 0
    for (function, side), total in places.items():
        amounts = staff.divide(total, [share.percent for share in shares])
        for share, amount in zip(shares, amounts, strict=True):
            if amount:
                yield BudgetLine(
                    side="支出",
                    year=facts.budget.year,
                    amount=amount,
                    origin=Origin("person", payee.person.id, rule.label, rule.id, number),
                    function=function,
                    economic=rule.economic,
                    government=crosswalk.government_code(rule.economic, side),
                    nature=rule.nature if isinstance(rule, PayRule) else "人员",
                    fund=share.fund,
                    carry="当年",
                    subsource=share.subsource,
                )
                number += 1


def clamps(payee: Payee, values: PolicyValues) -> list[tuple[ContributionRule, contributions.Stretch]]:
    """Return the contributions of a person whose base floor or ceiling changed, with the months it did."""
    key = ("clamps", payee.key)
    found = values.results.get(key)
    if found is None:
        found = values.results[key] = [
            (rule, stretch)
            for rule in values.policy.contributions
            for stretch in contributions.stretches(rule, payee, values)
            if stretch.clamped
        ]
    return list(found)

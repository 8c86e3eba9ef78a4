"""Personnel cost (人员经费): from people and pay items to lines, by the pay and contribution rules of a policy.

Rounding as in the worked example (tests/compute/test_worked_example.py): the base is clamped, then rounded to the
parameter's unit; each person-month contribution is rounded to the 分, then added over the months. A parameter that
changes within the year splits the year at the change.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from desktop.catalog import crosswalk
from desktop.catalog.policy import ContributionRule, DatedValue, PayRule
from desktop.compute.lines import BudgetLine, Origin
from desktop.compute.policy_values import PolicyValues
from desktop.ledger.records import BudgetFacts, Person
from desktop.ledger.vocabulary import PersonKind
from desktop.money import Fen, half_up

KINDS = frozenset(PersonKind)
Items = dict[str, Fen]
"""Pay items of a person: 分 per month, or per year for yearly items."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Months in which one contribution has one base and one monthly amount."""

    first: int
    last: int
    raw: Fen
    base: Fen
    monthly: Fen
    rate: DatedValue
    floor: DatedValue
    ceiling: DatedValue

    @property
    def amount(self) -> Fen:
        """Monthly amount times months."""
        return self.monthly * (self.last - self.first + 1)

    @property
    def clamped(self) -> bool:
        """Whether floor or ceiling changed the base."""
        low, high = int(self.floor.value * 100), int(self.ceiling.value * 100)
        return not low <= self.raw <= high


def months_of(person: Person) -> int:
    """Return the number of paid months."""
    return max(0, person.last_month - person.first_month + 1)


def items_by_person(facts: BudgetFacts) -> dict[int, Items]:
    """Return the pay items of each person id."""
    found: dict[int, Items] = {}
    for item in facts.pay_items:
        found.setdefault(item.person_id, {})[item.item] = item.amount
    return found


def applies(rule: PayRule | ContributionRule, person: Person) -> bool:
    """Tell whether a rule is meant for a person's status and kind; one for all kinds means those that there are."""
    return person.status in rule.statuses and person.kind in (rule.kinds or KINDS)


def pay(rule: PayRule, person: Person, items: Items, values: PolicyValues) -> Fen:
    """Return one person's yearly amount under a pay rule, in 分."""
    months = months_of(person)
    monthly = sum(items.get(name, 0) for name in rule.monthly)
    if rule.per_head:
        spans = values.spans((rule.per_head,), person.first_month, person.last_month)
        return sum(int(found[0].value * 100) * (last - first + 1) for first, last, found in spans)
    if rule.times:
        value = values.at(rule.times, person.last_month) if months and monthly else None
        if value is None:
            return 0
        times, per = value.value.as_integer_ratio()
        return half_up(monthly * times * months, per * 12)
    yearly = sum(items.get(name, 0) for name in rule.yearly)
    return monthly * months + half_up(yearly * months, 12)


def raw_base_twelfths(rule: ContributionRule, items: Items) -> Fen:
    """Return twelve times the unrounded monthly base."""
    monthly = sum(items.get(name, 0) for name in rule.monthly)
    yearly = sum(items.get(name, 0) for name in rule.yearly)
    return 12 * monthly + yearly + sum(items.get(name, 0) for name in rule.thirteenth)


def clamp_base(twelfths: Fen, floor: Fen, ceiling: Fen, unit: Fen) -> Fen:
    """Return the base in 分: clamped to [floor, ceiling], then rounded half up to `unit`."""
    return half_up(min(max(twelfths, 12 * floor), 12 * ceiling), 12 * unit) * unit


def stretches(rule: ContributionRule, person: Person, items: Items, values: PolicyValues) -> list[Stretch]:
    """Return the stretches of the year for one contribution of one person."""
    twelfths = raw_base_twelfths(rule, items)
    if not twelfths:
        return []
    names = (rule.rate, rule.floor, rule.ceiling, rule.rounding)
    found = []
    for first, last, (rate, floor, ceiling, rounding) in values.spans(names, person.first_month, person.last_month):
        base = clamp_base(twelfths, int(floor.value * 100), int(ceiling.value * 100), max(1, int(rounding.value * 100)))
        numerator, denominator = rate.value.as_integer_ratio()
        monthly = half_up(base * numerator, denominator)
        found.append(Stretch(first, last, half_up(twelfths, 12), base, monthly, rate, floor, ceiling))
    return found


def contribution(rule: ContributionRule, person: Person, items: Items, values: PolicyValues) -> Fen:
    """Return one person's yearly contribution, in 分."""
    return sum(stretch.amount for stretch in stretches(rule, person, items, values))


def lines(facts: BudgetFacts, values: PolicyValues) -> Iterator[BudgetLine]:
    """Yield the lines of all people: for each person the pay rules, then the contributions."""
    items = items_by_person(facts)
    unit = (facts.unit.kind, facts.unit.own_function)
    if len(values.results) > MOST_RESULTS:
        values.results.clear()
    for person in facts.people:
        own = items.get(person.id, {})
        key = ("lines", person, tuple(own.items()), unit)
        found = values.results.get(key)
        if found is None:
            found = values.results[key] = list(_lines_of(facts, person, own, values))
        yield from found


MOST_RESULTS = 20_000
"""Results kept for the next computation; older ones are dropped together."""


def _lines_of(facts: BudgetFacts, person: Person, own: Items, values: PolicyValues) -> Iterator[BudgetLine]:
    """Yield the lines of one person: the pay rules, then the contributions."""
    rules: tuple[PayRule | ContributionRule, ...] = (*values.policy.pay, *values.policy.contributions)
    for rule in rules:
        if not applies(rule, person):
            continue
        one = pay(rule, person, own, values) if isinstance(rule, PayRule) else contribution(rule, person, own, values)
        if one:
            yield _line(facts, person, rule, one * person.headcount)


def clamps(person: Person, items: Items, values: PolicyValues) -> list[tuple[ContributionRule, Stretch]]:
    """Return the contributions of a person whose base floor or ceiling changed, with the months it did."""
    key = ("clamps", person, tuple(items.items()))
    found = values.results.get(key)
    if found is None:
        found = values.results[key] = [
            (rule, stretch)
            for rule in values.policy.contributions
            if applies(rule, person)
            for stretch in stretches(rule, person, items, values)
            if stretch.clamped
        ]
    return list(found)


def _line(facts: BudgetFacts, person: Person, rule: PayRule | ContributionRule, amount: Fen) -> BudgetLine:
    kind = facts.unit.kind
    return BudgetLine(
        side="支出",
        year=facts.budget.year,
        amount=amount,
        origin=Origin("person", person.id, rule.label, rule.id),
        function=function_of(rule.function, facts),
        economic=rule.economic,
        government=crosswalk.government_code(rule.economic, kind),
        nature="人员",
        fund=person.fund,
        carry="当年",
    )


def function_of(function: dict[str, str], facts: BudgetFacts) -> str:
    """Return the 项 a rule books to: its code for the unit's kind, or the unit's own function."""
    code = function[facts.unit.kind]
    return facts.unit.own_function if code == "own" else code

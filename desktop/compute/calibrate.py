"""What one month's payroll and insurance bill came to against what is computed for it (校准): by item and by person.

The people are those of the budget's first month, the values those of the month itself, so that last October's payroll
can be held against next year's draft.
"""

from collections.abc import Iterable, Iterator
from dataclasses import field, replace
from decimal import Decimal
from fractions import Fraction

from desktop.catalog.policy_rules import PayRule, Policy
from desktop.compute import contributions, personnel, staff
from desktop.compute.policy_values import PolicyValues
from desktop.compute.staff import Payee
from desktop.dataclass import dataclass
from desktop.ledger.records import BudgetFacts, Person
from desktop.money import Fen, half_up

Actual = tuple[str, str, Fen, Fen | None]
"""Item, person (empty: all), amount and base in 分."""
PAID = ("应发", "应发合计", "应发工资", "应发金额", "应发数")
"""The sum of all that is paid by month."""
RATE_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Deviation:
    """A person whose amounts differ, in 分; None where the file, or the book, does not have the person."""

    who: str
    computed: Fen | None
    actual: Fen | None


@dataclass(frozen=True, slots=True)
class Compared:
    """One item: computed against actual, in 分; of a contribution also the bases, the rate and what they would be.

    implied_rate: the actual amount by the stated base, or by the computed one; implied_base: the actual amount by the
    rate in force.
    """

    label: str
    computed: Fen
    actual: Fen
    computed_base: Fen | None = None
    actual_base: Fen | None = None
    rates: tuple[Decimal, ...] = ()
    implied_rate: Decimal | None = None
    implied_base: Fen | None = None
    deviations: tuple[Deviation, ...] = ()

    @property
    def difference(self) -> Fen:
        """How much more was paid than is computed, in 分."""
        return self.actual - self.computed


@dataclass(slots=True)
class Calibration:
    """All items compared, those of the file nothing is computed for, and those computed that the file does not have."""

    items: list[Compared] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    not_in_file: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    """Labels of parameters without a value in the month."""


@dataclass(slots=True)
class _Sum:
    """What is computed for one item: by person, the bases, and the rates used."""

    label: str
    by_person: dict[int, Fen] = field(default_factory=dict)
    base: Fen | None = None
    rates: set[Decimal] = field(default_factory=set)


def calibrate(facts: BudgetFacts, policy: Policy, year: int, month: int, actuals: Iterable[Actual]) -> Calibration:
    """Compare a month. `policy` has the book's own values laid over it (`Policy.with_values`)."""
    values = PolicyValues(policy, year)
    people = _january(facts, policy)
    sums = {**_pay(people, policy, values, month), **_contributions(people, policy, values, month)}
    names = _names(policy, sums)
    actuals_by_item: dict[str, list[Actual]] = {}
    found = Calibration()
    for actual in actuals:
        key = names.get(actual[0])
        if key is None:
            found.unknown += [actual[0]] if actual[0] not in found.unknown else []
        else:
            actuals_by_item.setdefault(key, []).append(actual)
    persons = {payee.person.id: payee.person for payee in people}
    found.items = [_compared(sums[key], listed, persons) for key, listed in actuals_by_item.items()]
    total = sums[PAID[0]]
    found.not_in_file = [
        each.label
        for key, each in sums.items()
        if key not in actuals_by_item and each is not total and any(each.by_person.values())
    ]
    found.missing = [policy.parameters[name].label for name in sorted(values.missing)]
    return found


def _january(facts: BudgetFacts, policy: Policy) -> list[Payee]:
    """Return the people of the first month as if nothing happened to them all year."""
    still = replace(
        facts,
        people=tuple(replace(p, last_month=12) for p in facts.people if p.first_month == 1 and p.last_month >= 1),
        person_changes=tuple(change for change in facts.person_changes if change.month == 1),
        pay_items=tuple(item for item in facts.pay_items if item.month == 1),
        declared_bases=tuple(base for base in facts.declared_bases if base.month == 1),
    )
    return [payee for payee in staff.payees(still, policy) if payee.states]


def _pay(people: list[Payee], policy: Policy, values: PolicyValues, month: int) -> dict[str, _Sum]:
    """Return what each monthly item comes to; what is paid by year is in no month's payroll."""
    total = _Sum("应发合计")
    found = {PAID[0]: total}
    for rule in policy.pay:
        if rule.times or rule.yearly:
            continue
        for payee in people:
            state = payee.states[0]
            if staff.applies(rule, state.person):
                for name, fen in _monthly(rule, payee, values, month):
                    entry = found.setdefault(name, _Sum(policy.items.get(name, rule.label)))
                    amount = fen * payee.person.headcount
                    entry.by_person[payee.person.id] = entry.by_person.get(payee.person.id, 0) + amount
                    total.by_person[payee.person.id] = total.by_person.get(payee.person.id, 0) + amount
    return found


def _monthly(rule: PayRule, payee: Payee, values: PolicyValues, month: int) -> Iterator[tuple[str, Fen]]:
    state = payee.states[0]
    for name in rule.monthly:
        if name in state.items:
            yield name, state.items[name]
    standard = rule.per_head
    if rule.by_rank:
        standard = f"{rule.by_rank}.{state.person.rank}"
    elif rule.steps and not any(name in state.items for name in rule.monthly):
        standard = personnel.step_of(rule, state.person, values.policy)
    if standard and standard in values.policy.parameters:
        value = values.at(standard, month)
        if value is not None:
            yield rule.id, int(value.value * 100)


def _contributions(people: list[Payee], policy: Policy, values: PolicyValues, month: int) -> dict[str, _Sum]:
    found: dict[str, _Sum] = {}
    for rule in policy.contributions:
        for payee in people:
            for stretch in contributions.stretches(rule, payee, values):
                if stretch.first <= month <= stretch.last:
                    entry = found.setdefault(rule.label, _Sum(rule.label))
                    heads = payee.person.headcount
                    known = entry.by_person.get(payee.person.id, 0)
                    entry.by_person[payee.person.id] = known + stretch.monthly * heads
                    entry.base = (entry.base or 0) + stretch.base * heads
                    entry.rates.add(stretch.rate.value)
    return found


def _names(policy: Policy, sums: dict[str, _Sum]) -> dict[str, str]:
    """Return the key of each item by every name a file may give it; an insurance two rules know names neither."""
    names = dict.fromkeys(PAID, PAID[0]) | {key: key for key in sums}
    names |= {entry.label: key for key, entry in sums.items()}
    rules: dict[str, set[str]] = {}
    for rule in policy.contributions:
        if rule.label in sums:
            rules.setdefault(rule.insurance, set()).add(rule.label)
    return names | {
        insurance: next(iter(labels))
        for insurance, labels in rules.items()
        if len(labels) == 1 and insurance not in names
    }


def _compared(entry: _Sum, actuals: list[Actual], persons: dict[int, Person]) -> Compared:
    of_persons = [actual for actual in actuals if actual[1]]
    stated = [actual for actual in actuals if not actual[1]] or of_persons
    computed, actual = sum(entry.by_person.values()), sum(each[2] for each in stated)
    bases = [each[3] for each in stated if each[3] is not None]
    actual_base = sum(bases) if len(bases) == len(stated) else None
    base = actual_base or entry.base
    rates = tuple(sorted(entry.rates))
    of_contribution = entry.base is not None
    return Compared(
        entry.label,
        computed,
        actual,
        entry.base,
        actual_base,
        rates,
        _rate(actual, base) if of_contribution and base else None,
        _base(actual, rates[0]) if len(rates) == 1 and rates[0] else None,
        tuple(_deviations(entry, of_persons, persons)) if of_persons else (),
    )


def _rate(amount: Fen, base: Fen) -> Decimal:
    return Decimal(half_up(amount * 10**RATE_DIGITS, base)).scaleb(-RATE_DIGITS).normalize()


def _base(amount: Fen, rate: Decimal) -> Fen:
    exact = Fraction(amount) / Fraction(rate)
    return half_up(exact.numerator, exact.denominator)


def _deviations(entry: _Sum, actuals: list[Actual], persons: dict[int, Person]) -> Iterator[Deviation]:
    """Yield who gets another amount than computed, is in the file alone, or in the book alone."""
    left = dict(entry.by_person)
    by_name: dict[str, Fen] = {}
    for _, name, amount, _ in actuals:
        by_name[name] = by_name.get(name, 0) + amount
    for name, amount in by_name.items():
        found = [number for number, person in persons.items() if name and name in (person.code, person.name)]
        if len(found) != 1:
            yield Deviation(name, None, amount)
            continue
        computed = left.pop(found[0], 0)
        if computed != amount:
            yield Deviation(name, computed, amount)
    for number, computed in left.items():
        if computed:
            yield Deviation(persons[number].name or persons[number].code or f"#{number}", computed, None)

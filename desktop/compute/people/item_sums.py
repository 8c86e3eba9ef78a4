"""What is computed for each item that a payroll, an insurance bill or last year's 款 totals may name; and by person.

Monthly pay and contributions are those of one month. What is paid once a year (年终一次性奖金, 年度考核奖), quotas of
public funds and the 款 of basic expenditure are those of the whole year, at the values of the same year.
"""

from collections.abc import Iterator
from dataclasses import field, replace
from decimal import Decimal

from desktop.catalog.classification import load
from desktop.catalog.policy_rules import PayRule
from desktop.compute import operating
from desktop.compute.people import contributions, personnel, staff
from desktop.compute.people.staff import Payee
from desktop.compute.policy_values import PolicyValues
from desktop.dataclass import dataclass
from desktop.ledger.records import BudgetFacts
from desktop.money import Fen

PAID = ("应发", "应发合计", "应发工资", "应发金额", "应发数")
"""The sum of all that is paid by month."""
MONTH, YEAR, QUOTA, SUBJECT = "month", "year", "quota", "subject"
"""Groups of items: those of one month; of one year: once paid, quotas, 款."""


@dataclass(slots=True)
class ItemSum:
    """What is computed for one item, in 分: by person and apart from persons, the bases, the rates used.

    names: what else a file may call it.
    """

    label: str
    group: str = MONTH
    by_person: dict[int, Fen] = field(default_factory=dict)
    apart: Fen = 0
    base: Fen | None = None
    rates: set[Decimal] = field(default_factory=set)
    names: tuple[str, ...] = ()

    @property
    def amount(self) -> Fen:
        """All of it."""
        return sum(self.by_person.values()) + self.apart

    def add(self, payee: Payee, fen: Fen) -> None:
        """Count an amount of one head for all heads of a row of the roster."""
        known = self.by_person.get(payee.person.id, 0)
        self.by_person[payee.person.id] = known + fen * payee.person.headcount


Sums = dict[str, ItemSum]


def of_january(facts: BudgetFacts) -> BudgetFacts:
    """Return a budget with the people of its first month as if nothing happened to them all year."""
    return replace(
        facts,
        people=tuple(replace(p, last_month=12) for p in facts.people if p.first_month == 1 and p.last_month >= 1),
        person_changes=tuple(change for change in facts.person_changes if change.month == 1),
        pay_items=tuple(item for item in facts.pay_items if item.month == 1),
        declared_bases=tuple(base for base in facts.declared_bases if base.month == 1),
    )


def of_month(people: list[Payee], values: PolicyValues, month: int) -> Sums:
    """Return what each monthly item and contribution comes to in a month."""
    total = ItemSum("应发合计", names=PAID)
    found = {PAID[0]: total}
    for rule in values.policy.pay:
        if rule.times:
            continue
        for payee in people:
            if staff.applies(rule, payee.states[0].person):
                for name, fen in _monthly(rule, payee, values, month):
                    label = values.policy.items.get(name, rule.label)
                    found.setdefault(name, ItemSum(label)).add(payee, fen)
                    total.add(payee, fen)
    return found | _contributions(people, values, month)


def _monthly(rule: PayRule, payee: Payee, values: PolicyValues, month: int) -> Iterator[tuple[str, Fen]]:
    state = payee.states[0]
    for name in rule.monthly:
        if name in state.items:
            yield name, state.items[name]
    standard = rule.per_head
    entered = any(state.items.get(name) for name in rule.monthly)
    if rule.by_rank and not entered:
        standard = f"{rule.by_rank}.{state.person.rank}"
    elif rule.steps and not entered:
        standard = personnel.step_of(rule, state.person, values.policy)
    if standard and standard in values.policy.parameters:
        value = values.at(standard, month)
        if value is not None:
            yield rule.id, int(value.value * 100)


def _contributions(people: list[Payee], values: PolicyValues, month: int) -> Sums:
    found: Sums = {}
    for rule in values.policy.contributions:
        for payee in people:
            for stretch in contributions.stretches(rule, payee, values):
                if stretch.first <= month <= stretch.last:
                    entry = found.setdefault(rule.label, ItemSum(rule.label))
                    entry.add(payee, stretch.monthly)
                    entry.base = (entry.base or 0) + stretch.base * payee.person.headcount
                    entry.rates.add(stretch.rate.value)
    return found


def of_year(facts: BudgetFacts, people: list[Payee], values: PolicyValues) -> Sums:
    """Return what is paid once a year, what quotas come to, and the 款 and 类 of all of it."""
    found: Sums = {}
    for rule in values.policy.pay:
        for payee in people if rule.times or rule.yearly else ():
            if staff.applies(rule, payee.states[0].person):
                for name, label, fen in _yearly(rule, payee, values):
                    found.setdefault(f"{YEAR} {name}", ItemSum(label, YEAR, names=(name,))).add(payee, fen)
    lines = list(personnel.lines(facts, values))
    for quota in values.policy.quotas:
        fen = operating.total(quota, facts, values, lines)
        found[f"{QUOTA} {quota.id}"] = ItemSum(quota.label, QUOTA, apart=fen, names=(quota.id,))
    lines += operating.lines(facts, values, lines)
    names = load("economic")
    for line in lines:
        for code in (line.economic, line.economic[:3]):
            entry = found.setdefault(code, ItemSum(f"{code} {names.name(code)}", SUBJECT, names=(names.name(code),)))
            if line.origin.table == "person":
                person = line.origin.record_id
                entry.by_person[person] = entry.by_person.get(person, 0) + line.amount
            else:
                entry.apart += line.amount
    return found


def _yearly(rule: PayRule, payee: Payee, values: PolicyValues) -> Iterator[tuple[str, str, Fen]]:
    """Yield what one head gets once a year: months of pay, and the items that are entered for the year."""
    if rule.times:
        yield rule.id, rule.label, personnel.pay(rule, payee, values)
    for name in rule.yearly if not rule.times else ():
        fen = payee.states[0].items.get(name, 0)
        if fen:
            yield name, values.policy.items.get(name, rule.label), fen

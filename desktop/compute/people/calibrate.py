"""What one month's payroll and insurance bill came to against what is computed for it (校准): by item and by person.

The people are those of the budget's first month, the values those of the month itself, so that last October's payroll
can be held against next year's draft. What is paid once a year, quotas and 款 (科目编码) are held against the whole
year of that month: last year's 款 totals against the same people at last year's values.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import field
from decimal import Decimal
from fractions import Fraction

from desktop.catalog.classification import load
from desktop.catalog.policy_rules import Policy
from desktop.compute.people import item_sums, staff
from desktop.compute.people.item_sums import MONTH, PAID, SUBJECT, ItemSum
from desktop.compute.policy_values import PolicyValues
from desktop.dataclass import dataclass
from desktop.findings import UserError
from desktop.ledger.records import BudgetFacts, Person
from desktop.money import Fen, half_up

Actual = tuple[str, str, Fen, Fen | None]
"""Item, person (empty: all), amount and base in 分."""
RATE_DIGITS = 6
_CODE = re.compile(r"([0-9]{3}|[0-9]{5})(?![0-9])", re.ASCII)


@dataclass(frozen=True, slots=True)
class Deviation:
    """A person whose amounts differ, in 分; None where the file, or the book, does not have the person."""

    who: str
    computed: Fen | None
    actual: Fen | None


@dataclass(frozen=True, slots=True)
class Compared:
    """One item: computed against actual, in 分, of a month or of the whole year.

    Of a contribution also the bases, the rate and what they would be. implied_rate: the actual amount by the stated
    base, or by the computed one; implied_base: the actual amount by the rate in force.
    """

    label: str
    computed: Fen
    actual: Fen
    whole_year: bool
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
    no_codes: list[str] = field(default_factory=list)
    """Codes of the file that the classification does not have, in words."""
    missing: list[str] = field(default_factory=list)
    """Labels of parameters without a value in the month, or in the year where something of the year is compared."""


def calibrate(facts: BudgetFacts, policy: Policy, year: int, month: int, actuals: Iterable[Actual]) -> Calibration:
    """Compare the items of a month, and of its year what is not paid by month.

    `policy` has the book's own values laid over it (`Policy.with_values`).
    """
    values = PolicyValues(policy, year)
    still = item_sums.of_january(facts)
    people = [payee for payee in staff.payees(still, policy) if payee.states]
    sums = item_sums.of_month(people, values, month)
    sums |= {key: each for key, each in item_sums.of_year(still, people, values).items() if key not in sums}
    names = _names(policy, sums)
    by_item: dict[str, list[Actual]] = {}
    found = Calibration()
    for actual in actuals:
        key = names.get(actual[0]) or _subject(actual[0], sums)
        if key:
            by_item.setdefault(key, []).append(actual)
        elif actual[0] not in found.unknown:
            found.unknown.append(actual[0])
    found.no_codes = [problem for name in found.unknown if (problem := _no_code(name))]
    persons = {payee.person.id: payee.person for payee in people}
    found.items = [_compared(sums[key], listed, persons) for key, listed in by_item.items()]
    found.not_in_file = list(_left(sums, by_item))
    whole_year = any(each.whole_year for each in found.items)
    missing = [name for name, months in sorted(values.missing.items()) if whole_year or month in months]
    found.missing = [policy.parameters[name].label for name in missing]
    return found


def month_of(text: str) -> tuple[int, int]:
    """Return year and month of 2026-10. Raises UserError for anything else."""
    year, _, month = text.strip().partition("-")
    good = re.fullmatch(r"20[0-9]{2}-[0-9]{1,2}", text.strip(), re.ASCII) and 1 <= int(month) <= 12
    if not good:
        raise UserError(f"月份“{text}”不对；请写成 2026-10")
    return int(year), int(month)


def _left(sums: item_sums.Sums, by_item: dict[str, list[Actual]]) -> Iterator[str]:
    """Yield what is computed and not in the file, of the groups the file is about; quotas are in no payroll."""
    groups = {sums[key].group for key in by_item} or {MONTH}
    classes = {key for key in by_item if key.isdigit()}
    for key, each in sums.items():
        listed = key in by_item or key == PAID[0] or (each.group == SUBJECT and (len(key) == 3 or key[:3] in classes))
        if each.group in groups and not listed and each.amount:
            yield each.label


def _subject(name: str, sums: item_sums.Sums) -> str:
    """Return the 款 or 类 that a name begins with, empty where it names none that is computed."""
    code = _CODE.match(name)
    return code[1] if code and code[1] in sums else ""


def _no_code(name: str) -> str:
    """Return what is wrong with the 款 that a name begins with; empty where there is such a one, or none is named."""
    code = _CODE.match(name)
    if not code or code[1] in load("economic").codes:
        return ""
    return f"部门经济分类科目编码“{code[1]}”在科目表中不存在（{name}）"


def _names(policy: Policy, sums: item_sums.Sums) -> dict[str, str]:
    """Return the key of each item by every name a file may give it; an insurance two rules know names neither.

    A name that several items have is that of the first: items of the month, then of the year, then 款.
    """
    names: dict[str, str] = {}
    for key, entry in sums.items():
        for name in (key, entry.label, *entry.names):
            names.setdefault(name, key)
    rules: dict[str, set[str]] = {}
    for rule in policy.contributions:
        if rule.label in sums:
            rules.setdefault(rule.insurance, set()).add(rule.label)
    return names | {
        insurance: next(iter(labels))
        for insurance, labels in rules.items()
        if len(labels) == 1 and insurance not in names
    }


def _compared(entry: ItemSum, actuals: list[Actual], persons: dict[int, Person]) -> Compared:
    of_persons = [actual for actual in actuals if actual[1]]
    stated = [actual for actual in actuals if not actual[1]] or of_persons
    computed, actual = entry.amount, sum(each[2] for each in stated)
    bases = [each[3] for each in stated if each[3] is not None]
    actual_base = sum(bases) if len(bases) == len(stated) else None
    base = actual_base or entry.base
    rates = tuple(sorted(entry.rates))
    of_contribution = entry.base is not None
    return Compared(
        entry.label,
        computed,
        actual,
        entry.group != MONTH,
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


def _deviations(entry: ItemSum, actuals: list[Actual], persons: dict[int, Person]) -> Iterator[Deviation]:
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

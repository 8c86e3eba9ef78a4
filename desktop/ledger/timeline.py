"""What a person is, month by month: the record, laid over by the dated changes (年内变动) and later pay items."""

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from desktop.dataclass import dataclass
from desktop.ledger.records import PayItem, Person, PersonChange
from desktop.money import Fen

REPLACED = ("kind", "status", "rank", "centre", "function_code", "insured")
"""Fields a change may set; one it leaves empty stays."""


@dataclass(frozen=True, slots=True)
class PersonState:
    """Months of a year, first to last, in which kind, status, place and pay of a person stay the same.

    items: amount in 分 by pay item, per month or per year as the policy says. half: each month counts half in pay.
    """

    first: int
    last: int
    person: Person
    items: dict[str, Fen]
    half: bool = False

    @property
    def months(self) -> int:
        """How many months it lasts."""
        return self.last - self.first + 1

    @property
    def paid_months(self) -> Fraction | int:
        """How many months of pay it is."""
        return Fraction(self.months, 2) if self.half else self.months


def states(person: Person, changes: Iterable[PersonChange], items: Iterable[PayItem]) -> list[PersonState]:
    """Return the states of a person from the first paid month to the last, none where there is no such month."""
    dated = sorted(changes, key=lambda change: change.month)
    pay = list(items)
    if not dated and all(item.month == 1 for item in pay):  # nothing happens within the year, as with nearly everybody
        paid = {item.item: item.amount for item in pay}
        first, last = person.first_month, person.last_month
        return [PersonState(first, last, person, paid)] if first <= last else []
    pay.sort(key=lambda item: item.month)
    months = {*(change.month for change in dated), *(item.month for item in pay)}
    cuts = {month for month in months if person.first_month < month <= person.last_month}
    starts = sorted({person.first_month, *cuts}) if person.first_month <= person.last_month else []
    found = []
    for number, first in enumerate(starts):
        last = starts[number + 1] - 1 if number + 1 < len(starts) else person.last_month
        found.append(PersonState(first, last, _person_at(person, dated, first), _pay_at(pay, dated, first)))
    return found


def at_the_end(person: Person, changes: Iterable[PersonChange], items: Iterable[PayItem]) -> PersonState | None:
    """Return the state of the last paid month, which the next year begins with."""
    found = states(person, changes, items)
    return found[-1] if found else None


def _person_at(person: Person, changes: list[PersonChange], month: int) -> Person:
    for change in changes:
        if change.month <= month:
            changed = {name: value for name in REPLACED if (value := getattr(change, name))}
            if "centre" in changed:  # a new centre brings its own 项 with it
                changed.setdefault("function_code", "")
            person = replace(person, **changed)
    return person


def _pay_at(items: list[PayItem], changes: list[PersonChange], month: int) -> dict[str, Fen]:
    """Return the pay of a month; what was entered before pay ended is paid no more."""
    ended = max((change.month for change in changes if change.pay_ends and change.month <= month), default=1)
    return {item.item: item.amount for item in items if ended <= item.month <= month}

"""Who of this year's roster is who of last year's, so that nobody's change is taken for another's.

A code says it. Without one a name does, only together with kind and status; where several share name, kind and
status, those with equal pay are the same first, then the others in the order of the roster.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterator
from dataclasses import field

from desktop.dataclass import dataclass
from desktop.ledger.records import BudgetFacts, PayItem, Person

Rows = list[Person]
Pay = dict[int, Hashable]
"""What each row of one year is paid, by the row's id."""
Sign = Callable[[Person, Pay], Hashable]
"""What two rows must have in common to be taken for the same; nothing (None): no row is the same as this one."""


@dataclass(slots=True)
class SamePerson:
    """One person, or a group of equal ones: the rows of both years, and which row goes on with which."""

    last: Rows = field(default_factory=list)
    this: Rows = field(default_factory=list)
    before: dict[int, Person] = field(default_factory=dict)
    """Last year's row by the id of this year's."""
    label: str = ""


def of_years(last: BudgetFacts, this: BudgetFacts) -> list[SamePerson]:
    """Return everybody of both years, each row once. No two labels are equal."""
    pay = _pay_of(last), _pay_of(this)
    same = list(_by_code(last, this, pay))
    olds = _rest(last, [row for person in same for row in person.last])
    news = _rest(this, [row for person in same for row in person.this])
    pairs = _pairs(olds, news, pay, (_unchanged, _paid, _named), lambda old, new: not (old.code and new.code))
    same += [SamePerson([old], [new], {new.id: old}) for old, new in pairs]
    same += [SamePerson(last=rows) for rows in _by(olds).values()]
    same += [SamePerson(this=rows) for rows in _by(news).values()]
    _label(same)
    return same


def items_of(facts: BudgetFacts) -> dict[int, list[PayItem]]:
    """Return the pay items of each person, by the person's id."""
    found: dict[int, list[PayItem]] = {}
    for item in facts.pay_items:
        found.setdefault(item.person_id, []).append(item)
    return found


def _pay_of(facts: BudgetFacts) -> Pay:
    """Return what each row is paid, whatever the order of its items."""
    items = items_of(facts)
    return {row.id: frozenset((i.item, i.amount) for i in items.get(row.id, ())) for row in facts.people}


def _rest(facts: BudgetFacts, taken: Rows) -> Rows:
    known = {row.id for row in taken}
    return [row for row in facts.people if row.id not in known]


def _named(row: Person, _: Pay) -> Hashable:
    """Return what stands for a row without a code; a group has no name, only its kind, status and post."""
    if row.name:
        return (row.name, row.kind, row.status)
    return None if row.code else ("", row.kind, row.status, row.post)


def _paid(row: Person, pay: Pay) -> Hashable:
    named = _named(row, pay)
    return named and (named, pay[row.id])


def _unchanged(row: Person, pay: Pay) -> Hashable:
    named = _named(row, pay)
    return named and (named, row.first_month, row.last_month, row.headcount, row.fund, pay[row.id])


OF_ONE_CODE: tuple[Sign, ...] = (
    lambda row, pay: (row.kind, row.status, pay[row.id]),
    lambda row, _: (row.kind, row.status),
    lambda row, _: row.code,
)


def _by_code(last: BudgetFacts, this: BudgetFacts, pay: tuple[Pay, Pay]) -> Iterator[SamePerson]:
    """Yield the people whose code stands in both years; one who retires within the year has two rows of it."""
    before, after = _by(list(last.people)), _by(list(this.people))
    for key, news in after.items():
        if key[0] and key in before:
            pairs = _pairs(list(before[key]), list(news), pay, OF_ONE_CODE, lambda old, new: True)
            yield SamePerson(before[key], news, {new.id: old for old, new in pairs})


def _by(rows: Rows) -> dict[tuple[str, int], Rows]:
    """Return the rows of each code; a row without one stands alone."""
    found: dict[tuple[str, int], Rows] = {}
    for row in rows:
        found.setdefault((row.code, 0 if row.code else row.id), []).append(row)
    return found


def _pairs(
    olds: Rows, news: Rows, pay: tuple[Pay, Pay], signs: tuple[Sign, ...], may: Callable[[Person, Person], bool]
) -> list[tuple[Person, Person]]:
    """Return pairs of equal sign, the strictest sign first, and take them out of both lists."""
    found = []
    for sign in signs:
        waiting: dict[Hashable, Rows] = {}
        for old in olds:
            waiting.setdefault(sign(old, pay[0]), []).append(old)
        for new in list(news):
            wanted = sign(new, pay[1])
            fitting = [old for old in waiting.get(wanted, ()) if may(old, new)] if wanted else []
            if fitting:
                old = fitting[0]
                waiting[wanted].remove(old)
                olds.remove(old)
                news.remove(new)
                found.append((old, new))
    return found


def _label(people: list[SamePerson]) -> None:
    """Name everybody by name, code or kind; those of one name also by code or post, in the end by number."""
    for person in people:
        row = (person.this or person.last)[0]
        person.label = row.name or row.code or f"{row.kind}{row.status}{row.post}"
    for person in _shared(people):
        row = (person.this or person.last)[0]
        more = (row.code or row.post) if row.name else ""
        person.label += f"（{more}）" if more else ""
    seen: Counter[str] = Counter()
    for person in _shared(people):
        label = person.label
        seen[label] += 1
        person.label = f"{label}（第{seen[label]}人）"


def _shared(people: list[SamePerson]) -> list[SamePerson]:
    counts = Counter(person.label for person in people)
    return [person for person in people if counts[person.label] > 1]

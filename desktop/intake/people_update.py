"""Putting people of a roster into a budget: who is new, who changes and how, who is in the book but not in the file."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from desktop.dataclass import dataclass
from desktop.intake.payroll_parts import DatedChange
from desktop.intake.payroll_row import ImportedPerson
from desktop.intake.roster import COLUMNS
from desktop.ledger.book import Book
from desktop.ledger.describe import field_of
from desktop.ledger.records import Budget, DeclaredBase, FundShare, PayItem, Person, PersonChange
from desktop.money import YUAN, Fen

NEW, CHANGED, SAME, GONE = "新增", "更新", "不变", "文件中没有"
"""What an import does with a person."""


@dataclass(frozen=True, slots=True)
class PersonDifference:
    """What an import does with one person: the row of the file, the person of the book, what changes in words."""

    state: str
    row: ImportedPerson | None
    old: Person | None
    words: tuple[str, ...] = ()

    @property
    def who(self) -> str:
        """Name, code or post."""
        person = self.row.person if self.row else self.old
        return (person.name or person.code or person.post) if person else ""


def differences(
    book: Book, budget: Budget, rows: list[ImportedPerson], labels: dict[str, str]
) -> list[PersonDifference]:
    """Return what taking the rows would do, in the order of the file, then who of the book the file does not have.

    labels: pay items by id. Nothing is written.
    """
    people = book.records(Person, budget_id=budget.id)
    paid = _paid(book, budget)
    found = []
    same = _same(people, rows)
    for row, old in zip(rows, same, strict=True):
        if old is None:
            found.append(PersonDifference(NEW, row, None))
            continue
        words = _words(book, row, old, paid.get(old.id, {}), labels)
        found.append(PersonDifference(CHANGED if words else SAME, row, old, words))
    known = {old.id for old in same if old is not None}
    return found + [PersonDifference(GONE, None, person) for person in people if person.id not in known]


def _paid(book: Book, budget: Budget) -> dict[int, dict[str, Fen]]:
    paid: dict[int, dict[str, Fen]] = {}
    for item in book.records(PayItem, budget_id=budget.id, month=1):
        paid.setdefault(item.person_id, {})[item.item] = item.amount
    return paid


def _words(
    book: Book, row: ImportedPerson, old: Person, paid: dict[str, Fen], labels: dict[str, str]
) -> tuple[str, ...]:
    """Say what changes of a person: fields, pay items before and after, parts beside pay."""
    new = _merged(row, old)
    words = [
        f"{field_of(Person, name).label}：{getattr(old, name) or '（空）'} → {getattr(new, name) or '（空）'}"
        for name in COLUMNS
        if getattr(old, name) != getattr(new, name)
    ]
    for item in dict.fromkeys((*paid, *row.items)) if row.paid else ():
        before, after = paid.get(item, 0), row.items.get(item, 0)
        if before != after:
            words.append(f"{labels.get(item, item)}：{YUAN.show(before)} → {YUAN.show(after)}")
    held = [(s.fund, s.subsource, s.percent) for s in _shares(book, old)]
    if "fund" in row.filled and held != [(s.fund, s.subsource, s.percent) for s in row.shares]:
        words.append("资金分担：" + ("、".join(f"{s.fund}{s.subsource} {s.percent}%" for s in row.shares) or "（无）"))
    declared = {b.insurance: b.amount for b in book.records(DeclaredBase, person_id=old.id, month=1)}
    for insurance, amount in row.bases.items():
        if declared.get(insurance) != amount:
            words.append(f"{insurance}核定基数：{YUAN.show(declared.get(insurance, 0))} → {YUAN.show(amount)}")
    dated = {_as_dated(change) for change in book.records(PersonChange, person_id=old.id)}
    words += [f"{change.month} 月{change.what}" for change in row.changes if change not in dated]
    return tuple(words)


def _as_dated(change: PersonChange) -> DatedChange:
    return DatedChange(change.month, change.what, change.status, change.rank, change.pay_ends)


def _shares(book: Book, person: Person) -> list[FundShare]:
    return book.records(FundShare, person_id=person.id, item="")


def add_people(
    book: Book, budget: Budget, rows: list[ImportedPerson], gone: frozenset[int] = frozenset()
) -> tuple[int, int]:
    """Put people into a budget as one operation; return how many are new and how many were brought up to date.

    A person of the same code and status is updated, and where the file has no codes one of the same name and status
    that no other shares; what the file has no column for stays, the pay items of the file replace those of the book.
    gone: ids of people of the book that are taken out, with all that belongs to them.
    """
    people = book.records(Person, budget_id=budget.id)
    same = _same(people, rows)
    position = max((person.position for person in people), default=-1) + 1
    with book.operation(f"导入花名册 {len(rows)} 行"):
        for person in people:
            if person.id in gone:
                for part in (*book.parts_of(person), person):
                    book.delete(part)
        for row, old in zip(rows, same, strict=True):
            _store(book, budget, row, old, position)
            position += old is None
    updated = sum(old is not None for old in same)
    return len(rows) - updated, updated


def _same(people: list[Person], rows: list[ImportedPerson]) -> list[Person | None]:
    """Return for each row of the file who of the book it is."""
    by_code = {(p.code, p.status): p for p in people if p.code}
    by_name: dict[tuple[str, str], list[Person]] = {}
    for person in people:
        by_name.setdefault((person.name, person.status), []).append(person)
    named = Counter((row.person.name, row.person.status) for row in rows)
    found = []
    for row in rows:
        old, key = by_code.get((row.person.code, row.person.status)), (row.person.name, row.person.status)
        if old is None and row.person.name and "code" not in row.filled and named[key] == 1:
            same = by_name.get(key, [])
            old = same[0] if len(same) == 1 and _may_be(same[0], row.person) else None
        found.append(old)
    return found


def _may_be(old: Person, new: Person) -> bool:
    """Whether last places of an identity number, where both have them, do not say that these are two people."""
    return not (new.code and old.code.startswith(f"{old.name}*")) or old.code == new.code


def _merged(row: ImportedPerson, old: Person) -> Person:
    fields = {name: getattr(row.person, name) for name in COLUMNS if name in row.filled}
    return replace(old, **({} if old.code else {"code": row.person.code}) | fields)


def _store(book: Book, budget: Budget, row: ImportedPerson, old: Person | None, position: int) -> None:
    if old is None:
        person = book.insert(replace(row.person, budget_id=budget.id, position=position))
    else:
        person = _merged(row, old)
        book.update(person)
        for item in book.records(PayItem, person_id=old.id, month=1) if row.paid else ():
            book.delete(item)
        _clear_parts(book, row, old)
    for name, amount in row.items.items():
        book.insert(PayItem(budget_id=budget.id, person_id=person.id, item=name, amount=amount))
    for number, share in enumerate(row.shares):
        share_record = FundShare(budget_id=budget.id, position=number, person_id=person.id, fund=share.fund)
        book.insert(replace(share_record, subsource=share.subsource, percent=share.percent))
    for insurance, amount in row.bases.items():
        book.insert(DeclaredBase(budget_id=budget.id, person_id=person.id, insurance=insurance, month=1, amount=amount))
    for change in row.changes:
        book.insert(
            PersonChange(
                budget_id=budget.id,
                person_id=person.id,
                month=change.month,
                what=change.what,
                status=change.status,
                rank=change.rank,
                pay_ends=change.pay_ends,
            )
        )


def _clear_parts(book: Book, row: ImportedPerson, old: Person) -> None:
    """Take out what the row says anew: who bears the person, bases of its insurances, changes of its kinds."""
    whats = {change.what for change in row.changes}
    again: list[tuple[list[FundShare] | list[DeclaredBase] | list[PersonChange], Callable[..., bool]]] = [
        (_shares(book, old), lambda _: "fund" in row.filled),
        (book.records(DeclaredBase, person_id=old.id, month=1), lambda base: base.insurance in row.bases),
        (book.records(PersonChange, person_id=old.id), lambda change: change.what in whats),
    ]
    for records, replaced in again:
        for record in records:
            if replaced(record):
                book.delete(record)

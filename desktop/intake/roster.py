"""Importing a roster (花名册): people or groups of people with their pay items. ID and bank numbers are not kept."""

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from desktop.findings import Finding
from desktop.intake import sheet_import
from desktop.intake.cells import RowReader
from desktop.intake.headers import Mapping
from desktop.ledger.book import Book
from desktop.ledger.describe import FieldDescription, Kind, fields_of, headings_of
from desktop.ledger.records import Budget, PayItem, Person
from desktop.ledger.vocabulary import Fund, PersonKind, PersonStatus, read_fund
from desktop.money import Fen

COLUMNS = headings_of(Person)
STATUS_WORDS = {
    "": "在职", "在岗": "在职", "在编": "在职", "在职人员": "在职", "退休人员": "退休", "离休人员": "离休",
    "新招": "拟招", "拟录用": "拟招", "聘用": "编外", "编外人员": "编外", "遗属人员": "遗属",
}  # fmt: skip
KIND_WORDS = {"公务员": "行政", "行政人员": "行政", "参公人员": "参公", "事业人员": "事业", "工勤人员": "工勤",
              "编外人员": "编外", "合同制": "编外", "聘用人员": "编外", "遗属人员": "遗属"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One accepted row: the person (not stored yet) and pay items in 分."""

    person: Person
    items: dict[str, Fen]


@dataclass(slots=True)
class RosterReading:
    """What a roster gave: accepted rows, sums by pay item, columns left out, notes, and refusals."""

    people: list[PersonRow] = field(default_factory=list)
    sums: dict[str, Fen] = field(default_factory=dict)
    columns: dict[str, str] = field(default_factory=dict)
    ignored: list[str] = field(default_factory=list)
    notes: tuple[str, ...] = ()
    rejects: list[Finding] = field(default_factory=list)


def read_roster(
    path: Path, items: dict[str, str], kind: str, mapping: Mapping | None = None, sheet: str = ""
) -> RosterReading:
    """Read a roster. items: pay items by id with their labels; kind: the kind of people where no column says it.

    Raises UserError when the file itself cannot be read.
    """
    known = COLUMNS | {name: (label, name, label.split("（")[0]) for name, label in items.items()}
    found = sheet_import.open_sheet(path, sheet, known, (), frozenset(items), mapping or {})
    if not found.rejects and not {"name", "code", "post"} & set(found.columns):
        found.reject("缺少列：姓名、人员编号或岗位，至少要有一列")
        found.rows = []
    reading = RosterReading(ignored=found.ignored, notes=found.table.notes, rejects=found.rejects)
    reading.columns = {text: name for name, (_, text) in found.columns.items()}
    seen: dict[tuple[str, str], int] = {}
    for row in found.rows:
        reader = RowReader(found.table, row, found.columns)
        one = _person(reader, items, kind)
        key = (one.person.code, one.person.status)
        if one.person.code and key in seen:
            reader.reject("code", f"编号“{one.person.code}”与第 {seen[key]} 行重复，请改正")
        seen[key] = row.number
        reading.rejects += reader.rejects
        if not reader.rejects:
            reading.people.append(one)
    listed = [name for name in items if name in found.columns]
    reading.sums = {name: sum(row.items.get(name, 0) for row in reading.people) for name in listed}
    return reading


_KINDS, _STATUSES = frozenset(PersonKind), frozenset(PersonStatus)


def _person(reader: RowReader, items: dict[str, str], kind: str) -> PersonRow:
    fields = [field for field in fields_of(Person) if field.headings]
    person = Person(**{field.name: _value(reader, field, kind) for field in fields})
    if not (person.code or person.name or person.post):
        reader.reject("name", "没有姓名、编号或岗位，不知道是谁的金额，请补充")
    if person.last_month < person.first_month:
        reader.reject("last_month", f"截止月 {person.last_month} 早于起始月 {person.first_month}，请核对")
    amounts = {name: fen for name in items if (fen := reader.amount(name, zero=True))}
    return PersonRow(person, amounts)


def _value(reader: RowReader, field: FieldDescription, kind: str) -> Any:
    """Return what a row says of a field, by what the field says of itself; words of the trade are translated."""
    name = field.name
    if name == "kind":
        return reader.word(name, lambda text: _known(KIND_WORDS.get(text, text) or kind, _KINDS), PersonKind)
    if name == "status":
        return reader.word(name, lambda text: _known(STATUS_WORDS.get(text, text), _STATUSES), PersonStatus)
    if name == "fund":
        return reader.word(name, lambda text: read_fund(text or Fund.GENERAL), Fund)
    if name == "code":
        return reader.identifier(name)
    if field.kind is Kind.MONTH:
        return reader.whole(name, field.default, 1, 12)
    if field.kind is Kind.FLAG:
        return reader.flag(name)
    if field.kind is Kind.WHOLE and field.default is None and not reader.text(name):
        return None
    if field.kind is Kind.WHOLE:
        return reader.whole(name, field.default, *field.bounds)
    return reader.text(name)


def _known(text: str, words: frozenset[str]) -> str | None:
    return text if text in words else None


def add_people(book: Book, budget: Budget, rows: list[PersonRow]) -> tuple[int, int]:
    """Put people into a budget as one operation; return how many are new and how many were brought up to date.

    A person of the same code and status is updated, and the pay items of the file replace those of the book.
    """
    present = {(p.code, p.status): p for p in book.records(Person, budget_id=budget.id) if p.code}
    position = len(book.records(Person, budget_id=budget.id))
    with book.operation(f"导入花名册 {len(rows)} 行"):
        for row in rows:
            old = present.get((row.person.code, row.person.status)) if row.person.code else None
            _store(book, budget, row, old, position)
            position += old is None
    updated = sum((row.person.code, row.person.status) in present for row in rows if row.person.code)
    return len(rows) - updated, updated


def _store(book: Book, budget: Budget, row: PersonRow, old: Person | None, position: int) -> None:
    if old is None:
        person = book.insert(replace(row.person, budget_id=budget.id, position=position))
    else:
        person = replace(row.person, id=old.id, budget_id=budget.id, position=old.position)
        book.update(person)
        for item in book.records(PayItem, person_id=old.id, month=1):
            book.delete(item)
    for name, amount in row.items.items():
        book.insert(PayItem(budget_id=budget.id, person_id=person.id, item=name, amount=amount))

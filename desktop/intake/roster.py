"""Importing a roster (花名册) or payroll (工资表): people or groups of people and their pay, in the file's order."""

from collections import Counter
from dataclasses import field, replace
from pathlib import Path

from desktop.dataclass import dataclass
from desktop.findings import Finding
from desktop.intake import payroll_sheets, payroll_words, sheet_import
from desktop.intake.headers import ColumnMapping
from desktop.intake.payroll_row import ImportedPerson, PayrollRow
from desktop.intake.payroll_words import GROSS
from desktop.intake.sheet_import import ImportSheet
from desktop.ledger.book import Book
from desktop.ledger.describe import headings_of
from desktop.ledger.records import Budget, PayItem, Person
from desktop.money import YUAN, Fen

COLUMNS = headings_of(Person)
IDENTITY = ("身份证号", "身份证号码", "证件号码", "公民身份号码", "居民身份证号", "身份证", "身份证件号码")
NAMES = {"identity": "身份证号（只留末四位，区分同名的人）", GROSS: "应发合计（只核对）"}
SAMPLES = 3
"""How many values are shown beside a column."""


Seen = dict[tuple[str, str], tuple[str, int]]
"""Sheet and row of each code (or name) and state."""


@dataclass(slots=True)
class RosterReading:
    """The result of reading a roster: accepted rows, sums by pay item, columns and what they mean, notes, refusals.

    samples: the first values of each column by its text; withheld: columns whose money never becomes cost; words: cells
    translated, by what they were translated to; gross: what the file says was paid, in 分 (None where it does not say).
    """

    people: list[ImportedPerson] = field(default_factory=list)
    sums: dict[str, Fen] = field(default_factory=dict)
    columns: dict[str, str] = field(default_factory=dict)
    samples: dict[str, tuple[str, ...]] = field(default_factory=dict)
    ignored: list[str] = field(default_factory=list)
    withheld: list[str] = field(default_factory=list)
    words: dict[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    rejects: list[Finding] = field(default_factory=list)
    gross: Fen | None = None


def known_columns(items: dict[str, str]) -> dict[str, tuple[str, ...]]:
    """Return the headings of each field, those of pay items by official and usual names."""
    taken = {text for texts in COLUMNS.values() for text in texts}
    labels = {name: (label, name, label.split("（")[0]) for name, label in items.items()}
    taken |= {text for texts in labels.values() for text in texts}
    usual = {name: tuple(t for t in payroll_words.spellings(items[name]) if t not in taken) for name in items}
    return COLUMNS | {"identity": IDENTITY, GROSS: ("应发合计",)} | {n: labels[n] + usual[n] for n in items}


def read_roster(
    path: Path,
    items: dict[str, str],
    kind: str,
    mapping: ColumnMapping | None = None,
    sheet: str = "",
    words: ColumnMapping | None = None,
) -> RosterReading:
    """Read a roster. items: pay items by id with their labels; kind: the kind of people where nothing says it.

    sheet: see `payroll_sheets.tables`; words: what the user has decided that words of 类别 and 状态 mean.
    Raises UserError when the file itself cannot be read.
    """
    tables, notes = payroll_sheets.tables(path, sheet)
    reading = RosterReading(notes=notes)
    seen: Seen = {}
    for table in tables:
        opened = sheet_import.open_table(
            table, known_columns(items), (), frozenset(items) | {GROSS}, mapping or {}, payroll_words.role
        )
        _take_columns(reading, opened, items)
        _take_rows(
            reading,
            opened,
            [PayrollRow(table, r, opened.columns, words or {}, opened.left_out) for r in opened.rows],
            items,
            kind,
            seen,
        )
        reading.rejects += opened.rejects
    listed = [name for name in items if name in reading.columns.values()]
    reading.sums = {name: sum(row.items.get(name, 0) for row in reading.people) for name in listed}
    return reading


def _take_columns(reading: RosterReading, opened: ImportSheet, items: dict[str, str]) -> None:
    """Note what each column is, with its first values; those that say who somebody is are not shown."""
    if not opened.rejects and not {"name", "code", "post"} & set(opened.columns):
        opened.reject("缺少列：姓名、人员编号或岗位，至少要有一列")
        opened.rows = []
    if {"code", "identity"} <= set(opened.columns):
        opened.ignored.append(opened.columns.pop("identity")[1])
    for name, (position, text) in opened.columns.items():
        reading.columns[text] = name
        if name != "identity":
            shown = (row.cells[position] for row in opened.rows if position < len(row.cells) and row.cells[position])
            reading.samples.setdefault(text, tuple(dict.fromkeys(shown))[:SAMPLES])
        if GROSS in opened.columns and "全年" in items.get(name, "") and "年" not in text:
            opened.reject(f"列“{text}”要填全年金额，工资表里是一个月的数；请换算，或指定为“不导入”", None, text)
    reading.ignored += [text for text in opened.ignored if text not in reading.ignored]
    reading.withheld += [text for text in opened.withheld if text not in reading.withheld]
    if opened.skipped:
        reading.notes += (f"工作表“{opened.table.sheet}”跳过重复的表头和签字行 {opened.skipped} 行",)


def _take_rows(
    reading: RosterReading, opened: ImportSheet, rows: list[PayrollRow], items: dict[str, str], kind: str, seen: Seen
) -> None:
    stated = read = 0
    for row in rows:
        accepted = row.person(items, kind)
        _refuse_twice(row, accepted.person, opened.table.sheet, seen)
        stated, read = stated + row.gross, read + sum(accepted.items.values())
        reading.words |= row.translated
        reading.rejects += row.rejects
        if not row.rejects:
            reading.people.append(accepted)
    if GROSS in opened.columns:
        reading.gross = (reading.gross or 0) + stated
        if stated != read and not opened.left_out:
            difference = YUAN.show(stated - read)
            message = f"应发共 {YUAN.show(stated)} 元，读入的工资项共 {YUAN.show(read)} 元，相差 {difference} 元"
            opened.reject(message, None, opened.columns[GROSS][1])


def _refuse_twice(row: PayrollRow, person: Person, sheet: str, seen: Seen) -> None:
    """Refuse a code that comes twice, and a name without a code that stands in another sheet in the same state."""
    key = (person.code or person.name, person.status)
    before = seen.get(key)
    if key[0] and before and (person.code or before[0] != sheet):
        where = f"第 {before[1]} 行" if before[0] == sheet else f"工作表“{before[0]}”第 {before[1]} 行"
        what = f"编号“{person.code}”" if person.code else f"姓名“{person.name}”没有编号，"
        row.reject("code" if person.code else "name", f"{what}与{where}重复，请改正")
    seen[key] = (sheet, row.number)


def add_people(book: Book, budget: Budget, rows: list[ImportedPerson]) -> tuple[int, int]:
    """Put people into a budget as one operation; return how many are new and how many were brought up to date.

    A person of the same code and status is updated, and where the file has no codes one of the same name and status
    that no other shares; what the file has no column for stays, the pay items of the file replace those of the book.
    """
    people = book.records(Person, budget_id=budget.id)
    same = _same(people, rows)
    position = len(people)
    with book.operation(f"导入花名册 {len(rows)} 行"):
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
        if old is None and row.person.name and "code" not in row.given and named[key] == 1:
            same = by_name.get(key, [])
            old = same[0] if len(same) == 1 and _may_be(same[0], row.person) else None
        found.append(old)
    return found


def _may_be(old: Person, new: Person) -> bool:
    """Whether last places of an identity number, where both have them, do not say that these are two people."""
    return not (new.code and old.code.startswith(f"{old.name}*")) or old.code == new.code


def _store(book: Book, budget: Budget, row: ImportedPerson, old: Person | None, position: int) -> None:
    if old is None:
        person = book.insert(replace(row.person, budget_id=budget.id, position=position))
    else:
        fields = {name: getattr(row.person, name) for name in COLUMNS if name in row.given}
        person = replace(old, **({} if old.code else {"code": row.person.code}) | fields)
        book.update(person)
        for item in book.records(PayItem, person_id=old.id, month=1):
            book.delete(item)
    for name, amount in row.items.items():
        book.insert(PayItem(budget_id=budget.id, person_id=person.id, item=name, amount=amount))

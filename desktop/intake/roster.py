"""Importing a roster (花名册) or payroll (工资表): people or groups of people and their pay, in the file's order."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import field
from itertools import islice
from pathlib import Path

from desktop.dataclass import dataclass
from desktop.findings import Finding
from desktop.intake import headers, payroll_parts, payroll_sheets, payroll_tables, payroll_words, sheet_import
from desktop.intake.headers import ColumnMapping
from desktop.intake.payroll_join import People
from desktop.intake.payroll_row import ImportedPerson, PayrollRow
from desktop.intake.payroll_words import BASE, GROSS, SHARE
from desktop.intake.sheet_import import ImportSheet
from desktop.ledger.describe import headings_of
from desktop.ledger.records import Person
from desktop.money import YUAN, Fen
from desktop.outside.source_files import SourceRow, SourceTable

COLUMNS = headings_of(Person)
IDENTITY = ("身份证号", "身份证号码", "证件号码", "公民身份号码", "居民身份证号", "身份证", "身份证件号码")
WHOSE = frozenset({"name", "code", "post", "identity"})
"""Columns that say whose a row is."""
NAMES = {
    "identity": "身份证号（只留末四位，区分同名的人）",
    GROSS: "应发合计（只核对）",
    payroll_parts.RETIRES: "退休时间（次月起按退休）",
    payroll_parts.TOOK_POST: "任职时间（次月起）",
    payroll_parts.RISES: "晋级时间（当月起）",
    payroll_parts.NEXT_RANK: "晋级、任职后的职级",
    payroll_parts.BEGAN: "参加工作时间（预算年度内为首次参加工作）",
    **{name: f"{name.removeprefix(BASE)}核定基数" for name in payroll_words.part_headings() if name.startswith(BASE)},
    **{name: f"资金比例：{name.removeprefix(SHARE)}" for name in payroll_words.part_headings() if SHARE in name},
}
"""What columns can be beside fields of a person and pay items."""
SAMPLES, SEARCHED = 3, 30
"""How many values are shown beside a column, and among how many they are looked for."""


@dataclass(frozen=True, slots=True)
class GrossDifference:
    """Somebody whose 应发 is not the sum of the pay items read; both in 分."""

    who: str
    sheet: str
    row: int
    stated: Fen
    read: Fen


@dataclass(slots=True)
class RosterReading:
    """The result of reading a roster: accepted rows, sums by pay item, columns and what they mean, notes, refusals.

    sums: none while anything is refused, as they would be those of some of the rows only.
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
    read_gross: Fen = 0
    """The pay items read in the sheets that say what was paid, in 分."""
    apart: list[GrossDifference] = field(default_factory=list)
    passed_over: list[str] = field(default_factory=list)
    """Rows that are no people, each with its reason."""
    unknown_words: list[str] = field(default_factory=list)
    sheets: tuple[str, ...] = ()
    """All sheets of the file that hold something; those read are in `chosen`."""
    chosen: tuple[str, ...] = ()


def known_columns(items: dict[str, str]) -> dict[str, tuple[str, ...]]:
    """Return the headings of each field, those of pay items by official and usual names."""
    fields = {name: texts + payroll_words.field_headings(name) for name, texts in COLUMNS.items()}
    taken = {text for texts in fields.values() for text in texts}
    labels = {name: (label, name, label.split("（")[0]) for name, label in items.items()}
    taken |= {text for texts in labels.values() for text in texts}
    usual = {name: tuple(t for t in payroll_words.spellings(items[name]) if t not in taken) for name in items}
    parts = {name: tuple(t for t in texts if t not in taken) for name, texts in payroll_words.part_headings().items()}
    return fields | {"identity": IDENTITY, GROSS: ("应发合计",)} | parts | {n: labels[n] + usual[n] for n in items}


def read_roster(
    path: Path,
    items: dict[str, str],
    kind: str,
    mapping: ColumnMapping | None = None,
    sheet: str | tuple[str, ...] = "",
    words: ColumnMapping | None = None,
    year: int = 0,
    yearly: frozenset[str] = frozenset(),
) -> RosterReading:
    """Read a roster. items: pay items by id with their labels; kind: the kind of people where nothing says it.

    sheet: see `payroll_sheets.tables`; words: what the user has decided that words of 类别 and 状态 mean; year: of the
    budget, for dates (0: they change nothing); yearly: items entered by the year. Raises UserError when the file
    itself cannot be read.
    """
    known = known_columns(items)
    recognise = headers.recogniser(known, mapping or {}, payroll_words.role)
    money = frozenset(items) | {GROSS} | {name for name in known if name.startswith(BASE)}
    sheets = payroll_sheets.tables(path, sheet, lambda table: _pay_columns(table, recognise, items))
    reading = RosterReading(notes=sheets.notes, sheets=sheets.names)
    reading.chosen = tuple(table.sheet for table in sheets.tables)
    chosen = {name for name in sheets.further if payroll_words.of_sheet(name, words) is not None}
    people = People(sheets.further - chosen)
    for table in sheets.tables:
        reshaped = payroll_tables.reshaped(table, recognise, money)
        opened = sheet_import.open_table(
            reshaped.table, known, (), frozenset(items) | {GROSS}, mapping or {}, payroll_words.role
        )
        _refuse_years(opened, frozenset(items) - yearly)
        reading.notes += _may_be_of_a_year(opened, frozenset(items) - yearly)
        for number, message in reshaped.refused:
            opened.reject(message, SourceRow(number, ()))
        reading.notes += tuple(reshaped.notes)
        _take_columns(reading, opened, items)
        reading.notes += tuple(_of_the_year(opened, items, yearly))
        rows = [
            PayrollRow(reshaped.table, r, opened.columns, words or {}, opened.left_out, year, _whose(opened, r.number))
            for r in opened.rows
        ]
        if not opened.rows:
            people.further = frozenset()
        _take_rows(reading, opened, rows, items, kind, people)
        reading.rejects += opened.rejects
    reading.people = people.accepted()
    for (first, second), count in people.joined.items():
        reading.notes += (f"工作表“{first}”和“{second}”都有的 {count} 人，已合为一人",)
    reading.notes += (*_dated(reading.people), *_of_one_name(reading.people))
    listed = [name for name in items if name in reading.columns.values() and not reading.rejects]
    reading.sums = {name: sum(row.items.get(name, 0) for row in reading.people) for name in listed}
    return reading


def _refuse_years(opened: ImportSheet, monthly: frozenset[str]) -> None:
    """Refuse amounts of the year, as title or heading say, or of several months: they would count twelve times."""
    first = min((row.number for row in opened.below), default=0)
    above = [row for row in opened.table.rows if row.number < first]
    titled = next((row for row in above if payroll_words.is_of_a_year(row.cells)), None)
    if titled and monthly & set(opened.columns):
        opened.reject("表名写的是全年数或几个月的数，工资项按每月填写；请换算成每月数并改表名再导入", titled)
    for row in above:
        for position, text in (opened.columns[name] for name in sorted(monthly & set(opened.columns))):
            if position < len(row.cells) and payroll_words.is_of_a_year_column(row.cells[position]):
                opened.reject(f"列“{text}”写的是全年数，工资项按每月填写；请换算成每月数再导入", row, text)


def _may_be_of_a_year(opened: ImportSheet, monthly: frozenset[str]) -> tuple[str, ...]:
    """Say where a title names a year and no month."""
    first = min((row.number for row in opened.below), default=0)
    titles = [row for row in opened.table.rows if row.number < first and payroll_words.may_be_of_a_year(row.cells)]
    shown = next(cell for cell in titles[0].cells if cell) if titles and monthly & set(opened.columns) else ""
    return (f"“{shown}”没有写月份，工资项按一个月的数读取；是全年数的，请换算后再导入",) if shown else ()


def _whose(opened: ImportSheet, number: int) -> str:
    """Return the nearest title above a row that says whose pay stands there (二、退休人员), empty where none does."""
    above = [text for row, text in opened.parts if row < number and payroll_words.of_sheet(text)]
    return above[-1] if above else ""


def _pay_columns(table: SourceTable, recognise: Callable[..., str], items: dict[str, str]) -> frozenset[str] | None:
    """Return the pay items a sheet has columns for, None where it has no heading with people."""
    table = payroll_tables.reshaped(table, recognise, frozenset(items)).table
    header = headers.find(table, recognise)
    if header is None:
        return None
    groups = header.groups
    found = {recognise(text, groups.get(position, "")) for position, text in header.texts.items()}
    return frozenset(found & set(items)) if found & {"name", "code", "identity", "post"} else None


def _dated(people: list[ImportedPerson]) -> tuple[str, ...]:
    """Say from when the dates of the file count: nobody should have to find it in the changes."""
    found = Counter(change.what for row in people for change in row.changes)
    from_when = {"退休": "从次月起按退休人员、原工资停发", "任职": "从次月起", "晋级": "从当月起"}
    return tuple(
        f"年内{what} {count} 人，{from_when[what]}；工资变动请在“年内变动”“年内工资变动”核对"
        for what, count in found.items()
    )


def _of_one_name(people: list[ImportedPerson]) -> tuple[str, ...]:
    """Say which names stand for several people, who are paid for each: nothing tells whether a row was doubled."""
    found = Counter(row.person.name for row in people if row.person.name)
    return tuple(
        f"姓名“{name}”有 {count} 行，按 {count} 个人导入；如果是同一个人，请在文件中删去多余的行"
        for name, count in found.items()
        if count > 1
    )


def _take_columns(reading: RosterReading, opened: ImportSheet, items: dict[str, str]) -> None:
    """Note what each column is, with its first values; those that say who somebody is are not shown."""
    if opened.below and not {"name", "code", "post"} & set(opened.columns):
        reason = (
            "缺少列：姓名、人员编号或岗位，至少要有一列；按单位汇总的工资表没有人员，不能作为花名册，请取每人一行的表"
        )
        opened.rejects = []
        opened.reject(reason)
        opened.rows = []
    if {"code", "identity"} <= set(opened.columns):
        opened.ignored.append(opened.columns.pop("identity")[1])
    for text, position in opened.shown.items():
        shown = (row.cells[position] for row in opened.below if position < len(row.cells) and row.cells[position])
        reading.samples.setdefault(text, tuple(dict.fromkeys(islice(shown, SEARCHED)))[:SAMPLES])
    for name, (_, text) in opened.columns.items():
        reading.columns[text] = name
        if name == "identity":
            reading.samples.pop(text, None)
        if GROSS in opened.columns and "全年" in items.get(name, "") and "年" not in text:
            opened.reject(f"列“{text}”要填全年金额，工资表里是一个月的数；请换算，或指定为“不导入”", None, text)
    reading.ignored += [text for text in opened.ignored if text not in reading.ignored]
    reading.withheld += [text for text in opened.withheld if text not in reading.withheld]
    where = f"工作表“{opened.table.sheet}”" if opened.table.sheet else ""
    reading.passed_over += [f"{where}第 {number} 行：{why}" for number, why in opened.passed_over]
    if opened.skipped:
        reading.notes += (f"工作表“{opened.table.sheet}”跳过重复的表头和签字行 {opened.skipped} 行",)


def _of_the_year(opened: ImportSheet, items: dict[str, str], yearly: frozenset[str]) -> Iterator[str]:
    """Say which columns of a month's payroll (one with 应发) become amounts of the year: they are not multiplied."""
    for name, (_, text) in opened.columns.items():
        if GROSS in opened.columns and name in yearly and "年" not in text:
            yield (
                f"列“{text}”在工资表里是一个月的数，“{items[name]}”按全年数计算，没有乘 12；"
                '每月发放的，请在“人员”改为全年数，或在参数包中改为按月（period = "月"）'
            )


def _ask_about_blanks(rows: list[PayrollRow], paid: frozenset[str], items: dict[str, str]) -> None:
    """Ask where a row of an .xls lacks pay that the rows around it have: a damaged one may have lost the cell.

    Where the row says what was paid in all, that proves it; a 0 or a dash in the cell is an answer.
    """
    for number, row in enumerate(rows):
        around = [rows[place] for place in (number - 1, number + 1) if 0 <= place < len(rows)]
        if row.text(GROSS) or len(around) < 2:
            continue
        lost = [name for name in items if name in paid and row.is_blank(name) and all(map(_filled(name), around))]
        if lost:
            row.reject(
                lost[0],
                f"{'、'.join(items[name] for name in lost)}是空的，上下两行都有数；旧版 .xls 没有校验，文件损坏时"
                "会丢失单元格：请打开文件核对，确实没有的填 0，或另存为 .xlsx 后再导入",
            )


def _filled(name: str) -> Callable[[PayrollRow], bool]:
    """Return what tells whether a row has an amount of a pay item."""
    return lambda row: bool(row.text(name))


def _take_rows(
    reading: RosterReading,
    opened: ImportSheet,
    rows: list[PayrollRow],
    items: dict[str, str],
    kind: str,
    people: People,
) -> None:
    stated = read = 0
    paid = frozenset(items) & set(opened.columns)
    if opened.table.unproven:
        _ask_about_blanks([row for row in rows if any(row.text(name) for name in WHOSE)], paid, items)
    for row in rows:
        if not any(row.text(name) for name in WHOSE | paid | {GROSS}):
            where = f"工作表“{opened.table.sheet}”" if opened.table.sheet else ""
            reading.passed_over.append(f"{where}第 {row.number} 行：没有姓名也没有金额（部门标题等）")
            continue
        accepted = row.person(items, kind)
        people.take(row, accepted, opened.table.sheet, paid)
        own = sum(accepted.items.values())
        stated, read = stated + row.gross, read + own
        if row.gross and row.gross != own:
            who = accepted.person.name or accepted.person.code or accepted.person.post
            reading.apart.append(GrossDifference(who, opened.table.sheet, row.number, row.gross, own))
        reading.words |= row.translated
        reading.unknown_words += [word for word in row.unknown if word not in reading.unknown_words]
        reading.rejects += row.rejects
    if GROSS in opened.columns:
        reading.gross, reading.read_gross = (reading.gross or 0) + stated, reading.read_gross + read
        if stated != read and not opened.left_out:
            difference = YUAN.show(stated - read)
            message = f"应发共 {YUAN.show(stated)} 元，读入的工资项共 {YUAN.show(read)} 元，相差 {difference} 元"
            opened.reject(message, None, opened.columns[GROSS][1])

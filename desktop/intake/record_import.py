"""Importing a list of records from any sheet: columns, words and unit of money understood or asked, sums proven."""

from collections.abc import Iterable
from dataclasses import field, replace
from itertools import islice
from pathlib import Path
from typing import Any

from desktop.dataclass import dataclass
from desktop.findings import Finding, Place, Severity
from desktop.intake import headers, payroll_sheets, record_builders, record_columns, record_rows
from desktop.intake.imported_record import ImportedRecord
from desktop.intake.record_cells import Context, RecordRow
from desktop.intake.record_columns import RecordSheet
from desktop.intake.record_kinds import KINDS, RecordKind
from desktop.intake.record_words import EMPTY, MEMORY, RecordWords
from desktop.intake.sheet_import import subtotal_of
from desktop.ledger.book import Book
from desktop.ledger.records import Budget, Project, Unit
from desktop.ledger.records.projects import TWO_OF_ONE_NAME
from desktop.money import YUAN, Fen
from desktop.outside import source_files
from desktop.outside.source_files import SourceTable

SAMPLES, SEARCHED = 3, 30
"""How many values are shown beside a column, and among how many rows they are looked for."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person has decided: columns, words, the unit of money where the file says none, the sheet."""

    columns: headers.ColumnMapping = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    money: str = ""
    sheet: str = ""


@dataclass(slots=True)
class RecordReading:
    """The result of reading a list: records in the order of the file, and everything a person has to know or decide.

    columns: heading → field (empty: nobody knows); words: translated cells; unknown_words: with what they may mean.
    """

    kind: RecordKind
    rows: list[ImportedRecord] = field(default_factory=list)
    columns: dict[str, str] = field(default_factory=dict)
    samples: dict[str, tuple[str, ...]] = field(default_factory=dict)
    ignored: list[str] = field(default_factory=list)
    words: dict[str, str] = field(default_factory=dict)
    unknown_words: dict[str, tuple[str, ...]] = field(default_factory=dict)
    offered: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """What else may be decided of a translated word."""
    money: str = ""
    money_asked: bool = False
    """Whether the unit of money is not in the file."""
    notes: list[str] = field(default_factory=list)
    passed_over: list[str] = field(default_factory=list)
    agreed: int = 0
    """Rows of sums that agree with their rows."""
    sheets: tuple[str, ...] = ()
    sheet: str = ""
    """The sheet that was read, of all that hold something."""
    rejects: list[Finding] = field(default_factory=list)

    @property
    def total(self) -> Fen:
        """The money of all records in 分."""
        return sum(row.amount for row in self.rows)


def read(path: Path, key: str, context: Context, asked: Asked | None = None) -> RecordReading:
    """Read a list of a kind. Raises UserError when the file itself cannot be read."""
    asked = asked or Asked()
    kind = KINDS[key]
    tables = _tables(path)
    names = tuple(table.sheet for table in tables if table.sheet)
    if asked.sheet:
        tables = [table for table in tables if table.sheet == asked.sheet] or [source_files.read(path, asked.sheet)]
    year = context.year - kind.years_back
    sheets = [record_columns.understand(table, kind, asked.columns, asked.money, year) for table in tables]
    sheet = max(sheets, key=_fit)
    reading = RecordReading(kind, notes=list(sheet.table.notes))
    reading.sheets, reading.sheet = names, sheet.table.sheet
    alike = [each.table.sheet for each in sheets if not each.rejects and each.table.rows[each.first :]]
    if len(alike) > 1:
        sheet.reject(f"有 {len(alike)} 张工作表都是{kind.label}（{'、'.join(alike)}），一次导入一张；请指定工作表")
    if left := [each.table.sheet for each in sheets if each is not sheet]:
        reading.notes.append(f"读取工作表“{sheet.table.sheet}”；没有读取：{'、'.join(left)}")
    silent = kind.money and not sheet.rejects and kind.money not in sheet.columns and not sheet.funds
    if silent:
        reading.notes.append(f"没有资金来源列，按{f'表名为{sheet.title_fund}' if sheet.title_fund else '一般公共预算'}")
    _take_columns(reading, sheet, asked)
    if not sheet.rejects:
        _take_rows(reading, sheet, RecordWords(asked.words), context)
    reading.rejects = [*sheet.rejects, *reading.rejects]
    if reading.rejects:
        reading.rows = []
    return reading


def _tables(path: Path) -> list[SourceTable]:
    if not payroll_sheets.is_workbook(path):
        return [source_files.read(path)]
    return [table for table in source_files.read_sheets(path) if table.rows] or [source_files.read(path)]


def _fit(sheet: RecordSheet) -> tuple[bool, int]:
    """How well a sheet is the list: one that can be read first, then by how many of its columns are known."""
    return not sheet.rejects, len(sheet.columns)


def _take_columns(reading: RecordReading, sheet: RecordSheet, asked: Asked) -> None:
    below = [row for row in sheet.table.rows[sheet.first :] if not subtotal_of(row)]
    for text, (name, position) in sheet.listed.items():
        reading.columns[text] = name
        shown = (row.cells[position] for row in below if position < len(row.cells) and row.cells[position])
        reading.samples[text] = tuple(dict.fromkeys(islice(shown, SEARCHED)))[:SAMPLES]
    reading.ignored = list(dict.fromkeys(sheet.ignored))
    reading.money = sheet.money
    reading.money_asked = bool(asked.money) or any("没有写明金额单位" in each.message for each in sheet.rejects)


def _take_rows(reading: RecordReading, sheet: RecordSheet, words: RecordWords, context: Context) -> None:
    found = record_rows.rows_of(sheet)
    notes: dict[str, int] = {}
    for data in found.data:
        row = RecordRow(sheet, data, words, context)
        records = list(record_builders.records_of(row, notes))
        if row.skipped:
            found.passed_over.append((data.number, row.skipped))
            continue
        reading.rejects += row.rejects
        reading.rows += records
    if sheet.kind.summed:
        reading.rows = _summed(reading)
        for each in (each for each in reading.rows if each.amount < 0):
            reason = f"同一科目相加为 {YUAN.show(each.amount)} 元，是负数，请核对是否缺了支出的行"
            sheet.reject(reason, each.row, sheet.columns["amount"].text)
    reading.agreed = found.agreed
    reading.notes += [f"{text}（{count} 行）" for text, count in notes.items()]
    reading.passed_over = [f"第 {number} 行：{why}" for number, why in sorted(found.passed_over)]
    reading.words, reading.unknown_words, reading.offered = words.translated, words.unknown, words.offered
    reading.rejects += _changed_project_codes(sheet, reading.rows)


def _summed(reading: RecordReading) -> list[ImportedRecord]:
    """Return one row for each identity, with the sum of the amounts of all its rows, where the first of them stands."""
    groups: dict[tuple[Any, ...], list[ImportedRecord]] = {}
    for row in reading.rows:
        key = tuple(getattr(row.record, name) for name in reading.kind.identity)
        groups.setdefault((row.year, *key), []).append(row)
    for rows in groups.values():
        if len(rows) > 1:
            numbers = "、".join(str(row.row) for row in rows)
            reading.notes.append(
                f"第 {numbers} 行科目、性质和资金相同，相加为 {YUAN.show(sum(r.amount for r in rows))} 元"
            )
    records: list[tuple[ImportedRecord, Any]] = [(rows[0], rows[0].record) for rows in groups.values()]
    sums = (sum(row.amount for row in rows) for rows in groups.values())
    return [
        replace(row, record=replace(record, amount=amount)) for (row, record), amount in zip(records, sums, strict=True)
    ]


def _changed_project_codes(sheet: RecordSheet, rows: Iterable[ImportedRecord]) -> list[Finding]:
    """One project code names one project, and one project has one code, within a year."""
    names: dict[tuple[int, str], str] = {}
    codes: dict[tuple[int, str], str] = {}
    found: dict[str, Finding] = {}
    for row in rows:
        if not row.project_code or not row.project:
            continue
        name = names.setdefault((row.year, row.project_code), row.project)
        code = codes.setdefault((row.year, row.project), row.project_code)
        if name != row.project:
            message = f"项目编码“{row.project_code}”重复：既用于“{name}”又用于“{row.project}”，请改正编码"
        elif code != row.project_code:
            message = f"项目“{row.project}”有两个编码：{code} 和 {row.project_code}，请统一；{TWO_OF_ONE_NAME}"
        else:
            continue
        column = sheet.columns["project_code"].text
        place = Place(file=sheet.table.file, sheet=sheet.table.sheet, line_number=row.row, column=column)
        found.setdefault(message, Finding("I04", Severity.ERROR, message, place))
    return list(found.values())


def context_of(book: Book, budget: Budget, years: tuple[int, ...] = ()) -> Context:
    """Return what a file is read for: a budget of a book; years: others that its rows may name."""
    unit = next((unit for unit in book.units() if unit.id == budget.unit_id), Unit())
    projects = tuple(book.records(Project, budget_id=budget.id))
    return Context(budget.year, years or (budget.year,), (unit.name, unit.code), projects)


def asked_with_memory(key: str, asked: Asked) -> Asked:
    """Return what was decided now on top of what was remembered."""
    columns = headers.remembered(key) | asked.columns
    return Asked(columns, headers.remembered(MEMORY) | asked.words, asked.money, asked.sheet)


def remember(key: str, asked: Asked) -> None:
    """Remember what was decided, for the next file; what an empty cell means is asked each time."""
    if asked.columns:
        headers.remember(key, asked.columns)
    words = {text: word for text, word in asked.words.items() if not text.endswith(f"/{EMPTY}")}
    if words:
        headers.remember(MEMORY, words)

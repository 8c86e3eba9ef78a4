"""Importing budget lines and income from a CSV or XLSX file: every bad row is named, all rows or none are taken."""

from collections.abc import Callable
from dataclasses import field
from pathlib import Path

from desktop.dataclass import dataclass
from desktop.findings import Finding, Place, Severity
from desktop.intake.cells import RowReader, columns_of
from desktop.ledger.describe import headings_of
from desktop.ledger.records import DirectLine, Income
from desktop.ledger.vocabulary import Nature, read_nature
from desktop.money import Fen
from desktop.outside.source_files import SourceTable, read

_LINE, _INCOME = headings_of(DirectLine), headings_of(Income)
YEAR, PROJECT_CODE = ("year", "年度"), ("project_code", "项目编码", "项目代码")
LINE_COLUMNS = {
    "year": YEAR,
    "function_code": _LINE["function_code"],
    "economic_code": _LINE["economic_code"],
    "nature": _LINE["nature"],
    "project": _LINE["project_id"],
    "project_code": PROJECT_CODE,
    "fund": _LINE["fund"],
    "subsource": _LINE["subsource"],
    "carry": _LINE["carry"],
    "amount_yuan": _LINE["amount"],
    "note": _LINE["note"],
    "counterpart": _LINE["counterpart"],
}
INCOME_COLUMNS = {
    "year": YEAR,
    "source": _INCOME["source"],
    "subsource": _INCOME["subsource"],
    "carry": _INCOME["carry"],
    "amount_yuan": _INCOME["amount"],
    "follows": _INCOME["follows"],
    "counterpart": _INCOME["counterpart"],
}
OPTIONAL = frozenset({"project", "project_code", "subsource", "carry", "note", "follows", "counterpart"})


@dataclass(frozen=True, slots=True)
class ImportedLine:
    """One accepted expenditure row. amount in 分."""

    year: int
    function_code: str
    economic_code: str
    nature: str
    project: str
    project_code: str
    fund: str
    carry: str
    amount: Fen
    note: str
    subsource: str = ""
    counterpart: str = ""


@dataclass(frozen=True, slots=True)
class ImportedIncome:
    """One accepted income row. amount in 分."""

    year: int
    source: str
    carry: str
    amount: Fen
    subsource: str = ""
    follows: int = 0
    """1: the amount is what the expenditure comes to (按支出填列)."""
    counterpart: str = ""


@dataclass(slots=True)
class Reading:
    """The result of reading a file: accepted rows, and a finding for every refused cell."""

    lines: list[ImportedLine] = field(default_factory=list)
    incomes: list[ImportedIncome] = field(default_factory=list)
    rejects: list[Finding] = field(default_factory=list)


def read_lines(path: Path, years: tuple[int, ...] = ()) -> Reading:
    """Read an expenditure file; `years` are the budgets the book has (any year when empty).

    Raises UserError when the file itself cannot be read.
    """
    return _read(path, LINE_COLUMNS, _line, years)


def read_incomes(path: Path, years: tuple[int, ...] = ()) -> Reading:
    """Read an income file, like `read_lines`."""
    return _read(path, INCOME_COLUMNS, _income, years)


def _read(
    path: Path,
    known: dict[str, tuple[str, ...]],
    take: Callable[[RowReader, Reading], None],
    years: tuple[int, ...],
) -> Reading:
    table = read(path)
    reading = Reading()
    if not table.rows:
        reading.rejects.append(Finding("I02", Severity.ERROR, "文件中没有内容", Place(file=table.file)))
        return reading
    columns, reading.rejects = columns_of(table, known, OPTIONAL)
    if reading.rejects:
        return reading
    for row in table.rows[1:]:
        reader = RowReader(table, row, columns, years)
        take(reader, reading)
        reading.rejects += reader.rejects
    if len(table.rows) == 1:
        place = Place(file=table.file, sheet=table.sheet)
        reading.rejects.append(Finding("I02", Severity.ERROR, "表头下面没有数据行", place))
    _reject_changed_project_codes(table, reading)
    return reading


def _line(reader: RowReader, reading: Reading) -> None:
    year = reader.year()
    nature = reader.word("nature", read_nature, Nature)
    project = reader.text("project")
    if nature == Nature.PROJECT and not project:
        reader.reject("project", "项目支出没有填写项目名称，请补充")
    if nature in (Nature.PERSONNEL, Nature.PUBLIC) and project:
        reader.reject("project", f"{nature}支出属于基本支出，不应填写项目“{project}”，请核对支出性质")
    fund, subsource, carry = reader.money("fund")
    row = ImportedLine(
        year=year,
        function_code=reader.code("function_code", "function", year),
        economic_code=reader.code("economic_code", "economic", year),
        nature=nature,
        project=project,
        project_code=reader.text("project_code"),
        fund=fund,
        carry=carry,
        amount=reader.amount("amount_yuan"),
        note=reader.text("note"),
        subsource=subsource,
        counterpart=reader.text("counterpart"),
    )
    if not reader.rejects:
        reading.lines.append(row)


def _income(reader: RowReader, reading: Reading) -> None:
    source, subsource, carry = reader.money("source")
    follows = reader.flag("follows")
    row = ImportedIncome(
        year=reader.year(),
        source=source,
        carry=carry,
        amount=reader.amount("amount_yuan", zero=bool(follows)),
        subsource=subsource,
        follows=follows,
        counterpart=reader.text("counterpart"),
    )
    if not reader.rejects:
        reading.incomes.append(row)


def _reject_changed_project_codes(table: SourceTable, reading: Reading) -> None:
    """One project code names one project, and one project has one code, within a year."""
    names: dict[tuple[int, str], str] = {}
    codes: dict[tuple[int, str], str] = {}
    for line in reading.lines:
        if not line.project_code:
            continue
        name = names.setdefault((line.year, line.project_code), line.project)
        code = codes.setdefault((line.year, line.project), line.project_code)
        if name != line.project or code != line.project_code:
            message = (
                f"项目编码“{line.project_code}”重复：既用于“{name}”又用于“{line.project}”，请改正编码"
                if name != line.project
                else f"项目“{line.project}”有两个编码：{code} 和 {line.project_code}，请统一"
            )
            place = Place(file=table.file, sheet=table.sheet, column="project_code")
            reading.rejects.append(Finding("I04", Severity.ERROR, message, place))

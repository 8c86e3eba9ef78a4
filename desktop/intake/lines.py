"""Importing budget lines and income from a CSV or XLSX file: every bad row is named, all rows or none are taken."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from desktop.catalog.classification import load
from desktop.findings import Finding, Place, Severity
from desktop.intake.rows import SourceRow, SourceTable, read
from desktop.ledger.vocabulary import Carry, Fund, Nature, read_carry, read_fund, read_nature
from desktop.money import AmountError, Fen, parse_yuan

LINE_COLUMNS = {
    "year": ("year", "年度"),
    "function_code": ("function_code", "功能分类科目编码", "功能科目"),
    "economic_code": ("economic_code", "部门经济分类科目编码", "经济科目"),
    "nature": ("nature", "支出性质", "性质"),
    "project": ("project", "项目", "项目名称"),
    "project_code": ("project_code", "项目编码", "项目代码"),
    "fund": ("fund", "资金来源", "资金性质"),
    "carry": ("carry", "当年或结转", "结转"),
    "amount_yuan": ("amount_yuan", "金额（元）", "金额(元)", "金额"),
    "note": ("note", "备注"),
}
INCOME_COLUMNS = {
    "year": LINE_COLUMNS["year"],
    "source": ("source", "收入来源", "资金来源"),
    "carry": LINE_COLUMNS["carry"],
    "amount_yuan": LINE_COLUMNS["amount_yuan"],
}
OPTIONAL = frozenset({"project", "project_code", "carry", "note"})


@dataclass(frozen=True, slots=True)
class LineRow:
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


@dataclass(frozen=True, slots=True)
class IncomeRow:
    """One accepted income row. amount in 分."""

    year: int
    source: str
    carry: str
    amount: Fen


@dataclass(slots=True)
class Reading:
    """What a file gave: accepted rows, and a finding for every refused cell."""

    lines: list[LineRow] = field(default_factory=list)
    incomes: list[IncomeRow] = field(default_factory=list)
    rejects: list[Finding] = field(default_factory=list)


class _RowReader:
    """Reads the named cells of one row and collects what is wrong with them."""

    def __init__(
        self, table: SourceTable, row: SourceRow, columns: dict[str, tuple[int, str]], years: tuple[int, ...]
    ) -> None:
        self._table = table
        self._row = row
        self._columns = columns
        self._years = years
        self.rejects: list[Finding] = []

    def text(self, name: str) -> str:
        """Return the text of a column, empty when the file has no such column."""
        position = self._columns.get(name, (-1, ""))[0]
        return self._row.cells[position] if 0 <= position < len(self._row.cells) else ""

    def reject(self, name: str, reason: str) -> None:
        """Refuse a cell."""
        header = self._columns.get(name, (0, name))[1]
        place = Place(file=self._table.file, sheet=self._table.sheet, line_number=self._row.number, column=header)
        self.rejects.append(Finding("I01", Severity.ERROR, reason, place))

    def year(self) -> int:
        """Return the budget year, 0 when refused."""
        text = self.text("year")
        if not (text.isascii() and text.isdigit() and 2000 <= int(text) <= 2100):
            self.reject("year", f"年度“{text}”不对，请填四位年份，例如 2023")
            return 0
        if self._years and int(text) not in self._years:
            known = "、".join(str(year) for year in sorted(self._years))
            self.reject("year", f"账本中没有 {text} 年的预算（现有：{known}），请核对年度")
            return 0
        return int(text)

    def code(self, name: str, key: str, year: int) -> str:
        """Return a code in force, empty when refused."""
        text = self.text(name)
        problem = load(key).problem(text, year or 2023)
        if problem:
            self.reject(name, problem)
        return text

    def word(self, name: str, reader: Callable[[str], str | None], allowed: type[Fund | Carry | Nature]) -> str:
        """Return a word of a closed list, empty when refused."""
        text = self.text(name)
        found = reader(text)
        if found is None:
            self.reject(name, f"“{text}”不在可选范围内，请填：{'、'.join(str(a.value) for a in allowed)}")
        return str(found or "")

    def amount(self) -> Fen:
        """Return the amount in 分, 0 when refused."""
        found = parse_yuan(self.text("amount_yuan"))
        if isinstance(found, AmountError):
            self.reject("amount_yuan", found.reason)
            return 0
        if found == 0:
            self.reject("amount_yuan", "金额为 0，没有金额的行请整行删除")
        return found


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
    take: Callable[[_RowReader, Reading], None],
    years: tuple[int, ...],
) -> Reading:
    table = read(path)
    reading = Reading()
    if not table.rows:
        reading.rejects.append(Finding("I02", Severity.ERROR, "文件中没有内容", Place(file=table.file)))
        return reading
    columns = _columns(table, known, reading)
    if reading.rejects:
        return reading
    for row in table.rows[1:]:
        reader = _RowReader(table, row, columns, years)
        take(reader, reading)
        reading.rejects += reader.rejects
    if len(table.rows) == 1:
        place = Place(file=table.file, sheet=table.sheet)
        reading.rejects.append(Finding("I02", Severity.ERROR, "表头下面没有数据行", place))
    _reject_changed_project_codes(table, reading)
    return reading


def _columns(table: SourceTable, known: dict[str, tuple[str, ...]], reading: Reading) -> dict[str, tuple[int, str]]:
    header = table.rows[0]
    place = Place(file=table.file, sheet=table.sheet, line_number=header.number)
    found: dict[str, tuple[int, str]] = {}
    for position, text in enumerate(header.cells):
        name = next((n for n, spellings in known.items() if text in spellings), "")
        if text and not name:
            message = f"表头“{text}”无法识别，可用的列名：{'、'.join(known)}"
            reading.rejects.append(Finding("I03", Severity.ERROR, message, place))
        elif name in found:
            reading.rejects.append(Finding("I03", Severity.ERROR, f"表头“{text}”重复", place))
        elif name:
            found[name] = (position, text)
    lacking = [name for name in known if name not in found and name not in OPTIONAL]
    if lacking:
        reading.rejects.append(Finding("I03", Severity.ERROR, f"缺少列：{'、'.join(lacking)}", place))
    return found


def _line(reader: _RowReader, reading: Reading) -> None:
    year = reader.year()
    nature = reader.word("nature", read_nature, Nature)
    project = reader.text("project")
    if nature == Nature.PROJECT and not project:
        reader.reject("project", "项目支出没有填写项目名称，请补充")
    if nature in (Nature.PERSONNEL, Nature.PUBLIC) and project:
        reader.reject("project", f"{nature}支出属于基本支出，不应填写项目“{project}”，请核对支出性质")
    row = LineRow(
        year=year,
        function_code=reader.code("function_code", "function", year),
        economic_code=reader.code("economic_code", "economic", year),
        nature=nature,
        project=project,
        project_code=reader.text("project_code"),
        fund=reader.word("fund", read_fund, Fund),
        carry=reader.word("carry", read_carry, Carry),
        amount=reader.amount(),
        note=reader.text("note"),
    )
    if not reader.rejects:
        reading.lines.append(row)


def _income(reader: _RowReader, reading: Reading) -> None:
    row = IncomeRow(
        year=reader.year(),
        source=reader.word("source", read_fund, Fund),
        carry=reader.word("carry", read_carry, Carry),
        amount=reader.amount(),
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

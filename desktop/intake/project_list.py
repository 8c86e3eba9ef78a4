"""Importing a project list (项目库清单): one row for each measurement line, the project repeated or named once."""

from dataclasses import field, replace
from pathlib import Path

from desktop.dataclass import dataclass
from desktop.findings import Finding, UserError
from desktop.intake import headers, project_money, record_kinds, sheet_import, subject_codes
from desktop.intake.cells import RowReader
from desktop.intake.headers import ColumnMapping
from desktop.ledger import bounds
from desktop.ledger.book import Book
from desktop.ledger.describe import headings_of
from desktop.ledger.records import Budget, Project, ProjectLine
from desktop.ledger.records.projects import TWO_OF_ONE_NAME
from desktop.ledger.vocabulary import Fund
from desktop.money import YUAN, AmountError, Fen, parse_yuan
from desktop.outside import source_files

_PROJECT, _LINE = headings_of(Project), headings_of(ProjectLine)
_OWN = {
    "project": _PROJECT["name"],
    "project_code": _PROJECT["code"],
    "category": _PROJECT["category"],
    "function_code": _PROJECT["function_code"],
    **_LINE,
    "amount": ("金额", "测算金额"),
}
_ALSO = {name: record_kinds.headings("project_lines")[name] for name in ("function_code", "economic_code", "amount")}
COLUMNS = {name: tuple(dict.fromkeys((*texts, *_ALSO.get(name, ())))) for name, texts in _OWN.items()}
"""Accepted headings by field, of codes and amounts those of the other lists too.

The amount must be quantity × price × times, or gives the price.
"""

REQUIRED = ("project", "function_code", "economic_code")


@dataclass(frozen=True, slots=True)
class ImportedProjectLine:
    """One accepted row: the project it belongs to and its measurement line (neither stored yet)."""

    project: Project
    line: ProjectLine


@dataclass(slots=True)
class ProjectReading:
    """The result of reading a project list."""

    rows: list[ImportedProjectLine] = field(default_factory=list)
    columns: dict[str, str] = field(default_factory=dict)
    ignored: list[str] = field(default_factory=list)
    notes: tuple[str, ...] = ()
    rejects: list[Finding] = field(default_factory=list)
    money: str = ""
    """The unit of the amounts in the file."""
    money_asked: bool = False
    """Whether the file names no unit of money, so that a person has to."""

    @property
    def total(self) -> Fen:
        """Sum of quantity × price × times of all rows."""
        return sum(row.line.quantity * row.line.price * row.line.times for row in self.rows)


def read_projects(
    path: Path, year: int, mapping: ColumnMapping | None = None, sheet: str = "", money: str = ""
) -> ProjectReading:
    """Read a project list for a budget year. money: the unit of amounts where the file names none.

    Raises UserError when the file itself cannot be read.
    """
    mapping = mapping or {}
    found = project_money.in_yuan(source_files.read(path, sheet), headers.recogniser(COLUMNS, mapping), money)
    opened = sheet_import.open_table(found.table, COLUMNS, REQUIRED, frozenset({"amount"}), mapping)
    if found.silent:
        shown = "、".join(found.silent)
        opened.reject(f"没有写明金额单位（列“{shown}”）；请指定这个文件的金额单位是元还是万元")
        opened.rows = []
    if not opened.rejects and not {"price", "amount"} & set(opened.columns):
        opened.reject("缺少列：单价或金额，至少要有一列")
        opened.rows = []
    reading = ProjectReading(ignored=opened.ignored, notes=opened.table.notes, rejects=opened.rejects)
    reading.money, reading.money_asked = "、".join(found.units), bool(found.silent or money)
    reading.columns = {text: name for name, (_, text) in opened.columns.items()}
    known: dict[str, Project] = {}
    for row in opened.rows:
        reader = RowReader(opened.table, row, opened.columns)
        project = _project(reader, year, known, list(known.values())[-1] if known else None)
        line = _line(reader, year)
        reading.rejects += reader.rejects
        if not reader.rejects:
            reading.rows.append(ImportedProjectLine(project, line))
    return reading


def _project(reader: RowReader, year: int, known: dict[str, Project], above: Project | None) -> Project:
    """Return the project of a row; merged cells below its first row are empty and mean the project above."""
    name = reader.text("project")
    if not name:
        if above is None:
            reader.reject("project", "没有填写项目名称，请补充")
            return Project()
        return above
    code = reader.identifier("project_code")
    first = known.get(name)
    if first is None:
        function = _subject(reader, "function_code", "function", year)
        first = Project(name=name, code=code, category=reader.text("category"), function_code=function)
        taken = next((p for p in known.values() if code and p.code == code), None)
        if taken is not None:
            reader.reject("project_code", f"项目编码“{code}”重复：既用于“{taken.name}”又用于“{name}”，请改正编码")
        known[name] = first
    function = subject_codes.read(reader.text("function_code"), "function", year).code
    for field_, text, expected in (
        ("project_code", reader.text("project_code"), first.code),
        ("function_code", function, first.function_code),
    ):
        if reader.text(field_) and text != expected:
            way_out = f"；{TWO_OF_ONE_NAME}" if field_ == "project_code" else ""
            reader.reject(field_, f"与项目“{name}”第一行的 {expected or '（空）'} 不一致，请统一{way_out}")
    return first


def _subject(reader: RowReader, name: str, key: str, year: int) -> str:
    """Return the code of a cell that holds a code, a name, or both; empty when refused."""
    found = subject_codes.read(reader.text(name), key, year)
    if found.problem:
        reader.reject(name, found.problem)
    return found.code


def _line(reader: RowReader, year: int) -> ProjectLine:
    quantity, times = reader.whole_number("quantity", 1, 0, 1_000_000), reader.whole_number("times", 1, 0, 1_000_000)
    stated = reader.amount("amount", zero=True)
    price = reader.amount("price", zero=True)
    if not reader.text("price") and stated:
        parts = quantity * times
        if not parts or stated % parts:
            reader.reject("amount", f"金额不能平均到 数量 {quantity} × 次数 {times}；请填写单价")
        price = stated // parts if parts else 0
    product = quantity * price * times
    if reader.text("amount") and stated != product and not isinstance(parse_yuan(reader.text("amount")), AmountError):
        reader.reject("amount", f"金额 {YUAN.show(stated)} 元 ≠ 数量 × 单价 × 次数 {YUAN.show(product)} 元，请核对")
    if not product and not reader.rejects:
        reader.reject("amount" if "amount" in reader.names else "price", "金额为 0，没有金额的行请整行删除")
    fund, subsource, carry = reader.money("fund", Fund.GENERAL)
    line = ProjectLine(
        economic_code=_subject(reader, "economic_code", "economic", year),
        fund=fund,
        subsource=subsource,
        carry=carry,
        quantity=quantity,
        price=price,
        times=times,
        basis=reader.text("basis"),
    )
    if reason := bounds.product_problem(line):
        reader.reject("price", reason)
    return line


def add_projects(book: Book, budget: Budget, rows: list[ImportedProjectLine]) -> tuple[int, int]:
    """Put projects into a budget as one operation; return how many are new and how many were brought up to date.

    A project of the same name keeps its other fields; its measurement lines are replaced by those of the file.
    """
    present = {project.name: project for project in book.records(Project, budget_id=budget.id)}
    names = list(dict.fromkeys(row.project.name for row in rows))
    with book.operation(f"导入项目 {len(names)} 个"):
        for name in names:
            lines = [row for row in rows if row.project.name == name]
            project = _stored(book, budget, lines[0].project, present.get(name))
            position = len(book.records(ProjectLine, budget_id=budget.id))
            for offset, row in enumerate(lines):
                place = position + offset
                book.insert(replace(row.line, budget_id=budget.id, project_id=project.id, position=place))
    updated = sum(name in present for name in names)
    return len(names) - updated, updated


def _stored(book: Book, budget: Budget, project: Project, old: Project | None) -> Project:
    if old is None:
        position = len(book.records(Project, budget_id=budget.id))
        return book.insert(replace(project, budget_id=budget.id, position=position))
    merged = replace(
        old,
        code=project.code or old.code,
        category=project.category or old.category,
        function_code=project.function_code or old.function_code,
    )
    book.update(merged)
    for line in book.records(ProjectLine, project_id=old.id):
        if book.parts_of(line):
            reason = f"项目“{old.name}”的测算明细有资金分担，重新导入会丢失；请先删除这些资金分担，导入后再填"
            raise UserError(f"{reason}。没有导入任何行")
        book.delete(line)
    return merged

"""What a table or document seems to be, by its content: headings, titles, layouts. It only says which action is first.

The file is opened by the limited child; of each sheet only the upper rows are looked at. What is none of all this is
not guessed: then no action is first.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from desktop.catalog import policy
from desktop.file_kinds import DOCUMENTS, LEARNABLE, Seeming
from desktop.findings import UserError
from desktop.intake import headers, payroll_sheets, payroll_words, project_list, record_columns, roster
from desktop.intake.record_kinds import KINDS
from desktop.layouts.form import loader
from desktop.outside import source_files
from desktop.outside.document import Document
from desktop.outside.source_files import SourceTable
from desktop.published.recognise import Recognised, Recogniser
from desktop.published.sources import tables_of
from desktop.published.whose import doubt_kind, titled
from desktop.template.learn import learn

NATIONAL = "national"
"""The pack whose pay items are those of every payroll."""
SHEETS, ROWS = 30, 60
"""How much of a file is looked at."""
FEWEST = 3
"""How many columns of a list have to be known."""
SHOWN = 3
_BUREAU = (("controls", "控制数"), ("approved", "批复"))
_WHOSE = frozenset({"name", "code", "identity", "post"})
_NAMED = {
    "executions": "执行", "procurements": "采购", "asset_plans": "新增|购置", "assets": "存量|车辆",
    "event_plans": "会议|培训", "public_lines": "公用", "incomes": "收入",
    "project_profiles": "项目", "project_lines": "测算",
}  # fmt: skip
"""What stands in the title of a list of a kind, where its columns are also those of another."""
_PUBLISHED = re.compile(r"20\d\d年.{0,20}预算(?!执行)")


def seeming(path: Path) -> Seeming:
    """Return what a file seems to be. A file that cannot be opened is of no kind, and the reason says so."""
    try:
        if path.suffix.lower() in DOCUMENTS:
            return _of_document(source_files.read_document(path))
        return _of_workbook(path)
    except UserError as error:
        return Seeming("", str(error))


def whose_budget(path: Path) -> tuple[str, int, str]:
    """Return unit and year of a published file by its titles, and why it is no budget (empty: it may be one).

    Raises UserError when it cannot be read.
    """
    document = source_files.read_document(path)
    found = titled(document)
    return found.unit, found.year, "；".join(finding.message for finding in doubt_kind(document))


def _of_workbook(path: Path) -> Seeming:
    of_workbook = payroll_sheets.is_workbook(path)
    tables = source_files.read_sheets(path) if of_workbook else [source_files.read(path)]
    tables = [replace(table, rows=table.rows[:ROWS]) for table in tables if table.rows][:SHEETS]
    found = of_tables(tables, fillable=path.suffix.lower() in LEARNABLE)
    if not found.kind and path.suffix.lower() in LEARNABLE:
        learned = learn(path, [loader.load(key) for key in loader.available()])
        for sheet in learned.mapping.sheets:
            if blank := sum(each.cell not in learned.sheets[sheet.sheet] for each in sheet.cells):
                return Seeming("template", f"像是要填的表：“{sheet.sheet}”有 {blank} 个可以填写的空格")
    return found


def _of_document(document: Document) -> Seeming:
    tables = [replace(table, rows=table.rows[:ROWS]) for table in tables_of(document)][:SHEETS]
    if found := _published(tables, fillable=False):
        return found
    lines = (part.text.strip() for part in list(document.paragraphs)[:ROWS])
    title = next((line for line in lines if len(line) < 40 and _PUBLISHED.search(line)), "")
    return Seeming("last_year", f"像是公开文件：标题是“{title}”") if title else Seeming()


def of_tables(tables: list[SourceTable], *, fillable: bool = False) -> Seeming:
    """Return what the sheets of a workbook seem to be. fillable: whether the program could fill it."""
    ways: tuple[Callable[[], Seeming | None], ...] = (
        lambda: _published(tables, fillable=fillable),
        lambda: _of_bureau(tables),
        lambda: _payroll(tables),
        lambda: _list(tables),
    )
    return next((found for way in ways if (found := way())), Seeming())


def _published(tables: list[SourceTable], *, fillable: bool) -> Seeming | None:
    """A table of a layout says that it is a published document; one without any amount, that it is to be filled."""
    best: list[Recognised] = []
    for key in loader.available():
        recognise = Recogniser(loader.load(key, with_text=False)).recognise
        best = max(best, [found for table in tables if (found := recognise(table)) is not None], key=len)
    if not best:
        return None
    words = f"认出 {len(best)} 张表，如“{best[0].spec.title}”"
    if fillable and not any(map(_has_amounts, best)):
        return Seeming("template", f"像是要填的表：{words}，都还没有数")
    return Seeming("last_year", f"像是公开文件：{words}")


def _has_amounts(found: Recognised) -> bool:
    below = (row.cells[found.left + 1 :] for row in found.source.rows if row.number >= found.body)
    return any(re.fullmatch(r"-?[\d,]+\.\d+|-?[1-9]\d{0,2}(,\d{3})*", cell.strip()) for row in below for cell in row)


def _of_bureau(tables: list[SourceTable]) -> Seeming | None:
    """A title of a sheet says what the bureau sends."""
    titles = [title for table in tables for title in _titles(table)]
    for kind, word in _BUREAU:
        if title := next((each for each in titles if each == word or (word in each and "预算" in each)), ""):
            return Seeming(kind, f"像是{word}：标题是“{title[:30]}”")
    return None


def _titles(table: SourceTable) -> Iterator[str]:
    """Yield what a sheet is called, and what stands alone in one of its first rows."""
    yield table.sheet
    for row in table.rows[:FEWEST]:
        filled = [cell for cell in row.cells if cell.strip()]
        if len(filled) == 1:
            yield re.sub(r"\s", "", filled[0])


def _payroll(tables: list[SourceTable]) -> Seeming | None:
    """A column that says who, and one that says what is paid or of which kind somebody is."""
    items = policy.pay_items(NATIONAL)
    recognise = headers.recogniser(roster.known_columns(items), headers.remembered("roster"), payroll_words.role)
    for table in tables:
        columns = _columns(table, recognise)
        paid = [text for name, text in columns.items() if name in items]
        who = [text for name, text in columns.items() if name in _WHOSE]
        if who and paid:
            return Seeming("roster", f"像是工资表：有{_quoted([who[0], *paid])}列")
        if "name" in columns and len(columns) > FEWEST:
            return Seeming("roster", f"像是花名册：有{_quoted(list(columns.values()))}列")
    return None


def _columns(table: SourceTable, recognise: Callable[..., str]) -> dict[str, str]:
    """Return the text over the column of each field."""
    header = headers.find(table, recognise)
    found = {recognise(text, header.groups.get(at, "")): text for at, text in header.texts.items()} if header else {}
    return {name: text for name, text in found.items() if name and name not in payroll_words.NO_FIELD}


def _list(tables: list[SourceTable]) -> Seeming | None:
    """Take the list that most columns are of, among those whose title says so the first."""
    best: tuple[bool, int, Seeming] = (False, 0, Seeming())
    for table in tables:
        titles = "".join(_titles(table))
        for kind, label, columns in _lists(table):
            named = kind in _NAMED and bool(re.search(_NAMED[kind], titles))
            if len(columns) >= FEWEST and (named, len(columns)) > best[:2]:
                best = named, len(columns), Seeming(kind, f"像是{label}：有{_quoted(columns)}列")
    return best[2] if best[2].kind else None


def _lists(table: SourceTable) -> Iterator[tuple[str, str, list[str]]]:
    """Yield each list that a sheet has the columns for: kind, words, headings."""
    columns = _columns(table, headers.recogniser(project_list.COLUMNS, headers.remembered("projects")))
    if columns.keys() >= {*project_list.REQUIRED} and columns.keys() & {"price", "amount"}:
        yield "projects", "项目清单", list(columns.values())
    for key, kind in KINDS.items():
        found = record_columns.understand(table, kind, headers.remembered(key), "元").columns
        fields = {"amount" if name.startswith(record_columns.FUND) else name.split(":")[0] for name in found}
        if fields >= {*kind.required}:
            yield key, kind.label, [column.text for column in found.values()]


def _quoted(texts: list[str]) -> str:
    return "".join(f"“{text}”" for text in texts[:SHOWN])

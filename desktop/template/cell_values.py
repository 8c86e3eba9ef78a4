"""What a cell shows of the money it asks for: of this year or last, as budgeted, adjusted, or spent.

The ledger knows the adjusted budget (调整预算) of this year at its stage 调整 alone, and what was spent (执行数) of
last year where that was entered. What it does not know stays blank and is named; it is never 0.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from desktop.compute import adjusting, executed
from desktop.compute.cube import Cube, Selection
from desktop.findings import Finding, Place, Severity
from desktop.ledger.records import BudgetFacts
from desktop.ledger.vocabulary import Stage
from desktop.money import Fen
from desktop.template.mapping import CellMap, SheetMap, WorkbookMapping
from desktop.template.sheet_xml import split

THIS, LAST, CHANGE, EXECUTED = "this", "last", "change", "executed"
INITIAL, ADJUSTING, ADJUSTED = "initial", "adjusting", "adjusted"
_RATE = re.compile(r"率|进度|比重|占比|[%％]")
_SPENT = re.compile(r"执行|决算|完成|实际")
_ADJUSTED = re.compile(r"调整后?(?:后的)?预算|调整后|变更后")
_ADJUSTING = re.compile(r"调整|追加|追减|调剂")
_INITIAL = re.compile(r"年初|批复|原预算")
_KNOWN_OF = {
    (_SPENT, LAST): EXECUTED,
    (_ADJUSTED, THIS): ADJUSTED,
    (_ADJUSTING, THIS): ADJUSTING,
    (_INITIAL, THIS): INITIAL,
    (_INITIAL, LAST): LAST,
}
MOST_SHOWN = 6
"""How many cells that stay blank are named."""


def value_of(path: list[str], value: str) -> str:
    """Return what a column of a year shows by the words of its headers; empty for what no ledger knows."""
    words = "".join(path)
    if _RATE.search(words):
        return ""
    spoken = next((each for each in (_SPENT, _ADJUSTED, _ADJUSTING, _INITIAL) if each.search(words)), None)
    if spoken is None:
        return value
    if value == CHANGE:
        return CHANGE if spoken is _INITIAL else ""
    return _KNOWN_OF.get((spoken, value), "")


def is_of_budget(path: list[str]) -> bool:
    """Tell whether a column asks for money as it is budgeted now, not as it was spent or adjusted."""
    return value_of(path, THIS) in (THIS, INITIAL)


def lines_of(cube: Cube, cell: CellMap) -> Selection:
    """Return the lines behind a cell; those of this year where it shows a change."""
    lines = cube.select(cell.where)
    if cell.value in (LAST, EXECUTED):
        return lines & cube.in_year(cube.year - 1)
    lines &= cube.in_year(cube.year)
    if cell.value not in (INITIAL, ADJUSTING):
        return lines
    entries = sum(1 << n for n, line in enumerate(cube.lines) if line.origin.table == adjusting.TABLE)
    return lines & (entries if cell.value == ADJUSTING else ~entries)


def amount_of(cube: Cube, cell: CellMap, facts: BudgetFacts | None) -> Fen | None:
    """Return the amount of a cell in 分, None where the ledger does not know it."""
    lines = lines_of(cube, cell)
    if cell.value == EXECUTED:
        return _spent(cube, cell, lines, facts) if facts else None
    if cell.value in (ADJUSTING, ADJUSTED) and (facts is None or facts.budget.stage != Stage.ADJUSTED):
        return None
    last = cube.select(cell.where) & cube.in_year(cube.year - 1)
    return cube.total(lines) - (cube.total(last) if cell.value == CHANGE else 0)


def _spent(cube: Cube, cell: CellMap, budgeted: Selection, facts: BudgetFacts) -> Fen | None:
    """Return what was spent last year; 0 only where all that was budgeted has its number and none is of this cell."""
    found = executed.total(facts.executions, cell.where, cube, budgeted, facts.unit_of)
    if found is not None or budgeted or executed.matching(facts.executions, cell.where):
        return found
    spending = (("side", ("支出",)),)
    everything = cube.select(spending) & cube.in_year(cube.year - 1)
    complete = executed.total(facts.executions, spending, cube, everything, facts.unit_of) is not None
    return 0 if complete and any(name == "function" for name, _ in cell.where) else None


def with_known_values(
    mapping: WorkbookMapping, cube: Cube, facts: BudgetFacts | None
) -> tuple[WorkbookMapping, list[Finding]]:
    """Return a mapping without the cells whose amounts the ledger does not know, and a finding for each column."""
    findings: list[Finding] = []
    sheets = []
    for sheet in mapping.sheets:
        unknown = [cell for cell in sheet.cells if amount_of(cube, cell, facts) is None]
        columns = {(split(cell.cell)[0], cell.value) for cell in unknown}
        gone = {cell.cell for cell in unknown}
        checks = [cell for cell in sheet.checks if (split(cell.cell)[0], cell.value) not in columns]
        checks = [cell for cell in checks if amount_of(cube, cell, facts) is not None]
        sheets.append(replace(sheet, cells=[cell for cell in sheet.cells if cell.cell not in gone], checks=checks))
        findings += _named(sheet, unknown, mapping.file)
    return replace(mapping, sheets=sheets), findings


def _named(sheet: SheetMap, unknown: list[CellMap], file: str) -> Iterator[Finding]:
    reasons = {EXECUTED: "上年执行数没有录入完整"}
    columns: dict[str, list[CellMap]] = {}
    for cell in unknown:
        columns.setdefault(split(cell.cell)[0], []).append(cell)
    for cells in columns.values():
        listed = "、".join(cell.cell for cell in cells[:MOST_SHOWN])
        more = f" 等 {len(cells)} 格" if len(cells) > MOST_SHOWN else ""
        reason = reasons.get(cells[0].value, "本稿不是“调整”阶段的预算")
        message = f"“{cells[0].column}”列 {listed}{more} 没有填写：{reason}；这一列的合计请一并核对"
        yield Finding("模板", Severity.WARNING, message, Place(file=file, sheet=sheet.sheet))

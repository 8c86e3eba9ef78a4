"""What the tests of published files share: texts written for them, and tables as a workbook gives them back."""

from desktop.exporters.publication import cell_value
from desktop.layouts.paper.sheet import sheet_of
from desktop.outside.source_files import SourceRow, SourceTable
from desktop.published.recognise import Recogniser

TOTALS_ONLY = """某县服务中心2024年预算情况说明
2024年收入总计110万元，支出总计110万元。
一、财政拨款支出110万元，其中：基本支出70万元，项目支出40万元。
二、按功能分类：一般公共服务支出90万元，社会保障和就业支出12万元，卫生健康支出8万元。
三、公务接待费1万元。
"""
"""A text that states totals: not how basic spending divides into 人员 and 公用, nor which class spends on projects."""


_recognisers = {}


def recognise(source, form):
    """Recognise one sheet; what is known of a form is worked out once for all tests."""
    if id(form) not in _recognisers:
        _recognisers[id(form)] = form, Recogniser(form)
    return _recognisers[id(form)][1].recognise(source)


def source_of(table) -> SourceTable:
    """A table as the rows of text that a workbook of ours gives back."""
    sheet = sheet_of(table)
    grid = [[""] * len(sheet.widths) for _ in range(sheet.rows)]
    for placed in sheet.cells:
        cell = placed.cell
        exact = cell is not None and cell.kind == "amount"
        grid[placed.row][placed.column] = str(cell_value(table, cell, exact=True)) if exact else placed.text
    rows = tuple(SourceRow(n, tuple(cells)) for n, cells in enumerate(grid, 1) if any(cells))
    return SourceTable("公开表.xlsx", table.title, rows)


def printed_source_of(table) -> SourceTable:
    """A table as a page shows it: every amount with its printed digits only."""
    sheet = sheet_of(table)
    grid = [[""] * len(sheet.widths) for _ in range(sheet.rows)]
    for placed in sheet.cells:
        grid[placed.row][placed.column] = placed.text
    rows = tuple(SourceRow(n, tuple(cells)) for n, cells in enumerate(grid, 1) if any(cells))
    return SourceTable("公开.pdf", table.title, rows)


def recognised(tables, form):
    """The tables of a form that are known again."""
    return [one for table in tables if (one := recognise(source_of(table), form)) is not None]

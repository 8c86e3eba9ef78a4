"""The roll-up as one workbook: a sheet for each question, amounts in 元 with two decimals out of whole 分."""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop import paths
from desktop.collect.sheets import Kind, Sheet
from desktop.exporters import xlsx, xlsx_names
from desktop.exporters.publication import Publication
from desktop.money import FEN_PER

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

MOST_ROWS = 1_000_000
"""Rows of a sheet that Excel and WPS can hold, with room for title and total."""
A4_PAPER = 9
_BASE = {"font_name": "宋体", "font_size": 10.5, "valign": "vcenter"}
_FORMATS: dict[Kind, dict[str, Any]] = {
    Kind.TEXT: {"text_wrap": True},
    Kind.AMOUNT: {"num_format": "#,##0.00", "align": "right"},
    Kind.COUNT: {"num_format": "#,##0", "align": "right"},
    Kind.MARK: {"align": "center"},
}
_HEADING = {**_BASE, "font_name": "黑体", "border": 1, "align": "center", "text_wrap": True, "bg_color": "#EDF1F5"}


def write(sheets: Sequence[Sheet], tables: Publication | None, path: Path) -> None:
    """Write the workbook beside its name, then under it. Raises UserError where that cannot be done."""
    paths.write_beside(path, lambda target: _write(sheets, tables, target))


def _write(sheets: Sequence[Sheet], tables: Publication | None, path: Path) -> None:
    import xlsxwriter

    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(path), options) as workbook:
        contents = workbook.add_worksheet("目录")
        for sheet in sheets:
            _Writer(workbook, workbook.add_worksheet(sheet.name), sheet).write()
        names = [(sheet.name, sheet.title, len(sheet.rows)) for sheet in sheets]
        if tables is not None:
            xlsx.add_tables(workbook, tables)
            names += [
                (xlsx_names.sheet_name(each), "全部单位汇总（已抵销内部往来）", each.table.height)
                for each in tables.sheets
            ]
        _write_contents(workbook, contents, names)


class _Writer:
    def __init__(self, workbook: "Workbook", worksheet: "Worksheet", sheet: Sheet) -> None:
        self._workbook, self._worksheet, self._sheet = workbook, worksheet, sheet
        self._looks: dict[tuple[Kind, bool, int], Any] = {}

    def write(self) -> None:
        sheet, worksheet = self._sheet, self._worksheet
        width = max(1, len(sheet.columns) - 1)
        title = self._workbook.add_format({**_BASE, "font_name": "黑体", "font_size": 16, "align": "left"})
        note = self._workbook.add_format({**_BASE, "font_color": "#555555"})
        worksheet.write_string(0, 0, sheet.title, title)
        worksheet.set_default_row(18)
        worksheet.set_row(0, 28)
        money = any(column.kind is Kind.AMOUNT for column in sheet.columns)
        notes = [*sheet.notes, *(["金额单位：元"] if money else [])]
        for row, words in enumerate(notes, 1):
            worksheet.write_string(row, 0, words, note)
        heading = self._workbook.add_format(_HEADING)
        top = len(notes) + 1
        for number, column in enumerate(sheet.columns):
            worksheet.set_column(number, number, column.width)
            worksheet.write_string(top, number, column.heading, heading)
        worksheet.set_row(top, 32)
        row = self._rows(top + 1)
        self._set_up(top, row, width)

    def _rows(self, row: int) -> int:
        sheet = self._sheet
        deep = any(sheet.levels)
        for number, values in enumerate(sheet.rows[:MOST_ROWS]):
            level = sheet.levels[number] if deep else 0
            self._cells(row, values, bold=deep and level == 0, level=level)
            row += 1
        if len(sheet.rows) > MOST_ROWS:
            left = len(sheet.rows) - MOST_ROWS
            self._worksheet.write_string(row, 0, f"还有 {left} 行超出表格容量，没有列出；合计包括它们")
            row += 1
        if sheet.total is not None:
            self._cells(row, sheet.total, bold=True, level=0)
            row += 1
        elif not sheet.rows:
            self._cells(row, ("（无）", *("" for _ in sheet.columns[1:])), bold=False, level=0)
            row += 1
        return row

    def _cells(self, row: int, values: Sequence[Any], *, bold: bool, level: int) -> None:
        for number, (column, value) in enumerate(zip(self._sheet.columns, values, strict=True)):
            look = self._look(column.kind, bold=bold, level=level if number == 1 else 0)
            if value is None or value == "":
                self._worksheet.write_blank(row, number, None, look)
            elif isinstance(value, str):
                self._worksheet.write_string(row, number, value, look)
            elif column.kind is Kind.AMOUNT:
                self._worksheet.write_number(row, number, Decimal(value) / FEN_PER["元"], look)
            else:
                self._worksheet.write_number(row, number, value, look)

    def _look(self, kind: Kind, *, bold: bool, level: int) -> Any:
        key = kind, bold, level
        if key not in self._looks:
            look = {**_BASE, "border": 1, **_FORMATS[kind], "bold": bold, "indent": level}
            self._looks[key] = self._workbook.add_format(look)
        return self._looks[key]

    def _set_up(self, top: int, bottom: int, width: int) -> None:
        worksheet = self._worksheet
        names = sum(1 for column in self._sheet.columns[:3] if column.kind is Kind.TEXT)
        worksheet.freeze_panes(top + 1, min(names, 2))
        worksheet.repeat_rows(top)
        worksheet.set_landscape()
        worksheet.set_paper(A4_PAPER)
        worksheet.fit_to_pages(1, 0)
        worksheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        worksheet.set_footer(f"&L{self._sheet.title}&R第 &P 页  共 &N 页")
        worksheet.print_area(0, 0, bottom - 1, width)


def _write_contents(workbook: "Workbook", worksheet: "Worksheet", names: Sequence[tuple[str, str, int]]) -> None:
    worksheet.set_column(0, 0, 30)
    worksheet.set_column(1, 1, 52)
    worksheet.set_column(2, 2, 10)
    heading = workbook.add_format(_HEADING)
    plain = workbook.add_format({**_BASE, "border": 1, "text_wrap": True})
    link = workbook.add_format({**_BASE, "border": 1, "font_color": "#1F4E9E", "underline": 1})
    for column, words in enumerate(("工作表", "内容", "行数")):
        worksheet.write_string(0, column, words, heading)
    for row, (name, title, rows) in enumerate(names, 1):
        quoted = name.replace("'", "''")
        worksheet.write_url(row, 0, f"internal:'{quoted}'!A1", link, name)
        worksheet.write_string(row, 1, title, plain)
        worksheet.write_number(row, 2, rows, plain)
    worksheet.freeze_panes(1, 0)
    worksheet.set_paper(A4_PAPER)
    worksheet.fit_to_pages(1, 0)

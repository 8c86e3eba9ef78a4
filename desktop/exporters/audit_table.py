"""The audits of a folder as a workbook: a row for each document, then all that was found in any of them."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from desktop import file_set
from desktop.dataclass import dataclass
from desktop.personal import IN_DOCUMENT, Guard

RED, AMBER = "#B3261E", "#96600A"
LINE, HIGHEST = 14.0, 400.0
"""Height of a line and of the highest row, in points."""
UNDATED = datetime(2000, 1, 1, tzinfo=UTC)
"""The date in the properties of the file: nothing in it comes from the clock."""
COLORS = {"错误": RED, "警告": AMBER}
"""Of the words that weigh a finding."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name, headings, width of each column in characters, rows."""

    name: str
    headings: Sequence[str]
    widths: Sequence[int]
    rows: Sequence[Sequence[str | int]]


def write(sheets: Sequence[Sheet], target: Path, guard: Guard) -> None:
    """Write the workbook of a folder in one step. Raises UserError where it cannot be written, or must not leave."""
    for sheet in sheets:
        rows = enumerate(sheet.rows, 2)
        guard.require_none(
            target.name, ((f"“{sheet.name}”第 {n} 行", str(value)) for n, row in rows for value in row), IN_DOCUMENT
        )

    def fill(temporary: Path) -> None:
        import xlsxwriter

        options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        with xlsxwriter.Workbook(temporary, options) as workbook:
            workbook.set_properties({"title": "审阅", "created": UNDATED})
            for sheet in sheets:
                _fill(workbook, sheet)

    file_set.write({target: fill})


def _height(row: Sequence[str | int], widths: Sequence[int]) -> float:
    """Return the height of a row in points: of wrapped text not every program finds it by itself."""
    lines = 1
    for value, width in zip(row, widths, strict=True):
        parts = str(value).split("\n")
        lines = max(lines, sum(max(1, -(-_columns(part) // max(1, width - 1))) for part in parts))
    return min(HIGHEST, LINE * lines + 2)


def _columns(text: str) -> int:
    """Return the width of a text in characters of a column: a Chinese one takes two."""
    return sum(1 if each.isascii() else 2 for each in text)


def _fill(workbook: Any, sheet: Sheet) -> None:
    head = workbook.add_format({"bold": True, "border": 1, "align": "center", "valign": "vcenter", "text_wrap": True})
    body = {"border": 1, "text_wrap": True, "valign": "top"}
    plain = workbook.add_format(body)
    colored = {word: workbook.add_format({**body, "font_color": color}) for word, color in COLORS.items()}
    page = workbook.add_worksheet(sheet.name)
    for column, (heading, width) in enumerate(zip(sheet.headings, sheet.widths, strict=True)):
        page.set_column(column, column, width)
        page.write_string(0, column, heading, head)
    for number, row in enumerate(sheet.rows, 1):
        page.set_row(number, _height(row, sheet.widths))
        for column, value in enumerate(row):
            if isinstance(value, int):
                weight = colored.get(sheet.headings[column]) if value else None
                page.write_number(number, column, value, weight or plain)
            else:
                page.write_string(number, column, value, colored.get(value, plain))
    page.freeze_panes(1, 1)
    page.autofilter(0, 0, max(1, len(sheet.rows)), len(sheet.headings) - 1)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)

"""Rows of a sheet to be learned: how many there may be, which follow each other, and which a formula adds up."""

from typing import Any

from desktop.findings import UserError
from desktop.template.recalculate import FormulaSheet
from desktop.template.sheet_xml import column_number, split

MOST_ROWS, MOST_COLUMNS, MOST_MERGES = 3_000, 120, 10_000
"""A sheet that a person fills is smaller; with text or numbers beyond, it is not learned."""


def longest(rows: list[int]) -> list[int]:
    """Return the longest run of rows that follow each other, the upper one of two as long."""
    best: list[int] = []
    run: list[int] = []
    for row in rows:
        run = [*run, row] if run and run[-1] + 1 == row else [row]
        best = max(best, run, key=len)
    return best


def adds_rows(formula: str, column: str, first: int, last: int) -> bool:
    """Tell whether a formula adds up more than one row of a list in its own column."""
    cells = FormulaSheet({}, {"A1": formula}).terms("A1") or []
    rows = [row for _, name, place in cells if place and not name for letter, row in [split(place)] if letter == column]
    return sum(first <= row <= last for row in rows) > 1


def is_near(column: str, row: int) -> bool:
    """Tell whether a cell lies where a person would fill it."""
    return row <= MOST_ROWS and column_number(column) <= MOST_COLUMNS


def refuse_too_large(raw: dict[str, Any], file: str) -> None:
    """Refuse a sheet with content so far out, or so many merges, that no person would fill it."""
    far = next((p for p, (kind, _, _) in raw["cells"].items() if kind != "blank" and not is_near(*split(p))), "")
    if far:
        where = f"在 {far} 处有内容，超过 {MOST_ROWS} 行或 {MOST_COLUMNS} 列"
    elif len(raw["merges"]) > MOST_MERGES:
        where = f"的合并单元格超过 {MOST_MERGES} 处"
    else:
        return
    raise UserError(f"文件“{file}”工作表“{raw['sheet']}”{where}，没有读取；请只保留需要填写的区域后再试")

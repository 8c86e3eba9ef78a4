"""The unit of money of a list: named by a line above it, by the heading of a column, or by the one over it."""

from desktop.intake import bureau_amounts, headers
from desktop.outside.source_files import SourceTable


def unit_above(table: SourceTable, last: int) -> str:
    """Return the unit of money that a line over the table names: 单位：万元, or a title （万元）."""
    for row in reversed(table.rows[:last]):
        filled = [cell for cell in row.cells if cell]
        for cell in filled:
            names = "单位" in cell or len(filled) == 1 or bureau_amounts.is_unit(cell)
            if names and (unit := bureau_amounts.unit_in_line(cell)):
                return unit
    return ""


def unit_of(table: SourceTable, last: int, position: int, group: str) -> str:
    """Return the unit of money that the heading of a column names, or the one over it."""
    for row in reversed(table.rows[max(0, last - 2) : last + 1]):
        cell = row.cells[position] if position < len(row.cells) else ""
        if cell == "amount_yuan":
            return "元"
        if unit := bureau_amounts.unit_in_heading(cell):
            return unit
    upper = {part for part in group.split("/") if part}
    for row in reversed(table.rows[max(0, last - 2) : last]):
        for cell in row.cells[: position + 1]:
            if cell and headers.bare_header(cell) in upper and (unit := bureau_amounts.unit_in_heading(cell)):
                return unit
    return ""

"""Names in a workbook: of the sheet of each table, and of each total, for sheets of others that refer to it."""

from collections.abc import Iterator, Sequence
from itertools import count

from desktop.layouts.paper.sheet import PlacedCell, Sheet

REFUSED, LONGEST_NAME = "[]:*?/\\'", 31
"""Characters that no sheet name may have, and how many it may have."""
TOTALS = ("合计", "总计")


def sheet_name(sheet: Sheet) -> str:
    """Return the Excel sheet name of a table: number and title, or the number alone where Excel would cut the title."""
    name, number = ("".join("_" if c in REFUSED else c for c in t) for t in (sheet.table.label, sheet.table.number))
    return name if len(name) <= LONGEST_NAME else (number or name)[:LONGEST_NAME]


def total_names(sheets: Sequence[Sheet]) -> dict[str, str]:
    """Return a name for the first amount of each total of each table (表一_支出总计), and the cell it is for.

    A total that stands in a table again has a number behind its name.
    """
    from xlsxwriter.utility import xl_rowcol_to_cell

    names: dict[str, str] = {}
    for sheet in sheets:
        for label, amount in [*_in_rows(sheet)] or _in_columns(sheet):
            words = f"{sheet.table.number or sheet.table.title}_{label}"
            name = "".join(c if c.isalnum() else "_" for c in words)
            name = "_" * name[0].isdigit() + name
            every = (f"{name}_{number}" if number > 1 else name for number in count(1))
            place = xl_rowcol_to_cell(amount.row, amount.column, row_abs=True, col_abs=True)
            names[next(each for each in every if each not in names)] = f"='{sheet_name(sheet)}'!{place}"
    return names


def _amounts(sheet: Sheet) -> list[PlacedCell]:
    return [each for each in sheet.cells if each.style == "amount" and each.row >= sheet.header_bottom]


def _in_rows(sheet: Sheet) -> Iterator[tuple[str, PlacedCell]]:
    """Yield the words of each total of the rows, and the first amount to the right of them."""
    amounts = _amounts(sheet)
    for label in sheet.cells:
        words = label.text.strip()
        if label.cell is None or label.row < sheet.header_bottom or not words.endswith(TOTALS):
            continue
        right = [each for each in amounts if each.row == label.row and each.column > label.column]
        if right:
            yield words, min(right, key=lambda each: each.column)


def _in_columns(sheet: Sheet) -> Iterator[tuple[str, PlacedCell]]:
    """Yield the words of each total of the columns, and the amount below them, of a table with one row of amounts."""
    amounts = _amounts(sheet)
    if len({each.row for each in amounts}) != 1:
        return
    for head in sheet.cells:
        below = [each for each in amounts if each.column == head.column and head.column_span == 1]
        if head.style == "header" and head.text.strip().endswith(TOTALS) and below:
            yield head.text.strip(), below[0]

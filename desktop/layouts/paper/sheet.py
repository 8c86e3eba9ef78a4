"""Placing a table on a sheet: titles, header tree, body, notes as cells with spans and style names.

Exporters and screens eat only this; none of them knows a table by name.
"""

from collections.abc import Iterable, Iterator

from desktop.dataclass import dataclass
from desktop.layouts.form.spec import ColumnSpec
from desktop.layouts.tables.table import Cell, Table


@dataclass(frozen=True, slots=True)
class PlacedCell:
    """One cell on the sheet, rows and columns from 0.

    style: number, title, unit_left, unit_right, header, lead_label, lead_text, label, code, amount, percent,
    center, text or note. `cell` is the table cell it shows, if any. remark: the notes (批注) a workbook has at it.
    """

    row: int
    column: int
    text: str
    style: str
    row_span: int = 1
    column_span: int = 1
    bold: bool = False
    indent: int = 0
    cell: Cell | None = None
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A placed table. Rows header_top … header_bottom−1 repeat on every page; the body follows.

    title_size: points of its title at most, where the titles of a set share one size; 0: as large as there is room.
    """

    table: Table
    cells: tuple[PlacedCell, ...]
    widths: tuple[int, ...]
    header_top: int
    header_bottom: int
    body_bottom: int
    rows: int
    title_size: float = 0.0

    def body_place(self, row: int, column: int) -> tuple[int, int]:
        """Return where a cell of the table's own grid stands on the sheet."""
        return self.header_bottom + row, column

    def grid(self) -> Iterator[tuple[int, list[PlacedCell]]]:
        """Return the rows of leads, header and body with the cells that begin in each; no place is without a cell."""
        cells = [cell for cell in self.cells if cell.style not in AROUND]
        covered = {
            (row, column)
            for cell in cells
            for row in range(cell.row, cell.row + cell.row_span)
            for column in range(cell.column, cell.column + cell.column_span)
        }
        begins: dict[int, list[PlacedCell]] = {
            row: [] for row in range(min(cell.row for cell in cells), self.body_bottom)
        }
        for cell in cells:
            begins[cell.row].append(cell)
        for row, found in begins.items():
            found += [PlacedCell(row, c, "", "text") for c in range(len(self.widths)) if (row, c) not in covered]
            yield row, sorted(found, key=lambda cell: cell.column)


AROUND = ("number", "title", "unit_left", "unit_right", "note")
"""Styles of what stands above and below the grid."""


def leading(cells: Iterable[PlacedCell]) -> frozenset[int]:
    """Return the rows that those below them are set in under (类 above 款), by the labels most to the left.

    None of them ends a page.
    """
    labels = [cell for cell in cells if cell.style == "label"]
    first = min((cell.column for cell in labels), default=0)
    indents = {cell.row: cell.indent for cell in labels if cell.column == first}
    return frozenset(row for row, indent in indents.items() if indents.get(row + 1, indent) > indent)


def sheet_of(table: Table) -> Sheet:
    """Return a table with every cell placed: titles, header, body, notes."""
    columns = table.columns
    cells = _titles(table, len(columns))
    top = cells[-1].row + 1
    for lead in table.lead:
        cells.append(PlacedCell(top, 0, lead.label, "lead_label", bold=True))
        style = "amount" if lead.cell.kind == "amount" else "lead_text"
        span = len(columns) - 1
        cells.append(PlacedCell(top, 1, lead.cell.text, style, column_span=span, cell=lead.cell))
        top += 1
    header = header_cells(columns, top)
    cells += header
    body_top = max(c.row + c.row_span for c in header)
    cells += _body(table, columns, body_top)
    bottom = body_top + table.height
    for number, note in enumerate(table.notes):
        cells.append(PlacedCell(bottom + number, 0, note, "note", column_span=len(columns)))
    widths = tuple(column.width for column in columns)
    return Sheet(table, tuple(cells), widths, top, body_top, bottom, bottom + len(table.notes))


def _titles(table: Table, width: int) -> list[PlacedCell]:
    cells = []
    row = 0
    if table.number:
        cells.append(PlacedCell(row, 0, table.number, "number", column_span=width))
        row += 1
    cells.append(PlacedCell(row, 0, table.title, "title", column_span=width))
    row += 1
    left = _unit_columns(table)
    unit = f"单位：{table.style.unit}" if table.unit_line else ""
    cells.append(PlacedCell(row, 0, f"{table.unit_label}：{table.unit_name}", "unit_left", column_span=left))
    cells.append(PlacedCell(row, left, unit, "unit_right", column_span=max(1, width - left)))
    return cells


MONEY_UNIT_WIDTH = 12
"""What 单位：万元 takes, in characters of a column's width."""


def _unit_columns(table: Table) -> int:
    """Return over how many columns the unit's name goes: all but the last ones, which hold the money unit."""
    widths = [column.width for column in table.columns]
    right = 1
    while right < len(widths) and sum(widths[-right:]) < MONEY_UNIT_WIDTH:
        right += 1
    return max(1, len(widths) - right)


def header_cells(columns: list[ColumnSpec], top: int) -> list[PlacedCell]:
    """Place header paths: equal neighbours under one parent become one cell, short paths reach down."""
    depth = max(len(column.header) for column in columns)
    cells = []
    for level in range(depth):
        start = 0
        while start < len(columns):
            path = columns[start].header
            end = start + 1
            if level >= len(path):
                start = end
                continue
            last = level == len(path) - 1
            while not last and end < len(columns) and columns[end].header[: level + 1] == path[: level + 1]:
                end += 1
            span = depth - level if last else 1
            cells.append(
                PlacedCell(
                    top + level,
                    start,
                    path[level],
                    "header",
                    row_span=span,
                    column_span=end - start,
                    bold=True,
                )
            )
            start = end
    return cells


def _body(table: Table, columns: list[ColumnSpec], top: int) -> list[PlacedCell]:
    cells = []
    offset = 0
    for block in table.blocks:
        covered = {(r, c): a for a, b, c in block.merges for r in range(a, b + 1)}
        spans = {(a, c): b - a + 1 for a, b, c in block.merges}
        for number, row in enumerate(block.rows):
            for position, (cell, column) in enumerate(zip(row.cells, block.columns, strict=True)):
                if covered.get((number, position), number) != number:
                    continue
                cells.append(
                    PlacedCell(
                        top + number,
                        offset + position,
                        cell.text,
                        _style(cell, column),
                        row_span=spans.get((number, position), 1),
                        bold=row.bold,
                        indent=row.indent if column.kind in ("label", "name") else 0,
                        cell=cell,
                    )
                )
        offset += len(block.columns)
    return cells


def _style(cell: Cell, column: ColumnSpec) -> str:
    if cell.kind in ("amount", "percent"):
        return cell.kind
    if column.kind in ("label", "name", "pair_name"):
        return "label"
    if column.kind in ("code", "pair_code"):
        return "code"
    no_amount = column.kind == "amount" and cell.kind == "text"  # "—" where there is no amount to show
    return "center" if no_amount or column.align == "center" else "text"

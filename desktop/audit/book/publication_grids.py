"""What a book publishes, as the tables a reader would find: grids like those of a document, with exact amounts."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from desktop.audit.tables import grids
from desktop.audit.tables.grids import Grid
from desktop.dataclass import dataclass
from desktop.layouts.paper.sheet import sheet_of
from desktop.layouts.tables.charts import Chart
from desktop.layouts.tables.table import Table as BookTable
from desktop.money import FEN_PER, Fen
from desktop.outside.document import Document, Table


@dataclass(frozen=True, slots=True)
class BookGrid:
    """A table of the book's publication. exact: the amount behind a cell, in 分, by its place in the grid."""

    grid: Grid
    exact: dict[tuple[int, int], Fen]


def of_publication(tables: Iterable[BookTable], charts: Sequence[Chart]) -> list[BookGrid]:
    """Return the tables of a publication that hold money, the sheet of charts last."""
    parts: list[Table] = []
    amounts: list[dict[tuple[int, int], Fen]] = []
    for table in tables:
        sheet = sheet_of(table)
        rows = [[""] * len(sheet.widths) for _ in range(sheet.rows)]
        merges = []
        exact = {}
        for placed in sheet.cells:
            rows[placed.row][placed.column] = placed.text
            if placed.row_span > 1 or placed.column_span > 1:
                merges.append((placed.row, placed.column, placed.row_span, placed.column_span))
            if placed.cell is not None and placed.cell.kind == "amount" and placed.cell.amount is not None:
                exact[placed.row, placed.column] = placed.cell.amount
        parts.append(Table(tuple(map(tuple, rows)), (), tuple(merges)))
        amounts.append(exact)
    if charts:
        parts.append(_charts(charts))
        amounts.append({})
    found = grids.grids_of(Document("", "book", tuple(parts)))
    return [BookGrid(grid, amounts[grid.index]) for grid in found]


def _charts(charts: Sequence[Chart]) -> Table:
    """Return the sheet that holds the figures of the charts, as the workbook shows it."""
    rows: list[tuple[str, ...]] = []
    for chart in charts:
        rows.append((f"{chart.title}（{chart.style.unit}）", "", ""))
        series = chart.series
        rows.append(tuple(["项目", *(name for name, _ in series), ""][:3]))
        for number, bar in enumerate(chart.bars):
            values = [_printed(amounts[number], chart) for _, amounts in series]
            rows.append(tuple([bar.label, *values, ""][:3]))
    return Table(tuple(rows))


def _printed(fen: Fen, chart: Chart) -> str:
    value = (Decimal(fen) / FEN_PER[chart.style.unit]).normalize() + 0
    return f"{value:f}"

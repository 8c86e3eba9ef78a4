"""A workbook (XLSX, XLS, ODS): each visible sheet a table."""

from typing import Any

from desktop.outside.document import Spot, Table


def read(answer: dict[str, Any]) -> list[Table]:
    """Return the sheets of a workbook as it was read (`child.read_all`)."""
    return [_table(sheet["sheet"], sheet["rows"]) for sheet in answer["sheets"] if any(map(any, sheet["rows"]))]


def _table(name: str, rows: list[list[str]]) -> Table:
    filled = [number for number, row in enumerate(rows, 1) if any(row)]
    wide = max((len(row) for row in rows), default=0)
    grid = tuple((*rows[number - 1], *[""] * (wide - len(rows[number - 1]))) for number in filled)
    return Table(grid, (), (), tuple(Spot(line=number, sheet=name, cell=f"A{number}") for number in filled))

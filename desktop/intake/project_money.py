"""Amounts of a project list in 元: the unit of money is read from headings and the line above, or asked."""

from collections.abc import Callable
from dataclasses import field, replace
from decimal import Decimal

from desktop.dataclass import dataclass
from desktop.intake import bureau_amounts, headers
from desktop.outside.source_files import SourceTable

AMOUNTS = ("price", "amount")


@dataclass(slots=True)
class InYuan:
    """A sheet with its amounts in 元. units: those that were stated or chosen; silent: columns without any."""

    table: SourceTable
    units: tuple[str, ...] = ()
    silent: list[str] = field(default_factory=list)


def in_yuan(table: SourceTable, recognise: Callable[..., str], chosen: str = "") -> InYuan:
    """Return a sheet with its amounts in 元. chosen: the unit of columns for which the file names none.

    A price without a unit is in that of the amount beside it, and the other way round: their product is checked.
    """
    rows, stated = list(table.rows), {}
    for number, row in enumerate(rows[: headers.SEARCHED]):
        cells = list(row.cells)
        for position, cell in enumerate(cells):
            if unit := bureau_amounts.unit_in_heading(cell):
                stated[number, position] = unit
                cells[position] = headers.bare_header(cell.replace(unit, "元"))
        rows[number] = replace(row, cells=tuple(cells))
    header = headers.find(replace(table, rows=tuple(rows)), recognise)
    if header is None:
        return InYuan(table)
    rows[header.last + 1 :] = table.rows[header.last + 1 :]
    columns = {
        position: text
        for position, text in header.texts.items()
        if recognise(text, header.groups.get(position, "")) in AMOUNTS
    }
    own = {place[1]: unit for place, unit in stated.items() if place[0] <= header.last and place[1] in columns}
    lines = (cell for row in reversed(table.rows[: header.last]) for cell in row.cells)
    over = next((unit for line in lines if _is_line(line) and (unit := bureau_amounts.unit_in_line(line))), "")
    usual = over or (next(iter(own.values())) if len(set(own.values())) == 1 else "") or chosen
    units = {position: own.get(position) or usual for position in columns}
    silent = [columns[position] for position, unit in units.items() if not unit]
    for number in range(header.last + 1, len(rows)):
        cells = [_yuan(cell, units.get(position, "")) for position, cell in enumerate(rows[number].cells)]
        rows[number] = replace(rows[number], cells=tuple(cells))
    return InYuan(replace(table, rows=tuple(rows)), tuple(dict.fromkeys(filter(None, units.values()))), silent)


def _is_line(text: str) -> bool:
    """Tell whether a cell above the heading may name the unit of all: 单位：万元, a title （万元）."""
    return "单位" in text or text.strip(" （）()").endswith("元")


def _yuan(text: str, unit: str) -> str:
    """Return an amount of a unit in 元; what is none stays as it is, for whoever reads it to refuse."""
    fen = bureau_amounts.parse(text, unit) if unit and text else None
    return f"{Decimal(fen) / 100:.2f}" if isinstance(fen, int) else text

"""Whether the place of a finding is a place of the window: a cell, a page, a line, a table, a text."""

from desktop.findings import Place
from desktop.ledger.records import DirectLine
from desktop.ledger.records.words import WEBSITE
from desktop.ui.grids.grid_model import ExpenditureGrid, IncomeGrid
from desktop.ui.grids.record_kinds import KINDS
from desktop.ui.navigator import WITHOUT_ROWS
from desktop.ui.pages import PAGES

COLUMNS = {kind.title: {column.key for column in kind.columns} for kind in KINDS}
COLUMNS |= {
    DirectLine.ABOUT.label: {"amount", *(column.key for column in ExpenditureGrid.columns)},
    "收入": {"amount", *(column.key for column in IncomeGrid.columns)},
    "公开审批记录": {WEBSITE, *COLUMNS["公开审批记录"]},
}
TITLES = {page.title for page in PAGES}


def nowhere(place: Place) -> str:
    """Return what is wrong with a place, empty where the window can go there."""
    if not place.entry:
        return "" if place.lines or place.table or place.figure else "it names no place"
    if place.entry not in {*COLUMNS, *TITLES, *WITHOUT_ROWS}:
        return f"no page has “{place.entry}”"
    if place.entry not in COLUMNS:
        return "" if not place.record_id else f"“{place.entry}” has no rows"
    known = COLUMNS[place.entry]
    item = place.entry == "人员" and place.field.startswith("item:")
    return "" if item or not place.field or place.field in known else f"“{place.entry}” has no column {place.field}"

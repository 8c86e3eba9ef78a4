"""Where a number comes from, where a finding is, where one was: going from one place of the window to another."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QWidget

from desktop.compute.lines import BudgetLine
from desktop.dataclass import dataclass
from desktop.findings import Finding, Place
from desktop.layouts.tables.table import Cell, CellKey
from desktop.ledger.records import Budget
from desktop.ui.grids.grid_model import ExpenditureGrid
from desktop.ui.grids.grid_view import GridView
from desktop.ui.grids.record_kinds import KINDS
from desktop.ui.page_window import PageWindow
from desktop.ui.pages import PAGES, RESULTS, page_of
from desktop.units.views import Asked

WITHOUT_ROWS = {"版式设置": "layout"}
"""Records that are entered in a dialog, by the words of the place, with what the window calls it."""
KEPT = 50
"""How many places one was at are remembered."""


class Navigator:
    """Shows sources and jumps, in one window; what is shown is looked up anew after each change."""

    def __init__(self, window: PageWindow) -> None:
        self._window = window
        self.trail = Trail(window)
        self._repeat: Callable[[], None] | None = None

    def refresh(self) -> None:
        """Show the same place again after a change."""
        if self._repeat is not None:
            self._repeat()

    def show_cell(self, cell: Cell) -> None:
        """Show the lines behind a cell of a table, now and after each change."""
        self._window.sources.show_selection(f"表格中的 {cell.text}", cell.selection)
        for table in self._window.session.disclosure.tables:
            found = table.key_of(cell)
            if found is not None:
                self._repeat = partial(self.show_place, table.id, found)

    def show_place(self, table_id: str, place: CellKey) -> None:
        """Show the lines behind the cell that stands at a place of a table now."""
        table = next((t for t in self._window.session.disclosure.tables if t.id == table_id), None)
        cell = table.cell_at(place) if table is not None else None
        if cell is None:
            self._window.sources.clear()
        else:
            self._window.sources.show_selection(f"表格中的 {cell.text}", cell.selection)

    def show_figure(self, figure_id: str) -> None:
        """Show the lines behind a figure of the narrative."""
        self._repeat = partial(self.show_figure, figure_id)
        figure = self._window.session.disclosure.narrative.figures.get(figure_id)
        if figure is None:
            self._window.sources.clear()
            return
        name = f"{figure.label} {figure.shown}{figure.unit}"
        self._window.sources.show_selection(name, figure.selection | figure.last_selection)

    def show_finding(self, finding: Finding) -> None:
        """Go to where a finding is."""
        place, page = finding.place, page_of(finding)
        if self._window.session.view is not None and self._went_to_unit(finding):
            return
        if place.entry and page != "narrative":
            self._show_entry(place, page)
        elif place.lines:
            self.show_key(place.lines[0])
            if len(place.lines) > 1:  # all of them are listed below the first
                year = self._window.session.budget.year
                self._repeat = partial(
                    self._show_keys, f"{finding.code} 涉及的行", {(year, key) for key in place.lines}
                )
                self._repeat()
        elif place.table and page == "tables":
            self._window.turn_to("tables")
            self._window.tables.show_table(place.table, place.row, place.column)
        else:
            self._window.turn_to(page)
            if place.figure:
                self._window.narrative.show_field(place.figure)

    def _show_entry(self, place: Place, page: str) -> None:
        """Go to the cell of a record, or where such records are entered; a record without a row opens its dialog."""
        if place.entry in WITHOUT_ROWS:
            self._window.work_asked.emit(WITHOUT_ROWS[place.entry])
            return
        kinds = next(each.kinds for each in PAGES if each.key == page)
        view: GridView | None
        if place.entry in kinds:
            view = self._window.show_kind(place.entry).view
        else:
            self._window.turn_to(page)
            view = {"lines": self._window.lines, "income": self._window.income}.get(page)
        if view is not None and (place.record_id or not view.grid.begins_rows):  # a form's record may not be stored yet
            view.show_known(
                place.record_id, "this" if place.field == "amount" and place.entry not in kinds else place.field
            )

    def _went_to_unit(self, finding: Finding) -> bool:
        """Turn to the unit that a finding of a 汇总 is about; tell whether that was done."""
        lines = self._window.session.disclosure.cube.lines
        named = {line.key: line.unit for line in lines} if finding.place.lines else {}
        of_line = named.get(next(iter(finding.place.lines), ""), "")
        unit = of_line or finding.message.removeprefix("【").partition("】")[0]
        if not self._turned_to(unit):
            return False
        keys = tuple(key.partition("~")[0] for key in finding.place.lines if named.get(key) == unit)
        self.show_finding(replace(finding, place=replace(finding.place, lines=keys)))
        return True

    def _turned_to(self, unit: str) -> bool:
        """Turn from a 汇总 to one of its units by name."""
        view = self._window.session.view
        part = next((each for each in view.parts if each.unit.name == unit), None) if view is not None else None
        if part is None:
            return False
        self._window.finish_edits()
        self._repeat = None
        self._window.session.choose(part.budget)
        return True

    def show_source(self, line: BudgetLine) -> None:
        """Go to the record a line comes from: out of a 汇总 to its unit first, then to line, person or project."""
        turned = self._turned_to(line.unit)
        table, number = line.origin.table, line.origin.record_id
        if table == "direct_line":
            self.show_line(number)
        elif table == "income":
            self._window.turn_to("income")
            self._window.income.show_known(number)
        elif table == "quota":
            self._window.turn_to("public")
        elif kind := next((kind for kind in KINDS if table == kind.empty.TABLE), None):
            self._window.show_kind(kind.title).view.show_known(number, "name")
        if turned and table not in ("direct_line", "income"):
            self.show_key(line.key.partition("~")[0], stay=True)

    def show_key(self, key: str, *, stay: bool = False) -> None:
        """Go to the record that a line comes from; a computed one is explained too (`stay`: explain and stay here)."""
        cube = self._window.session.disclosure.cube
        found = next((n for n, line in enumerate(cube.lines) if line.key == key and line.year == cube.year), None)
        if found is None:
            return
        line = cube.lines[found]
        if line.origin.table == "direct_line" and not stay:
            self.show_line(line.origin.record_id)
            return
        self._repeat = None
        if not stay:
            self.show_source(line)
        self._window.sources.show_selection(line.origin.rule, 1 << found)
        self._window.sources.table.setCurrentCell(0, 0)

    def show_behind(self, index: QModelIndex) -> None:
        """Show which lines of people, quotas and projects a computed row of the expenditure adds up, and why."""
        grid = self._window.lines.grid
        if not isinstance(grid, ExpenditureGrid) or grid.flags(index) & Qt.ItemFlag.ItemIsEditable:
            return
        keys = {(line.year, line.key) for line in grid.behind(index.row())}
        if keys:
            codes = grid.rows[index.row()].line
            name = " ".join(filter(None, ("支出行", codes.function_code, codes.economic_code)))
            self._repeat = partial(self._show_keys, name, keys)
            self._repeat()
            self._window.sources.table.setCurrentCell(0, 0)

    def _show_keys(self, name: str, keys: set[tuple[int, str]]) -> None:
        """Show the lines that are known by year and key, as far as they are there now."""
        lines = self._window.session.disclosure.cube.lines
        selection = sum(1 << n for n, line in enumerate(lines) if (line.year, line.key) in keys)
        if selection:
            self._window.sources.show_selection(name, selection)
        else:
            self._window.sources.clear()

    def show_line(self, line_id: int) -> None:
        """Go to a typed line in its grid."""
        self._window.turn_to("lines")
        self._window.lines.show_known(line_id)


@dataclass(frozen=True, slots=True)
class Spot:
    """A place one was at: budget or 汇总, page, kind of record, table; of each list or text the cell and the scroll."""

    budget: Budget
    asked: Asked | None
    page: str
    kind: str
    table: int
    areas: tuple[tuple[int, int, Any], ...]
    focused: int

    def is_like(self, other: "Spot") -> bool:
        """Tell whether only the scroll position differs."""
        cells = [[cell for *_, cell in spot.areas] for spot in (self, other)]
        return (self.page, self.kind, self.table, self.budget.id, self.asked, cells[0]) == (
            *(other.page, other.kind, other.table, other.budget.id, other.asked),
            cells[1],
        )


class Trail(QObject):
    """The places of one window, in the order in which they were left."""

    def __init__(self, window: PageWindow) -> None:
        super().__init__(window)
        self._window = window
        self._behind: list[Spot] = []
        self._ahead: list[Spot] = []
        self._going = False
        window.leaving.connect(self._note)
        for keys, go in (("Alt+Left", self.back), ("Alt+Right", self.forward)):
            QShortcut(QKeySequence(keys), window, go)

    @property
    def ends(self) -> tuple[bool, bool]:
        """Whether there is a place to go back to, and one to go forward to."""
        return bool(self._behind), bool(self._ahead)

    def back(self) -> None:
        """Go to the place that was left last."""
        self._go(self._behind, self._ahead)

    def forward(self) -> None:
        """Go to the place that going back left last."""
        self._go(self._ahead, self._behind)

    def _note(self) -> None:
        """Remember the present place, which is about to be left."""
        if self._going:
            return
        spot = self._spot()
        if self._behind and spot.is_like(self._behind[-1]):
            self._behind.pop()
        self._behind = [*self._behind[1 - KEPT :], spot]
        self._ahead.clear()

    def _go(self, places: list[Spot], others: list[Spot]) -> None:
        here, window = self._spot(), self._window
        while places and places[-1].is_like(here):
            places.pop()
        if not places:
            return
        others.append(here)
        spot, self._going = places.pop(), True
        try:
            session = window.session
            moved = (spot.budget.id, spot.asked) != (session.budget.id, session.asked)
            if moved and (spot.asked is not None or session.stored(spot.budget) is not None):
                window.finish_edits()
                session.choose(spot.budget, spot.asked)
            if spot.kind:
                window.show_kind(spot.kind)
            else:
                window.turn_to(spot.page)
            window.tables.choice.setCurrentIndex(spot.table)
        finally:
            self._going = False
        QTimer.singleShot(0, window, partial(self._settle, spot))  # when what is shown now knows its size

    def _settle(self, spot: Spot) -> None:
        """Take up the rows and scroll positions again."""
        for number, (area, (across, down, cell)) in enumerate(zip(self._areas(), spot.areas, strict=False)):
            _choose(area, cell)
            area.horizontalScrollBar().setValue(across)
            area.verticalScrollBar().setValue(down)
            if number == spot.focused:
                area.setFocus()

    def _areas(self) -> list[QAbstractScrollArea]:
        """Return the lists, grids and texts of the page in view, without what belongs to a grid (its headings)."""
        window = self._window
        page: QWidget | None = (window.results if window.page in RESULTS else window.grids).currentWidget()
        if page is None:
            return []
        own = [page] if isinstance(page, QAbstractScrollArea) else []
        found = [area for area in page.findChildren(QAbstractScrollArea) if area.isVisible()]
        return [*own, *(area for area in found if not isinstance(area.parentWidget(), QAbstractItemView))]

    def _spot(self) -> Spot:
        window, areas = self._window, self._areas()
        session, page = window.session, window.page
        kind = window.records[page].tabs.title if page in window.records else ""
        focus = next((number for number, area in enumerate(areas) if area.hasFocus()), -1)
        places = [(a.horizontalScrollBar().value(), a.verticalScrollBar().value(), _chosen(a)) for a in areas]
        table = window.tables.choice.currentIndex()
        return Spot(session.budget, session.asked, page, kind, table, tuple(places), focus)


def _chosen(area: QAbstractScrollArea) -> Any:
    """Return the present cell of a list: of a grid its record and column, which stay when rows come and go."""
    if not isinstance(area, QAbstractItemView) or not area.currentIndex().isValid():
        return None
    index = area.currentIndex()
    if isinstance(area, GridView) and index.row() < len(area.grid.rows):
        return area.grid.ids(area.grid.rows[index.row()])[0], area.grid.columns[index.column()].key
    return index.row(), index.column()


def _choose(area: QAbstractScrollArea, cell: Any) -> None:
    if cell is None or not isinstance(area, QAbstractItemView):
        return
    if isinstance(area, GridView) and isinstance(cell[1], str):
        area.show_known(*cell)
    else:
        index = area.model().index(*cell)
        if index.isValid():
            area.setCurrentIndex(index)

"""Where a number comes from and where a finding is: going from one place of the window to another."""

from collections.abc import Callable
from functools import partial

from desktop.findings import Finding
from desktop.layouts.tables import withheld
from desktop.layouts.tables.table import Cell, CellKey
from desktop.ui.page_window import PageWindow
from desktop.ui.pages import page_of


class Navigator:
    """Shows sources and jumps, in one window; what is shown is looked up anew after each change."""

    def __init__(self, window: PageWindow) -> None:
        self._window = window
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
        place = finding.place
        if place.lines:
            self.show_key(place.lines[0])
        elif place.figure:
            self._window.turn_to("narrative")
            self._window.narrative.show_field(place.figure)
        elif place.table:
            self._window.turn_to("tables")
            self._window.tables.show_table(place.table)
        elif finding.code == "C97":
            self.show_undecided()
        else:
            self._window.turn_to(page_of(finding))

    def show_undecided(self) -> None:
        """Go to the first project of which nobody has decided how it is published."""
        panel = self._window.show_kind("项目")
        for project in withheld.undecided(self._window.session.facts)[:1]:
            panel.view.show_known(project.id, "published_as")

    def show_key(self, key: str) -> None:
        """Go to a typed line in its grid; show a computed one with its explanation."""
        cube = self._window.session.disclosure.cube
        found = next((n for n, line in enumerate(cube.lines) if line.key == key and line.year == cube.year), None)
        if found is None:
            return
        line = cube.lines[found]
        if line.origin.table == "direct_line":
            self.show_line(line.origin.record_id)
            return
        self._repeat = None
        self._window.sources.show_selection(line.origin.rule, 1 << found)
        self._window.sources.table.setCurrentCell(0, 0)

    def show_line(self, line_id: int) -> None:
        """Go to a typed line in its grid."""
        self._window.turn_to("lines")
        self._window.lines.show_known(line_id)

"""A book's pages in one window: the grids in the middle, the results at the right, the lines behind a number below."""

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QSplitter, QStackedWidget, QTabWidget, QTreeWidget, QVBoxLayout, QWidget

from desktop.ledger.book import Book
from desktop.ui import result_pages
from desktop.ui.grids import cell_draft
from desktop.ui.grids.grid_model import ExpenditureGrid, IncomeGrid
from desktop.ui.grids.grid_view import GridView
from desktop.ui.grids.record_kinds import KINDS, kinds_of
from desktop.ui.kit.book_window import BookWindow
from desktop.ui.kit.look import settings
from desktop.ui.kit.made_late import LatePage, LateParts
from desktop.ui.kit.plain_text import PlainLabel
from desktop.ui.opened_book import NOT_HERE
from desktop.ui.pages import KEYED, PAGES, RESULTS, PageList, Side, title_of
from desktop.ui.results.control_strip import ControlStrip
from desktop.ui.results.sources_panel import SourcesPanel
from desktop.ui.results.tables_panel import TablesPanel
from desktop.ui.scenarios.strip import ScenarioStrip
from desktop.ui.session import Session
from desktop.ui.units.unit_menu import UnitMenu

if TYPE_CHECKING:
    from desktop.ui.audit.audit_panel import AuditPanel
    from desktop.ui.entry.records_panel import RecordsPanel
    from desktop.ui.results.checks_panel import ChecksPanel
    from desktop.ui.results.overview_panel import OverviewPanel
    from desktop.ui.units.units_panel import UnitsPanel
    from desktop.ui.writing.narrative_panel import NarrativePanel

WITH_TREE, ROOM_BESIDE = 236, 1040
"""Width of the pages and the tree of units, and of a window that has room for results beside grids, in pixels."""


class PageWindow(BookWindow):
    """The pages, and turning from one to another; commands and messages are the main window's."""

    export_asked = Signal()
    leaving = Signal()  # the page, or the place on it
    cell_chosen = Signal(object)
    """A cell of a table whose lines are to be shown."""
    figure_chosen = Signal(str)
    """The id of a figure of the text whose lines are to be shown."""
    finding_chosen = Signal(object)
    """A finding whose place is to be shown."""
    source_asked = Signal(object)
    """A line whose record is to be shown."""
    work_asked = Signal(str)
    """A place of the work list that is to be shown."""

    def __init__(self, book: Book) -> None:
        super().__init__(Session(book))
        self.page = ""
        self._several, self._page_before = False, ""
        self._with_preview = settings().value("preview", "1") == "1"
        self.resize(1366, 768)
        self._build_panels()
        self._arrange(self._side())
        self.turn_to("lines")

    def _build_panels(self) -> None:
        self.lines = GridView(ExpenditureGrid(self.session))
        self.lines.setAccessibleName("支出与上年")
        self.income = GridView(IncomeGrid(self.session))
        self.income.setAccessibleName("收入")
        for view in (self.lines, self.income):
            cell_draft.watch(view)
        self.records = LateParts(self._make_records)
        self.grids = QStackedWidget()
        self._incomes = QSplitter(Qt.Orientation.Vertical)
        self._incomes.addWidget(self.income)
        self.grids.addWidget(self.lines)
        self.grids.addWidget(self._incomes)
        self._only_shown = PlainLabel(NOT_HERE, "muted")
        self._only_shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._only_shown.setWordWrap(True)
        self._only_shown.setMargin(24)
        self.grids.addWidget(self._only_shown)
        self.tables = TablesPanel(self.session)
        asked = result_pages.Asked(self.cell_chosen, self.figure_chosen, self.finding_chosen, self.work_asked)
        make = partial(result_pages.make, self.session, asked)
        self._results: dict[str, QWidget] = {
            "tables": self.tables,
            **{key: LatePage(partial(make, key)) for key in ("narrative", "checks", "overview", "audit")},
        }
        self.results = QTabWidget()
        for key, page in self._results.items():
            self.results.addTab(page, title_of(key))
        self.sources = SourcesPanel(self.session)

    def _make_records(self, key: str) -> "RecordsPanel":
        """Make the grids of a page of records, in their place."""
        from desktop.ui.entry.records_panel import RecordsPanel

        page = next(page for page in PAGES if page.key == key)
        panel = RecordsPanel(self.session, kinds_of(*page.kinds), with_policy=key in ("people", "public"))
        self.connect_grid(panel)
        panel.standards_asked.connect(self.show_standards)
        panel.values_asked.connect(self.show_values)
        panel.policy_asked.connect(self._ask_policy)
        if key == "income":
            self._incomes.addWidget(panel)
            self._incomes.setSizes([320, 280])
        else:
            self.grids.addWidget(panel)
        return panel

    def _ask_policy(self, key: str) -> None:
        from desktop.ui.standards import using

        using.ask(self, self.session, key)

    def show_standards(self) -> None:
        """Open the questionnaire by which a pack of the place is made, and offer what was made."""
        from desktop.ui.standards.questionnaire_dialog import QuestionnaireDialog

        self.finish_edits()
        dialog = QuestionnaireDialog(self.session, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(self._list_policies)
        dialog.open()

    def show_values(self) -> None:
        """Show each value the budget is computed with and where it comes from."""
        from desktop.ui.standards.values_dialog import ValuesDialog

        self.finish_edits()
        ValuesDialog(self.session, self).open()

    def _list_policies(self) -> None:
        for key in ("people", "public"):
            if key in self.records:
                self.records[key].list_policies()

    def _grid_page(self, key: str) -> QWidget:
        """Return what a page shows where records are typed."""
        if key == "lines":
            return self.lines
        panel = self.records[key]
        return self._incomes if key == "income" else panel

    def connect_grid(self, grid: "GridView | RecordsPanel") -> None:
        """Connect a grid that was just made with the commands of the window."""
        raise NotImplementedError

    @property
    def narrative(self) -> "NarrativePanel":
        """The page of the text, made when it is first needed."""
        return cast("NarrativePanel", self._late("narrative").widget())

    @property
    def checks(self) -> "ChecksPanel":
        """The page of the checks, made when it is first needed."""
        return cast("ChecksPanel", self._late("checks").widget())

    @property
    def overview(self) -> "OverviewPanel":
        """The page on one sheet, made when it is first needed."""
        return cast("OverviewPanel", self._late("overview").widget())

    @property
    def audit(self) -> "AuditPanel":
        """The page of published documents, made when it is first needed."""
        return cast("AuditPanel", self._late("audit").widget())

    def _late(self, key: str) -> LatePage:
        return cast(LatePage, self._results[key])

    def _side(self) -> QWidget:
        """Return the pages above the units and years."""
        self.pages = PageList(self.session)
        self.pages.page_chosen.connect(self.turn_to)
        for number, page in enumerate(PAGES[:KEYED], 1):
            QShortcut(QKeySequence(f"Alt+{number % 10}"), self, partial(self.go_to, page.key))
        QShortcut(QKeySequence("F8"), self, partial(self.turn_to, "audit"))
        self.unit_menu = UnitMenu(self, self.source_asked.emit)
        self.units_panel: UnitsPanel | None = None
        self.units = QTreeWidget()
        self.units.setHeaderHidden(True)
        self.units.setIndentation(14)
        self.units.setAccessibleName("单位与年度")
        self.side = side = Side(self.pages)
        self._heading = heading = QLabel("单位与年度")
        heading.setObjectName("heading")
        heading.setContentsMargins(12, 10, 0, 4)
        side.add_words(heading)
        side.add(self.units)
        return side

    def show_units(self) -> None:
        """Show the tree of units where the book has more than one, else the years of its unit alone."""
        several = len(self.session.book.units()) > 1
        if several and self.units_panel is None:
            from desktop.ui.units.units_panel import UnitsPanel

            self.units_panel = UnitsPanel(self, self.unit_menu)
            self.side.add(self.units_panel)
            self.units_panel.follow_in_tab_order(self.pages)
            self.outer.setSizes([WITH_TREE, self.width() - WITH_TREE])
            self.across.setSizes([620, 510])
        if self.units_panel is not None:
            self.units_panel.setVisible(several)
        self._heading.setVisible(not several)
        self.units.setVisible(not several)

    def _arrange(self, side: QWidget) -> None:
        self.strip = ControlStrip(self.session)
        self.strip.asked.connect(lambda: self.show_kind("控制数"))
        self.entry = QWidget()
        column = QVBoxLayout(self.entry)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.grids, 1)
        column.addWidget(self.strip)
        self.across = QSplitter(Qt.Orientation.Horizontal)
        for number, panel in enumerate((self.entry, self.results)):
            self.across.addWidget(panel)
            self.across.setStretchFactor(number, 5)
        self.across.setSizes([740, 466])
        self.down = QSplitter(Qt.Orientation.Vertical)
        self.down.addWidget(self.across)
        self.down.addWidget(self.sources)
        self.down.setStretchFactor(0, 1)
        self.outer = QSplitter(Qt.Orientation.Horizontal)
        for panel in (side, self.down):  # the pages and the units are as high as the window
            self.outer.addWidget(panel)
        self.outer.setStretchFactor(1, 1)
        self.outer.setSizes([160, 1206])
        self.banner = PlainLabel(name="banner")
        self.banner.setWordWrap(True)
        self.banner.setTextFormat(Qt.TextFormat.PlainText)
        self.banner.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        self.banner.hide()
        center = QWidget()
        layout = QVBoxLayout(center)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.scenario = ScenarioStrip(self.session, self.finish_edits, center)
        layout.addWidget(self.scenario)
        layout.addWidget(self.banner)
        layout.addWidget(self.outer, 1)
        self.setCentralWidget(center)

    def turn_to(self, key: str) -> None:
        """Show a page. A result page hides the grids, so that tables and text have their room too."""
        if key == "export":
            self.pages.mark(self.page)
            self.export_asked.emit()
            return
        self.finish_edits()
        self.leaving.emit()
        self.page = key
        self.pages.mark(key)
        self._fit_results()
        if key in RESULTS:
            self.results.setCurrentWidget(self._results[key])
        else:
            shown = self.session.view is None or (key == "unit" and self.session.budget.id)  # the release record
            self.grids.setCurrentWidget(self._grid_page(key) if shown else self._only_shown)
            self.grid_view().say_sums()
        self.entry.setVisible(key not in RESULTS)

    def go_to(self, key: str) -> None:
        """Turn to a page by its key; what is typed next goes into its grid."""
        self.turn_to(key)
        shown, focus = self.grids.currentWidget(), self.focusWidget()
        if key not in RESULTS and not (shown and focus and shown.isAncestorOf(focus)):
            self.panel().setFocus()

    def _fit_results(self) -> None:
        """Show tabs only beside the grids, where the list of pages does not say which; 审阅 on its own page only."""
        if self.results.currentWidget() is self._results["audit"] and self.page != "audit":
            self.results.setCurrentWidget(self.tables)  # else Qt takes the tab beside, and makes its page for nothing
        self.results.setTabVisible(self.results.indexOf(self._results["audit"]), self.page == "audit")
        self.results.tabBar().setVisible(self.page not in RESULTS)
        self.results.setMinimumWidth(0 if self.page in RESULTS else 240)  # beside grids it never holds a window wide
        self.results.setVisible(self.page in RESULTS or (self._with_preview and self.width() >= ROOM_BESIDE))
        self.sources.setVisible(self.page != "audit")

    def show_preview(self, on: bool) -> None:
        """Show the tables and other results beside the grids, or leave the grids the whole width; remembered."""
        settings().setValue("preview", "1" if on else "0")
        self._with_preview = on
        self._fit_results()

    def follow_view(self) -> None:
        """Leave a grid for the tables when several units are shown as one, and come back to it for one unit."""
        several = self.session.view is not None
        if several == self._several:
            return
        self._several = several
        if several and self.page not in RESULTS:
            self._page_before = self.page
            self.turn_to("tables")
        elif not several:
            self.turn_to(self._page_before or self.page)
            self._page_before = ""

    def show_kind(self, title: str) -> "RecordsPanel":
        """Turn to the grid of a kind of record and return its panel."""
        page = next(page for page in PAGES if title in page.kinds)
        self.turn_to(page.key)
        panel = self.records[page.key]
        panel.tabs.turn_to(title)
        return panel

    def show_grid(self, name: str) -> GridView | None:
        """Turn to the page of the grid of a name and return the grid, None where there is no such grid."""
        for page, view in (("lines", self.lines), ("income", self.income)):
            if view.grid.name == name:
                self.turn_to(page)
                return view
        kind = next((kind for kind in KINDS if kind.name == name), None)
        return self.show_kind(kind.title).view if kind is not None else None

    def panel(self) -> "RecordsPanel | GridView":
        """Return the panel that row commands are about: the one in view, on the income page the one with the focus."""
        if self.page == "income":
            below = self.records["income"]
            focus = self.focusWidget()
            return below if focus is not None and below.isAncestorOf(focus) else self.income
        return self.records.get(self.page, self.lines)

    def grid_view(self) -> GridView:
        """Return the grid that commands on cells are about."""
        panel = self.panel()
        return panel if isinstance(panel, GridView) else panel.view

    def _views(self) -> list[GridView]:
        """Return every grid there is by now."""
        panels = [panel.view_if_made for panel in self.records.values()]
        return [self.lines, self.income, *(view for view in panels if view is not None)]

    def finish_edits(self) -> None:
        """Store what is being typed in any grid, and in the narrative, before something else happens."""
        for view in self._views():
            view.finish()
        narrative = self._late("narrative").widget_if_made
        if narrative is not None:
            self.narrative.save()

    def unconfirmed(self) -> int:
        """Return how many cells hold a typed text that is not in the book."""
        return len(self.session.refused)

"""The window: units at the left, the grids in the middle, what follows from them at the right, sources below."""

from functools import partial
from html import escape

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QLabel,
    QMainWindow,
    QSplitter,
    QStackedWidget,
    QTabWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.ledger.book import Book
from desktop.ui.grids import cell_draft
from desktop.ui.grids.grid_model import ExpenditureGrid, IncomeGrid
from desktop.ui.grids.grid_view import GridView
from desktop.ui.grids.record_kinds import kinds_of
from desktop.ui.grids.records_panel import RecordsPanel
from desktop.ui.kit import work
from desktop.ui.kit.look import settings
from desktop.ui.kit.plain import Words, as_it_is
from desktop.ui.pages import KEYED, PAGES, RESULTS, PageList
from desktop.ui.places import Places
from desktop.ui.results.checks_panel import ChecksPanel
from desktop.ui.results.control_strip import ControlStrip
from desktop.ui.results.overview_panel import OverviewPanel
from desktop.ui.results.sources_panel import SourcesPanel
from desktop.ui.results.tables_panel import TablesPanel
from desktop.ui.session import Session
from desktop.ui.start import recent, saving
from desktop.ui.toolbar import Toolbar
from desktop.ui.window_commands import WindowCommands
from desktop.ui.writing.narrative_panel import NarrativePanel


class MainWindow(QMainWindow):
    """One book in one window."""

    def __init__(self, book: Book) -> None:
        super().__init__()
        self.session = Session(book)
        self._warnings = book.warnings()
        if not book.read_only:
            recent.remember(book.path)
        self.page = ""
        self.places = Places(self)
        self.commands = WindowCommands(self)
        self.resize(1366, 768)
        self._build_actions()
        self._build_panels()
        self._build_status()
        self._connect()
        self._restore()
        self._reload()
        self._checked()
        cell_draft.restore(self)

    # building -----------------------------------------------------------------------------------------

    def _build_actions(self) -> None:
        self.bar = Toolbar(self)
        self.addToolBar(self.bar)
        self.undo, self.redo, self.add, self.remove = self.bar.undo, self.bar.redo, self.bar.add, self.bar.remove
        self.forms, self.edit_menu, self.import_menu = self.bar.forms, self.bar.edit_menu, self.bar.import_menu
        for keys in ("Ctrl+Shift+=", "Ctrl++"):
            QShortcut(QKeySequence(keys), self, self.commands.insert)

    def _build_panels(self) -> None:
        self.lines = GridView(ExpenditureGrid(self.session))
        self.lines.setAccessibleName("支出与上年")
        self.income = GridView(IncomeGrid(self.session))
        self.income.setAccessibleName("收入")
        self.records = {
            page.key: RecordsPanel(self.session, kinds_of(*page.kinds), with_policy=page.key in ("people", "public"))
            for page in PAGES
            if page.kinds
        }
        incomes = QSplitter(Qt.Orientation.Vertical)
        incomes.addWidget(self.income)
        incomes.addWidget(self.records["income"])
        incomes.setSizes([400, 200])
        self._grids: dict[str, QWidget] = {**self.records, "income": incomes, "lines": self.lines}
        self.grids = QStackedWidget()
        for widget in self._grids.values():
            self.grids.addWidget(widget)
        self.tables = TablesPanel(self.session)
        self.narrative = NarrativePanel(self.session)
        self.checks = ChecksPanel(self.session)
        self.overview = OverviewPanel(self.session)
        self._results: dict[str, QWidget] = {
            "overview": self.overview,
            "tables": self.tables,
            "narrative": self.narrative,
            "checks": self.checks,
        }
        self.results = QTabWidget()
        tabs = ((self.tables, "表格"), (self.narrative, "说明"), (self.checks, "检查"), (self.overview, "概览"))
        for widget, title in tabs:
            self.results.addTab(widget, title)
        self.sources = SourcesPanel(self.session)
        self._arrange(self._side())
        self.turn_to("lines")

    def _side(self) -> QWidget:
        """Return the pages above the units and years."""
        self.pages = PageList(self.session)
        self.pages.page_chosen.connect(self.turn_to)
        for number, page in enumerate(PAGES[:KEYED], 1):
            QShortcut(QKeySequence(f"Alt+{number % 10}"), self, partial(self.turn_to, page.key))
        self.units = QTreeWidget()
        self.units.setHeaderHidden(True)
        self.units.setIndentation(14)
        self.units.setAccessibleName("单位与年度")
        side = QWidget()
        side.setObjectName("side")
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 8, 0, 8)
        column.addWidget(self.pages)
        heading = QLabel("单位与年度")
        heading.setObjectName("heading")
        heading.setContentsMargins(12, 10, 0, 4)
        column.addWidget(heading)
        column.addWidget(self.units, 1)
        return side

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
        for panel, stretch in ((side, 0), (self.entry, 5), (self.results, 5)):
            self.across.addWidget(panel)
            self.across.setStretchFactor(self.across.count() - 1, stretch)
        self.across.setSizes([160, 740, 466])
        self.down = QSplitter(Qt.Orientation.Vertical)
        self.down.addWidget(self.across)
        self.down.addWidget(self.sources)
        self.down.setStretchFactor(0, 4)
        self.down.setStretchFactor(1, 1)
        self.down.setSizes([570, 120])
        self.banner = Words(name="banner")
        self.banner.setWordWrap(True)
        self.banner.setTextFormat(Qt.TextFormat.PlainText)
        self.banner.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        self.banner.hide()
        center = QWidget()
        whole = QVBoxLayout(center)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.banner)
        whole.addWidget(self.down, 1)
        self.setCentralWidget(center)

    def turn_to(self, key: str) -> None:
        """Show a page; what follows from the entries takes the whole width."""
        if key == "export":
            self.pages.mark(self.page)
            self.commands.export()
            return
        self.finish_edits()
        self.page = key
        self.pages.mark(key)
        if key in RESULTS:
            self.results.setCurrentWidget(self._results[key])
        else:
            self.grids.setCurrentWidget(self._grids[key])
            self.grid_view().say_sums()
        self.entry.setVisible(key not in RESULTS)

    def show_kind(self, title: str) -> RecordsPanel:
        """Turn to the grid of a kind of record and return its panel."""
        page = next(page for page in PAGES if title in page.kinds)
        self.turn_to(page.key)
        panel = self.records[page.key]
        panel.choice.setCurrentText(title)
        return panel

    def panel(self) -> RecordsPanel | GridView:
        """Return the panel that row commands are about: the one in view, on the income page the one with the focus."""
        found = self._grids.get(self.page, self.lines)
        if self.page == "income":
            below = self.records["income"]
            focus = self.focusWidget()
            return below if focus is not None and below.isAncestorOf(focus) else self.income
        return found if isinstance(found, RecordsPanel) else self.lines

    def grid_view(self) -> GridView:
        """Return the grid that commands on cells are about."""
        panel = self.panel()
        return panel.view if isinstance(panel, RecordsPanel) else panel

    def _build_status(self) -> None:
        self.saved, self.sum, self.version = Words(), Words(), Words()
        self.statusBar().addWidget(self.saved, 1)
        self.statusBar().addPermanentWidget(self.sum)
        self.statusBar().addPermanentWidget(self.version)

    def _connect(self) -> None:
        self.session.changed.connect(self._reload)
        self.session.checked.connect(self._checked)
        self.session.said.connect(self._say)
        self.session.gone.connect(self._show_problem)
        self.banner.linkActivated.connect(lambda _: self.commands.save_as())
        self.forms.currentIndexChanged.connect(lambda _: self.commands.choose_form())
        self.units.itemClicked.connect(self._unit_chosen)
        self.units.itemActivated.connect(self._unit_chosen)
        grids: list[GridView | RecordsPanel] = [self.lines, self.income, *self.records.values()]
        for grid in grids:
            grid.summed.connect(self.sum.setText)
            grid.delete_asked.connect(self.commands.delete)
            grid.notes_asked.connect(self.commands.notes)
            grid.menu_asked.connect(self.edit_menu.popup)
        self.tables.figure_clicked.connect(self.places.show_cell)
        self.overview.figure_clicked.connect(self.places.show_cell)
        self.narrative.figure_clicked.connect(self.places.show_figure)
        self.checks.finding_chosen.connect(self.places.show_finding)
        self.sources.line_chosen.connect(self.places.show_line)

    # state --------------------------------------------------------------------------------------------

    def _reload(self) -> None:
        book, disclosure = self.session.book, self.session.disclosure
        mode = "（只读）" if book.read_only else ""
        self.setWindowTitle(f"{disclosure.title}预算{mode} — 明账")
        undo, redo = self.session.next_undo(), book.next_redo()
        self.undo.setEnabled(undo is not None and not book.read_only)
        self.redo.setEnabled(redo is not None and not book.read_only)
        self.undo.setToolTip(as_it_is(f"撤销：{undo.name}（Ctrl+Z）") if undo else "没有可以撤销的操作")
        self.redo.setToolTip(as_it_is(f"重做：{redo.name}（Ctrl+Y）") if redo else "没有可以重做的操作")
        for action in (self.add, self.remove):
            action.setEnabled(self.session.writable)
        self.version.setText(f"版本 {disclosure.version}　{book.path.name}")
        self._list_units()
        self.places.refresh()
        self._show_problem()

    def _show_problem(self) -> None:
        """Show above the grids why nothing, or not this budget, can be changed."""
        book, frozen = self.session.book, self.session.budget.frozen_at
        problem, gone = book.backup_problem, book.out_of_place
        if book.read_only:
            problem = f"只读：“{book.path.name}”正在以只读方式查看，不能修改；要修改请用“文件”→“另存为”"
        elif frozen:
            stage = self.session.budget.stage
            problem = problem or f"“{stage}”阶段已于 {frozen[:10]} 冻结，不能修改；请在左侧选择后面的阶段"
        notices = "\n".join(filter(None, (problem, *self._warnings)))
        self.banner.setTextFormat(Qt.TextFormat.RichText if gone else Qt.TextFormat.PlainText)
        self.banner.setText(f'{escape(gone)}　<a href="save_as">另存为…</a>' if gone else notices)
        self.banner.setVisible(bool(gone or notices))

    def _say(self, text: str) -> None:
        """Say what was done; what was refused is said in red."""
        refused = text.startswith(("未保存", "没有"))
        self.saved.setObjectName("problem" if refused else "")
        self.saved.style().polish(self.saved)
        self.saved.setText(text)

    def _checked(self) -> None:
        count = len(self.session.disclosure.to_do)
        self.results.setTabText(2, f"检查（{count}）" if count else "检查 ✓")

    def _list_units(self) -> None:
        self.units.clear()
        for unit in self.session.book.units():
            item = QTreeWidgetItem([unit.name])
            item.setToolTip(0, as_it_is(f"{unit.name}（{unit.kind}）"))
            self.units.addTopLevelItem(item)
            for budget in self.session.book.budgets(unit.id):
                child = QTreeWidgetItem([f"{budget.year}年　{budget.stage}"])
                child.setData(0, Qt.ItemDataRole.UserRole, budget)
                item.addChild(child)
                if budget.id == self.session.budget.id:
                    self.units.setCurrentItem(child)
            item.setExpanded(True)

    def _unit_chosen(self, item: QTreeWidgetItem | None) -> None:
        # Where one click also activates, the list has been made anew by then and there is no item.
        budget = item.data(0, Qt.ItemDataRole.UserRole) if item is not None else None
        if budget is not None and budget.id != self.session.budget.id:
            self.finish_edits()
            self.session.choose(budget)

    def finish_edits(self) -> None:
        """Keep what is being typed in any grid, and in the narrative, before something else happens."""
        for view in self.findChildren(GridView):
            view.finish()
        self.narrative.save()

    def _restore(self) -> None:
        for name, splitter in (("across2", self.across), ("down", self.down)):
            state = settings().value(name)
            if isinstance(state, QByteArray):
                splitter.restoreState(state)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep typed words, remember the arrangement, free the book."""
        if not self.session.book.closed:
            self.finish_edits()
            if not saving.may_close(self):
                event.ignore()
                return
            work.forget(self)
            for name, splitter in (("across2", self.across), ("down", self.down)):
                settings().setValue(name, splitter.saveState())
            self.session.close()
        super().closeEvent(event)

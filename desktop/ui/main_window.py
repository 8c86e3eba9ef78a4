"""The window: units at the left, the grids in the middle, what follows from them at the right, sources below."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, Qt
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QLabel,
    QMainWindow,
    QSizePolicy,
    QSplitter,
    QTabWidget,
    QToolBar,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop import paths
from desktop.findings import Finding
from desktop.layouts import loader
from desktop.layouts.table import Cell
from desktop.ledger.book import Book
from desktop.ui.budget_menu import BudgetMenu, ImportMenu, guarded
from desktop.ui.checks_panel import ChecksPanel
from desktop.ui.grid_model import ExpenditureGrid, IncomeGrid
from desktop.ui.grid_view import GridView
from desktop.ui.narrative_panel import NarrativePanel
from desktop.ui.opening import open_book
from desktop.ui.record_grid import RecordsPanel
from desktop.ui.record_kinds import BASIS_KINDS, OTHER_KINDS
from desktop.ui.session import Session
from desktop.ui.sources_panel import SourcesPanel
from desktop.ui.tables_panel import TablesPanel


def settings() -> QSettings:
    """Return the settings file in the user's own folder."""
    return QSettings(str(paths.home() / "settings.ini"), QSettings.Format.IniFormat)


class MainWindow(QMainWindow):
    """One book in one window."""

    def __init__(self, book: Book) -> None:
        super().__init__()
        self.session = Session(book)
        self._again: Callable[[], None] | None = None
        self.resize(1366, 768)
        self._build_actions()
        self._build_panels()
        self._build_status()
        self._connect()
        self._restore()
        self._reload()

    # building -----------------------------------------------------------------------------------------

    def _build_actions(self) -> None:
        bar = QToolBar("工具")
        bar.setMovable(False)
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.addToolBar(bar)
        standard = QKeySequence.StandardKey
        self.new = self._action(bar, "新建", self._new, QKeySequence(standard.New))
        self.open = self._action(bar, "打开", self._open, QKeySequence(standard.Open))
        bar.addSeparator()
        self.undo = self._action(bar, "撤销", self.session.undo, QKeySequence(standard.Undo))
        self.redo = self._action(bar, "重做", self.session.redo, QKeySequence("Ctrl+Y"))
        bar.addSeparator()
        self.add = self._action(bar, "新增行", self._add, QKeySequence("Ctrl+Insert"))
        self.remove = self._action(bar, "删除行", self._delete, QKeySequence("Ctrl+Delete"))
        bar.addSeparator()
        for menu in (ImportMenu(self.session, self), BudgetMenu(self.session, self)):
            drop = QToolButton()
            drop.setObjectName("menu")
            drop.setText(menu.title())
            drop.setMenu(menu)
            drop.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
            bar.addWidget(drop)
        spacer = QWidget()
        spacer.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        bar.addWidget(spacer)
        bar.addWidget(QLabel("公开版式 "))
        self.forms = QComboBox()
        for key, title in loader.titles().items():
            self.forms.addItem(title, key)
        self.forms.setCurrentIndex(self.forms.findData(self.session.form))
        bar.addWidget(self.forms)
        self.export = self._action(bar, "导出 F9", self._export, QKeySequence("F9"))
        self.export.setToolTip("生成 Excel、PDF 和 Word（F9）")
        button = bar.widgetForAction(self.export)
        if isinstance(button, QToolButton):
            button.setObjectName("primary")

    def _action(self, bar: QToolBar, text: str, run: object, key: QKeySequence) -> QAction:
        action = QAction(text, self)
        action.setShortcut(key)
        action.setToolTip(f"{text}（{key.toString(QKeySequence.SequenceFormat.NativeText)}）")
        action.triggered.connect(run)
        bar.addAction(action)
        return action

    def _build_panels(self) -> None:
        self.units = QTreeWidget()
        self.units.setHeaderHidden(True)
        self.units.setIndentation(14)
        side = QWidget()
        side.setObjectName("side")
        column = QVBoxLayout(side)
        column.setContentsMargins(8, 10, 4, 8)
        heading = QLabel("单位与年度")
        heading.setObjectName("heading")
        column.addWidget(heading)
        column.addWidget(self.units, 1)
        self.lines = GridView(ExpenditureGrid(self.session))
        self.income = GridView(IncomeGrid(self.session))
        self.grids = QTabWidget()
        self.grids.addTab(self.lines, "支出明细")
        self.grids.addTab(self.income, "收入")
        self.basis = RecordsPanel(self.session, BASIS_KINDS, with_policy=True)
        self.grids.addTab(self.basis, "人员与项目")
        self.others = RecordsPanel(self.session, OTHER_KINDS)
        self.grids.addTab(self.others, "其他资料")
        self.tables = TablesPanel(self.session)
        self.narrative = NarrativePanel(self.session)
        self.checks = ChecksPanel(self.session)
        self.results = QTabWidget()
        for widget, title in ((self.tables, "表格"), (self.narrative, "说明"), (self.checks, "检查")):
            self.results.addTab(widget, title)
        self.sources = SourcesPanel(self.session)
        self.across = QSplitter(Qt.Orientation.Horizontal)
        for panel, stretch in ((side, 0), (self.grids, 5), (self.results, 5)):
            self.across.addWidget(panel)
            self.across.setStretchFactor(self.across.count() - 1, stretch)
        self.across.setSizes([150, 745, 471])
        self.down = QSplitter(Qt.Orientation.Vertical)
        self.down.addWidget(self.across)
        self.down.addWidget(self.sources)
        self.down.setStretchFactor(0, 4)
        self.down.setStretchFactor(1, 1)
        self.down.setSizes([570, 120])
        self.banner = QLabel()
        self.banner.setObjectName("banner")
        self.banner.setWordWrap(True)
        self.banner.hide()
        center = QWidget()
        whole = QVBoxLayout(center)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.banner)
        whole.addWidget(self.down, 1)
        self.setCentralWidget(center)

    def _build_status(self) -> None:
        self.saved = QLabel()
        self.sum = QLabel()
        self.version = QLabel()
        self.statusBar().addWidget(self.saved, 1)
        self.statusBar().addPermanentWidget(self.sum)
        self.statusBar().addPermanentWidget(self.version)

    def _connect(self) -> None:
        self.session.changed.connect(self._reload)
        self.session.said.connect(self.saved.setText)
        self.forms.currentIndexChanged.connect(lambda _: self.session.choose_form(self.forms.currentData()))
        self.units.itemClicked.connect(self._unit_chosen)
        for grid in (self.lines, self.income):
            grid.summed.connect(self.sum.setText)
            grid.delete_asked.connect(self._delete)
        for panel in (self.basis, self.others):
            panel.delete_asked.connect(self._delete)
        self.tables.figure_clicked.connect(self._show_cell)
        self.narrative.figure_clicked.connect(self._show_figure)
        self.checks.finding_chosen.connect(self._show_finding)
        self.sources.line_chosen.connect(self._show_line)

    # state --------------------------------------------------------------------------------------------

    def _reload(self) -> None:
        book, disclosure = self.session.book, self.session.disclosure
        mode = "（只读）" if book.read_only else ""
        self.setWindowTitle(f"{disclosure.title}预算{mode} — 明账")
        undo, redo = book.next_undo(), book.next_redo()
        self.undo.setEnabled(undo is not None and not book.read_only)
        self.redo.setEnabled(redo is not None and not book.read_only)
        self.undo.setToolTip(f"撤销：{undo.name}（Ctrl+Z）" if undo else "没有可以撤销的操作")
        self.redo.setToolTip(f"重做：{redo.name}（Ctrl+Y）" if redo else "没有可以重做的操作")
        frozen = self.session.budget.frozen_at
        for action in (self.add, self.remove):
            action.setEnabled(not book.read_only and not frozen)
        count = len(disclosure.findings)
        self.results.setTabText(2, f"检查（{count}）" if count else "检查 ✓")
        self.version.setText(f"版本 {disclosure.version}　{book.path.name}")
        self._list_units()
        if self._again is not None:
            self._again()
        problem = book.backup_problem
        if book.read_only:
            problem = f"只读：“{book.path.name}”正在以只读方式查看，不能修改"
        elif frozen:
            stage = self.session.budget.stage
            problem = problem or f"“{stage}”阶段已于 {frozen[:10]} 冻结，不能修改；请在左侧选择后面的阶段"
        self.banner.setText(problem)
        self.banner.setVisible(bool(problem))

    def _list_units(self) -> None:
        self.units.clear()
        for unit in self.session.book.units():
            item = QTreeWidgetItem([unit.name])
            item.setToolTip(0, f"{unit.name}（{unit.kind}）")
            self.units.addTopLevelItem(item)
            for budget in self.session.book.budgets(unit.id):
                child = QTreeWidgetItem([f"{budget.year}年　{budget.stage}"])
                child.setData(0, Qt.ItemDataRole.UserRole, budget)
                item.addChild(child)
                if budget.id == self.session.budget.id:
                    self.units.setCurrentItem(child)
            item.setExpanded(True)

    def _unit_chosen(self, item: QTreeWidgetItem) -> None:
        budget = item.data(0, Qt.ItemDataRole.UserRole)
        if budget is not None and budget.id != self.session.budget.id:
            self.session.choose(budget)

    # showing sources ----------------------------------------------------------------------------------

    def _show_cell(self, cell: Cell) -> None:
        self.sources.show_selection(f"表格中的 {cell.text}", cell.selection)
        for table in self.session.disclosure.tables:
            found = table.place_of(cell)
            if found is not None:
                self._again = partial(self._show_place, table.id, found)

    def _show_place(self, table_id: str, place: tuple[int, str, int, str]) -> None:
        table = next((t for t in self.session.disclosure.tables if t.id == table_id), None)
        cell = table.at(*place) if table is not None else None
        if cell is None:
            self.sources.clear()
        else:
            self.sources.show_selection(f"表格中的 {cell.text}", cell.selection)

    def _show_figure(self, figure_id: str) -> None:
        self._again = partial(self._show_figure, figure_id)
        figure = self.session.disclosure.narrative.figures.get(figure_id)
        if figure is None:
            self.sources.clear()
            return
        name = f"{figure.label} {figure.shown}{figure.unit}"
        self.sources.show_selection(name, figure.selection | figure.last_selection)

    def _show_finding(self, finding: Finding) -> None:
        place = finding.place
        if place.lines:
            self._show_key(place.lines[0])
        elif place.figure:
            self.results.setCurrentWidget(self.narrative)
            self.narrative.show_field(place.figure)
        elif place.table:
            self.results.setCurrentWidget(self.tables)
            self.tables.show_table(place.table)

    def _show_key(self, key: str) -> None:
        """Go to a typed line in its grid; show a computed one with its explanation."""
        cube = self.session.disclosure.cube
        found = next((n for n, line in enumerate(cube.lines) if line.key == key and line.year == cube.year), None)
        if found is None:
            return
        line = cube.lines[found]
        if line.origin.table == "direct_line":
            self._show_line(line.origin.record_id)
            return
        self._again = None
        self.sources.show_selection(line.origin.rule, 1 << found)
        self.sources.table.setCurrentCell(0, 0)

    def _show_line(self, line_id: int) -> None:
        grid = self.lines.grid
        row = grid.row_of_line(line_id) if isinstance(grid, ExpenditureGrid) else None
        if row is not None:
            self.grids.setCurrentWidget(self.lines)
            self.lines.show_row(row)

    # commands -----------------------------------------------------------------------------------------

    def _add(self) -> None:
        from desktop.ui.line_dialog import IncomeDialog, LineDialog

        panel = self.grids.currentWidget()
        if isinstance(panel, RecordsPanel):
            guarded(self, panel.add)
            return
        income = self.grids.currentWidget() is self.income
        dialog = IncomeDialog(self.session, self) if income else LineDialog(self.session, self)
        if dialog.exec() == QDialog.DialogCode.Accepted and not income:
            self.lines.show_row(len(self.session.facts.lines) - 1)

    def _delete(self) -> None:
        panel = self.grids.currentWidget()
        if isinstance(panel, RecordsPanel):
            records = panel.selected()
            guarded(self, lambda: self.session.delete_records(records) if records else None)
            return
        view = self.income if self.grids.currentWidget() is self.income else self.lines
        chosen = [view.grid.rows[n] for n in view.selected_rows()]
        rows = [row for row in chosen if row.this or row.last]
        if len(rows) < len(chosen):
            self.saved.setText("测算得出的行不能在这里删除，请在“人员与项目”中修改")
        if rows:
            guarded(self, lambda: self.session.delete_rows(rows))

    def _export(self) -> None:
        from desktop.ui.export_dialog import ExportDialog

        ExportDialog(self.session, self).exec()

    def _new(self) -> None:
        from desktop.ui.new_book_dialog import NewBookDialog

        dialog = NewBookDialog(self)
        if dialog.exec() == QDialog.DialogCode.Accepted and dialog.path is not None:
            self._turn_to(dialog.path)

    def _open(self) -> None:
        start = str(self.session.book.path.parent)
        name, _ = QFileDialog.getOpenFileName(self, "打开账本", start, "明账账本 (*.mzb)")
        if name:
            self._turn_to(Path(name))

    def _turn_to(self, path: Path) -> None:
        book = open_book(path, self)
        if book is not None:
            other = MainWindow(book)
            other.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            other.show()
            _windows.append(other)
            self.close()

    def _restore(self) -> None:
        for name, splitter in (("across", self.across), ("down", self.down)):
            state = settings().value(name)
            if isinstance(state, QByteArray):
                splitter.restoreState(state)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep typed words, remember the arrangement, free the book."""
        if not self.session.book.closed:
            self.narrative.save()
            for name, splitter in (("across", self.across), ("down", self.down)):
                settings().setValue(name, splitter.saveState())
            self.session.book.close()
        super().closeEvent(event)


_windows: list[MainWindow] = []
"""Windows opened from another one, kept alive here."""

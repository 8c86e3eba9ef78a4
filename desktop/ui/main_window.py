"""The window: units at the left, the grids in the middle, the results at the right, the lines behind a number below."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QCursor, QDragEnterEvent, QDropEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QSplitter, QTreeWidgetItem

from desktop.ledger import scenarios, stages
from desktop.ledger.book import Book
from desktop.ledger.records import Budget
from desktop.ui import empty_pages
from desktop.ui.grids import cell_draft
from desktop.ui.grids.grid_view import GridView
from desktop.ui.kit import window_place
from desktop.ui.kit.book_window import FirstFile
from desktop.ui.kit.look import settings
from desktop.ui.kit.plain_text import as_plain_text, escaped
from desktop.ui.navigator import Navigator
from desktop.ui.opened_book import NOT_HERE
from desktop.ui.page_window import ROOM_BESIDE, PageWindow
from desktop.ui.pages import PAGES
from desktop.ui.start import recent, saving
from desktop.ui.start.opening import open_book, take_the_place, window_on
from desktop.ui.status_bar import StatusBar
from desktop.ui.toolbar import Toolbar
from desktop.ui.window_commands import WindowCommands
from desktop.units.unit_lines import has_content

if TYPE_CHECKING:
    from desktop.ui.entry.records_panel import RecordsPanel

SPLITTERS = ("across3", "outer")
"""Names in the settings of the sizes of the panels beside and above each other."""

CHECKS = 2
"""The place of 检查 among the tabs of results."""

_others: list["MainWindow"] = []
"""Windows opened from another one, held here so that they stay."""


class MainWindow(PageWindow):
    """One book in one window: its pages with commands, messages and the units and years to choose from."""

    def __init__(self, book: Book) -> None:
        super().__init__(book)
        self._warnings = book.warnings()
        if not book.read_only:
            recent.remember(book.path)
        self.navigator = Navigator(self)
        self.commands = WindowCommands(self, self.navigator)
        self._build_actions()
        self.status = StatusBar(self)
        self.setStatusBar(self.status)
        self.saved, self.sum, self.version = self.status.saved, self.status.sum, self.status.version
        self.work = self.status.work
        self._connect()
        self._restore()
        self._show_book()
        if self.session.view is None and self.session.writable and not has_content(self.session.facts):
            self.turn_to("overview")  # its work list says how to begin
        self.setAcceptDrops(True)
        self.session.check_soon()
        self.status.say_refused(self.session)
        cell_draft.restore(self.session, self.show_grid)

    def _build_actions(self) -> None:
        self.bar = Toolbar(self, self.commands)
        self.addToolBar(self.bar)
        self.undo, self.redo, self.add, self.remove = self.bar.undo, self.bar.redo, self.bar.add, self.bar.remove
        self.forms, self.edit_menu, self.import_menu = self.bar.forms, self.bar.edit_menu, self.bar.import_menu
        for keys in ("Ctrl+Shift+=", "Ctrl++"):
            # On most keyboards both are the same keys: Qt finds that ambiguous and asks the two in turn.
            shortcut = QShortcut(QKeySequence(keys), self, self.commands.insert)
            shortcut.activatedAmbiguously.connect(self.commands.insert)
        QShortcut(QKeySequence("Ctrl+S"), self, self.commands.say_saved)

    def _connect(self) -> None:
        self.session.changed.connect(self._reload)
        self.session.checked.connect(self._checked)
        self.session.message.connect(self.status.say)
        self.session.gone.connect(self._show_problem)
        # asked when the editor of the cell is closed: a question in between would close it once more
        self.session.kind_asked.connect(self.commands.change_kind, Qt.ConnectionType.QueuedConnection)
        self.import_menu.audit_asked.connect(lambda path: self.audit_document(path, "book"))
        self.bar.budget_menu.release_asked.connect(lambda: self.show_kind("公开审批记录"))
        self.import_menu.draft_asked.connect(self.bar.budget_menu.start_from_last_year)
        self.banner.linkActivated.connect(lambda _: self.save_as())
        self.export_asked.connect(self.commands.export)
        self.units.itemClicked.connect(self._unit_chosen)
        self.units.itemActivated.connect(self._unit_chosen)
        for grid in (self.lines, self.income):
            self.connect_grid(grid)
        self.tables.figure_clicked.connect(self.navigator.show_cell)
        self.cell_chosen.connect(self.navigator.show_cell)
        self.figure_chosen.connect(self.navigator.show_figure)
        self.finding_chosen.connect(self.navigator.show_finding)
        self.source_asked.connect(self.navigator.show_source)
        self.lines.doubleClicked.connect(self.navigator.show_behind)
        self.work_asked.connect(self._show_work)
        self.sources.line_chosen.connect(self.navigator.show_source)

    def connect_grid(self, grid: "GridView | RecordsPanel") -> None:
        """Connect a grid that was just made with the commands of the window."""
        grid.summed.connect(self.sum.setText)
        grid.delete_asked.connect(self.commands.delete)
        grid.notes_asked.connect(self.commands.notes)
        grid.menu_asked.connect(self.edit_menu.popup)
        if isinstance(grid, GridView):
            empty_pages.watch(grid, self._begin)
        else:
            grid.view_made.connect(lambda view: empty_pages.watch(view, self._begin))

    def _begin(self, imported: str) -> None:
        """Do the first thing of an empty page: import a file of a kind, or add a row."""
        if imported:
            self.import_menu.choose(imported)
        else:
            self.commands.add()

    def _show_work(self, place: str) -> None:
        """Go to a place of the work list: a page, the grid of a kind of record, a menu or a dialog."""
        menu = self.bar.budget_menu
        if place == "stage":
            menu.popup(QCursor.pos())
        elif place in ("last_year", "roster"):
            self.import_menu.choose(place)
        elif place == "units":
            (self.units_panel.tree if self.units_panel is not None else self.units).setFocus()
        elif place in ("release", "layout"):
            menu.trigger(menu.release if place == "release" else menu.layout_settings)
        elif any(place == page.key for page in PAGES):
            self.turn_to(place)
        else:
            self.show_kind(place)

    def _reload(self) -> None:
        self._show_book()
        self.version.setText(f"版本 …　{self.session.book.path.name}")

    def _show_version(self) -> None:
        """Name the version; it covers the text, which is written with the checks, when the tables have been seen."""
        self.version.setText(f"版本 {self.session.disclosure.version}　{self.session.book.path.name}")

    def _show_book(self) -> None:
        book, disclosure = self.session.book, self.session.disclosure
        scenario = self.session.budget.scenario
        mode = (f"〔测算方案“{scenario}”〕" if scenario else "") + ("（只读）" if book.read_only else "")
        self.setWindowTitle(f"{disclosure.title}预算{mode} — 明账")
        undo, redo = self.session.undoing.undo_named(), self.session.undoing.redo_named()
        self.undo.setEnabled(bool(undo) and not book.read_only)
        self.redo.setEnabled(bool(redo) and not book.read_only)
        self.undo.setToolTip(as_plain_text(f"撤销：{undo}（Ctrl+Z）") if undo else "没有可以撤销的操作")
        self.redo.setToolTip(as_plain_text(f"重做：{redo}（Ctrl+Y）") if redo else "没有可以重做的操作")
        for action in (self.add, self.remove):
            action.setEnabled(self.session.writable)
        self.status.in_wan.setVisible(self.session.in_wan)
        self.show_units()
        self._list_units()
        self.follow_view()
        self.navigator.refresh()
        self._show_problem()

    def _show_problem(self) -> None:
        """Show above the grids why nothing, or not this budget, can be changed."""
        book, frozen = self.session.book, self.session.budget.frozen_at
        problem, gone = book.backup_problem, book.out_of_place
        if book.read_only:
            problem = f"只读：“{book.path.name}”正在以只读方式查看，不能修改；要修改请用“文件”→“另存为”"
        elif self.session.view is not None:
            problem = (
                problem
                or f"汇总（{len(self.session.view.parts)} 个单位）：单位之间的往来按两边较小的数抵销。{NOT_HERE}"
            )
        elif frozen and self.session.facts.taken_in:
            problem = problem or f"“{self.session.unit.name}”是装入的，只能看；要修改由单位自己改后重新传出，再装入"
        elif frozen:
            stage = self.session.budget.stage
            newest = stages.is_newest(book, self.session.budget)
            way = "要修改请在“年度与阶段”中解除冻结" if newest else "请在左侧选择后面的阶段"
            problem = problem or f"“{stage}”阶段已于 {frozen[:10]} 冻结，不能修改；{way}"
        elif self.session.is_only_node:
            problem = problem or f"“{self.session.unit.name}”本级没有录入，数在下级单位；左侧点它的名称看汇总"
        notices = "\n".join(filter(None, (problem, *self._warnings)))
        self.banner.setTextFormat(Qt.TextFormat.RichText if gone else Qt.TextFormat.PlainText)
        self.banner.setText(f'{escaped(gone)}　<a href="save_as">另存为…</a>' if gone else notices)
        self.banner.setVisible(bool(gone or notices))

    def _checked(self) -> None:
        self._show_version()
        count = len(self.session.disclosure.to_do)
        self.results.setTabText(CHECKS, f"检查（{count}）" if count else "检查 ✓")

    def _list_units(self) -> None:
        self.units.clear()
        if self.units.isHidden():
            return
        for unit in self.session.book.units():
            item = QTreeWidgetItem([unit.name])
            item.setToolTip(0, as_plain_text(f"{unit.name}（{unit.kind}）"))
            self.units.addTopLevelItem(item)
            for budget in self.session.book.budgets(unit.id):
                child = QTreeWidgetItem([f"{budget.year}年　{budget.stage}"])
                child.setData(0, Qt.ItemDataRole.UserRole, budget)
                item.addChild(child)
                if budget.id == self.session.budget.id:
                    self.units.setCurrentItem(child)
                self._list_scenarios(budget, child)
            item.setExpanded(True)

    def _list_scenarios(self, stage: Budget, item: QTreeWidgetItem) -> None:
        """List the scenarios of a stage below it."""
        for scenario in scenarios.of_stage(self.session.book, stage):
            child = QTreeWidgetItem([f"方案：{scenario.scenario}"])
            child.setToolTip(0, as_plain_text(scenarios.described(scenario)))
            child.setData(0, Qt.ItemDataRole.UserRole, scenario)
            item.addChild(child)
            if scenario.id == self.session.budget.id:
                self.units.setCurrentItem(child)
        item.setExpanded(True)

    def _unit_chosen(self, item: QTreeWidgetItem | None) -> None:
        # Where one click also activates, the list has been made anew by then and there is no item.
        budget = item.data(0, Qt.ItemDataRole.UserRole) if item is not None else None
        if budget is not None and budget.id != self.session.budget.id:
            self.finish_edits()
            self.session.choose(budget)

    def _restore(self) -> None:
        self.show_units()
        for name, splitter in self._splitters():
            state = settings().value(name)
            if isinstance(state, QByteArray):
                splitter.restoreState(state)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take books, files of units, tables and documents dragged onto the window."""
        from desktop.ui.start import dropped_files

        if dropped_files.files_of(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Look at the files that were dropped, or ask what they are; nothing is taken in by that."""
        from desktop.ui.start import dropped_files

        dropped_files.drop(self, self, event)

    def receive(self, files: list[Path]) -> None:
        """Look at files of units."""
        self.unit_menu.receive_files(files)

    def import_file(self, kind: str, path: Path) -> None:
        """Show what a file would bring, as the menu 导入 does."""
        self.finish_edits()
        self.commands.look_at_parts(path) if kind == "updates" else self.import_menu.open_file(kind, path)

    def _splitters(self) -> list[tuple[str, QSplitter]]:
        """What can be sized, by the name under which it is kept: with a tree of units the sizes are others."""
        if self.units_panel is None:
            return [*zip(SPLITTERS, (self.across, self.outer), strict=True)]
        return [("across_units", self.across), ("outer_units", self.outer)]

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep typed words, remember the arrangement, free the book."""
        if not self.session.book.closed:
            self.finish_edits()
            from desktop.ui.kit.background import forget_jobs_of, may_stop

            if not may_stop(self) or not saving.may_close(self):
                event.ignore()
                return
            forget_jobs_of(self)
            if self.units_panel is not None:
                self.units_panel.badges.runs.stop()
            for name, splitter in self._splitters():
                settings().setValue(name, splitter.saveState())
            window_place.remember(self)
            self.session.close()
        super().closeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the whole width to the grids where there is no room for results beside them."""
        super().resizeEvent(event)
        self._fit_results()
        self.bar.preview.setEnabled(self.width() >= ROOM_BESIDE)

    def save_as(self) -> bool:
        """Ask for a name, write the whole book there and go on with that file; return whether that was done."""
        return saving.save_as(self)

    def open_book(self, path: Path, first: FirstFile | None = None) -> None:
        """Turn to another book in a window of its own; a new one may have a file to begin with."""
        if path.resolve() == self.session.book.path.resolve():
            self.status.say(f"“{path.name}”就是现在打开的账本")
            return
        from desktop.ui.kit.background import may_stop

        book = open_book(path, self)
        if book is not None and not may_stop(self):  # a book that does not open takes no work along
            book.close()
            return
        other = window_on(book, MainWindow, self) if book is not None else None
        if other is not None:
            take_the_place(other, self)
            other.show_figures_soon()
            _others[:] = [*(each for each in _others if not each.session.book.closed), other]
            if first is not None:
                other.import_menu.begin_with(first)
            self.close()

    def show_figures_soon(self) -> None:
        """Turn to the 汇总, when the window is seen, where the book opens at a unit that only joins others."""
        if self.units_panel is not None:
            QTimer.singleShot(0, self.units_panel, self.units_panel.open_where_the_figures_are)

    def audit_document(self, path: Path, way: str) -> None:
        """Turn to 审阅 and audit a document. way: with what it is compared (`audit_work.WAYS`)."""
        self.turn_to("audit")
        self.audit.open_file(path, way)

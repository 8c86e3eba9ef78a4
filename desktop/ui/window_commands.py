"""What the buttons, menus and keys of the window do; dialogs are loaded when they are first asked for."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QApplication, QDialog

from desktop.ledger.journal import Operation
from desktop.ledger.records import Unit
from desktop.ui.edits.year_pairs import ExpenditurePair, IncomePair
from desktop.ui.grids.grid_view import GridView
from desktop.ui.kit.guarded import guarded
from desktop.ui.kit.in_pieces import busy_with
from desktop.ui.navigator import Navigator
from desktop.ui.page_window import PageWindow


class WindowCommands:
    """The commands of one window."""

    def __init__(self, window: PageWindow, navigator: Navigator) -> None:
        self._window = window
        self._navigator, self.trail = navigator, navigator.trail

    def find(self) -> None:
        """Search everywhere."""
        from desktop.ui.finder import Finder

        self._window.finish_edits()
        Finder(self._window, self._navigator).open()

    def say_saved(self) -> None:
        """Ctrl+S out of habit: keep what is being typed and say that all is stored, or what is not."""
        self._window.finish_edits()
        session, waiting = self._window.session, self._window.unconfirmed()
        if session.book.out_of_place:
            session.message.emit(f"未保存：{session.book.out_of_place}")
        elif waiting:
            session.message.emit(f"未保存：还有 {waiting} 处标红的内容没有入账，请改正；其余已自动保存")
        else:
            session.message.emit(f"已自动保存 {datetime.now():%H:%M}")

    def history(self) -> None:
        """Show what was changed and when."""
        from desktop.ui.year.history_dialog import HistoryDialog

        self._window.finish_edits()
        HistoryDialog(self._window.session, self._window).open()

    def preview(self) -> None:
        """Show the print preview."""
        self._window.finish_edits()
        self._window.tables.show_print()

    def help(self) -> None:
        """Show the help of the page."""
        from desktop.ui.guide import help as help_pages

        panel, focus = self._window.units_panel, QApplication.focusWidget()
        in_tree = panel is not None and focus is not None and panel.isAncestorOf(focus)
        help_pages.show(self._window, help_pages.UNITS if in_tree else self._window.page)

    def keys(self) -> None:
        """Show the sheet of keys."""
        from desktop.ui.guide import help as help_pages

        help_pages.show(self._window, help_pages.KEYS)

    def manual(self) -> None:
        """Show the manual from its beginning."""
        from desktop.ui.guide import help as help_pages

        help_pages.show(self._window, help_pages.FIRST)

    def news(self) -> None:
        """Show what is new in each version."""
        from desktop.ui.guide import news

        news.shown(self._window)

    def updates(self) -> None:
        """Show which layouts and packs there are, and add others."""
        from desktop.ui.guide.updates_dialog import UpdatesDialog

        UpdatesDialog(self._window.session, self._window).open()

    def subjects(self) -> None:
        """Show which subjects are used, and take in a new edition or add some."""
        from desktop.ui.guide.subjects_dialog import SubjectsDialog

        self._window.finish_edits()
        SubjectsDialog(self._window.session, self._window).open()

    def look_at_parts(self, source: Path) -> None:
        """Show what a file of layouts or packs would add."""
        from desktop.ui.guide.updates_dialog import UpdatesDialog

        dialog = UpdatesDialog(self._window.session, self._window)
        dialog.open()
        dialog.look_at(source)

    def report_problem(self) -> None:
        """Show the report of a problem, to be saved."""
        from desktop.ui.guide import problem_dialog

        self._window.finish_edits()
        problem_dialog.gather(self._window, self._window.session.book)

    def about(self) -> None:
        """Show version, place of the data and licences."""
        from desktop.ui.guide import help as help_pages
        from desktop.ui.kit.text_dialog import TextDialog

        TextDialog("关于明账", help_pages.about(self._window.session.budget.year), self._window).open()

    def undo(self) -> None:
        """Take back the last step, after keeping what is being typed."""
        self._window.finish_edits()
        undoing = self._window.session.undoing
        self._walk_back("正在撤销…", undoing.next_undo(), undoing.undo)

    def redo(self) -> None:
        """Repeat the step taken back last; keeping what is being typed would be a new step and leave none."""
        session = self._window.session
        self._walk_back("正在重做…", session.book.next_redo(), session.undoing.redo)

    def _walk_back(self, words: str, operation: Operation | None, step: Callable[[], None]) -> None:
        """Take back or repeat a step; of one of many rows it is said meanwhile."""
        counts = self._window.session.book.change_counts() if operation is not None else {}
        with busy_with(self._window, words, counts.get(operation.id, 0) if operation is not None else 0):
            guarded(self._window, step)

    def notes(self) -> None:
        """Show the remark and the files of the row in view."""
        from desktop.ui.year.notes import NotesDialog

        self._window.finish_edits()
        view = self._window.grid_view()
        row = view.currentIndex().row()
        record = view.grid.record_of(view.grid.rows[row]) if 0 <= row < len(view.grid.rows) else None
        if record is None:
            self._window.session.message.emit("测算得出的行没有批注；请在“人员”“公用”或“项目”的对应行上写批注")
            return
        shown = (str(view.grid.index(row, number).data() or "") for number in range(min(3, len(view.grid.columns))))
        NotesDialog(self._window.session, record, "　".join(filter(None, shown)), self._window).open()

    def add(self) -> None:
        """Add a row to the grid in view."""
        from desktop.ui.grids.line_dialog import IncomeDialog, LineDialog

        panel = self._window.panel()
        if not isinstance(panel, GridView):
            guarded(self._window, panel.add)
            return
        income = panel is self._window.income
        dialog = (
            IncomeDialog(self._window.session, self._window)
            if income
            else LineDialog(self._window.session, self._window)
        )
        if _accepted(dialog) and not income:
            self._window.lines.show_known(self._window.session.facts.lines[-1].id)

    def insert(self) -> None:
        """Insert a row above the present one; a line takes over its codes, without an amount."""
        view, panel = self._window.grid_view(), self._window.panel()
        number = view.currentIndex().row()
        row = view.grid.rows[number] if 0 <= number < len(view.grid.rows) else None
        if not isinstance(panel, GridView):
            guarded(self._window, lambda: panel.add(row))
        elif row is None or row.this is None:
            self._window.session.message.emit("请先选中一条本年的行，再插入；测算得出的行在“人员”“公用”或“项目”中增加")
        else:
            guarded(self._window, lambda: self._insert_line(view, row))

    def _insert_line(self, view: GridView, row: ExpenditurePair | IncomePair) -> None:
        session = self._window.session
        if isinstance(row, IncomePair) and row.this is not None:
            income = session.pair_edits.add_income(replace(row.this, id=0, amount=0, note="", follows=0), row.this)
            view.show_known(income.id)
        elif isinstance(row, ExpenditurePair) and row.this is not None:
            line = session.pair_edits.add_line(replace(row.this, id=0, amount=0, note=""), row.project, row.this)
            view.show_known(line.id)

    def delete(self) -> None:
        """Delete the selected rows of the grid in view."""
        panel = self._window.panel()
        if not isinstance(panel, GridView):
            records = panel.selected()
            guarded(
                self._window, lambda: self._window.session.record_edits.delete_records(records) if records else None
            )
            return
        view = panel
        chosen = [view.grid.rows[n] for n in view.selected_rows()]
        rows = [row for row in chosen if row.this or row.last]
        if len(rows) < len(chosen):
            self._window.session.message.emit("测算得出的行不能在这里删除，请在“人员”“公用”或“项目”中修改")
        if rows:
            guarded(self._window, lambda: self._window.session.pair_edits.delete_rows(rows))

    def change_kind(self, unit: Unit, kind: str) -> None:
        """Give the unit another kind (单位性质) when its effect was seen."""
        from desktop.ui.year import asked_first

        asked_first.unit_kind(self._window, self._window.session, unit, kind)

    def export(self) -> None:
        """Write the files."""
        from desktop.ui.year.export_dialog import ExportDialog

        self._window.finish_edits()
        _accepted(ExportDialog(self._window.session, self._window))

    def new(self) -> None:
        """Make a new book and turn to it."""
        from desktop.ui.start.new_book_dialog import NewBookDialog

        dialog = NewBookDialog(self._window)
        if _accepted(dialog) and dialog.path is not None:
            self._window.open_book(dialog.path, dialog.first)

    def start_page(self) -> None:
        """Show the start page."""
        from desktop.ui.start.start_page import StartPage

        dialog = StartPage(self._window)
        if _accepted(dialog) and dialog.path is not None:
            self._window.open_book(dialog.path, dialog.first)

    def backups(self) -> None:
        """Restore a backup as a copy and turn to it."""
        from desktop.ui.year.backups_dialog import BackupsDialog

        dialog = BackupsDialog(self._window.session, self._window)
        if _accepted(dialog) and dialog.path is not None:
            self._window.open_book(dialog.path)

    def open(self) -> None:
        """Choose a book and turn to it."""
        from desktop.ui.kit import ask_file

        book = self._window.session.book.path
        if path := ask_file.to_read(self._window, "打开账本", ask_file.BOOK, book.parent):
            self._window.open_book(path)

    def save_as(self) -> None:
        """Choose a name, write the whole book there and go on with that file."""
        self._window.save_as()

    def copy_book(self) -> None:
        """Choose a name and write a copy of the book there; the window stays with this one."""
        from desktop.ui.start import saving

        saving.copy(self._window)

    def leave(self) -> None:
        """Close every window, each as its own 关闭 does; one that asks and stays keeps the program running."""
        QApplication.closeAllWindows()


def _accepted(dialog: QDialog) -> bool:
    """Show a dialog until it is answered; it goes away then, with all it holds (an export: every page)."""
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return accepted

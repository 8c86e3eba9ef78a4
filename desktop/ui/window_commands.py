"""What the buttons, menus and keys of the window do; dialogs are loaded when they are first asked for."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog

from desktop.ui.grids.grid_view import GridView
from desktop.ui.grids.records_panel import RecordsPanel
from desktop.ui.grids.rows import ExpenditureRow, IncomeRow
from desktop.ui.start.opening import open_book, window_on
from desktop.ui.year.budget_menu import guarded

if TYPE_CHECKING:
    from desktop.ui.main_window import MainWindow

_windows: list["MainWindow"] = []
"""Windows opened from another one, kept alive here."""


class WindowCommands:
    """The commands of one window."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window

    def find(self) -> None:
        """Search everywhere."""
        from desktop.ui.finder import Finder

        self._window.finish_edits()
        Finder(self._window).open()

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
        from desktop.ui import help as help_pages

        help_pages.show(self._window, self._window.page)

    def undo(self) -> None:
        """Take back the last step, after keeping what is being typed."""
        self._window.finish_edits()
        guarded(self._window, self._window.session.undo)

    def redo(self) -> None:
        """Repeat the step taken back last; keeping what is being typed would be a new step and leave none."""
        guarded(self._window, self._window.session.redo)

    def choose_form(self) -> None:
        """Turn to the chosen layout; the choice goes back where it cannot be kept."""
        session, forms = self._window.session, self._window.forms
        if forms.currentData() != session.form:
            guarded(self._window, lambda: session.choose_form(forms.currentData()))
            forms.setCurrentIndex(forms.findData(session.form))

    def notes(self) -> None:
        """Show the remark and the files of the row in view."""
        from desktop.ui.year.notes import NotesDialog

        self._window.finish_edits()
        view = self._window.grid_view()
        row = view.currentIndex().row()
        record = view.grid.record_of(view.grid.rows[row]) if 0 <= row < len(view.grid.rows) else None
        if record is None:
            self._window.saved.setText("测算得出的行没有批注；请在“人员”“公用”或“项目”的对应行上写批注")
            return
        shown = (str(view.grid.index(row, number).data() or "") for number in range(min(3, len(view.grid.columns))))
        NotesDialog(self._window.session, record, "　".join(filter(None, shown)), self._window).open()

    def add(self) -> None:
        """Add a row to the grid in view."""
        from desktop.ui.grids.line_dialog import IncomeDialog, LineDialog

        panel = self._window.panel()
        if isinstance(panel, RecordsPanel):
            guarded(self._window, panel.add)
            return
        income = panel is self._window.income
        dialog = (
            IncomeDialog(self._window.session, self._window)
            if income
            else LineDialog(self._window.session, self._window)
        )
        if dialog.exec() == QDialog.DialogCode.Accepted and not income:
            self._window.lines.show_known(self._window.session.facts.lines[-1].id)

    def insert(self) -> None:
        """Insert a row above the present one; a line takes over its codes, without an amount."""
        view, panel = self._window.grid_view(), self._window.panel()
        number = view.currentIndex().row()
        row = view.grid.rows[number] if 0 <= number < len(view.grid.rows) else None
        if isinstance(panel, RecordsPanel):
            guarded(self._window, lambda: panel.add(row))
        elif row is None or row.this is None:
            self._window.saved.setText("请先选中一条本年的行，再插入；测算得出的行在“人员”“公用”或“项目”中增加")
        else:
            guarded(self._window, lambda: self._insert_line(view, row))

    def _insert_line(self, view: GridView, row: ExpenditureRow | IncomeRow) -> None:
        session = self._window.session
        if isinstance(row, IncomeRow) and row.this is not None:
            income = session.add_income(replace(row.this, id=0, amount=0, note=""), row.this)
            view.show_known(income.id)
        elif isinstance(row, ExpenditureRow) and row.this is not None:
            line = session.add_line(replace(row.this, id=0, amount=0, note=""), row.project, row.this)
            view.show_known(line.id)

    def delete(self) -> None:
        """Delete the selected rows of the grid in view."""
        panel = self._window.panel()
        if isinstance(panel, RecordsPanel):
            records = panel.selected()
            guarded(self._window, lambda: self._window.session.delete_records(records) if records else None)
            return
        view = panel
        chosen = [view.grid.rows[n] for n in view.selected_rows()]
        rows = [row for row in chosen if row.this or row.last]
        if len(rows) < len(chosen):
            self._window.saved.setText("测算得出的行不能在这里删除，请在“人员”“公用”或“项目”中修改")
        if rows:
            guarded(self._window, lambda: self._window.session.delete_rows(rows))

    def export(self) -> None:
        """Write the files."""
        from desktop.ui.year.export_dialog import ExportDialog

        self._window.finish_edits()
        ExportDialog(self._window.session, self._window).exec()

    def new(self) -> None:
        """Make a new book and turn to it."""
        from desktop.ui.start.new_book_dialog import NewBookDialog

        dialog = NewBookDialog(self._window)
        if dialog.exec() == QDialog.DialogCode.Accepted and dialog.path is not None:
            self.open_book(dialog.path, dialog.last_year)

    def start_page(self) -> None:
        """Show the start page."""
        from desktop.ui.start.start_page import StartPage

        dialog = StartPage(self._window)
        if dialog.exec() == QDialog.DialogCode.Accepted and dialog.path is not None:
            self.open_book(dialog.path, dialog.last_year)

    def backups(self) -> None:
        """Restore a backup as a copy and turn to it."""
        from desktop.ui.year.backups_dialog import BackupsDialog

        dialog = BackupsDialog(self._window.session, self._window)
        if dialog.exec() == QDialog.DialogCode.Accepted and dialog.path is not None:
            self.open_book(dialog.path)

    def open(self) -> None:
        """Choose a book and turn to it."""
        start = str(self._window.session.book.path.parent)
        name, _ = QFileDialog.getOpenFileName(self._window, "打开账本", start, "明账账本 (*.mzb)")
        if name:
            self.open_book(Path(name))

    def save_as(self) -> None:
        """Choose a name, write the whole book there and go on with that file."""
        from desktop.ui.start.saving import save_as

        save_as(self._window)

    def read_last_year(self, path: Path) -> None:
        """Read last year's published file, to be looked at before it is entered."""
        self._window.import_menu.open_file("last_year", path)

    def open_book(self, path: Path, last_year: Path | None = None) -> None:
        """Turn to another book in a window of its own; a new one may have a file of last year to read."""
        if path.resolve() == self._window.session.book.path.resolve():
            return
        book = open_book(path, self._window)
        other = window_on(book, self._window) if book is not None else None
        if other is not None:
            other.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            other.show()
            _windows.append(other)
            if last_year is not None:
                other.commands.read_last_year(last_year)
            self._window.close()

"""Red cells: what could not be taken is there again on another page and after closing, and Ctrl+S tells of it."""

import shutil

import pytest
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QLabel

from desktop.ledger.book import Book
from desktop.ledger.vocabulary import Stage
from desktop.ui.main_window import MainWindow
from desktop.ui.year.export_dialog import ExportDialog
from desktop.ui.year.stage_dialog import StageDialog


def column(grid, key):
    return next(n for n, c in enumerate(grid.columns) if c.key == key)


def test_red_cells_are_there_again_on_another_page_and_after_closing(window, qtbot, tmp_path):
    lines = window.lines.grid
    row = next(n for n, r in enumerate(lines.rows) if r.this is not None)
    assert not lines.setData(lines.index(row, column(lines, "this")), "12a")
    projects = window.show_kind("项目").view.grid
    assert not projects.setData(projects.index(0, column(projects, "control")), "x")
    window.show_kind("项目测算明细")
    again = window.show_kind("项目").view.grid
    assert again is not projects
    assert again.index(0, column(again, "control")).data() == "x"
    shutil.copy(window.session.book.path, tmp_path / "关闭后.mzb")
    reopened = MainWindow(Book.open(tmp_path / "关闭后.mzb"))
    qtbot.addWidget(reopened)
    assert "上次有 2 处内容没有入账" in reopened.saved.text()
    assert "支出与上年、项目" in reopened.saved.text()
    assert reopened.lines.grid.index(row, column(lines, "this")).data() == "12a"
    shown = reopened.show_kind("项目").view.grid
    assert shown.index(0, column(shown, "control")).data() == "x"
    reopened.close()
    for grid in (lines, again):
        grid.pending.clear()


def test_ctrl_s_says_that_all_is_stored_or_what_is_not(window):
    keys = {shortcut.key().toString(): shortcut for shortcut in window.findChildren(QShortcut)}
    keys["Ctrl+S"].activated.emit()
    assert window.saved.text().startswith("已自动保存 ")
    window.lines.grid.pending[0, "this"] = ("1.2.3", "不是金额")
    keys["Ctrl+S"].activated.emit()
    assert "还有 1 处标红的内容没有入账" in window.saved.text()
    window.lines.grid.pending.clear()


def test_insert_works_also_where_qt_finds_its_keys_ambiguous(window):
    count = len(window.session.facts.lines)
    row = next(n for n, r in enumerate(window.lines.grid.rows) if r.this is not None)
    window.lines.show_row(row)
    shortcut = next(s for s in window.findChildren(QShortcut) if s.key().toString() == "Ctrl+Shift+=")
    shortcut.activatedAmbiguously.emit()
    assert len(window.session.facts.lines) == count + 1


@pytest.mark.parametrize("kind", [ExportDialog, StageDialog])
def test_before_files_are_written_or_a_stage_ends_it_is_said_that_a_red_cell_is_not_in_the_figures(window, qtbot, kind):
    def opened():
        session = window.session
        found = []
        list(session.year_edits.gates(Stage.FIRST_UP, found))
        dialog = ExportDialog(session) if kind is ExportDialog else StageDialog(session, found)
        qtbot.addWidget(dialog)
        return [label.text() for label in dialog.findChildren(QLabel) if "标红" in label.text()]

    assert opened() == []
    lines = window.lines.grid
    row = next(n for n, r in enumerate(lines.rows) if r.this is not None)
    assert not lines.setData(lines.index(row, column(lines, "this")), "12a")
    assert opened() == ["还有 1 处标红的内容没有入账，现在的数里没有它们；请先在原处改正。"]
    lines.pending.clear()

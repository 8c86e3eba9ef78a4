"""The way a project is published: chosen in the grid, asked for by a finding, taken along into the next year."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.ui.year.export_dialog import ExportDialog


@pytest.fixture
def window(shared):
    shared.show_kind("项目")
    return shared


def put(window, key, text, row=0):
    grid = window.grid_view().grid
    number = next(n for n, column in enumerate(grid.columns) if column.key == key)
    return grid.setData(grid.index(row, number), text)


def findings(window, code):
    return [finding for finding in window.session.disclosure.findings if finding.code == code]


def test_a_marked_project_asks_for_a_decision_at_its_place(window, qtbot):
    assert findings(window, "C97") == []
    assert put(window, "confidential", "是")
    (found,) = findings(window, "C97")
    assert "政务服务大厅运行维护" in found.message
    window.show_kind("绩效指标")
    window.turn_to("checks")
    window.checks.reload()
    row = window.checks._shown.index(found)
    window.checks.findings.selectRow(row)
    assert not window.checks.answer.isEnabled()
    window.navigator.show_finding(found)
    assert window.page == "projects"
    view = window.grid_view()
    assert view.grid.columns[view.currentIndex().column()].key == "published_as"
    assert view.currentIndex().row() == 0
    assert view.grid.data(view.currentIndex(), Qt.ItemDataRole.BackgroundRole) is not None
    assert "先决定公开方式" in view.grid.data(view.currentIndex(), Qt.ItemDataRole.ToolTipRole)
    dialog = ExportDialog(window.session)
    qtbot.addWidget(dialog)
    assert not dialog.start.isEnabled()
    assert "草稿" in dialog._publication.footer
    assert put(window, "published_as", "只列金额")
    assert findings(window, "C97") == []


def test_only_the_ways_there_are_can_be_chosen(window):
    grid = window.grid_view().grid
    column = next(c for c in grid.columns if c.key == "published_as")
    assert list(grid.choices(column)) == ["", "列示", "只列金额", "并入其他项目"]
    assert not put(window, "published_as", "不公开")
    assert window.session.facts.projects[0].published_as == ""


def test_the_decision_is_said_in_the_history(window):
    put(window, "published_as", "并入其他项目")
    step = window.session.book.next_undo()
    assert step.name == "修改项目"
    window.session.undoing.undo()
    assert window.session.facts.projects[0].published_as == ""


def test_the_window_itself_names_the_project(window):
    """Only what is given away leaves the name out; the accountant goes on working with it."""
    put(window, "published_as", "只列金额")
    names = {line.project for line in window.session.disclosure.cube.lines if line.project}
    assert "政务服务大厅运行维护" in names
    QApplication.processEvents()
    grid = window.grid_view().grid
    assert grid.data(grid.index(0, 1), Qt.ItemDataRole.DisplayRole) == "政务服务大厅运行维护"


@pytest.mark.parametrize(
    ("key", "text", "said"),
    [
        ("name", "甲\n乙", "“甲⏎乙”中有换行，名称请写成一行"),
        ("goal", "甲\x01乙", "“甲□乙”中有看不见的控制字符（U+0001"),
    ],
)
def test_what_no_file_can_hold_is_not_taken(window, key, text, said):
    grid = window.grid_view().grid
    before = window.session.facts.projects
    assert not put(window, key, text)
    assert said in next(iter(grid.pending.values()))[1]
    number = next(n for n, column in enumerate(grid.columns) if column.key == key)
    assert said in grid.put({(1, number): text}, "粘贴")
    assert window.session.facts.projects == before

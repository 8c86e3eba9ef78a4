"""What can be done with a column: order, filter, keep in view, hide."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from desktop.ui.grids.grid_view import GridView
from desktop.ui.grids.header_menu import ColumnsDialog, FilterDialog, HeaderMenu
from desktop.ui.grids.paste_dialog import PasteDialog
from desktop.ui.grids.record_kinds import kinds_of
from desktop.ui.grids.special_grids import grid_of


@pytest.fixture
def view(session, qtbot):
    """A grid of procurement with its third column hidden in the dialog."""
    made = GridView(grid_of(session, kinds_of("政府采购")[0]))
    qtbot.addWidget(made)
    dialog = ColumnsDialog(made)
    dialog.list.item(2).setCheckState(Qt.CheckState.Unchecked)
    dialog.accept()
    return made


def column(grid, key):
    return next(c for c in grid.columns if c.key == key)


def shown(grid, key):
    number = grid.columns.index(column(grid, key))
    return [str(grid.index(row, number).data() or "") for row in range(len(grid.rows))]


def test_the_filter_dialog_narrows_by_typing(window, qtbot):
    view = window.lines
    dialog = FilterDialog(view, 1)
    qtbot.addWidget(dialog)
    dialog.search.setText("工资")
    listed = [i.text() for i in dialog._items() if not i.isHidden()]
    assert listed
    assert all("工资" in text for text in listed)
    dialog.accept()
    assert {*shown(view.grid, "economic_code")} == {*listed}


def test_the_header_menu_says_what_it_does(window, qtbot):
    menu = HeaderMenu(window.lines, 0, window.lines.frozen)
    qtbot.addWidget(menu)
    words = [a.text() for a in menu.actions() if a.text()]
    assert words[:2] == ["升序", "降序"]
    assert any(word.startswith("冻结到“功能科目”列") for word in words)


def test_a_hidden_column_stays_hidden_the_next_time_until_all_are_shown(view, session, qtbot):
    again = GridView(grid_of(session, view.grid.kind))
    qtbot.addWidget(again)
    assert again.hidden_keys() == view.hidden_keys() == {view.grid.columns[2].key}
    menu = HeaderMenu(again, 0, again.frozen)
    next(action for action in menu.actions() if action.text() == "显示全部列").trigger()
    assert again.hidden_keys() == frozenset()


def test_a_hidden_column_is_passed_over_by_paste_and_the_message_says_so(view, session):
    texts = [view.grid.index(0, n).data(Qt.ItemDataRole.EditRole) for n in (2, 3)]
    view.setCurrentIndex(view.grid.index(0, 1))
    QGuiApplication.clipboard().setText(f"{view.grid.index(0, 1).data()}\t{texts[1]}")
    messages = []
    session.message.connect(messages.append)
    view.paste()
    assert f"隐藏的列没有粘贴：{view.grid.title_of(2)}" in messages[-1]
    assert [view.grid.index(0, n).data(Qt.ItemDataRole.EditRole) for n in (2, 3)] == texts
    QGuiApplication.clipboard().setText("\t".join("甲" * len(view.grid.columns)))
    view.paste()
    dialog = view.findChild(PasteDialog)
    assert f"隐藏的列不参加粘贴：{view.grid.title_of(2)}" in dialog.note.text()
    assert dialog.targets[1].findText(view.grid.title_of(2)) < 0
    dialog.reject()


def test_a_cell_that_is_meant_is_shown_and_a_refused_text_cannot_be_hidden(view):
    key = view.grid.columns[2].key
    view.show_row(0, key)
    assert view.hidden_keys() == frozenset()
    view.grid.pending[0, key] = ("x", "不对")
    every = frozenset(column.key for column in view.grid.columns)
    view.hide_columns(every)
    assert view.hidden_keys() == every - {key}

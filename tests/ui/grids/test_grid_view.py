"""The grid on screen: spreadsheet keys, sums of the selection, widths remembered."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit

from desktop.ui.grids.grid_model import ExpenditureGrid
from desktop.ui.grids.grid_view import GridView
from desktop.ui.grids.record_kinds import kinds_of
from desktop.ui.grids.special_grids import grid_of
from desktop.ui.kit import theme
from desktop.ui.kit.look import settings

KEY, CONTROL = Qt.Key, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def view(session, qtbot):
    made = GridView(grid_of(session, kinds_of("政府采购")[0]))
    qtbot.addWidget(made)
    made.resize(900, 300)
    return made


def number(view, key):
    return next(n for n, c in enumerate(view.grid.columns) if c.key == key)


def place(view):
    return view.currentIndex().row(), view.grid.columns[view.currentIndex().column()].key


def test_enter_goes_down_and_stays_in_the_table(view, qtbot):
    view.show_row(0, "quantity")
    qtbot.keyClick(view, KEY.Key_Return)
    assert place(view) == (1, "quantity")
    for _ in range(len(view.grid.rows) + 2):
        qtbot.keyClick(view, KEY.Key_Return)
    assert place(view) == (view.grid.empty_row, "quantity")
    qtbot.keyClick(view, KEY.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert place(view)[0] == len(view.grid.rows) - 1


def test_tab_passes_over_cells_that_only_show_something(session, qtbot):
    lines = GridView(ExpenditureGrid(session))
    qtbot.addWidget(lines)
    row = next(n for n, r in enumerate(lines.grid.rows) if r.this is None and r.computed is not None and r.last)
    lines.setCurrentIndex(lines.grid.index(row, number(lines, "nature")))
    found = lines.moveCursor(lines.CursorAction.MoveNext, Qt.KeyboardModifier.NoModifier)
    assert lines.grid.columns[found.column()].key == "last"
    back = lines.moveCursor(lines.CursorAction.MovePrevious, Qt.KeyboardModifier.NoModifier)
    assert lines.grid.columns[back.column()].key == "economic_code"


def test_control_and_an_arrow_jump_to_the_edge_of_what_is_filled(view, qtbot):
    view.show_row(0, "quantity")
    qtbot.keyClick(view, KEY.Key_Down, CONTROL)
    assert place(view) == (len(view.grid.rows) - 1, "quantity")
    qtbot.keyClick(view, KEY.Key_Up, CONTROL)
    assert place(view) == (0, "quantity")


def test_the_sum_of_selected_amounts_is_said(view, qtbot):
    column = number(view, "amount")
    selection = view.selectionModel()
    selection.clearSelection()
    with qtbot.waitSignal(view.summed, check_params_cb=lambda text: "选中 2 个金额" in text) as said:
        for row in (0, 1):
            selection.select(view.grid.index(row, column), selection.SelectionFlag.Select)
    total = (view.grid.rows[0].amount + view.grid.rows[1].amount) / 100
    assert f"合计 {total:,.2f} 元" in said.args[0]


def test_delete_clears_amounts_and_asks_about_rows_elsewhere(view, qtbot):
    view.show_row(0, "item")
    with qtbot.waitSignal(view.delete_asked):
        qtbot.keyClick(view, KEY.Key_Delete)
    view.show_row(0, "amount")
    view.selectionModel().select(view.currentIndex(), view.selectionModel().SelectionFlag.ClearAndSelect)
    qtbot.keyClick(view, KEY.Key_Delete)
    assert view.grid.rows[0].amount == 0


def test_widths_a_person_gave_are_there_the_next_time(view, session, qtbot):
    view.setColumnWidth(1, 333)
    view._keep_widths()
    again = GridView(grid_of(session, kinds_of("政府采购")[0]))
    qtbot.addWidget(again)
    assert again.columnWidth(1) == 333
    settings().setValue("widths/Procurement", "1,2")
    other = GridView(grid_of(session, kinds_of("政府采购")[0]))
    qtbot.addWidget(other)
    assert other.columnWidth(1) != 2


def test_a_row_is_shown_by_what_it_is_known_by(view):
    known = view.grid.rows[1].id
    view.show_known(known, "item")
    assert place(view) == (1, "item")
    view.show_known(-5, "item")
    assert place(view) == (1, "item")


def test_what_a_cell_says_about_itself_can_be_seen(session, qtbot):
    """The corner of a remark on the first cell alone, red behind what could not be taken, grey behind the totals."""
    lines = GridView(ExpenditureGrid(session))
    qtbot.addWidget(lines)
    grid = lines.grid
    noted = grid.record_of(grid.rows[1])
    session._notes[noted.TABLE, noted.id] = "待核实"
    lines.resize(1300, (len(grid.rows) + 5) * 40)
    last = number(lines, "last")
    typed = next(n for n in range(len(grid.rows)) if grid.flags(grid.index(n, last)) & Qt.ItemFlag.ItemIsEditable)
    assert not grid.setData(grid.index(typed, last), "abc")
    picture = lines.viewport().grab().toImage()

    def corner(row, column):
        cell = lines.visualRect(grid.index(row, column))
        return picture.pixelColor(cell.right() - 1, cell.top() + 2).name()

    colors = theme.colors()
    assert [corner(row, 0) == colors.error for row in range(3)] == [False, True, False]
    assert corner(1, 1) != colors.error
    assert corner(typed, last) == colors.wrong
    assert corner(grid.totals_row, last) == colors.header


def test_typing_into_the_empty_row_goes_on_below_and_tab_stays_in_the_new_row(session, qtbot):
    lines = GridView(ExpenditureGrid(session))
    qtbot.addWidget(lines)
    lines.show()
    grid = lines.grid

    def type_there(key, text, last):
        lines.setCurrentIndex(grid.index(grid.empty_row, number(lines, key)))
        lines.edit(lines.currentIndex())
        editor, rows = lines.viewport().findChildren(QLineEdit)[-1], len(grid.rows)
        qtbot.keyClicks(editor, text)
        qtbot.keyClick(editor, last)
        qtbot.waitUntil(lambda: len(grid.rows) == rows + 1)

    type_there("this", "512", KEY.Key_Return)
    assert session.facts.lines[-1].amount == 51200
    assert place(lines) == (grid.empty_row, "this")
    type_there("note", "x", KEY.Key_Backtab)
    assert session.facts.lines[-1].note == "x"
    assert place(lines)[0] == grid.row_of(session.facts.lines[-1].id)


def test_a_list_that_is_only_looked_at_begins_no_row(session, qtbot):
    lines = GridView(ExpenditureGrid(session))
    qtbot.addWidget(lines)
    lines.show()
    before = session.book.fingerprint()
    index = lines.grid.index(lines.grid.empty_row, number(lines, "fund"))
    lines.setCurrentIndex(index)
    lines.edit(index)
    qtbot.keyClick(lines.viewport().findChild(QComboBox), KEY.Key_Tab)
    assert session.book.fingerprint() == before


def test_an_editor_without_the_keyboard_is_closed_too_before_something_else_happens(view, qtbot):
    """Its list may have had the keyboard; left open it asked for a cell of a budget that was no longer in view."""
    view.show()
    view.show_row(0, "quantity")
    before = view.grid.rowCount()
    view.edit(view.currentIndex())
    (editor,) = (e for e in view.viewport().findChildren(QLineEdit) if view.indexWidget(view.currentIndex()) is e)
    editor.clearFocus()
    view.finish()
    assert view.indexWidget(view.currentIndex()) is None
    assert view.grid.rowCount() == before

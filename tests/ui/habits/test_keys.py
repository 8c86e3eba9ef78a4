"""Keys: they move, open and leave cells as in Excel."""

from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit

from tests.ui.habits.desk import ALT, CONTROL, KEY, SHIFT, desk_on


def test_01_typing_replaces_the_cell(desk):
    desk.at(0)
    desk.type("530000")
    desk.press(KEY.Key_Return)
    assert desk.shown(0) == "530,000.00"


def test_02_f2_edits_what_is_there(desk):
    desk.at(0)
    desk.press(KEY.Key_F2)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    assert editor.text() == "520000.00"
    desk.press(KEY.Key_End)
    desk.press(KEY.Key_Backspace)
    desk.type("5")
    desk.press(KEY.Key_Return)
    assert desk.shown(0) == "520,000.05"


def test_03_escape_leaves_the_cell_as_it_was(desk):
    before = desk.fingerprint
    desk.at(0)
    desk.type("999")
    desk.press(KEY.Key_Escape)
    assert (desk.shown(0), desk.fingerprint, desk.editing) == ("520,000.00", before, False)


def test_04_enter_goes_down(desk):
    desk.at(0)
    desk.type("530000")
    desk.press(KEY.Key_Return)
    assert desk.place() == (1, "this")
    desk.press(KEY.Key_Return)
    assert desk.place() == (2, "this")


def test_05_shift_enter_goes_up(desk):
    desk.at(3)
    desk.press(KEY.Key_Return, SHIFT)
    assert desk.place() == (2, "this")


def test_06_tab_keeps_and_goes_right(desk):
    desk.at(0)
    desk.type("530000")
    desk.press(KEY.Key_Tab)
    assert desk.shown(0) == "530,000.00"
    assert desk.place()[1] == "last"


def test_06a_tab_passes_over_what_only_shows_something(desk):
    desk.at(0, "last")
    desk.press(KEY.Key_Tab)
    assert desk.place() == (0, "project")
    desk.press(KEY.Key_Backtab, SHIFT)
    assert desk.place() == (0, "last")
    desk.at(0, "note")
    desk.press(KEY.Key_Tab)
    assert desk.place() == (1, "function_code")


def test_06b_column_widths_are_remembered(qtbot, path):
    desk = desk_on(qtbot, path)
    desk.view.setColumnWidth(0, 311)
    desk.view._keep_widths()
    desk.window.close()
    again = desk_on(qtbot, path)
    assert again.view.columnWidth(0) == 311
    again.window.close()


def test_07_shift_tab_goes_left(desk):
    desk.at(0, "last")
    desk.press(KEY.Key_Backtab, SHIFT)
    assert desk.place() == (0, "this")


def test_08_arrows_move_and_shift_extends(desk):
    desk.at(0)
    desk.press(KEY.Key_Down)
    assert desk.place() == (1, "this")
    desk.press(KEY.Key_Down, SHIFT)
    assert desk.view.selected_rows() == [1, 2]


def test_09_control_arrow_jumps_to_the_edge(desk):
    desk.at(0)
    desk.press(KEY.Key_Down, CONTROL)
    assert desk.place() == (len(desk.grid.rows) - 1, "this")
    desk.press(KEY.Key_Up, CONTROL)
    assert desk.place() == (0, "this")


def test_10_control_home_and_end(desk):
    desk.at(5)
    desk.press(KEY.Key_Home, CONTROL)
    assert desk.place() == (0, "function_code")
    desk.press(KEY.Key_End, CONTROL)
    assert desk.view.currentIndex().row() == desk.grid.rowCount() - 1


def test_11_control_a_selects_all(desk):
    desk.at(0)
    desk.press(KEY.Key_A, CONTROL)
    assert len(desk.view.selected_rows()) == len(desk.grid.rows)


def test_12_delete_clears_amounts_in_one_step(desk):
    desk.select(0, 2)
    desk.press(KEY.Key_Delete)
    assert [desk.shown(n) for n in range(3)] == ["", "", ""]
    desk.window.undo.trigger()
    assert [desk.shown(n) for n in range(3)] == ["520,000.00", "140,110.00", "150,000.00"]


def test_13_undo_and_redo_by_key(desk):
    before = desk.fingerprint
    desk.at(0)
    desk.type("1")
    desk.press(KEY.Key_Return)
    after = desk.fingerprint
    desk.press(KEY.Key_Z, CONTROL)
    assert desk.fingerprint == before
    desk.press(KEY.Key_Y, CONTROL)
    assert desk.fingerprint == after


def test_14_undo_while_typing_takes_back_the_typing_first(desk):
    before = desk.fingerprint
    desk.at(0)
    desk.type("77")
    desk.press(KEY.Key_Z, CONTROL)
    desk.press(KEY.Key_Escape)
    assert desk.fingerprint == before


def test_43_a_list_is_chosen_by_arrow_keys(desk):
    desk.at(0, "nature")
    desk.press(KEY.Key_F2)
    box = desk.view.findChild(QComboBox)
    assert box is not None
    desk.qtbot.keyClick(box, KEY.Key_Down)
    desk.qtbot.keyClick(box, KEY.Key_Return)
    QApplication.processEvents()
    assert desk.shown(0, "nature") == "公用"


def test_55_alt_down_opens_the_list_of_a_cell_and_moves_nowhere(desk):
    before = desk.fingerprint
    desk.at(0, "nature")
    desk.press(KEY.Key_Down, ALT)
    box = desk.view.findChild(QComboBox)
    assert box is not None
    assert box.view().isVisible()
    desk.qtbot.keyClick(box.view(), KEY.Key_Escape)
    desk.qtbot.keyClick(box, KEY.Key_Escape)
    QApplication.processEvents()
    desk.at(0)
    desk.press(KEY.Key_Down, ALT)
    assert (desk.place(), desk.editing, desk.fingerprint) == ((0, "this"), False, before)

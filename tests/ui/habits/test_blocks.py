"""Blocks of cells: copied, cut, pasted, filled and summed."""

from PySide6.QtGui import QGuiApplication

from tests.ui.habits.desk import CONTROL, KEY


def test_28_copy_and_paste_a_block(desk):
    desk.select(0, 1, "this", "last")
    desk.press(KEY.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "520,000.00\t480,000.00\n140,110.00\t130,000.00"
    desk.at(2)
    desk.press(KEY.Key_V, CONTROL)
    assert [desk.shown(2), desk.shown(3, "last")] == ["520,000.00", "130,000.00"]


def test_29_cut_moves_amounts(desk):
    desk.at(0)
    desk.press(KEY.Key_X, CONTROL)
    assert desk.shown(0) == ""
    desk.at(1)
    desk.press(KEY.Key_V, CONTROL)
    assert desk.shown(1) == "520,000.00"


def test_30_control_d_fills_down(desk):
    desk.select(8, 11)
    desk.press(KEY.Key_D, CONTROL)
    assert {desk.shown(n) for n in range(8, 12)} == {"80,000.00"}


def test_31_one_value_pasted_to_many_cells(desk):
    desk.select(8, 10)
    desk.paste("100")
    assert {desk.shown(n) for n in range(8, 11)} == {"100.00"}


def test_32_excel_ends_a_block_with_a_line_break(desk):
    desk.at(8)
    desk.paste("1\r\n2\r\n")
    assert [desk.shown(8), desk.shown(9), desk.shown(10)] == ["1.00", "2.00", "6,000.00"]


def test_33_a_block_below_the_last_row_adds_rows(desk):
    count = len(desk.grid.rows)
    desk.view.setCurrentIndex(desk.grid.index(count - 1, 0))
    row = "\t".join(desk.shown(count - 1, c.key) for c in desk.grid.columns)
    desk.view.setFocus()
    desk.paste(f"{row}\n2010350\t30299\t公用\t66\t")
    assert len(desk.grid.rows) == count + 1
    desk.window.undo.trigger()
    assert len(desk.grid.rows) == count


def test_34_a_refused_cell_is_named_and_the_rest_is_in(desk):
    said = []
    desk.window.session.message.connect(said.append)
    desk.at(8)
    desk.paste("1\nabc\n3")
    assert [desk.shown(8), desk.shown(10)] == ["1.00", "3.00"]
    assert "第 10 行" in said[-1]


def test_35_the_selection_is_summed(desk):
    desk.select(0, 1)
    assert desk.window.sum.text() == "选中 2 个金额，合计 660,110.00 元"

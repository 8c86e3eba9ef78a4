"""Rows: inserted where they belong, deleted with both their years."""

from PySide6.QtWidgets import QApplication, QMessageBox

from tests.ui.habits.desk import CONTROL, KEY, SHIFT


def test_44_deleting_a_row_takes_both_years(desk, monkeypatch):
    monkeypatch.setattr(QMessageBox, "warning", lambda *_: None)
    count = len(desk.grid.rows)
    desk.at(0)
    desk.qtbot.keyClick(desk.window, KEY.Key_Delete, CONTROL)
    assert len(desk.grid.rows) == count - 1
    desk.press(KEY.Key_Z, CONTROL)
    assert len(desk.grid.rows) == count


def test_46_a_row_is_inserted_above_the_present_one(desk):
    before = [desk.shown(n, "economic_code") for n in range(len(desk.grid.rows))]
    amounts = [desk.shown(n) for n in range(len(desk.grid.rows))]
    desk.at(3)
    desk.qtbot.keyClick(desk.window, KEY.Key_Equal, CONTROL | SHIFT)
    QApplication.processEvents()
    assert desk.place() == (3, "this")
    assert [desk.shown(n, "economic_code") for n in range(len(desk.grid.rows))] == [*before[:3], before[3], *before[3:]]
    assert [desk.shown(n) for n in range(len(desk.grid.rows))] == [*amounts[:3], "0.00", *amounts[3:]]
    desk.press(KEY.Key_Z, CONTROL)
    assert [desk.shown(n) for n in range(len(desk.grid.rows))] == amounts


def test_47_a_record_is_inserted_where_it_belongs(desk):
    panel = desk.window.show_kind("内设机构与下属单位")
    names = [r.name for r in panel.view.grid.rows]
    panel.view.setCurrentIndex(panel.view.grid.index(1, 0))
    desk.window.commands.insert()
    assert [r.name for r in panel.view.grid.rows] == [names[0], "新机构", *names[1:]]
    desk.window.undo.trigger()
    assert [r.name for r in panel.view.grid.rows] == names


def test_48_a_computed_or_missing_row_is_not_inserted_above(desk):
    said = desk.window.saved.text
    desk.view.clearSelection()
    desk.view.setCurrentIndex(desk.grid.index(-1, -1))
    count = len(desk.grid.rows)
    desk.window.commands.insert()
    assert len(desk.grid.rows) == count
    assert "请先选中" in said()

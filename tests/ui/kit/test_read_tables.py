"""Tables that are read: their cells are their own hints, a drop-down hands on the value chosen."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableWidget, QTableWidgetItem

from desktop.ui.kit import read_tables
from desktop.ui.kit.read_tables import cell, drop_down, table


def test_a_table_is_not_edited_and_a_cell_is_its_own_hint(qapp, qtbot):
    shown = table("表", ("一", "二"), (50,))
    qtbot.addWidget(shown)
    assert (shown.columnCount(), shown.editTriggers()) == (2, QTableWidget.EditTrigger.NoEditTriggers)
    number = cell("1.00", number=True, color="#ff0000")
    assert number.toolTip() == "1.00"
    assert number.textAlignment() & Qt.AlignmentFlag.AlignRight


def test_a_drop_down_hands_on_the_value_of_the_words_chosen(qapp, qtbot):
    taken = []
    box = drop_down({"": "（请选择）", "a": "甲"}, "a", taken.append, "选择")
    qtbot.addWidget(box)
    assert (box.currentText(), box.accessibleName()) == ("甲", "选择")
    box.activated.emit(1)
    assert taken == ["a"]


def test_of_many_rows_those_in_view_are_as_high_as_their_words(qtbot):
    shown = read_tables.table("问题", ["问题"], [100])
    qtbot.addWidget(shown)
    shown.setWordWrap(True)
    shown.resize(140, 200)
    shown.setRowCount(read_tables.FEW + 1)
    for row in range(shown.rowCount()):
        shown.setItem(row, 0, QTableWidgetItem("很长的一句话，要写成几行才放得下，所以行要高一些"))
    read_tables.keep_rows_fitted(shown)
    shown.show()
    usual, last = shown.verticalHeader().defaultSectionSize(), shown.rowCount() - 1
    qtbot.waitUntil(lambda: shown.rowHeight(0) > usual)
    assert shown.rowHeight(last) == usual, "out of view"
    shown.scrollToBottom()
    qtbot.waitUntil(lambda: shown.rowHeight(last) > usual)
    shown.setRowCount(read_tables.FEW)
    read_tables.fit_rows(shown)
    assert min(shown.rowHeight(row) for row in range(read_tables.FEW)) > usual

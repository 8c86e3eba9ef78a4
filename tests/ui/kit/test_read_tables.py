"""Tables that are read: their cells are their own hints, a drop-down hands on the value chosen."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableWidget

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

"""The kinds of records of a page as tabs that keys turn."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

KEY, CONTROL = Qt.Key, Qt.KeyboardModifier.ControlModifier


def test_keys_turn_to_the_next_kind_and_what_is_being_typed_is_stored_first(window, qtbot):
    panel = window.show_kind("人员")
    panel.view.edit(panel.view.grid.index(0, 0))
    editor = panel.view.findChild(QLineEdit)
    editor.setText("新编号")
    qtbot.keyClick(editor, KEY.Key_Tab, CONTROL)
    assert window.session.facts.people[0].code == "新编号"
    for key, title in ((KEY.Key_PageUp, "人员"), (KEY.Key_PageDown, "年内变动"), (KEY.Key_PageDown, "年内工资变动")):
        assert panel.view.accessibleName() == panel.tabs.title
        qtbot.keyClick(panel.view, key, CONTROL)
        assert panel.tabs.title == panel.view.accessibleName() == title

"""Menus whose entries are made anew each time they are shown."""

import pytest
from PySide6.QtWidgets import QWidget

from desktop.ui.kit.filled_menu import FilledMenu


class Counting(FilledMenu):
    def fill(self):
        self.clear()
        self.addAction("一次")


def test_it_is_filled_each_time_it_is_about_to_be_shown(qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    menu = Counting("编辑", parent)
    assert menu.actions() == []
    for _ in range(2):
        menu.aboutToShow.emit()
        assert [action.text() for action in menu.actions()] == ["一次"]


def test_a_menu_that_does_not_say_what_it_offers_is_a_mistake(qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    with pytest.raises(NotImplementedError):
        FilledMenu("空", parent).fill()

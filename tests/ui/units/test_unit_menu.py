"""The menu of units: what it offers, and that each command opens its dialog."""

import pytest
from PySide6.QtWidgets import QDialog

from tests.ui.units.conftest import find

COMMANDS = {
    "add": "AddUnitDialog",
    "rename": "RenameUnitDialog",
    "move_unit": "MoveUnitDialog",
    "end": "EndUnitDialog",
    "copy": "CopyDialog",
    "set_parameter": "ParameterDialog",
    "receive": "ReceivedDialog",
    "send": "SendDialog",
    "issue": "IssueDialog",
    "choose_view": "ChooseViewDialog",
    "pairs": "PairsDialog",
    "check_many": "BatchDialog",
    "export_many": "BatchDialog",
}


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_opens_its_dialog(desk, command):
    getattr(desk.unit_menu, command)()
    dialogs = [dialog for dialog in desk.findChildren(QDialog) if dialog.isVisible()]
    assert [type(dialog).__name__ for dialog in dialogs] == [COMMANDS[command]]
    dialogs[0].close()
    dialogs[0].deleteLater()


def test_what_does_not_pair_is_shown_of_the_whole_book(desk):
    desk.session.choose(find(desk.session, "实验中学", budget=True))
    desk.unit_menu.pairs()
    assert desk.session.view.unit.name.endswith("社会事业局")
    for dialog in desk.findChildren(QDialog):
        dialog.close()
        dialog.deleteLater()


def test_a_book_of_one_unit_offers_to_add_another_and_looks_as_ever(window):
    window.unit_menu.fill()
    offered = [action.text() for action in window.unit_menu.actions() if action.isEnabled() and action.text()]
    assert offered == ["新增下级单位…", "单位改名…", "收到的单位（装入）…", "传出单位数据包…"]
    assert window.units_panel is None
    assert window.units.isVisible()
    assert any(action.menu() is window.unit_menu for action in window.bar.budget_menu.actions())


def test_a_first_unit_below_brings_the_tree_and_undo_takes_it_away(fresh_window):
    from desktop.ui.units.unit_dialogs import AddUnitDialog

    dialog = AddUnitDialog(fresh_window.session, fresh_window.session.unit)
    dialog.name.setText("分中心")
    dialog.apply()
    assert fresh_window.units_panel.isVisible()
    assert not fresh_window.units.isVisible()
    fresh_window.session.undoing.undo()
    assert not fresh_window.units_panel.isVisible()
    assert fresh_window.units.isVisible()

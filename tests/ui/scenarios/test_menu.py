"""The menu lists the scenarios of the unit and begins new ones only beside official data."""

from PySide6.QtWidgets import QApplication

from desktop.ui.scenarios.dialogs import NewScenarioDialog
from desktop.ui.scenarios.menu import ScenarioMenu


def test_scenarios_are_listed_and_chosen(shared):
    session = shared.session
    menu = ScenarioMenu(session, shared)
    assert [action.text() for action in menu.actions()] == ["新建测算方案…"]
    stage = session.budget
    session.scenario_edits.begin("甲&乙")
    menu.fill()
    begin, _, listed = menu.actions()
    assert not begin.isEnabled() and listed.isChecked() and listed.text() == "甲&&乙　（2025年　草稿）"
    session.choose(stage)
    menu.fill()
    begin, _, listed = menu.actions()
    assert begin.isEnabled() and not listed.isChecked()
    listed.trigger()
    assert session.budget.scenario == "甲&乙"


def test_the_dialog_that_asks_for_the_name_belongs_to_the_window(shared):
    """Over a menu, which closes, it was left without the focus: what was typed next was lost."""
    shared.bar.budget_menu.scenarios.begin()
    dialog = next(widget for widget in QApplication.topLevelWidgets() if isinstance(widget, NewScenarioDialog))
    assert dialog.parentWidget() is shared
    dialog.close()

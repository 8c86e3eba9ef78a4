"""The menu lists the scenarios of the unit and begins new ones only beside official data."""

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

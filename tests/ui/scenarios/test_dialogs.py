"""A scenario is named, and its projects are chosen by ticks."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from desktop.ui.scenarios.dialogs import NewScenarioDialog, ProjectsDialog


def test_a_name_is_asked_and_a_taken_one_refused(session, monkeypatch):
    said = []
    monkeypatch.setattr(QMessageBox, "warning", lambda *a: said.append(a[-1]))
    dialog = NewScenarioDialog(session)
    dialog.finish()
    assert "方案名称" in said[-1] and not session.budget.scenario
    dialog.name.setText("压减项目")
    dialog.finish()
    assert session.budget.scenario == "压减项目"


def test_projects_without_a_tick_are_left_out_and_come_back(session):
    session.scenario_edits.begin("压减")
    dialog = ProjectsDialog(session)
    item = dialog.list.item(0)
    item.setCheckState(Qt.CheckState.Unchecked)
    dialog.finish()
    assert item.text() not in {project.name for project in session.facts.projects}
    again = ProjectsDialog(session)
    assert again.list.item(0).checkState() is Qt.CheckState.Unchecked
    again.list.item(0).setCheckState(Qt.CheckState.Checked)
    again.finish()
    assert item.text() in {project.name for project in session.facts.projects}

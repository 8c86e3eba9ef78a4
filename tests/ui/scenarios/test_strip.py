"""A scenario in the window: marked over everything, apart from official data, compared, taken over, thrown away."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QMessageBox

from desktop import pipeline
from desktop.findings import UserError
from desktop.ledger.records import ParameterValue, Project
from desktop.ui.results.printing import PrintDialog
from desktop.ui.scenarios.difference_dialog import DifferenceDialog
from desktop.ui.year.export_dialog import ExportDialog


@pytest.fixture
def said(monkeypatch):
    words = []
    monkeypatch.setattr(QMessageBox, "warning", lambda *a: words.append(a[-1]))
    return words


@pytest.fixture
def tried(shared):
    """A window in a scenario with a higher rate and one project fewer; the project."""
    session = shared.session
    session.scenario_edits.begin("医保提高")
    with session.step("费率"):
        value = {"parameter": "rate.medical", "valid_from": "2025-01-01", "value": "0.095"}
        session.book.insert(ParameterValue(budget_id=session.budget.id, **value))
    project = session.scenario_edits.projects()[0]
    session.scenario_edits.leave_out([project.id])
    return project


def test_an_open_scenario_cannot_be_overlooked(shared, tried):
    assert shared.scenario.isVisible()
    assert "测算方案“医保提高”（2025年草稿），不是正式数据" in shared.scenario.text.text()
    assert tried.name in shared.scenario.text.text()
    assert "〔测算方案“医保提高”〕" in shared.windowTitle()
    assert shared.units.currentItem().text(0) == "方案：医保提高"
    menu = shared.bar.budget_menu
    menu.fill()
    for action in (menu.stages.menuAction(), menu.forward, menu.draft, menu.release):
        assert not action.isEnabled()
    dialog = ExportDialog(shared.session)
    assert dialog.start.isEnabled() and dialog._publication.draft_note == "草稿：测算方案“医保提高”，不是正式数据"
    assert "测算方案_医保提高" in dialog._publication.file_stem
    shared.tables.show_print()
    (printed,) = shared.findChildren(PrintDialog)
    for _, pages in printed._choices:
        assert all("不是正式数据" in "".join(text.text for text in page.texts) for page in pages)
    printed.close()
    shared.scenario.back.click()
    assert not shared.session.budget.scenario and not shared.scenario.isVisible()
    assert "测算方案" not in shared.windowTitle()


def test_official_data_are_not_changed_from_a_scenario(shared, tried, said):
    session = shared.session
    before = session.book.fingerprint()
    shared.import_menu.open_file("last_year", session.book.path)
    assert "测算方案“医保提高”，不是正式数据" in said[-1]
    row = shared.lines.grid.rows[0]
    with pytest.raises(UserError, match="这一步会改到正式数据"):
        session.pair_edits.set_amount(row, 1, last=True)
    with pytest.raises(UserError, match="这一步会改到正式数据"), session.step("改名"):
        session.book.update(replace(session.unit, name="别名"))
    assert session.book.fingerprint() == before


def test_taking_over_shows_both_sides_first_and_is_one_step_to_undo(shared, tried):
    session = shared.session
    shared.scenario.take.click()
    (dialog,) = shared.findChildren(DifferenceDialog)
    shown = {dialog.figures.item(r, 0).text(): dialog.figures.item(r, 3).text() for r in range(5)}
    assert shown["人员经费"].startswith("+") and shown["项目支出"].startswith("-")
    groups = {dialog.list.item(row, 0).text() for row in range(dialog.list.rowCount())}
    assert {"本账本参数", "项目"} <= groups
    after = session.disclosure.sum("personnel")
    dialog.take.click()
    assert not session.budget.scenario and not session.book.scenarios()
    assert session.disclosure.sum("personnel") == after
    assert tried.name not in {project.name for project in session.book.records(Project, budget_id=session.budget.id)}
    shared.undo.trigger()
    assert [b.scenario for b in session.book.scenarios()] == ["医保提高"]
    assert session.disclosure.sum("personnel") < after


def test_a_scenario_is_thrown_away_only_when_a_person_says_so(shared, tried, monkeypatch):
    session = shared.session
    answers = [QMessageBox.StandardButton.No, QMessageBox.StandardButton.Yes]
    monkeypatch.setattr(QMessageBox, "question", lambda *_: answers.pop(0))
    shared.scenario.drop.click()
    assert session.budget.scenario
    shared.scenario.drop.click()
    assert session.budget == pipeline.newest_budget(session.book)
    assert not session.book.scenarios()


def test_undoing_the_beginning_of_a_scenario_leads_back_to_the_stage(shared):
    session = shared.session
    stage = session.budget
    session.scenario_edits.begin("试算")
    shared.undo.trigger()
    assert session.budget == stage and not shared.scenario.isVisible()

"""A page of several grids: a kind is chosen, its rows are added above or at the end, the policy is chosen beside."""

import pytest
from PySide6.QtWidgets import QPushButton

from desktop.catalog import own_packs
from desktop.catalog.questionnaire import Questionnaire
from desktop.ui.entry.records_panel import RecordsPanel
from desktop.ui.grids.record_kinds import kinds_of


@pytest.fixture
def panel(session, qtbot):
    made = RecordsPanel(session, kinds_of("人员", "项目", "政府采购"), with_policy=True)
    qtbot.addWidget(made)
    return made


def test_the_grid_is_that_of_the_chosen_kind(panel):
    assert panel.view.accessibleName() == "人员"
    panel.tabs.turn_to("政府采购")
    assert panel.view.accessibleName() == "政府采购"
    assert panel.view.grid.name == "Procurement"


def test_all_kinds_are_in_view_with_how_many_records_they_have(panel, session):
    panel.resize(300, 500)
    panel.show()
    tabs = panel.tabs
    assert [tabs.item(n).text() for n in range(2)] == [
        f"人员({len(session.facts.people)})",
        f"项目({len(session.facts.projects)})",
    ]
    assert all(tabs.viewport().rect().contains(tabs.visualItemRect(tabs.item(n))) for n in range(tabs.count()))
    session.record_edits.delete_records(list(session.facts.procurements))
    assert tabs.item(2).text() == "政府采购"


def test_a_row_is_added_at_the_end_or_above_another_and_selected(panel, session):
    panel.tabs.turn_to("项目")
    panel.add()
    assert session.facts.projects[-1].name == "新项目"
    assert panel.view.grid.rows[panel.view.currentIndex().row()].name == "新项目"
    panel.add(session.facts.projects[0])
    assert session.facts.projects[0].name.startswith("新项目")
    assert panel.selected()[0].id == session.facts.projects[0].id


def test_another_policy_changes_the_columns_of_pay(panel, session):
    with_pay = len(panel.view.grid.columns)
    panel.policy_asked.connect(session.year_edits.choose_policy)
    panel.policy.setCurrentIndex(panel.policy.findData(""))
    panel.policy.activated.emit(panel.policy.currentIndex())
    assert session.budget.policy == ""
    assert len(panel.view.grid.columns) < with_pay
    session.undoing.undo()
    assert panel.policy.currentData() == "example"
    assert len(panel.view.grid.columns) == with_pay


def test_a_pack_that_was_made_meanwhile_is_listed_and_the_chosen_one_stays(panel, qtbot):
    sheet = Questionnaire(2027)
    sheet.title = "青禾县"
    own_packs.save("青禾县", sheet.answered().text)
    buttons = {button.text(): button for button in panel.findChildren(QPushButton)}
    with qtbot.waitSignals([panel.standards_asked, panel.values_asked]):
        buttons["本地标准…"].click()
        buttons["在用参数…"].click()
    panel.list_policies()
    assert panel.policy.findData("青禾县") > 0
    assert panel.policy.currentData() == "example"


def test_the_hint_speaks_of_the_empty_row_where_anything_can_be_added(session, qtbot, monkeypatch):
    panel = RecordsPanel(session, kinds_of("项目", "明细资金分担"), with_policy=False)
    qtbot.addWidget(panel)
    panel.show()
    for title in ("项目", "明细资金分担", "项目"):
        panel.tabs.turn_to(title)
        assert panel.view.grid.begins_rows
        assert "＋" in panel._hint.text()
        assert panel._hint.isVisible()
    for writable in (False, True):
        monkeypatch.setattr(type(session), "writable", property(lambda _, now=writable: now))
        session.changed.emit()
        assert panel._hint.isVisible() is writable, "nothing can be added where nothing can be written"

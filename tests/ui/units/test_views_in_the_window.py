"""Several units shown as one in the window: what is read, what cannot be changed, where a figure leads."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QInputDialog

from desktop.findings import UserError
from desktop.ledger.records import Budget, DirectLine, Income, Project, Release
from desktop.ledger.vocabulary import Stage
from desktop.ui.opened_book import NOT_HERE
from desktop.ui.results.overview_panel import OverviewPanel
from desktop.ui.year.budget_menu import BudgetMenu
from desktop.ui.year.stage_dialog import REASON, StageDialog
from tests.ui.units.conftest import find


@pytest.fixture
def together(desk):
    desk.session.choose_view([find(desk.session, "社会事业局")], below=True)
    return desk.session


def this_year(session, table):
    cube = session.disclosure.cube
    return next(line for line in cube.lines if line.origin.table == table and line.year == cube.year)


def test_tables_and_sums_are_the_consolidated_ones(together):
    assert len({line.unit for line in together.disclosure.cube.lines}) == 6
    assert together.unit.name.endswith("社会事业局")
    assert together.last_disclosure() is None


def test_records_cannot_be_changed_and_it_is_said_why(together, desk):
    assert not together.writable
    for edit in (
        lambda: together.pair_edits.add_line(DirectLine(amount=1), ""),
        lambda: together.record_edits.add_record(Project(name="新"), "新增项目"),
        lambda: together.year_edits.choose_policy(""),
        together.year_edits.roll_forward,
        together.year_edits.start_from_last_year,
    ):
        with pytest.raises(UserError, match="只能看"):
            edit()
    assert (desk.lines.grid.rows, desk.income.grid.rows) == ([], [])
    assert NOT_HERE in desk.banner.text()


def test_words_of_the_department_are_its_own(together):
    together.word_edits.set_text("duties", "职能职责", "管理社会事业")
    assert together.facts.texts["duties"] == "管理社会事业"
    together.year_edits.keep_release(Release(secrecy_result="通过"))
    assert together.facts.release.secrecy_result == "通过"
    assert together.word_edits.reason_offered("expenditure_total") == ""


def test_the_release_record_of_the_department_is_typed_on_its_page_alone(together, desk):
    panel = desk.show_kind("公开审批记录")
    tabs = panel.tabs
    assert [tabs.item(n).text() for n in range(tabs.count()) if not tabs.isRowHidden(n)] == ["公开审批记录"]
    tabs._step(1)
    field = panel._show_body().fields["secrecy_by"]
    field.setText("办公室")
    field.returnPressed.emit()
    assert (tabs.title, together.facts.release.secrecy_by) == ("公开审批记录", "办公室")
    assert desk.grids.currentWidget() is panel
    desk.turn_to("people")
    assert desk.grids.currentWidget() is desk._only_shown
    together.choose(find_budget(together, "实验中学"))
    assert not any(tabs.isRowHidden(n) for n in range(tabs.count()))


def find_budget(session, name):
    return next(iter(session.book.budgets(find(session, name).id)))


def test_why_a_consolidated_sum_changed_is_shown_and_offered_by_unit(desk, qtbot):
    session = desk.session
    school = find(session, "实验中学")
    with session.step("上年"):
        before = session.book.insert(Budget(unit_id=school.id, year=2026))
        line = DirectLine(budget_id=before.id, function_code="2050203", economic_code="30201", nature="公用")
        session.book.insert(replace(line, amount=10_000_00))
    session.choose_view([find(session, "社会事业局")], below=True)
    panel = OverviewPanel(session)
    qtbot.addWidget(panel)
    words = [text.text for page in panel.pages() for text in page.texts]
    at = words.index(school.name)
    assert words[at + 2].startswith("新增项目") or words[at + 2].startswith("科目金额变化")
    assert any(word.startswith("上年没有数的单位") for word in words)
    offered = session.word_edits.reason_offered("expenditure_total")
    assert f"{school.name}增加" in offered
    assert "：" not in offered


def test_last_year_with_a_unit_that_ended_is_without_what_they_paid_each_other(desk):
    session = desk.session
    school, centre = find(session, "实验中学"), find(session, "教育发展服务中心")
    with session.step("上年"):
        budgets = {unit.id: session.book.insert(Budget(unit_id=unit.id, year=2026)) for unit in (school, centre)}
        line = DirectLine(function_code="2050203", economic_code="30201", nature="公用", amount=10_000_00)
        for unit, other in ((school, ""), (centre, school.name)):
            session.book.insert(replace(line, budget_id=budgets[unit.id].id, counterpart=other))
        paid = Income(budget_id=budgets[school.id].id, amount=10_000_00, counterpart=centre.name)
        session.book.insert(paid)
        session.book.update(replace(school, ended_year=2027, successor_id=centre.id))
    session.choose(find(session, "教育发展服务中心", budget=True))
    now, last = session.disclosure, session.last_disclosure()
    spent = now.measure("expenditure").where
    assert last.cube.sum(spent) == now.cube.sum(spent, 2026) == 10_000_00
    assert session.last_disclosure() is last


def test_chosen_units_have_no_words_of_their_own(desk):
    session = desk.session
    session.choose_view([find(session, "实验中学"), find(session, "中医医院")], below=False)
    with pytest.raises(UserError, match="只能看"):
        session.word_edits.set_text("duties", "职能职责", "甲")


def test_a_finding_accepted_in_a_unit_is_not_taken_back_here(desk):
    session = desk.session
    session.check()
    finding = session.disclosure.to_do[0]
    session.word_edits.accept_finding(finding, "已核对")
    session.choose_view([find(session, "社会事业局")], below=True)
    accepted = next(each for each in session.disclosure.findings if session.disclosure.answered(each))
    with pytest.raises(UserError, match="下级单位"):
        session.word_edits.accept_finding(accepted, "")


def test_a_figure_leads_over_the_unit_to_the_person(desk, together):
    line = this_year(together, "person")
    desk.sources.show_selection("支出", together.disclosure.cube.everything)
    assert [desk.sources.units.item(n).text().split("　")[0] for n in (0, 1)] == ["全部单位", line.unit]
    desk.sources.units.setCurrentRow(1)
    assert {each.unit for each in desk.sources.shown} == {line.unit}
    desk.sources.table.setCurrentCell(0, 0)
    desk.sources.line_chosen.emit(line)
    assert (together.view, together.unit.name, desk.page) == (None, line.unit, "people")
    grid = desk.grid_view()
    assert grid.grid.rows[grid.currentIndex().row()].id == line.origin.record_id
    assert [each.key for each in desk.sources.shown] == [line.key]


def test_a_line_of_a_person_is_explained_in_its_unit(together):
    line = this_year(together, "person")
    assert together.computed.explain(line).children
    assert together.computed.explain(this_year(together, "direct_line")) is None


def test_a_typed_line_leads_to_its_row(desk, together):
    line = this_year(together, "direct_line")
    desk.navigator.show_source(line)
    assert together.unit.name == line.unit
    assert desk.lines.grid.rows[desk.lines.currentIndex().row()].this.id == line.origin.record_id


def test_a_finding_of_a_unit_leads_there(desk, together):
    together.check()
    finding = next(f for f in together.disclosure.findings if f.code == "C48" and "中医医院" in f.message)
    desk.navigator.show_finding(finding)
    assert (together.unit.name[-4:], desk.page) == ("中医医院", "projects")


def test_checks_are_there_once_and_the_view_stays(together, qtbot):
    with qtbot.waitSignal(together.checked):
        together.check()
    disclosure = together.disclosure
    together.check()
    assert together.disclosure is disclosure


def test_a_view_that_an_undo_takes_away_gives_way_to_a_unit(desk):
    from desktop.ledger.records import Unit

    session = desk.session
    one = session.unit_edits.add(Unit(name="一站"))
    two = session.unit_edits.add(Unit(name="二站"))
    session.choose_view([one, two], below=False)
    session.undoing.undo()
    assert [part.unit.name for part in session.view.parts] == ["一站"]
    session.undoing.undo()
    assert (session.view, session.writable) == (None, True)


def test_menus_of_the_year_are_closed_in_a_view(desk, together):
    desk.bar.budget_menu.fill()
    menu = desk.bar.budget_menu
    closed = [menu.forward, menu.draft, menu.compare]
    assert [each.isEnabled() for each in closed] == [False] * 3
    assert menu.release.isEnabled()


def test_a_view_that_is_not_computed_to_its_end_leaves_all_as_it_was(desk):
    session = desk.session
    before = session.disclosure
    steps = session.view_steps([find(session, "社会事业局")], below=True)
    left = [next(steps), next(steps)]
    steps.close()
    assert left == sorted(left, reverse=True)
    assert (session.view, session.disclosure) == (None, before)
    session.refresh()
    assert session.view is None


def test_all_units_end_their_stage_through_one_dialog_as_one_step(together, desk, monkeypatch):
    session, menu = together, BudgetMenu(together, desk)
    before, units = session.book.fingerprint(), len(session.view.parts)
    menu.fill()
    assert menu.stages.isEnabled() and menu.freeze.isEnabled()
    menu.next_stage(Stage.FIRST_UP)
    dialog = desk.findChildren(StageDialog)[-1]
    assert len(dialog.gates) == units
    assert not dialog.findings.isColumnHidden(0)
    for row in range(len(dialog.errors)):
        dialog.findings.item(row, REASON).setText("测试")
    dialog.do.click()
    assert {part.budget.stage for part in session.view.parts} == {"一上"}
    monkeypatch.setattr(QInputDialog, "getText", lambda *_: ("退回修改", True))
    menu.unfreeze_stage()
    assert {part.budget.stage for part in session.view.parts} == {"草稿"}
    for _ in range(2):
        session.undoing.undo()
    assert session.book.fingerprint() == before

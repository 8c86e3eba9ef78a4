"""The units at the left of the window: opening, years, badges, moving."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox

from desktop.ui.guide.help import HelpDialog
from desktop.ui.units.unit_tree_view import ALONE, CHOSEN, TOGETHER
from desktop.ui.year.budget_menu import ImportMenu
from tests.ui.units.conftest import find


def node(panel, ending, kind=ALONE):
    return next(node for node in panel.tree.nodes() if node.unit.name.endswith(ending) and node.kind == kind)


def badge(panel, ending, kind=ALONE):
    wanted = node(panel, ending, kind)
    return next(item.text(1) for each, item in panel.tree._rows if each is wanted)


def test_a_click_drafts_the_unit_and_all_pages_are_its_own(desk):
    panel, session = desk.units_panel, desk.session
    panel.open_node(node(panel, "文化活动中心"))
    assert session.unit.name.endswith("文化活动中心")
    assert session.writable
    assert {row.this.budget_id for row in desk.lines.grid.rows if row.this} == {session.budget.id}
    assert panel.tree.currentItem().text(0) == "文化活动中心"


def test_the_department_shows_all_its_units_and_comes_back_to_the_page(desk):
    panel, session = desk.units_panel, desk.session
    desk.turn_to("income")
    panel.open_node(node(panel, "社会事业局", TOGETHER))
    assert (desk.page, session.writable, session.words_writable) == ("tables", False, True)
    assert session.disclosure.together is not None
    assert "汇总（7 个单位）" in desk.banner.text()
    assert not desk.add.isEnabled()
    desk.turn_to("lines")
    assert "只能看" in desk.grids.currentWidget().text()
    panel.open_node(node(panel, "实验中学"))
    assert (desk.page, session.view, session.writable) == ("income", None, True)


def test_what_a_bureau_sends_for_all_units_is_opened_from_their_sum(desk, monkeypatch, tmp_path):
    panel, opened = desk.units_panel, []
    monkeypatch.setattr(ImportMenu, "_open_bureau", lambda _, kind, *__: opened.append(kind))
    monkeypatch.setattr(QMessageBox, "warning", lambda *args: opened.append(args[2]))
    panel.open_node(node(panel, "社会事业局", TOGETHER))
    for kind in ("controls", "approved", "roster"):
        desk.bar.import_menu.open_file(kind, tmp_path / "文.xlsx")
    assert opened[:2] == ["controls", "approved"]
    assert "汇总，只能看" in opened[2]


def test_chosen_units_have_a_row_while_they_are_shown(desk):
    panel, session = desk.units_panel, desk.session
    session.choose_view([find(session, "实验中学"), find(session, "中医医院")], below=False)
    assert panel.tree.nodes()[-1].kind == CHOSEN
    assert panel.tree.currentItem().text(0) == "选择汇总（2 个单位）"
    assert not session.words_writable
    panel.open_node(node(panel, "实验中学"))
    assert panel.tree.nodes()[-1].kind == ALONE


def test_years_and_stages_of_what_is_in_view(desk):
    panel, session = desk.units_panel, desk.session
    assert [panel.budgets.itemText(n) for n in range(panel.budgets.count())] == ["2027年　草稿"]
    panel._choose_budget()
    assert session.view is None
    session.choose_view([find(session, "社会事业局")], below=True)
    panel.budgets.setCurrentIndex(0)
    panel._choose_budget()
    assert session.view is not None


def test_badges_come_one_after_another_and_none_is_guessed(desk, qtbot):
    panel = desk.units_panel
    panel.badges._known.clear()
    panel.show_badges()
    assert badge(panel, "社会事业局") == "未录入"
    assert badge(panel, "实验中学") == "未检查"
    panel.badges.want([find(desk.session, "实验中学", budget=True)])
    qtbot.waitUntil(lambda: badge(panel, "实验中学") != "未检查")
    assert badge(panel, "实验中学").startswith("错")
    assert badge(panel, "社会事业局", TOGETHER) == "汇总"
    panel.open_node(node(panel, "社会事业局", TOGETHER))
    desk.session.check()
    assert badge(panel, "社会事业局", TOGETHER).startswith("错")


def test_with_a_scenario_open_the_badge_is_that_one_s_and_says_how_the_stage_stands(desk):
    panel, session = desk.units_panel, desk.session
    session.choose(find(session, "实验中学", budget=True))
    session.check()
    official = badge(panel, "实验中学")
    assert official.startswith("错")
    session.scenario_edits.begin("少一项")
    assert badge(panel, "实验中学") == "方案 未检查"
    session.scenario_edits.leave_out([each.id for each in session.scenario_edits.projects()])
    session.check()
    shown = panel._badge(node(panel, "实验中学"))
    assert shown.text.startswith("方案 ")
    assert shown.tip.startswith("测算方案“少一项”，不是正式数据\n")
    assert "正式数据（2027年　草稿）：\n" in shown.tip
    spent = [line for line in shown.tip.splitlines() if line.startswith("本年支出")]
    assert len(set(spent)) == 2
    session.choose(find(session, "实验中学", budget=True))
    assert badge(panel, "实验中学") == official


def test_dragging_moves_a_unit_or_says_why_not(desk, monkeypatch):
    panel, session = desk.units_panel, desk.session
    said = []
    monkeypatch.setattr(QMessageBox, "warning", lambda *args: said.append(args[2]))
    top, unit = find(session, "社会事业局"), find(session, "实验中学")
    panel.tree.moved.emit(top, unit, None)
    assert "不能再作它的上级" in said[0]
    panel.tree.moved.emit(unit, find(session, "教育发展服务中心"), None)
    assert [node.kind for node in panel.tree.nodes() if node.unit.name.endswith("教育发展服务中心")] == [
        TOGETHER,
        ALONE,
    ]
    session.undoing.undo()
    assert [node.kind for node in panel.tree.nodes() if node.unit.name.endswith("教育发展服务中心")] == [ALONE]


def test_tab_and_keys_reach_the_tree_and_open_a_unit(desk, qtbot):
    panel = desk.units_panel
    if not desk.isActiveWindow():
        with qtbot.waitActive(desk):
            desk.activateWindow()
    desk.pages.setFocus()
    reached = []
    for _ in range(3):
        QTest.keyClick(desk.focusWidget(), Qt.Key.Key_Tab)
        reached.append(desk.focusWidget())
    assert reached == [panel.button, panel.budgets, panel.tree]
    desk.pages.setFocus()
    QTest.keyClick(desk, Qt.Key.Key_U, Qt.KeyboardModifier.AltModifier)
    assert panel.tree.hasFocus()
    QTest.keyClick(panel.tree, Qt.Key.Key_Down)
    QTest.keyClick(panel.tree, Qt.Key.Key_Return)
    assert desk.session.unit.name.endswith("教育发展服务中心")


def test_the_menu_of_a_row_is_about_its_unit(desk, monkeypatch):
    panel = desk.units_panel
    monkeypatch.setattr(panel.menu, "popup", lambda _: None)
    panel._show_menu(node(panel, "实验中学"), desk.rect().center())
    assert panel.menu.unit.name.endswith("实验中学")
    panel.menu.about(None)
    assert panel.menu.unit.id == desk.session.unit.id


def test_a_scenario_stands_below_its_stage_among_the_years_and_leaves_the_department_alone(desk):
    panel, session = desk.units_panel, desk.session
    panel.open_node(node(panel, "实验中学"))
    stage = session.budget
    session.scenario_edits.begin("压减")
    assert [panel.budgets.itemText(n) for n in range(panel.budgets.count())] == ["2027年　草稿", "　方案：压减"]
    assert panel.budgets.currentIndex() == 1 and desk.scenario.isVisible()
    panel.open_node(node(panel, "社会事业局", TOGETHER))
    assert not desk.scenario.isVisible()
    assert stage.id in {part.budget.id for part in session.view.parts}
    assert not any(part.budget.scenario for part in session.view.parts)


def test_a_book_opens_at_the_sum_where_its_first_unit_only_joins_others(desk):
    panel, session = desk.units_panel, desk.session
    panel.open_where_the_figures_are()
    assert session.view is None
    session.choose(find(session, "社会事业局", budget=True))
    assert "本级没有录入，数在下级单位；左侧点它的名称看汇总" in desk.banner.text()
    panel.open_where_the_figures_are()
    assert session.view is not None
    assert "汇总（7 个单位）" in desk.banner.text()


def test_help_in_the_tree_is_about_units(desk, monkeypatch):
    """Which window has the focus is not left to the order of tests."""
    monkeypatch.setattr(QApplication, "focusWidget", lambda: desk.units_panel.tree)
    desk.commands.help()
    (dialog,) = desk.findChildren(HelpDialog)
    assert "选择汇总" in dialog.text.toPlainText()
    dialog.reject()

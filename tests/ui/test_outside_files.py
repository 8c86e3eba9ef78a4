"""Last year's published figures and the ways in, in the window."""

from PySide6.QtCore import Qt

from desktop import pipeline
from desktop.layouts.form import loader
from desktop.ui.year.budget_menu import ImportMenu
from desktop.ui.year.last_year_dialog import LastYearDialog, reading
from tests.published.helpers import TOTALS_ONLY


def test_each_disagreement_has_a_tick_and_all_are_needed(qtbot, tmp_path, session):
    path = tmp_path / "说明.txt"
    path.write_text(TOTALS_ONLY, encoding="utf-8")
    proposal = reading(session, path)()
    dialog = LastYearDialog(session, proposal)
    qtbot.addWidget(dialog)
    count = len(proposal.disagreements)
    assert dialog.doubts.rowCount() == count > 3
    assert all(dialog.doubts.item(row, 1).text().strip() for row in range(count))
    for row in range(count):
        assert not dialog.accept_button.isEnabled()
        assert f"还有 {count - row} 项没有接受" in dialog.summary.text()
        dialog.doubts.item(row, 0).setCheckState(Qt.CheckState.Checked)
    assert dialog.accept_button.isEnabled()
    dialog.doubts.item(0, 0).setCheckState(Qt.CheckState.Unchecked)
    assert not dialog.accept_button.isEnabled()
    assert dialog.accepted_keys() == {one.key for one in proposal.disagreements[1:]}


def test_the_chosen_layout_is_kept_with_the_book(qtbot, session, tmp_path):
    session.choose_form("guangxi/2022")
    assert pipeline.form_of(session.book) == "guangxi/2022"
    assert loader.default() != "guangxi/2022"


def test_the_menu_lists_every_way_in(qtbot, session, tmp_path):
    menu = ImportMenu(session, None)
    qtbot.addWidget(menu)
    assert [a.text() for a in menu.actions() if a.text()] == [
        "导入花名册…", "导入项目清单…", "导入其他明细", "导入控制数…", "导入批复数…", "导入上年公开数…", "核对别处改过的说明…", "填写财政局下发的表格…",
        "一体化平台表格…",
        "导入时记住的叫法…"]  # fmt: skip

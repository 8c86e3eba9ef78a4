"""Approved figures in the window: both sides, what she edits herself, taken over as one step."""

from dataclasses import replace

from desktop.ledger.records import ApprovedFigure
from tests.ui.bureau.test_control_dialog import texts
from tests.ui.everything import approved


def test_before_the_approval_they_are_only_compared_and_the_way_is_said(session, qtbot, tmp_path):
    dialog = approved(session, tmp_path)
    qtbot.addWidget(dialog)
    assert not dialog.accept_button.isEnabled()
    assert "只能对照：" in dialog.summary.text()
    assert "请先转入“批复”阶段" in dialog.problems.toPlainText()
    assert dialog.rows.rowCount()


def test_approved_figures_are_looked_at_and_taken_over(session, qtbot, tmp_path):
    with session.book.operation("批复"):
        session.book.update(replace(session.budget, stage="批复"))
    session.refresh()
    before = session.book.fingerprint()
    dialog = approved(session, tmp_path)
    qtbot.addWidget(dialog)
    assert dialog.accept_button.isEnabled()
    assert "公用经费" in texts(dialog.rows, 1)
    assert {"由您修改"} <= set(texts(dialog.rows, 5))
    dialog.enter()
    assert session.facts.release.approval_number == f"青财预〔{session.budget.year}〕8号"
    assert session.records(ApprovedFigure)
    assert session.book.undo().name.startswith("取得批复数")
    assert session.book.fingerprint() == before

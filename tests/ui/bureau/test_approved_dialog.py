"""Approved figures in the window: both sides, what she edits herself, taken over as one step."""

from desktop.ledger.records import ApprovedFigure
from tests.ui.bureau.test_control_dialog import texts
from tests.ui.everything import approved


def test_approved_figures_are_looked_at_and_taken_over(session, qtbot, tmp_path):
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

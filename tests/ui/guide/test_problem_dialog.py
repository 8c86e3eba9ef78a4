"""The report is shown whole, and what is saved is what was shown."""

import pytest
from PySide6.QtWidgets import QWidget

from desktop import problem_report
from desktop.findings import UserError
from desktop.ui.guide import problem_dialog
from desktop.ui.guide.problem_dialog import ProblemDialog
from desktop.ui.kit.look import settings


@pytest.fixture
def dialog(session, qtbot):
    settings().setValue("recent", ["/home/张三/甲.mzb"])
    settings().setValue("look", "dark")
    lines = []
    assert min(problem_report.steps(session.book, lines)) == 0
    dialog = ProblemDialog(lines)
    qtbot.addWidget(dialog)
    return dialog


def test_what_is_saved_is_what_was_shown(dialog, session, tmp_path):
    shown = dialog.text.toPlainText()
    assert "显示：深色" in shown
    assert shown == problem_report.text_of(session.book, {"recent": "", "look": "dark"})
    assert "张三" not in shown
    assert session.unit.name not in shown
    dialog.save_to(tmp_path / "报告.txt")
    assert (tmp_path / "报告.txt").read_text(encoding="utf-8") == shown
    assert "已保存到" in dialog.saved.text()


def test_the_report_cannot_be_changed_and_nothing_is_overwritten(dialog, tmp_path):
    assert dialog.text.isReadOnly()
    (tmp_path / "a.txt").write_text("", encoding="utf-8")
    with pytest.raises(UserError, match="已经存在"):
        dialog.save_to(tmp_path / "a.txt")


def test_the_budgets_are_checked_before_it_is_shown(session, qtbot, monkeypatch):
    parent, opened = QWidget(), []
    qtbot.addWidget(parent)
    monkeypatch.setattr(ProblemDialog, "open", lambda dialog: opened.append(dialog.text.toPlainText()))
    problem_dialog.gather(parent, session.book)
    assert "四、账本的结构" in opened[0]

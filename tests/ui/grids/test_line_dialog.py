"""New rows by dialog: codes found while typing, what is missing said, nothing typed lost."""

import pytest

from desktop.ledger.records import Income
from desktop.ui.grids.line_dialog import IncomeDialog, LineDialog


def test_new_rows_by_dialog(window, qtbot):
    dialog = LineDialog(window.session, window)
    dialog.function.setText("syyx")
    dialog.economic.setText("30201")
    dialog.amount.setText("12.345")
    dialog.take()
    assert "两位小数" in dialog.problem.text()
    dialog.amount.setText("12")
    dialog.take()
    assert "不存在" in dialog.problem.text(), "several subjects have these initials: the code must be chosen"
    dialog.function.setText("2010350")
    dialog.nature.setCurrentText("项目")
    dialog.take()
    assert "项目名称" in dialog.problem.text()
    dialog.project.setCurrentText("新项目")
    dialog.take()
    assert window.session.facts.lines[-1].amount == 1200
    assert window.session.facts.projects[-1].name == "新项目"
    income = IncomeDialog(window.session, window)
    income.amount.setText("5")
    income.take()
    assert window.session.book.records(Income, amount=500)


@pytest.mark.parametrize(
    ("nature", "project", "said"),
    [
        ("项目", " ", "请填写或选择项目名称"),
        ("公用", "甲项目", "不要填写项目"),
        ("项目", "甲项目", ""),
        ("人员", "", ""),
    ],
)
def test_a_project_is_named_exactly_where_the_nature_asks_for_one(session, qtbot, nature, project, said):
    dialog = LineDialog(session)
    qtbot.addWidget(dialog)
    dialog.function.setText("2010350")
    dialog.economic.setText("30201")
    dialog.nature.setCurrentText(nature)
    dialog.project.setEditText(project)
    dialog.amount.setText("5")
    count = len(session.facts.lines)
    dialog.take()
    assert said in dialog.problem.text()
    assert bool(dialog.problem.text()) is bool(said)
    assert len(session.facts.lines) == count + (not said)
    assert dialog.amount.text() == "5"

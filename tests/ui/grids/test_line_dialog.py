"""New rows by dialog: codes found while typing, what is missing said, nothing typed lost."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.ledger.describe import content_fields
from desktop.ledger.records import DirectLine, Income
from desktop.ui.grids.line_dialog import IncomeDialog, LineDialog


def test_new_rows_by_dialog(window, qtbot):
    dialog = LineDialog(window.session, window)
    dialog.fields["function_code"].setText("syyx")
    dialog.fields["economic_code"].setText("30201")
    dialog.amount.setText("12.345")
    dialog.take()
    assert "两位小数" in dialog.problem.text()
    dialog.amount.setText("12")
    dialog.take()
    assert "在列表中选一个" in dialog.problem.text(), "several subjects have these initials: the code must be chosen"
    dialog.fields["function_code"].setText("2010350")
    dialog.fields["nature"].setCurrentText("项目")
    dialog.take()
    assert "项目名称" in dialog.problem.text()
    dialog.fields["project_id"].setCurrentText("新项目")
    dialog.take()
    assert window.session.facts.lines[-1].amount == 1200
    assert window.session.facts.projects[-1].name == "新项目"
    income = IncomeDialog(window.session, window)
    income.amount.setText("5")
    income.take()
    assert window.session.book.records(Income, amount=500)


def test_tab_goes_through_the_fields_in_their_order_and_a_taken_code_goes_on(window, qtbot):
    dialog = LineDialog(window.session, window)
    dialog.show()
    fields = list(dialog.fields.values())
    seen = [dialog.focusWidget()]
    for _ in fields[1:]:
        dialog.focusNextChild()
        seen.append(dialog.focusWidget())
    assert seen == fields
    function, economic = dialog.fields["function_code"], dialog.fields["economic_code"]
    function.setFocus()
    QTest.keyClicks(function, "syyx")
    QTest.keyClick(function.list.popup(), Qt.Key.Key_Return)
    assert function.code() == "2010350", "the 项 that this budget uses most"
    assert dialog.focusWidget() is economic
    dialog.reject()


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
    dialog.fields["function_code"].setText("2010350")
    dialog.fields["economic_code"].setText("30201")
    dialog.fields["nature"].setCurrentText(nature)
    dialog.fields["project_id"].setEditText(project)
    dialog.amount.setText("5")
    count = len(session.facts.lines)
    dialog.take()
    assert said in dialog.problem.text()
    assert bool(dialog.problem.text()) is bool(said)
    assert len(session.facts.lines) == count + (not said)
    assert dialog.amount.text() == "5"


def test_each_field_of_the_record_can_be_typed(session, qtbot):
    for made, kind in ((IncomeDialog, Income), (LineDialog, DirectLine)):
        dialog = made(session)
        qtbot.addWidget(dialog)
        assert set(dialog.fields) == {field.name for field in content_fields(kind)}
    dialog.fields["function_code"].setText("2010350")
    dialog.fields["economic_code"].setText("30201")
    dialog.fields["government_code"].setText("1")
    dialog.fields["note"].setText("批复第三号")
    dialog.fields["subsource"].setCurrentText("非税")
    dialog.fields["secured"].setCurrentText("保运转")
    dialog.amount.setText("7")
    dialog.take()
    assert "政府经济分类科目编码“1”在科目表中不存在" in dialog.problem.text()
    dialog.fields["government_code"].setText("50201")
    dialog.take()
    line = session.facts.lines[-1]
    assert (line.note, line.subsource, line.secured, line.government_code) == ("批复第三号", "非税", "保运转", "50201")


def test_income_with_its_part_of_the_source_or_following_expenditure(session, qtbot):
    dialog = IncomeDialog(session)
    qtbot.addWidget(dialog)
    dialog.fields["source"].setCurrentText("上级补助收入")
    dialog.fields["subsource"].setCurrentText("非税")
    dialog.amount.setText("5")
    dialog.take()
    assert "没有资金子来源" in dialog.problem.text()
    dialog.fields["subsource"].setCurrentText("")
    dialog.fields["counterpart"].setText("省局")
    dialog.fields["carry"].setCurrentText("结转")
    dialog.take()
    made = session.facts.incomes[-1]
    assert (made.source, made.counterpart, made.carry, made.follows, made.amount) == (
        "上级补助收入", "省局", "结转", 0, 500,
    )  # fmt: skip
    other = IncomeDialog(session)
    qtbot.addWidget(other)
    other.fields["subsource"].setCurrentText("提前下达")
    other.fields["follows"].setChecked(True)
    assert not other.amount.isEnabled()
    other.take()
    made = session.facts.incomes[-1]
    assert (made.subsource, made.follows) == ("提前下达", 1)

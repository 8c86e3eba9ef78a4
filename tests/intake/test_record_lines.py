"""Rows of expenditure and income: nature and project, one amount or one for each money, sums across."""

import pytest

from desktop.intake import record_lines
from tests.intake.record_files import messages, row
from tests.small_cases import small_cases

HEAD = ["功能科目", "经济科目", "支出性质", "项目名称", "资金来源", "金额（元）"]
WIDE = ["功能科目", "经济科目", "支出性质", "项目名称", "合计", "一般公共预算拨款", "事业收入"]


def lines(heading, cells, chosen=None):
    notes = {}
    found = row("lines", heading, cells, chosen)
    return found, list(record_lines.lines(found, 2026, notes)), notes


@small_cases(
    ("economic", "nature", "project", "expected"),
    [
        ("30101", "人员", None, ("人员", "")),
        ("30201", "基本支出", None, ("公用", "")),
        ("30301", "基本支出", "工资", ("人员", "")),
        ("30201", "其他运转类", "大厅运维", ("项目", "大厅运维")),
        ("39999", "上缴上级支出", None, ("上缴上级支出", "")),
    ],
)
def test_nature_and_project_belong_together(economic, nature, project, expected):
    found, (each,), _ = lines(HEAD, ["2010301", economic, nature, project, "一般公共预算", 5])
    assert ((each.record.nature, each.project), found.rejects) == (expected, [])


@pytest.mark.parametrize(
    ("nature", "project", "reason"),
    [("项目", None, "没有填写项目名称"), ("人员", "大厅", "属于基本支出"), ("工资", None, "请填：人员、公用、项目")],
)
def test_what_contradicts_itself_is_refused(nature, project, reason):
    found, _, _ = lines(HEAD, ["2010301", "30101", nature, project, "一般公共预算", 5])
    assert [reason in text for text in messages(found.rejects)] == [True]


def test_without_a_column_of_natures_the_project_and_the_subject_decide_and_it_is_noted():
    heading = [name for name in HEAD if name != "支出性质"]
    for project, nature in ((None, "人员"), ("大厅运维", "项目")):
        _, (each,), notes = lines(heading, ["2010301", "30101", project, "一般公共预算", 5])
        assert (each.record.nature, len(notes)) == (nature, 1)


def test_a_column_of_project_classes_says_the_nature_and_basic_expenditure_has_no_project():
    heading = ["功能科目", "经济科目", "项目类别", "项目名称", "资金来源", "金额（元）"]
    found, (each,), notes = lines(heading, ["2010301", "30101", "人员类", "工资", "一般公共预算", 5])
    assert ((each.record.nature, each.project, len(notes)), found.rejects) == (("人员", "", 1), [])


def test_each_money_of_a_row_is_a_line():
    found, records, _ = lines(WIDE, ["2010301", "30201", "公用", None, 12.5, 10, 2.5])
    assert [(each.record.fund, each.amount) for each in records] == [("一般公共预算", 1000), ("事业收入", 250)]
    assert found.rejects == []


@pytest.mark.parametrize(
    ("cells", "reason"), [([13, 10, 2.5], "“合计”13.00 元 ≠ 各列相加 12.50 元"), ([1, "x", 1], "“x”不是金额")]
)
def test_a_sum_across_must_be_that_of_its_moneys(cells, reason):
    found, _, _ = lines(WIDE, ["2010301", "30201", "公用", None, *cells])
    assert [reason in text for text in messages(found.rejects)] == [True]


def test_rows_nobody_wants_are_skipped_and_rows_without_money_too():
    found, _, _ = lines(WIDE, ["2010301", "30201", "公用", None, None, None, None])
    assert found.skipped == "各资金都没有金额"
    found, _, _ = lines(HEAD, ["2010301", "30201", "往来", None, "一般公共预算", 5], {"支出性质/往来": "不导入"})
    assert found.skipped == "支出性质“往来”不导入"
    found, _, _ = lines(HEAD, ["2010301", "30201", "公用", None, "一般公共预算", 0])
    assert "金额为 0" in messages(found.rejects)[0]


@pytest.mark.parametrize(
    ("cells", "income", "reason"),
    [
        (["非税收入", "否", "8", "省局"], ("一般公共预算", "非税", 800, 0, "省局"), ""),
        (["一般公共预算", "是", None, None], ("一般公共预算", "", 0, 1, ""), ""),
        (["一般公共预算", None, "约1", None], None, "“约1”不是金额"),
        (["彩票", None, "1", None], None, "不能确定是哪种资金"),
    ],
)
def test_income(cells, income, reason):
    found = row("incomes", ["收入来源", "按支出填列", "金额（元）", "来源单位"], cells)
    (each,) = record_lines.incomes(found, 2026, {})
    record = each.record
    if income:
        assert (record.source, record.subsource, record.amount, record.follows, record.counterpart) == income
    assert [reason in text for text in messages(found.rejects)] == ([True] if reason else [])


@pytest.mark.parametrize("nothing", [None, 0, "—"])
def test_a_source_of_a_usual_list_without_money_is_passed_over_by_name(nothing):
    found = row("incomes", ["收入来源", "金额（元）", "备注"], ["政府性基金预算拨款收入", nothing, "x"])
    assert (list(record_lines.incomes(found, 2026, {})), found.rejects) == ([], [])
    assert found.skipped == "“政府性基金预算拨款收入”没有金额"

"""Headers of tables: where they begin and end, which columns are labels and which amounts, what the title says."""

import pytest

from desktop.published.subjects.heads import funds_in, head_of, parts_of, title_in
from tests.published.subjects.written import table, titled


def test_headings_in_two_rows_spread_over_their_columns():
    head = head_of(titled("收支总表", "收入||支出|", "项目|预算数|项目|预算数", "一般公共预算|1|教育支出|1"))
    assert head.paths == (("收入", "项目"), ("收入", "预算数"), ("支出", "项目"), ("支出", "预算数"))
    assert (head.unit, head.body, head.year, head.stated_year) == ("万元", 4, 0, None)
    assert [(part.first, part.end, part.label, part.amounts) for part in parts_of(head)] == [
        (0, 2, 0, (1,)), (2, 4, 2, (3,))]  # fmt: skip


def test_a_label_without_figures_ends_the_header():
    head = head_of(titled("收支总表", "收入|支出", "一、本年收入|一、本年支出", "一般公共预算|1"))
    assert head.paths == (("收入",), ("支出",)) and head.body == 3


def test_captions_numbers_of_columns_and_notes_are_no_rows():
    lines = ("单位名称：某局|单位：元", "项目|2023年|2024年", "栏次|1|2", "甲|1.00|2.00", "注：含结转。||")
    head = head_of(table("收支总表", *lines))
    assert [row.cells[0] for row in head.rows] == ["甲"]
    assert (head.unit, head.year, head.stated_year) == ("元", 2024, 2024)


def test_several_units_of_money_are_none():
    assert head_of(titled("收支总表", "项目|金额（单位：元）", "甲|1.00")).unit == ""


def test_the_year_above_counts_where_no_heading_names_one():
    assert head_of(titled("2025年收支总表", "项目|金额", "甲|1.00")).stated_year == 2025


@pytest.mark.parametrize("lines", [(), ("收支总表",), ("收支总表", "单位：元"), ("收支总表", "项目|金额")])
def test_without_rows_there_is_no_header(lines):
    assert head_of(table(*lines)) is None


def test_numbers_of_rows_and_remarks_are_no_amounts():
    head = head_of(titled("项目支出表", "序号|项目名称|金额|备注", "1|甲|1.00|续", "2|乙|2.00|"))
    parts = parts_of(head)
    assert [(part.label, part.amounts) for part in parts] == [(1, (2,)), (3, ())]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("表1 部门收支总表", "sides"),
        ("财政拨款收入支出预算表", "sides"),
        ("一般公共预算“三公”经费支出表", "three_public"),
        ("三公经费及行政经费情况表", "three_public"),
        ("政府采购预算表", "purchases"),
        ("2024年部门项目支出表", "projects"),
        ("专项业务经费支出表", "projects"),
        ("项目支出绩效目标表", ""),
        ("政府购买服务支出表", ""),
        ("收支预算变动表", ""),
        ("机关运行经费支出表", ""),
        ("人员情况表", ""),
        ("收入", ""),
    ],
)
def test_kinds_of_tables_by_their_titles(title, kind):
    assert title_in(["表格 1", title, "单位：万元"])[0] == kind


@pytest.mark.parametrize(
    ("title", "funds"),
    [
        ("收支总表", ()),
        ("财政拨款收支总表", ("一般公共预算", "政府性基金", "国有资本经营")),
        ("一般公共预算财政拨款“三公”经费支出表", ("一般公共预算",)),
        ("财政拨款（含一般公共预算和政府性基金预算）“三公”经费表", ("一般公共预算", "政府性基金")),
        ("政府性基金预算财政拨款收支表", ("政府性基金",)),
    ],
)
def test_the_money_of_a_title(title, funds):
    assert funds_in(title) == funds

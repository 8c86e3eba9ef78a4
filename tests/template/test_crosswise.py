"""A list on its side cannot be filled, and it is said what it is and what to do."""

import pytest

from tests.template.helpers import one_sheet, titled

NOTHING = "没有认出可以填写的格，这张表不会填写"


def pay(head, title="2025年单位工资表", items=("基本工资", "津贴补贴", "奖金"), total=None):
    rows = [[item, None, None, None, f"=SUM(B{n}:D{n})" if total else None] for n, item in enumerate(items, 4)]
    return [*titled(title, 5, "元"), [*head, "合计"], *rows]


def said_of(learned, rows, name="工资"):
    found = learned(one_sheet(name, rows))
    assert found.mapping.sheets == []
    return [finding.message for finding in found.findings][-1]


@pytest.mark.parametrize(
    ("head", "total"),
    [
        (["项目", "张三", "李四", "王五"], "SUM"),
        (["姓名", None, None, None], "SUM"),
        (["姓名", None, None, None], None),
    ],
)
def test_a_table_with_a_person_in_each_column_is_named_with_the_way_out(learned, head, total):
    message = said_of(learned, pay(head, total=total))
    assert message.startswith("这是横排的表（每人一列，")
    assert "津贴补贴" in message and "“转置”" in message and "每人一行" in message


def test_a_list_of_another_kind_on_its_side_is_named_too(learned):
    fields = ("会议名称", "会议类别", "会议天数", "参会人数", "预算金额")
    message = said_of(learned, [*titled("2025年会议费预算表", 4), *([field, None, None, None] for field in fields)])
    assert message.startswith("这是横排的表（每条一列，会议名称、")


def test_rows_of_other_words_are_no_list_on_its_side(learned):
    rows = [
        *titled("2025年调查表", 4),
        ["事项", "甲", "乙", "丙"],
        ["天气", None, None, None],
        ["道路", None, None, None],
    ]
    assert said_of(learned, rows, "调查") == NOTHING


def test_a_form_of_one_record_is_no_list_on_its_side(learned):
    fields = ("会议名称", "会议类别", "会议天数", "参会人数")
    assert said_of(learned, [*titled("2025年会议申报表", 2), *([field, None] for field in fields)], "会议") == NOTHING


def test_items_of_pay_in_a_table_of_money_are_filled_as_before(learned):
    rows = [*titled("2025年基本支出经济分类预算表", 3), ["经济科目名称", "合计", "人员经费"],
            ["基本工资", None, None], ["津贴补贴", None, None]]  # fmt: skip
    (sheet,) = learned(one_sheet("表", rows)).mapping.sheets
    assert len(sheet.cells) == 4

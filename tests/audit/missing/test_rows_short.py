"""Totals that count a row which is left out."""

import pytest

from desktop.audit.missing.rows_short import RULES
from tests.audit.documents import document, table

ROWS = (
    "单位名称|合计|一般公共预算",
    "合计|152.60|152.60",
    "甲县水利局本级|84.30|84.30",
    "甲县河道管理所|41.70|41.70",
    "甲县水政监察队|26.60|26.60",
)
INCOME = table("部门收入总表", *ROWS)
PROJECTS = ("项目名称|金额", "合计|60.70", "道路养护补助|33.70", "公园绿化|14.50", "路灯电费|12.50")
TEXT = "2025年项目支出60.70万元，其中：道路养护补助33.70万元、公园绿化14.50万元、路灯电费12.50万元。"


def without(rows, start, *more):
    return (*(row for row in rows if not row.startswith(start)), *more)


def messages(*parts):
    (rule,) = RULES
    return [each.message for each in rule.look(document("甲局2025年部门预算", *parts)).findings]


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        ((INCOME, table("部门支出总表", *without(ROWS, "甲县河道"))), "甲县河道管理所"),
        ((table("部门支出总表（按单位）", *without(ROWS, "甲县水政")), INCOME), "甲县水政监察队"),
        ((TEXT, table("预算安排情况表", *without(PROJECTS, "路灯"))), "路灯电费"),
        ((TEXT, table("预算安排情况表", *without(PROJECTS, "道路"))), "道路养护补助"),
    ],
)
def test_a_row_that_another_place_names_is_left_out(parts, name):
    found = messages(*parts)
    assert len(found) == 1
    assert f"正好是别处的“{name}”" in found[0]


@pytest.mark.parametrize(
    "parts",
    [
        (INCOME, table("部门支出总表", *ROWS)),
        (table("部门支出总表", *without(ROWS, "甲县河道")),),  # nothing names it
        (INCOME, table("三公经费表", "单位名称|合计", "合计|43.30", "甲县水利局本级|1.30", "甲县水政监察队|0.30")),
        (
            "2025年项目支出60.70万元，道路养护补助33.70万元、公园绿化14.50万元，上年结转12.50万元。",
            table("预算安排情况表", *without(PROJECTS, "路灯")),
        ),
        (
            "2025年项目支出60.70万元，其中路灯电费12.50万元。",
            table("预算安排情况表", *without(PROJECTS, "路灯")),
        ),
        (TEXT, table("上年预算安排情况表", "项目名称|2024年预算", *without(PROJECTS, "路灯")[1:])),
    ],
    ids=["all there", "nowhere else", "other amounts", "carried over", "not a list", "last year"],
)
def test_a_total_that_may_count_something_else_is_left_alone(parts):
    assert messages(*parts) == []


MANY = (
    "单位名称|合计|基本支出|项目支出",
    "合计|152.60|110.20|42.40",
    "甲县水利局本级|84.30|62.10|22.20",
    "甲县河道管理所|41.70|30.50|11.20",
    "甲县水政监察队|26.60|17.60|9.00",
)
SORTS = (
    "科目编码|科目名称|合计|人员经费|公用经费",
    "301|工资福利支出|30.00|30.00|",
    "30101|基本工资|18.00|18.00|",
    "30102|津贴补贴|12.00|12.00|",
    "302|商品和服务支出|17.08||17.08",
    "30201|办公费|9.00||9.00",
    "30211|差旅费|7.80||7.80",
    "30217|公务接待费|0.28||0.28",
    "|合计|47.08|30.00|17.08",
)


@pytest.mark.parametrize(
    ("title", "rows", "start"),
    [
        ("部门支出总表", MANY, "甲县水利局"),
        ("部门支出总体情况表", MANY, "甲县河道"),
        ("支出预算表（按单位）", MANY, "甲县水政"),
        ("一般公共预算基本支出表", SORTS, "30217"),
        ("一般公共预算基本支出表", SORTS, "30211"),
    ],
)
def test_a_total_too_large_in_several_columns_as_one_row_would_make_it_has_a_row_left_out(title, rows, start):
    found = messages(table(title, *without(rows, start)))
    assert len(found) == 1
    assert "栏比所列各行之和多" in found[0]


@pytest.mark.parametrize(
    ("title", "rows"),
    [
        ("部门支出总表", MANY),
        ("部门支出总表", (MANY[0], "合计|155.60|110.20|42.40", *MANY[2:])),  # one figure
        ("部门支出总表", (MANY[0], "合计|155.60|111.20|43.40", *MANY[2:])),  # nothing a row could have
        ("部门支出总表", (MANY[0], "合计|150.60|108.20|42.40", *MANY[2:])),  # less
        ("2024年支出表", ("单位名称|2024年合计|2024年基本支出|2024年项目支出", *without(MANY[1:], "甲县河道"))),
    ],
)
def test_a_total_that_no_row_explains_is_left_alone(title, rows):
    assert messages(table(title, *rows)) == []

"""Several budgets in one file: each is audited by itself."""

from desktop.audit import auditing, several
from desktop.findings import Severity
from tests.audit.documents import document

FIRST = (
    "青山县科技局2024年度部门预算公开报告",
    "一、收支情况",
    "2024年收入预算263.35万元。“三公”经费预算安排2.00万元。",
)
SECOND = (
    "附：青山县科技情报所2024年度单位预算公开报告",
    "一、收支情况",
    "2024年收入预算63.35万元。“三公”经费预算安排{}万元。",
    "二、“三公”经费",
    "2024年“三公”经费预算安排0.50万元。",
)


def wrong(*lines):
    found = auditing.of_document(document(*lines)).findings
    return [each.code for each in found if each.severity is not Severity.INFO]


def test_a_unit_behind_its_department_has_amounts_of_its_own():
    assert wrong(*FIRST, *(line.format("0.50") for line in SECOND)) == []


def test_each_budget_is_held_against_itself():
    assert wrong(*FIRST, *(line.format("0.60") for line in SECOND)) == ["A31"]


def test_a_contents_page_names_both_and_divides_nothing_twice():
    contents = ("目录", FIRST[0], SECOND[0])
    both = several.budgets_of(document(*contents, *FIRST, *(line.format("0.50") for line in SECOND)))
    assert [sum("收入预算" in part.text for part in each.paragraphs) for each in both] == [1, 1]


PARTS = (
    "青山县科技局2024年预算",
    "{}",
    "一、收支情况",
    "2024年基本支出预算263.35万元。“三公”经费预算安排2.00万元。",
    "{}",
    "一、收支情况",
    "2024年基本支出预算63.35万元。“三公”经费预算安排0.50万元。",
)


def test_parts_of_one_file_are_the_budget_of_the_department_and_of_its_unit():
    for first, second in (
        ("第一篇 部门预算（含下属单位）", "第二篇 单位预算——青山县科技情报所"),
        ("第一部分 部门预算", "第二部分 单位预算"),
        ("第一编 2024年部门汇总预算", "第二编 2024年本级预算"),
        ("第一部分 青山县科技局部门预算公开", "第二部分 青山县科技情报所单位预算公开"),
    ):
        lines = list(PARTS)
        lines[1], lines[4] = first, second
        assert wrong(*lines) == [], (first, second)


def test_parts_that_are_only_sections_divide_nothing():
    for first, second in (
        ("第一部分 部门概况", "第二部分 部门预算情况说明"),
        ("第二部分 部门预算表", "第三部分 部门预算情况说明"),
        ("第一部分 单位预算", "第二部分 单位预算"),
        ("第一部分 部门预算", "第二部分 “三公”经费"),
    ):
        lines = list(PARTS)
        lines[1], lines[4] = first, second
        assert wrong(*lines) != [], (first, second)


def test_another_name_in_a_heading_begins_no_other_budget():
    for title in (
        "青山县科技情报所2024年度单位预算",
        "第二部分 青山县教育局2024年部门预算情况说明",
        "科技局2024年部门预算",
    ):
        text = document(*FIRST, title, "二、三公经费", "2024年“三公”经费预算安排2.00万元。")
        assert several.budgets_of(text) == (text,), title

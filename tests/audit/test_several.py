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


def test_another_name_in_a_heading_begins_no_other_budget():
    for title in (
        "青山县科技情报所2024年度单位预算",
        "第二部分 青山县教育局2024年部门预算情况说明",
        "科技局2024年部门预算",
    ):
        text = document(*FIRST, title, "二、三公经费", "2024年“三公”经费预算安排2.00万元。")
        assert several.budgets_of(text) == (text,), title

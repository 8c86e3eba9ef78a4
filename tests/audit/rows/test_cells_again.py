"""Cells of tables that no sum holds."""

import pytest

from desktop.audit.rows.cells_again import RULES
from tests.audit.documents import document, table

PROJECTS = table(
    "一般公共预算项目支出预算表",
    "科目编码|项目名称|金额",
    "|合计|60.70",
    "2120399|道路养护补助|46.20",
    "2120501|公园绿化|14.50",
)


def messages(*parts):
    (rule,) = RULES
    return [each.message for each in rule.look(document("甲局2025年部门预算", *parts)).findings]


def goals(head, amount, name="道路养护补助"):
    return table("项目绩效目标表", f"项目名称|{head}|年度目标", f"{name}|{amount}|养护道路", "公园绿化|14.50|种树")


@pytest.mark.parametrize(
    ("head", "amount", "name", "wrong"),
    [
        ("预算金额", "46.20", "道路养护补助", False),
        ("预算金额", "49.20", "道路养护补助", True),
        ("预算金额", "64.20", "道路养护补助", True),
        ("预算金额", "31.70", "道路养护补助", False),
        ("上年预算", "49.20", "道路养护补助", False),
        ("2024年预算", "49.20", "道路养护补助", False),
        ("预算金额", "49.20", "桥梁养护补助", False),
    ],
    ids=["right", "one digit", "turned", "another amount", "last year", "the year before", "another project"],
)
def test_an_amount_of_a_project_is_that_of_the_other_tables(head, amount, name, wrong):
    found = messages(PROJECTS, goals(head, amount, name))
    assert found == ([f"“道路养护补助”的 {amount}万元 只在此处出现，别处为 46.20万元，疑为笔误"] if wrong else [])

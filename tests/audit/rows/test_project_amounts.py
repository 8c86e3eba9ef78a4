"""The amount right behind the name of a project."""

import pytest

from desktop.audit.rows.project_amounts import RULES
from desktop.findings import Severity
from tests.audit.documents import document, table

ROWS = (
    "项目名称|合计|一般公共预算|其他",
    "国土空间规划编制|38.60|30.60|8.00",
    "自然资源执法巡查|6.25|6.25|",
    "合计|44.85|36.85|8.00",
)
TABLE = table("项目支出预算表", *ROWS)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("其中“国土空间规划编制”项目38.60万元，年度目标为完成规划。", []),
        ("其中“国土空间规划编制”项目36.80万元，年度目标为完成规划。", [Severity.ERROR]),
        ("其中“国土空间规划编制”项目59.10万元，年度目标为完成规划。", [Severity.WARNING]),
        ("国土空间规划编制经费（续建）预算30.60万元。", []),
        ("国土空间规划编制项目增加2.00万元。", []),
        ("县级国土空间规划编制项目5.00万元。", []),
    ],
)
def test_it_stands_in_the_rows_of_that_name(text, wrong):
    (rule,) = RULES
    assert [each.severity for each in rule.look(document("甲局2025年部门预算", text, TABLE)).findings] == wrong

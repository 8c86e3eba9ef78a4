"""The table of goals of the whole office."""

import pytest

from desktop.audit.rows.overall_goals import RULES
from desktop.findings import Severity
from tests.audit.documents import OUTLAY, document, table

(GOALS,) = (rule.look for rule in RULES)
ACROSS = "部门名称|年度预算申请资金总额|按支出性质分：基本支出|按支出性质分：项目支出"
E, W = Severity.ERROR, Severity.WARNING


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        ((ACROSS, "甲局|12.00|10.00|2.00"), []),
        ((ACROSS, "甲局|12.00|10.30|2.00"), [E]),
        (("年度资金总额（万元）|12.00", "基本支出|10.00", "项目支出|2.00"), []),
        (("年度资金总额（万元）|12.00", "基本支出|10.00", "项目支出|2.30"), [E]),
        (("资金构成|资金总额：12.00|", "支出构成|基本支出：9.00|项目支出：2.00"), [E]),
        (("支出|基本支出|9.00", "支出|项目支出|2.00"), [W]),
        (("支出|基本支出|10.00", "支出|项目支出|2.00"), []),
        (("年度任务|保障基本支出，完成项目支出", "资金总额|12.00"), []),
    ],
)
def test_its_parts_come_to_its_total_or_are_those_of_the_tables(rows, wrong):
    of_all = table("部门整体支出绩效目标表", *rows)
    assert [each.severity for each in GOALS(document(table("部门支出总表", *OUTLAY), of_all)).findings] == wrong

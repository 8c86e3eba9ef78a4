"""Amounts listed by the names of rows."""

import pytest

from desktop.audit.rows.listed_rows import RULES
from tests.audit.documents import document, table

BASIC = table(
    "一般公共预算基本支出表",
    "经济科目编码|科目名称|合计|人员经费|公用经费",
    "301|工资福利支出|60.00|60.00|",
    "30101|基本工资|20.10|20.10|",
    "30102|津贴补贴|15.40|15.40|",
    "30107|绩效工资|12.30|12.30|",
    "30113|住房公积金|12.20|12.20|",
)
TEXT = "人员经费60.00万元，主要包括：基本工资{}万元、津贴补贴15.40万元、绩效工资12.30万元、住房公积金12.20万元。"


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (TEXT.format("20.10"), []),
        (TEXT.format("20.1"), []),
        (
            TEXT.format("23.10"),
            ["“基本工资”写成 23.10万元，“一般公共预算基本支出表”为 20.10万元；同句其他各项与该表相符"],
        ),
        (TEXT.format("20.10").replace("15.40", "11.40").replace("12.30", "11.30"), []),
        ("人员经费主要包括：基本工资25.00万元、津贴补贴18.00万元、绩效工资9.00万元、住房公积金11.00万元。", []),
        ("比上年：基本工资1.00万元、津贴补贴15.40万元、住房公积金12.20万元。", []),
    ],
    ids=["equal", "fewer digits", "one differs", "half differ", "all differ: another year", "too few"],
)
def test_where_most_names_agree_with_a_column_the_others_do_too(text, wrong):
    (rule,) = RULES
    assert [each.message for each in rule.look(document("甲局2025年部门预算", text, BASIC)).findings] == wrong


def test_an_amount_of_another_column_of_the_row_is_no_error():
    (rule,) = RULES
    rows = table(
        "项目表", "项目名称|合计|财政拨款", "修路|9.00|8.00", "修桥|7.00|7.00", "绿化|5.00|5.00", "照明|3.00|3.00"
    )
    text = "其中：修路8.00万元、修桥7.00万元、绿化5.00万元、照明3.00万元。"
    assert not rule.look(document("甲局2025年部门预算", text, rows)).findings

"""Amounts of the text that are a slip of the pen of what a table shows under the same name."""

import pytest

from desktop.audit.rows.turned import RULES
from tests.audit.documents import document, table

HEAD = "甲局2025年部门预算"
SPENDING = table(
    "部门支出总表",
    "编码|名称|合计|基本支出|项目支出",
    "|合计|1,268.40|845.30|423.10",
    "201|一般公共服务支出|1,268.40|845.30|423.10",
)
BASIC = table(
    "一般公共预算基本支出表",
    "编码|名称|合计|人员经费|公用经费",
    "|合计|845.30|712.60|132.70",
    "301|工资福利支出|712.60|712.60|",
    "302|商品和服务支出|132.70||132.70",
)
THREE = table("“三公”经费支出表", "项目|预算数", "公务接待费|4.35", "公务用车运行费|12.65", "合计|17.00")
BOUGHT = table("政府采购预算表", "项目|金额", "货物类|31.85", "服务类|64.20", "合计|96.05")


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("基本支出845.30万元，项目支出423.10万元。", 0),
        ("基本支出854.30万元，项目支出423.10万元。", 1),
        ("其中：人员经费721.60万元，公用经费132.70万元。", 1),
        ("其中：工资福利支出71.26万元。", 1),
        ("公务接待费预算4.53万元。", 1),
        ("公务用车运行维护费126.50万元。", 1),
        ("政府采购货物预算31.58万元、服务预算64.20万元。", 1),
        ("政府采购预算总额90.65万元。", 1),
        ("人员经费700.00万元，为机关本级的数。", 0),
        ("公用经费712.60万元。", 0),
        ("住房公积金854.30万元。", 0),
    ],
)
def test_a_slip_under_the_same_name_is_an_error(text, wrong):
    (rule,) = RULES
    assert len(rule.look(document(HEAD, text, SPENDING, BASIC, THREE, BOUGHT)).findings) == wrong


def test_what_is_written_twice_is_no_slip():
    (rule,) = RULES
    twice = document(HEAD, "基本支出854.30万元。", "其中基本支出854.30万元用于机关本级。", SPENDING)
    assert rule.look(twice).findings == ()


def test_a_single_project_is_no_slip_of_all_of_them():
    (rule,) = RULES
    heading, total = "（六）项目经费情况说明", "2025年本单位安排项目支出423.10万元，涉及项目2个："
    single = "大厅运行维护：安排432.10万元，绩效目标是保障大厅正常运行；"
    assert rule.look(document(HEAD, heading, total, single, SPENDING)).findings == ()

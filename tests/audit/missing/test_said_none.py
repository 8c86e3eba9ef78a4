"""What the text says is not paid for, against tables."""

import pytest

from desktop.audit.missing.said_none import RULES
from tests.audit.documents import document, table

COSTS = table(
    "一般公共预算基本支出表",
    "科目编码|科目名称|2024年预算数|2025年预算数",
    "|合计|23.00|21.00",
    "301|工资福利支出|10.00|10.00",
    "30101|基本工资|10.00|10.00",
    "302|商品和服务支出|13.00|11.00",
    "30201|办公费|3.00|3.00",
    "30211|差旅费|2.00|2.00",
    "30214|租赁费|2.00|",
    "30215|会议费|0.80|0.80",
    "30216|培训费|1.20|1.20",
    "30217|公务接待费|4.00|4.00",
)
ALL = table("部门支出总表（经济科目）", "科目编码|科目名称|合计", "302|商品和服务支出|9.00", "30226|劳务费|9.00")
THREE = table(
    "“三公”经费预算表",
    "项目|2025年预算",
    "合计|5.00",
    "因公出国（境）费|0.00",
    "公务接待费|5.00",
    "公务用车运行费|0.00",
)
BOUGHT = table("政府采购预算表", "品目|类别|金额", "复印纸|货物|2.00", "物业管理|服务|6.00", "合计||8.00")


def messages(text, *tables):
    (rule,) = RULES
    return [each.message for each in rule.look(document("甲局2025年部门预算", text, *tables)).findings]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("未安排会议费预算。", "会议费"),
        ("不涉及会议费支出。", "会议费"),
        ("未发生会议费。", "会议费"),
        ("本部门2025年没有安排培训费支出，与上年持平。", "培训费"),
        ("2025年会议费预算0万元。", "会议费"),
        ("财政拨款会议费为零，与上年相同。", "会议费"),
        ("本年度不安排差旅费。", "差旅费"),
        ("我单位本年未列支会议费和培训费。", "会议费"),
        ("公务接待费无预算。", "公务接待费"),
        ("（三）公务接待费预算0.00万元。", "公务接待费"),
        ("2025年不安排公务接待费预算，较上年减少。", "公务接待费"),
        ("2025年未安排政府采购货物预算。", "货物"),
        ("其中：政府采购服务预算0.00万元；", "服务"),
        ("无货物类采购项目。", "货物"),
    ],
)
def test_what_is_not_paid_for_has_no_amount_in_tables(text, name):
    found = messages(text, COSTS, BOUGHT)
    assert found
    assert ("“复印纸”" if name == "货物" else "“物业管理”" if name == "服务" else f"“{name}”") in found[0]


@pytest.mark.parametrize(
    "text",
    [
        "2025年未安排租赁费预算。",  # last year only
        "上年未安排会议费预算。",
        "2024年没有安排培训费支出。",
        "项目支出中未安排会议费。",
        "未安排会议费增加的支出。",
        "与上年相比，培训费无增减变化。",
        "未安排政府采购工程预算。",
        "2025年会议费预算0.80万元。",
        "会议费单位资金预算0万元。",
        "未安排劳务费。",  # of all money, own money too
        "下属单位未安排会议费。",
        "有会议费预算。",
        "公务接待费比上年增加0万元。",
        "所属二级单位没有安排培训费。",
        "未安排其他会议费。",
        "未安排咨询费、租赁费。",
    ],
)
def test_words_of_something_else_are_left_alone(text):
    assert messages(text, COSTS, BOUGHT, ALL) == []


def test_a_table_of_three_costs_that_says_so_too_is_believed():
    other = table("“三公”经费预算表", "项目|2025年预算", "合计|0.00", "因公出国（境）费|0.00", "公务接待费|0.00")
    assert messages("不安排公务接待费预算。", other, COSTS) == []
    assert len(messages("不安排公务接待费预算。", THREE)) == 1

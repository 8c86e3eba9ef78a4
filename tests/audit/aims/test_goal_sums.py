"""The money of a goal is what the text has for the same thing (A181)."""

from desktop.audit.aims.goal_sums import look
from tests.audit.documents import document, table
from tests.small_cases import small_cases


def found(text, label, value):
    rows = "一级指标|二级指标|三级指标|指标值", f"产出指标|成本指标|{label}|{value}"
    goals = table("项目支出绩效目标表", *rows)
    return [each.message for each in look(document("白水县2031年部门预算", text, goals)).findings]


@small_cases(
    "text, label, value",
    [
        ("全年安排城建重点工程26项，计划完成投资4.60亿元。", "城建重点工程投资", "4600万元"),
        ("招商引资到位资金12.5亿元，新签约项目30个。", "招商引资到位资金", "≥1.25亿元"),
        ("计划争取上级水利建设资金3,260万元。", "争取水利建设资金", "326万元"),
        ("春节慰问困难职工，发放慰问金36.40万元。", "发放困难职工慰问金", "34.60万元"),
        ("实现农产品网络销售额2.35亿元。", "农产品网络销售额", "2.55亿元"),
    ],
)
def test_a_slip_in_the_money_of_a_goal(text, label, value):
    assert len(found(text, label, value)) == 1


@small_cases(
    "text, label, value",
    [
        ("全年安排城建重点工程26项，计划完成投资4.60亿元。", "城建重点工程投资", "46000万元"),
        ("一般公共预算收入增收4.60亿元。", "城建重点工程投资", "4600万元"),
        ("2030年累计完成城建重点工程投资4.60亿元。", "城建重点工程投资", "4600万元"),
        ("项目总预算46.00万元。", "项目总成本", "4.60万元"),
        ("农产品网络销售额2.35亿元。", "农产品网络销售额", "5亿元"),
        ("春节慰问发放慰问金36.40万元，中秋发放慰问金3.64万元。", "中秋慰问金", "3.64万元"),
    ],
)
def test_money_that_may_well_differ(text, label, value):
    assert found(text, label, value) == []

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
    assert [each.severity for each in RULES[0].look(document("甲局2025年部门预算", text, TABLE)).findings] == wrong


NAMED = table(
    "项目支出预算表",
    "项目名称|合计|一般公共预算|其他",
    "法律援助办案经费|38.60|30.60|8.00",
    "社区矫正执法专项|6.25|6.25|",
    "村医报酬及养老保险补助|48.72|48.72|",
    "合计|93.57|85.57|8.00",
)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("法律援助办案经费38.60万元，年度目标为办案300件。", 0),
        ("法律援助办案经费36.80万元，年度目标为办案300件。", 1),
        ("重点项目为法律援助办案项目，预算80.60万元。", 1),
        ("县级法律援助办案项目，预算80.60万元。", 0),  # another word is before the name
        ("2.法律援助办案项目，预算83.60万元。年度目标：办案300件。", 1),
        ("2.法律援助办案项目，预算38.60万元。年度目标：办案300件。", 0),
        ("3.社区矫正执法经费，2025年预算安排6.52万元。", 1),
        ("3.社区矫正执法项目，当年预算资金6.25万元。", 0),
        ("2.项目名称：村医报酬及养老保险补助；预算安排规模：84.72万元；承担单位：甲局。", 1),
        ("2.项目名称：村医报酬及养老保险补助；预算安排规模：48.72万元；承担单位：甲局。", 0),
        ("重点安排社区矫正执法项目8.25万元。", 1),
        ("社区矫正执法项目：年度预算8.25万元，绩效目标为矫正60人。", 1),
        ("社区矫正执法（项）8.25万元。", 0),
        ("社区矫正执法项目，其中安排3.00万元购置设备。", 0),
        ("社区矫正执法经费，人均3.00万元。", 0),
        ("社区矫正执法专项，比上年增加1.00万元。", 0),
    ],
)
def test_the_name_may_end_otherwise_and_the_budget_may_follow_a_comma(text, wrong):
    assert len(RULES[0].look(document("甲局2025年部门预算", text, NAMED)).findings) == wrong


@pytest.mark.parametrize(
    ("lines", "wrong"),
    [
        (("1.社区矫正执法项目", "（1）立项依据：社区矫正法。", "（5）年度预算安排：6.52万元。"), 1),
        (("1.社区矫正执法项目", "（1）立项依据：社区矫正法。", "（5）年度预算安排：6.25万元。"), 0),
        (("项目名称：法律援助办案经费", "项目承担单位：甲局", "预算安排规模：36.80万元"), 1),
        (("项目名称：法律援助办案经费", "预算安排规模：38.60万元（其中：本年预算30.60万元）"), 0),
        (("1.社区矫正执法项目。立项依据：社区矫正法。实施主体：甲局。年度预算安排5.25万元，均为财政拨款。",), 1),
        (("一、社区矫正执法专项", "六、年度预算安排：8.25万元，全部为一般公共预算资金。"), 1),
        (("（一）社区矫正执法项目。2025年预算8.25万元，资金来源为一般公共预算。",), 1),
        (("项目名称：社区矫正执法", "项目名称：普法宣传", "金额：6.52万元"), 0),  # another project
        (("（1）社区矫正执法项目", "二、政府采购", "年度预算安排：6.52万元。"), 0),  # another section
        (("1.社区矫正执法项目", "（5）年度预算安排：4.10万元。"), 0),  # no slip: some of the money
        (("1.社区矫正执法项目", "（6）绩效目标：人均预算6.52元。"), 0),
        (("1.社区矫正执法项目", "（5）年度预算安排：30.60万元。"), 0),
    ],
)
def test_the_money_of_a_project_in_its_own_section_is_no_slip(lines, wrong):
    assert len(RULES[0].look(document("甲局2025年部门预算", *lines, NAMED)).findings) == wrong


CODED = table(
    "一般公共预算项目支出情况表",
    "科目编码|项目名称|合计",
    "2100399|村医报酬及养老保险补助|48.72",
    "2050201|学前教育支出|52.80",
    "|合计|101.52",
)
BY_SUBJECT = table("支出预算总表", "科目编码|科目名称|合计", "2050201|学前教育支出|86.40", "|合计|86.40")


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("2.项目名称：村医报酬及养老保险补助；预算安排规模：84.72万元；", 1),
        ("2.项目名称：村医报酬及养老保险补助；预算安排规模：48.72万元；", 0),
        ("重点项目为村医报酬及养老保险补助经费84.72万元，年度目标为发放报酬。", 1),
        ("村医报酬及养老保险补助项目48.72万元。", 0),
        ("学前教育支出预算68.40万元，比上年增加。", 0),  # the name of a subject
    ],
)
def test_a_row_of_a_project_may_bear_the_code_of_its_subject(text, wrong):
    assert len(RULES[0].look(document("甲局2025年部门预算", text, CODED, BY_SUBJECT)).findings) == wrong


PLAN = table(
    "项目支出预算表",
    "项目名称|合计|一般公共预算|上年结转",
    "合计|118.40|98.40|20.00",
    "农村公路日常养护|72.60|72.60|",
    "桥梁加固专项资金|45.80|25.80|20.00",
)


def goals(title, *rows):
    return table(title, "一级指标|二级指标|三级指标|指标值", "产出指标|数量指标|养护里程|68公里", *rows, unit="")


def costs(*parts):
    look = RULES[1].look
    return [each.message for each in look(document("甲局2025年部门预算", *parts)).findings]


@pytest.mark.parametrize(
    ("title", "row"),
    [
        ("表9 项目支出绩效目标表（农村公路日常养护）", "成本指标|经济成本指标|项目总成本|≤{}万元"),
        ("农村公路日常养护项目绩效目标表", "产出指标|成本指标|项目成本（万元）|{}"),
        ("项目绩效目标申报表（农村公路日常养护项目）", "年度资金总额（万元）|||{}"),
        ("附：“农村公路日常养护”项目支出绩效目标表", "成本指标|成本指标|农村公路日常养护经费|{}万元"),
        ("绩效目标表", "项目名称|农村公路日常养护\n资金总额|{}万元"),
        ("绩效目标表", "农村公路日常养护|成本指标|预算控制数|≤{}万元以内"),
    ],
)
def test_the_cost_of_a_project_among_its_goals_is_one_of_its_amounts(title, row):
    for number, wrong in (("72.60", 0), ("75.60", 1), ("26.70", 1), ("100", 1)):
        rows = row.format(number).split("\n")
        padded = ["|".join([*each.split("|"), *[""] * 3][:4]) for each in rows]
        found = costs(PLAN, goals(title, *padded))
        assert found == [f"绩效目标表中“农村公路日常养护”的金额写成 {number}万元，别处为 72.6万元"] * wrong


@pytest.mark.parametrize(
    ("title", "rows"),
    [
        ("项目绩效目标表（桥梁加固）", ("成本指标|经济成本指标|项目总成本|≤25.80万元",)),  # of one fund
        ("项目绩效目标表（农村公路日常养护）", ("成本指标|经济成本指标|每公里养护成本|≤0.90万元",)),
        (
            "项目绩效目标表（农村公路日常养护）",
            ("成本指标|成本|材料成本|≤30.00万元", "成本指标|成本|人工成本|≤42.60万元"),
        ),
        ("项目绩效目标表（农村公路日常养护）", ("资金|财政拨款|预算|60.00万元", "资金|其他资金|预算|12.60万元")),
        ("项目绩效目标表（隧道照明改造）", ("成本指标|经济成本指标|项目总成本|≤20.00万元",)),
        ("部门整体支出绩效目标表", ("年度预算|资金总额|资金总额|990.00万元",)),
        ("项目绩效目标表（农村公路日常养护）", ("成本指标|经济成本指标|项目总成本|75.60",)),  # in no unit
    ],
)
def test_a_cost_of_something_else_is_left_alone(title, rows):
    assert costs(PLAN, goals(title, *rows)) == []


def test_the_amount_that_a_sentence_names_is_enough():
    title, row = "项目绩效目标表（隧道照明改造）", "成本指标|经济成本指标|项目总成本|≤26.40万元"
    assert costs("隧道照明改造项目24.60万元。", goals(title, row)) == [
        "绩效目标表中“隧道照明改造”的金额写成 26.40万元，别处为 24.6万元"
    ]
    assert costs("隧道照明改造经费安排26.40万元。", goals(title, row)) == []

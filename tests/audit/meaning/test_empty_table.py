"""Tables that a sentence points to and that are empty."""

import pytest

from desktop.audit.meaning.empty_table import RULES
from tests.audit.documents import document, table

HEAD = ("科目编码|科目名称|合计|基本支出|项目支出",)
EMPTY = table("表8 政府性基金预算支出表", *HEAD, "||||", "||||")
ZERO = table("附表8 国有资本经营预算支出表", *HEAD, "|合计|0.00|0.00|0.00", "||||")
FULL = table("表7 政府性基金预算支出表", *HEAD, "|合计|35.00||35.00", "21208|土地出让支出|35.00||35.00")
GOALS = table("表9 项目绩效目标表", "项目|指标|目标", "普法宣传|满意度|较高", "法律援助|及时率|及时")


def messages(text, *tables):
    (rule,) = RULES
    return [each.message for each in rule.look(document("甲局2025年部门预算", text, *tables)).findings]


@pytest.mark.parametrize(
    ("text", "of_table"),
    [
        ("2025年政府性基金预算支出35.00万元，全部为项目支出，详见表8。", EMPTY),
        ("2025年安排土地出让支出35.00万元（详见附表8）。", EMPTY),
        ("政府采购预算12.6万元，具体见表八。", EMPTY),
        ("实行绩效管理的项目3个，涉及资金35.00万元，详见公开表08。", ZERO),
        ("2025年有2个重点项目，绩效目标详见附表8。", ZERO),
    ],
)
def test_an_empty_table_is_not_what_is_pointed_to(text, of_table):
    assert len(messages(text, of_table, FULL)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "2025年政府性基金预算支出35.00万元，详见表7。",
        "2025年没有国有资本经营预算支出，详见表8。",
        "2025年国有资本经营预算支出0万元，详见表8。",
        "国有资本经营预算详见表8。",
        "2025年基本支出35.00万元；国有资本经营预算详见表8。",
        "2025年支出35.00万元，详见表7至表8。",
        "2025年支出35.00万元，详见表12。",
        "实行绩效管理的项目2个，详见表9。",
        "2025年支出35.00万元，表8为空表。",
    ],
)
def test_what_is_full_or_told_of_nothing_is_left_alone(text):
    assert messages(text, EMPTY, FULL, GOALS) == []

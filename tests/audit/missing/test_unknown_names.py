"""Names of lists that no table knows."""

import pytest

from desktop.audit.missing.unknown_names import RULES
from tests.audit.documents import document, table

PROJECTS = table(
    "项目支出表",
    "单位|项目名称|金额",
    "甲馆|合计|71.50",
    "甲馆|馆藏档案数字化加工经费|24.30",
    "甲馆|库房恒温恒湿设备维护费|12.60",
    "甲馆|查阅大厅改造|20.00",
    "甲馆|资料征集整理费|14.60",
)


def messages(text, *tables):
    (rule,) = RULES
    return [each.message for each in rule.look(document("甲馆2025年部门预算", text, *(tables or (PROJECTS,)))).findings]


LISTS = (
    "项目支出71.50万元，主要为馆藏档案数字化加工经费24.30万元、库房恒温恒湿设备维护费12.60万元、{}14.60万元。",
    "2025年安排项目4个，分别是馆藏档案数字化加工经费24.30万元，查阅大厅改造20.00万元，库房恒温恒湿设备维护费12.60万元，{}14.60万元。",
    "用于{}14.60万元；馆藏档案数字化加工24.30万元；查阅大厅改造项目20.00万元。",
    "主要项目：查阅大厅改造项目安排20.00万元、{}预算14.60万元、库房恒温恒湿设备维护费12.60万元。",
)


@pytest.mark.parametrize("text", LISTS)
@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("文物藏品展览陈列费", 1),
        ("青少年活动场所免费开放补助", 1),
        ("资料征集整理费", 0),
        ("资料征集费", 0),  # short for it
        ("档案资料征集及整理费", 0),
    ],
)
def test_a_name_of_a_list_is_that_of_a_row(text, name, wrong):
    found = messages(text.format(name))
    assert len(found) == wrong
    assert not wrong or f"“{name}”在各表中没有" in found[0]


@pytest.mark.parametrize(
    "text",
    [
        "主要为馆藏档案数字化加工经费24.30万元、库房恒温恒湿设备维护费12.60万元、文物藏品展览陈列费15.60万元。",
        "主要为馆藏档案数字化加工经费25.30万元、库房恒温恒湿设备维护费12.60万元、文物藏品展览陈列费14.60万元。",
        "主要为档案扫描外包24.30万元、库房恒温恒湿设备维护费12.60万元、文物藏品展览陈列费14.60万元。",
        "主要为馆藏档案数字化加工经费24.30万元、文物藏品展览陈列费14.60万元。",
        "馆藏档案数字化加工经费24.30万元、资料征集整理费14.60万元、文物藏品展览陈列费14.60万元。",
        "馆藏档案数字化加工经费24.30万元、查阅大厅改造20.00万元，比上年增加14.60万元。",
    ],
    ids=["its own amount", "another amount", "other names", "two only", "named as well", "a change"],
)
def test_a_name_that_may_be_of_something_else_is_left_alone(text):
    assert messages(text) == []


def test_a_name_that_stands_elsewhere_too_is_known():
    text = LISTS[0].format("文物藏品展览陈列费") + "\n文物藏品展览陈列费用于布展。"
    (rule,) = RULES
    assert rule.look(document("甲馆2025年部门预算", *text.split("\n"), PROJECTS)).findings == ()

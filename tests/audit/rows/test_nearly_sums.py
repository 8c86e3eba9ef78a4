"""Amounts that add up but for one digit."""

import pytest

from desktop.audit.rows.nearly_sums import RULES
from tests.audit.documents import document


def messages(text):
    rule, _ = RULES
    return [each.message for each in rule.look(document("甲局2025年部门预算", text)).findings]


BY_YEAR = "涉及项目5个，预算金额41.27万元，其中：当年拨款项目4个38.62万元，上年结转项目1个{}万元。"
CHANGES = "项目支出比上年增加105.61万元，主要是抚恤增加{}万元、优待增加26.00万元，安置减少6.59万元。"
REASONS = "总预算1486.35万元，较上年减少76.62万元。变动原因：公共卫生减少{}万元，改革补助减少35.00万元，基本支出增加24.55万元。"
UNITS = "公用经费26.73万元。公用经费包括局机关{}万元、服务中心5.84万元。"


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (BY_YEAR.format("2.65"), False),
        (BY_YEAR.format("5.65"), True),
        (BY_YEAR.format("2.66"), False),
        (BY_YEAR.format("9.11"), False),
        (CHANGES.format("86.20"), False),
        (CHANGES.format("89.20"), True),
        (CHANGES.format("92.79"), False),
        (REASONS.format("66.17"), False),
        (REASONS.format("69.17"), True),
        (REASONS.format("69.17").replace("变动原因", "另外"), False),
        (UNITS.format("20.89"), False),
        (UNITS.format("28.09"), False),
        (UNITS.format("28.89"), True),
        (UNITS.format("28.89") + "共26.73万元，局机关28.89万元，服务中心5.84万元。", False),
        ("支出41.27万元，比上年增加5.03万元；其中项目支出20.11万元，比上年增加2.02万元，较上年减少1.01万元。", False),
    ],
    ids=[
        "right",
        "one digit",
        "rounded",
        "several digits",
        "changes that add up",
        "a change with one digit",
        "a change, several digits",
        "reasons that add up",
        "a reason with one digit",
        "no reasons of the change before",
        "units that add up",
        "units, two digits",
        "units, one digit",
        "all figures stand elsewhere",
        "each change is of its own amount",
    ],
)
def test_parts_that_add_up_but_for_one_digit(text, wrong):
    assert bool(messages(text)) is wrong


def test_what_to_change_is_said():
    (found,) = messages(UNITS.format("28.89") + "公用经费26.73万元。服务中心5.84万元。")
    assert (
        found
        == "各项相加与 26.73万元 只差一个数字，疑为笔误：其中一个数改一个数字（如 28.89万元 改为 20.89万元）就恰好相等"
    )


def test_what_two_amounts_come_to_may_follow_them():
    text = "涉及一般公共预算拨款1,178万元、其他收入300万元，合计{}万元。"
    assert messages(text.format("1,478")) == []


@pytest.mark.parametrize(
    ("value", "bound", "wrong"),
    [
        ("212.36", "无单价50万元以上的通用设备，无单价100万元以上的专用设备。", True),
        ("212.36", "单价100万元（含）以上的专用设备0台。", True),
        ("212.36", "单位价值100万元及以上设备0台。", True),
        ("212.36", "在建工程100万元，", False),
        ("112.36", "单价100万元以上的专用设备0台，", False),
        ("112.36", "单价100万元以上的专用设备0台。", False),
    ],
)
def test_a_bound_is_no_amount_that_was_left_out(value, bound, wrong):
    text = "固定资产158.27万元。固定资产中：房屋620平方米，价值{}万元；通用设备26.48万元；家具、用具19.43万元。{}"
    bound, before = ("", bound) if bound.endswith("，") else (bound, "")
    assert bool(messages(before + text.format(value, bound))) is wrong


def test_what_stands_behind_a_bound_is_a_part_and_the_bound_is_none():
    text = "固定资产总额2865.34万元，其中：房屋价值{}万元；车辆价值214.68万元；单位价值100万元以上设备1台，价值136.50万元；其他567.96万元。"
    assert messages(text.format("1946.20")) == []
    assert len(messages(text.format("1646.20"))) == 1


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("固定资产158.27万元。固定资产中：房屋620平方米，价值212.36万元；通用设备26.48万元；家具19.43万元。", 1),
        ("固定资产158.27万元，其中：房屋620平方米，价值112.36万元；通用设备26.48万元；家具19.43万元。", 0),
        ("固定资产总额96.38万元，其中：房屋85.20万元、车辆231.46万元、其他固定资产6.72万元。", 1),
        ("固定资产原值96.38万元，包括通用设备3台，价值98.00万元；图书2.00万元。", 1),
        (
            "固定资产总值1986.52万元（净值），其中：房屋及构筑物2986.52万元，专用设备12.00万元。",
            0,
        ),  # measured otherwise
        ("固定资产净值96.38万元，其中：房屋原值185.20万元，车辆10.00万元。", 0),
        ("固定资产96.38万元，其中：房屋85.20万元，单价100万元以上的设备0台；家具11.18万元。", 0),
        ("资产总额300.00万元，其中：流动资产200.00万元，固定资产100.00万元。", 0),
        ("固定资产96.38万元，比上年增加200.00万元。", 0),
        ("固定资产80.00万元，其中：房屋20.00万元、车辆60.00万元；无形资产200.00万元；在建工程500.00万元。", 0),
        ("固定资产80.00万元，其中：房屋20.00万元，设备60.00万元；长期投资300.00万元，公共基础设施900.00万元。", 0),
        ("固定资产80.00万元，其中：房屋20.00万元，设备60.00万元；资产总额180.00万元，负债90.00万元。", 0),
        ("固定资产80.00万元。其中：通用设备30.00万元，专用设备50.00万元；累计购置价120.00万元。", 0),
        ("固定资产80.00万元，其中：房屋20.00万元、车辆600.00万元；无形资产200.00万元。", 1),
        ("资产金额为9.20万元，其中：设备180000.00元。", 0),  # of all assets
        ("固定资产共计9.20万元，其中：设备180000.00元。", 1),
    ],
)
def test_no_kind_of_assets_has_more_than_all_of_them(text, wrong):
    _, rule = RULES
    assert len(rule.look(document("甲局2025年部门预算", text)).findings) == wrong

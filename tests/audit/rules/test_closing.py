"""Totals and values that stand at the end of a sentence."""

import pytest

from desktop.audit.rules.closing import RULES
from tests.audit.texts import document

TOGETHER, LEFT, MEAN, CHANGES = (rule.look for rule in RULES)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("主要支出：环境整治42.00万元；养老助残12.00万元。以上合计54.00万元。", 0),
        ("主要支出：环境整治42.00万元；养老助残12.00万元；以上两项共计55.00万元。", 1),
        ("主要支出：环境整治42.00万元，养老助残12.00万元，以上三项共计54.00万元。", 1),
        ("环境整治42.00万元，其中保洁30.00万元；养老12.00万元；以上合计60.00万元。", 0),
    ],
)
def test_a_total_of_the_above_is_its_sum(text, wrong):
    assert len(TOGETHER(document(text)).findings) == wrong


def test_what_is_left_of_a_value():
    text = "固定资产账面原值682.50万元，累计折旧312.40万元，账面净值{}万元。"
    assert LEFT(document(text.format("370.10"))).findings == ()
    assert LEFT(document(text.format("317.10"))).findings[0].expected == "370.1万元"


@pytest.mark.parametrize(("each", "wrong"), [("2.60万元", 0), ("2.60元", 1), ("6.20万元", 1)])
def test_a_mean_times_the_number_is_the_amount(each, wrong):
    text = f"公务用车运行费预算数18.20万元，公务用车7辆，车均费用{each}，用于燃油和保险。"
    assert len(MEAN(document("2026年部门预算", text)).findings) == wrong


ALL = "某局2024年部门预算\n2024年收支总预算80.00万元，比上年增加6.00万元，增长8.11%。"


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("其中：基本支出增加9.00万元，主要是新进人员增加5.00万元；项目支出减少3.00万元，主要是压减会议。", []),
        ("其中：基本支出增加9.00万元，主要是新进人员增加5.00万元；项目支出增加3.00万元，主要是压减会议。", ["错误"]),
        ("其中：基本支出增加9.00万元，项目支出减少4.00万元，上缴上级支出增加1.00万元。", []),
        ("主要是基本支出增加9.00万元，住房补贴增加2.00万元。", []),
        ("原因：一是工资增加9.00万元；二是维修减少4.00万元；三是会议增加1.00万元，以上各项合计增加6.00万元。", []),
        (
            "原因：一是工资增加9.00万元；二是维修减少4.00万元；三是会议增加1.00万元，以上各项合计增加8.00万元。",
            ["警告"],
        ),
        ("支出9.00万元，比上年增加5.00万元，主要是甲增加4.00万元，乙增加3.00万元，丙减少2.00万元。", []),
        ("支出9.00万元，比上年增加5.00万元，主要是甲增加4.00万元，乙增加3.00万元，丙增加2.00万元。", ["警告"]),
        ("支出9.00万元，比上年增加5.00万元，主要是甲增加4.00万元，乙增加3.00万元。", []),
        ("原因：一是工资增加9.00万元，含津贴增加1.00万元；二是会议减少4.00万元，以上各项合计增加5.00万元。", []),
    ],
)
def test_the_change_of_all_is_that_of_its_parts(text, wrong):
    assert [each.severity.value for each in CHANGES(document(ALL + text)).findings] == wrong


def test_a_mean_may_be_of_all_and_not_of_the_last_kind():
    text = "公务用车运行维护费7.50万元，现有公务用车5辆，其中指挥车1辆、皮卡车4辆，平均每辆1.{}0万元。"
    assert not MEAN(document("某林场2031年单位预算", text.format(5))).findings
    assert MEAN(document("某林场2031年单位预算", text.format(4))).findings


@pytest.mark.parametrize(("way", "wrong"), [("减少", 0), ("增加", 1)])
def test_a_part_behind_the_reasons_of_the_other_part(way, wrong):
    text = f"2024年支出预算90.00万元，较2023年预算96.00万元减少6.00万元。其中：基本支出增加4.00万元，主要为工资调整；项目支出{way}10.00万元，主要为甲工程完工。"
    assert len(CHANGES(document("某局2024年部门预算", text)).findings) == wrong


@pytest.mark.parametrize(
    ("lines", "wrong"),
    [
        (("1.房屋2860平方米，价值512.40万元。", "2.车辆4辆，价值68.32万元。", "以上资产合计580.72万元。"), 0),
        (("1.房屋2860平方米，价值512.40万元。", "2.车辆4辆，价值68.32万元。", "以上资产合计508.72万元。"), 1),
        (("（1）甲项目8.00万元。", "（2）乙项目2.50万元。", "上述项目共计15.00万元。"), 1),
        (("①办公楼510.00万元；", "②车辆68.00万元；", "③家具20.00万元。", "以上三项合计600.00万元。"), 1),
        (("1.房屋价值8.00万元。", "2.车辆价值6.00万元；其中：轿车4.00万元，货车2.00万元。", "以上合计16.00万元。"), 1),
        (("1.房屋价值8.00万元。", "2.车辆价值6.00万元；其中：轿车4.00万元，货车2.00万元。", "以上合计14.00万元。"), 0),
        (("2.车辆价值6.00万元。", "3.家具价值2.00万元。", "以上合计18.00万元。"), 0),  # the first line is not there
        (("1.房屋价值8.00万元，租金3.00万元。", "2.车辆价值6.00万元。", "以上合计18.00万元。"), 0),
        (("1.房屋价值8.00万元。", "说明如上。", "以上合计18.00万元。"), 0),
        (("1.房屋价值8.00万元。", "2.车辆价值6.00万元。", "资产总额18.00万元。"), 0),  # not of the above
    ],
)
def test_a_line_may_be_the_total_of_the_numbered_lines_before_it(lines, wrong):
    found = TOGETHER(document("某局2024年部门预算", "（三）国有资产占用情况", *lines)).findings
    assert len(found) == wrong


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("公务用车运行费29.70万元，比上年减少3.30万元，原因是报废车辆1辆，车均定额3.30万元。", 0),
        ("公务用车运行费12.00万元，较上年增加6.00万元，主要是新增2辆，车均3.00万元。", 0),
        ("培训费8.00万元，比上年增加1.20万元，主要是增加培训12人，人均0.10万元。", 0),
        ("公务用车购置费36.00万元，比上年增加18.00万元，原因是多购置1辆，平均每辆18.00万元。", 0),
        ("公务用车运行费29.70万元，比上年减少3.30万元，原因是报废车辆1辆，车均定额2.30万元。", 1),
        ("公务用车运行费12.00万元，较上年增加6.00万元，主要是新增3辆，平均每辆3.00万元。", 1),
        ("公务用车运行费18.00万元，与上年持平，保有5辆，车均3.00万元。", 1),
        ("培训费8.00万元，比上年增加1.20万元，主要是增加培训15人，人均0.10万元。", 1),
    ],
)
def test_a_mean_may_be_of_what_came_or_went(text, wrong):
    assert len(MEAN(document("某局2024年部门预算", text)).findings) == wrong


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("公务接待费1.20万元，预计180人次，人均标准60元。", 0),
        ("培训费3.00万元，60人参加，人均不超过0.08万元。", 0),
        ("会议费2.00万元，参会150人，人均限额0.02万元。", 0),
        ("公务用车运行费9.00万元，3辆，每辆平均不高于4.00万元。", 0),
        ("培训费3.00万元，60人参加，人均0.05万元。", 0),
        ("培训费3.00万元，60人参加，人均0.06万元。", 1),
        ("会议费2.00万元，参会150人，人均0.02万元。", 1),
        ("公务用车运行费9.00万元，3辆，平均每辆4.00万元。", 1),
        ("公务用车运行费9.00万元，3辆，车均定额2.00万元。", 1),
    ],
)
def test_a_ceiling_is_no_mean(text, wrong):
    assert len(MEAN(document("某局2024年部门预算", text)).findings) == wrong

"""How many, and what each gets: together they are the amount they explain."""

from tests.audit.texts import findings
from tests.small_cases import small_cases

TITLE = "某局2031年部门预算"


def found(*lines):
    return [each.severity.value for each in findings(TITLE, *lines, codes="A78")]


@small_cases(
    ("text", "severities"),
    [
        ("无障碍改造64.00万元（160户，户均4000元），评定补贴15.00万元（1000人，人均150元）。", []),
        ("无障碍改造64.00万元（160户，户均4000万元）。", ["错误"]),
        ("更新车辆86.40万元，更新4辆，每辆21.60万元；物业管理20.00万元。", []),
        ("更新车辆86.40万元，更新3辆，每辆21.60万元；物业管理20.00万元。", ["警告"]),
        ("更新车辆86.40万元，其中更新3辆，每辆21.60万元；物业管理20.00万元。", []),
        ("更新车辆90.00万元，更新4辆，每辆21.60万元；物业管理20.00万元。", []),
        ("护理员补助36.00万元，聘用10人，每人每月3000元。", []),
        ("饮水工程1264.50万元，惠及2.81万人，人均450元。", []),
        ("饮水工程1264.50万元，惠及2.81万人，人均450万元。", ["错误"]),
        ("编制19名，在职18人，每人配电脑1台。", []),
        ("公园维护48.00万元、修路12.00万元。其中公园维护按40座、每座1.20万元测算。", []),
        ("公园维护48.00万元、修路12.00万元。其中公园维护按40座、每座1.20元测算。", ["错误"]),
        ("救助项目当年30.00万元、结转12.40万元，计划救助53人，每人8000元。", []),
        ("救助项目当年30.00万元、结转12.40万元，计划救助42人，每人8000元。", ["警告"]),
        ("救助项目当年30.00万元、结转12.50万元，计划救助42人，每人8000元。", []),
    ],
)
def test_a_number_times_what_each_gets(text, severities):
    assert found(text) == severities


def test_the_amount_may_stand_some_lines_above():
    lines = (
        "（一）项目名称：助学金",
        "预算安排规模：86.25万元",
        "项目单位：某校",
        "资金分配情况：学生690人，每人每年1250{}",
    )
    assert found(*(line.format("元") for line in lines)) == []
    assert found(*(line.format("万元") for line in lines)) == ["错误"]


@small_cases(
    ("text", "wrong"),
    [
        ("网络租赁费12.6万元。用于县乡专线，每月1.05万元，全年12个月。", 0),
        ("网络租赁费12.6万元。用于县乡专线，每月1.5万元，全年12个月。", 1),
        ("维护费8.00万元，每季度2万元，共4个季度。", 0),
        ("维护费8.00万元，每季度2万元，共3个季度。", 1),
        ("补助36.00万元，聘用10人，每人每月3000元，共12个月。", 0),
        ("维护费8.00万元，其中租金每月0.5万元，全年12个月。", 0),
    ],
)
def test_what_is_paid_each_month(text, wrong):
    assert len(findings(TITLE, text, codes="A80")) == wrong


@small_cases(
    ("text", "wrong"),
    [
        ("全年在校10个月，寄宿生250人，每人每月150元，共需37.5万元。", 0),
        ("全年在校10个月，寄宿生205人，每人每月150元，共需37.5万元。", 1),
        ("全年在校9个月，寄宿生250人，每人每月150元，共需37.5万元。", 1),
        ("寄宿生205人，每人每月150元，共需37.5万元。", 0),
        ("全年10个月，补助40.0万元，其中寄宿生250人，每人每月150元。", 0),
    ],
)
def test_people_times_months(text, wrong):
    assert len(findings(TITLE, text, codes="A48")) == wrong


def test_a_row_of_lines_of_text_is_its_number_times_its_price():
    head = "类别 名称 计量单位 数量 单价 金额"
    for amount, total, wrong in (
        ("20,000.00", "20,000.00", 0),
        ("25,000.00", "20,000.00", 1),
        ("25,000.00", "25,000.00", 0),  # the product stands nowhere: rounded prices are no error
        ("2.00", "2.00", 0),  # in 万元
    ):
        lines = (head, f"设备 台式计算机 台 4 5,000.00 {amount}", f"合计 4 {total}")
        assert len(findings(TITLE, *lines, codes="A78")) == wrong


@small_cases(
    ("text", "count"),
    [
        ("管护经费128.00万元，管护小（一）型水库8座、小（二）型水库24座，每座4万元。", 0),
        ("管护经费128.00万元，管护水库32座，每座4万元。", 0),
        ("管护经费128.00万元，管护小（一）型水库6座、小（二）型水库24座，每座4万元。", 1),
        ("管护经费128.00万元，管护水库24座，每座4万元。", 1),
    ],
)
def test_things_of_two_kinds_at_one_price(text, count):
    assert len(findings("甲县水务局2031年部门预算\n" + text, codes="A78")) == count


@small_cases(
    ("text", "wrong"),
    [
        ("河道管护60.00万元：聘用管护员62人，每人每年6000元，计37.20万元；设施维护22.80万元。", 0),
        ("辅警经费180.00万元：辅警30人，每人每年4.80万元，共144.00万元，服装36.00万元。", 0),
        ("资助50.00万元，贫困学生200人，每人1000元，需20.00万元，其他资助30.00万元。", 0),
        ("保洁66.00万元：保洁员20人，每人每月2000元，全年48.00万元，工具18.00万元。", 0),
        ("河道管护60.00万元，聘用管护员62人，每人每年6000元。", 1),
        ("资助50.00万元，贫困学生200人，每人1000元。", 1),
        ("购置电脑9.00万元，共18台，每台4500元。", 1),
        ("资助20.00万元，贫困学生200人，每人1000万元。", 1),
    ],
)
def test_what_a_number_of_prices_comes_to_may_stand_behind_it(text, wrong):
    assert len(findings("某局2024年部门预算", text, codes="A78")) == wrong, text

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

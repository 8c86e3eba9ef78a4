"""Numbers of things one digit off the number that a price and an amount give (A157)."""

import pytest

from desktop.audit.numbers.slipped_counts import look
from tests.audit.documents import document
from tests.small_cases import small_cases


def found(*texts):
    return [each.message for each in look(document("白水县2031年部门预算", *texts)).findings]


@small_cases(
    "text",
    [
        "“产权登记”项目148.00万元，全年办理住房3900套，每套平均测绘成本400元。",
        "聘用管护员经费126.40万元，按518名管护员、人均8000元安排。",
        "辅助人员经费64.80万元，聘用辅助人员20名，每人每月3000元。",
        "课后服务收入468,000.00元，占2.15%，按参加学生730人、每生每学期300元、全年2个学期测算。",
        "取暖费412,371.00元，按供热面积13,273平方米、每平方米27元核定。",
        "全县隐患点54处，每处落实监测员4名，每名监测员年补助6000元，计32.4万元；其余64.8万元购置设备。",
        "住院收入1108.00万元，预计出院7270人次、次均费用4000元。",
        "公务用车运行维护费26.00万元，用于13辆执法车辆的燃油和保险，车均2.60万元。",
        "年度预算48.72万元。资金分配：发放15名村医报酬及养老保险补助，人均3.48万元。",
        "警务辅助人员经费512.64万元，其中警务辅助人员312名，人均年经费3.88万元左右。",
    ],
)
def test_a_number_one_digit_off(text):
    assert len(found(text)) == 1


@small_cases(
    "text",
    [
        "“产权登记”项目148.00万元，全年办理住房3700套，每套平均测绘成本400元。",
        "管护员经费126.40万元，其中518名管护员人均补助不超过8000元，省级承担一部分。",
        "培训费1.50万元，拟培训15人，每人2000元。",
        "辅助人员经费5.40万元，聘用3名，每人每月3000元，共6个月。",
        "救灾资金12.00万元，补助20户，每户3000元，分两年拨付。",
        "奖补资金7.20万元：一等奖12户，每户3000元；二等奖18户，每户2000元。",
        "取暖费60.00万元，按供热面积13,273平方米、每平方米27元核定，其余用于锅炉维修。",
        "活动经费3.00万元，全年开展活动16次，每次参加30人。",
        "补助标准由每人400元提高到500元，全县共3900人，总投资148.00万元，配套资金由市级分担。",
    ],
)
def test_what_agrees_or_is_paid_otherwise(text):
    assert found(text) == []


@pytest.mark.parametrize(("count", "wrong"), [("124人", 0), ("524人", 1)])
def test_a_price_for_a_school_year(count, wrong):
    assert len(found(f"其他收入15.5万元用于资助女童{count}，每人每学年1250元。")) == wrong

"""Vehicles to be bought, kept running and of the only kind, told in two places (A158)."""

from desktop.audit.numbers.vehicles import look
from desktop.findings import Severity
from tests.audit.documents import document
from tests.audit.texts import findings
from tests.small_cases import small_cases


def found(*texts):
    return [each.message for each in look(document("白水县2031年部门预算", *texts)).findings]


OWNED = "截至2030年12月31日，本部门共有车辆3辆，其中：执法执勤用车2辆、应急保障用车1辆。"


@small_cases(
    "texts",
    [
        ("公务用车购置费18.00万元，主要原因是更新3辆应急抢险车。", "2031年安排购置车辆1辆。"),
        ("购置费36.00万元，主要原因是更新购置公务用车3辆。", "2031年拟更新购置车辆2辆。"),
        ("“三公”经费增加，是更新2辆已达报废年限的执法执勤用车。", "购置费18.00万元，为更新执法执勤用车1辆。"),
        ("公务用车购置费160.00万元，拟更新执法执勤用车6辆。", "拟购置固定资产，主要是购置执法执勤用车8辆160.00万元。"),
        ("增加的主要原因是3辆执法执勤用车达到报废年限，按规定更新购置。", "2031年拟购置车辆1辆。"),
        ("共计购置公务用车0辆，年末保有量5辆。更新购置公务用车2辆36.00万元。",),
        ("本部门共有车辆3辆，其中：机要通信用车1辆。",),
        ("单位共有车辆1辆，为机要通信用车3辆。",),
        (OWNED, "公务用车运行维护费用于3辆执法执勤用车和1辆应急保障用车的燃油、维修。"),
        (OWNED, "运行维护费6.00万元，用于3辆执法执勤车辆的燃料费。"),
    ],
)
def test_two_numbers_of_vehicles(texts):
    assert len(found(*texts)) == 1


@small_cases(
    "texts",
    [
        ("公务用车购置费18.00万元，主要原因是更新1辆应急抢险车。", "2031年安排购置车辆1辆。"),
        ("比上年减少，主要是上年更新执法执勤用车2辆，本年未安排。", "2031年安排购置车辆1辆。"),
        ("更新执法执勤用车2辆。", "更新救护车1辆。", "2031年安排购置车辆3辆。"),
        ("2031年安排购置车辆3辆。", "公务用车购置费18.00万元，更新执法执勤用车1辆。"),
        ("本年度购置公务用车0辆，购置救护车1辆由事业收入安排。",),
        ("共有车辆3辆，其中：机要通信用车1辆、应急保障用车2辆。",),
        (OWNED, "用于2辆执法执勤用车和1辆应急保障用车的燃油、维修。"),
        (OWNED, "租赁费用于5辆环卫车的燃油和维修。"),
        ("比上年购置2辆执法执勤用车36.0万元减少18.0万元。", "更新执法执勤用车1辆。"),
    ],
)
def test_the_same_number_or_other_vehicles(texts):
    assert found(*texts) == []


@small_cases(
    ("lines", "wrong"),
    [
        ("共有车辆5辆，其中一般公务用车1辆。", 0),
        ("共有车辆3辆，其中：特种专业技术用车3辆；", 0),
        ("共有车辆3辆，其中：特种专业技术用车1辆。", 1),
        ("共有车辆2辆，其中一般公务用车3辆。", 1),
        ("共有车辆4辆，均为执法执勤用车。2031年购置执法执勤用车1辆，运行费用于5辆执法执勤用车的燃油、维修。", 0),
    ],
)
def test_one_kind_of_several_and_vehicles_bought_this_year(lines, wrong):
    found = findings("甲局2031年部门预算", *lines.split("|"), codes="A158")
    assert [each.code for each in found if each.severity is not Severity.INFO] == ["A158"] * wrong

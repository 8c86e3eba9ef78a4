"""Vehicles to be bought against the money for them."""

from tests.audit.texts import findings
from tests.small_cases import small_cases

TITLE = "某局2023年部门预算"


@small_cases(
    ("fee", "bought", "wrong"),
    [
        ("0", "2023年安排购置车辆1辆。", 1),
        ("0", "2023年安排购置车辆0辆。", 0),
        ("0", "2023年拟购置2辆公务用车。", 1),
        ("0", "2023年拟购置环卫专用车辆，计划购置车辆2辆环卫车。", 0),
        ("0", "2022年计划购置车辆1辆。", 0),
        ("18", "2023年安排购置车辆1辆。", 0),
        ("18", "2023年部门预算安排购置车辆0辆。", 1),
        ("18", "2023年部门预算未安排购置车辆及大型设备。", 1),
        ("0", "2023年部门预算未安排购置车辆及大型设备。", 0),
    ],
)
def test_vehicles_are_bought_where_there_is_money_for_them(fee, bought, wrong):
    text = f"公务用车购置及运行费20万元，其中：公务用车购置费{fee}万元。"
    assert len(findings(TITLE, text, bought, codes="A101")) == wrong

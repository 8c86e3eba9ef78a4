"""Equipment is counted from a price that forms know (B93)."""

from tests.audit.texts import findings
from tests.small_cases import small_cases

TITLE = "甲县文化馆2031年单位预算"


@small_cases(
    ("text", "right", "wrong"),
    [
        ("单价{}万元以上通用设备2台（套）。", "50", "51"),
        ("单位价值{}万元以上专用设备0台（套）。", "100", "600"),
        ("无单价{}万元以上通用设备，无单价100万元以上专用设备。", "50", "48"),
        ("单价{}万元（含）以上的通用设备3台。", "50", "53"),
        ("单位价值{}万元以上大型设备27台（套）。", "200", "290"),
        ("单价{}万元以上设备（不含车辆）3台。", "100", "170"),
        ("2031年未安排购置单位价值{}万元以上的设备。", "100", "160"),
        ("单台价格{}万元及以上专用设备1台。", "100", "1000"),
    ],
)
def test_the_price_from_which_equipment_is_counted(text, right, wrong):
    assert findings(TITLE, text.format(right), codes="B93") == []
    assert [each.severity.value for each in findings(TITLE, text.format(wrong), codes="B93")] == ["警告"]


@small_cases(
    "text",
    [
        "单价20万元以上设备4台。",
        "单位价值30万元以上通用设备1台。",
        "单价300万元以上设备1台。",
        "购置设备1台，单价51万元。",
        "设备原值153万元以上。",
        "价值51.60万元的车辆2辆。",
    ],
)
def test_other_prices(text):
    assert findings(TITLE, text, codes="B93") == []

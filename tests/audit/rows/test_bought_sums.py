"""What is to be bought, named behind its total, against the table that has the amounts."""

from desktop.audit.rows.bought_sums import RULES
from tests.audit.documents import document, table
from tests.small_cases import small_cases

TITLE = "白水县卫生局2031年部门预算"
ITEMS = table(
    "政府采购预算表",
    "采购项目名称|采购类别|总计|一般公共预算",
    "疾控中心核酸检测设备|货物|76.00|76.00",
    "妇幼保健院彩色超声诊断仪|货物|68.50|0.00",
    "信息系统运维|服务|24.60|24.60",
    "办公设备及用品|货物|5.40|5.40",
    "合计||174.50|106.00",
)
BY_SOURCE = table(
    "部门采购计划",
    "项目来源|物品名称|数量|单位|总计",
    "合计||||52.40",
    "公益放映经费|放映服务|1|项|45.00",
    "公用经费|台式计算机|8|台|4.00",
    "公用经费|数码照相机|2|台|3.40",
)


@small_cases(
    ("text", "shown", "wrong"),
    [
        ("拟购置固定资产144.50万元，主要为核酸检测设备、彩色超声诊断仪和办公设备，已列入采购计划。", ITEMS, 1),
        ("拟购置固定资产149.90万元，主要为核酸检测设备、彩色超声诊断仪和办公设备，已列入采购计划。", ITEMS, 0),
        ("本年计划购置设备81.60万元，分别为核酸检测设备、办公设备及用品。", ITEMS, 1),
        ("本年计划购置设备81.40万元，分别为核酸检测设备、办公设备及用品。", ITEMS, 0),
        ("采购预算共30.20万元，包括信息系统运维、办公设备及用品。", ITEMS, 1),
        ("安排资产配置资金145.50万元，具体包括：核酸检测设备和彩色超声诊断仪。", ITEMS, 1),
        ("拟购置固定资产总额为74000.00万元，主要为台式计算机8台、数码照相机2台。", BY_SOURCE, 1),
        ("拟购置固定资产7.40万元，主要为台式计算机8台、数码照相机2台。", BY_SOURCE, 0),
        ("拟购置固定资产74000元，主要为台式计算机8台、数码照相机2台。", BY_SOURCE, 0),
        ("拟购置固定资产150.00万元，主要为核酸检测设备和办公设备。", ITEMS, 0),  # there may be more
        ("拟购置固定资产60.00万元，主要为核酸检测设备、办公设备等。", ITEMS, 0),
        ("一般公共预算购置设备60.00万元，主要为核酸检测设备、彩色超声诊断仪。", ITEMS, 0),  # of some money
        ("上年购置固定资产60.00万元，主要为核酸检测设备、彩色超声诊断仪。", ITEMS, 0),
        ("拟购置固定资产60.00万元，主要为车载监测设备、彩色超声诊断仪。", ITEMS, 0),  # one has no row
        ("拟购置固定资产144.50万元，其中核酸检测设备76.00万元、彩色超声诊断仪68.50万元。", ITEMS, 0),
    ],
)
def test_what_is_named_costs_what_its_total_says(text, shown, wrong):
    (rule,) = RULES
    assert len(rule.look(document(TITLE, text, shown)).findings) == wrong

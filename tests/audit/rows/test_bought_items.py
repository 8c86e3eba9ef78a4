"""Things to be bought, in the text and in a table."""

from desktop.audit.rows.bought_items import look
from tests.audit.documents import document, table
from tests.small_cases import small_cases

TITLE = "白水县统计局2031年部门预算"
BUYING = table(
    "政府采购预算表",
    "采购项目|计量单位|数量|金额",
    "A02010104台式计算机|台|8|4.00",
    "多功能一体机|台|3|0.60",
    "合计|||4.60",
)
ASSETS = table("新增资产配置表", "资产名称|单位|数量", "执法车辆|辆|3", "台式电脑|台|4")


WITH_UNITS = table("表10 政府采购预算表", "采购项目|数量|金额", "恒温恒湿设备|3套|6.00", "台式计算机|8台|4.00")


@small_cases(
    ("text", "shown", "wrong"),
    [
        ("拟采购台式计算机6台、恒温恒湿设备3套，采购预算10.00万元。", WITH_UNITS, 1),
        ("拟采购台式计算机8台、恒温恒湿设备3套，采购预算10.00万元。", WITH_UNITS, 0),
        ("货物采购预算6.40万元，主要用于采购台式计算机9台、打印机3台。", BUYING, 1),
        ("货物采购预算6.40万元，主要用于采购台式计算机8台、打印机3台。", BUYING, 0),
        ("拟购置多功能一体机5台。", BUYING, 1),
        ("本年度拟购置固定资产1.50万元，为台式计算机3台。", BUYING, 1),
        ("计划更新执法车辆2辆。", ASSETS, 1),
        ("计划更新执法车辆3辆。", ASSETS, 0),
        ("现有台式计算机30台，拟更新。", BUYING, 0),  # what there is
        ("2030年已采购台式计算机30台。", BUYING, 0),
        ("拟采购台式计算机5台，普查办采购台式计算机3台。", BUYING, 0),  # several counts
        ("信息化项目购置台式计算机5台。", BUYING, 0),  # those of one project
        ("拟采购台式计算机8台（其中更新5台）。", BUYING, 0),
    ],
)
def test_as_many_are_bought_in_the_text_as_in_the_table(text, shown, wrong):
    assert len(look(document(TITLE, text, shown)).findings) == wrong

"""Rows of procurement and of the stock of assets as records; a row of another unit gives none."""

from desktop.intake import record_builders
from desktop.intake.record_kinds import KINDS
from tests.intake.record_files import messages, row

HEAD = ["单位", "采购品目", "数量", "单价（元）", "金额（元）", "资金来源", "部门预算经济分类", "采购类别"]


def records(kind, heading, cells, chosen=None):
    found = row(kind, heading, cells, chosen)
    return list(record_builders.records_of(found, {})), found


def test_every_kind_has_a_builder():
    assert set(record_builders.BUILDERS) == set(KINDS)


def test_an_item_of_the_catalogue_says_what_it_is():
    (each,), found = records(
        "procurements",
        HEAD,
        ["某局", "A02010105 台式计算机", 3, 5000, 15000, "一般公共预算", "31002 办公设备购置", None],
    )
    bought = each.record
    assert (bought.kind, bought.item, bought.quantity, bought.price, bought.amount, bought.economic_code) == (
        "货物", "台式计算机", 3, 500_000, 1_500_000, "31002",
    )  # fmt: skip
    assert found.rejects == []


def test_purchased_services_are_marked_and_a_kind_that_nothing_says_is_asked():
    (each,), _ = records("procurements", ["政府购买服务内容", "购买数量", "购买金额（万元）"], ["保洁", 1, 2])
    assert (each.record.kind, each.record.purchased_service, each.amount) == ("服务", 1, 2_000_000)
    _, found = records("procurements", HEAD, ["某局", "桌椅", 1, 5, 5, "一般公共预算", "31002", "其他"])
    assert "请填：货物、工程、服务" in messages(found.rejects)[0]
    assert found.words.unknown == {"采购类别/其他": ("货物", "工程", "服务")}


def test_a_product_beyond_its_bounds_is_refused():
    _, found = records("asset_plans", ["资产名称", "数量", "单价（万元）"], ["楼", 1_000_000, 10_000])
    assert messages(found.rejects)[0].endswith(
        "“单价（万元）”列：数量 × 单价超过 10 万亿元，请核对数量和单价（单位为元）"
    )


def test_rows_of_other_units_are_left_out_and_vehicles_are_counted():
    found, reader = records(
        "procurements", HEAD, ["下属站", "B01 房屋", 1, 5, 5, "一般公共预算", "31001", None], {"下属站": "不导入"}
    )
    assert (found, reader.skipped) == ([], "预算单位“下属站”不导入")
    (each,), _ = records("assets", ["种类", "存量", "购置数量"], ["一般公务用车", "2辆", None])
    assert (each.record.kind, each.record.stock, each.record.purchase) == ("一般公务用车", 2, 0)

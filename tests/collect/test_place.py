"""A whole place as one: transfers inside it fall away, others stay and are named."""

from desktop.collect import place
from desktop.collect.transfers import KEPT
from tests.collect import packs

UNITS = [
    {"unit": "局", "unit_code": "1"},
    {"unit": "中心", "unit_code": "2"},
    {"unit": "站", "unit_code": "2x"},
    {"unit": "站", "unit_code": "3x"},
]


def row(side, amount, unit="", counterpart="", year=2027, **more):
    line = packs.line(side, amount, year, **more)
    return {
        **{name: line[name] for name in KEPT},
        "amount": amount,
        "unit": unit,
        "counterpart": counterpart,
        "pack": 1,
    }


def test_pairs_fall_away_and_what_the_receiver_spends_stands_under_the_payers_money():
    touched = [
        row("支出", 100, "局", "2", nature="对附属单位补助支出", fund="一般公共预算"),
        row("收入", 80, "中心", "局", fund="上级补助收入"),
        row("支出", 80, "中心", nature="公用", fund="上级补助收入", economic="30201", function="2010301"),
    ]
    summed = [
        row("收入", 500, fund="一般公共预算"),
        row("支出", 400, nature="公用", fund="一般公共预算", economic="30201", function="2010301"),
    ]
    found = place.of_lines(touched, summed, UNITS)
    (pair,) = found.pairs
    assert (pair.paid, pair.received, pair.eliminated) == (100, 80, 80)
    spent = {(line.fund, line.nature): 0 for line in found.lines if line.side == "支出"}
    for line in found.lines:
        if line.side == "支出":
            spent[line.fund, line.nature] += line.amount
    assert spent == {("一般公共预算", "对附属单位补助支出"): 20, ("一般公共预算", "公用"): 480}
    assert sum(line.amount for line in found.lines if line.side == "收入") == 500


def test_a_name_of_two_units_and_a_unit_elsewhere_are_not_eliminated_but_listed():
    touched = [row("支出", 5, "局", "站", nature="对附属单位补助支出"), row("支出", 6, "局", "外县", nature="对附属单位补助支出"),
               row("支出", 7, "局", "局", nature="公用")]  # fmt: skip
    units = [*UNITS, {"unit": "另一个站", "unit_code": "站"}]
    found = place.of_lines(touched, [], units)
    assert found.pairs == []
    assert found.strangers == [("局", "站", 5), ("局", "外县", 6), ("局", "局", 7)]
    assert sum(line.amount for line in found.lines) == 18


def test_transfers_that_name_nobody_are_summed_by_kind():
    touched = [row("收入", 60, "站", "局", fund="上级补助收入"), row("支出", 5, "站", nature="上缴上级支出", fund="上级补助收入"),
               row("支出", 40, "站", nature="公用", fund="上级补助收入")]  # fmt: skip
    summed = [
        row("收入", 70, fund="上级补助收入"),
        row("收入", 9, fund="事业收入"),
        row("支出", 2, nature="上缴上级支出"),
    ]
    found = place.of_lines(touched, summed, UNITS)
    assert found.unnamed == {(2027, "上级补助收入"): 70, (2027, "上缴上级支出"): 7}


def test_the_tables_of_a_layout_print_the_place(tmp_path):
    summed = [
        row("收入", 500_00, fund="一般公共预算"),
        row(
            "支出", 500_00, nature="公用", fund="一般公共预算", economic="30201", function="2010301", government="50201"
        ),
    ]
    publication = place.tables(place.of_lines([], summed, UNITS), "某县", 2027, "一上", "national/2023", "ABC")
    texts = {cell.text for sheet in publication.sheets for cell in sheet.cells}
    assert any("某县" in text for text in texts)
    amounts = {cell.amount for sheet in publication.sheets for line in sheet.table.grid for cell in line if cell.amount}
    assert amounts == {500_00}
    assert publication.footer == "版本 ABC"

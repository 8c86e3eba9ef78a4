"""Cells of a row by field: years, units, money with its parts, amounts, counts, flags; each refusal names its place."""

import pytest

from tests.intake.record_files import messages, row
from tests.small_cases import small_cases

HEAD = [
    "年度",
    "单位",
    "功能科目",
    "经济科目",
    "支出性质",
    "资金性质",
    "资金来源",
    "结转",
    "金额（万元）",
    "政府购买服务",
]


def line(**cells):
    values = {"年度": 2026, "单位": "某局", "功能科目": "2010301", "经济科目": "30101", "支出性质": "人员",
              "资金性质": "一般公共预算", "金额（万元）": 1} | cells  # fmt: skip
    chosen = values.pop("chosen", None)
    return row("lines", HEAD, [values.get(name) for name in HEAD], chosen)


def test_a_heading_may_ask_whether_money_is_carried_over():
    head = [*(name for name in HEAD if name != "结转"), "是否结转"]
    values = {"资金性质": "一般公共预算", "金额（万元）": 1}
    for text, carry in (("是", "结转"), ("否", "当年"), ("结转", "结转"), ("", "当年"), (None, "当年")):
        found = row("lines", head, [(values | {"是否结转": text}).get(name) for name in head])
        assert (found.money("fund").carry, found.rejects) == (carry, [])


def test_a_refusal_names_file_sheet_row_and_column():
    found = line(**{"金额（万元）": "abc"})
    assert found.amount("amount") is None
    assert messages(found.rejects) == ["文件“表.xlsx”工作表“明细”第 2 行“金额（万元）”列：“abc”不是金额"]


@pytest.mark.parametrize(("text", "year", "reason"), [(2026, 2026, ""), ("2026年", 2026, ""), ("26", 2026, "四位年份"),
                                                      (2025, 2025, "账本中没有 2025 年的预算")])  # fmt: skip
def test_years(text, year, reason):
    found = line(年度=text)
    assert found.year() == year
    assert reason in "".join(messages(found.rejects)) if reason else found.rejects == []


def test_another_unit_is_asked_about():
    found = line(单位="下属站")
    found.of_this_unit()
    assert ("不是这个单位" in messages(found.rejects)[0], found.words.unknown) == (
        True,
        {"预算单位/下属站": ("本单位", "不导入")},
    )
    skipped = line(单位="下属站", chosen={"预算单位/下属站": "不导入"})
    skipped.of_this_unit()
    assert (skipped.skipped, skipped.rejects) == ("预算单位“下属站”不导入", [])


@small_cases(
    ("cells", "money", "reason"),
    [
        ({"资金来源": "提前下达"}, ("一般公共预算", "提前下达", "当年"), ""),
        ({"资金来源": "上年结转"}, ("一般公共预算", "", "结转"), ""),
        ({"资金性质": "事业收入结转"}, ("事业收入", "", "结转"), ""),
        ({"资金来源": "事业收入"}, None, "与“一般公共预算”不一致"),
        ({"资金来源": "年初"}, None, "“年初”不认识"),
        ({"结转": "明年"}, None, "请填：当年、结转"),
        ({"资金性质": "事业收入结转", "结转": "当年"}, None, "不一致，请核对"),
        ({"结转": "是"}, None, "请填：当年、结转"),
        ({"结转": "是", "chosen": {"当年或结转/是": "结转"}}, ("一般公共预算", "", "结转"), ""),
        ({"资金性质": "上年结转"}, None, "没有说是哪种资金的结转"),
        ({"资金性质": "财政拨款"}, None, "不能确定是哪种资金"),
    ],
)
def test_money(cells, money, reason):
    found = line(**cells)
    read = found.money("fund")
    assert [reason in text for text in messages(found.rejects)] == ([True] if reason else [])
    assert money is None or (read.fund, read.subsource, read.carry) == money


@small_cases(
    ("text", "fen", "reason"),
    [
        ("12.3456", 12_345_600, ""), ("1,234.5", 1_234_500_000, ""), ("３", 3_000_000, ""), ("5元", 500, ""),
        ("-1", None, "是负数"), (None, None, "金额为空"), ("—", None, "金额为空"), ("0.0000001", None, "不足一分"),
    ],
)  # fmt: skip
def test_amounts_are_exact_to_the_fen_or_refused(text, fen, reason):
    found = line(**{"金额（万元）": text})
    assert found.amount("amount") == fen
    assert [reason in words for words in messages(found.rejects)] == ([True] if reason else [])


def test_counts_flags_and_names():
    found = row("assets", ["种类", "存量", "购置数量"], ["客车", "2辆", "1.5"])
    assert (found.count("stock", 0), found.count("purchase", 0)) == (2, 0)
    assert "“1.5”不对，请填整数" in messages(found.rejects)[0]
    assert "上年末数量不对" in messages(_counted("9999999").rejects)[0]
    assert (line(政府购买服务="有").flag("purchased_service"), line().flag("purchased_service")) == (1, 0)
    doubtful = line(政府购买服务="也许")
    assert (doubtful.flag("purchased_service"), "请填“是”或“否”" in messages(doubtful.rejects)[0]) == (0, True)
    assert line().identifier("function_code") == "2010301"


def _counted(text):
    found = row("assets", ["种类", "存量"], ["客车", text])
    found.count("stock", 0)
    return found


def test_a_code_is_asked_about_decided_or_refused():
    found = line(经济科目="办工费")
    assert (found.code("economic_code", 2026), found.words.unknown["部门经济科目/办工费"][0]) == ("", "30201")
    decided = line(经济科目="办工费", chosen={"部门经济科目/办工费": "30201"})
    assert (decided.code("economic_code", 2026), decided.words.translated) == (
        "30201",
        {"部门经济科目/办工费": "30201"},
    )

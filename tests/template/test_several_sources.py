"""Bureaus' workbooks for a unit with money of several sources: each cell against sums over the lines themselves."""

from dataclasses import replace
from decimal import Decimal

import openpyxl
import pytest

from desktop import pipeline
from desktop.findings import UserError
from desktop.layouts.form import loader
from desktop.ledger.records import DirectLine, Execution, Income
from desktop.template.fill import fill
from tests.template.helpers import one_sheet, titled

GENERAL, FUND, SPECIAL, BUSINESS, OTHER = "一般公共预算", "政府性基金", "财政专户管理资金", "事业收入", "其他收入"
SPENT = (
    ("2120803", "30905", "项目", FUND, "当年", 123456789),
    ("2120803", "30213", "项目", FUND, "结转", 4567890),
    ("2010350", "30201", "公用", SPECIAL, "当年", 2345678),
    ("2010350", "30299", "公用", BUSINESS, "当年", 3456701),
    ("2010350", "30239", "项目", OTHER, "结转", 500050),
    ("2080505", "30108", "人员", BUSINESS, "当年", 888888),
)


@pytest.fixture(scope="module")
def book(sample_facts):
    """The made-up unit with money of more sources, as carried and of this year, and what was spent last year."""
    facts, last = sample_facts["qinghe_2025"]
    project, budget = facts.projects[1].id, facts.budget.id
    lines = tuple(
        DirectLine(
            900 + n, budget, n, function, economic, "", nature, project if nature == "项目" else None, fund, carry, fen
        )
        for n, (function, economic, nature, fund, carry, fen) in enumerate(SPENT)
    )
    incomes = tuple(Income(900 + n, budget, n, fund, carry, fen) for n, (_, _, _, fund, carry, fen) in enumerate(SPENT))
    before = pipeline.disclose(facts, last, loader.load("chongqing/2023")).cube
    spent = {x.function: 0 for x in before.lines if x.year == 2024 and x.side == "支出"}
    executions = tuple(Execution(n, budget, n, code, 1000 * n, GENERAL) for n, code in enumerate(sorted(spent), 1))
    facts = replace(facts, lines=(*facts.lines, *lines), incomes=(*facts.incomes, *incomes), executions=executions)
    return pipeline.disclose(facts, last, loader.load("chongqing/2023"))


@pytest.fixture
def wrong(book, learned, tmp_path):
    """Learn, fill and compare: the cells that are not what they must be."""

    def run(workbook, expected, reason=""):
        made = fill(learned(workbook).mapping, tmp_path / "表.xlsx", book.cube, reason, book.facts)
        (tmp_path / "已填.xlsx").write_bytes(made.content)
        sheet = openpyxl.load_workbook(tmp_path / "已填.xlsx", data_only=True).worksheets[0]
        return {place: (sheet[place].value, wanted) for place, wanted in expected.items()
                if not agrees(sheet[place].value, wanted)}  # fmt: skip

    return run


def agrees(cell, wanted):
    if wanted is None or isinstance(wanted, str):
        return cell == wanted
    return isinstance(cell, int | float) and abs(Decimal(str(cell)) - wanted) < Decimal("0.0000001")


@pytest.fixture(scope="module")
def sums(book):
    """The 元 of a side and year whose properties begin with what is wanted, by plain loops."""

    def run(side="支出", year=2025, **wanted):
        lines = [line for line in book.cube.lines if (line.side, line.year) == (side, year)]
        hits = [x for x in lines if all(getattr(x, name).startswith(value) for name, value in wanted.items())]
        return Decimal(sum(x.amount for x in hits)) / 100

    return run


UNIT = (BUSINESS, "事业单位经营收入", "上级补助收入", "附属单位上缴收入", OTHER, "使用非财政拨款结余")
BASIC = ("人员", "公用")


def test_sources_across_and_natures_with_their_subjects_down(wrong, sums):
    labels = {
        "支出合计": {}, "一、基本支出": {"nature": BASIC}, "1.人员经费": {"nature": "人员"},
        "工资福利支出": {"nature": "人员", "economic": "301"}, "2.公用经费": {"nature": "公用"},
        "商品和服务支出": {"nature": "公用", "economic": "302"}, "二、项目支出": {"nature": "项目"},
        "商品和服务支出 ": {"nature": "项目", "economic": "302"}, "资本性支出": {"nature": "项目", "economic": ("309", "310")},
    }  # fmt: skip
    rows = [
        *titled("2025年部门支出预算汇总表（按资金来源）", 6, "元"),
        ["支出类别", "合计", GENERAL, "政府性基金预算", "财政专户", "单位资金"],
        *[[label, *[None] * 5] for label in labels],
    ]
    expected = {}
    for row, where in enumerate(labels.values(), 4):
        funds = {"B": (), "C": GENERAL, "D": FUND, "E": SPECIAL, "F": UNIT}
        expected |= {f"{c}{row}": sums(**where, **({"fund": fund} if fund else {})) for c, fund in funds.items()}
    assert wrong(one_sheet("汇总", rows, ("A1:F1",)), expected) == {}


def test_income_by_source_with_what_was_carried_in_a_row_for_the_unit(wrong, sums, book):
    """事业收入 of a layout without a column 财政专户管理资金 holds both; beside one it is 事业收入 alone."""
    rows = [
        *titled("2025年部门收入总表", 12, "元"),
        ["部门（单位）代码", "部门（单位）名称", "总计", "本年收入", *[None] * 5, "上年结转", None, None],
        [
            None,
            None,
            None,
            "小计",
            GENERAL,
            "政府性基金预算",
            "财政专户管理资金",
            BUSINESS,
            OTHER,
            "小计",
            "财政拨款",
            "单位资金",
        ],
        [None, "合计", *[None] * 10],
        ["101002", book.facts.unit.name, *[None] * 10],
    ]
    expected = {}
    for row in (5, 6):
        this, carried = {"side": "收入", "carry": "当年"}, {"side": "收入", "carry": "结转"}
        expected |= {
            f"C{row}": sums("收入"), f"E{row}": sums(fund=GENERAL, **this), f"F{row}": sums(fund=FUND, **this),
            f"G{row}": sums(fund=SPECIAL, **this), f"H{row}": sums(fund=BUSINESS, **this),
            f"I{row}": sums(fund=OTHER, **this), f"J{row}": sums(**carried),
            f"K{row}": sums(fund=(GENERAL, FUND), **carried), f"L{row}": sums(fund=UNIT, **carried),
        }  # fmt: skip
    assert wrong(one_sheet("收入总表", rows, ("A1:L1", "A3:A4", "B3:B4", "C3:C4", "D3:I3", "J3:L3")), expected) == {}


def test_last_year_as_budgeted_and_as_spent_beside_this_year(wrong, sums, book):
    """The title names no year: 2024年 once held the figures of 2025."""
    classes = {"201": "一般公共服务支出", "208": "社会保障和就业支出", "210": "卫生健康支出", "221": "住房保障支出"}
    rows = [
        *titled("一般公共预算支出与上年对比表", 6),
        ["功能分类科目", "2024年", None, None, "2025年预算数", "2025年比2024年预算增减"],
        [None, "年初预算数", "调整预算数", "执行数", None, "增减额"],
        *[[name, *[None] * 5] for name in classes.values()],
    ]
    expected = {}
    for row, code in enumerate(classes, 5):
        last, this = sums(year=2024, function=code, fund=GENERAL), sums(function=code, fund=GENERAL)
        spent = sum(x.amount or 0 for x in book.facts.executions if x.function_code.startswith(code))
        expected |= {f"B{row}": last / 10_000, f"C{row}": None, f"D{row}": Decimal(spent) / 1_000_000,
                     f"E{row}": this / 10_000, f"F{row}": (this - last) / 10_000}  # fmt: skip
    merges = ("A1:F1", "A3:A4", "B3:D3", "E3:E4")
    assert wrong(one_sheet("对比", rows, merges), expected) == {}


def test_one_row_for_each_pair_of_subjects(wrong, book):
    pairs = {}
    for line in book.cube.lines:
        if (line.side, line.year) == ("支出", 2025):
            key = (line.economic, line.government)
            pairs[key] = pairs.get(key, 0) + line.amount
    rows = [
        *titled("部门预算与政府预算支出经济分类对照表", 5, "元"),
        ["部门预算支出经济分类", None, "政府预算支出经济分类", None, "金额"],
        ["科目编码", "科目名称", "科目编码", "科目名称", None],
        *[[None] * 5] * 10,
    ]
    expected = {}
    for row, key in enumerate(sorted(pairs), 5):
        expected |= {f"A{row}": key[0], f"C{row}": key[1], f"E{row}": Decimal(pairs[key]) / 100}
    assert wrong(one_sheet("对照", rows, ("A1:E1", "A3:B3", "C3:D3", "E3:E4")), expected) == {}


def test_a_code_and_its_name_in_one_cell_and_a_total_of_one_source(wrong, sums):
    labels = {"212": "212城乡社区支出", "2120803": "2120803 城市建设支出", "229": "229其他支出"}
    rows = [
        *titled("政府性基金预算支出表（2025年）", 4, "元"),
        ["科目", "本年政府性基金预算支出", None, None],
        [None, "合计", "基本支出", "项目支出"],
        *[[label, None, None, None] for label in labels.values()],
    ]
    expected = {}
    for row, code in enumerate(labels, 5):
        expected |= {f"B{row}": sums(fund=FUND, function=code), f"C{row}": Decimal(0),
                     f"D{row}": sums(fund=FUND, function=code, nature="项目")}  # fmt: skip
    assert wrong(one_sheet("基金", rows, ("A1:D1", "A3:A4", "B3:D3")), expected) == {}


def test_codes_in_three_columns_are_read_together(wrong, sums):
    codes = {"2010350": "事业运行", "2080505": "机关事业单位基本养老保险缴费支出", "2120803": "城市建设支出"}
    rows = [
        *titled("2025年部门支出预算表", 6, "元"),
        ["科目编码", None, None, "科目名称", "支出合计", "项目支出"],
        ["类", "款", "项", None, None, None],
        *[[code[:3], code[3:5], code[5:], name, None, None] for code, name in codes.items()],
    ]
    expected = {}
    for row, code in enumerate(codes, 5):
        expected |= {f"E{row}": sums(function=code), f"F{row}": sums(function=code, nature="项目")}
    workbook = one_sheet("支出", rows, ("A1:F1", "A3:C3", "D3:D4", "E3:E4", "F3:F4"))
    with pytest.raises(UserError, match="没有找到位置的有 2010306"):
        wrong(workbook, expected)
    assert wrong_if_accepted(wrong, workbook, expected) == {}


def test_years_of_money_below_income_and_spending(wrong, sums):
    rows = [
        *titled("2025年部门收支预算总表", 6, "元"),
        ["收入", None, None, "支出", None, None],
        ["项目", "合计", "上年结转", "项目", "合计", "上年结转"],
        [GENERAL, None, None, "一般公共服务支出", None, None],
        ["政府性基金预算", None, None, "城乡社区支出", None, None],
    ]
    expected = {}
    for row, (fund, code) in enumerate(((GENERAL, "201"), (FUND, "212")), 5):
        expected |= {
            f"B{row}": sums("收入", fund=fund), f"C{row}": sums("收入", fund=fund, carry="结转"),
            f"E{row}": sums(function=code), f"F{row}": sums(function=code, carry="结转"),
        }  # fmt: skip
    assert wrong_if_accepted(wrong, one_sheet("总表", rows, ("A1:F1", "A3:C3", "D3:F3")), expected) == {}


def test_a_total_with_some_of_its_parts(wrong, sums):
    """其中 below a total says that the rows need not be all of it."""
    rows = [
        *titled("2025年部门预算基本情况表", 2, "元"),
        ["项目", "金额"],
        *[[label, None] for label in ("一、收入总计", "其中：事业收入", "二、项目支出", "其中：政府性基金预算")],
    ]
    expected = {"B4": sums("收入"), "B5": sums("收入", fund=BUSINESS), "B6": sums(nature="项目"),
                "B7": sums(nature="项目", fund=FUND)}  # fmt: skip
    assert wrong(one_sheet("情况", rows, ("A1:B1",)), expected) == {}


def test_names_of_economic_classes_without_their_codes(wrong, sums):
    labels = {"工资福利支出": "301", "基本工资": "30101", "住房公积金": "30113", "商品和服务支出": "302", "办公费": "30201",
              "对个人和家庭的补助": "303", "资本性支出": ("309", "310")}  # fmt: skip
    rows = [
        *titled("2025年支出预算明细表（按经济分类）", 2, "元"),
        ["经济分类科目名称", "预算数"],
        *[[label, None] for label in labels],
    ]
    expected = {f"B{row}": sums(economic=code) for row, code in enumerate(labels.values(), 4)}
    assert wrong(one_sheet("经济", rows, ("A1:B1",)), expected) == {}


def test_rows_for_units_are_filled_for_the_own_one_and_totals_of_others_stay_blank(wrong, sums, book):
    """A sheet with a row printed for each unit once got a further row below them."""
    rows = [
        *titled("部门预算汇总表", 4, "元"),
        ["单位名称", "人员经费", "项目支出", "其他资金"],
        *[[name, None, None, None] for name in ("合计", book.facts.unit.name, "青禾县某局")],
    ]
    rows[2][3] = GENERAL
    own = {"B5": sums(nature="人员"), "C5": sums(nature="项目"), "D5": sums(fund=GENERAL)}
    others = {f"{column}{row}": None for column in "ABCD" for row in (4, 6, 7) if column != "A" or row == 7}
    assert wrong(one_sheet("汇总", rows, ("A1:D1",)), {**own, **others}) == {}
    alone = one_sheet("汇总", rows[:-1], ("A1:D1",))
    assert wrong(alone, {**own, **{place.replace("5", "4"): amount for place, amount in own.items()}}) == {}


def wrong_if_accepted(wrong, workbook, expected):
    """What is wrong where a person has said that money without a row is none of the sheet's."""
    return wrong(workbook, expected, "本表只列部分科目")


def test_years_down_and_items_across(wrong, sums):
    items = {
        "“三公”经费合计": ("30212", "30217", "30231", "31013", "30913"),
        "公务用车运行维护费": "30231",
        "公务接待费": "30217",
    }
    rows = [
        *titled("2025年一般公共预算“三公”经费支出表", 4),
        ["年度", *items],
        ["2024年预算数", None, None, None],
        ["2025年预算数", None, None, None],
        ["增减额", "=B5-B4", "=C5-C4", "=D5-D4"],
    ]
    expected = {}
    for column, code in zip("BCD", items.values(), strict=True):
        last, this = (sums(year=year, economic=code, fund=GENERAL) / 10_000 for year in (2024, 2025))
        expected |= {f"{column}4": last, f"{column}5": this, f"{column}6": this - last}
    assert wrong(one_sheet("三公", rows, ("A1:D1",)), expected) == {}


def test_a_row_of_a_year_under_a_column_of_amounts_means_nothing(learned):
    rows = [*titled("情况表", 2), ["年度", "金额"], ["2024年预算数", None], ["2025年预算数", None]]
    assert learned(one_sheet("情况", rows)).mapping.sheets == []


def test_sections_of_rows_count_also_in_a_table_that_a_layout_knows(wrong, sums):
    labels = {"一、基本支出": {"nature": BASIC}, "商品和服务支出": {"nature": BASIC, "economic": "302"},
              "二、项目支出": {"nature": "项目"}, "商品和服务支出 ": {"nature": "项目", "economic": "302"}}  # fmt: skip
    rows = [
        *titled("2025年部门支出总表", 4, "元"),
        ["项目", "支出合计", "政府性基金预算拨款", "上年结转"],
        *[[label, None, None, None] for label in labels],
    ]
    expected = {}
    for row, where in enumerate(labels.values(), 4):
        expected |= {f"B{row}": sums(**where), f"C{row}": sums(**where, fund=FUND, carry="当年"),
                     f"D{row}": sums(**where, carry="结转")}  # fmt: skip
    assert wrong_if_accepted(wrong, one_sheet("支出", rows, ("A1:D1",)), expected) == {}


def test_a_source_whose_years_are_not_divided_beside_one_whose_are(wrong, sums, book):
    """政府性基金 once lost what was carried because 一般公共预算 beside it has a column for that."""
    rows = [
        *titled("2025年项目支出表", 6, "元"),
        ["项目名称", "合计", GENERAL, None, "政府性基金", "单位资金"],
        [None, None, "本年", "上年结转", None, None],
        *[[None] * 6 for _ in range(3)],
    ]
    expected = {}
    for row, project in enumerate(book.facts.projects, 5):
        own = {"project": project.name}
        expected |= {f"A{row}": project.name, f"C{row}": sums(**own, fund=GENERAL, carry="当年"),
                     f"D{row}": sums(**own, fund=GENERAL, carry="结转"), f"E{row}": sums(**own, fund=FUND)}  # fmt: skip
    assert wrong(one_sheet("项目", rows, ("A1:F1", "A3:A4", "B3:B4", "C3:D3", "E3:E4", "F3:F4")), expected) == {}

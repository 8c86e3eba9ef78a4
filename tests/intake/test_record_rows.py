"""Rows of sums are proven and never imported; headed and merged rows give their code to those below."""

import pytest

from desktop.intake.record_rows import figure, rows_of
from tests.intake.record_files import messages, sheet
from tests.small_cases import small_cases

HEAD = ["功能科目", "经济科目", "性质", "资金来源", "金额（元）"]
A, B = ["2010301", "30101", "人员", "一般公共预算", 5], ["2010301", "30201", "公用", "一般公共预算", 7]


def total(words, amount):
    return [words, None, None, None, amount]


@pytest.mark.parametrize(
    ("rows", "agreed"),
    [
        ([A, B, total("合计", 12)], 1),
        ([total("合 计", 12), A, B], 1),
        ([A, total("人员小计", 5), B, total("小计", 7), total("总计", 12)], 3),
        ([total("201 一般公共服务支出", 12), total("20103", 12), A, B], 2),
        ([total("人员经费合计", 5), A, total("公用经费合计", 7), B, total("合计", 12)], 3),
        ([A, B, [None, None, None, "合　计", 12], ["注：1.本表按2026年标准测算"]], 1),
        ([[None, None, "人员经费", None, 5], A, [None, None, "公用经费", None, 7], B], 2),
        ([[None, None, "基本支出", None, 12], [None, None, "人员", None, 5], A, [None, None, "公用", None, 7], B], 3),
        ([A, B, ["制表：甲", None, "审核：乙"], total("合计", None)], 1),
        ([A, B, total(None, 12), ["注：以上为申报数"]], 1),
    ],
)
def test_sums_over_under_and_before_their_rows_agree(rows, agreed):
    understood = sheet("lines", HEAD, *rows)
    found = rows_of(understood)
    assert (messages(understood.rejects), len(found.data), found.agreed) == ([], 2, agreed)
    assert len(found.passed_over) == len(rows) - 2


@small_cases(
    ("rows", "reason"),
    [
        ([A, B, total("合计", 13)], "第 4 行“金额”列：“合计”行写 13.00 元，各行相加为 12.00 元"),
        ([total("201", 11), A, B], "第 2 行“金额”列：“201”行写 11.00 元，各行相加为 12.00 元"),
        ([A, total("小计", "约5"), B], "“小计”行写 约5，各行相加为 5.00 元"),
        ([[None, None, "基本支出", None, 13], A, B], "第 2 行“金额”列：“基本支出”行写 13.00 元，各行相加为 12.00 元"),
        ([], "表头下面没有数据行"),
    ],
)
def test_a_sum_that_is_not_that_of_its_rows_is_named(rows, reason):
    understood = sheet("lines", HEAD, *rows)
    rows_of(understood)
    assert [reason in text for text in messages(understood.rejects)] == [True]


def test_a_row_of_a_subject_heads_the_rows_of_its_economic_subjects():
    understood = sheet(
        "lines", HEAD, total("2010301 行政运行", 12), [None, *A[1:]], [None, *B[1:]], ["2010302", *B[1:]]
    )
    found = rows_of(understood)
    assert ([row.function for row in found.data], found.agreed) == (["2010301", "2010301", ""], 1)
    assert understood.rejects == []


def test_cells_merged_downwards_are_those_of_each_row_but_amounts_are_not():
    rows = [A, [None, "30102", None, None, 7], [None, "30103", None, None, None]]
    found = rows_of(sheet("lines", HEAD, *rows, merges=((2, 4, 0), (2, 4, 4))))
    assert [row.cells[0] for row in found.data] == ["2010301"] * 3
    assert [row.cells[4] for row in found.data] == ["5", "7", ""]


def test_repeated_headings_index_rows_and_titles_of_parts_are_passed_over():
    names = ["exp_func_", "dep_bgt_eco_", "type", "fund_type_", "apply_up"]
    found = rows_of(sheet("lines", HEAD, [1, 2, 3, 4, 5], ["办公室"], A, HEAD, B, names))
    assert sorted(number for number, _ in found.passed_over) == [2, 3, 5, 7]
    assert len(found.data) == 2


def test_a_figure_is_money_or_a_count():
    assert (figure("1.5", "万元"), figure("2辆", ""), figure("无", ""), figure("x", "元")) == (1_500_000, 2, None, None)


INCOME = ["项目", "预算数（元）"]


@small_cases(
    ("rows", "data"),
    [
        ([["一、一般公共预算拨款收入", 100], ["经费拨款", 80], ["非税收入", 20], ["二、事业收入", 30]],
         ["经费拨款", "非税收入", "二、事业收入"]),
        ([["财政拨款收入", 100], ["其中：一般公共预算", 90], ["其中：经费拨款", 60], ["非税收入", 30], ["政府性基金", 10],
          ["事业收入", 5], ["合计", 105]], ["经费拨款", "非税收入", "政府性基金", "事业收入"]),
        ([["一般公共预算", 100], ["非税收入", 20], ["合计", 120]], ["一般公共预算", "非税收入"]),
        ([["事业收入", 20], ["其他收入", 20]], ["事业收入", "其他收入"]),
    ],
)  # fmt: skip
def test_a_source_that_the_rows_below_it_divide_is_not_taken_a_second_time(rows, data):
    understood = sheet("incomes", INCOME, *rows)
    found = rows_of(understood)
    assert (messages(understood.rejects), [row.cells[0] for row in found.data]) == ([], data)
    assert len(found.passed_over) == len(rows) - len(data)


PROJECTS = ["功能科目", "经济科目", "项目名称", "资金来源", "金额（元）"]
HALL = ["2010306", "30201", "大厅运维", "一般公共预算", 5]


@small_cases(
    ("heading", "below", "asked"),
    [
        (PROJECTS, [["2010306", "30227", None, "一般公共预算", 7]], True),
        (PROJECTS, [["2010301", "30227", None, "一般公共预算", 7]], False),
        (PROJECTS, [["小计", None, None, None, 5], ["2010306", "30227", None, "一般公共预算", 7]], False),
        ([*PROJECTS, "支出性质"], [["2010306", "30227", None, "一般公共预算", 7, "公用"]], False),
    ],
)
def test_a_row_below_one_of_a_project_is_not_silently_basic_expenditure(heading, below, asked):
    understood = sheet("lines", heading, [*HALL, "项目"][: len(heading)], *below)
    rows_of(understood)
    shown = [
        "第 3 行“项目名称”列：没有项目名称，上一行属于项目“大厅运维”" in each for each in messages(understood.rejects)
    ]
    assert shown == [True] * asked


@pytest.mark.parametrize("rows", [[A, [None] * 4 + [5]], [A, B, [None] * 4 + [11]], [A, [None] * 4 + [12], B]])
def test_a_row_of_amounts_alone_is_only_a_sum_as_the_last_one_and_over_several_rows(rows):
    assert len(rows_of(sheet("lines", HEAD, *rows)).data) == len(rows)


@pytest.mark.parametrize("words", ["其中：非税收入", "其中：一般债券", "其中 经费拨款"])
def test_a_part_of_a_source_is_not_counted_beside_it_where_the_other_parts_are_missing(words):
    rows = (["一般公共预算拨款", 120], [words, 20], ["事业收入", 6])
    understood = sheet("incomes", ["收入来源", "金额（元）"], *rows)
    found = rows_of(understood)
    assert [row.cells[0] for row in found.data] == ["一般公共预算拨款", "事业收入"]
    (message,) = messages(understood.rejects)
    assert f"“{words}”是“一般公共预算拨款”的一部分，金额会重复计入" in message


def test_what_a_total_is_divided_into_is_data():
    rows = (["本年收入合计", 126], ["其中：一般公共预算", 120], ["事业收入", 6])
    understood = sheet("incomes", ["收入来源", "金额（元）"], *rows)
    assert (len(rows_of(understood).data), messages(understood.rejects)) == (2, [])


def test_a_wrong_grand_total_is_told_with_the_sum_of_all_rows():
    rows = (
        ["一般公共预算", 120],
        ["事业收入", 6],
        ["本年收入合计", 126],
        ["上年结转（一般公共预算）", 2],
        ["收入总计", 130],
    )
    understood = sheet("incomes", ["收入来源", "金额（元）"], *rows)
    rows_of(understood)
    (message,) = messages(understood.rejects)
    assert "“收入总计”行写 130.00 元，各行相加为 128.00 元" in message

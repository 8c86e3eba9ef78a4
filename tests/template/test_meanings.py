"""What the words of budget tables mean: titles, row labels, headers, totals."""

import pytest

from desktop.layouts.form import loader
from desktop.template.meanings import Meanings, fitting, is_total
from tests.small_cases import small_cases

SPENDING = ("side", ("支出",))


@pytest.fixture(scope="module")
def words():
    return Meanings.of([loader.load(key) for key in loader.available()])


@pytest.mark.parametrize(
    ("lines", "table"),
    [
        (["2025年部门收支总表"], "balance"),
        (["附件", "2025年一般公共预算基本支出表"], "general_basic"),
        (["没有这样的表"], None),
        ([], None),
    ],
)
def test_a_table_is_known_by_the_longest_title_a_line_ends_with(words, lines, table):
    found = words.table(lines)
    assert (found.id if found else None) == table


def test_a_row_is_known_by_its_code_its_label_or_the_name_of_a_subject(words):
    assert words.row("", "2010350", None) == (("function", ("2010350",)),)
    assert words.row("", "30201", None) == (("economic", ("30201",)),)
    assert words.row("", "50501", None) == (("government", ("50501",)),)
    assert words.row("二、一般公共服务支出", "", None) == (("function", ("201",)),)
    assert words.row("颜色", "", None) is None


def test_a_bare_total_means_nothing_without_its_table(words):
    assert words.row("合计", "", None) is None
    spec = loader.load("chongqing/2023").table("general_expenditure")
    assert words.row("合计", "", spec) is not None


def test_a_column_is_known_by_the_end_of_its_path_and_a_total_means_its_group(words):
    assert words.column(["合计"], None) == ((), "this")
    assert words.column([], None) == ((), "this")
    basic = words.column(["基本支出"], None)
    assert basic is not None
    assert words.column(["2025年预算数", "基本支出", "小计"], None) == basic
    assert words.column(["颜色", "气味"], None) is None


def test_a_group_of_columns_narrows_what_stands_below_it(words):
    where, value = words.column(["一般公共预算", "2024年", "上年预算数"], None)
    assert dict(where)["fund"] == ("一般公共预算",) and value == "last"
    assert dict(words.column(["政府性基金预算", "基本支出"], None)[0])["fund"] == ("政府性基金",)
    assert words.column(["某项补助", "预算数"], None) is None  # all money would be too much
    assert words.column(["支出", "本年预算安排"], None) == ((), "this")
    assert words.column(["小计"], None) == ((), "this")
    assert words.column(["单位"], None) is None and words.column(["2025年"], None) == ((), "this")


@small_cases(
    ("heading", "total"),
    [("合计", True), ("支出总计", True), ("小 计", True), ("其中：小计", False), ("合计数", False), ("", False)],
)
def test_a_heading_of_a_sum_ends_with_its_word_and_is_no_part(heading, total):
    assert is_total(heading) is total


def test_a_filter_asks_for_spending_unless_it_names_a_side():
    assert fitting((("nature", ("人员",)),)) == (SPENDING, ("nature", ("人员",)))
    assert dict(fitting((("side", ("收入",)), ("fund", ("其他收入",)))))["side"] == ("收入",)


def test_procurement_is_not_asked_for_the_year_of_its_money_and_contradictions_ask_nothing():
    assert fitting((("carry", ("当年",)), ("side", ("采购",)))) == (("side", ("采购",)),)
    assert fitting((SPENDING, ("side", ("收入",)))) is None
    assert fitting((("economic", ("30231",)), ("economic", ("30217",)))) is None
    assert fitting((("function", ("201",)), ("side", ("收入",)))) is None


def test_a_source_named_as_this_years_is_that_source_of_this_year(words):
    where = dict(words.row("一、本年一般公共预算拨款", "", None))
    assert where == {"side": ("收入",), "fund": ("一般公共预算",), "carry": ("当年",)}
    assert words.row("本年其他事项", "", None) is None
    assert words.row("本年结转一般公共预算拨款", "", None) is None

"""What cells say: the same words in different places are the same amount, what is not understood says nothing."""

from desktop.audit.tables.grids import grids_of
from desktop.audit.tables.meanings import statements_of
from tests.audit.documents import BALANCE, OUTLAY, document, table


def stated(title, *rows):
    (grid,) = grids_of(document(table(title, *rows)))
    return {(frozenset(each.key), each.flavour): each.figure.text for each in statements_of(grid)}


def key(*words):
    return frozenset(zip(words[::2], words[1::2], strict=True))


def test_rows_and_columns_of_a_table_of_codes():
    found = stated("一般公共预算支出表", *OUTLAY)
    general = ("side", "支出", "fund", "general")
    assert found[key(*general), ""] == "12.00"
    assert found[key(*general, "nature", "basic", "function", "201"), ""] == "7.00"


def test_both_sides_of_a_balance():
    found = stated("部门收支总表", *BALANCE)
    assert found[key("side", "收入"), "本年"] == "11.00"
    assert found[key("side", "收入"), "总计"] == "12.00"
    assert found[key("side", "收入", "fund", "general", "carry", "当年"), ""] == "11.00"
    assert found[key("side", "支出", "function", "221"), ""] == "3.00"


def test_what_is_not_understood_says_nothing():
    assert stated("政府购买服务预算表", *OUTLAY) == {}
    assert stated("", *OUTLAY) == {}
    rows = [row.replace("项目支出", "甲方式") for row in OUTLAY]
    assert {part for words, _ in stated("部门支出总表", *rows) for part in words if part[0] == "nature"} == {
        ("nature", "basic")
    }


def test_three_public_by_column_and_by_row():
    by_column = stated("“三公”经费支出表", "合计|公务接待费|公务用车购置及运行费", "3.00|1.00|2.00")
    by_row = stated(
        "“三公”经费支出表",
        "项目|上年预算数|本年预算数",
        "合计|9.00|3.00",
        "公务接待费|9.00|1.00",
        "公务用车购置及运行费||2.00",
    )
    assert by_column == by_row
    assert by_column[key("item", "vehicle"), ""] == "2.00"
    by_year = (
        "年度|合计|公务接待费|公务用车购置及运行费",
        "2025年|9.00|9.00|",
        "2026年|3.00|1.00|2.00",
        "增减|-6.00|-8.00|2.00",
    )
    assert stated("“三公”经费支出表", *by_year) == by_column


def test_a_column_of_no_year_before_one_of_a_year_is_of_this_year():
    rows = ("科目编码|科目名称|预算安排|2031年预算数", "201|一般公共服务支出|9.00|7.00")
    assert set(stated("部门支出总表", *rows).values()) == {"9.00"}
    rows = ("科目编码|科目名称|上年预算数|2032年预算数", "201|一般公共服务支出|7.00|9.00")
    assert "9.00" in stated("部门支出总表", *rows).values()


def test_a_table_of_two_funds_is_of_neither_alone():
    rows = ("年度|合计|因公出国（境）费|公务用车购置费|公务用车运行费|公务接待费", "2024年|3.00|0|0|2.00|1.00")
    for title, funds in (
        ("财政拨款（含一般公共预算和政府性基金预算）", set()),
        ("政府性基金预算", {("fund", "gov_fund")}),
    ):
        (grid,) = grids_of(document(table(f"{title}“三公”经费支出表", *rows)))
        assert {each for cell in statements_of(grid) for each in cell.key if each[0] == "fund"} == funds


def test_money_left_over_of_a_fund_is_not_the_fund():
    rows = ("部门名称|合计|一般公共预算|结转一般公共预算", "合计|10.00|9.00|1.00")
    (grid,) = grids_of(document(table("收入总表", *rows)))
    assert {dict(cell.key).get("carry", "") for cell in statements_of(grid) if cell.column == 3} == {"结转"}


def test_a_column_headed_of_which_lies_inside_the_one_before_it():
    found = stated(
        "收入总表",
        "单位名称|合计|本年收入小计|一般公共预算|单位资金|上年结转结余小计|其中：一般公共预算",
        "合计|12.00|11.00|10.00|1.00|1.00|1.00",
    )
    income = ("side", "收入")
    assert found[key(*income, "fund", "general", "carry", "结转"), ""] == "1.00"
    assert found[key(*income, "fund", "general", "carry", "当年"), ""] == "10.00"


def test_rows_of_years_are_known_with_a_blank_within_them():
    rows = (
        "项目|合计|因公出国（境）费|公务用车运行费|公务接待费",
        "2024\xa0年预算数|9.00|0|7.00|2.00",
        "2025\xa0年预算数|8.00|0|7.00|1.00",
    )
    found = stated("一般公共预算“三公”经费支出表", *rows)
    assert found[key("item", "reception"), ""] == "1.00"

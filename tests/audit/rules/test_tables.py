"""The rules over several tables."""

from desktop.audit.outcome import Outcome
from desktop.audit.rules.tables import RULES
from tests.audit.documents import BALANCE, OUTLAY, changed, document, table


def answers(*tables, kind="docx"):
    return {rule.code: rule.look(document(*tables, kind=kind)) for rule in RULES}


def errors(*tables):
    return {code for code, answer in answers(*tables).items() if answer.findings}


def test_sound_tables_break_no_rule_and_no_tables_owe_nothing():
    sound = (table("部门收支总表", *BALANCE), table("部门支出总表", *OUTLAY), table("一般公共预算支出表", *OUTLAY))
    assert errors(*sound) == set()
    assert {answer.outcome for answer in answers().values()} == {Outcome.NOT_APPLICABLE}


def test_income_differs_from_outlay():
    rows = changed(BALANCE, "收入总计|12.00|支出总计|12.00", "收入总计|13.00|支出总计|12.00")
    assert "B54" in errors(table("部门收支总表", *rows))


def test_the_same_amount_differs_between_tables():
    rows = changed(OUTLAY, "221|住房保障支出|3.00|3.00|", "221|住房保障支出|4.00|4.00|")
    assert "B55" in errors(table("部门收支总表", *BALANCE), table("部门支出总表", *rows))


def test_a_part_is_more_than_all_or_less_where_all_is_of_one_source():
    for value in ("8.00", "6.00"):
        rows = changed(OUTLAY, "2010301|行政运行|7.00|7.00|", f"2010301|行政运行|{value}|{value}|")
        assert "B56" in errors(table("部门支出总表", *OUTLAY), table("一般公共预算支出表", *rows))


def test_an_empty_table_has_no_figure():
    note = "注：本单位没有政府性基金预算收支，本表无数据。||||"
    assert "B57" in errors(table("政府性基金预算支出表", *OUTLAY[:2], note))
    contents = table("目录", "序号|内容|是否空表", "表1|政府性基金预算支出表|是", unit="单位：甲局")
    assert "B57" in errors(contents, table("政府性基金预算支出表", *OUTLAY))
    assert answers(table("政府性基金预算支出表", OUTLAY[0], "|合计|||", note))["B57"].findings == ()
    years = ("科目编码|科目名称|2024年预算数|2025年预算数", "212|城乡社区支出|8.60|", note)
    told = ("甲局2025年部门预算", "2025年收入总计12.00万元。", table("政府性基金预算支出表", *years))
    assert "B57" not in errors(*told)
    turned = changed(years, "212|城乡社区支出|8.60|", "212|城乡社区支出||8.60")
    assert "B57" in errors(*told[:2], table("政府性基金预算支出表", *turned))
    own = "注：甲局2025年没有使用政府性基金预算拨款安排的支出。|||"
    assert "B57" in errors(table("政府性基金预算支出表", *OUTLAY[:2], own))
    assert "B57" not in errors(table("一般公共预算支出表", *OUTLAY, own))


def test_units_that_differ_and_units_that_are_not_stated():
    yuan = table("部门支出总表", *OUTLAY, unit="单位：甲局 单位：元")
    found = answers(table("部门收支总表", *BALANCE), yuan)
    assert found["B58"].findings
    assert not found["B55"].findings
    assert answers(table("部门支出总表", *OUTLAY, unit="甲局"))["B58"].outcome is Outcome.NOT_CHECKED


def test_less_than_a_fen_what_cannot_be_read_and_what_nothing_is_held_against():
    rows = ("名称|金额", "甲项目|1.0000001", "乙项目|见附件", "丙项目|2")
    found = answers(table("项目表", *rows))
    assert len(found["B59"].findings) == 1
    assert "乙项目" in found["B60"].reason
    assert "丙项目" in found["B61"].reason
    assert {found[code].outcome for code in ("B60", "B61")} == {Outcome.NOT_CHECKED}


def test_a_table_of_this_year_leaves_out_what_was_carried_over():
    """上年结转 stands in one table and not in the other: what is less by it is no contradiction."""
    receipts = (
        "收入|预算数|支出|合计|一般公共预算",
        "一、本年收入|8.00|一、本年支出|9.00|9.00",
        "一般公共预算拨款|8.00|教育支出|7.00|7.00",
        "二、上年结转|1.00|住房保障支出|2.00|2.00",
        "收入总计|9.00|支出总计|9.00|9.00",
    )
    own = (
        "科目编码|科目名称|合计|基本支出|项目支出",
        "|合计|8.00|6.00|2.00",
        "205|教育支出|6.00|4.00|2.00",
        "221|住房保障支出|2.00|2.00|",
    )
    fiscal = table("财政拨款收支总表", *receipts)
    assert "B55" not in errors(fiscal, table("一般公共预算支出表（当年拨款）", *own))
    assert "B55" not in errors(fiscal, table("一般公共预算支出表", *own))  # less by exactly that
    rows = ("科目编码|科目名称|合计|基本支出|项目支出", "|合计|7.00|6.00|1.00", "205|教育支出|5.00|4.00|1.00", own[3])
    assert "B55" in errors(fiscal, table("一般公共预算支出表（当年拨款）", *rows))


def test_the_budget_of_last_year_beside_a_total_is_not_this_year():
    projects = ("项目名称|合计|一般公共预算|2025年预算数", "合计|2.00|2.00|1.50", "水利设施维修养护|2.00|2.00|1.50")
    outlay = table("支出预算总表", *OUTLAY)
    assert "B55" not in errors(outlay, table("项目支出表", *projects))
    wrong = [row.replace("合计|2.00", "合计|2.20") for row in projects]
    assert "B55" in errors(outlay, table("项目支出表", *wrong))


def test_income_of_the_year_beside_all_income_is_another_amount():
    columns = (
        "单位|一般公共预算|本年收入合计|上年结转|收入总计",
        "甲局|11.00|11.00|1.00|12.00",
        "合计|11.00|11.00|1.00|12.00",
    )
    assert "B55" not in errors(table("部门收支总表", *BALANCE), table("部门收入总表", *columns))


def test_columns_of_which_most_amounts_differ_are_of_another_scope():
    """A table of one unit of several is no contradiction of the table of all of them."""
    own = (
        "科目编码|科目名称|合计|基本支出|项目支出",
        "|合计|5.00|4.00|1.00",
        "201|一般公共服务支出|4.00|3.00|1.00",
        "20103|政府办公厅（室）及相关机构事务|4.00|3.00|1.00",
        "2010301|行政运行|3.00|3.00|",
        "2010302|一般行政管理事务|1.00||1.00",
        "221|住房保障支出|1.00|1.00|",
        "22102|住房改革支出|1.00|1.00|",
        "2210201|住房公积金|1.00|1.00|",
    )
    assert errors(table("部门支出总表", *OUTLAY), table("部门支出明细表", *own)) == set()
    assert errors(table("部门支出总表", *own), table("一般公共预算支出表", *OUTLAY)) == set()


def test_an_amount_apart_from_another_table_must_not_be_borne_out_by_its_own():
    """The total of the projects of one fund, which adds up, and 项目支出 of all: each is right in its table."""
    some = table("项目支出表", "项目名称|合计", "甲|0.70", "乙|0.50", "合计|1.20")
    assert "B55" not in errors(table("部门支出总表", *OUTLAY), some)
    assert "B55" in errors(table("部门支出总表", *OUTLAY), table("项目支出表", "项目名称|合计", "甲|", "合计|1.20"))


def test_a_subject_named_for_each_of_its_projects_is_no_row_of_all_of_it():
    rows = (
        "科目编码|科目名称|合计|项目支出",
        "|合计|6.00|6.00",
        "2010302|一般行政管理事务|4.00|4.00",
        "2010308|信访事务|2.00|2.00",
    )
    part = ("项目名称|功能科目|金额", "合计||6.00", "普查|2010302|2.00", "调查|2010302|2.00", "信访接待|2010308|{}")
    for amount, wrong in (("2.00", False), ("1.00", True)):
        tables = (
            table("一般公共预算支出表", *rows),
            table("项目支出表", *(row.format(amount) for row in part), "其他|2010306|1.00"),
        )
        assert ("B56" in errors(*tables)) is wrong


def test_a_table_of_this_years_money_is_less_than_all_where_some_was_carried_over():
    balance = (
        "收入||支出||",
        "项目|预算数|项目|合计|一般公共预算",
        "一般公共预算拨款|11.00|一般公共服务支出|9.00|9.00",
        "上年结转|1.00|住房保障支出|3.00|3.00",
        "收入总计|12.00|支出总计|12.00|12.00",
    )
    rows = (
        "科目编码|科目名称|合计|项目支出",
        "2010302|一般行政管理事务|1.00|1.00",
        "2210201|住房公积金|3.00|",
    )
    for title, wrong in (("一般公共预算支出表（当年拨款）", False), ("一般公共预算支出表", True)):
        tables = table("财政拨款收支总表", *balance), table("部门支出总表", *OUTLAY), table(title, *rows)
        assert ("B56" in errors(*tables)) is wrong, title

"""Rows of subjects that a table leaves out."""

import pytest

from desktop.audit.missing.rows_missing import RULES
from tests.audit.documents import NAMES_ALONE, document, table

ROWS = (
    "科目编码|科目名称|合计|基本支出|项目支出",
    "|合计|28.30|22.00|6.30",
    "205|教育支出|17.10|12.00|5.10",
    "20502|普通教育|17.10|12.00|5.10",
    "2050202|小学教育|17.10|12.00|5.10",
    "208|社会保障和就业支出|5.00|5.00|",
    "20805|行政事业单位养老支出|5.00|5.00|",
    "2080505|机关事业单位基本养老保险缴费支出|3.40|3.40|",
    "2080506|机关事业单位职业年金缴费支出|1.60|1.60|",
    "210|卫生健康支出|2.20|2.20|",
    "21011|行政事业单位医疗|2.20|2.20|",
    "2101102|事业单位医疗|2.20|2.20|",
    "221|住房保障支出|4.00|2.80|1.20",
    "22102|住房改革支出|4.00|2.80|1.20",
    "2210201|住房公积金|4.00|2.80|1.20",
)
FISCAL = table("财政拨款支出表", *ROWS)


def without(*starts, rows=ROWS):
    left = tuple(row for row in rows if not row.startswith(starts))
    assert len(left) == len(rows) - len(starts)
    return left


def messages(*parts):
    return [each.message for each in RULES[0].look(document("甲校2025年单位预算", *parts)).findings]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (without("208|"), "没有列它的上级 208"),
        (without("21011|"), "没有列它的上级 21011"),
        (without("2050202|"), "“小学教育”"),
        (without("2210201|"), "“住房公积金”"),
        (without("2101102|"), "“事业单位医疗”"),
        (without("2080505|", "2080506|"), "“机关事业单位基本养老保险缴费支出”"),
        (without("工资福利支出|", rows=NAMES_ALONE), ""),
        (without("对个人和家庭的补助|", rows=NAMES_ALONE), "没有列它的上级 303"),
    ],
)
def test_a_subject_above_or_below_that_all_others_have_is_missed(rows, words):
    found = messages(table("部门支出总表", *rows), FISCAL)
    assert len(found) == bool(words)
    assert not words or words in found[0]


@pytest.mark.parametrize(
    "rows",
    [
        ROWS,
        without("205|", "208|"),  # two without: a table that prints no 类
        without("20502|", "20805|", "21011|", "22102|"),  # 类 and 项 only
        without("2050202|", "2101102|", "2210201|"),  # down to 款 only, but for one
        (*ROWS[:5], *ROWS[12:]),  # two subjects only: nothing is usual there
        tuple(row.replace("208|社会保障和就业支出|5.00|5.00|", "|208社会保障和就业支出|5.00|5.00|") for row in ROWS),
    ],
)
def test_a_table_of_other_levels_misses_none(rows):
    assert messages(table("部门支出总表", *rows), FISCAL) == []


def test_what_no_other_table_has_below_a_subject_is_not_missed():
    assert messages(table("部门支出总表", *without("2210201|"))) == []


def in_columns(rows):
    """Return rows with 类, 款 and 项 in columns of their own, as many tables print them."""
    head, total, *rest = rows
    cells = (row.partition("|") for row in rest)
    parted = [f"{code[:3]}|{code[3:5]}|{code[5:]}|{more}" for code, _, more in cells]
    return (f"类|款|项|{head.partition('|')[2]}", f"||{total}", *parted)


@pytest.mark.parametrize(
    ("rows", "missing"),
    [
        (in_columns(without("208|")), "208"),
        (in_columns(without("210|")), "210"),
        (without("20502|", "20805|", "21011|", "22102|", "208|"), "208"),
        (without("20502|", "20805|", "21011|", "22102|", "221|"), "221"),
        (in_columns(ROWS), ""),
        (without("20502|", "20805|", "21011|", "22102|"), ""),
        (in_columns(without("208|", "210|", "221|")), ""),
        (without("205|", "208|", "210|", "221|"), ""),
    ],
)
def test_a_class_is_missed_also_above_items_and_in_columns_of_pieces(rows, missing):
    found = messages(table("部门支出总表", *rows))
    assert [f"上级 {missing}；" in each for each in found] == [True] * bool(missing)


BASIC = (
    "科目编码|科目名称|合计",
    "|合计|50.00",
    "301|工资福利支出|30.00",
    "30101|基本工资|18.00",
    "30102|津贴补贴|12.00",
    "302|商品和服务支出|16.80",
    "30201|办公费|9.00",
    "30211|差旅费|7.80",
    "303|对个人和家庭的补助|3.20",
    "30305|生活补助|3.20",
)


def test_an_economic_class_without_any_item_is_missed_where_the_others_have_theirs():
    assert "下面没有列项目" in messages(table("基本支出表", *without("30305|", rows=BASIC)))[0]
    assert messages(table("基本支出表", *BASIC)) == []
    assert messages(table("基本支出表", *without("30305|", "30201|", "30211|", rows=BASIC))) == []


THREE = (
    "项目|2024年预算数|2025年预算数",
    "合计|18.60|17.40",
    "1.因公出国（境）费|0.00|0.00",
    "2.公务接待费|3.60|3.00",
    "3.公务用车购置及运行维护费|15.00|14.40",
    "其中：公务用车购置费|0.00|0.00",
    "公务用车运行维护费|15.00|14.40",
)


def three(rows, title="一般公共预算“三公”经费支出表"):
    return [each.expected for each in RULES[1].look(document("甲局2025年部门预算", table(title, *rows))).findings]


@pytest.mark.parametrize(
    ("start", "name"),
    [
        ("2.", "公务接待费"),
        ("公务用车运行", "公务用车运行费"),
        ("3.", "公务用车购置及运行费"),
        ("1.", ""),
        ("其中：", ""),
    ],
)
def test_the_row_of_a_table_of_three_costs_that_leaves_a_gap_is_missed(start, name):
    assert three(without(start, rows=THREE)) == [f"补上“{name}”一行"] * bool(name)


@pytest.mark.parametrize(
    "rows",
    [
        THREE,
        without("其中", "公务用车运行", rows=THREE),
        (*THREE, "会议费|1.00|1.00"),
        (*without("2.", rows=THREE), "培训费|3.60|3.00"),
        without("2.", "1.", rows=THREE),
        ("项目|2025年预算数", "合计|8.00", "公务接待费|3.00", "公务用车购置费|0.00", "公务用车运行费|5.00"),
    ],
)
def test_a_table_of_three_costs_that_adds_up_or_has_more_is_left_alone(rows):
    assert three(rows) == []

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
    (rule,) = RULES
    return [each.message for each in rule.look(document("甲校2025年单位预算", *parts)).findings]


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

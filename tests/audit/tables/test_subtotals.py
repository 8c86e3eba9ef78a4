"""Columns that sum up others beside them: a total may be the sum of the highest ones, however they are headed."""

import pytest

from desktop.audit.rules.table_sums import RULES
from tests.audit.documents import document, table

THREE = (
    "2031年预算数||||||2032年预算数|||||",
    "合计|因公出国（境）费|公车小计|购置费|运行费|公务接待费|合计|因公出国（境）费|公车小计|购置费|运行费|公务接待费",
    "9.00|0.00|7.00|5.00|2.00|2.00|6.50|1.00|4.00|1.50|2.50|1.50",
)
INCOME = (
    "单位名称|合计|本年收入小计|一般公共预算|事业收入|其他收入|上年结转",
    "合计|30.00|27.00|12.00|10.00|5.00|3.00",
    "甲县农场|30.00|27.00|12.00|10.00|5.00|3.00",
)
LEVELS = (
    "单位|总计|本年支出|||上年结转||",
    "||小计|人员|公用|小计|基金|一般公共预算",
    "甲站|21.00|15.00|9.00|6.00|6.00|2.00|4.00",
    "乙站|8.00|8.00|5.00|3.00|||",
)
UNNAMED = (
    "单位名称|合计|财政拨款|经费拨款|专项收入|罚没收入|单位资金",
    "甲站|20.00|15.00|9.00|4.00|2.00|5.00",
    "乙站|9.00|9.00|5.00|3.00|1.00|",
)


def across(title, rows):
    (rule,) = (each for each in RULES if each.code == "B53")
    return [each.message for each in rule.look(document(table(title, *rows))).findings]


@pytest.mark.parametrize(
    ("title", "rows"),
    [("“三公”经费预算表", THREE), ("收入总表", INCOME), ("部门支出总表", LEVELS), ("收入总表", UNNAMED)],
)
def test_parts_of_a_subtotal_do_not_count_beside_it(title, rows):
    assert across(title, rows) == []


@pytest.mark.parametrize(
    ("title", "rows", "old", "new"),
    [
        ("“三公”经费预算表", THREE, "|6.50|", "|6.80|"),
        ("“三公”经费预算表", THREE, "|4.00|1.50|", "|4.20|1.50|"),
        ("收入总表", INCOME, "甲县农场|30.00", "甲县农场|31.00"),
        ("收入总表", INCOME, "|5.00|3.00", "|5.00|3.20"),
        ("部门支出总表", LEVELS, "甲站|21.00", "甲站|22.00"),
        ("收入总表", UNNAMED, "|15.00|9.00|4.00|2.00|5.00", "|15.00|9.00|4.00|2.00|5.50"),
    ],
)
def test_a_wrong_total_stays_wrong_whatever_is_a_subtotal(title, rows, old, new):
    wrong = [row.replace(old, new, 1) for row in rows]
    assert wrong != list(rows)
    assert across(title, wrong)


INSIDE = (
    "科目名称|总计|基本支出|其中：||项目支出|其中：当年拨款",
    "|||工资福利支出|商品和服务支出||",
    "农业行政|20.00|14.00|9.00|3.00|6.00|5.00",
    "农村供水|7.00|5.00|4.00|1.00|2.00|",
)


def test_columns_of_which_say_only_a_part():
    assert across("部门支出总表", INSIDE) == []
    wrong = [row.replace("农业行政|20.00", "农业行政|21.00") for row in INSIDE]
    assert across("部门支出总表", wrong)

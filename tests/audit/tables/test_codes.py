"""Codes that a table prints only in part."""

import pytest

from desktop.audit.rules.table_sums import RULES
from tests.audit.documents import changed, document, table

ROWS = (
    "科目编码|科目名称|合计|基本支出|项目支出",
    "**|**|1|2|3",
    "|合计|52.00|50.00|2.00",
    "210|卫生健康支出|20.00|20.00|",
    "11|行政事业单位医疗|20.00|20.00|",
    "2101101|行政单位医疗|20.00|20.00|",
    "213|农林水支出|32.00|30.00|2.00",
    "05|巩固脱贫攻坚成果衔接乡村振兴|32.00|30.00|2.00",
    "2130501|行政运行|30.00|30.00|",
    "2130599|其他支出|2.00||2.00",
)


def found(*rows):
    of = document(table("一般公共预算支出表", *rows))
    return [each.code for rule in RULES for each in rule.look(of).findings]


def test_a_step_by_its_own_digits_stands_below_the_class_before_it():
    assert found(*ROWS) == []


@pytest.mark.parametrize("row", [ROWS[4], ROWS[7], ROWS[8]])
def test_and_adds_up_as_if_it_were_printed_whole(row):
    assert "B50" in found(*changed(ROWS, row, row.replace("0.00", "1.00")))

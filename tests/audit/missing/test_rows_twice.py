"""Rows that a table prints twice."""

import pytest

from desktop.audit.missing.rows_twice import RULES
from tests.audit.documents import OUTLAY, document, table

PROJECTS = ("项目名称|金额|备注", "合计|60.70|", "道路养护补助|46.20|", "公园绿化|14.50|")
THREE = ("项目|2025年预算", "合计|5.00", "因公出国（境）费|0.00", "公务接待费|2.00", "公务用车购置及运行费|3.00")
BOUGHT = ("品目|数量|金额", "复印纸|10|2.00", "复印纸|10|2.00", "台式计算机|4|2.00", "合计||6.00")


def messages(rows, title="一般公共预算支出表"):
    (rule,) = RULES
    return [each.message for each in rule.look(document("甲局2025年部门预算", table(title, *rows))).findings]


@pytest.mark.parametrize(
    ("rows", "start", "name"),
    [
        (OUTLAY, "221|", "住房保障支出"),
        (OUTLAY, "2010301|", "行政运行"),
        (PROJECTS, "公园绿化|", "公园绿化"),
        (THREE, "公务接待费|", "公务接待费"),
        (PROJECTS[:1] + PROJECTS[2:], "道路养护补助|", "道路养护补助"),
    ],
)
def test_a_row_stands_in_a_table_once(rows, start, name):
    at = next(n for n, row in enumerate(rows) if row.startswith(start))
    assert messages(rows) == []
    found = messages((*rows[: at + 1], *rows[at:]))
    assert found == [f"“一般公共预算支出表”中“{name}”一行列了两遍，内容完全相同，疑为重复"]


@pytest.mark.parametrize(
    "rows",
    [
        BOUGHT,  # the total counts both
        ("项目名称|金额|备注", "合计|60.40|", "道路养护补助|30.20|甲段", "道路养护补助|30.20|乙段"),
        ("项目名称|金额|备注", "公园绿化|0.00|", "公园绿化|0.00|"),
        ("科目编码|科目名称|合计", "|合计|3.00", "221|住房保障支出|3.00", "22102|住房改革支出|3.00"),
    ],
)
def test_two_rows_of_their_own_may_be_alike(rows):
    assert messages(rows) == []

"""The unit of money of a list, where the file names it."""

import pytest

from desktop.intake.record_units import unit_above, unit_of
from desktop.outside.source_files import SourceRow, SourceTable


def table(*rows):
    return SourceTable("表.xlsx", "一", tuple(SourceRow(n, row) for n, row in enumerate(rows, 1)))


@pytest.mark.parametrize(
    ("line", "unit"),
    [
        (("单位：万元", ""), "万元"),
        (("支出明细（元）", ""), "元"),
        (("编制单位：某局", "万元"), "万元"),
        (("某局", "支出"), ""),
    ],
)
def test_a_line_above_the_heading_names_it(line, unit):
    assert unit_above(table(line, ("科目", "金额")), 1) == unit


def test_a_heading_or_the_one_over_it_names_it():
    found = table(("科目", "预算（万元）", ""), ("", "基本支出", "项目支出（元）"))
    assert unit_of(found, 1, 2, "预算") == "元"
    assert unit_of(found, 1, 1, "预算") == "万元"
    assert unit_of(found, 1, 0, "") == ""

"""Which columns add up to which."""

import pytest

from desktop.audit.tables.across import plans, years_of
from desktop.audit.tables.grids import grids_of
from tests.audit.documents import document, table


@pytest.mark.parametrize(
    ("head", "total", "parts"),
    [
        ("项目|合计|基本支出|项目支出", 1, {(1, 2), (1, 3)}),
        ("项目|上年预算|本年预算|增减额", 3, {(1, 2), (-1, 1)}),
        ("项目|合计|本年收入小计|一般公共预算|事业收入|上年结转", 1, {(1, 2), (1, 5)}),
        ("项目|合计|因公出国（境）费|公车小计|购置费|运行费|公务接待费", 1, {(1, 2), (1, 3), (1, 6)}),
    ],
)
def test_a_total_is_told_by_the_header(head, total, parts):
    rows = (head, "|".join(["甲项"] + [f"{n}.00" for n in range(1, head.count("|") + 1)]))
    (grid,) = grids_of(document(table("支出总表", *rows)))
    found = dict(plans(grid.halves[0]))
    assert parts in [set(each) for each in found[total]]


def test_years_of_a_header():
    assert years_of(("2031年预算数", "比2030年增减")) == {"2031", "2030"}


def test_a_column_without_a_header_is_no_total():
    rows = ("项目|合计|基本支出|", "甲项|3.00|1.00|2.00", "乙项|5.00|1.00|4.00")
    (grid,) = grids_of(document(table("支出总表", *rows)))
    assert dict(plans(grid.halves[0])).keys() == {1}

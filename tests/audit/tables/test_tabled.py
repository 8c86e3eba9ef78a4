"""What is read once for all rules, and how amounts are shown."""

from decimal import Decimal

from desktop.audit.interval import printed
from desktop.audit.tables.tabled import listed, shown, tabled, yuan
from tests.audit.documents import OUTLAY, document, table


def test_a_cell_in_a_sum_or_in_two_tables_is_tied_others_are_not():
    alone = table("项目表", "名称|金额", "甲项目|5.00")
    found = tabled(document(table("部门支出总表", *OUTLAY), alone))
    assert (0, 4, 3) in found.tied
    assert all(place[0] == 0 for place in found.tied)


def test_amounts_as_findings_give_them():
    (grid,) = tabled(document(table("部门支出总表", *OUTLAY))).grids
    assert shown(printed("12.3", "万元"), grid) == "12.30万元"
    assert yuan(Decimal(123_456)) == "1234.56"
    assert listed([str(n) for n in range(20)]).endswith("等 20 处")

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


def test_nothing_is_compared_with_a_table_of_which_two_columns_run_together():
    rows = (
        "收入||支出",
        "一、一般公共预算拨款|9.00 一、社会保障和就业支出|2.00",
        "二、政府性基金预算拨款|0.00二、卫生健康支出|7.00",
    )
    assert list(tabled(document(table("部门收支总表", *rows))).misread.values()) == ["部门收支总表"]
    apart = ("项目|预算数|备注", "一、一般公共预算拨款|9.00|2.50小时以内", "（二）政府性基金|0.00|128.50万元")
    assert not tabled(document(table("部门收支总表", *apart))).misread

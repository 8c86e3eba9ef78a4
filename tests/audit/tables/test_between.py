"""Which statements of the same amount contradict each other."""

from desktop.audit.tables import between
from desktop.audit.tables.tabled import tabled
from tests.audit.documents import BALANCE, OUTLAY, changed, document, table


def clashes(*tables):
    groups = tabled(document(*tables)).meanings.values()
    return [clash for group in groups if between.comparable(group) for clash in between.clashes(group)]


def test_tables_that_agree_and_that_do_not():
    balance = table("部门收支总表", *BALANCE)
    assert clashes(balance, table("部门支出总表", *OUTLAY)) == []
    rows = changed(OUTLAY, "201|一般公共服务支出|9.00|7.00|2.00", "201|一般公共服务支出|8.00|6.00|2.00")
    (found,) = clashes(balance, table("部门支出总表", *rows))
    assert {found.odd.figure.text, found.other.figure.text} == {"9.00", "8.00"}
    assert not found.by_unit


def test_the_statement_that_stands_alone_is_the_odd_one():
    rows = changed(OUTLAY, "|合计|12.00|10.00|2.00", "|合计|21.00|10.00|2.00")
    (found,) = clashes(table("部门收支总表", *BALANCE), table("部门支出总表", *rows))
    assert (found.odd.figure.text, found.other.figure.text) == ("21.00", "12.00")


def test_ten_thousand_times_as_much_is_a_mistake_of_the_unit():
    outlay = table("部门支出总表", *OUTLAY, unit="单位：甲局 单位：元")
    found = clashes(table("部门收支总表", *BALANCE), outlay)
    assert found
    assert all(clash.by_unit for clash in found)

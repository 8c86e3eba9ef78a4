"""How sums come out, and when they are not what a table means."""

from desktop.audit.tables import judging, sums
from desktop.audit.tables.grids import grids_of
from tests.audit.documents import document, table


def test_columns_that_do_not_add_up_anywhere_are_not_believed_to_be_parts():
    rows = ("名称|合计|甲|乙", *(f"第{n}行|{n}.00|{n + 3}.00|9.00" for n in range(1, 7)))
    (grid,) = grids_of(document(table("表", *rows)))
    judged = [judging.judge(each) for each in sums.sums_of(grid) if each.kind == "across"]
    assert not judging.believed(judged)
    assert judging.believed(judged[:2])


def test_what_goes_into_the_next_year_is_not_divided_into_the_columns():
    rows = (
        "项目|合计|人员经费|公用经费|项目支出",
        "一、教育支出|9.00|5.00|2.00|2.00",
        "二、住房保障支出|1.00|1.00||",
        "结转下年|3.00|||",
        "支出总计|13.00|6.00|2.00|2.00",
    )
    (grid,) = grids_of(document(table("部门收支总表", *rows)))
    judged = [judging.judge(each) for each in sums.sums_of(grid) if each.kind == "across"]
    assert len(judged) == 3
    assert all(each.holds for each in judged)

"""Where a table begins and ends."""

from dataclasses import replace

from desktop.audit.tables import extent
from tests.audit.documents import table

HEAD = "编码|名称|合计"
FIRST = table("支出表", HEAD, "201|一般公共服务支出|12.00", "20103|政府办公厅|12.00")


def rows(*lines):
    return replace(table("", *lines), above=())


def test_the_rest_on_the_next_page_is_joined_without_its_repeated_header():
    rest = rows(HEAD, "208|社会保障和就业支出|3.00")
    whole, pieces = extent.with_rest([FIRST, rest])
    assert [row[0] for row in whole.rows] == ["编码", "201", "20103", "208"]
    assert pieces == [(3, 1)]


def test_a_table_of_another_title_or_width_is_none():
    other = table("收入表", HEAD, "201|一般公共服务支出|12.00")
    wider = rows("编码|名称|合计|基本支出", "208|社会保障和就业支出|3.00|3.00")
    for next_one in (other, wider):
        assert extent.with_rest([FIRST, next_one]) == (FIRST, [])


def test_two_tables_that_both_have_a_total_are_two():
    both = rows(HEAD, "|合计|12.00")
    assert extent.with_rest([rows(HEAD, "201|一般公共服务支出|12.00", "|合计|12.00"), both])[1] == []


def test_a_row_that_numbers_the_columns_ends_the_header():
    numbered = rows("项目|本年|上年", "栏次|1|2", "合计|5.00|4.00")
    assert extent.body_start(numbered, 0) == 2
    assert extent.numbers_columns(["甲", "1", "2"])
    assert not extent.numbers_columns(["合计", "1", "3"])


def test_a_remark_between_rows_of_figures_ends_no_table_and_one_below_does():
    remark = "（本级项目由县级财政安排，其余由上级专项资金安排，年中另行下达）"
    found = rows("项目|金额", "道路养护|20.00", f"{remark}|", "桥梁维修|30.00", "注：单位为万元|")
    assert extent.is_note(found.rows[2])
    assert extent.body_end(found, 1) == 4


def test_number_title_and_unit_above_the_header_are_caption():
    found = rows("预算03表||", "支出总体情况表||", "|单位：万元|", "编码|名称|合计", "201|公共服务|1.00")
    assert extent.caption_rows(found) == 3

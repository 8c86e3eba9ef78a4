"""Headings of a bureau's tables: over merged cells, with other years, with columns nobody knows."""

from tests.intake import bureau_files as files
from tests.intake.test_bureau_table import sheet


def test_a_heading_of_two_rows_is_joined_over_merged_cells():
    found = sheet(files.MANY_UNITS)
    assert [column.heading for column in found.figures] == [
        *("合计", "基本支出/小计", "基本支出/人员经费", "基本支出/公用经费", "项目支出")
    ]
    assert found.money == "万元"
    assert [row.label for row in found.rows] == [files.OFFICE.name, files.SCHOOL.name, "合计"]


def test_numbers_of_other_years_and_cuts_are_not_read():
    found = sheet(files.NUMBERED)
    assert [(column.heading, column.role) for column in found.columns[1:]] == [
        *(("2026年预算数", "other"), ("2027年控制数", "figure"), ("增减额", "other"))
    ]


def test_a_column_of_amounts_nobody_knows_is_open_and_counts_in_sums():
    found = sheet([files.YUAN, ["类别", "合计", "控制数", "机动"], ["人员经费", "6", "5", "1"]])
    assert [column.left_out for column in found.figures] == [False, False, True]

"""Sums of a bureau's tables against their parts: across, down, by way of division, between sheets."""

import pytest

from desktop.intake import bureau_totals
from desktop.intake.bureau_table import understand
from desktop.intake.bureau_words import Vocabulary
from tests.intake import bureau_files as files


def sort(*tables):
    words = Vocabulary([files.OFFICE, files.SCHOOL])
    words.add_projects("1", files.PROJECTS[1])
    return bureau_totals.sort(understand(files.table(rows, f"表{n}"), words, 2027) for n, rows in enumerate(tables, 1))


@pytest.mark.parametrize(
    ("row", "column", "text"),
    [(5, 1, "基本支出"), (7, 2, "一般公共预算拨款"), (11, 4, ""), (8, 1, "")],
)
def test_each_changed_amount_of_a_table_of_sums_is_noticed(row, column, text):
    rows = [list(each) for each in files.BY_FUND_AND_PROJECT]
    column = min(column, len(rows[row]) - 1)
    rows[row][column] = "77.77"
    assert sort(files.BY_FUND_AND_PROJECT).wrong == ()
    assert sort(rows).wrong


def test_a_part_that_is_only_some_of_its_whole_does_not_have_to_sum():
    head = [files.YUAN, ["类别", "控制数"]]
    some = sort([*head, ["项目支出", "50"], ["其中：政务服务大厅运行维护", "30"], ["合计", "50"]])
    assert ([f.fen for f in some.parts], some.wrong) == ([5000, 3000], ())
    more = sort([*head, ["项目支出", "50"], ["其中：政务服务大厅运行维护", "60"]])
    assert [each.summed for each in more.wrong] == [6000]


def test_subtotals_sum_what_stands_before_them():
    rows = [
        files.YUAN,
        ["单位", "人员经费"],
        [files.OFFICE.name, "3"],
        ["小计", "3"],
        [files.SCHOOL.name, "4"],
        ["小计", "4"],
    ]
    assert sort([*rows, ["总计", "7"]]).wrong == ()
    assert [each.summed for each in sort([*rows, ["总计", "8"]]).wrong] == [700]


def test_two_sheets_that_say_different_things_are_named_with_both():
    (wrong,) = sort(files.SUMMARY, [*files.DETAIL[:2], ["窗口人员培训", "9"]]).wrong
    assert "工作表“表1”第 5 行" in wrong.describe()
    assert "工作表“表2”第 3 行" in wrong.describe()


def test_a_total_that_stands_under_the_codes_sums_all_rows_also_those_of_projects():
    rows = [
        ["功能科目编码", "经济科目编码", "项目名称", "一般公共预算（元）"],
        ["2010301", "30201", "", "50"],
        ["2010302", "30201", files.PROJECTS[1][0], "10"],
        ["合计", "", "", "60"],
    ]
    found = sort(rows)
    assert ([each.fen for each in found.agreed], found.wrong, len(found.parts)) == ([60_00], (), 2)

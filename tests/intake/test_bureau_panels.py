"""Tables side by side in one sheet become tables of their own; a title may name the side alone."""

from desktop.intake import bureau_panels
from desktop.intake.bureau_words import Vocabulary
from tests.intake import bureau_files as files


def split(rows):
    return list(bureau_panels.split(files.table(rows), Vocabulary(subjects_of=2027)))


def test_a_table_of_two_sides_is_split_where_its_first_column_stands_again():
    rows = [
        ["收支总表"],
        ["收 入", "", "支 出"],
        ["项目", "预算数", "项目", "预算数"],
        ["事业收入", "1", "教育支出", "2"],
    ]
    (left, income), (right, spending) = split(rows)
    assert (income, spending) == ("收入", "支出")
    assert [row.cells for row in left.rows[-1:]] == [("事业收入", "1", "", "")]
    assert [row.cells for row in right.rows[-1:]] == [("", "", "教育支出", "2")]


def test_a_table_of_one_side_stays_as_it_is():
    rows = [["部门收入总表"], ["项目", "预算数"], ["事业收入", "1"]]
    ((table, side),) = split(rows)
    assert (len(table.rows), side) == (3, "收入")
    assert split([["控制数表"], ["项目", "控制数"], ["人员经费", "1"]])[0][1] == ""

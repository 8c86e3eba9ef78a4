"""Rows and columns of a part of a table: natures, what is carried in, the newest year, doubles."""

import pytest

from desktop.published.subjects.heads import head_of, parts_of
from desktop.published.subjects.members import Half, columns_of, newest, one_row, rows_of
from tests.published.subjects.written import titled


def half(side, *lines, title=()):
    head = head_of(titled("收支总表", *lines))
    found = Half(parts_of(head)[0], side)
    columns_of(head, found, title, head.rows)
    rows_of(head, found, title)
    return found


def wheres(found):
    return {member.label: dict(member.where) if member.where else None for member in found.rows.values()}


def test_project_spending_beside_other_spending_is_that_of_projects_alone():
    with_other = half("支出", "项目|金额", "合计|9", "基本支出|4", "项目支出|3", "经营支出|2")
    assert wheres(with_other)["项目支出"]["nature"] == ("项目",)
    without = half("支出", "项目|金额", "合计|7", "基本支出|4", "项目支出|3")
    assert wheres(without)["项目支出"]["nature"] == ("!人员", "!公用")
    columns = half("支出", "科目|合计|项目支出|上缴上级支出", "合计|5|3|2", "教育支出|5|3|2")
    assert dict(columns.own[2])["nature"] == ("项目",)


def test_two_rows_of_one_meaning_are_not_understood():
    found = half("支出", "项目|金额", "教育支出|1", "教育支出|2", "文化旅游体育与传媒支出|3")
    assert [member.where is None for member in found.rows.values()] == [True, True, False]


def test_a_total_with_a_part_nobody_understands_stands_for_itself():
    found = half("支出", "项目|金额", "合计|9.00", "教育支出|4.00", "某某|5.00")
    assert all(member.parts == () for member in found.rows.values()) and not found.doubts


def test_a_total_that_stands_twice_must_be_one():
    same = half("支出", "项目|金额", "合计|3", "教育支出|3", "总计|3")
    assert same.proven and not same.doubts
    other = half("三公", "项目|金额", "合计|3", "公务接待费|3", "总计|4")
    assert "“合计”3、“总计”4 不一致" in other.doubts[0]


def test_a_total_above_the_last_one_is_that_of_the_year():
    found = half("收入", "项目|金额", "一般公共预算|3", "合计|3", "上年结转|1", "总计|4")
    assert found.proven and wheres(found)["合计"]["carry"] == ("当年",)


def test_income_that_makes_up_a_gap_is_no_income_of_the_year():
    lines = ("事业收入|3", "本年收入合计|3", "使用非财政拨款结余|1", "上年结转|1", "收入总计|5")
    found = half("收入", "项目|金额", *lines)
    assert found.proven and wheres(found)["本年收入合计"]["fund"] == ("!使用非财政拨款结余",)


def test_columns_of_other_years_and_of_unknown_words():
    found = half("支出", "项目|2023年|2024年|增减|其中：债务", "合计|1|3|2|1", "教育支出|1|3|2|1")
    assert list(found.columns) == [2]


def test_a_column_that_is_no_part_of_the_total_is_left():
    found = half("支出", "项目|合计|基本支出|项目支出", "合计|9|4|3", "教育支出|9|4|3")
    assert list(found.columns) == [] and "“合计”9 与各项（基本支出、项目支出）之和 7" in found.doubts[0]
    unknown = half("支出", "项目|合计|基本支出|项目支出|机动", "合计|9|4|3|2", "教育支出|9|4|3|2")
    assert list(unknown.columns) == [1] and not unknown.doubts


@pytest.mark.parametrize(
    ("labels", "kept"),
    [
        (("2023年", "2024年", "增减"), ["2024年"]),
        (("2024年预算", "2023年预算"), ["2024年预算"]),
        (("合计", "某局"), ["合计", "某局"]),
        (("本年", "上年"), ["本年"]),
    ],
)
def test_rows_of_the_newest_year(labels, kept):
    head = head_of(titled("“三公”经费表", "年度|公务接待费", *(f"{label}|1" for label in labels)))
    assert [row.cells[0] for row in newest(head.rows, 0)] == kept


def test_of_several_rows_without_a_total_none_is_the_one():
    head = head_of(titled("“三公”经费表", "单位|合计|公务接待费", "甲|1|1", "乙|2|2"))
    found = Half(parts_of(head)[0], "三公")
    columns_of(head, found, (), head.rows)
    one_row(head, found, ())
    assert not found.rows

"""Which cells a table states to be sums, and how they come out."""

import pytest

from desktop.audit.tables import judging, sums
from desktop.audit.tables.grids import grids_of
from tests.audit.documents import BALANCE, OUTLAY, changed, document, table


def wrong(*rows, title="部门支出总表"):
    (grid,) = grids_of(document(table(title, *rows)))
    judged = [judging.judge(each) for each in sums.sums_of(grid)]
    assert any(each.touched for each in judged)
    return {(each.sum.kind, each.sum.total) for each in judged if each.touched and not each.holds}


def test_a_sound_table_has_no_wrong_sum():
    assert wrong(*OUTLAY) == set()
    assert wrong(*BALANCE) == set()


def test_each_wrong_number_breaks_the_sums_it_stands_in():
    rows = changed(OUTLAY, "2010301|行政运行|7.00|7.00|", "2010301|行政运行|7.00|8.00|")
    assert wrong(*rows) == {("tree", (3, 3)), ("across", (4, 2))}
    rows = changed(BALANCE, "本年收入合计|11.00|本年支出合计|12.00", "本年收入合计|10.00|本年支出合计|12.00")
    assert wrong(*rows) == {("half", (4, 1))}


def test_what_rounding_explains_is_no_contradiction():
    (grid,) = grids_of(document(table("表", "科目名称|合计|人员|公用", "甲|0.03|0.01|0.01", "乙|1.00|0.50|0.50")))
    first, _ = [judging.judge(each) for each in sums.sums_of(grid) if each.kind == "across"]
    assert (first.holds, first.exact) == (True, False)


@pytest.mark.parametrize(
    "rows",
    [
        ("项目|预算数", "一、本年收入|5.00", "一般公共预算拨款|4.00", "政府性基金预算拨款|1.00", "二、上年结转|2.00", "一般公共预算拨款|2.00", "收入总计|7.00"),
        ("项目|金额", "一、基本支出|5.00", "1、工资福利支出|4.00", "2、商品和服务支出|1.00", "二、项目支出|2.00", "1、资本性支出|2.00", "本年支出合计|7.00", "结转下年|1.00", "支出总计|8.00"),
        ("项目|金额", "一、财政拨款|5.00", "本年收入合计|5.00", "上年结转|2.00", "一般公共预算拨款|2.00", "政府性基金拨款|", "收入总计|7.00"),
        ("项目|本年", "合计|7.00", "因公出国（境）费|", "公务接待费|1.00", "公务用车购置及运行费|6.00", "其中：公务用车运行费|2.00", "公务用车购置费|4.00"),
    ],
)  # fmt: skip
def test_labels_with_numbers_are_sums_of_what_is_deeper(rows):
    assert wrong(*rows) == set()
    for at in range(1, len(rows)):
        label, _, value = rows[at].partition("|")
        if value:
            broken = (*rows[:at], f"{label}|{float(value) + 1:.2f}", *rows[at + 1 :])
            assert wrong(*broken), label


def test_change_is_this_year_less_last():
    rows = ("项目|上年预算数|本年预算数|增减额", "会议费|2.00|3.00|1.00", "培训费|2.00|1.00|1.00")
    assert wrong(*rows) == {("across", (2, 3))}


def test_vehicles_may_be_called_a_subtotal_and_running_costs_stand_apart():
    head = "合计|因公出国（境）费|公务接待费|小计|购置费|运行费|机关运行经费"
    assert wrong(head, "9.00|1.00|2.00|6.00|2.00|4.00|80.00") == set()
    assert wrong(head, "9.00|1.00|2.00|6.00|2.00|3.00|80.00") == {("across", (1, 3))}


def test_the_change_of_a_group_is_that_of_its_subtotal_and_its_columns_still_add_up():
    rows = (
        "功能科目|上年预算数|本年预算数|本年预算数|本年预算数|增减额",
        "||小计|基本支出|项目支出|",
        "合计|90.00|100.00|60.00|40.00|10.00",
        "教育支出|90.00|100.00|60.00|40.00|10.00",
    )
    assert wrong(*rows) == set()
    assert ("across", (3, 5)) in wrong(*changed(rows, rows[3], "教育支出|90.00|100.00|60.00|40.00|11.00"))
    assert ("across", (3, 2)) in wrong(*changed(rows, rows[3], "教育支出|90.00|101.00|60.00|40.00|11.00"))


def failing(title, *rows):
    (grid,) = grids_of(document(table(title, *rows)))
    return [each for each in sums.sums_of(grid) if not judging.judge(each).holds]


UNITS = (
    "科目编码|科目名称|合计",
    "|合计|20.00",
    "201|一般公共服务支出|13.00",
    "20129|群众团体事务|13.00",
    "2012901|行政运行|13.00",
    "|甲县科协|8.00",
    "|甲县科技馆|5.00",
    "213|农林水支出|7.00",
    "21301|农业农村|7.00",
    "2130104|事业运行|7.00",
    "|甲县科协|3.00",
    "|甲县科技馆|4.00",
)
GROUPS = (
    "单位|项目|合计",
    "合计||20.00",
    "甲县科协|小计|13.00",
    "|科普活动|8.00",
    "|阵地建设|5.00",
    "甲县科技馆|小计|7.00",
    "|展品更新|4.00",
    "|场馆维护|3.00",
)


@pytest.mark.parametrize("rows", [UNITS, GROUPS])
def test_units_may_divide_subjects_and_projects_stand_in_groups(rows):
    assert failing("支出总表", *rows) == []
    for old, new in (("合计|20.00", "合计|21.00"), ("合计||20.00", "合计||21.00")):
        if any(old in row for row in rows):
            assert failing("支出总表", *(row.replace(old, new) for row in rows))


def test_a_heading_without_a_mark_is_found_also_with_tails():
    rows = (
        "项目|金额",
        "合计|20.01",
        "甲县科协|13.00",
        "科普活动|8.34",
        "阵地建设|4.67",
        "甲县科技馆|7.00",
        "展品|7.01",
    )
    assert failing("项目支出表", *rows) == []
    assert failing("项目支出表", rows[0], "合计|22.00", *rows[2:])

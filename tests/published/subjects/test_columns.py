"""What headings of columns mean: equal words of any place, nothing where a word is not understood."""

import pytest

from desktop.outside.source_files import SourceRow
from desktop.published.subjects.columns import adds_up, columns_of, meaning, parted, year_of

ALL = (("side", ("支出",)),)
GENERAL = (*ALL, ("fund", ("一般公共预算",)))
FUND = (("fund", ("政府性基金",)),)
STAFF, PUBLIC = (("nature", ("人员",)),), (("nature", ("公用",)),)
BASIC, PROJECT = (("nature", ("人员", "公用")),), (("nature", ("!人员", "!公用")),)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (("合计",), ()),
        (("2024年预算数", "总计"), ()),
        (("本年支出合计",), ()),
        (("基本支出",), BASIC),
        (("其中：基本支出",), BASIC),
        (("基本支出", "小计"), BASIC),
        (("2024年预算数", "其中：", "项目支出"), PROJECT),
        (("基本支出", "人员经费"), STAFF),
        (("日常公用经费",), PUBLIC),
        (("公用支出",), PUBLIC),
        (("人员经费支出",), STAFF),
        (("公用经费支出",), PUBLIC),
        (("专项业务经费支出",), PROJECT),
        (("项目经费",), PROJECT),
        (("人员类",), STAFF),
        (("政府性基金预算财政拨款",), FUND),
        (("资金来源", "政府性基金"), None),
    ],
)
def test_headings_of_amounts(path, expected):
    assert meaning(path, ALL, 2024) == expected


@pytest.mark.parametrize(
    "path",
    [
        ("2023年预算数",),
        ("上年预算数",),
        ("2024年比2023年增减", "金额"),
        ("增减%",),
        ("2024年执行数",),
        ("上年结转",),
        ("其中：债务付息",),
        ("人均",),
        ("人员",),
        ("专项债券",),
        ("备注",),
        (),
    ],
)
def test_other_years_and_unknown_words_have_no_meaning(path):
    assert meaning(path, ALL, 2024) is None


def test_the_money_of_the_title_is_no_part_and_other_money_no_column():
    assert meaning(("一般公共预算拨款",), GENERAL, 0) == ()
    assert meaning(("财政拨款", "基本支出"), GENERAL, 0) == BASIC
    assert meaning(("政府性基金",), GENERAL, 0) is None


def columns(*heads, title=ALL):
    paths = [("科目编码",), ("科目名称",), *((head,) if isinstance(head, str) else head for head in heads)]
    return columns_of(paths, [0], 1, title)


def rows(*lines):
    return [SourceRow(n, ("201", "一般公共服务支出", *line.split())) for n, line in enumerate(lines, 1)]


def sums(found):
    return {column.id: column.sum_of for column in found if column.kind == "amount"}


def test_parts_are_those_that_add_up():
    heads = columns("合计", ("基本支出", "小计"), ("基本支出", "人员经费"), ("基本支出", "公用经费"), "项目支出")
    found = parted(heads, rows("10 6 4 2 4", "3.00 3.00 2.00 1.00 -"))
    assert sums(found) == {"c2": ("c3", "c6"), "c3": ("c4", "c5"), "c4": (), "c5": (), "c6": ()}


def test_parts_of_a_basic_spending_that_stands_in_no_column():
    found = parted(columns("合计", "人员经费", "公用经费", "项目支出"), rows("10 4 2 4", "3 2 1 0"))
    assert sums(found) == {"c2": ("c3", "c4", "c5"), "c3": (), "c4": (), "c5": ()}


def test_columns_that_do_not_add_up_are_no_parts():
    found = parted(columns("合计", "基本支出", "项目支出", "营运支出"), rows("10 4 2 4", "9 2 1 6"))
    assert sums(found) == {"c2": ()}


def test_with_a_column_of_what_is_carried_over_the_others_are_of_this_year():
    found = columns("合计", "一般公共预算", "上年结转")
    assert [(each.kind, each.where) for each in found[2:]] == [
        ("amount", ()),
        ("amount", (("fund", ("一般公共预算",)), ("carry", ("当年",)))),
        ("blank", ()),
    ]


def test_project_spending_beside_other_spending_is_that_of_projects_alone():
    found = columns("合计", "项目支出", "经营支出")
    assert [dict(each.where).get("nature") for each in found[3:]] == [("项目",), ("经营支出",)]
    assert dict(columns("合计", "项目支出")[3].where)["nature"] == ("!人员", "!公用")


def test_only_the_newest_year_is_read():
    found = columns("2023年预算数", "2024年预算数", ("2024年预算数", "基本支出"))
    assert [each.kind for each in found[2:]] == ["blank", "amount", "amount"]


def test_adding_up_bears_tails_and_a_misprint_but_not_many():
    good = ["10.01 6.00 4.00"] * 8
    assert adds_up(rows(*good, "10 6 5"), 2, [3, 4])
    assert not adds_up(rows(*good[:2], "10 6 5"), 2, [3, 4])
    assert not adds_up(rows("若干 6 4"), 2, [3, 4])
    assert not adds_up([], 2, [3, 4])


@pytest.mark.parametrize(
    ("heads", "year"),
    [
        ("科目名称|2022年预算|合计|基本支出|项目支出", 2023),
        ("科目名称|2022年预算|2023年预算|基本支出|项目支出", 2023),
        ("科目名称|2023年预算|基本支出|项目支出", 2023),
        ("科目名称|合计|基本支出|项目支出", 0),
    ],
)
def test_one_dated_column_beside_a_total_without_a_year_is_of_the_year_before(heads, year):
    assert year_of([(head,) for head in heads.split("|")]) == year

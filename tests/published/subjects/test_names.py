"""Names without codes: a code only where exactly one subject has the name at that level under the subject above."""

import pytest

from desktop.published.subjects.names import empty, with_codes
from tests.published.subjects.written import read, recognised, table, titled

HEAD = "支出功能分类|合计|基本支出|项目支出"


def codes(title, *lines):
    found = with_codes(titled(title, *lines))
    return None if found is None else {row.cells[0]: row.cells[-1] for row in found.rows if row.number > 2}


def test_names_below_each_other():
    found = codes(
        "一般公共预算支出表",
        HEAD,
        "合计|100.00|60.00|40.00",
        "一般公共服务支出|90.00|50.00|40.00",
        "政府办公厅（室）及相关机构事务|90.00|50.00|40.00",
        "行政运行|50.00|50.00|",
        "社会保障和就业支出|10.00|10.00|",
        "其他社会保障和就业支出|10.00|10.00|",
    )
    assert list(found.values()) == ["", "201", "20103", "2010301", "208", "20899"]


def test_the_same_name_again_is_the_subject_below():
    name = "其他社会保障和就业支出"
    lines = ("社会保障和就业支出|1|1|", f"{name}|1|1|", f"（项）{name}|1|1|", f"{name}|1|1|")
    found = with_codes(titled("支出总表", HEAD, *lines))
    assert [row.cells[-1] for row in found.rows[3:]] == ["208", "20899", "", ""]
    found = with_codes(titled("支出总表", HEAD, lines[0], lines[1], lines[3]))
    assert [row.cells[-1] for row in found.rows[3:]] == ["208", "20899", "2089999"]


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        (("一般公共服务支出|1|1|", "行政运行|1|1|"), ""),
        (("社会保障和就业支出|1|1|", "机关事业单位基本养老保险缴费支出|1|1|"), "2080505"),
        (("一般公共服务支出|1|1|", "某某事务|1|1|", "行政运行|1|1|"), ""),
        (("公共安全支出|1|1|", "检察|1|1|", "检察监督（2040410）|1|1|"), "2040410"),
        (("一般公共服务支出|1|1|", "2010301行政运行|1|1|"), "2010301"),
        (("教育支出|1|1|", "普通教育|1|1|", "小学教育|1|1|"), "2050202"),
        (("教育支出|1|1|", "普通教育|1|1|", "中学教育|1|1|"), ""),
    ],
    ids=["many of the name", "one in the 类", "below an unknown", "written behind", "written before", "项", "none"],
)
def test_a_name_is_a_code_only_where_it_is_one(lines, code):
    assert list(codes("支出总表", HEAD, *lines).values())[-1] == code


def test_a_subject_counts_in_the_years_it_is_in_force():
    lines = ("一般公共服务支出|1|1|", "信访事务|1|1|")
    assert list(codes("2025年支出总表", HEAD, *lines).values())[-1] == "20140"
    assert list(codes("2018年支出总表", HEAD, *lines).values())[-1] != "20140"


def test_named_economic_classes_of_basic_spending_are_read():
    lines = (
        "部门经济分类|合计|人员经费|公用经费",
        "合计|9.00|7.00|2.00",
        "工资福利支出|7.00|7.00|",
        "基本工资|7.00|7.00|",
        "商品和服务支出|2.00||2.00",
        "办公费|2.00||2.00",
    )
    found = read(titled("一般公共预算基本支出表", *lines))
    assert not found.rejects
    amounts = {(cell.row, dict(cell.where).get("nature")): cell.amount for cell in found.cells}
    assert amounts["30101", ("人员",)] == 7_000_000 and amounts["30201", ("公用",)] == 2_000_000


def test_a_row_whose_name_is_open_is_named():
    found = read(titled("支出总表", HEAD, "一般公共服务支出|1.00|1.00|", "行政运行|1.00|1.00|"))
    assert ["行政运行" in reject.message for reject in found.rejects] == [True]


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("支出总表", ("科目编码|科目名称|合计", "201|一般公共服务支出|1")),
        ("部门收支总表", ("项目|金额|项目|金额", "一般公共预算|1|一般公共服务支出|1")),
        ("项目支出表", ("项目名称|金额", "一般公共服务支出|1")),
        ("支出总表", ("项目|金额", "甲|1")),
    ],
    ids=["codes", "two sides", "projects", "no subjects"],
)
def test_other_tables_get_no_codes(title, lines):
    assert codes(title, *lines) is None


FUND_HEAD = "科目编码|科目名称|合计|基本支出|项目支出"


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ((FUND_HEAD, "|合计|0.00|0.00|0.00"), True),
        ((FUND_HEAD, "本单位无政府性基金预算支出，此表为空||||"), True),
        ((FUND_HEAD, "无||||"), True),
        ((FUND_HEAD, "||0.00||"), True),
        ((FUND_HEAD, "|合计|||"), False),
        ((FUND_HEAD, "|合计|-|-|-"), False),
        ((FUND_HEAD, "|合计|5.00|5.00|"), False),
        ((FUND_HEAD, "详见附件||||"), False),
        ((FUND_HEAD, "无|0.00|||", "见说明||||"), False),
    ],
    ids=["0", "sentence", "无", "bare 0", "blank", "dashes", "money", "other words", "both"],
)
def test_a_table_says_that_there_is_nothing_by_a_nought_or_by_words(lines, says):
    """A blank table says nothing: unknown is not 0."""
    assert (empty(titled("政府性基金预算支出表", *lines), None) is not None) is says


def test_a_table_of_all_money_is_never_said_to_be_empty():
    assert empty(titled("支出总表", FUND_HEAD, "|合计|0.00|0.00|"), None) is None
    assert recognised(table("政府性基金预算支出表", FUND_HEAD, "|合计|0.00|0.00|")) is None

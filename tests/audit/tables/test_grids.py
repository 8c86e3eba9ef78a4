"""A table is read as caption, header tree, halves and rows, whatever its layout."""

from dataclasses import replace

from desktop.audit.tables.grids import grids_of
from desktop.outside.document import Document, Table
from tests.audit.documents import BALANCE, OUTLAY, document, table


def only(found):
    (grid,) = grids_of(found)
    return grid


def test_a_table_of_codes_has_a_half_with_rows_by_code():
    grid = only(document(table("表3 部门支出总表", *OUTLAY)))
    assert (grid.number, grid.title, grid.unit, grid.decimals) == ("表3", "部门支出总表", "万元", 2)
    (half,) = grid.halves
    assert half.columns == {2: ("合计",), 3: ("基本支出",), 4: ("项目支出",)}
    assert [(row.code, row.label) for row in half.rows][:2] == [("", "合计"), ("201", "一般公共服务支出")]
    assert half.rows[3].figures[4].blank
    assert half.rows[3].figures[3].text == "7.00"


def test_the_rest_of_a_table_on_the_next_page_is_in_its_unit():
    head = "科目编码|科目名称|合计|基本支出|项目支出"
    first = table(
        "表3 支出总表",
        head,
        "201|一般公共服务支出|120000|120000|0",
        "20103|政府办公厅|120000|120000|0",
        unit="单位：元",
    )
    rest = replace(table("", "2010301|行政运行|120000|120000|0", "208|社会保障和就业支出|30000|30000|0"), above=())
    other = table("表4 支出总表", head, "201|一般公共服务支出|12|12|0", "20103|政府办公厅|12|12|0", unit="")
    whole_table, last = grids_of(document(first, rest, other))
    assert [whole_table.unit, last.unit, last.index] == ["元", "", 2]
    assert [whole_table.place(n) for n in (2, 3, 4)] == [(0, 2), (1, 0), (1, 1)]


def test_income_and_outlay_are_halves():
    grid = only(document(table("部门收支总表", *BALANCE)))
    assert [half.columns for half in grid.halves] == [{1: ("收入", "预算数")}, {3: ("支出", "预算数")}]
    assert [row.label for row in grid.halves[1].rows][-1] == "支出总计"


def test_codes_in_columns_of_their_own_are_one_code_and_a_second_classification_is_none():
    rows = (
        "类|款|科目名称|类|款|科目名称|合计|人员经费",
        "||合计||||8.00|8.00",
        "301||工资福利支出||||8.00|8.00",
        "301|01|基本工资|501|01|工资|8.00|8.00",
    )
    assert [row.code for row in only(document(table("基本支出表", *rows))).halves[0].rows] == ["", "301", "30101"]


def test_a_sheet_holds_its_caption_in_the_grid_and_its_header_without_merged_cells():
    rows = (
        ("预算03表", "", "", ""),
        ("支出总体情况表", "", "", ""),
        ("单位：甲局", "", "", "单位：元"),
        ("科目名称", "总计", "基本支出", ""),
        ("", "", "小计", "人员经费"),
        ("合计", "8", "8", "8"),
    )
    grid = only(Document("甲.xlsx", "xlsx", (Table(rows),)))
    assert (grid.number, grid.title, grid.unit) == ("预算03表", "支出总体情况表", "元")
    assert grid.halves[0].columns == {1: ("总计",), 2: ("基本支出", "小计"), 3: ("基本支出", "人员经费")}
    assert grid.spot(5, 1).cell == "B6"


def test_a_note_below_is_no_row_and_a_table_of_words_no_grid():
    grid = only(document(table("政府性基金预算支出表", OUTLAY[0], "|合计|||", "注：本表无数据。||||")))
    assert grid.notes == ("注：本表无数据。",)
    assert list(grids_of(document(table("机构", "序号|名称", "1|甲局")))) == []


def test_a_code_stands_before_a_name_in_quotes_too():
    rows = ("功能科目|合计", "[204]公共安全支出|9.00", "[20405]法院|9.00", "[2040506]“两庭”建设|9.00")
    (grid,) = grids_of(document(table("支出总表", *rows)))
    assert [row.code for row in grid.halves[0].rows] == ["204", "20405", "2040506"]


def test_a_title_broken_inside_its_first_word_is_joined():
    (grid,) = grids_of(document(table("表五一 般公共预算支出情况表", "科目|预算数", "农林水支出|9.00")))
    assert (grid.number, grid.title) == ("表五", "一般公共预算支出情况表")


def test_a_page_may_end_inside_a_row():
    first = table("表8 项目支出表", "项目|预算数|内容", "合计|9.00|", "巡回办案|4.00|车辆与差旅、陪审员补")
    rest = Table((("", "", "助"), ("审判楼维修", "5.00", "屋面")), (), (), ())
    (grid,) = grids_of(document(first, rest))
    assert [row.label for row in grid.halves[0].rows if row.label] == ["合计", "巡回办案", "审判楼维修"]


def test_a_page_may_end_inside_the_name_of_a_row():
    first = table("项目支出表", "项目|单位|预算数", "合计||9.00", "良种推广（甲|甲县农技推广中|4.00")
    rest = Table((("站）", "心", ""), ("水质监测", "甲县水务站", "5.00")), (), (), ())
    (grid,) = grids_of(document(first, rest))
    assert [row.figures[2].text for row in grid.halves[0].rows] == ["9.00", "4.00", "", "5.00"]
    other = Table((("指标", "内容", "金额"), ("水质监测", "甲县水务站", "5.00")), (), (), ())
    assert len(grids_of(document(first, other))) == len("两表")


def test_a_column_of_numbers_of_units_holds_no_money():
    rows = ("项目名称|单位|金额", "甲项目|516001|3.00", "乙项目|516002|4.00", "合计||7.00")
    (half,) = only(document(table("项目支出表", *rows))).halves
    assert list(half.columns.values()) == [("金额",)]


def test_a_rest_may_be_numbered_in_chinese():
    head, first = (
        "科目编码|科目名称|合计",
        table("表3 支出总表", "科目编码|科目名称|合计", "201|一般公共服务支出|12.00"),
    )
    rest = table("表3 支出总表（续表一）", head, "208|社会保障和就业支出|3.00")
    grid = only(document(first, rest))
    assert [row.label for row in grid.halves[0].rows] == ["一般公共服务支出", "社会保障和就业支出"]


def test_the_rest_of_a_table_may_print_its_unit_in_the_line_of_its_title():
    head = "科目编码|科目名称|合计"
    first = table("表3 支出总表", head, "201|一般公共服务支出|12.00", unit="单位：元")
    rest = Table(
        (tuple(head.split("|")), ("208", "社会保障和就业支出", "3.00")), ("表3 支出总表（续）单位：元",), (), ()
    )
    assert len(only(document(first, rest)).halves[0].rows) == len("两行")


def test_a_column_of_remarks_holds_no_amounts():
    rows = ("项目名称|合计|当年拨款|备注", "帮扶|8.00|8.00|", "会费|2.00|2.00|2012902", "合计|10.00|10.00|")
    (grid,) = grids_of(document(table("项目支出表", *rows)))
    assert [path[-1] for half in grid.halves for path in half.columns.values()] == ["合计", "当年拨款"]

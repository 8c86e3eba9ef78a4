"""Learning row lists: which rows and columns, and what stays unknown."""

import openpyxl
import pytest

from desktop.findings import Severity
from tests.template.helpers import one_sheet, titled


def rows_of(found):
    (sheet,) = found.mapping.sheets
    (rows,) = sheet.rows
    return rows


def projects(*headers, below=(), rows=3, title="2025年项目支出预算表"):
    width = len(headers)
    return one_sheet("表", [*titled(title, width), list(headers), *[[None] * width] * rows, *below])


def test_columns_rows_and_what_is_unknown(learned):
    found = learned(projects("序号", "项目名称", "金额（元）", "备注"))
    rows = rows_of(found)
    assert (rows.records, rows.first, rows.last) == ("项目", 4, 6)
    assert [(letter, c.field, c.unit) for letter, c in rows.columns] == [
        ("A", "序号", ""), ("B", "项目名称", ""), ("C", "金额", "元")]  # fmt: skip
    assert any("不会填写：备注" in f.message for f in found.findings if f.severity is Severity.WARNING)


@pytest.mark.parametrize(
    ("header", "mapped"), [("2025年预算数", True), ("2024年预算数", False), ("上年预算数", False), ("预算数", True)]
)
def test_a_column_of_another_year_is_not_filled(learned, header, mapped):
    columns = [letter for letter, _ in rows_of(learned(projects("项目名称", "项目编码", header))).columns]
    assert ("C" in columns) is mapped


def test_sums_are_compared_where_computed_and_filled_where_blank(learned):
    below = (["合计", None, "=SUM(C4:C6)", None],)
    rows = rows_of(learned(projects("项目名称", "项目编码", "金额", "项目总额", below=below)))
    assert (rows.sums, rows.totals) == (("C7",), ("D7",))


def test_the_title_says_which_money_the_rows_are_of(learned):
    rows = rows_of(learned(projects("项目名称", "项目编码", "金额", title="2025年政府性基金项目支出预算表")))
    assert dict(rows.where) == {"fund": ("政府性基金",)}


def test_columns_by_source_are_parts_of_a_row(learned):
    rows = rows_of(learned(projects("项目名称", "合计", "一般公共预算", "其他收入")))
    assert [bool(c.where) for _, c in rows.columns] == [False, False, True, True]


def test_a_header_without_prepared_rows_is_filled_downward(learned):
    rows = rows_of(learned(projects("项目名称", "金额", rows=0)))
    assert (rows.first, rows.last) == (4, 4)


def test_a_table_with_labels_in_its_rows_is_no_row_list(learned):
    book = one_sheet("表", [*titled("2025年项目支出预算表", 2), ["项目名称", "金额"], ["运行维护", None]])
    assert not any(sheet.rows for sheet in learned(book).mapping.sheets)


def test_prepared_rows_are_numbered_also_in_text(learned):
    rows = [
        *titled("2025年项目支出预算表", 3),
        ["序号", "项目名称", "金额"],
        *[[str(n), None, None] for n in range(1, 5)],
    ]
    (found,) = learned(one_sheet("1", rows)).mapping.sheets[0].rows
    assert (found.first, found.last) == (4, 7)


def test_procurement_is_no_part_of_a_project_by_its_lines(learned):
    rows = [*titled("2025年项目支出预算表", 3), ["项目名称", "金额", "其中：政府采购"], *[[None] * 3] * 3]
    (found,) = learned(one_sheet("1", rows)).mapping.sheets[0].rows
    assert [letter for letter, _ in found.columns] == ["A", "B"]
    assert found.blank == (("C", "其中：政府采购"),)


def test_columns_under_income_are_income_and_a_remark_below_is_no_table(learned):
    rows = [*titled("2025年部门收支预算汇总表", 4, "元"), ["单位名称", "收入预算", None, "基本支出"],
            [None, "合计", "一般公共预算", None], [None] * 4, ["说明：", None, None, "2.单位：万元的表见附表"], [None] * 4, ["负责人", *[None] * 2, "填表"]]  # fmt: skip
    found = learned(one_sheet("1", rows, ("A3:A4", "B3:C3", "D3:D4")))
    columns = dict(found.mapping.sheets[0].rows[0].columns)
    assert [dict(columns[letter].where)["side"] for letter in "BCD"] == [("收入",), ("收入",), ("支出",)]
    assert not [finding for finding in found.findings if "另一张表" in finding.message]


@pytest.mark.parametrize(
    ("title", "header", "mapped"),
    [
        ("2025年在职人员工资表", "岗位工资（元/月）", True),
        ("2025年在职人员工资表", "岗位工资（元/年）", False),
        ("2025年在职人员全年工资表", "岗位工资", False),
        ("2025年在职人员全年工资表", "岗位工资（元/月）", True),
        ("2025年在职人员全年工资表", "年终一次性奖金", True),
    ],
)
def test_a_column_of_the_pay_of_a_year_is_not_filled_with_that_of_a_month(learned, title, header, mapped):
    columns = [letter for letter, _ in rows_of(learned(projects("姓名", "人员编号", header, title=title))).columns]
    assert ("C" in columns) is mapped


def pay(*formulas, below=()):
    """A list of pay: two items of a month, and columns that the sheet works out itself."""
    heads = ["姓名", "岗位工资", "薪级工资", *(header for header, _ in formulas)]
    rows = [[None, None, None, *(text.replace("#", str(row)) or None for _, text in formulas)] for row in range(4, 7)]
    return one_sheet("工资", [*titled("2025年在职人员工资表", len(heads), "元"), heads, *rows, *below])


MONTH = ("月工资合计", "=B#+C#")


@pytest.mark.parametrize(
    ("formulas", "blank"),
    [
        ((MONTH, ("年工资合计", "=D#*12")), []),
        ((("年工资合计", "=E#*12"), ("月工资合计", "=SUM(B#:C#)")), []),
        ((("年工资合计", "=(B#+C#)*12"),), []),
        ((("年工资合计", "=ROUND($B#*12+$C#*12,2)"),), []),
        ((MONTH, ("年工资合计", "")), ["年工资合计"]),
        ((("其他", ""), ("年工资合计", "=(B#+D#)*12")), ["其他", "年工资合计"]),
        ((("年工资合计", "=(B4+C4)*12"),), ["年工资合计"]),
        ((("年工资合计", "=12"),), ["年工资合计"]),
        ((("年工资合计", "=D#*12"),), ["年工资合计"]),
        ((("年工资合计", "=E#*12"), ("月工资合计", "=D#/12")), ["年工资合计", "月工资合计"]),
    ],
    ids=["of sums", "before it", "of items", "rounded", "blank", "of blank", "one row", "constant", "itself", "circle"],
)
def test_what_the_sheet_works_out_of_filled_cells_is_left_to_it(learned, formulas, blank):
    """A pay of the year that is twelve times that of a month was named as a column nobody fills."""
    assert [header for _, header in rows_of(learned(pay(*formulas))).blank] == blank


def test_a_sum_of_what_the_sheet_works_out_is_not_of_blanks(learned):
    below = (["合计", "=SUM(B4:B6)", None, "=SUM(D4:D6)", "=SUM(E4:E6)"],)
    found = learned(pay(MONTH, ("年工资合计", "=D#*12"), below=below))
    assert not [finding.message for finding in found.findings if "年工资" in finding.message or "E7" in finding.message]


def test_a_list_of_lines_is_not_of_money_that_only_its_title_tells_apart(learned):
    heading = ("功能科目", "经济科目", "项目名称", "金额")
    assert learned(projects(*heading, title="2025年非税收入安排支出明细表")).mapping.sheets == []
    assert dict(rows_of(learned(projects(*heading, title="2025年上年结转资金支出明细表"))).where) == {
        "carry": ("结转",)
    }


@pytest.mark.parametrize(
    ("title", "statuses"),
    [
        ("2025年在职人员情况表", ("在职",)),
        ("2025年在职在编人员工资表", ("在职",)),
        ("2025年离退休人员情况表", ("离休", "退休")),
        ("2025年遗属人员补助表", ("遗属",)),
        ("2025年在职和退休人员情况表", ("在职", "退休")),
        ("2025年人员情况表", None),
    ],
)
def test_a_title_says_which_people_are_listed(learned, title, statuses):
    """A table of 退休人员 once listed everybody."""
    rows = rows_of(learned(projects("序号", "姓名", "人员编号", title=title)))
    assert rows.only == ((("人员状态", statuses),) if statuses else ())


def test_people_of_other_statuses_are_left_out_and_the_rest_is_numbered(filled, tmp_path, disclosures):
    filled(projects("序号", "姓名", "人员编号", title="2025年退休人员情况表"))
    sheet = openpyxl.load_workbook(tmp_path / "已填.xlsx").worksheets[0]
    retired = [each.code for each in disclosures["qinghe_2025"].facts.people if each.status == "退休"]
    assert [(row[0].value, row[2].value) for row in sheet.iter_rows(4, 3 + len(retired))] == [*enumerate(retired, 1)]
    assert sheet.cell(4 + len(retired), 3).value is None


def test_income_of_a_unit_with_what_was_carried_by_sources(learned):
    rows = [*titled("2025年单位收入预算总表", 5), ["单位名称", "收入合计", "上年结转结余", None, None],
            [None, None, "小计", "财政拨款结转", "其他结转"], [None] * 5,
            ["合计", *[f"=SUM({c}5:{c}5)" for c in "BCDE"]]]  # fmt: skip
    found = learned(one_sheet("收入", rows, ("A3:A4", "B3:B4", "C3:E3")))
    columns = {letter: dict(column.where) for letter, column in rows_of(found).columns}
    assert columns["B"] == {"side": ("收入",)}
    assert columns["D"]["carry"] == ("结转",) and "政府性基金" in columns["D"]["fund"]
    assert "E" not in columns
    assert any("E6 的公式取自没有填写的列" in f.message for f in found.findings)


def test_people_may_be_listed_by_their_numbers_without_names(learned):
    rows = [*titled("单位在职人员工资情况表", 4, "元"), ["序号", "人员编号", "岗位工资（月）", "全年人员经费"],
            *[[number, *[None] * 3] for number in (1, 2)]]  # fmt: skip
    listed = rows_of(learned(one_sheet("人员", rows)))
    assert (listed.records, dict(listed.only)) == ("人员", {"人员状态": ("在职",)})
    assert {letter: column.field for letter, column in listed.columns}["C"].endswith("岗位工资")
    assert dict(dict(listed.columns)["D"].where) == {"side": ("支出",), "nature": ("人员",)}


def test_other_money_of_a_unit_is_narrowed_by_the_group_it_stands_in(learned):
    rows = [*titled("2025年单位收入预算总表", 5), ["单位名称", "本年收入", None, "上年结转", None],
            [None, "财政拨款", "其他资金", "财政拨款", "其他资金结转"], [None] * 5]  # fmt: skip
    columns = dict(rows_of(learned(one_sheet("收入", rows, ("A3:A4", "B3:C3", "D3:E3")))).columns)
    assert dict(columns["C"].where)["carry"] == ("当年",) and dict(columns["E"].where)["carry"] == ("结转",)


def spending(*headers, rows=(), title="2025年一般公共预算支出预算申报表"):
    width = len(headers)
    return one_sheet("表", [*titled(title, width), list(headers), *(rows or [[None] * width] * 3)])


@pytest.mark.parametrize(
    ("headers", "field"),
    [
        (("功能科目编码", "科目名称", "合计", "基本支出", "项目支出"), "功能科目名称"),
        (("经济科目编码", "科目名称", "合计", "基本支出", "项目支出"), "经济科目名称"),
        (("科目编码", "科目名称", "合计", "人员经费", "项目支出"), "功能科目名称"),
    ],
)
def test_the_name_of_a_subject_is_of_the_codes_beside_it(learned, headers, field):
    """科目名称 stayed blank in every row where the codes beside it said whose name it is."""
    rows = rows_of(learned(spending(*headers)))
    assert dict(rows.columns)["B"].field == field


def test_beside_codes_of_two_classifications_nobody_knows_whose_name_it_is(learned):
    found = rows_of(learned(spending("功能科目编码", "经济科目编码", "科目名称", "合计", "项目支出")))
    assert "C" not in dict(found.columns)


@pytest.mark.parametrize("formula", ['=IF(B{0}="","",ROW()-3)', "=ROW()-3", "=A{1}+1"])
def test_a_template_that_numbers_its_rows_does_so_itself(learned, formula):
    """The number of a row was held against the ledger as if it were money, and the workbook was not saved."""
    rows = [[formula.format(n, n - 1), None, None] for n in range(4, 7)]
    book = one_sheet("表", [*titled("2025年项目支出预算表", 3), ["序号", "项目名称", "金额（元）"], *rows])
    found = rows_of(learned(book))
    assert [letter for letter, _ in found.columns] == ["B", "C"]
    assert found.checks == ()

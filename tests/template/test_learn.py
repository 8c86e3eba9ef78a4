"""Learning: row label × column header, formulas left alone and compared, what is not understood said."""

import openpyxl
import pytest

from desktop.catalog.classification import load
from desktop.findings import Severity, UserError
from tests.template.helpers import add, balance, basic, listed, one_sheet, ordinary, procurement, titled

MERGES = ("A3:A4", "B3:B4", "C3:C4", "D3:F3", "G3:G4")


def sheet_of(found):
    (sheet,) = found.mapping.sheets
    return sheet


def where_of(sheet, place):
    (cell,) = [one for one in (*sheet.cells, *sheet.checks) if one.cell == place]
    return dict(cell.where)


def said(found, severity):
    return [(f.place.sheet, f.message) for f in found.findings if f.severity is severity]


@pytest.mark.parametrize(
    ("title", "funds"),
    [
        ("2025年一般公共预算支出预算表", ("一般公共预算",)),
        ("2025年政府性基金支出预算表", ("政府性基金",)),
        ("2025年国有资本经营支出预算表", ("国有资本经营",)),
        ("2025年支出预算表", None),
    ],
)
def test_the_title_says_which_source_a_sheet_speaks_of(learned, title, funds):
    (one,) = sheet_of(learned(one_sheet("02", listed(title), MERGES))).lists
    assert dict(one.where).get("fund") == funds
    assert dict(one.where)["side"] == ("支出",)


def test_the_title_says_that_a_sheet_is_of_basic_spending(learned):
    sheet = sheet_of(learned(one_sheet("03", basic((("30101", "基本工资"),)))))
    assert ("nature", ("人员", "公用")) in sheet.cells[0].where
    assert ("fund", ("一般公共预算",)) in sheet.cells[0].where


def test_formulas_are_never_filled_and_always_compared(learned):
    sheet = sheet_of(learned(one_sheet("02", listed(), MERGES)))
    (one,) = sheet.lists
    assert [column for column, _ in one.columns] == ["A", "B", "E", "F", "G"]
    assert [column for column, _ in one.checks] == ["C", "D"]
    assert [check.cell for check in sheet.checks] == ["C6", "D6", "E6", "F6", "G6"]
    assert sheet.cells == []


def test_a_row_of_sums_above_the_first_row_to_fill_is_compared_too(learned):
    rows = [*titled("2025年一般公共预算支出表", 4), ["科目编码", "科目名称", "基本支出", "项目支出"],
            ["合计", None, "=SUM(C5:C6)", "=SUM(D5:D6)"], ["201", "一般公共服务支出", None, None],
            ["208", "社会保障和就业支出", None, None]]  # fmt: skip
    sheet = sheet_of(learned(one_sheet("表", rows)))
    assert [check.cell for check in sheet.checks] == ["C4", "D4"]
    assert "function" not in where_of(sheet, "C4")


def test_a_list_takes_the_longest_run_of_blank_rows(learned):
    (one,) = sheet_of(learned(one_sheet("02", listed(rows=5), MERGES))).lists
    assert (one.first, one.last) == (7, 11)


def test_two_blank_rows_are_no_list(learned):
    assert not any(sheet.lists for sheet in learned(one_sheet("02", listed(rows=2), MERGES)).mapping.sheets)
    assert sheet_of(learned(one_sheet("02", listed(rows=3), MERGES))).lists


@pytest.mark.parametrize(
    ("total", "levels"), [("SUM", ("项",)), ("", ("类", "款", "项")), ("COUNT", ("类", "款", "项"))]
)
def test_a_list_that_a_formula_adds_up_has_one_level(learned, total, levels):
    found = learned(one_sheet("02", listed(total=total), MERGES))
    assert sheet_of(found).lists[0].levels == levels
    assert any("逐行相加" in message for _, message in said(found, Severity.INFO)) is (total == "SUM")


def test_procurement_is_not_asked_for_the_year_of_its_money(learned):
    sheet = sheet_of(learned(one_sheet("06", procurement())))
    assert where_of(sheet, "C4") == {"side": ("采购",), "procurement": ("货物",), "fund": ("一般公共预算",)}
    assert all("carry" not in dict(one.where) for one in (*sheet.cells, *sheet.checks))


def test_both_sides_of_a_balance_are_known(learned):
    sheet = sheet_of(learned(one_sheet("01", balance(), ("A3:B3", "C3:D3"))))
    assert [one.cell for one in sheet.cells] == ["B5", "D5", "B6", "D6", "D7", "B8", "D8"]
    assert [one.cell for one in sheet.checks] == ["B7", "B9", "D9"]
    assert where_of(sheet, "D5") == {"side": ("支出",), "function": ("201",)}
    assert where_of(sheet, "B8") == {"side": ("收入",), "carry": ("结转",)}


def test_every_sheet_that_is_not_filled_is_named(learned):
    found = learned(ordinary((("30101", "基本工资"),)))
    assert [sheet for sheet, text in said(found, Severity.WARNING) if "这张表不会填写" in text] == ["封面"]
    assert [sheet.sheet for sheet in found.mapping.sheets] == [
        "01收支总表", "02一般公共预算支出", "03基本支出", "04三公经费", "05项目支出", "06政府采购"]  # fmt: skip


def test_a_total_of_an_unknown_table_is_not_taken_from_another_table(learned):
    rows = [*titled("2025年某某情况表", 3), ["项目", "合计", "人数"], ["合计", None, None], ["某某", None, None]]
    assert learned(one_sheet("表", rows)).mapping.sheets == []


def test_two_labels_that_exclude_each_other_ask_nothing(learned):
    rows = [*titled("2025年某某情况表", 3), ["项目", "公务接待费", "备注"], ["公务用车购置费", None, None]]
    assert learned(one_sheet("表", rows)).mapping.sheets == []


@pytest.mark.parametrize(
    ("header", "value"),
    [("2025年预算数", "this"), ("2024年预算数", "last"), ("2023年预算数", None), ("预算数", "this")],
)
def test_the_year_in_a_header_says_which_year(learned, header, value):
    rows = [*titled("2025年一般公共预算支出表", 3), ["科目编码", "科目名称", header], ["201", "一般公共服务支出", None],
            ["208", "社会保障和就业支出", None]]  # fmt: skip
    sheets = learned(one_sheet("表", rows)).mapping.sheets
    assert {one.value for sheet in sheets for one in sheet.cells} == ({value} if value else set())


@pytest.mark.parametrize(("unit", "known"), [("元", "元"), ("万元", "万元")])
def test_the_unit_of_money_is_read(learned, unit, known):
    assert (
        sheet_of(learned(one_sheet("06", [*titled("2025年政府采购预算表", 4, unit), *procurement()[2:]]))).unit == known
    )


@pytest.mark.parametrize("numbers", [("1", "2"), (1, 2), ("1=2+3", "2")])
def test_a_row_that_numbers_the_columns_is_none_of_their_headers(learned, numbers):
    """Typed as text, the numbers were the last header of each column, and the sheet was not filled."""
    header = [["科目编码", "科目名称", "基本支出", "项目支出"], ["栏次", None, *numbers]]
    rows = [*titled("2025年支出申报表", 4), *header, ["201", "一般公共服务支出", None, None]]
    assert [cell.cell for cell in sheet_of(learned(one_sheet("1", rows))).cells] == ["C5", "D5"]


def test_a_missing_unit_is_said(learned):
    rows = procurement()
    rows[1][-1] = None
    found = learned(one_sheet("06", rows))
    assert sheet_of(found).unit == "万元"
    assert ("06", "没有写金额单位，按万元处理，请核对") in said(found, Severity.WARNING)


def test_a_hidden_row_is_said(learned):
    book = one_sheet("06", procurement())
    book["06"].row_dimensions[5].hidden = True
    assert ("06", "C5 在隐藏行中，也会填写") in said(learned(book), Severity.INFO)


# size ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", ["XFD1048576", "A1048576", "XFD1", "DQ1", "A3001"])
def test_content_far_out_is_refused_at_once(learned, place):
    book = one_sheet("06", procurement())
    book["06"][place] = "远"
    with pytest.raises(UserError, match=f"工作表“06”在 {place} 处有内容，超过 3000 行或 120 列"):
        learned(book)


@pytest.mark.parametrize("place", ["XFD1048576", "DQ9", "A3001"])
def test_a_format_far_out_changes_nothing(learned, place):
    plain = sheet_of(learned(one_sheet("06", procurement()))).cells
    book = one_sheet("06", procurement())
    book["06"][place].number_format = "0.00"
    assert sheet_of(learned(book)).cells == plain


def test_a_merge_of_the_whole_sheet_ends(learned):
    book = one_sheet("06", procurement())
    book["06"].merged_cells.add("A1:XFD1048576")  # merge_cells would make every cell
    learned(book)


def test_too_many_merges_are_refused(learned, monkeypatch):
    monkeypatch.setattr("desktop.template.sheet_rows.MOST_MERGES", 2)
    book = openpyxl.Workbook()
    sheet = add(book, "表", procurement(), ("F1:G1", "F2:G2"))
    learned(book)
    sheet.merge_cells("F3:G3")
    with pytest.raises(UserError, match="合并单元格超过 2 处"):
        learned(book)


# a blank total, and rows that leave money out --------------------------------------------------------------

THREE = (("201", "一般公共服务支出"), ("208", "社会保障和就业支出"), ("221", "住房保障支出"))
ALL_FOUR = (*THREE[:2], ("210", "卫生健康支出"), THREE[2])


def subjects(codes, label="合计", column=0, *, above=False, names_only=False):
    total = [None] * 5
    total[column] = label
    rows = [[None if names_only else code, name, None, None, None] for code, name in codes]
    return one_sheet("支出", [
        *titled("2025年一般公共预算支出汇总表", 5, "元"),
        ["科目编码", "科目名称", "合计", "基本支出", "项目支出"],
        *([total, *rows] if above else [*rows, total] if label else rows),
    ])  # fmt: skip


@pytest.mark.parametrize("above", [False, True])
@pytest.mark.parametrize("column", [0, 1])
@pytest.mark.parametrize("label", ["合计", "合  计", "总　计", "小计"])
def test_a_blank_total_of_subjects_asks_for_all_of_its_column(learned, label, column, above):
    found = learned(subjects(ALL_FOUR, label, column, above=above))
    row = 4 if above else 8
    assert where_of(sheet_of(found), f"C{row}") == {"side": ("支出",), "fund": ("一般公共预算",)}
    assert where_of(sheet_of(found), f"E{row}")["nature"] == ("!人员", "!公用")
    assert not [text for _, text in said(found, Severity.WARNING) if "合计" in text]
    assert sheet_of(found).unknown == []


def test_a_total_of_rows_with_names_only_is_known_too(learned):
    sheet = sheet_of(learned(subjects(ALL_FOUR, names_only=True)))
    assert where_of(sheet, "C8") == {"side": ("支出",), "fund": ("一般公共预算",)}


def test_two_blank_totals_are_named_and_not_filled(learned):
    book = subjects(ALL_FOUR)
    book["支出"]["A1"] = "2025年一般公共预算支出测算明细表"  # of a table that a layout has, 合计 is known
    book["支出"]["A9"] = "总计"
    for place in ("C9", "D9", "E9"):
        book["支出"][place].number_format = "0.00"
    found = learned(book)
    assert not {"C8", "C9"} & {cell.cell for cell in sheet_of(found).cells}
    assert {"C8", "C9"} <= set(sheet_of(found).unknown)
    texts = [text for _, text in said(found, Severity.WARNING)]
    assert "第 8 行“合计”没有认出是哪些行的合计，不会填写" in texts


def test_a_blank_total_of_other_rows_is_named(learned):
    rows = [["2025年人员情况表", None], ["单位：元", None], ["项目", "金额"], ["人员经费", None], ["合计", None]]
    found = learned(one_sheet("表", rows))
    assert ("表", "第 5 行“合计”没有认出是哪些行的合计，不会填写") in said(found, Severity.WARNING)


def filters(found, *places):
    """What each cell asks for, as the sum of its filter: side, and every other dimension once."""
    return [where_of(sheet_of(found), place) for place in places]


def test_the_number_of_a_unit_is_no_code_of_a_subject(learned):
    rows = [*titled("2025年支出预算汇总表", 3, "元"), ["功能科目", "单位编码", "合计"], [CLASS, "301", None]]
    (only,) = filters(learned(one_sheet("1", rows)), "C4")
    assert only == {"side": ("支出",), "function": ("201",)}


CLASS = "一般公共服务支出"


def test_kinds_of_spending_are_of_all_money_unless_the_sheet_says_otherwise(learned):
    """Layouts know 商品和服务支出 below 基本支出, 会议费 below the money of the budget, 收入合计 of 财政拨款."""
    header = ["科目", "商品和服务支出", "会议费"]
    plain = filters(learned(one_sheet("1", [*titled("2025年支出申报表", 3), header, [CLASS, None, None]])), "B4", "C4")
    assert [set(where) for where in plain] == [{"side", "function", "economic"}] * 2
    grouped = [*titled("2025年支出申报表", 3), [None, "基本支出", None], header, [CLASS, None, None]]
    (basic_only,) = filters(learned(one_sheet("1", grouped, ("B3:C3",))), "B5")
    assert basic_only["nature"] == ("人员", "公用")
    fiscal = [*titled("2025年一般公共预算支出申报表", 3), header, [CLASS, None, None]]
    assert all(where["fund"] == ("一般公共预算",) for where in filters(learned(one_sheet("1", fiscal)), "B4", "C4"))


def test_sources_in_rows_are_of_the_side_their_section_or_title_speaks_of(learned):
    rows = [*titled("2025年单位申报表", 2), ["项目", "申报数"], ["一、收入合计", None], ["1.一般公共预算", None],
            ["二、支出合计", None], ["1.人员经费", None]]  # fmt: skip
    total, general = filters(learned(one_sheet("1", rows)), "B4", "B5")
    assert total == {"side": ("收入",)}
    assert general == {"side": ("收入",), "fund": ("一般公共预算",)}
    rows = [*titled("2025年支出预算表（按资金来源）", 3), ["资金来源", "合计", "人员经费"], ["其他收入", None, None]]
    total, people = filters(learned(one_sheet("1", rows)), "B4", "C4")
    assert total == {"side": ("支出",), "fund": ("其他收入",)}
    assert people["nature"] == ("人员",)


def test_a_source_under_a_panel_of_income_is_income(learned):
    rows = [*titled("2025年收支预算总表", 4), ["收入", None, "支出", None], ["项目", "金额"] * 2,
            ["一般公共预算", None, CLASS, None], ["上年结转", None, "卫生健康支出", None]]  # fmt: skip
    (general,) = filters(learned(one_sheet("1", rows)), "B5")
    assert general == {"side": ("收入",), "fund": ("一般公共预算",), "carry": ("当年",)}


def test_the_rest_of_another_table_is_nothing_and_a_part_of_operating_cost_is_not_known(learned):
    def mapped(title):
        rows = [*titled(title, 2), ["项目", "金额"], ["会议费", None], ["其他", None]]
        return [cell.cell for sheet in learned(one_sheet("1", rows)).mapping.sheets for cell in sheet.cells]

    assert mapped("2025年支出申报表") == ["B4"]
    assert mapped("2025年机关运行经费预算表") == []


def test_a_source_beside_money_of_earlier_years_is_without_it(learned):
    header = ["科目", "合计", "一般公共预算", "其他收入", "上年结转"]
    rows = [*titled("2025年支出申报表", 5), header, [CLASS, *[None] * 4]]
    total, general, other, carried = filters(learned(one_sheet("1", rows)), "B4", "C4", "D4", "E4")
    assert "carry" not in total
    assert general["carry"] == other["carry"] == ("当年",)
    assert carried["carry"] == ("结转",)
    header[4] = "其中：上年结转"
    (general,) = filters(learned(one_sheet("1", [*titled("2025年支出申报表", 5), header, [CLASS, *[None] * 4]])), "C4")
    assert "carry" not in general


@pytest.mark.parametrize(
    ("line", "header", "unit"),
    [
        ("单位：人民币元", "预算数", "元"),
        ("金额单位：人民币万元", "预算数", "万元"),
        ("单位：千元", "预算数", "千元"),
        ("单位：百元", "预算数", "百元"),
        ("单位：亿元", "预算数", "亿元"),
        ("金额单位： 亿 元", "预算数", "亿元"),
        ("填报人：", "预算数（亿元）", "亿元"),
        ("（元）", "预算数", "元"),
        ("填报人：", "预算数（元）", "元"),
    ],
)
def test_the_unit_of_money_is_read_however_it_is_written(learned, line, header, unit):
    found = learned(one_sheet("1", [["2025年支出申报表", None], [line, None], ["科目", header], [CLASS, None]]))
    assert (sheet_of(found).unit, [cell.cell for cell in sheet_of(found).cells]) == (unit, ["B4"])


def test_a_column_in_another_unit_than_its_sheet_is_written_in_its_own(learned):
    rows = [*titled("2025年支出申报表", 3), ["科目", "预算数（元）", "项目支出"], [CLASS, None, None]]
    sheet = sheet_of(learned(one_sheet("1", rows)))
    assert ([cell.cell for cell in sheet.cells], sheet.unknown) == (["B4", "C4"], [])
    assert (sheet.unit_at("B4"), sheet.unit_at("C4")) == ("元", "万元")


def test_a_sheet_without_a_unit_of_money_is_named_when_it_is_filled(filled):
    made = filled(one_sheet("1", [["2025年支出申报表", None], ["科目", "预算数"], [CLASS, None]]), "只填一类")
    assert "没有写金额单位，已按对应表以万元填写，请核对" in [finding.message for finding in made.findings]


def test_the_total_of_a_table_of_one_measure_is_that_measure(learned):
    items = ("1.因公出国（境）费", "2.公务接待费", "3.公务用车购置及运行费", "合计")
    rows = [
        *titled("“三公”经费预算表", 3),
        ["项目", "上年预算数", "本年预算数"],
        *([item, None, None] for item in items),
    ]
    sheet = sheet_of(learned(one_sheet("三公", rows)))
    total = {cell.cell: cell for cell in sheet.cells if cell.row == "合计"}
    assert (sorted(total), [total[c].value for c in sorted(total)]) == (["B7", "C7"], ["last", "this"])
    assert set(dict(total["C7"].where)["economic"]) >= {"30212", "30217", "30231"}
    assert sheet.unknown == []
    assert (
        "B7"
        in sheet_of(learned(one_sheet("费", [["费用表", *r[1:]] if n == 0 else r for n, r in enumerate(rows)]))).unknown
    )


def test_this_year_beside_what_was_carried_below_a_nature_is_without_it(learned):
    """项目支出 over 小计, 本年安排 and 上年结转: 本年安排 once held both, and its total did not say so."""
    rows = [*titled("2025年一般公共预算支出情况表", 5), ["科目编码", "科目名称", "项目支出", None, None],
            [None, None, "小计", "本年安排", "上年结转"], ["201", "一般公共服务支出", None, None, None]]  # fmt: skip
    sheet = sheet_of(learned(one_sheet("表", rows, ("A3:A4", "B3:B4", "C3:E3"))))
    assert {place: where_of(sheet, place).get("carry") for place in ("C5", "D5", "E5")} == {
        "C5": None, "D5": ("当年",), "E5": ("结转",)}  # fmt: skip


def test_a_nature_beside_what_was_carried_is_of_both_years(learned):
    rows = [*titled("2025年支出情况表", 5), ["科目编码", "科目名称", "一般公共预算", None, None],
            [None, None, "基本支出", "项目支出", "上年结转"], ["201", "一般公共服务支出", None, None, None]]  # fmt: skip
    sheet = sheet_of(learned(one_sheet("表", rows, ("A3:A4", "B3:B4", "C3:E3"))))
    assert "carry" not in where_of(sheet, "C5") and "carry" not in where_of(sheet, "D5")


def test_a_column_of_codes_may_be_headed_by_another_word_for_code(learned):
    rows = [*titled("政府性基金预算支出表", 3), ["功能科目代码", "功能科目名称", "合计"], *[[None] * 3] * 4]
    (listing,) = sheet_of(learned(one_sheet("基金", rows))).lists
    assert (listing.columns[0], dict(listing.where)["fund"]) == (("A", "code"), ("政府性基金",))


def test_vehicles_may_be_run_or_run_and_maintained(learned):
    rows = [*titled("财政拨款“三公”经费支出预算表", 2), ["项目", "2025年预算数"], ["公务用车购置及运行维护费", None],
            ["公务用车购置及运行费", None], ["其中：公务用车运行费", None]]  # fmt: skip
    sheet = sheet_of(learned(one_sheet("三公", rows)))
    assert where_of(sheet, "B4") == where_of(sheet, "B5") != where_of(sheet, "B6")
    assert sheet.unknown == []


def test_income_of_a_group_of_sources_is_known_by_the_name_of_the_group(learned):
    rows = [*titled("2025年部门收支预算总表", 4), ["收入", None, "支出", None], ["项目", "预算数", "项目", "预算数"],
            ["一、一般公共预算拨款收入", None, "一般公共服务支出", None], ["二、单位资金收入", None, "社会保障和就业支出", None]]  # fmt: skip
    where = where_of(sheet_of(learned(one_sheet("01", rows, ("A3:B3", "C3:D3")))), "B6")
    assert where["side"] == ("收入",) and "事业收入" in where["fund"] and "一般公共预算" not in where["fund"]


def test_sources_below_a_section_of_income_are_income_of_its_year(learned):
    """（一）一般公共预算财政拨款 below 本年收入 and below 上年结转; below 支出 the same words ask nothing."""
    rows = [*titled("财政拨款收支预算总表", 4, "元"), ["收    入", None, "支    出", None], ["项目", "金额", "项目", "金额"],
            ["一、本年收入", "=B6", "一、一般公共服务支出", None], ["（一）一般公共预算财政拨款", None, "二、卫生健康支出", None],
            ["二、上年结转", "=B8", "（一）一般公共预算财政拨款", None], ["（一）一般公共预算财政拨款", None, None, None]]  # fmt: skip
    sheet = sheet_of(learned(one_sheet("财拨", rows, ("A3:B3", "C3:D3"))))
    asked = {place: where_of(sheet, place) for place in ("B6", "B8")}
    assert {where["side"] for where in asked.values()} == {("收入",)}
    assert [where["carry"] for where in asked.values()] == [("当年",), ("结转",)]
    assert "D7" in sheet.unknown


def test_the_whole_of_a_project_may_be_headed_as_the_total_of_its_money(learned):
    rows = [*titled("2025年项目支出预算表", 4, "元"), ["项目名称", "资金总额", "一般公共预算", "单位资金"], ["大厅运行", None, None, None],
            ["合计", "=SUM(B4:B4)", None, None]]  # fmt: skip
    assert "fund" not in where_of(sheet_of(learned(one_sheet("项目", rows))), "B4")


def test_a_unit_of_money_in_two_cells_is_no_part_of_the_headers_below_it(learned):
    """金额单位： over one column and 万元 over the next took these apart: 其他资金 was no longer all other money."""
    rows = [["2025年支出预算表", None, None, None], [None, None, "金额单位：", "万元"],
            ["项目", "金额", None, None], [None, "合计", "一般公共预算", "其他资金"], ["一般公共服务支出", None, None, None]]  # fmt: skip
    sheet = sheet_of(learned(one_sheet("表", rows, ("A3:A4", "B3:D3"))))
    assert sheet.unit == "万元"
    assert "政府性基金" in where_of(sheet, "D5")["fund"] and "一般公共预算" not in where_of(sheet, "D5")["fund"]


def test_rows_are_no_headers_of_what_stands_below_them(learned):
    """In a table whose amounts nothing says, the total once took the money of the last row into the column of names."""
    rows = [*titled("2025年支出预算表", 3), ["科目编码", "科目名称", "某某情况"],
            *[[code, load("function").name(code), None] for code in ("201", "208", "210", "221")], ["合计", None, None]]  # fmt: skip
    assert learned(one_sheet("表", rows)).mapping.sheets == []
    rows[2:] = [["科目", "某某情况"], *[[load("function").name(c), None] for c in ("201", "205", "206", "207", "208", "221")],
                ["合计", None]]  # fmt: skip
    assert learned(one_sheet("表", rows)).mapping.sheets == []


def test_a_title_and_the_name_of_a_sheet_that_speak_of_other_money_are_a_doubt(learned):
    rows = [
        *titled("2025年政府性基金预算支出表", 3),
        ["科目编码", "科目名称", "本年支出"],
        ["212", "城乡社区支出", None],
    ]
    apart, alike = (learned(one_sheet(name, rows)) for name in ("一般公共预算", "基金支出"))
    assert any("政府性基金，一般公共预算" in message for _, message in said(apart, Severity.WARNING))
    assert not any("工作表名所写" in message for _, message in said(alike, Severity.WARNING))
    assert where_of(sheet_of(apart), "C4")["fund"] == ("政府性基金",)


def test_other_money_is_narrowed_by_the_group_it_stands_in(learned):
    """其他资金 below 基本支出 once held what other money pays of projects too, and below 上年结转 that of this year."""
    rows = [*titled("2025年支出资金安排表", 6, "元"), ["功能分类", "基本支出", None, "上年结转", None, None],
            [None, "财政拨款", "其他资金", "财政拨款", "其他资金", None],
            *[[name, *[None] * 5] for name in ("一般公共服务支出", "社会保障和就业支出")]]  # fmt: skip
    sheet = sheet_of(learned(one_sheet("a", rows, ("A3:A4", "B3:C3", "D3:E3"))))
    assert where_of(sheet, "C5")["nature"] == ("人员", "公用") and where_of(sheet, "E5")["carry"] == ("结转",)
    assert {"财政专户管理资金", "其他收入"} < {*where_of(sheet, "C5")["fund"]} == {*where_of(sheet, "E5")["fund"]}


def test_what_was_carried_of_a_group_of_sources_is_not_of_this_year(learned):
    """单位资金 is known from a layout that has it of this year alone: 上年结转 below it was once that of this year."""
    rows = [*titled("2025年预算支出分类统计表", 4, "元"), ["功能分类", "单位资金", None, None], [None, "小计", "本年安排", "上年结转"],
            *[[name, *[None] * 3] for name in ("一般公共服务支出", "社会保障和就业支出")]]  # fmt: skip
    sheet = sheet_of(learned(one_sheet("b", rows, ("A3:A4", "B3:D3"))))
    assert [where_of(sheet, place).get("carry") for place in ("B5", "C5", "D5")] == [None, ("当年",), ("结转",)]


def test_sources_below_this_year_are_without_what_stands_in_the_group_beside_it(learned):
    rows = [*titled("2025年支出资金来源统计表", 5, "元"), ["功能分类", "本年安排", None, "上年结转", None],
            [None, "财政拨款", "单位资金", "财政拨款", "单位资金"],
            *[[name, *[None] * 4] for name in ("一般公共服务支出", "社会保障和就业支出")]]  # fmt: skip
    sheet = sheet_of(learned(one_sheet("b", rows, ("A3:A4", "B3:C3", "D3:E3"))))
    carries = [where_of(sheet, f"{column}5").get("carry") for column in "BCDE"]
    assert carries == [("当年",), ("当年",), ("结转",), ("结转",)]


def test_a_column_that_a_layouts_table_does_not_have_is_not_of_the_year_of_another_table(learned):
    """The title is a layout's; 单位资金 of this year beside 上年结转 is a column of other tables of layouts."""
    for title in ("2025年支出总体情况表", "2025年部门支出预算情况表（含上年结转）"):
        rows = [*titled(title, 3, "元"), ["功能分类", "2025年预算", None], [None, "基本支出", "单位资金"],
                *[[name, None, None] for name in ("一般公共服务支出", "社会保障和就业支出")]]  # fmt: skip
        sheet = sheet_of(learned(one_sheet("b", rows, ("A3:A4", "B3:C3"))))
        assert [where_of(sheet, place).get("carry") for place in ("B5", "C5")] == [None, None]

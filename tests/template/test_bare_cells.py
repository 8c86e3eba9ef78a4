"""A workbook without formats and borders: its blank cells are not in the file, and wait to be filled all the same."""

import openpyxl
import pytest

from desktop.findings import Severity
from tests.template.helpers import balance, basic, listed, one_sheet, procurement, titled


def bare(rows, merges=(), name="表"):
    """A workbook in which nothing but words, numbers and formulas has a cell."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = name
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            if value is not None:
                sheet.cell(number, column, value)
    for merge in merges:
        sheet.merge_cells(merge)
    return book


def of_projects(rows=3, below=()):
    return [*titled("2025年项目支出预算表", 3), ["项目名称", "金额", "备注"], *[[None] * 3] * rows, *below]


TABLES = {
    "both sides of a balance": (balance(), ("A1:D1", "A3:B3", "C3:D3")),
    "a list of codes with formulas": (listed(rows=4), ("A1:G1", "A3:A4", "B3:B4", "C3:C4", "D3:F3", "G3:G4")),
    "printed codes": (basic((("30101", "基本工资"), ("30102", "津贴补贴"))), ("A1:E1",)),
    "procurement by kinds": (procurement(), ("A1:D1",)),
    "a list of projects above its total": (of_projects(below=[["合计", "=SUM(B4:B6)", None]]), ("A1:C1",)),
}


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_a_table_without_formats_means_what_it_means_with_them(learned, table):
    formatted, plain = learned(one_sheet("表", *table)).mapping, learned(bare(*table)).mapping
    assert formatted.sheets and plain.sheets == formatted.sheets


@pytest.mark.parametrize("below", [[], [["合计", None, None]]], ids=["nothing", "a total"])
def test_a_list_may_end_with_its_header(learned, below):
    rows = [*titled("2025年一般公共预算支出预算表", 3), ["科目编码", "科目名称", "金额"], *below]
    (listing,) = learned(bare(rows)).mapping.sheets[0].lists
    assert (listing.first, listing.last) == (4 + len(below), 6 + len(below))
    (projects,) = learned(bare(of_projects(rows=0, below=below))).mapping.sheets[0].rows
    assert (projects.first, projects.last) == (4 + len(below), 4 + len(below))


def test_a_remark_below_the_table_is_no_row_and_no_header(learned):
    rows = [*titled("2025年部门支出总表", 3), ["单位名称", "合计", "一般公共预算"], ["某某局", None, None], ["注：由财政局汇总。", None, None]]  # fmt: skip
    (sheet,) = learned(bare(rows, ("A1:C1",))).mapping.sheets
    assert [cell.cell for cell in sheet.cells] == ["B4", "C4"]
    assert (sheet.rows, sheet.unknown) == ([], [])


def test_a_cell_without_a_format_between_others_of_its_column_waits_too(learned):
    book = one_sheet("表", basic((("30101", "基本工资"), ("30102", "津贴补贴"), ("30103", "奖金")), sums=False))
    sheet = book["表"]
    del sheet._cells[7, 4]  # D7: a row that somebody put in without copying the format
    del sheet._cells[8, 5]  # E8: below the last of its column, where the table may have ended
    cells = {cell.cell for cell in learned(book).mapping.sheets[0].cells}
    assert "D7" in cells and "E8" not in cells


def test_what_is_filled_into_bare_cells_is_there(filled, tmp_path, disclosures):
    filled(bare(of_projects(rows=0)))
    sheet = openpyxl.load_workbook(tmp_path / "已填.xlsx").worksheets[0]
    facts = disclosures["qinghe_2025"].facts
    assert [sheet[f"A{row}"].value for row in range(4, 4 + len(facts.projects))] == [p.name for p in facts.projects]


def test_a_huge_sheet_with_a_word_in_its_last_corner_is_no_table_without_formats(learned):
    book = bare([["2025年项目支出预算表"], ["项目名称", "金额"]])
    book.active["DP3000"] = "完"
    assert learned(book).mapping.sheets == []


def test_prepared_rows_that_nothing_takes_are_named(learned):
    rows = [
        *titled("2025年一般公共预算支出预算表", 3),
        ["栏目", "科目名称", "金额"],
        *[[None] * 3] * 4,
        ["合计", None, None],
    ]
    found = learned(one_sheet("表", rows))
    assert [f.message[:11] for f in found.findings if f.severity is Severity.WARNING] == ["第 4–7 行是空行，"]


def test_a_total_below_a_header_of_two_rows_ends_a_list_as_well(learned):
    rows = [*titled("2025年一般公共预算支出预算表", 4), ["科目编码", "科目名称", "支出", None], [None, None, "基本支出", "项目支出"],
            ["合计", None, None, None]]  # fmt: skip
    (listing,) = learned(bare(rows, ("A3:A4", "B3:B4", "C3:D3"))).mapping.sheets[0].lists
    assert (listing.first, listing.last) == (6, 8)

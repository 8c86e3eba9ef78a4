"""Heads of the workbook are broken between words, and a wide table is printed so that it can be read."""

from dataclasses import replace

import openpyxl
import pytest

from desktop.exporters import xlsx, xlsx_pages, xlsx_words
from desktop.exporters.xlsx_front import POINTS_PER_WIDTH
from desktop.layouts.form.spec import ColumnSpec
from desktop.layouts.paper.pages import width_of
from desktop.layouts.paper.sheet import sheet_of
from tests.exporters import small


def with_columns(columns, **more):
    """A publication of one table with these columns, without rows."""
    publication = small.publication()
    table = publication.sheets[0].table
    block = replace(table.blocks[0], columns=columns, rows=[], merges=[])
    return replace(publication, sheets=(sheet_of(replace(table, blocks=[block], lead=[], **more)),))


def written(publication, path):
    xlsx.write(publication, path)
    assert xlsx.read_back(publication, path)[1] == []
    return openpyxl.load_workbook(path)[xlsx.sheet_name(publication.sheets[0])]


@pytest.mark.parametrize(
    ("head", "width", "lines"),
    [
        ("国有资本经营预算", 14, "国有资本经营\n预算"),
        ("财政专户管理资金", 14, "财政专户\n管理资金"),
        ("对个人和家庭的补助", 14, "对个人和\n家庭的补助"),
        ("预算数", 14, "预算数"),
    ],
)
def test_a_head_is_broken_between_words(tmp_path, head, width, lines):
    columns = (ColumnSpec("name", ("项目",), "label", 30), ColumnSpec("a", (head,), "amount", width))
    sheet = written(with_columns(columns), tmp_path / "表.xlsx")
    assert sheet.cell(4, 2).value == lines


def test_the_rows_of_a_head_are_high_enough_for_its_lines(tmp_path):
    """Also where it goes over two rows: a program never makes merged cells higher by itself."""
    columns = (
        ColumnSpec("name", ("项目",), "label", 30),
        ColumnSpec("a", ("支出", "合计"), "amount", 14),
        ColumnSpec("b", ("事业单位经营收入预算拨款结转下年支出",), "amount", 10),
    )
    sheet = written(with_columns(columns), tmp_path / "表.xlsx")
    lines = sheet.cell(4, 3).value.count("\n") + 1 if sheet.cell(4, 3).value else 1
    high = sheet.row_dimensions[4].height + sheet.row_dimensions[5].height
    assert lines >= 4
    assert high >= lines * 10.5 * 1.3


def test_a_title_of_two_lines_divides_no_word(tmp_path):
    columns = (ColumnSpec("name", ("项目",), "label", 30), ColumnSpec("a", ("预算数",), "amount", 12))
    title = "一般公共预算财政拨款基本支出预算表"
    sheet = written(with_columns(columns, title=title), tmp_path / "表.xlsx")
    assert sheet.cell(2, 1).value.split("\n") == ["一般公共预算财政拨款", "基本支出预算表"]


@pytest.mark.parametrize("count", [3, 18, 22])
def test_a_wide_table_is_printed_in_letters_that_can_be_read(tmp_path, count):
    """The page is as wide as the table: one of twice its width would have letters of half their size."""
    columns = (
        ColumnSpec("name", ("项目",), "label", 40),
        *(ColumnSpec(str(n), ("预算数",), "amount", 11) for n in range(count - 1)),
    )
    sheet = written(with_columns(columns, orientation="landscape"), tmp_path / "表.xlsx")
    widths = [(d.max - d.min + 1) * d.width for d in sheet.column_dimensions.values()]
    page = 841.89 - 2 * 0.6 * 72
    assert 10.5 * min(1.0, page / (sum(widths) * POINTS_PER_WIDTH)) >= 7.5


def test_columns_are_counted_in_digits_that_are_as_wide_on_every_machine(tmp_path):
    """A unit of width is a digit of the first font: LibreOffice without Calibri took one a third wider, and printed all smaller.

    For Arial there is a font with the same widths on every system; its digits of 10 points are Excel's usual 7 pixels.
    """
    xlsx.write(small.publication(), tmp_path / "表.xlsx")
    font = openpyxl.load_workbook(tmp_path / "表.xlsx")._fonts[0]
    assert (font.name, font.sz) == ("Arial", 10)


def widths_with(name, width, *, beside=14):
    """The widths of a sheet of two columns, the first of which holds a name."""
    sheet = small.publication().sheets[0]
    label = next(placed for placed in sheet.cells if placed.style == "label")
    named = replace(label, text=name, column=0, column_span=1, indent=0)
    return xlsx_words.undivided(replace(sheet, cells=(named,)), (width, beside))


def test_a_column_becomes_as_wide_as_a_name_that_needs_a_little_more():
    name = "机关事业单位基本养老保险缴费支出"  # 16 letters of 10.5 points
    first, second = widths_with(name, 28)
    assert 28 < first <= 28 * xlsx_words.GROWS and second == 14
    assert first * POINTS_PER_WIDTH >= 16 * 10.5
    assert widths_with(name, 40) == [40, 14], "there is room already"
    assert widths_with(name, 12) == [12, 14], "one that needs much more goes over several lines"
    assert widths_with("为" * 70, 100)[0] == 100, "a sentence is no name"


def test_no_column_becomes_wider_where_the_sheet_could_not_be_read_on_paper():
    name = "机关事业单位基本养老保险缴费支出"
    assert widths_with(name, 28, beside=400) == [28, 400]


def test_the_name_of_a_unit_is_not_divided_while_letters_stay_large():
    """20 of the form for 澄湖县临港新区就业和社会保障服务所, which needs 35."""
    name = "澄湖县临港新区就业和社会保障服务所"
    assert widths_with(name, 20, beside=52)[0] * POINTS_PER_WIDTH >= 17 * 10.5 + 2 * xlsx_words.PAD
    assert widths_with(name, 20, beside=120) == [20, 120]
    assert widths_with(name, 15, beside=52) == [15, 52], "more than twice as wide it does not become"


def test_the_name_of_the_unit_ends_a_line_of_a_title(tmp_path):
    publication = small.publication()
    table = publication.sheets[0].table
    title = f"2027年{table.unit_name}部门整体支出绩效目标表"
    sheet = replace(sheet_of(replace(table, title=title)), widths=(len(title) * 2 - 4,))
    placed = next(placed for placed in sheet.cells if placed.style == "title")
    assert xlsx_words.in_lines(replace(placed, column_span=1), sheet).startswith(f"2027年{table.unit_name}\n")


@pytest.mark.parametrize("digits", [6, 9, 11, 12, 14])
def test_a_long_amount_has_room_for_the_wide_digits_of_a_font_that_stands_in(digits):
    """In DejaVu Sans Bold, which LibreOffice takes for 黑体, a digit is 0.696, a mark 0.38 and the blank 0.348 wide."""
    text = f"{10**digits - 1:,}.00"
    marks = text.count(",") + 1
    points = 10.5 * ((len(text) - marks) * 0.696 + marks * 0.38 + 0.348)
    ours = width_of(text, "sans-bold", 10.5)
    assert (xlsx_words.surely(ours) + xlsx_words.BESIDE) * POINTS_PER_WIDTH >= points + 2


def test_a_code_of_a_project_is_on_one_line_and_else_its_row_is_higher():
    """21 to 24 characters, as the platform has them; 500116 23T 000000 123456."""
    code = "50011623T000000123456"
    first, _ = widths_with(code, 18, beside=40)
    assert first * POINTS_PER_WIDTH >= len(code) * 0.636 * 10.5, "digits of DejaVu Sans, which stands in for 宋体"
    sheet = small.publication().sheets[0]
    label = next(placed for placed in sheet.cells if placed.style == "label" and placed.row_span == 1)
    named = replace(label, text=code, column=0, column_span=1, indent=0)
    heights = [
        xlsx_pages.fitted(replace(sheet, cells=(named,), widths=(width, 14))).heights[named.row] for width in (23, 30)
    ]
    assert heights[0] > heights[1], "narrower by the wide digits: the code takes two lines"

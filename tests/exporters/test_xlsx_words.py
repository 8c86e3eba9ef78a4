"""Heads of the workbook are broken between words, and a wide table is printed so that it can be read."""

from dataclasses import replace

import openpyxl
import pytest

from desktop.exporters import xlsx
from desktop.exporters.xlsx_front import POINTS_PER_WIDTH
from desktop.layouts.form.spec import ColumnSpec
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

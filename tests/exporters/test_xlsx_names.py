"""Sheets are named by their tables, and each total has a name that other sheets can refer to."""

from dataclasses import replace

import openpyxl
import pytest

from desktop.exporters import xlsx, xlsx_names
from desktop.layouts.form.spec import ColumnSpec
from desktop.layouts.paper.sheet import sheet_of
from desktop.layouts.tables.table import Block, BlockRow, Cell
from tests.exporters import small


@pytest.fixture
def path(tmp_path):
    return tmp_path / "表.xlsx"


def test_a_title_that_excel_would_cut_gives_the_sheet_its_number(path):
    long = replace(small.table(small.YUAN), title="一般公共预算财政拨款支出预算表（按支出功能分类科目到项级）")
    publication = small.publication()
    named = replace(publication, sheets=(sheet_of(long), publication.sheets[1]))
    assert [xlsx.sheet_name(sheet) for sheet in named.sheets] == ["表1", "表1 合并表"]
    unnumbered = sheet_of(replace(long, number=""))
    assert xlsx.sheet_name(unnumbered) == unnumbered.table.label[:31]
    xlsx.write(named, path)
    assert xlsx.read_back(named, path)[1] == []


def test_each_total_has_a_name(path):
    """So that a bureau's own sheet can refer to it wherever its row stands."""
    publication = small.publication()
    xlsx.write(publication, path)
    book = openpyxl.load_workbook(path, data_only=True)
    names = {name: book.defined_names[name].attr_text for name in ("表1_合计",)}
    assert list(xlsx_names.total_names(publication.sheets)) == ["表1_合计", "表1_合计_2"]
    sheet, place = names["表1_合计"].rsplit("!", 1)
    assert book[sheet.strip("'")][place.replace("$", "")].value == pytest.approx(12_345.678901)
    assert names["表1_合计"] == xlsx_names.total_names(publication.sheets)["表1_合计"].removeprefix("=")


def table_of(columns, *rows):
    block = Block(tuple(columns), [BlockRow(str(n), list(cells)) for n, cells in enumerate(rows)])
    return sheet_of(replace(small.table(small.WAN), number="表7", blocks=[block], lead=[], grid_rows=[]))


def words(text):
    return Cell(text, "text")


def test_a_total_of_a_list_and_one_that_stands_in_a_table_again_have_names_too():
    columns = [
        ColumnSpec(name, (name,), kind, 12)
        for name, kind in (("a", "field"), ("b", "amount"), ("c", "label"), ("d", "amount"))
    ]
    money = small.amount(100, small.WAN)
    sheet = table_of(
        columns, (words("合计"), money, words("本年支出合计"), money), (words("合计"), money, Cell(), money)
    )
    assert {name: place.rpartition("!")[2] for name, place in xlsx_names.total_names([sheet]).items()} == {
        "表7_合计": "$B$5",
        "表7_本年支出合计": "$D$5",
        "表7_合计_2": "$B$6",
    }


def test_totals_that_are_columns_of_one_row_have_names():
    """“三公”经费: one row of amounts under 合计."""
    columns = [ColumnSpec("sum", ("合计",), "amount", 12), ColumnSpec("car", ("公务用车", "小计"), "amount", 12)]
    money = small.amount(100, small.WAN)
    assert [*xlsx_names.total_names([table_of(columns, (money, money))]).values()] == ["='表7 收支总表'!$A$6"]
    assert not xlsx_names.total_names([table_of(columns, (money, money), (money, money))])

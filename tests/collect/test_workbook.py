"""The workbook of a report, read back by another library."""

import openpyxl

from desktop.collect import sheets, workbook
from desktop.collect.sheets import Column, Kind, Sheet


def made(tmp_path, *listed):
    path = tmp_path / "汇总.xlsx"
    workbook.write(listed, None, path)
    return openpyxl.load_workbook(path)


def test_amounts_are_yuan_with_two_decimals_under_frozen_headings_with_a_total(tmp_path):
    columns = (sheets.text("单位"), sheets.money("金额"), sheets.count("人数"))
    sheet = Sheet("一览", "题目", columns, [("甲", 123_456_789_01, 3), ("=1+1", None, 4)], ("说明",))
    sheet.total = sheets.total_of(columns, sheet.rows)
    book = made(tmp_path, sheet)
    found = book["一览"]
    rows = [[cell.value for cell in row] for row in found.iter_rows()]
    assert rows == [
        ["题目", None, None], ["说明", None, None], ["金额单位：元", None, None], ["单位", "金额", "人数"],
        ["甲", 123456789.01, 3], ["=1+1", None, 4], ["合计", 123456789.01, 7],
    ]  # fmt: skip
    assert found["A6"].data_type == "s"
    assert found["B5"].number_format == "#,##0.00"
    assert found.freeze_panes == "B5"
    assert found.print_title_rows == "$4:$4"
    assert (
        found.page_setup.orientation,
        found.page_setup.fitToHeight,
        found.sheet_properties.pageSetUpPr.fitToPage,
    ) == ("landscape", 0, True)
    assert [[cell.value for cell in row] for row in book["目录"].iter_rows()] == [
        ["工作表", "内容", "行数"],
        ["一览", "题目", 2],
    ]


def test_a_parent_is_bold_and_its_parts_are_indented(tmp_path):
    sheet = Sheet(
        "科目", "题目", (sheets.text("编码"), sheets.text("名称")), [("201", "类"), ("20103", "款")], levels=[0, 1]
    )
    found = made(tmp_path, sheet)["科目"]
    assert [(found[f"B{row}"].font.bold, found[f"B{row}"].alignment.indent) for row in (3, 4)] == [
        (True, 0),
        (False, 1),
    ]


def test_an_empty_sheet_says_so(tmp_path):
    assert (
        made(tmp_path, Sheet("空", "题目", (Column("一"), Column("二", Kind.MARK)), []))["空"]["A3"].value == "（无）"
    )


def test_rows_beyond_what_a_sheet_holds_are_said(tmp_path, monkeypatch):
    monkeypatch.setattr(workbook, "MOST_ROWS", 2)
    found = made(tmp_path, Sheet("多", "题目", (sheets.text("一"),), [("a",), ("b",), ("c",)]))["多"]
    assert found["A5"].value.startswith("还有 1 行")

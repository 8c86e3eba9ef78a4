"""Tables of documents as sheets: rows keep the numbers a person can look up, captions stand above the first one."""

from desktop.outside.document import Document, Paragraph, Spot, Table
from desktop.published.sources import tables_of


def test_a_table_of_a_page_has_its_caption_above_row_one_and_a_name_that_can_be_found():
    table = Table((("项目", "金额"), ("合计", "7.00")), ("表2", "收入总表", "单位：万元"), spots=(Spot(page=12),))
    (source,) = tables_of(Document("公开.pdf", "pdf", (Paragraph("说明"), table)))
    assert [row.number for row in source.rows] == [-2, -1, 0, 1, 2]
    assert [row.cells[0] for row in source.rows] == ["表2", "收入总表", "单位：万元", "项目", "合计"]
    assert (source.file, source.sheet) == ("公开.pdf", "第 12 页 表格 1 表2")


def test_a_sheet_keeps_its_name_and_its_row_numbers():
    spots = (Spot(line=1, sheet="支出"), Spot(line=4, sheet="支出"))
    (source,) = tables_of(Document("公开.xlsx", "xlsx", (Table((("支出总表",), ("合计",)), spots=spots),)))
    assert (source.sheet, [row.number for row in source.rows]) == ("支出", [1, 4])


def test_tables_without_page_and_caption_are_told_apart_by_their_order():
    names = [
        s.sheet for s in tables_of(Document("a.docx", "docx", (Table((("a",),)), Table((("a",),), ("单位：元",)))))
    ]
    assert names == ["表格 1", "表格 2"]


HEADER, BODY = ("项目", "合计", "基本支出", "项目支出"), ("甲", "3.00", "1.00", "2.00")


def spread(*rows):
    return tuple((*row, *[""] * (4 - len(row))) for row in rows)


def starts(*rows):
    """The first cell of each table that a sheet is taken for."""
    return [source.rows[0].cells[0] for source in tables_of(Document("a.xlsx", "xlsx", (Table(spread(*rows)),)))]


def test_tables_below_each_other_in_a_sheet_are_as_many():
    """The rows of the second were read as rows of the first."""
    second = [("表二",), ("支出总表",), ("编制单位：某局", "单位：万元"), HEADER, BODY]
    assert starts(("收入总表",), ("单位：万元",), HEADER, BODY, ("注：本表无误。",), *second) == ["收入总表", "表二"]
    assert starts(("收入总表",), ("单位：万元",), HEADER, BODY, ("绩效目标表",), HEADER) == ["收入总表", "绩效目标表"]
    assert starts(("收入总表",), ("单位：万元",), HEADER, BODY, ("单位：元",), HEADER, BODY) == ["收入总表", "单位：元"]


def test_what_stands_over_a_header_or_in_a_table_begins_no_other():
    over = [("某局预算公开表",), ("部门：某局", "公开01表"), ("日期：", "单位：万元")]
    assert starts(*over, HEADER, BODY, ("其他：",), BODY) == ["某局预算公开表"]
    for header in (("", "金额", "单位：万元", "数量"), ("", "金额（单位：万元）", "数量")):
        assert starts(("收入总表",), HEADER, header, BODY) == ["收入总表"]

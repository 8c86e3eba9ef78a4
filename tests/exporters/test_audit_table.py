"""The audits of a folder as a workbook."""

from python_calamine import CalamineWorkbook

from desktop.audit.report import HEADINGS
from desktop.exporters import audit_table


def test_a_row_for_each_document_and_no_text_becomes_a_formula(tmp_path):
    row = ("=甲.docx", "", 1, 0, 2, 3, 4, 5, 6, "B51 …", "没有核对")
    audit_table.write(HEADINGS, [row], tmp_path / "审阅.xlsx")
    rows = CalamineWorkbook.from_path(str(tmp_path / "审阅.xlsx")).get_sheet_by_name("审阅").to_python()
    assert [tuple(each) for each in rows] == [HEADINGS, row]

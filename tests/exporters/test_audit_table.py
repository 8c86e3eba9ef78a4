"""The audits of a folder as a workbook."""

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from desktop.exporters import audit_table
from desktop.exporters.audit_table import Sheet
from desktop.personal import Guard

SHEETS = (
    Sheet("审阅", ("文件", "错误", "说明"), (20, 7, 30), [("=甲.docx", 1, "没有核对"), ("乙.pdf", 0, "")]),
    Sheet("问题", ("文件", "级别"), (20, 7), [("=甲.docx", "错误"), ("=甲.docx", "提示")]),
)


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    target = tmp_path_factory.mktemp("folder") / "审阅.xlsx"
    audit_table.write(SHEETS, target, Guard())
    return str(target)


def test_every_sheet_has_its_rows_and_no_text_becomes_a_formula(written):
    workbook = CalamineWorkbook.from_path(written)
    for sheet in SHEETS:
        rows = [tuple(row) for row in workbook.get_sheet_by_name(sheet.name).to_python()]
        assert rows == [sheet.headings, *sheet.rows]


def test_errors_stand_out_and_none_does_not(written):
    workbook = load_workbook(written)
    red = "FF" + audit_table.RED[1:]
    colors = [cell.font.color and cell.font.color.rgb for cell in workbook["审阅"]["B"][1:]]
    assert [color == red for color in colors] == [True, False]
    assert workbook["问题"]["B2"].font.color.rgb == red


def test_the_file_says_nothing_of_today_or_of_a_person(written):
    properties = load_workbook(written).properties
    assert (properties.creator or "", properties.lastModifiedBy or "", properties.description) == ("", "", None)
    assert properties.created == audit_table.UNDATED.replace(tzinfo=None)

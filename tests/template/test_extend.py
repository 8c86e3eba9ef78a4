"""Rows added to a sheet: what stands below moves, what refers to it follows, formats and formulas go along."""

import zipfile

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from desktop.findings import UserError
from desktop.outside.workbook_parts import read
from desktop.template.extend import Added, add_rows
from tests.small_cases import small_cases
from tests.template.helpers import add, one_sheet

ADDED = Added("表", 3, 4, 2)


@small_cases(
    ("text", "sheet", "row", "after"),
    [
        ("SUM(B3:B4)", "表", 5, "SUM(B3:B6)"),
        ("SUM(B3:B4)", "表", 2, "SUM(B3:B6)"),
        ("SUM(A4:B4)", "表", 4, "SUM(A4:B4)"),
        ("B5+$B$9", "表", 1, "B7+$B$11"),
        ("B4", "表", 9, "B4"),
        ("表!B5+B5", "别的", 1, "表!B7+B5"),
        ("SUM('表'!B3:B4)", "别的", 1, "SUM('表'!B3:B6)"),
        ('IF(A5>1,"A5",LOG10(A5))', "表", 1, 'IF(A7>1,"A5",LOG10(A7))'),
        ("ROUND(B5/10000,2)", "表", 1, "ROUND(B7/10000,2)"),
        ("SUM(B:B)", "表", 1, "SUM(B:B)"),
        ("SUM(B6:B1048576)", "表", 1, "SUM(B8:B1048576)"),
        ("表!$A$1:$C$5,表!$1:$2", "", 0, "表!$A$1:$C$7,表!$1:$2"),
        ("B3:B4 D4", "表", 0, "B3:B6 D4"),
    ],
)
def test_a_reference_follows(text, sheet, row, after):
    assert ADDED.formula(text, sheet, row) == after


def workbook():
    rows = [["表", None, None], ["项目名称", "数量", "金额"], [None, None, "=B3*2"], [None, None, "=B4*2"],
            ["合计", None, "=SUM(C3:C4)"], ["负责人：", None, None]]  # fmt: skip
    book = one_sheet("表", rows, ("A1:C1", "A4:B4", "A6:C6"))
    sheet = book["表"]
    sheet["C4"].font = Font(bold=True)
    check = DataValidation("list", formula1='"甲,乙"')
    check.add("A3:A4")
    sheet.add_data_validation(check)
    sheet.conditional_formatting.add("C3:C5", CellIsRule("lessThan", ["C6"]))
    sheet.print_area = "A1:C6"
    book.defined_names["总额"] = DefinedName("总额", attr_text="表!$C$5")
    add(book, "汇总", [["合计", "=表!C5"]])
    return book


def added(book, tmp_path):
    book.save(tmp_path / "表.xlsx")
    raw = {sheet["sheet"]: sheet for sheet in read(tmp_path / "表.xlsx")["sheets"]}
    (tmp_path / "多.xlsx").write_bytes(add_rows((tmp_path / "表.xlsx").read_bytes(), raw, ADDED, "表.xlsx"))
    return openpyxl.load_workbook(tmp_path / "多.xlsx")


def test_a_sheet_with_more_rows(tmp_path):
    book = added(workbook(), tmp_path)
    sheet = book["表"]
    assert [sheet[f"C{row}"].value for row in range(3, 8)] == ["=B3*2", "=B4*2", "=B5*2", "=B6*2", "=SUM(C3:C6)"]
    assert [sheet[f"C{row}"].font.bold for row in range(3, 8)] == [False, True, True, True, False]
    assert sheet["A8"].value == "负责人："
    assert {str(merge) for merge in sheet.merged_cells.ranges} == {"A1:C1", "A4:B4", "A5:B5", "A6:B6", "A8:C8"}
    assert str(sheet.data_validations.dataValidation[0].sqref) == "A3:A6"
    (formats,) = sheet.conditional_formatting
    assert (str(formats.sqref), formats.rules[0].formula) == ("C3:C7", ["C8"])
    assert sheet.print_area == "'表'!$A$1:$C$8"
    assert book.defined_names["总额"].attr_text == "表!$C$7"
    assert book["汇总"]["B1"].value == "=表!C7"


def test_formulas_filled_down_are_written_out(tmp_path):
    workbook().save(tmp_path / "表.xlsx")
    path = tmp_path / "表.xlsx"
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    sheet = sheet.replace(b"<f>B3*2</f>", b'<f t="shared" ref="C3:C4" si="0">B3*2</f>')
    parts["xl/worksheets/sheet1.xml"] = sheet.replace(b"<f>B4*2</f>", b'<f t="shared" si="0"/>')
    with zipfile.ZipFile(path, "w") as package:
        for name, content in {**parts, "xl/calcChain.xml": b"<calcChain/>"}.items():
            package.writestr(name, content)
    raw = {sheet["sheet"]: sheet for sheet in read(path)["sheets"]}
    (tmp_path / "多.xlsx").write_bytes(add_rows(path.read_bytes(), raw, ADDED, "表.xlsx"))
    with zipfile.ZipFile(tmp_path / "多.xlsx") as package:
        assert "xl/calcChain.xml" not in package.namelist()
        assert b"shared" not in package.read("xl/worksheets/sheet1.xml")
    assert openpyxl.load_workbook(tmp_path / "多.xlsx")["表"]["C6"].value == "=B6*2"


def test_what_cannot_move_is_refused_with_the_way_out(tmp_path):
    book = workbook()
    book["表"]["A6"].comment = Comment("签字", "czj")
    with pytest.raises(UserError, match=r"第 3–4 行不够，还要 2 行；表中有批注或控件.*插入行后重新生成"):
        added(book, tmp_path)

"""Pictures and sheets put into a Word document are named: nobody has read them."""

import pytest
from lxml import etree

from desktop.outside.documents.word import pictures

NAMES = (
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:o="urn:schemas-microsoft-com:office:office"'
)


def notes(inside):
    return pictures.notes(etree.fromstring(f"<body {NAMES}>{inside}</body>"))


def picture(wide, high, what="<pic:pic/>"):
    return f'<wp:inline><wp:extent cx="{wide * 360000}" cy="{high * 360000}"/>{what}</wp:inline>'


def test_a_picture_as_large_as_a_table_is_named():
    assert notes(picture(15, 8) + picture(15, 3)) == ("文中有 2 张图片，其中的文字和数字没有核对，请看一看原文件",)


@pytest.mark.parametrize(
    "inside", ["", picture(4, 4), picture(15, 2), picture(15, 8, "<chart/>"), "<wp:anchor><pic:pic/></wp:anchor>"]
)
def test_seals_lines_and_charts_are_none(inside):
    assert notes(inside) == ()


@pytest.mark.parametrize("program", ["Excel.Sheet.12", "ET.Xlsx.6", "excel.sheet.8"])
def test_a_sheet_that_is_put_in_is_named(program):
    (note,) = notes(f'<o:OLEObject ProgID="{program}"/><o:OLEObject ProgID="Equation.3"/>')
    assert note.startswith("文中有 1 个嵌入的 Excel 表格，其中的数字没有核对")

"""Single cells of a worksheet's XML: only they change."""

from decimal import Decimal

import pytest

from desktop.findings import UserError
from desktop.template.sheet_xml import SheetXml, column_number, split
from tests.small_cases import small_cases

HEAD, TAIL = b"<worksheet><cols/><sheetData>", b"</sheetData><mergeCells/></worksheet>"
ROWS = (b'<row r="2" ht="20"><c r="A2" s="3" t="s"><v>0</v></c><c r="C2" s="4"/></row>'
        b'<row r="5"><c r="B5" s="1"><f>SUM(B2:B4)</f><v>9</v></c></row>')  # fmt: skip


def put(values, rows=ROWS):
    sheet = SheetXml(HEAD + rows + TAIL)
    sheet.put(values)
    assert sheet.content.startswith(HEAD)
    assert sheet.content.endswith(TAIL)
    return sheet.content[len(HEAD) : -len(TAIL)].decode()


def test_a_cell_keeps_its_style_and_loses_its_old_kind():
    assert '<c r="A2" s="3"><v>12.5</v></c><c r="C2" s="4"/>' in put({"A2": Decimal("12.50")})


def test_an_empty_cell_gets_a_value():
    assert '<c r="C2" s="4"><v>0.01</v></c></row>' in put({"C2": Decimal("0.01")})


def test_a_missing_cell_stands_in_column_order():
    assert '<c r="A2" s="3" t="s"><v>0</v></c><c r="B2"><v>1</v></c><c r="C2" s="4"/>' in put({"B2": Decimal(1)})
    assert '<c r="C2" s="4"/><c r="AA2"><v>1</v></c></row>' in put({"AA2": Decimal(1)})


def test_a_missing_row_stands_in_row_order():
    made = put({"A3": Decimal(3), "A1": Decimal(1), "A9": Decimal(9)})
    assert [made.index(f'<row r="{n}"') for n in (1, 2, 3, 5, 9)] == sorted(
        made.index(f'<row r="{n}"') for n in (1, 2, 3, 5, 9)
    )
    assert '<row r="2" ht="20">' in made


def test_an_empty_sheet_and_an_empty_row_are_filled():
    sheet = SheetXml(b"<worksheet><sheetData/></worksheet>")
    sheet.put({"B2": Decimal(1)})
    assert sheet.content == b'<worksheet><sheetData><row r="2"><c r="B2"><v>1</v></c></row></sheetData></worksheet>'
    assert put({"A7": Decimal(1)}, b'<row r="7" s="1"/>') == '<row r="7" s="1"><c r="A7"><v>1</v></c></row>'


@small_cases(
    ("value", "text"),
    [("0", "0"), ("0.00", "0"), ("-2.50", "-2.5"), ("100", "100"), ("1E+2", "100"), ("0.000001", "0.000001")],
)
def test_numbers_are_written_plainly(value, text):
    assert f"<v>{text}</v>" in put({"A1": Decimal(value)})


def test_texts_are_written_as_texts():
    assert '<c r="A1" t="inlineStr"><is><t xml:space="preserve">甲&amp;乙&lt;丙&gt;</t></is></c>' in put(
        {"A1": "甲&乙<丙>"}
    )


def test_a_formula_is_never_replaced():
    with pytest.raises(UserError, match="单元格 B5 是公式，不能填写"):
        put({"B5": Decimal(1)})


def test_a_cached_result_is_refreshed_and_the_formula_stays():
    sheet = SheetXml(HEAD + ROWS + TAIL)
    sheet.caches({"B5": Decimal("12.30"), "C2": Decimal(5), "Z99": Decimal(1)})
    assert sheet.content == (HEAD + ROWS + TAIL).replace(b"<v>9</v>", b"<v>12.3</v>")


def test_a_cached_text_becomes_a_number():
    sheet = SheetXml(HEAD + b'<row r="1"><c r="A1" t="str"><f>A2</f><v></v></c></row>' + TAIL)
    sheet.caches({"A1": Decimal(4)})
    assert b'<c r="A1"><f>A2</f><v>4</v></c>' in sheet.content


def test_a_part_without_cells_is_refused():
    with pytest.raises(UserError, match="结构无法识别"):
        SheetXml(b"<chartsheet/>")


@pytest.mark.parametrize(("place", "parts"), [("A1", ("A", 1)), ("XFD1048576", ("XFD", 1048576))])
def test_places(place, parts):
    assert split(place) == parts


@small_cases("place", ["", "A", "1", "a1", "A0", "ABCD1", "A1B", "$A$1"])
def test_wrong_places_are_refused(place):
    with pytest.raises(UserError, match="写法不对"):
        split(place)


@pytest.mark.parametrize(("name", "number"), [("A", 1), ("Z", 26), ("AA", 27), ("XFD", 16384)])
def test_numbers_of_columns(name, number):
    assert column_number(name) == number

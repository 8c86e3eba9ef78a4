"""Merged cells of an ODS workbook: over rows, past repeated rows and columns, of each sheet by itself."""

import zipfile

import pytest

from desktop.outside import child, ods_merges
from desktop.outside.refusal import Refused

HEAD = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
)
END = "</office:spreadsheet></office:body></office:document-content>"

COVERED = "<table:covered-table-cell/>"


def cell(text="", **more):
    attributes = "".join(f' table:{name.replace("_", "-")}="{value}"' for name, value in more.items())
    return f'<table:table-cell office:value-type="string"{attributes}><text:p>{text}</text:p></table:table-cell>'


def row(*cells, times=1):
    return f'<table:table-row table:number-rows-repeated="{times}">{"".join(cells)}</table:table-row>'


@pytest.fixture
def workbook(tmp_path):
    def run(**sheets):
        tables = "".join(f'<table:table table:name="{name}">{rows}</table:table>' for name, rows in sheets.items())
        path = tmp_path / "表.ods"
        with zipfile.ZipFile(path, "w") as package:
            package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
            package.writestr("content.xml", f"{HEAD}{tables}{END}")
            manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
            package.writestr("META-INF/manifest.xml", manifest)
        return path

    return run


def test_a_cell_over_rows_stands_behind_what_is_repeated(workbook):
    first = row(cell("头"), times=2) + row(cell("甲", number_columns_repeated=2), cell("乙", number_rows_spanned=3))
    first += row(cell(), COVERED, COVERED, cell("丙"), times=2)
    second = row(cell("一", number_rows_spanned=2), cell("二", number_rows_spanned=1)) + row(COVERED, cell("三"))
    path = workbook(甲=first, 乙=second)
    assert ods_merges.down(path) == {"甲": [[2, 4, 2]], "乙": [[0, 1, 0]]}
    assert child.read(path, "乙")["merges"] == [[0, 1, 0]]
    assert [sheet["merges"] for sheet in child.read_all(path)["sheets"]] == [[[2, 4, 2]], [[0, 1, 0]]]


def test_a_workbook_without_them_is_not_looked_through(workbook, monkeypatch):
    monkeypatch.setattr(ods_merges, "_of_sheets", None)
    assert ods_merges.down(workbook(甲=row(cell("甲", number_columns_spanned=2, number_rows_spanned=1)))) == {}


def test_no_merge_is_longer_than_its_sheet_and_none_lies_over_others(workbook):
    far = workbook(甲=row(cell("头")) + row(cell("甲", number_rows_spanned=10**9)) + row(cell("乙")))
    assert child.read(far)["merges"] == [[1, 2, 0]]
    many = "".join(row(cell("甲", number_rows_spanned=10**9)) for _ in range(5))
    with pytest.raises(Refused, match="互相重叠"):
        child.read(workbook(甲=many))

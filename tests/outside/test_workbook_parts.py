"""Cells of a workbook as its XML has them; shared formulas with the text of their own place."""

import pytest

from desktop.outside import workbook_parts
from desktop.outside.refusal import Refused
from desktop.outside.workbook_parts import moved, read
from tests.template.helpers import one_sheet


@pytest.mark.parametrize(
    ("formula", "start", "end", "text"),
    [
        ("SUM(C7:C36)", "C6", "D6", "SUM(D7:D36)"),
        ("D7+E7", "C7", "C9", "D9+E9"),
        ("$D7+D$7+$D$7", "C7", "D8", "$D8+E$7+$D$7"),
        ("Z1+AZ9", "A1", "B1", "AA1+BA9"),
        ("D8", "C8", "C7", "D7"),
        ("ROUND(B2,2)+LOG10(B2)", "B1", "B2", "ROUND(B3,2)+LOG10(B3)"),
        ("'A1 表'!A1+\"B2\"", "B1", "B2", "'A1 表'!A2+\"B2\""),
    ],
)
def test_a_formula_goes_along_with_its_cell(formula, start, end, text):
    assert moved(formula, start, end) == text


def test_every_cell_of_a_shared_formula_has_its_text(tmp_path):
    import zipfile

    path = tmp_path / "表.xlsx"
    one_sheet("表", [[1, 2, "=A1+B1"], [3, 4, "=A2+B2"], [5, 6, "=A3+B3"]]).save(path)
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    for old, new in (
        (b"<f>A1+B1</f>", b'<f t="shared" ref="C1:C3" si="0">A1+B1</f>'),
        (b"<f>A2+B2</f>", b'<f t="shared" si="0"/>'),
        (b"<f>A3+B3</f>", b'<f t="shared" si="0"/>'),
    ):
        assert old in sheet
        sheet = sheet.replace(old, new)
    with zipfile.ZipFile(path, "w") as package:
        for name, content in {**parts, "xl/worksheets/sheet1.xml": sheet}.items():
            package.writestr(name, content)
    (found,) = read(path)["sheets"]
    assert [found["cells"][f"C{n}"][:2] for n in (1, 2, 3)] == [
        ["formula", "A1+B1"],
        ["formula", "A2+B2"],
        ["formula", "A3+B3"],
    ]


@pytest.mark.parametrize(
    ("limit", "part"), [("MAX_CELLS", b'<c r="A1"/>'), ("MAX_MERGES", b'<mergeCell ref="A1:B2"/>')]
)
def test_a_sheet_larger_than_any_that_is_filled_in_is_refused_unparsed(limit, part, monkeypatch):
    monkeypatch.setattr(workbook_parts, limit, 3)
    with pytest.raises(Refused, match="请只保留要填写的区域"):
        workbook_parts._sheet("表", "xl/worksheets/s.xml", part * 4, [])

"""Cells of a workbook as its XML has them; shared formulas with the text of their own place."""

import pytest
from openpyxl.worksheet.datavalidation import DataValidation

from desktop.outside import workbook_parts
from desktop.outside.refusal import Refused
from desktop.outside.workbook_parts import moved, read
from tests.small_cases import small_cases
from tests.template.helpers import one_sheet


@small_cases(
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


@pytest.mark.parametrize(("limit", "what"), [("MOST_ROWS", "行"), ("MOST_CELLS", "格"), ("MOST_MERGES", "处合并")])
def test_more_than_anybody_would_fill_is_refused_before_it_is_parsed(tmp_path, monkeypatch, limit, what):
    one_sheet("表", [[1, 2], [3, 4]], ("A1:B1", "A2:B2")).save(tmp_path / "表.xlsx")
    monkeypatch.setattr(workbook_parts, limit, 1)
    with pytest.raises(Refused, match=f"工作表“表”超过 1 {what}"):
        read(tmp_path / "表.xlsx")


def test_written_lists_of_choices_are_read(tmp_path):
    book = one_sheet("表", [[None]])
    check = DataValidation("list", formula1='"甲,乙"')
    check.add("A1:A9")
    book["表"].add_data_validation(check)
    book.save(tmp_path / "表.xlsx")
    assert read(tmp_path / "表.xlsx")["sheets"][0]["options"] == [["A1:A9", '"甲,乙"']]

"""Notes at cells are in the file as other programs read it, are proven on reading back, and say nobody's name."""

import zipfile
from dataclasses import replace

import openpyxl
import pytest

from desktop.exporters import xlsx, xlsx_notes
from tests.exporters import small

WORDS = "办公费：依据<某文>&“三家报价”\n　取最低价"


def noted(text=WORDS):
    """The small publication with a note at an amount of each table, and at the first words of one."""
    publication = small.publication()
    sheets = []
    for sheet in publication.sheets:
        amount = [each for each in sheet.cells if each.style == "amount"][1]
        sheets.append(
            replace(sheet, cells=tuple(replace(each, remark=text * (each is amount)) for each in sheet.cells))
        )
    return replace(publication, sheets=tuple(sheets))


@pytest.fixture
def written(tmp_path):
    path = tmp_path / "表.xlsx"
    xlsx.write(noted(), path)
    return path


def test_notes_are_read_by_others_as_they_were_written(written):
    book = openpyxl.load_workbook(written)
    comments = [cell.comment for sheet in book for row in sheet.iter_rows() for cell in row if cell.comment]
    assert [(each.text, each.author) for each in comments] == [(WORDS, xlsx_notes.AUTHOR)] * 2
    found = xlsx_notes.read(written.read_bytes())
    assert [[*notes.values()] for notes in found.values()] == [[], [], [WORDS], [WORDS], *[[]] * (len(found) - 4)]


def test_every_note_is_proven_on_reading_back(written):
    publication = noted()
    count, wrong = xlsx.read_back(publication, written)
    assert (count, wrong) == (xlsx.read_back(small.publication(), written)[0] + 2, [])
    for other, expected in ((noted("另一句"), "另一句"), (small.publication(), "")):
        differing = xlsx.read_back(other, written)[1]
        assert [(each.expected, each.actual) for each in differing] == [(expected, WORDS)] * 2
        assert all(each.place.endswith("列的批注") for each in differing)


def test_words_that_look_like_an_escaped_character_are_read_as_they_are(tmp_path):
    """A text out of Excel is full of _x000D_; the export was refused, as if the file were wrong."""
    publication = noted("三家报价_x000D_取最低价")
    xlsx.write(publication, tmp_path / "表.xlsx")
    assert xlsx.read_back(publication, tmp_path / "表.xlsx")[1] == []


def test_the_same_notes_give_the_same_bytes(written, tmp_path):
    xlsx.write(noted(), tmp_path / "又.xlsx")
    first, second = (zipfile.ZipFile(path) for path in (written, tmp_path / "又.xlsx"))
    assert {name: first.read(name) for name in first.namelist()} == {n: second.read(n) for n in second.namelist()}
    assert sum(name.startswith("xl/drawings/vmlDrawing") for name in first.namelist()) == 2


@pytest.mark.parametrize(("text", "height"), [("短", 29), ("长" * 5000, xlsx_notes.TALLEST)])
def test_a_box_is_as_high_as_its_words_within_bounds(text, height, tmp_path):
    xlsx.write(noted(text), tmp_path / "表.xlsx")
    box = zipfile.ZipFile(tmp_path / "表.xlsx").read("xl/drawings/vmlDrawing1.vml").decode()
    assert f"width:{xlsx_notes.WIDTH * 0.75:g}pt;height:{height * 0.75:g}pt" in box

"""What a file is: a pack is proven and held against a book, anything else is named."""

import zipfile
from dataclasses import replace

import pytest

from desktop import pipeline
from desktop.findings import UserError
from desktop.ledger import units
from desktop.ledger.records import Control, FreeText, Income
from desktop.packs import controls, verifying


def test_a_pack_is_proven_and_equals_its_book(unit_pack, book):
    assert verifying.verify(unit_pack).budget is None
    found = verifying.verify(unit_pack, book)
    assert (found.budget, found.differences) == (pipeline.newest_budget(book), ())


def test_figures_that_differ_are_told(unit_pack, book):
    with book.operation("改"):
        (first, *_) = book.records(Income, budget_id=pipeline.newest_budget(book).id)
        book.insert(Income(budget_id=first.budget_id, source="其他收入", amount=12_00, position=9))
    said = [each.describe() for each in verifying.verify(unit_pack, book).differences]
    assert any("收入合计" in text for text in said)


def test_words_and_settings_that_differ_are_told(unit_pack, book):
    with book.operation("改"):
        budget = pipeline.newest_budget(book)
        book.insert(FreeText(budget_id=budget.id, key="另一句", text="后来写的"))
        book.update(replace(book.units()[0], funding="差额拨款"))
    said = [each.describe() for each in verifying.verify(unit_pack, book).differences]
    assert [("后来写的" in text, "差额拨款" in text) for text in said] == [(False, True), (True, False)]


def test_control_numbers_are_held_against_the_unit(book, tmp_path):
    budget = pipeline.newest_budget(book)
    with book.operation("控制数"):
        for control in book.records(Control, budget_id=budget.id):
            book.delete(control)
        book.insert(Control(budget_id=budget.id, block="人员经费", amount=100_00))
    target = tmp_path / "控.mzs"
    target.write_bytes(next(controls.issued(book, [budget], "")).content)
    assert verifying.verify(target, book).differences == ()
    with book.operation("改"):
        (control,) = book.records(Control, budget_id=budget.id)
        book.delete(control)
    assert len(verifying.verify(target, book).differences) == 1


def test_a_unit_or_a_stage_the_book_does_not_have_is_said(unit_pack, book, bureau):
    with pytest.raises(UserError, match="本身完好，但账本中没有单位"):
        verifying.verify(unit_pack, bureau)
    with bureau.operation("单位"):
        units.add(bureau, book.units()[0])
    with pytest.raises(UserError, match="没有2025年“草稿”，不能对照"):
        verifying.verify(unit_pack, bureau)


@pytest.mark.parametrize(
    ("head", "words"),
    [
        (b"SQLite format 3\x00", "账本"), (b"%PDF-1.7", "PDF 文件"), (b"", "空文件"), (b"hello", "认不出的文件"),
        (b"PK\x03\x04" + b"\0" * 26 + b"[Content_Types].xml", "Office 文件"),
    ],
)  # fmt: skip
def test_other_files_are_named(tmp_path, head, words):
    path = tmp_path / "a.bin"
    path.write_bytes(head)
    with pytest.raises(UserError, match=f"“a.bin”是{words}.*单独核验的只有单位数据包"):
        verifying.verify(path)


@pytest.mark.parametrize(
    ("mark", "words"), [("[Content_Types].xml", "Office 文件"), ("OFD.xml", "OFD 文件"), ("manifest.json", "")]
)
def test_an_office_file_is_known_whatever_its_first_member_is(tmp_path, mark, words):
    """LibreOffice writes _rels/.rels first; such a file is no damaged pack."""
    path = tmp_path / "另存.zip"
    with zipfile.ZipFile(path, "w") as package:
        for name in ("_rels/.rels", "docProps/core.xml", mark):
            package.writestr(name, "")
    assert verifying.other_than_pack(path).startswith(words)
    assert bool(verifying.other_than_pack(path)) == bool(words)

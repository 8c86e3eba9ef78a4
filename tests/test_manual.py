"""The manual: every chapter asked for is there, no dead link, no picture missing or left over, and it can be printed."""

import re

import pypdfium2
import pytest

from desktop import manual
from desktop.findings import UserError
from desktop.layouts.paper import manual_pages
from desktop.layouts.paper.typeface import missing

UNITS = (
    "administrative", "civil_managed", "institution", "school", "hospital", "department", "accounting_center", "bureau",
)  # fmt: skip
SEASONS = (
    "rolling", "staff", "first_up", "ceiling", "second_up", "approved", "publish", "adjust", "gather", "neighbour",
)  # fmt: skip


def test_a_chapter_for_each_kind_of_unit_and_each_season():
    parts = {key: chapter.part for key, chapter in manual.chapters().items()}
    assert [key for key, part in parts.items() if part == "按单位类型"] == list(UNITS)
    assert [key for key, part in parts.items() if part == "按时节"] == list(SEASONS)
    assert next(iter(parts)) == "manual"
    assert list(parts)[-1] == manual.GLOSSARY


def test_no_key_hides_another():
    files = [*manual.folder().glob("*.md"), *(manual.folder().parent / "help").glob("*.md")]
    assert len({path.stem.split("_", 1)[1] for path in files}) == len(files)


def test_no_dead_link_and_no_picture_missing_or_left_over():
    links, shown = set(), set()
    for chapter in manual.chapters().values():
        shown |= {place for _, place in manual._PICTURE.findall(chapter.text)}
        links |= {place for _, place in manual._LINK.findall(manual._PICTURE.sub("", chapter.text))}
    assert {manual.key_of(link) for link in links} <= manual.chapters().keys()
    assert [link for link in links if not (manual.folder() / link).is_file()] == []
    assert shown == {f"pictures/{path.name}" for path in (manual.folder() / "pictures").glob("*.png")}


def test_every_letter_can_be_printed_and_no_markup_is_left():
    for chapter in manual.chapters().values():
        for block in manual.blocks_of(chapter):
            assert not missing(block.text + block.mark), (chapter.key, missing(block.text))
            assert not re.search(r"\*\*|\]\(|^#|`", block.text), (chapter.key, block.text)


def test_it_is_looked_for_by_all_words():
    assert "school" in manual.found("学生数 生均")
    assert manual.found("没有这样的字样") == []
    assert manual.found("") == list(manual.chapters())


@pytest.fixture
def short(monkeypatch):
    """A manual of a few chapters, so that writing it is quick."""
    few = {key: manual.chapters()[key] for key in ("ceiling", "keys")}
    monkeypatch.setattr(manual, "chapters", lambda: few)


def test_the_pdf_has_the_chapters_in_its_contents_and_says_nothing_of_today(tmp_path, short):
    pages = manual.write(tmp_path / "a.pdf")
    manual.write(tmp_path / "b.pdf")
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()
    with pypdfium2.PdfDocument((tmp_path / "a.pdf").read_bytes()) as pdf:
        assert len(pdf) == pages
        assert "快捷键" in pdf[1].get_textpage().get_text_range()
        assert [mark.get_title() for mark in pdf.get_toc()][:2] == ["按时节", "控制数"]


def test_a_pdf_that_reads_back_otherwise_is_not_put_in_place(tmp_path, short, monkeypatch):
    from desktop.exporters import pdf

    monkeypatch.setattr(pdf, "read_back", lambda *_: (1, [pdf.Mismatch("第 1 页", "甲", "乙")]))
    with pytest.raises(UserError, match="读回后与原文不一致"):
        manual.write(tmp_path / "a.pdf")
    assert list(tmp_path.iterdir()) == []


def test_the_kinds_of_blocks():
    text = "# 甲\n\n一段\n接着。\n\n## 乙\n\n1. **一** `二`\n2. [三](../help/01_start.md)\n- 四\n\n![图](pictures/people.png)"
    blocks = list(manual.blocks_of(manual.Chapter("a", "b", text)))
    assert [(block.kind, block.mark, block.text) for block in blocks] == [
        (manual_pages.TITLE, "", "甲"),
        (manual_pages.TEXT, "", "一段接着。"),
        (manual_pages.SECTION, "", "乙"),
        (manual_pages.ENTRY, "1.", "一 二"),
        (manual_pages.ENTRY, "2.", "三"),
        (manual_pages.ENTRY, "·", "四"),
        (manual_pages.PICTURE, "", "图"),
    ]

"""A text as PDF and Word: read back, the same bytes each time, a difference is refused."""

import zipfile

import pytest

from desktop.exporters import letter
from desktop.findings import UserError
from desktop.layouts.words.paragraphs import Paragraph, Run
from desktop.outside import source_files
from tests.exporters.pdf_reading import objects

WORDS = [(1, "一、结论"), (0, "发现错误 1 处 <img src=x> & “引号”。"), (3, "1．支出不等（A33）"), (0, "应为：12万元")]
TEXT = letter.Letter("审阅意见", [Paragraph((Run(text),), level) for level, text in WORDS], "甲局.docx", 2023)


def test_both_files_hold_every_paragraph(tmp_path):
    targets = [tmp_path / "意见.pdf", tmp_path / "意见.docx"]
    letter.write(TEXT, targets)
    for target in targets:
        found = "".join(part.text for part in source_files.read_document(target).paragraphs)
        assert all(text.replace(" ", "") in found.replace(" ", "") for _, text in WORDS)
    again = [tmp_path / "又.pdf", tmp_path / "又.docx"]
    letter.write(TEXT, again)
    assert [path.read_bytes() for path in again] == [path.read_bytes() for path in targets]


def test_what_reads_back_differently_is_not_saved(tmp_path, monkeypatch):
    monkeypatch.setattr(letter, "add_text", lambda *_: None)
    with pytest.raises(UserError, match="没有保存"):
        letter.write(TEXT, [tmp_path / "意见.docx"])
    assert list(tmp_path.iterdir()) == []


def test_the_files_say_nothing_of_a_person_another_day_or_the_library(tmp_path):
    letter.write(TEXT, [tmp_path / "意见.docx", tmp_path / "意见.pdf"])
    with zipfile.ZipFile(tmp_path / "意见.docx") as package:
        core, names = package.read("docProps/core.xml").decode(), package.namelist()
    assert core.count("2023-01-01T00:00:00Z") == 2
    assert "python-docx" not in core
    assert not [name for name in names if "thumbnail" in name or "customXml" in name]
    raw = (tmp_path / "意见.pdf").read_bytes()
    assert b"20230101" in (inside := objects(raw))
    assert b"/Author ()" in inside
    assert b"reportlab" not in (raw + inside).lower()

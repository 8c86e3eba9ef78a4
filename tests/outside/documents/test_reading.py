"""Which reader opens which file, and that our own files come back as the same document."""

import zipfile

import pytest

from desktop import pipeline
from desktop.exporters import package
from desktop.outside import child, source_files
from desktop.outside.documents import reading
from desktop.outside.refusal import Refused


def compact(text):
    return "".join(text.split())


def tables_of(document):
    return [[[compact(cell) for cell in row] for row in table.rows if any(row)] for table in document.tables]


def test_our_own_word_and_pdf_files_are_read_as_the_same_document(disclosures, tmp_path):
    package.export(pipeline.publication(disclosures["wuxi_2023"]), tmp_path)
    word, pdf = (reading.read(next(tmp_path.glob(f"*.{kind}")), child.read_all) for kind in ("docx", "pdf"))
    assert len(tables_of(word)) > 10
    assert tables_of(pdf) == tables_of(word)
    captions = {line for table in word.tables for line in table.above}
    sentences = [compact(part.text) for part in word.paragraphs if part.text not in captions]
    assert len(sentences) > 50
    missing = set(sentences) - {compact(part.text) for part in pdf.paragraphs}
    assert missing <= {"附图"}, "the pictures stand on pages of their own in the PDF"


def test_a_document_is_read_through_the_limited_child(tmp_path):
    (tmp_path / "说明.txt").write_text("收入178.64万元。", encoding="utf-8")
    found = source_files.read_document(tmp_path / "说明.txt")
    assert (found.file, found.kind, [part.text for part in found.paragraphs]) == (
        "说明.txt", "txt", ["收入178.64万元。"]
    )  # fmt: skip


@pytest.mark.parametrize(
    ("content", "kind"),
    [("收入。", "txt"), ("\ufeff<html><p>收入。</p>", "html"), ("  <!DOCTYPE html><p>收入。</p>", "html")],
)
def test_the_first_bytes_say_what_a_file_is(content, kind, tmp_path):
    (tmp_path / "a.docx").write_text(content, encoding="utf-8")
    found = reading.read(tmp_path / "a.docx", child.read_all)
    assert (found.kind, [part.text for part in found.parts]) == (kind, ["收入。"])


def test_an_empty_file_and_a_package_of_something_else_are_refused(tmp_path):
    (tmp_path / "空").write_bytes(b"")
    with pytest.raises(Refused, match="是空的"):
        reading.read(tmp_path / "空", child.read_all)
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as package_:
        package_.writestr("a.exe", "")
    with pytest.raises(Refused, match="不是 Word、Excel、OFD 文档"):
        reading.read(tmp_path / "a.zip", child.read_all)
    (tmp_path / "坏").write_bytes(b"PK\x03\x04x")
    with pytest.raises(Refused, match="已损坏"):
        reading.read(tmp_path / "坏", child.read_all)
    (tmp_path / "旧.doc").write_bytes(b"\xd0\xcf\x11\xe0" + b"x" * 600)
    with pytest.raises(Refused, match="旧的"):
        reading.read(tmp_path / "旧.doc", child.read_all)


def test_a_package_of_a_later_zip_version_is_refused(tmp_path):
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("word/document.xml", "<a/>")
    raw = bytearray(path.read_bytes())
    raw[raw.index(b"PK\x01\x02") + 6] = 0x65
    path.write_bytes(bytes(raw))
    with pytest.raises(Refused, match="已损坏"):
        reading.read(path, lambda _: {})


PART = "<p>某局2024年预算</p><table><tr><td>科目</td><td>金额</td></tr><tr><td>教育支出</td><td>1.00</td></tr></table>"


@pytest.mark.parametrize(
    "before",
    [
        "",
        "<!-- saved from url=(0019)某网站 -->\n",
        "<!--a--><!--b-->",
        "\ufeff<?xml version='1.0'?>\n",
        "<h1>公开</h1>",
        "<br/>",
    ],
)
def test_a_part_of_a_page_is_a_page(before, tmp_path):
    """What an office copies out of its site begins with <p>, or below a remark: its tags were read as words."""
    path = tmp_path / "公开.html"
    path.write_text(before + PART, encoding="utf-8")
    found = reading.read(path, dict)
    assert found.kind == "html"
    assert next(iter(found.tables)).rows[1] == ("教育支出", "1.00")


@pytest.mark.parametrize(
    "text", ["<某局>2024年预算公开", "<<预算法>>", "<!-- 没有写完的说明", "<pp>一</pp>", "<!--" * 900]
)
def test_words_in_brackets_are_no_page(text, tmp_path):
    path = tmp_path / "说明.txt"
    path.write_text(text, encoding="utf-8")
    assert reading.read(path, dict).kind == "txt"


def test_the_digits_of_tables_are_of_one_width_and_the_text_stays_as_it_stands(tmp_path):
    page = (
        "<p>２０２６年收入１２万元。</p><p>表１ 收支总表</p><table><tr><td>２０２６年</td><td>1２．00</td></tr></table>"
    )
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    found = reading.read(tmp_path / "a.html", child.read_all)
    (table,) = found.tables
    assert (table.rows, table.above) == ((("2026年", "12.00"),), ("表1 收支总表",))
    assert next(found.paragraphs).text == "２０２６年收入１２万元。"

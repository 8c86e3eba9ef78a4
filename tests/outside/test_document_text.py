"""The paragraphs of a DOCX, PDF or TXT file; what cannot be read is refused with the way out."""

import zipfile

import pytest

from desktop.outside import document_text, package
from desktop.outside.refusal import Refused

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(tmp_path, xml, name="word/document.xml"):
    path = tmp_path / "说明.docx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr(name, xml)
    return path


def plain(tmp_path, content):
    path = tmp_path / "说明.txt"
    path.write_bytes(content)
    return path


def test_the_runs_of_a_paragraph_are_one_text_and_blank_paragraphs_are_left_out(tmp_path):
    xml = f"<w:document {W}><w:body><w:p><w:r><w:t>一、</w:t></w:r><w:r><w:t>收入</w:t></w:r></w:p><w:p/>" \
          f"<w:tbl><w:tr><w:tc><w:p><w:r><w:t> 10 </w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>"  # fmt: skip
    assert document_text.read(docx(tmp_path, xml)) == ["一、收入", "10"]
    assert document_text.read(docx(tmp_path, f"<w:document {W}/>")) == []


@pytest.mark.parametrize(
    ("name", "xml", "words"),
    [
        ("xl/workbook.xml", "<a/>", "不是 Word 文档"),
        ("word/document.xml", "<a", "已损坏"),
        ("word/document.xml", "<!DOCTYPE a><a/>", "不允许的内容"),
    ],
)
def test_a_document_that_is_none_is_refused(tmp_path, name, xml, words):
    with pytest.raises(Refused, match=words):
        document_text.read(docx(tmp_path, xml, name))


def test_a_broken_package_an_old_document_and_a_broken_pdf_are_refused(tmp_path):
    for content, words in (
        (b"PK\x03\x04xx", "已损坏"),
        (b"\xd0\xcf\x11\xe0xxxx", "旧的 .doc"),
        (b"%PDF-1.7 x", "已损坏"),
    ):
        with pytest.raises(Refused, match=words):
            document_text.read(plain(tmp_path, content))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_plain_text_of_chinese_encodings_is_read_line_by_line(tmp_path, encoding):
    assert document_text.read(plain(tmp_path, " 收入\r\n\r\n支出\n".encode(encoding))) == ["收入", "支出"]


def test_plain_text_that_is_none_is_refused(tmp_path):
    for content, words in ((b"\xff\xff\xff", "编码无法识别"), (b"a\0b", "不是文本文件")):
        with pytest.raises(Refused, match=words):
            document_text.read(plain(tmp_path, content))


def test_what_is_too_large_is_not_read(tmp_path, monkeypatch):
    monkeypatch.setattr(document_text, "MAX_PART", 20)
    monkeypatch.setattr(package, "MAX_PART", 20)
    assert document_text.read(plain(tmp_path, b"x" * 20)) == ["x" * 20]
    with pytest.raises(Refused, match="过大，没有打开"):
        document_text.read(plain(tmp_path, b"x" * 21))
    with pytest.raises(Refused, match="过大，为安全起见没有打开"):
        document_text.read(docx(tmp_path, "<a>" + "x" * 20 + "</a>"))


@pytest.mark.parametrize(
    ("lines", "paragraphs"),
    [
        (["本年收入", "10 万元。", "本年支出"], ["本年收入10 万元。", "本年支出"]),
        (["一、收入", "（一）拨款", "2.其他", "第二部分 表"], ["一、收入", "（一）拨款", "2.其他", "第二部分 表"]),
        (["其中：", "工资"], ["其中：", "工资"]),
        (["增加", "10.5 万元"], ["增加", "10.5 万元"]),
    ],
)
def test_the_lines_of_a_page_become_paragraphs_again(lines, paragraphs):
    assert document_text._joined(lines) == paragraphs

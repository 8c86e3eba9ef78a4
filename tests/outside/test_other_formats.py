"""A file of a kind that no reader takes is refused by its true name, through every reader and whatever it is called."""

import io
import zipfile

import pytest

from desktop.findings import UserError
from desktop.outside import other_formats, source_files
from desktop.outside.refusal import Refused


def package(**members):
    """Return a ZIP file of members; `__` stands for a point in their names."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        for name, content in members.items():
            packed.writestr(name.replace("__", ".").replace("_of_", "/"), content)
    return file.getvalue()


KINDS = {
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(40), "是图片"),
    "a photograph": (b"\xff\xd8\xff\xe0" + bytes(40), "是图片"),
    "a bitmap": (b"BM\x36\x10\0\0\0\0\0\0" + bytes(40), "是图片"),
    "an archive": (b"Rar!\x1a\x07\x01\0" + bytes(40), "是压缩包；请先解压"),
    "rich text": (rb"{\rtf1\ansi 2026 100}", "是 RTF 格式"),
    "a saved page": (b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n1", "网页存档"),
    "an old mail of a page": (b"From: <Saved by WPS>\r\n", "网页存档"),
    "Word as XML": (b'<?xml version="1.0"?>\n<?mso-application progid="Word.Document"?><w:wordDocument/>', "XML 格式的 Word"),
    "Excel as XML": (b'<?xml version="1.0"?>\n<Workbook xmlns="x"/>', "XML 格式的 Excel"),
    "UOF": (b'<?xml version="1.0"?><uof:UOF/>', "标文通"),
}  # fmt: skip
PACKAGES = {
    "OpenDocument": (package(mimetype="application/vnd.oasis.opendocument.text", content__xml="<a/>"), "（.odt）"),
    "a drawing": (package(mimetype="application/vnd.oasis.opendocument.graphics", content__xml="<a/>"), "演示或绘图"),
    "slides": (package(ppt_of_presentation__xml="<a/>"), "演示文稿"),
    "files packed": (package(**{"2026年预算__docx": "x", "附件__xls": "x"}), "是压缩包；请先解压"),
}


@pytest.mark.parametrize("kind", [*KINDS, *PACKAGES])
@pytest.mark.parametrize("name", ["预算.docx", "预算.doc", "预算.txt"])
def test_a_document_is_refused_by_its_true_name(tmp_path, kind, name):
    content, words = {**KINDS, **PACKAGES}[kind]
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UserError) as refused:
        source_files.read_document(tmp_path / name)
    assert words in str(refused.value) and name in str(refused.value)


@pytest.mark.parametrize("kind", [*(kind for kind in KINDS if b"<?xml" not in KINDS[kind][0]), *PACKAGES])
def test_so_is_a_list(tmp_path, kind):
    content, words = {**KINDS, **PACKAGES}[kind]
    (tmp_path / "清单.xlsx").write_bytes(content)
    with pytest.raises(UserError) as refused:
        source_files.read(tmp_path / "清单.xlsx")
    assert words in str(refused.value)


def test_words_that_only_begin_alike_are_text(tmp_path):
    (tmp_path / "a.txt").write_text("BMI、From 2026 年起\n预算 10 万元\n", encoding="utf-8")
    other_formats.refuse(tmp_path / "a.txt")
    assert len(list(source_files.read_document(tmp_path / "a.txt").paragraphs)) == 2


def test_a_package_of_ours_passes():
    other_formats.refuse_package(b"", {"word/document.xml", "word/media/image1.png", "[Content_Types].xml"})
    other_formats.refuse_package(b"", {"unit.csv", "manifest.json"} - {"unit.csv"})
    with pytest.raises(Refused):
        other_formats.refuse_package(b"", {"部门/说明.docx"})

"""Reading a file of rows: what is no table a person keeps is refused at once."""

import os
import zipfile

import openpyxl
import pytest

from desktop.findings import UserError
from desktop.outside import source_files


@pytest.fixture
def path(tmp_path):
    return tmp_path / "表.csv"


def test_rows_keep_their_numbers_and_blank_ones_are_left_out(path):
    path.write_text("a, b\n\n1,2\n", encoding="utf-8")
    assert [(r.number, r.cells) for r in source_files.read(path).rows] == [(1, ("a", "b")), (3, ("1", "2"))]


def test_chinese_encodings_are_read_others_refused(path):
    path.write_bytes("项目,金额".encode("gb18030"))
    assert source_files.read(path).rows[0].cells == ("项目", "金额")
    path.write_bytes(b"\xff\xff\xff")
    with pytest.raises(UserError, match="文字编码无法识别"):
        source_files.read(path)


def test_a_file_of_one_endless_line_is_refused(path, monkeypatch):
    monkeypatch.setattr(source_files, "MAX_LINE", 20)
    path.write_text("1," * 10, encoding="utf-8")
    assert source_files.read(path).rows
    path.write_text("1," * 11, encoding="utf-8")
    with pytest.raises(UserError, match="有一行过长"):
        source_files.read(path)


def test_a_file_too_large_is_refused_unread(path, monkeypatch):
    monkeypatch.setattr(source_files, "MAX_CSV", 4)
    path.write_text("1,2\n", encoding="utf-8")
    assert source_files.read(path).rows
    monkeypatch.setattr(source_files, "_decoded", lambda _: pytest.fail("it was read"))
    path.write_text("1,2,\n", encoding="utf-8")
    with pytest.raises(UserError, match="过大，为安全起见没有打开"):
        source_files.read(path)


def test_too_many_columns_or_rows_are_refused_with_the_limit(path, monkeypatch):
    path.write_text("x," * 256 + "\n", encoding="utf-8")
    with pytest.raises(UserError, match="第 1 行超过 256 列"):
        source_files.read(path)
    monkeypatch.setattr(source_files, "MAX_ROWS", 2)
    path.write_text("1\n2\n", encoding="utf-8")
    assert len(source_files.read(path).rows) == 2
    path.write_text("1\n2\n3\n", encoding="utf-8")
    with pytest.raises(UserError, match="超过 2 行"):
        source_files.read(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes with names")
def test_what_is_no_file_is_refused_and_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "管道.csv")
    with pytest.raises(UserError, match="不是文件"):
        source_files.read(tmp_path / "管道.csv")
    with pytest.raises(UserError, match="不是文件"):
        source_files.read(tmp_path)


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "是空的"), (b"PK\x03\x04broken", "已损坏"), (b"\xd0\xcf\x11\xe0old", "已损坏"), (b"<html><table>", "网页格式"), (b"\x00\x01\x02\xff", "CSV"),
     (b"\xff\xfe\xfa\x81\xff", "编码")],
)  # fmt: skip
def test_files_that_are_not_tables(tmp_path, content, words):
    path = tmp_path / "x.xlsx"
    path.write_bytes(content)
    with pytest.raises(UserError, match=words):
        source_files.read(path)


def test_a_bomb_is_not_opened(tmp_path):
    path = tmp_path / "x.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", "<a/>")
        package.writestr("xl/worksheets/sheet1.xml", b"0" * 30_000_000)
    with pytest.raises(UserError, match="解压后过大"):
        source_files.read(path)


def test_a_cell_at_the_far_corner_is_bounded(tmp_path):
    book = openpyxl.Workbook()
    book.active["A1"] = "year"
    book.active["XFD1048576"] = 1
    book.save(tmp_path / "far.xlsx")
    with pytest.raises(UserError, match="XFD1048576 处有内容，超过 50000 行"):
        source_files.read(tmp_path / "far.xlsx")

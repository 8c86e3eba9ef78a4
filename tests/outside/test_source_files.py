"""Reading a file of rows: what is no table a person keeps is refused at once."""

import os
import zipfile

import openpyxl
import pytest

from desktop.findings import UserError
from desktop.outside import child, csv_rows, source_files
from tests import in_process


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


def test_a_csv_is_opened_by_the_limited_child_and_by_nobody_else(path, monkeypatch):
    path.write_text("a,b\n", encoding="utf-8")
    asked = []
    monkeypatch.setattr(source_files, "_printed", lambda *asking: asked.append(asking) or b'{"refused": "x"}')
    with pytest.raises(UserError, match=r"“表[.]csv”x"):
        source_files.read(path)
    assert asked == [(path, child.CSV)]


def test_rights_that_vanish_while_a_csv_is_read_are_said_in_plain_words(path, monkeypatch):
    """The look at its first bytes went well; what the child meets then is its own."""
    path.write_text("a,b\n", encoding="utf-8")

    def vanished(_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(source_files, "_printed", in_process.printed)
    monkeypatch.setattr(csv_rows, "_decoded", vanished)
    with pytest.raises(UserError, match=r"“表[.]csv”无法读取（没有权限、已被移走或磁盘出错）"):
        source_files.read(path)


@pytest.mark.parametrize("ask", [source_files.read, source_files.read_sheets])
def test_a_folder_that_may_not_be_looked_into_is_said_in_plain_words(path, monkeypatch, ask):
    def refused(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(source_files.Path, "stat", refused)
    with pytest.raises(UserError, match="没有权限"):
        ask(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes with names")
def test_what_is_no_file_is_refused_and_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "管道.csv")
    with pytest.raises(UserError, match="不是文件"):
        source_files.read(tmp_path / "管道.csv")
    with pytest.raises(UserError, match="不是文件"):
        source_files.read(tmp_path)


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "是空的"), (b"PK\x03\x04broken", "已损坏"), (b"\xd0\xcf\x11\xe0old", "已损坏"), (b"<html><p>x</p>", "是网页，其中没有表格"), (b"<html><table>", "没有可以读取"), (b"\x00\x01\x02\xff", "CSV"),
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


PAGE = """<html><head><meta charset="utf-8"><title>导出</title></head><body><p>单位：元</p>
<table><tr><th rowspan="2">姓名</th><th colspan="2">工资</th></tr><tr><th>岗位工资</th><th>薪级工资</th></tr>
<tr><td>甲某</td><td>2,710.00</td><td>1260</td></tr></table><table><tr><td>合计</td><td>1</td></tr></table></body></html>"""


@pytest.mark.parametrize("before", ["", '<?xml version="1.0" encoding="utf-8"?>\n', "\ufeff"])
def test_a_page_under_the_name_of_a_workbook_is_read_by_its_tables(tmp_path, before):
    """Many systems export a page and call it .xls; Excel and WPS open it, so does the import."""
    path = tmp_path / "工资表.xls"
    path.write_text(before + PAGE, encoding="utf-8")
    first, second = source_files.read_sheets(path)
    assert source_files.has_sheets(path) and source_files.read(path) == first
    assert (first.sheet, second.sheet) == ("第 1 张表", "第 2 张表")
    assert [(row.number, row.cells) for row in first.rows] == [
        (1, ("单位：元",)),
        (2, ("姓名", "工资", "")),
        (3, ("", "岗位工资", "薪级工资")),
        (4, ("甲某", "2,710.00", "1260")),
    ]
    assert first.merges == ((2, 3, 0),)
    assert source_files.read(path, "第 2 张表") == second
    with pytest.raises(UserError, match="没有“工资”；现有：第 1 张表、第 2 张表"):
        source_files.read(path, "工资")

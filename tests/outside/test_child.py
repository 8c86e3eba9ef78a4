"""Outside workbooks: each hazard is refused or read right, in bounded time and memory."""

import json
import os
import random
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest

from desktop.findings import UserError
from desktop.outside import child, source_files
from desktop.outside.source_files import read
from desktop.outside.workbook_parts import MOST_ROWS
from tests import scale

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def workbook(tmp_path):
    def make(rows=(("姓名", "岗位工资"), ("甲", 3010.5)), name="花名册.xlsx", change=None):
        book = openpyxl.Workbook()
        book.active.title = "在职"
        for row in rows:
            book.active.append(row)
        if change:
            change(book)
        book.save(tmp_path / name)
        return tmp_path / name

    return make


def repacked(path, changes):
    """Replace parts of a package, as an editor of the XML would; None removes a part."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    for name, change in changes.items():
        found = change(parts[name]) if callable(change) else change
        if found is None:
            del parts[name]
        else:
            parts[name] = found
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return path


def cells(path, sheet=""):
    return [row.cells for row in read(path, sheet).rows]


SHEET = "xl/worksheets/sheet1.xml"


def test_numbers_codes_and_texts_are_read_as_shown(workbook):
    rows = (("编号", "数"), ("007", 0.1 + 0.2), (7, 1e-7), ("１", 12345678.9), ("a\u00a0", True))
    assert cells(workbook(rows)) == [
        ("编号", "数"), ("007", "0.3"), ("7", "0.000000"), ("１", "12345678.9"), ("a", "TRUE")
    ]  # fmt: skip


def test_an_id_kept_as_number_shows_that_its_end_is_lost(workbook):
    assert cells(workbook((("身份证号",), (110101199003070011,))))[1] == ("1.10101199003070E+17".replace("70E", "7E"),)


def test_another_sheet_a_hidden_sheet_and_hidden_rows(workbook):
    def change(book):
        other = book.create_sheet("退休")
        other.append(["姓名"])
        book.active.row_dimensions[2].hidden = True

    path = workbook(change=change)
    assert cells(path, "退休") == [("姓名",)]
    assert "隐藏的行或列，也已读取" in read(path).notes[0]
    with pytest.raises(UserError, match="中没有工作表“离休”；现有：在职、退休"):
        read(path, "离休")

    def hide(book):
        book.create_sheet("数据").append(["姓名"])
        book["在职"].sheet_state = "hidden"

    assert read(workbook(change=hide)).sheet == "数据"


def test_entities_are_refused(workbook):
    for inside in (
        b'<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;&b;">]>',
        b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>',
    ):
        path = repacked(workbook(), {SHEET: lambda old, inside=inside: inside + old})
        with pytest.raises(UserError, match="实体声明"):
            read(path)


def test_a_huge_merge_and_a_huge_empty_style_are_harmless(workbook):
    merge = b'</sheetData><mergeCells count="1"><mergeCell ref="D1:XFD1048576"/></mergeCells>'
    styled = b'<row r="1048576"><c r="XFD1048576" s="0"/></row>'
    path = repacked(workbook(), {SHEET: lambda old: old.replace(b"</sheetData>", styled + merge)})
    assert cells(path)[1][:2] == ("甲", "3010.5")


@pytest.mark.journey
def test_a_bomb_of_one_string(workbook):
    """Of its true size; smaller bombs of every kind are in tests/reliability/test_hostile.py."""
    path = repacked(workbook(), {"xl/styles.xml": b" " * 201_000_000})
    with pytest.raises(UserError, match="解压后过大"):
        read(path)


def test_a_bomb_of_many_entries(workbook):
    path = workbook()
    with zipfile.ZipFile(path, "a") as package:
        for number in range(2_100):
            package.writestr(f"xl/{number}", "")
    with pytest.raises(UserError, match="解压后过大"):
        read(path)


@pytest.mark.parametrize("keep", [0.2, 0.5, 0.9, 0.99])
def test_truncated_files(workbook, keep):
    path = workbook()
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * keep)])
    with pytest.raises(UserError, match="已损坏"):
        read(path)


def test_a_part_that_is_missing_is_not_an_empty_cell(workbook):
    with pytest.raises(UserError, match="缺少其中一部分"):
        read(repacked(workbook(), {"xl/styles.xml": None}))


def test_more_rows_than_any_table_has_are_refused(workbook):
    row = b'<row r="%d"><c r="A%d"><v>1</v></c></row>'
    many = b"".join(row % (n, n) for n in range(1, MOST_ROWS + 10_000))
    path = repacked(workbook(), {SHEET: lambda old: old.split(b"<sheetData>")[0] + b"<sheetData>" + many
                                 + b"</sheetData></worksheet>"})  # fmt: skip
    with pytest.raises(UserError, match="超过"):
        read(path)


MANIFEST = (
    '<?xml version="1.0"?><m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:file-entry '
    'm:full-path="/" m:media-type="application/vnd.oasis.opendocument.spreadsheet"/></m:manifest>'
)


def test_an_opendocument_sheet(tmp_path):
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
        '<table:table table:name="在职"><table:table-row>'
        '<table:table-cell office:value-type="string"><text:p>姓名</text:p></table:table-cell>'
        '<table:table-cell office:value-type="float" office:value="12.5"><text:p>12.5</text:p></table:table-cell>'
        "</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"
    )
    path = tmp_path / "花名册.ods"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", content)
        package.writestr("META-INF/manifest.xml", MANIFEST)
    assert cells(path) == [("姓名", "12.5")]


@pytest.mark.parametrize("place", ["_package_parts", "_names"])
def test_too_little_memory_is_said_as_such(workbook, monkeypatch, capsys, place):
    def exhausted(*_):
        raise MemoryError

    path = workbook()
    monkeypatch.setattr(child, "limit", lambda: None)
    monkeypatch.setattr(child, place, exhausted)
    assert child.main([str(path), json.dumps("")]) == 0
    assert "需要的内存过大" in json.loads(capsys.readouterr().out)["refused"]


MUTATE = """
import json, sys
from pathlib import Path
from desktop.outside import child
child.limit()
for path in sorted(Path(sys.argv[1]).iterdir()):
    found = child.answer(path, "")
    print(json.dumps(found.get("rows", found.get("refused"))), flush=True)
"""


def test_no_mutant_changes_an_amount_in_silence(workbook, tmp_path):
    original = workbook([("姓名", "岗位工资", "备注"), *((f"人{n}", 3000 + n * 1.25, "无") for n in range(60))])
    content, chance = original.read_bytes(), random.Random(scale.seed(20261120))
    mutants = scale.count(100)
    folder = tmp_path / "mutants"
    folder.mkdir()
    of_no_weight = bytearray(content)
    of_no_weight[10:14] = bytes(byte ^ 1 for byte in content[10:14])  # the day and time of the first part
    (folder / "0.xlsx").write_bytes(bytes(of_no_weight))
    for number in range(1, mutants + 1):
        mutant = bytearray(content)
        for _ in range(chance.randint(1, 6)):
            mutant[chance.randrange(len(mutant))] = chance.randrange(256)
        (folder / f"{number:05d}.xlsx").write_bytes(bytes(mutant))
    done = subprocess.run(
        [sys.executable, "-c", MUTATE, str(folder)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert (done.returncode, len(answers)) == (0, mutants + 1), done.stderr[-500:]
    sound = child.read(original)["rows"]
    assert answers[0] == sound
    assert all(answer == sound or isinstance(answer, str) for answer in answers)
    assert any(isinstance(answer, str) for answer in answers)


@pytest.mark.skipif(sys.platform == "win32", reason="names of bytes")
def test_a_folder_whose_name_is_no_utf8_is_as_good_as_any(workbook, tmp_path):
    """Under a GBK locale every Chinese folder is one: a good workbook in it was called 已损坏."""
    folder = tmp_path / os.fsdecode("明账".encode("gbk"))
    folder.mkdir()
    path = workbook().rename(folder / "a.xlsx")
    assert (
        child.read(path)["rows"]
        == child.read_all(path)["sheets"][0]["rows"]
        == [["姓名", "岗位工资"], ["甲", "3010.5"]]
    )


def test_what_is_asked_of_the_child_is_ascii(monkeypatch, tmp_path):
    """An argument is bytes of the locale; GBK has no ▤, nor every sign a sheet's name may hold."""
    asked = []
    monkeypatch.setattr(
        subprocess, "run", lambda command, **_: asked.append(command) or subprocess.CompletedProcess(command, 0, b"")
    )
    for request in (child.DOCUMENT, child.PARAGRAPHS, child.STRUCTURE, child.PACK, "在职䶮", ""):
        source_files._printed(tmp_path / "a", request)
        assert asked[-1][-1].isascii()
        assert json.loads(asked[-1][-1]) == request

"""The mapping file: readable, strict, naming its workbook by a bare name, never lost."""

import errno
import json

import pytest

from desktop import cli, paths
from desktop.findings import UserError
from desktop.template import mapping
from desktop.template.mapping import CellMap, ListMap, RowColumn, RowsMap, SheetMap, WorkbookMapping
from tests.template.helpers import one_sheet, procurement


@pytest.fixture
def full():
    """A mapping that uses everything a mapping can say."""
    where = (("side", ("支出",)), ("nature", ("!人员",)), ("nature", ("公用", "项目")))
    cell = CellMap("C7", where, "last", "201 一般公共服务支出", "合计/基本支出")
    one = ListMap(7, 9, "function", ("类", "项"), where, (("A", "code"), ("B", "name"), ("C", where)), (("D", ()),))
    return WorkbookMapping(
        "表.xlsx", "ab" * 32, [SheetMap("表", "元", [cell], [CellMap("D7", ())], [one], {"A1": "青禾"})]
    )


def test_what_is_written_is_read_again(full, tmp_path):
    mapping.save(full, tmp_path / "表.json")
    assert mapping.load(tmp_path / "表.json") == full
    assert full.count == 2


def raw(full, tmp_path, **changed):
    """Write a mapping with some of its top values changed."""
    text = {**json.loads(mapping.as_text(full)), **changed}
    (tmp_path / "表.json").write_text(json.dumps(text), encoding="utf-8")
    return tmp_path / "表.json"


@pytest.mark.parametrize(
    "file",
    ["/abs/victim.xlsx", "../x.xlsx", "a/b.xlsx", "..", ".", "", "a\\b.xlsx", "C:x.xlsx", "..\\x.xlsx", "x\n.xlsx"],
)
def test_a_workbook_in_another_folder_is_refused(full, tmp_path, file):
    with pytest.raises(UserError, match="只写文件名"):
        mapping.load(raw(full, tmp_path, file=file))


def test_a_bare_name_is_taken(full, tmp_path):
    assert mapping.load(raw(full, tmp_path, file="2025年 预算（表）.v2.xlsx")).file == "2025年 预算（表）.v2.xlsx"


@pytest.mark.parametrize("version", [1, 4])
def test_another_version_is_refused_with_the_way_out(full, tmp_path, version):
    with pytest.raises(UserError, match=r"由别的版本生成，不能用来核对合计.*重新生成"):
        mapping.load(raw(full, tmp_path, version=version))


@pytest.mark.parametrize(
    ("path", "value", "match"),
    [
        (("sheets", 0, "unit"), "美元", "unit"),
        (("sheets", 0, "cells", 0, "value"), "that", "“that”不能用"),
        (("sheets", 0, "cells", 0, "where"), {"colour": ["red"]}, "colour"),
        (("sheets", 0, "lists", 0, "first"), "7", "first"),
        (("sheets", 0, "checks", 0, "extra"), 1, "extra"),
        (("extra",), 1, "extra"),
    ],
)
def test_what_is_not_understood_is_refused_by_name(full, tmp_path, path, value, match):
    text = json.loads(mapping.as_text(full))
    place = text
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    (tmp_path / "表.json").write_text(json.dumps(text), encoding="utf-8")
    with pytest.raises(UserError, match=match):
        mapping.load(tmp_path / "表.json")


def test_a_missing_or_broken_file_is_said(tmp_path):
    with pytest.raises(UserError, match="没有找到模板对应表"):
        mapping.load(tmp_path / "没有.json")
    for text, reason in (("{", "第 1 行第 2 列不是正确的 JSON"), ('{"a":' * 5000, "括号套得太深")):
        (tmp_path / "坏.json").write_text(text, encoding="utf-8")
        with pytest.raises(UserError, match=rf"“坏\.json”有误（{reason}）"):
            mapping.load(tmp_path / "坏.json")


def test_another_mapping_is_not_overwritten_unasked(full, tmp_path):
    path = tmp_path / "表.json"
    path.write_text("改过的", encoding="utf-8")
    with pytest.raises(UserError, match="已经存在，没有覆盖"):
        mapping.save(full, path)
    assert path.read_text(encoding="utf-8") == "改过的"
    mapping.save(full, path, overwrite=True)
    assert (tmp_path / "表.旧1.json").read_text(encoding="utf-8") == "改过的"
    assert mapping.load(path) == full
    mapping.save(full, path)  # the same again is no loss


def test_a_file_that_cannot_be_read_is_not_taken_for_the_same(full, tmp_path):
    path = tmp_path / "表.json"
    path.write_bytes(b"\xff\xff")
    assert mapping.differs(mapping.as_text(full), path)
    assert not mapping.differs(mapping.as_text(full), tmp_path / "没有.json")


def test_a_full_disk_leaves_the_present_mapping_whole(full, tmp_path, monkeypatch):
    path = tmp_path / "表.json"
    path.write_text("原有的", encoding="utf-8")

    def full_disk(_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(paths, "sync_file", full_disk)
    with pytest.raises(UserError, match=r"磁盘空间不足，“.*表\.旧1\.json”没有写成，原有文件未受影响"):
        mapping.save(full, path, overwrite=True)
    assert path.read_text(encoding="utf-8") == "原有的"
    assert [p.name for p in tmp_path.iterdir() if p.is_file()] == ["表.json"]


def test_the_command_refuses_to_overwrite_a_corrected_mapping(tmp_path, capsys):
    one_sheet("06", procurement()).save(tmp_path / "表.xlsx")
    kept = tmp_path / "表.对应表.json"
    learn = ["template", "learn", str(tmp_path / "表.xlsx")]
    assert cli.main(learn) == 0
    assert cli.main(learn) == 0
    text = kept.read_text(encoding="utf-8")
    kept.write_text(text.replace("C4", "C9"), encoding="utf-8")
    assert cli.main(learn) == 1
    assert "--overwrite" in capsys.readouterr().err
    assert "C9" in kept.read_text(encoding="utf-8")
    assert cli.main([*learn, "--overwrite"]) == 0
    assert kept.read_text(encoding="utf-8") == text
    assert "C9" in (tmp_path / "表.对应表.旧1.json").read_text(encoding="utf-8")


def test_a_mapping_from_before_row_lists_is_read(full, tmp_path):
    text = json.loads(mapping.as_text(full))
    for sheet in text["sheets"]:
        del sheet["rows"]
    (tmp_path / "表.json").write_text(json.dumps({**text, "version": 2}), encoding="utf-8")
    assert mapping.load(tmp_path / "表.json") == full


def test_row_lists_are_read_again(tmp_path):
    columns = (("A", RowColumn("人员状态", words=(("在职", "在职人员"),), header="状态")),
               ("B", RowColumn(where=(("fund", ("一般公共预算",)),), unit="元")))  # fmt: skip
    rows = RowsMap(4, 9, "人员", (), columns, (("C", RowColumn("金额")),), ("B10",), ("C10",), (("D", "备注"),))
    whole = WorkbookMapping("表.xlsx", "", [SheetMap("表", "元", rows=[rows])])
    mapping.save(whole, tmp_path / "表.json")
    assert mapping.load(tmp_path / "表.json") == whole

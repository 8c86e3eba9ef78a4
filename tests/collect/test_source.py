"""What is taken out of a pack."""

import zipfile

import pytest

from desktop.collect import source
from desktop.findings import UserError
from tests.collect import packs


def test_a_pack_is_read_with_its_fingerprint_and_tables(tmp_path):
    about, tables = packs.content(1, 10)
    path = packs.write(tmp_path / "a.mzs", about, tables)
    read = source.read_pack(path)
    assert (read.unit, read.unit_key, read.year, read.stage) == ("第1单位", "100001", 2027, "一上")
    assert read.fingerprint == source.fingerprint_of(path)
    assert sum(int(row["amount"]) for row in read.tables["lines"] if row["side"] == "支出") == read.expenditure


def test_a_unit_without_a_code_is_known_by_its_name(tmp_path):
    about, tables = packs.content(1, 10)
    assert source.read_pack(packs.write(tmp_path / "a.mzs", about | {"unit_code": ""}, tables)).unit_key == "第1单位"


def test_a_file_that_is_no_pack_is_refused(tmp_path):
    (tmp_path / "a.mzs").write_bytes(b"no zip")
    with pytest.raises(UserError, match=r"a\.mzs"):
        source.read_pack(tmp_path / "a.mzs")


def test_a_changed_member_is_refused(tmp_path):
    about, tables = packs.content(1, 10)
    path = packs.write(tmp_path / "a.mzs", about, tables)
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members["data/lines.csv"] = members["data/lines.csv"].replace(b"30", b"31", 1)
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    with pytest.raises(UserError, match="data/lines"):
        source.read_pack(path)

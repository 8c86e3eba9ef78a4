"""Archives of the same files are the same bytes, whatever their order, times, owners and rights here."""

import io
import os
import tarfile
import zipfile

import pytest
from bundle import archives
from bundle.archives import Entry

WHEN = 1_700_000_000


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "内").mkdir()
    (tmp_path / "program").write_bytes(b"run")
    (tmp_path / "program").chmod(0o755)
    (tmp_path / "内" / "数据.txt").write_bytes(b"text")
    (tmp_path / "link").symlink_to("program")
    return tmp_path


def test_a_tar_does_not_depend_on_the_machine(folder):
    first = archives.tar(archives.of_folder(folder, "x"), WHEN)
    os.utime(folder / "program", (1, 1))
    (folder / "内" / "数据.txt").chmod(0o600)
    entries = archives.of_folder(folder, "x")
    assert archives.tar(dict(reversed(entries.items())), WHEN) == first
    assert archives.tar(entries, WHEN + 1) != first


def test_a_tar_holds_files_links_folders_and_rights(folder):
    packed = archives.xz(archives.tar(archives.of_folder(folder, "x"), WHEN))
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        found = {each.name: each for each in archive}
        assert archive.extractfile("x/内/数据.txt").read() == b"text"
    assert sorted(found) == ["x", "x/link", "x/program", "x/内", "x/内/数据.txt"]
    assert (found["x/program"].mode, found["x/内/数据.txt"].mode, found["x"].isdir()) == (0o755, 0o644, True)
    assert found["x/link"].linkname == "program"
    assert {(each.mtime, each.uid, each.uname) for each in found.values()} == {(WHEN, 0, "root")}


def test_a_zip_for_windows_has_one_time_and_no_links(folder):
    entries = {name: entry for name, entry in archives.of_folder(folder, "x").items() if not entry.link}
    packed = archives.zipped(entries, WHEN)
    assert packed == archives.zipped(dict(reversed(entries.items())), WHEN)
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert archive.namelist() == ["x/program", "x/内/数据.txt"]
        assert {each.date_time for each in archive.infolist()} == {(2023, 11, 14, 22, 13, 20)}
    with pytest.raises(ValueError, match="x/link"):
        archives.zipped({"x/link": Entry(link="program")}, WHEN)


def test_an_ar_archive_is_aligned():
    packed = archives.ar({"a": b"123", "b": b"12"}, WHEN)
    assert packed.startswith(b"!<arch>\na               1700000000  0     0     100644  3         `\n123\nb ")
    assert len(packed) == 8 + 60 + 4 + 60 + 2

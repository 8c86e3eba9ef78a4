"""A zip of exported files is taken apart; one that holds anything else is not touched."""

import zipfile

import pytest

from desktop.findings import UserError
from desktop.packs import zipped_files


def zipped(path, *names):
    with zipfile.ZipFile(path, "w") as package:
        for name in names:
            package.writestr(name, name)
    return path


def test_files_bear_their_own_names_whatever_folder_they_are_in(tmp_path):
    path = zipped(tmp_path / "公开.ZIP", "单位/单位.pdf", "../附件1.xlsx", "单位/单位_数据.zip")
    folder = tmp_path / "内"
    folder.mkdir()
    found = zipped_files.take_apart(path, folder)
    assert [each.name for each in found] == ["单位.pdf", "附件1.xlsx", "单位_数据.zip"]
    assert {each.parent for each in found} == {folder}
    assert found[1].read_text() == "../附件1.xlsx"


@pytest.mark.parametrize("names", [("manifest.json", "a.pdf"), ("一/a.pdf", "二/a.pdf"), ("..", "a.pdf")])
def test_what_is_no_zip_of_exported_files_is_left_alone(tmp_path, names):
    assert zipped_files.take_apart(zipped(tmp_path / "a.zip", *names), tmp_path) == []
    assert [each.name for each in tmp_path.iterdir()] == ["a.zip"]


def test_a_damaged_zip_is_refused(tmp_path):
    path = zipped(tmp_path / "a.zip", "a.pdf")
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(UserError, match="已损坏"):
        zipped_files.take_apart(path, tmp_path)

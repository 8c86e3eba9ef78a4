import zipfile

import pytest

from desktop.outside.refusal import Refused
from desktop.updates import members
from tests.updates.conftest import layout, pack


def listed(folder, files):
    text = "".join(f"{members.digest((folder / name).read_bytes())}  {name}\n" for name in files)
    (folder / "SHA256SUMS").write_text(text, encoding="utf-8")


def test_a_folder_brings_its_files_with_its_own_name_and_that_above(tmp_path):
    read = members.read(layout(tmp_path))
    assert list(read.files) == ["jiashi/2026/form.toml"]
    assert not read.listed


def test_a_list_in_the_folder_is_held_against_each_file(tmp_path):
    folder = layout(tmp_path)
    listed(folder, ["form.toml"])
    assert members.read(folder).listed
    (folder / "form.toml").write_text("title = 1", encoding="utf-8")
    with pytest.raises(Refused, match=r"form\.toml”与校验清单不符"):
        members.read(folder)
    listed(folder, ["form.toml"])
    (folder / "more.j2").write_text("", encoding="utf-8")
    with pytest.raises(Refused, match=r"more\.j2”不在校验清单里"):
        members.read(folder)


@pytest.mark.parametrize("name", ["SHA256SUMS", "jiashi2027.toml.sha256"])
def test_a_list_beside_a_file_counts_where_it_names_the_file(tmp_path, name):
    file = pack(tmp_path)
    listed(tmp_path, [file.name])
    (tmp_path / "SHA256SUMS").rename(tmp_path / name)
    assert members.read(file).listed
    file.write_text("title = 1", encoding="utf-8")
    with pytest.raises(Refused, match="不符"):
        members.read(file)


def test_a_list_beside_a_file_that_speaks_of_others_is_none(tmp_path):
    listed(pack(tmp_path, name="other").parent, ["other.toml"])
    assert not members.read(pack(tmp_path)).listed


@pytest.mark.parametrize("name", ["../out.toml", "/out.toml", "a\\b.toml", "c:x.toml"])
def test_a_zip_with_names_that_lead_elsewhere_is_refused(tmp_path, name):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(name, "title = 1")
    with pytest.raises(Refused, match="放不进"):
        members.read(tmp_path / "a.zip")


def test_too_much_is_refused_before_it_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr(members, "LARGEST", 10)
    for source in (layout(tmp_path), pack(tmp_path)):
        with pytest.raises(Refused, match="不是版式或参数包"):
            members.read(source)
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.toml", "x" * 11)
    with pytest.raises(Refused, match="太多或太大"):
        members.read(tmp_path / "a.zip")


def test_a_link_is_not_followed(tmp_path):
    folder = layout(tmp_path)
    (folder / "figures.toml").symlink_to(pack(tmp_path))
    with pytest.raises(Refused, match="是链接"):
        members.read(folder)


def test_the_digest_of_several_files_does_not_depend_on_their_order():
    assert members.digest_of({"a": b"1", "b": b"2"}) == members.digest_of({"b": b"2", "a": b"1"})
    assert members.digest_of({"a": b"1"}) != members.digest_of({"b": b"1"})

"""Packages from outside: impossible sizes, entities, parts that are not there."""

import zipfile

import pytest

from desktop.outside import package
from desktop.outside.refusal import Refused


def packed(tmp_path, **parts):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return path


def test_a_part_comes_back_as_a_tree(tmp_path):
    with package.opened(packed(tmp_path, a="<a><b/></a>")) as opened:
        assert [child.tag for child in package.tree_of(opened, "a")] == ["b"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(
    "declared", ["<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>"]
)
def test_entities_are_refused_in_every_encoding(tmp_path, encoding, declared):
    path = packed(tmp_path, a=f"<?xml version='1.0' encoding='{encoding}'?>{declared}".encode(encoding))
    with pytest.raises(Refused, match="实体声明"), package.opened(path) as opened:
        package.tree_of(opened, "a")


def test_too_much_too_dense_and_too_many_are_refused(tmp_path, monkeypatch):
    with pytest.raises(Refused, match="解压后过大"), package.opened(packed(tmp_path, a="0" * 6_000_000)):
        pass
    monkeypatch.setattr(package, "MAX_ENTRIES", 1)
    with pytest.raises(Refused, match="解压后过大"), package.opened(packed(tmp_path, a="", b="")):
        pass
    monkeypatch.setattr(package, "MAX_PART", 3)
    with pytest.raises(Refused, match="过大"), package.opened(packed(tmp_path, a="<a/>")) as opened:
        package.tree_of(opened, "a")


def test_what_cannot_be_read_is_damaged(tmp_path):
    with pytest.raises(Refused, match="已损坏"), package.opened(packed(tmp_path, a="<a")) as opened:
        package.tree_of(opened, "a")
    (tmp_path / "b.zip").write_bytes(b"PK")
    with pytest.raises(Refused, match="已损坏"), package.opened(tmp_path / "b.zip"):
        pass


def test_a_directory_that_hides_a_part_is_refused(tmp_path):
    """A changed length in the first entry of the directory takes the second one for its comment, and zipfile is silent."""
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as package_file:
        for name in ("a", "b"):
            package_file.writestr(name, "x")
    raw = bytearray(path.read_bytes())
    second = raw.rindex(b"PK\x01\x02")
    raw[raw.index(b"PK\x01\x02") + 32] = raw.rindex(b"PK\x05\x06") - second
    path.write_bytes(raw)
    with zipfile.ZipFile(path) as package_file:
        assert package_file.namelist() == ["a"], "the negative control: zipfile itself reads what is left"
    with pytest.raises(Refused, match="缺少一部分"), package.opened(path):
        pass
    with zipfile.ZipFile(path, "w") as package_file:
        package_file.comment = b"x" * 300
        package_file.writestr("a", "x")
    with package.opened(path) as opened:
        assert opened.namelist() == ["a"]

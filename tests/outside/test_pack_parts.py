"""The members of a pack, read in the child: what a pack cannot hold is refused before anything of it is parsed."""

import zipfile

import pytest

from desktop.outside import pack_parts
from desktop.outside.refusal import Refused


@pytest.fixture
def pack(tmp_path):
    def write(members):
        path = tmp_path / "a.mzs"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
            for name, content in members:
                package.writestr(name, content)
        return path

    return write


def refusal(path):
    with pytest.raises(Refused) as refused:
        pack_parts.read(path)
    return str(refused.value)


def test_texts_and_digests_come_back_of_documents_only_the_digest(pack):
    found = pack_parts.read(
        pack([("manifest.json", "{}"), ("data/lines.csv", "甲"), ("documents/某_公开.pdf", b"%PDF\xff")])
    )
    assert found["members"] == {"manifest.json": "{}", "data/lines.csv": "甲"}
    assert len(found["digests"]) == 3
    assert len(found["fingerprint"]) == 64


def test_every_changed_byte_is_refused_also_those_around_the_members(pack):
    path = pack([("manifest.json", "{}"), ("data/lines.csv", "甲"), ("documents/甲.pdf", b"%PDF")])
    good = path.read_bytes()
    for other in (*(good[:n] + bytes([good[n] ^ 255]) + good[n + 1 :] for n in range(len(good))), good + b"\0"):
        path.write_bytes(other)
        assert refusal(path)


def test_a_changed_bit_behind_the_end_of_a_compressed_member_is_refused(pack):
    path = pack([("manifest.json", "{}"), ("data/lines.csv", "甲,乙,甲,乙,甲"), ("data/empty.csv", "")])
    good = path.read_bytes()
    with zipfile.ZipFile(path) as package:
        ends = [e.header_offset + len(e.FileHeader()) + e.compress_size - 1 for e in package.infolist()]
    for at, bit in ((at, bit) for at in ends for bit in range(8)):
        path.write_bytes(good[:at] + bytes([good[at] ^ 1 << bit]) + good[at + 1 :])
        assert refusal(path)
    path.write_bytes(good)
    assert pack_parts.read(path)["members"]["data/lines.csv"] == "甲,乙,甲,乙,甲"


@pytest.mark.parametrize(
    "name", ["../a.csv", "/data/a.csv", "data/../../a.csv", "data/sub/a.csv", "a.exe", "documents/..", "data\\a.csv"]
)
def test_a_path_outside_is_refused(pack, name):
    assert "不是单位数据包可以有的" in refusal(pack([("manifest.json", "{}"), (name, "x")]))


def test_two_members_of_one_name_are_refused(pack):
    with pytest.warns(UserWarning, match="Duplicate"):
        path = pack([("manifest.json", "{}"), ("data/a.csv", "x"), ("data/a.csv", "y")])
    assert "有两个" in refusal(path)


def test_a_huge_or_much_too_dense_member_is_refused(pack, monkeypatch):
    assert "压缩得异常" in refusal(pack([("manifest.json", "{}"), ("data/a.csv", "0" * 3_000_000)]))
    monkeypatch.setattr(pack_parts, "LARGEST_MEMBER", 10)
    assert "解压后过大" in refusal(pack([("manifest.json", "{}"), ("data/a.csv", "0" * 11)]))
    monkeypatch.setattr(pack_parts, "MOST_MEMBERS", 1)
    assert "超过 1 个" in refusal(pack([("manifest.json", "{}"), ("data/a.csv", "")]))
    monkeypatch.setattr(pack_parts, "LARGEST_PACK", 5)
    assert "过大，不像是" in refusal(pack([("manifest.json", "{}")]))


def test_what_is_no_pack_or_damaged_is_refused(pack, tmp_path):
    assert "不是单位数据包" in refusal(pack([("xl/workbook.xml", "x")]))
    (tmp_path / "b.mzs").write_bytes(b"PK\x03\x04 not a zip")
    assert "不是单位数据包" in refusal(tmp_path / "b.mzs")
    assert "不是 UTF-8" in refusal(pack([("manifest.json", b"\xff\xfe")]))

"""Many packs by one limited child: what a hostile one does, it does to itself."""

import sys
import zipfile
from itertools import repeat

import pytest

from desktop.findings import UserError
from desktop.outside import child, pack_series, source_files
from desktop.outside.pack_series import PackSeries

HOSTILE = """
import os, sys
from desktop.outside import child, pack_parts
read = pack_parts.read
def acting(path):
    match path.name:
        case "memory.mzs": bytearray(child.MAX_MEMORY)
        case "abort.mzs": os.abort()
        case "wait.mzs": sys.stdin.buffer.read()
        case "half.mzs": os.write(1, b'{"fingerprint"'); os._exit(0)
    return read(path) | {"process": os.getpid()}
pack_parts.read = acting
child.main([])
"""


@pytest.fixture
def pack(tmp_path):
    def write(name, member="manifest.json"):
        path = tmp_path / f"{name}.mzs"
        with zipfile.ZipFile(path, "w") as package:
            package.writestr(member, f'"{name}"')
        return path

    return write


@pytest.fixture
def hostile(monkeypatch):
    """A child that meets with what a parser may do to it, at packs of these names."""
    monkeypatch.setattr(pack_series, "COMMAND", (sys.executable, "-c", HOSTILE))


def test_many_packs_are_read_as_alone_by_one_child(pack, monkeypatch):
    begun = []
    start = pack_series._started
    monkeypatch.setattr(pack_series, "_started", lambda: begun.append(start()) or begun[-1])
    paths = [pack(name) for name in ("a", "乙 b", "c")]
    with PackSeries() as series:
        found = [series.read(path) for path in paths]
    assert found[1] == source_files.read_pack(paths[1])
    assert [each["members"]["manifest.json"] for each in found] == ['"a"', '"乙 b"', '"c"']
    assert len(begun) == 1
    assert begun[0].returncode is not None


@pytest.mark.usefixtures("hostile")
def test_a_hostile_pack_harms_only_itself(pack, monkeypatch):
    read, refused = {}, {}
    with PackSeries() as series:
        for name in ("a", "b", "memory", "c", "abort", "d", "half", "e"):
            try:
                read[name] = series.read(pack(name))
            except UserError as error:
                refused[name] = str(error)
        monkeypatch.setattr(pack_series, "PATIENCE", 0)
        with pytest.raises(UserError, match=r"wait\.mzs”打开时间过长"):
            series.read(pack("wait"))
        monkeypatch.undo()
        assert series.read(pack("f"))
    assert {name: each["members"]["manifest.json"] for name, each in read.items()} == {n: f'"{n}"' for n in "abcde"}
    assert "abort.mzs”已损坏" in refused["abort"]
    assert "half.mzs”已损坏" in refused["half"]
    if sys.platform == "linux":
        assert "内存过大" in refused["memory"]
    assert read["a"]["process"] == read["b"]["process"]
    assert len({each["process"] for each in read.values()}) == 4


def test_after_a_refusal_and_a_missing_file_the_next_pack_is_read(pack, tmp_path):
    with PackSeries() as series:
        with pytest.raises(UserError, match="不是单位数据包可以有的"):
            with_path = pack("out")
            with zipfile.ZipFile(with_path, "a") as package:
                package.writestr("../a.csv", "x")
            series.read(with_path)
        with pytest.raises(UserError, match=r"找不到“.*无\.mzs”"):
            series.read(tmp_path / "无.mzs")
        assert series.read(pack("a"))


def test_each_pack_has_its_own_seconds(monkeypatch):
    resource = pytest.importorskip("resource")
    used, hard, asked = iter((1.5, 40.5, 40.5)), iter((resource.RLIM_INFINITY, resource.RLIM_INFINITY, 60)), []

    class Usage:
        ru_stime = 0

        def __init__(self, seconds):
            self.ru_utime = seconds

    monkeypatch.setattr(resource, "getrusage", lambda _: Usage(next(used)))
    monkeypatch.setattr(resource, "getrlimit", lambda _: (0, next(hard)))
    monkeypatch.setattr(resource, "setrlimit", lambda _, limits: asked.append(limits[0]))
    for _ in repeat(None, 3):
        child.allow_time()
    assert asked == [1 + child.MAX_SECONDS, 40 + child.MAX_SECONDS, 60]

"""Collecting: whole batches, no pack twice, every version kept, whatever breaks off."""

import os

import pytest

from desktop.collect import collecting, parts
from desktop.collect.dataset import Dataset
from desktop.findings import UserError
from tests.collect import packs

pytestmark = pytest.mark.long_only


def files(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.parquet"))


def test_processes_give_what_one_gives(tmp_path):
    packs.folder_of(tmp_path / "in", 9, 8)
    one = collecting.collect(tmp_path / "in", tmp_path / "one", workers=1)
    seen = []
    many = collecting.collect(tmp_path / "in", tmp_path / "many", lambda *done: seen.append(done), workers=2)
    assert one == many
    assert many.new == 9
    assert seen[-1] == (9, 9)


def test_the_same_pack_is_never_taken_in_twice(tmp_path):
    folder = packs.folder_of(tmp_path / "in", 3, 8)
    (folder / "copy.mzs").write_bytes((folder / "100000.mzs").read_bytes())
    (folder / "100001.mzs").rename(folder / "100001.MZS")
    first = collecting.collect(folder, tmp_path / "out", workers=1)
    assert (first.batch, first.new) == (1, 3)
    before = files(tmp_path / "out")
    second = collecting.collect(folder, tmp_path / "out", workers=1)
    assert (second.batch, second.new, second.refused) == (0, 0, [])
    assert files(tmp_path / "out") == before
    assert Dataset(tmp_path / "out").next_batch() == 2


def test_a_unit_that_goes_back_to_an_earlier_pack_counts_with_it(tmp_path):
    about, tables = packs.content(1, 8)
    folder, out = tmp_path / "in", tmp_path / "out"
    ended = []
    for version in ("V", "W", "V", "V"):
        packs.write(folder / "a.mzs", about | {"version": version}, tables)
        ended.append(collecting.collect(folder, out, workers=1))
    assert [each.new for each in ended] == [1, 1, 1, 0]
    assert "以它为准" in ended[2].packs[0]["problem"]
    packs.write(folder / "b.mzs", about | {"version": "W"}, tables)
    assert collecting.collect(folder, out, workers=1).new == 0, "both lie there still"


def test_a_bad_pack_is_listed_and_does_not_stop_the_others(tmp_path):
    folder = packs.folder_of(tmp_path / "in", 3, 8)
    (folder / "坏.mzs").write_bytes(b"nothing")
    found = collecting.collect(folder, tmp_path / "out", workers=1)
    assert found.new == 3
    assert [each["file"] for each in found.refused] == ["坏.mzs"]
    assert "坏.mzs" in {each["file"] for each in Dataset(tmp_path / "out").batches[0]["packs"]}


def test_two_names_under_one_code_and_two_versions_in_one_batch_are_noted(tmp_path):
    about, tables = packs.content(1, 8)
    older = packs.write(tmp_path / "in" / "b.mzs", about, tables)
    os.utime(older, ns=(1, 1))
    packs.write(tmp_path / "in" / "a.mzs", about | {"unit": "另一单位", "version": "W"}, tables)
    found = {each["file"]: each for each in collecting.collect(tmp_path / "in", tmp_path / "out", workers=1).packs}
    assert "原来是" in found["a.mzs"]["problem"]
    assert "较晚的那份" in found["b.mzs"]["problem"]
    assert found["b.mzs"]["number"] < found["a.mzs"]["number"]


def test_a_run_that_is_broken_off_leaves_whole_batches_only(tmp_path, monkeypatch):
    first = packs.folder_of(tmp_path / "first", 2, 8)
    collecting.collect(first, tmp_path / "out", workers=1)
    before = files(tmp_path / "out")
    second = packs.folder_of(tmp_path / "second", 6, 8, seed=3)
    done = []

    def cancelled(count, total):
        done.append(len(files(tmp_path / "out")))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        collecting.collect(second, tmp_path / "out", cancelled, workers=1)
    assert done[0] > len(before)
    assert files(tmp_path / "out") == before
    assert collecting.collect(second, tmp_path / "out", workers=1).batch == 2


def test_what_a_killed_run_left_is_removed_by_the_next(tmp_path):
    folder = packs.folder_of(tmp_path / "in", 2, 8)
    dataset = Dataset.make(tmp_path / "out")
    parts.take_in(parts.Part(dataset.folder, 1, 9, ((5, folder / "100000.mzs", "x"),)))
    assert collecting.collect(folder, tmp_path / "out", workers=1).batch == 1
    assert not [name for name in files(tmp_path / "out") if name.endswith("00009.parquet")]


def test_a_folder_without_packs_is_said(tmp_path):
    for folder, words in ((tmp_path, "没有单位数据包"), (tmp_path / "none", "没有文件夹")):
        with pytest.raises(UserError, match=words):
            collecting.collect(folder, tmp_path / "out", workers=1)

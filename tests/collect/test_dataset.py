"""The dataset on disk: whole batches only."""

import json

import pytest

from desktop.collect.dataset import Dataset, folder_of
from desktop.findings import UserError


def entry(number, unit="甲", stage="一上"):
    return {"file": f"{number}.mzs", "number": number, "fingerprint": f"f{number}", "unit_key": unit, "unit": unit,
            "year": 2027, "stage": stage, "problem": ""}  # fmt: skip


def part(dataset, batch, stage="一上"):
    folder = folder_of(dataset.folder, "lines", batch, 2027, stage)
    folder.mkdir(parents=True)
    (folder / "00000.parquet").write_bytes(b"")
    return folder


def test_a_batch_counts_when_it_is_committed_and_not_before(tmp_path):
    dataset = Dataset.make(tmp_path / "out")
    first = part(dataset, 1)
    assert dataset.files("lines") == []
    dataset.commit({"batch": 1, "packs": [entry(1), {"file": "x", "number": 0, "problem": "坏"}]})
    again = Dataset(dataset.folder)
    assert again.files("lines") == [str(first / "*.parquet")]
    assert (again.next_batch(), again.known(), again.periods()) == (2, {"f1": 1}, [(2027, "一上")])


def test_what_a_broken_run_left_is_removed_and_whole_batches_stay(tmp_path):
    dataset = Dataset.make(tmp_path / "out")
    first, second = part(dataset, 1), part(dataset, 2)
    dataset.commit({"batch": 1, "packs": [entry(1)]})
    Dataset(dataset.folder).remove_leftovers()
    assert first.exists()
    assert not second.exists()


def test_folders_are_named_in_ascii(tmp_path):
    assert folder_of(tmp_path, "lines", 1, 2027, "一下控制数").relative_to(tmp_path).as_posix().isascii()


def test_another_folder_is_refused_and_stays_as_it_is(tmp_path):
    (tmp_path / "a.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UserError, match="不是空文件夹"):
        Dataset.make(tmp_path)
    with pytest.raises(UserError, match="不是汇总数据"):
        Dataset(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_a_newer_or_damaged_dataset_is_refused(tmp_path):
    dataset = Dataset.make(tmp_path / "out")
    (dataset.folder / "batches" / "000001.json").write_text("{", encoding="utf-8")
    with pytest.raises(UserError, match="000001"):
        Dataset(dataset.folder)
    (dataset.folder / "mingzhang.json").write_text(json.dumps({"format": 99}), encoding="utf-8")
    with pytest.raises(UserError, match="其他版本"):
        Dataset(dataset.folder)


def test_two_programs_do_not_write_at_once(tmp_path):
    dataset = Dataset.make(tmp_path / "out")
    with dataset.held(), pytest.raises(UserError, match="另一个程序"), dataset.held():
        pass
    with dataset.held():
        pass

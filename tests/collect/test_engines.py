"""Both engines read the same dataset; Spark's long form is `python -m tests.long spark`."""

import os
import shutil

import pytest

from desktop.collect import answers, engines
from desktop.collect.dataset import Dataset

pytestmark = pytest.mark.long_only


def test_duckdb_reads_only_batches_that_count(collected, tmp_path):
    shutil.copytree(collected, tmp_path / "out")
    (tmp_path / "out" / "batches" / "000002.json").unlink()
    with engines.opened(Dataset(tmp_path / "out")) as tables:
        assert set(tables["packs"].batch.to_pyarrow().to_pylist()) == {1}


def test_memory_and_the_place_for_what_does_not_fit_are_set_and_gone_afterwards(collected):
    with engines.opened(Dataset(collected), memory="512MiB") as tables:
        raw = tables["packs"].get_backend().raw_sql
        (folder,) = raw("SELECT current_setting('temp_directory')").fetchone()
        assert raw("SELECT current_setting('memory_limit')").fetchone() == ("512.0 MiB",)
    assert not os.path.exists(folder)


def test_a_report_is_the_same_in_little_memory(collected):
    with engines.opened(Dataset(collected), memory="200MiB") as tables:
        little = answers.run(answers.questions(tables, 2027, "二上", "一上"))
    with engines.opened(Dataset(collected)) as tables:
        assert little == answers.run(answers.questions(tables, 2027, "二上", "一上"))

"""The first run: the sample book for the window, or the whole job without a display."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop import first_run
from desktop.intake import sample
from desktop.ledger.book import Book
from desktop.ledger.records import Unit

ROOT = Path(__file__).resolve().parents[1]


def test_the_sample_is_made_once_and_then_kept_as_the_user_left_it(home):
    path = first_run.sample_book()
    assert path.parent == home / "books"
    assert sample.titles()[first_run.FIRST_SAMPLE] in path.name
    with Book.open(path) as book, book.operation("改名"):
        from dataclasses import replace

        book.update(replace(book.records(Unit)[0], name="改过的单位"))
    assert first_run.sample_book() == path
    with Book.open_to_read(path) as book:
        assert book.records(Unit)[0].name == "改过的单位"


TITLE = "草稿_巫溪县政务服务中心_2023_预算公开"
MADE = sorted(["wuxi_2023.mzb", *(f"{TITLE}.{kind}" for kind in ("docx", "pdf", "xlsx"))])


def assert_done(shown, folder):
    assert sorted(path.name for path in folder.iterdir()) == MADE
    for words in ("共 12 张表", "回读核对", "错误 0 个", "支出合计 360.67 万元"):
        assert words in shown


def test_without_a_display_the_sample_is_made_checked_and_exported_and_made_anew(tmp_path, capsys):
    """Over what an earlier run left, all of it made anew."""
    for name in MADE:
        (tmp_path / name).write_bytes(b"left")
    assert first_run.headless_run(tmp_path) == 0
    assert_done(capsys.readouterr().out, tmp_path)
    assert all(path.stat().st_size > 10_000 for path in tmp_path.iterdir())


@pytest.mark.journey
def test_without_a_display_it_is_done_in_a_process_as_a_person_begins_it(tmp_path):
    """That the command line comes here is in tests/test_cli.py."""
    environment = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    environment |= {"PYTHONPATH": str(ROOT)}
    shown = subprocess.run(
        [sys.executable, "-m", "desktop"], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )
    assert_done(shown.stdout, tmp_path / "out")

"""The first run: the sample book for the window, or the whole job without a display."""

import os
import subprocess
import sys
from pathlib import Path

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


def test_without_a_display_the_sample_is_made_checked_and_exported_and_made_anew(tmp_path, capsys):
    """First as a person begins it, then again over what that left."""
    environment = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    environment |= {"PYTHONPATH": str(ROOT)}
    shown = subprocess.run(
        [sys.executable, "-m", "desktop"], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )
    made = sorted(p.name for p in (tmp_path / "out").iterdir())
    title = "巫溪县政务服务中心_2023_预算公开"
    assert made == sorted(["wuxi_2023.mzb", f"{title}.docx", f"{title}.pdf", f"{title}.xlsx"])
    assert "共 12 张表" in shown.stdout
    assert first_run.headless_run(tmp_path / "out") == 0
    again = capsys.readouterr().out
    for text in (shown.stdout, again):
        for words in ("回读核对", "错误 0 个", "支出合计 360.67 万元"):
            assert words in text
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == made

"""What a book is about is seen without a lock, a backup or a change; what cannot be seen has its reason."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desktop.ledger.book import Book
from desktop.ledger.safety import glance
from desktop.ledger.schema import VERSION
from tests import samples


@pytest.fixture
def path(tmp_path):
    samples.write("qinghe_2025", tmp_path / "青禾.mzb")
    return tmp_path / "青禾.mzb"


def test_unit_year_and_stage_are_seen_and_nothing_is_written(path):
    before, around = path.read_bytes(), sorted(path.parent.iterdir())
    seen = glance.at(path)
    assert seen.title == "青禾县政务服务中心　2025年　草稿"
    assert (path.read_bytes(), sorted(path.parent.iterdir())) == (before, around)


def test_a_department_says_how_many_units_it_has(path):
    assert glance.Glance("局", 2027, "一上", 5).title == "局等 6 个单位　2027年　一上"


def test_a_book_of_this_process_is_not_touched(path, monkeypatch):
    """SQLite would let go of the lock of the whole process when the second look is closed."""
    with Book.open(path):
        monkeypatch.setattr(sqlite3, "connect", None)
        assert "正在明账的窗口中打开" in glance.at(path).problem


def _newer(path):
    with closing(sqlite3.connect(path)) as book:
        book.execute(f"PRAGMA user_version = {VERSION + 1}")


def _endless(path):
    """A file that says it is a book, whose units are counted for ever."""
    with closing(sqlite3.connect(path)) as book:
        marks = [book.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")]
    path.unlink()
    with closing(sqlite3.connect(path)) as book:
        book.execute(f"PRAGMA application_id = {marks[0]}")
        book.execute(f"PRAGMA user_version = {marks[1]}")
        book.execute(
            "CREATE VIEW unit AS WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n) SELECT id FROM n"
        )


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda path: path.unlink(), "文件不在这里了"),
        (lambda path: path.write_bytes(b"x" * 5000), "读不出内容"),
        (lambda path: path.write_bytes(b""), "不是明账的账本"),
        (lambda path: path.write_bytes(path.read_bytes()[:5000]), "读不出内容"),
        (_newer, "更新版本"),
        (_endless, "读不出内容"),
    ],
)
def test_what_cannot_be_seen_has_its_reason(path, spoil, reason):
    spoil(path)
    seen = glance.at(path)
    assert reason in seen.problem
    assert seen.title == ""


def test_books_of_every_earlier_format_are_seen_as_they_are():
    for old in sorted(Path(__file__).parents[2].glob("books_old/v?.mzb")):
        before = old.read_bytes()
        seen = glance.at(old)
        assert seen.unit
        assert seen.year > 2000, old
        assert old.read_bytes() == before

"""The frame for migrations: a numbered step, a backup first, whole or not at all."""

import pytest

from desktop.ledger import migrations, schema
from desktop.ledger.book import Book
from desktop.ledger.records import Unit


@pytest.fixture
def old_book(tmp_path, monkeypatch):
    path = tmp_path / "旧.mzb"
    with Book.create(path) as book, book.operation("新建"):
        book.insert(Unit(name="单位"))
    monkeypatch.setattr(schema, "VERSION", schema.VERSION + 1)
    return path


def test_an_older_book_is_backed_up_then_migrated(old_book, monkeypatch):
    monkeypatch.setitem(
        migrations.STEPS, schema.VERSION - 1, lambda c: c.execute("CREATE TABLE added (id INTEGER) STRICT")
    )
    with Book.open(old_book) as book:
        assert migrations.version_of(book._connection) == schema.VERSION
        assert book._connection.execute("SELECT count(*) FROM added").fetchone() == (0,)
        assert [b.reason for b in book.backups()] == ["升级前"]
        with book.operation("再建"):
            book.insert(Unit(name="又一个"))
        assert book.undo().name == "再建"


def test_a_step_that_fails_leaves_the_old_book(old_book, monkeypatch):
    def broken(connection):
        connection.execute("CREATE TABLE half (id INTEGER) STRICT")
        raise RuntimeError("step failed")

    monkeypatch.setitem(migrations.STEPS, schema.VERSION - 1, broken)
    with pytest.raises(RuntimeError, match="step failed"):
        Book.open(old_book)
    monkeypatch.setattr(schema, "VERSION", schema.VERSION - 1)
    with Book.open(old_book) as book:
        names = {row[0] for row in book._connection.execute("SELECT name FROM sqlite_master")}
        assert "half" not in names
        assert [u.name for u in book.units()] == ["单位"]


@pytest.mark.parametrize(
    ("file", "name"), [("v1.mzb", "wuxi_2023"), ("v2.mzb", "qinghe_2025"), ("v3.mzb", "qinghe_2025")]
)
def test_a_book_of_an_earlier_release_opens_with_equal_content(file, name, tmp_path, disclosures):
    """The kept books of earlier releases: every figure is the same after the migration."""
    import shutil
    from pathlib import Path

    from desktop import pipeline

    path = tmp_path / file
    shutil.copy(Path(__file__).parents[1] / "books_old" / file, path)
    with Book.open(path) as book:
        migrated = pipeline.of_book(book, "chongqing/2023")
    assert migrated.version == disclosures[name].version
    with Book.open_to_read(path) as book:
        assert migrations.version_of(book._connection) == schema.VERSION

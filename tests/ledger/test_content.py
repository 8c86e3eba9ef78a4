"""Fingerprints: equal content gives equal ones; each part of a book speaks for itself."""

import hashlib
from dataclasses import replace

import pytest

from desktop.ledger import content
from desktop.ledger.book import Book
from desktop.ledger.records import Budget, DirectLine, Unit

LINE = DirectLine(function_code="2010350", economic_code="30201", amount=100)


@pytest.fixture
def book(tmp_path):
    with Book.create(tmp_path / "a.mzb") as made:
        with made.operation("新建"):
            unit = made.insert(Unit(name="单位"))
            made.insert(Budget(unit_id=unit.id, year=2023))
        yield made


def whole(book):
    return content.fingerprints(book._connection)


def test_the_same_book_is_equal_in_every_part(book):
    assert whole(book) == whole(book)
    assert whole(book).differing_parts(whole(book)) == []


def test_an_undone_step_leaves_the_records_equal_and_the_history_not(book):
    before = whole(book)
    with book.operation("录入"):
        book.insert(replace(LINE, budget_id=1))
    assert whole(book).differing_parts(before) == ["记录", "修改历史"]
    book.undo()
    assert whole(book).records == before.records == book.fingerprint()
    assert whole(book).differing_parts(before) == ["修改历史"]


def test_settings_belong_to_the_identity(book):
    before = whole(book)
    book.choose_form("chongqing/2023")
    assert whole(book).differing_parts(before) == ["账本标识"]
    book.choose_form("")
    assert whole(book) == before


def test_evidence_is_read_again_and_damage_counted(book):
    before = whole(book)
    good = hashlib.sha256(b"good").hexdigest()
    book._connection.execute("INSERT INTO file VALUES (?, ?)", (good, b"good"))
    assert whole(book).differing_parts(before) == ["附件"]
    assert whole(book).damaged == 0
    book._connection.execute("UPDATE file SET content = x'00'")
    assert whole(book).damaged == 1


def test_the_order_of_tables_is_not_the_order_of_their_making(book):
    """Two books that hold the same are equal also when a migration made a table anew."""
    before = book.fingerprint()
    definition = book._connection.execute("SELECT sql FROM sqlite_master WHERE name = 'carry_out'").fetchone()[0]
    book._connection.executescript(f"DROP TABLE carry_out; {definition}")
    assert book.fingerprint() == before


def test_a_setting_is_kept_and_forgotten(book):
    content.store_setting(book._connection, "x", "1")
    content.store_setting(book._connection, "x", "2")
    assert content.setting(book._connection, "x") == "2"
    content.store_setting(book._connection, "x", "")
    assert content.setting(book._connection, "x") == ""
    assert book._connection.execute("SELECT count(*) FROM meta WHERE key = 'x'").fetchone() == (0,)

"""Records that are not as the history's last step left them."""

import sqlite3
from dataclasses import replace

import pytest

from desktop.ledger.book import Book
from desktop.ledger.records import Budget, DirectLine, Unit
from desktop.ledger.safety import unrecorded

LINE = DirectLine(function_code="2010350", economic_code="30201", amount=100)


@pytest.fixture
def path(tmp_path):
    with Book.create(tmp_path / "a.mzb") as book, book.operation("新建"):
        unit = book.insert(Unit(name="单位"))
        budget = book.insert(Budget(unit_id=unit.id, year=2023))
        for number in range(5):
            book.insert(replace(LINE, budget_id=budget.id, amount=number + 1, note="说" * 30))
    return tmp_path / "a.mzb"


def places(path, statement=""):
    connection = sqlite3.connect(path)
    connection.executescript(statement)
    found = unrecorded.places(connection)
    connection.close()
    return found


def test_a_sound_book_has_no_place_also_after_undo(path):
    assert places(path) == []
    with Book.open(path) as book:
        with book.operation("改"):
            book.update(replace(book.records(DirectLine)[0], amount=9))
        book.undo()
    assert places(path) == []


def test_a_row_is_held_against_its_last_step(path):
    with Book.open(path) as book, book.operation("改"):
        book.update(replace(book.records(DirectLine)[0], amount=7_00))
    (found,) = places(path, "UPDATE direct_line SET amount = 5 WHERE id = 1")
    assert found == "支出行（第 1 号）的金额：修改历史中是“7.00 元”，现在是“0.05 元”"


def test_at_most_three_places_are_named_and_long_words_are_cut(path):
    found = places(path, "UPDATE direct_line SET note = '另'")
    assert len(found) == unrecorded.NAMED
    assert "“" + "说" * unrecorded.LONGEST + "…”" in found[0]


def test_rows_that_are_missing_or_too_many_are_named(path):
    with Book.open(path) as book, book.operation("删"):
        book.delete(book.records(DirectLine)[4])
    (missing,) = places(path, "DELETE FROM direct_line WHERE id = 2")
    assert missing == "支出行（第 2 号）缺少"


def test_an_image_that_cannot_be_read_names_nothing_and_breaks_nothing(path):
    assert places(path, "UPDATE change SET after = '{' WHERE record_table = 'direct_line'") == []


def test_the_digest_is_of_records_and_version_not_of_history(path):
    with Book.open(path) as book:
        before = unrecorded.content_of(book._connection)
        with book.operation("改"):
            book.update(replace(book.records(DirectLine)[0], amount=9))
        assert unrecorded.content_of(book._connection) != before
        book.undo()
        assert unrecorded.content_of(book._connection) == before

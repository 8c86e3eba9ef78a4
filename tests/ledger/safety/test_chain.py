"""The chain of operations: what continues, what precedes, what forked."""

import shutil
import sqlite3
from dataclasses import replace

import pytest

from desktop.ledger.book import Book
from desktop.ledger.errors import BookDamaged
from desktop.ledger.records import Budget, DirectLine, Unit
from desktop.ledger.safety import chain
from desktop.ledger.safety.chain import Relation, last_common, relation
from tests.openings import opening_makes_no_backup

__all__ = ["opening_makes_no_backup"]

LINE = DirectLine(function_code="2010350", economic_code="30201", amount=100)


@pytest.fixture
def path(tmp_path):
    with Book.create(tmp_path / "a.mzb") as made, made.operation("新建"):
        unit = made.insert(Unit(name="单位"))
        made.insert(Budget(unit_id=unit.id, year=2023))
    return tmp_path / "a.mzb"


def step(path, amount, *, undone=False):
    with Book.open(path) as book:
        with book.operation(f"录入 {amount}"):
            book.insert(replace(LINE, budget_id=1, amount=amount))
        if undone:
            book.undo()
        return book.chain()


def read(path):
    with Book.open_to_read(path) as book:
        return book.chain()


def copy(path, name):
    shutil.copy(path, path.with_name(name))
    return path.with_name(name)


def test_each_step_has_a_hash_that_goes_on_from_the_one_before(path):
    first = read(path)
    second = step(path, 1)
    assert list(second) == [1, 2]
    assert second[1] == first[1]
    assert len({*second.values()}) == 2


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE operation SET name = 'x' WHERE id = 1",
        "UPDATE operation SET at = 'x' WHERE id = 1",
        "UPDATE change SET after = 'x' WHERE id = 1",
        "UPDATE change SET before = 'x' WHERE id = 1",
        "UPDATE change SET record_id = 9 WHERE id = 1",
        "UPDATE change SET record_table = 'x' WHERE id = 1",
        "DELETE FROM change WHERE id = 1",
    ],
)
def test_a_change_of_the_first_step_changes_all_hashes(path, statement):
    before = step(path, 1)
    with Book.open(path) as book:
        with book._transaction():
            book._connection.execute(statement)
        after = book.chain()
    assert before[1] != after[1]
    assert before[2] != after[2]


def test_undoing_takes_nothing_out_of_the_chain(path):
    before = step(path, 1)
    with Book.open(path) as book:
        book.undo()
        assert book.chain() == before


def test_a_part_that_is_known_is_not_read_again(path):
    step(path, 1)
    with Book.open_to_read(path) as book:
        full = book.chain()
        assert chain.read(book._connection, {1: full[1]}) == full
        assert chain.read(book._connection, {1: "another"})[2] != full[2]


def test_relations_of_copies(path):
    step(path, 1)
    older = copy(path, "older.mzb")
    step(path, 2)
    other = copy(older, "other.mzb")
    step(other, 3)
    now, before, apart = read(path), read(older), read(other)
    assert relation(now, now) is Relation.CONTINUES
    assert relation(now, before) is Relation.CONTINUES
    assert relation(before, now) is Relation.PRECEDES
    assert relation(apart, now) is relation(now, apart) is Relation.FORKED
    assert (last_common(apart, now), last_common(before, now), last_common({}, now)) == (2, 2, 0)


def test_a_book_without_a_step_goes_on_in_any():
    assert relation({}, {1: "a"}) is Relation.PRECEDES
    assert relation({1: "a"}, {}) is Relation.CONTINUES


def test_a_cleared_history_goes_on_from_its_last_step(path):
    step(path, 1)
    before = read(path)
    with Book.open(path) as book:
        book.clear_history()
        after = book.chain()
    assert list(after) == [2, 3]
    assert after[2] == before[2]
    assert relation(after, before) is Relation.CONTINUES


def test_what_was_cleared_cannot_be_compared(path):
    step(path, 1)
    early = read(path)
    step(path, 2)
    other = copy(path, "other.mzb")
    with Book.open(path) as book:
        book.clear_history()
        after = book.chain()
    assert relation(after, early) is Relation.UNKNOWN
    assert relation(early, after) is Relation.UNKNOWN
    assert relation(step(other, 4), after) is Relation.FORKED


@pytest.mark.parametrize(
    "base",
    ["nonsense", "³ abc", "9" * 27 + " 0123456789abcdef", "٣ 0123456789abcdef", "3", "3 xyz", "-1 0123456789abcdef"],
)
def test_a_base_that_is_no_base_is_damage(path, base):
    other = sqlite3.connect(path)
    other.execute("INSERT INTO meta VALUES ('chain', ?)", (base,))
    assert list(chain.read(other)) == [1]
    other.commit()
    other.close()
    for opener in (Book.open, Book.open_to_read):
        with pytest.raises(BookDamaged, match="清除历史的记录无法读取"):
            opener(path)


def test_the_base_a_cleared_history_leaves_is_one(path):
    with Book.open(path) as book:
        book.clear_history()
    with Book.open(path) as book:
        assert list(book.chain()) == [1, 2]

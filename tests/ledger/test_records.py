"""The records of a book: one class for each table, one field for each column, amounts as whole 分."""

import sqlite3
from dataclasses import FrozenInstanceError, fields

import pytest

from desktop.ledger import records
from desktop.ledger.book import Book
from desktop.ledger.records import RECORD_TYPES, Budget, BudgetFacts, DirectLine, Record, Unit


@pytest.fixture
def file(tmp_path):
    Book.create(tmp_path / "甲.mzb").close()
    opened = sqlite3.connect(tmp_path / "甲.mzb")
    yield opened
    opened.close()


def test_every_kind_of_record_is_listed_once_and_has_a_table_of_its_own():
    assert len(RECORD_TYPES) == len({kind.TABLE for kind in RECORD_TYPES})
    made = {kind for kind in vars(records).values() if isinstance(kind, type) and issubclass(kind, Record)}
    assert set(RECORD_TYPES) == made - {Record}


def test_the_columns_of_a_table_are_the_fields_of_its_record(file):
    for kind in RECORD_TYPES:
        columns = {name for (name,) in file.execute("SELECT name FROM pragma_table_info(?)", (kind.TABLE,))}
        assert columns == {field.name for field in fields(kind)}, kind.TABLE


def test_parents_stand_before_their_children(file):
    tables = [kind.TABLE for kind in RECORD_TYPES]
    for number, table in enumerate(tables):
        parents = [name for (name,) in file.execute('SELECT "table" FROM pragma_foreign_key_list(?)', (table,))]
        assert all(parent == table or parent in tables[:number] for parent in parents), table


def test_a_record_that_is_not_stored_has_no_number_and_no_record_changes_in_place():
    assert {kind().id for kind in RECORD_TYPES} == {0}
    with pytest.raises(FrozenInstanceError):
        DirectLine().amount = 1


def test_facts_can_be_built_without_a_book_and_are_empty_then():
    facts = BudgetFacts(unit=Unit(), budget=Budget())
    rest = [getattr(facts, field.name) for field in fields(facts) if field.name not in ("unit", "budget", "release")]
    assert not any(rest)
    assert facts.release.budget_id == 0

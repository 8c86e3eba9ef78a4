"""A whole book as data, and back: nothing is lost, nothing added, the same bytes again."""

import json
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.exchange import dump, fill, shape
from desktop.intake import sample
from desktop.ledger.book import Book
from desktop.ledger.describe import content_fields
from desktop.ledger.records import RECORD_TYPES, Attachment, Remark
from tests import samples, scale
from tests.exchange import random_books


def text_of(path):
    with Book.open_to_read(path) as book:
        return json.dumps(dump.everything(book), ensure_ascii=False, indent=1)


def through(path, folder):
    """Dump a book, load it into an empty one; return both texts and the new book."""
    first = text_of(path)
    file, target = folder / "a.json", folder / "b.mzb"
    file.write_text(first, encoding="utf-8")
    fill.load_file(target, file)
    return first, text_of(target), target


@settings(max_examples=scale.count(2))
@given(seed=st.integers(0, 10**9))
def test_any_book_comes_back_to_the_byte(tmp_path_factory, seed):
    folder = tmp_path_factory.mktemp("books")
    path = folder / "a.mzb"
    with Book.create(path) as book:
        random_books.fill(book, random.Random(seed))
    first, again, target = through(path, folder)
    assert first == again
    with Book.open_to_read(path) as one, Book.open_to_read(target) as other:
        for kind in RECORD_TYPES:
            assert len(one.records(kind)) == len(other.records(kind)), kind
        assert [other.file(a.digest) for a in other.records(Attachment)] == [
            one.file(a.digest) for a in one.records(Attachment)
        ]


def test_the_random_books_hold_records_of_every_kind(tmp_path):
    with Book.create(tmp_path / "a.mzb") as book:
        random_books.fill(book, random.Random(1), least=1)
        assert [kind for kind in RECORD_TYPES if not book.records(kind)] == []


@pytest.mark.parametrize("name", sample.titles())
def test_a_sample_comes_back_to_the_byte(tmp_path, name):
    samples.write(name, tmp_path / "a.mzb")
    first, again, _ = through(tmp_path / "a.mzb", tmp_path)
    assert first == again


def test_every_field_that_says_something_is_written():
    for kind in RECORD_TYPES:
        written = {field.name for field in shape.values_of(kind)}
        assert {field.name for field in content_fields(kind)} <= written, kind


def test_a_note_names_its_record_by_its_place(tmp_path):
    with Book.create(tmp_path / "a.mzb") as book:
        random_books.fill(book, random.Random(3))
        data = dump.everything(book)
        noted = {remark.record_table for remark in book.records(Remark)}
    shown = [remark["record"] for budget in data["unit"][0]["budget"] for remark in budget.get("remark", [])]
    assert {place.rpartition(".")[2].partition("[")[0] for place in shown} == noted

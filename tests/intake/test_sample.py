"""The shipped samples: public figures only, written whole or not at all."""

import re
from pathlib import Path

import pytest

from desktop.findings import UserError
from desktop.intake import sample
from desktop.ledger.book import Book
from desktop.ledger.records import Budget, Person

ROOT = Path(__file__).resolve().parents[2]


def test_samples_are_books_of_public_figures_only():
    text = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "resources" / "samples").glob("*.json"))
    assert not re.search(r"1[3-9]\d{9}|\d{17}[\dXx]", text)
    assert sample.titles()


@pytest.mark.parametrize("name", list(sample.titles()))
def test_a_sample_is_one_step_of_a_new_book(name, tmp_path):
    path = tmp_path / "a.mzb"
    sample.write(name, path)
    with Book.open_to_read(path) as book:
        assert len(book.history()) == 1
        assert len({b.year for b in book.records(Budget)}) == 2


def test_an_unknown_name_names_the_known_ones_and_makes_nothing(tmp_path):
    with pytest.raises(UserError, match="wuxi_2023"):
        sample.write("nowhere", tmp_path / "a.mzb")
    assert not (tmp_path / "a.mzb").exists()


def test_a_book_that_is_there_is_not_overwritten(tmp_path):
    path = tmp_path / "a.mzb"
    sample.write("wuxi_2023", path)
    before = path.read_bytes()
    with pytest.raises(UserError):
        sample.write("qinghe_2025", path)
    assert path.read_bytes() == before


def test_no_sample_names_a_person(tmp_path):
    for name in sample.titles():
        path = tmp_path / f"{name}.mzb"
        sample.write(name, path)
        with Book.open_to_read(path) as book:
            assert not [p for p in book.records(Person) if p.name]

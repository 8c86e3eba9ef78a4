"""The book that tests share is as it was when it was opened, and one that cannot be put back is opened anew."""

import pytest

from desktop.ledger.records import Person
from desktop.ui.session import Session
from tests import samples
from tests.ui.shared_book import SharedBook


@pytest.fixture
def books(tmp_path):
    keeper = SharedBook(samples.content("qinghe_2025"), tmp_path, "青禾.mzb")
    yield keeper
    keeper.drop()


def test_what_was_written_is_taken_back_and_the_book_stays_open(qapp, books):
    session = Session(books.take())
    before, steps, person = session.book.fingerprint(), session.book.history(), session.records(Person)[0]
    session.record_edits.delete_records([person])
    session.book.store_unconfirmed_text("cell", "x")
    session._later.stop()
    again = books.take()
    assert (again, books.opened) == (session.book, 1)
    assert (again.fingerprint(), again.history(), again.revision) == (before, steps, 0)
    assert again.unconfirmed_text("cell") == ""
    assert Session(again).records(Person)[0] == person


def test_a_book_that_was_closed_or_has_company_is_opened_anew(books):
    books.take().close()
    second = books.take()
    assert books.opened == 2
    (second.path.parent / "导出.xlsx").touch()
    assert books.take() is not second
    assert second.closed

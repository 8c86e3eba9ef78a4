"""Books opened without the backup that opening makes, for rooms whose tests are about what is done in an open book.

A backup (copied, reopened, compared part by part) is half of what opening a book costs, and nearly every test opens one.
That opening makes it, and what it is worth, is tested with real ones in tests/ledger and by the tests that ask for
`backups_at_opening`.
"""

import time

import pytest

from desktop.ledger.book import Book

_make_backup = Book.make_backup


def _make_unless_opening(book, reason):
    if reason == "打开":
        book._last_backup = time.monotonic()
        return None
    return _make_backup(book, reason)


@pytest.fixture(autouse=True)
def opening_makes_no_backup(request, monkeypatch):
    """For the conftest of such rooms."""
    if "backups_at_opening" not in request.fixturenames:
        monkeypatch.setattr(Book, "make_backup", _make_unless_opening)
        monkeypatch.setattr(Book, "back_up_later", _make_unless_opening)


@pytest.fixture
def backups_at_opening():
    """Asked for by tests that look at the backups of a book that was opened."""

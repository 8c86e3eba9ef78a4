"""Edits are tried on one shared book; each test sees the steps it made, and takes them back."""

import pytest


@pytest.fixture
def steps(session):
    """The names of the steps since the test began; at its end all of them are taken back and the book is as it was."""
    before, first = session.book.fingerprint(), len(session.book.history())

    def names():
        return [s.name for s in session.book.history()][::-1][first:]

    yield names
    while session.undoing.next_undo() is not None:
        session.undoing.undo()
    assert session.book.fingerprint() == before

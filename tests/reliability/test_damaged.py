"""The short form of the damaged books; `python -m tests.reliability.damaged 300` is the long one."""

from collections import Counter

from desktop.ledger import soundness
from tests.reliability import damaged


def test_damaged_books_are_read_or_refused_in_plain_words():
    fates = Counter()
    assert damaged.run(8, 20, fates) == []
    assert sum(fates.values()) == 8


def test_the_script_notices_a_raw_error(monkeypatch):
    """The negative control: a check of an opening that fails with Python's own words."""

    def raw(*_):
        raise IndexError("raw")

    monkeypatch.setattr(soundness, "_state", raw)
    assert any("opening: IndexError raw" in text for text in damaged.run(2, 20))

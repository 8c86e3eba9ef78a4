"""The short form of the damaged books; `python -m tests.reliability.damaged 300` is the long one."""

import sqlite3
from collections import Counter
from contextlib import nullcontext

from desktop.ledger.safety import soundness
from tests.reliability import damaged


def test_damaged_books_are_read_or_refused_in_plain_words():
    fates = Counter()
    assert damaged.run(6, 20, fates) == []
    assert sum(fates.values()) == 6


def test_the_script_notices_a_raw_error(tmp_path, monkeypatch):
    """The negative control: the same damage with the translation switched off."""
    path = tmp_path / "a.mzb"
    damaged.build(path)
    other = sqlite3.connect(path)
    other.execute("UPDATE income SET note = CAST(x'ff41' AS TEXT) WHERE id = 1")
    other.commit()
    other.close()
    assert damaged.attempt(path) == ("refused while reading / refused", "")
    monkeypatch.setattr(soundness, "reading", lambda _: nullcontext())
    fate, found = damaged.attempt(path)
    assert fate == "raw"
    assert "Could not decode" in found

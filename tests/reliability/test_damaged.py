"""The short form of the damaged books; `python -m tests.reliability.damaged 300` is the long one."""

import json
import sqlite3
from collections import Counter
from contextlib import nullcontext
from dataclasses import replace

from desktop.ledger.book import Book
from desktop.ledger.records import Income
from desktop.ledger.safety import soundness
from tests.reliability import damaged


def test_damaged_books_are_read_or_refused_in_plain_words():
    fates = Counter()
    assert damaged.run(6, 20, fates) == []
    assert sum(fates.values()) == 6


def test_a_sound_book_is_read_and_worked_in_to_the_end(tmp_path):
    """Where the work on a sound book were refused, a damaged one would not be worked in either."""
    path = tmp_path / "a.mzb"
    damaged.build(path)
    with Book.open_to_read(path) as book:
        sound = damaged.read_all(book)
    assert damaged.attempt(path, sound) == ("read / read", "")
    with Book.open(path) as book, book.operation("改金额"):
        line = book.records(Income)[0]
        book.update(replace(line, amount=line.amount + 1))
    assert damaged.attempt(path, sound) == ("read changed / read", "")


def test_raw_errors_fail_the_script_and_the_fates_are_printed(monkeypatch, capsys):
    for wrong in ([], ["3: opening"]):
        monkeypatch.setattr(damaged, "run", lambda _, __, fates, wrong=wrong: fates.update({"read / read": 2}) or wrong)
        assert damaged.main(["3", "4"]) == len(wrong)
        printed = json.loads(capsys.readouterr().out.splitlines()[-1])
        assert printed == {"books": 3, "raw": len(wrong), "fates": {"read / read": 2}}


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

"""Copies of what texts in TOML say: the same answer as without them, and none where anything is not as it was."""

import json
import tomllib
from datetime import date

import pytest

from desktop import parsed_texts, paths
from desktop.findings import UserError
from desktop.parsed_texts import Copies

TEXT = 'title = "收支总表"\nyear = 2027\n[words]\nnone = ["无", 0, 1.5, true]\n'
OTHER = 'title = "另一张"\n'
DATED = "issued = 2027-01-05\n"


@pytest.fixture
def file(tmp_path):
    return tmp_path / "parsed.json"


def begun(file):
    """Return the copies as the next start has them."""
    copies = Copies()
    copies.use(file)
    return copies


def without_a_reader(monkeypatch):
    """Let nothing be taken apart any more."""
    monkeypatch.setattr(parsed_texts, "_taken_apart", lambda text: pytest.fail(f"taken apart: {text}"))


def test_the_next_start_takes_no_text_apart_and_has_the_same(file, monkeypatch):
    first = begun(file)
    said = [first.loads(text) for text in (TEXT, OTHER)]
    first.keep()
    without_a_reader(monkeypatch)
    second = begun(file)
    assert [second.loads(text) for text in (TEXT, OTHER)] == said == [tomllib.loads(TEXT), tomllib.loads(OTHER)]
    assert file.stat().st_mode & 0o077 == 0


def test_a_text_that_changed_is_read_anew(file):
    first = begun(file)
    first.loads(TEXT)
    first.keep()
    assert begun(file).loads(TEXT.replace("2027", "2028"))["year"] == 2028


def test_days_are_read_each_time_and_stay_days(file):
    first = begun(file)
    first.loads(DATED)
    first.loads(TEXT)
    first.keep()
    assert begun(file).loads(DATED) == {"issued": date(2027, 1, 5)}
    assert len(json.loads(file.read_text(encoding="utf-8").partition("\n")[2])) == 1


@pytest.mark.parametrize("spoil", [
    lambda text: text.replace("2027", "2037"),
    lambda text: text[:-5],
    lambda text: "",
    lambda text: "[" * 100_000,
    lambda text: text.partition("\n")[2],
])  # fmt: skip
def test_a_file_that_is_not_as_it_was_written_counts_for_nothing(file, spoil):
    first = begun(file)
    first.loads(TEXT)
    first.keep()
    file.write_text(spoil(file.read_text(encoding="utf-8")), encoding="utf-8")
    assert begun(file).loads(TEXT) == tomllib.loads(TEXT)


def test_a_wrong_text_is_refused_as_ever(file):
    for copies in (Copies(), begun(file)):
        with pytest.raises(tomllib.TOMLDecodeError):
            copies.loads("x = ")


def test_nothing_is_written_where_nothing_is_new_or_no_place_is_named(file, monkeypatch):
    first = begun(file)
    first.loads(TEXT)
    first.keep()
    monkeypatch.setattr(paths, "write_beside", lambda *_: pytest.fail("written"))
    second = begun(file)
    second.loads(TEXT)
    second.keep()
    third = Copies()
    third.loads(OTHER)
    third.keep()


def test_what_cannot_be_written_does_no_harm(file, monkeypatch):
    def full(*_):
        raise UserError("磁盘已满")

    monkeypatch.setattr(paths, "write_beside", full)
    copies = begun(file)
    copies.loads(TEXT)
    copies.keep()
    assert copies.loads(TEXT) == tomllib.loads(TEXT)


def test_copies_do_not_grow_without_end(file, monkeypatch):
    monkeypatch.setattr(parsed_texts, "MOST", 2)
    first = begun(file)
    for text in (TEXT, OTHER, "x = 1"):
        first.loads(text)
    first.keep()
    without_a_reader(monkeypatch)
    second = begun(file)
    assert second.loads("x = 1") == {"x": 1}
    assert second.loads(OTHER) == tomllib.loads(OTHER)
    with pytest.raises(pytest.fail.Exception):
        second.loads(TEXT)

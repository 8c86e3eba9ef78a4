"""What is another since a unit was taken in: settings changed in the book, another pack in the file it came with."""

from dataclasses import replace

import pytest

from desktop import pipeline
from desktop.ledger import units
from desktop.ledger.records import Establishment, Unit
from desktop.packs import packing, reading, since, taking


@pytest.fixture
def taken(bureau, unit_pack):
    """A book that has taken a unit in, and that unit."""
    top = units.add(bureau, Unit(name="某局"))
    (unit,) = taking.take(bureau, taking.plans(bureau, [reading.read(unit_pack)]))
    assert unit.parent_id == top.id
    return bureau, unit


def changed(book):
    return since.settings_changed(book, since.marks(book))


def test_nothing_is_another_after_taking_in_moving_or_taking_in_again(taken, unit_pack):
    book, unit = taken
    units.move(book, unit, None)
    units.rename(book, book.units()[0], "别局")
    assert changed(book) == {}


def test_settings_changed_here_are_named_until_they_are_as_before(taken):
    book, unit = taken
    with book.operation("改"):
        book.update(replace(unit, kind="行政", operating_cost="统计"))
        book.insert(Establishment(unit_id=unit.id, kind="行政", posts=3))
    assert changed(book) == {unit.id: ["单位性质", "机关运行经费", "编制"]}
    book.undo()
    assert changed(book) == {}


def test_what_the_next_pack_brings_is_no_change(taken, book, tmp_path):
    bureau, unit = taken
    with bureau.operation("改"):
        bureau.update(replace(unit, kind="行政"))
    with book.operation("改"):
        book.update(replace(book.units()[0], funding="差额拨款"))
    (tmp_path / "又.mzs").write_bytes(packing.pack(book, pipeline.newest_budget(book)))
    taking.take(bureau, taking.plans(bureau, [reading.read(tmp_path / "又.mzs")]))
    assert changed(bureau) == {}


def test_another_pack_in_the_same_file_is_known_and_a_file_that_is_gone_is_not(tmp_path, monkeypatch, unit_pack):
    monkeypatch.setenv("MINGZHANG_HOME", str(tmp_path / "home"))
    file = tmp_path / "单位.mzs"
    file.write_bytes(unit_pack.read_bytes())
    fingerprint = reading.read(file).fingerprint
    assert since.newer_file(fingerprint) is None
    since.remember([(fingerprint, file)])
    assert since.newer_file(fingerprint) is None
    file.write_bytes(b"another")
    assert since.newer_file(fingerprint) == file
    file.unlink()
    assert since.newer_file(fingerprint) is None
    (tmp_path / "home" / "received.json").write_text("[", encoding="utf-8")
    assert since.newer_file(fingerprint) is None

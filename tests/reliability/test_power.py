"""The power cut in a choice of states on every test run; all of them: `python -m tests.long power`."""

import random

import pytest

from tests.reliability import disk, power, sqlite_calls
from tests.reliability.disk import Disk, Event
from tests.small_cases import small_cases

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not sqlite_calls.available(), reason="SQLite's file functions cannot be reached here"),
]


def small(publication, path):
    path.write_bytes(f"{publication.file_stem} {path.parent.name} {path.suffix} ".encode() * 40)


def test_whenever_the_power_fails_nothing_confirmed_is_lost():
    """The recording rebuilds the real disk byte for byte, the mistakes are caught; `run` looks at both."""
    found = power.run({"edit": 32, "export": 120}, 20261122, dict.fromkeys(("docx", "pdf", "xlsx"), small))
    assert found.wrong == []
    assert set(found.caught) == set(power.MISTAKES)
    assert found.states["edit"] > 8
    assert found.states["export"] > 50
    assert found.events["edit"] > 100


def test_a_model_that_forgets_an_event_is_noticed(tmp_path, monkeypatch):
    monkeypatch.setattr(power, "rebuilt", lambda start, events: disk.rebuilt(start, events[:-1]))
    (tmp_path / "template").mkdir()

    def work(child):
        (child.folder / "甲").write_bytes(b"1")

    monkeypatch.setitem(power.SCENARIOS, "edit", power.scenarios.Scenario(work, lambda *_: []))
    with pytest.raises(ValueError, match="does not rebuild the disk"):
        power.recorded("edit", tmp_path / "template", tmp_path / "work")


WRITTEN = [Event("create", "/d/a", 1), Event("write", "/d/a", 1, 0, b"x" * 1024)]


@small_cases(
    ("events", "strict", "left"),
    [
        (WRITTEN, False, {}),
        ([*WRITTEN, Event("sync", "/d/a", 1)], False, {"/d/a": b"x" * 1024}),
        ([*WRITTEN, Event("sync", "/d/a", 1)], True, {}),
        ([*WRITTEN, Event("folder", "/d")], True, {"/d/a": b""}),
        ([*WRITTEN, Event("sync", "/d/a", 1), Event("folder", "/d"), Event("replace", "/d/b", 1, old="/d/a")], True,
         {"/d/a": b"x" * 1024}),
    ],
)  # fmt: skip
def test_what_was_not_forced_to_the_disk_is_not_there(events, strict, left):
    found = Disk()
    for event in events:
        found.take(event, strict)
    assert found.after_cut("nothing", random.Random(1)).files() == left
    assert set(found.after_cut("all", random.Random(1)).files()) <= {"/d/a", "/d/b"}


def test_a_torn_write_leaves_whole_sectors_only():
    found, chance = Disk(), random.Random(3)
    for event in (Event("create", "/d/a", 1), Event("folder", "/d"), Event("write", "/d/a", 1, 0, b"x" * 2048)):
        found.take(event, True)
    left = {found.after_cut("torn", chance).files()["/d/a"] for _ in range(40)}
    assert len(left) > 5
    assert all(len(one) % disk.SECTOR == 0 and set(one) <= {0, ord("x")} for one in left)

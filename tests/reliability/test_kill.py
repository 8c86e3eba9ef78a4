"""The program killed at a choice of named points on every test run, and deliberate mistakes that must be caught there.

The long form takes every point and random moments besides: `python -m tests.long kill`.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.reliability import kill, scenarios
from tests.reliability.points import plain

ROOT = Path(__file__).resolve().parents[2]
pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is a Unix signal")]


def test_killed_at_named_points_nothing_confirmed_is_lost():
    """In a process of its own: it forks, which a process with threads had better not do. Each mistake is caught."""
    command = [sys.executable, "-m", "tests.reliability.kill"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout, done.stderr[-2000:]
    found = json.loads(done.stdout.splitlines()[-1])
    assert found["wrong"] == []
    assert set(found["points"]) == set(scenarios.SCENARIOS)
    assert found["kills"] > 40
    assert found["kills"] - found["copies"] == len(scenarios.SCENARIOS), "each was really killed at its last point"
    assert found["replaced"] >= 3, "kills reached the renames of an export"


@pytest.mark.parametrize(
    ("name", "known"),
    [
        (".mingzhang-7-123456789.xlsx", ".mingzhang-#.xlsx"),
        (".mingzhang-old-3189-9.pdf", ".mingzhang-old-#.pdf"),
        ("000001_20261121-164016_打开.mzb", "#_#_打开.mzb"),
        ("县局_2023_预算公开.docx", "县局_2023_预算公开.docx"),
    ],
)
def test_a_point_has_the_same_name_in_every_run(name, known):
    assert plain(f"/dev/shm/x/{name}") == known


def test_every_commit_and_every_new_name_among_the_points_is_chosen():
    points = [
        "BEGIN IMMEDIATE",
        "INSERT INTO a",
        "INSERT INTO b",
        "COMMIT",
        "BEGIN IMMEDIATE",
        "COMMIT",
        "replace a.pdf",
    ]
    assert kill.chosen(points, set()) == [3, 4, 5, 6, 7]
    assert kill.chosen(points, {"BEGIN", "INSERT", "COMMIT", "replace"}) == [4, 6]
    assert kill.chosen(points, {"BEGIN", "INSERT", "COMMIT", "replace"}, "export") == [7]


def test_a_mistake_that_leaves_no_trace_is_said_to_be_not_caught(monkeypatch):
    """The control of the controls: an honest program under the name of a mistake."""
    honest = kill.Died(["AT COMMIT", "DONE x"], True)
    monkeypatch.setattr(kill, "listed", lambda *_: honest)
    monkeypatch.setattr(kill, "at_points", lambda *_: kill.Result())
    assert "not caught" in kill.not_caught("early", ROOT, ROOT, honest)[0]

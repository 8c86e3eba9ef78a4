"""A long form in parts: what passed is not run again, what failed is, and the sum is that of what passed."""

import json
import os
from pathlib import Path

import pytest

from tests import long, parts, scale


@pytest.fixture
def record(tmp_path, monkeypatch):
    for name in (scale.PART, scale.FIGURES):
        monkeypatch.setenv(name, "")
    return tmp_path / "parts.jsonl"


def test_parts_go_on_where_they_stood_and_are_summed(record, capsys):
    ran = []

    def once(seed):
        ran.append((seed, os.environ[scale.PART], scale.is_further_part()))
        scale.report({"states": {"edit": seed, "word": "x"}, "wrong": 0})
        return 1 if seed == 6 and len(ran) < 3 else 0

    assert parts.run("power", 9, range(5, 7), record, once) == 1
    assert parts.run("power", 9, range(5, 8), record, once) == 0
    assert ran == [(5, "1", False), (6, "2", True), (6, "2", True), (7, "3", True)]
    last = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert last == {"parts": 3, "seeds": [5, 6, 7], "states": {"edit": 18}, "wrong": 0}
    assert parts.passed("power", 10, record) == parts.passed("kill", 9, record) == []


def test_a_part_that_says_nothing_counts_nothing(record, capsys):
    assert parts.run("x", 1, range(1), record, lambda _: 0) == 0
    assert json.loads(capsys.readouterr().out) == {"parts": 1, "seeds": [0]}


def test_the_command_runs_the_seeds_it_is_asked_for(record, monkeypatch, capsys):
    asked = []
    monkeypatch.setitem(long.FORMS, "kill", long.Form("x", 7, lambda count, seed: asked.append((count, seed)) or 0))
    assert long.main(["kill", "--parts", "2", "--seed", "3", "--record", str(record)]) == 0
    assert asked == [(7, 3), (7, 4)]
    assert len(Path(record).read_text(encoding="utf-8").splitlines()) == 2
    assert '"seeds": [3, 4]' in capsys.readouterr().out

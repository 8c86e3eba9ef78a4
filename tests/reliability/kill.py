"""The program killed at named points: `python -m tests.reliability.kill [--all] [--random N] [--seed S]`.

A scenario is run once to list its points. Then for each chosen point a child does the same work and dies there by
SIGKILL; what is left is compared with what was confirmed. Without an option a choice of points is taken: every commit,
every rename of an export, each other kind of point once. --all takes every point; --random N adds kills at random
moments of editing and exporting, up to one and a half times a measured export; it fails when no final name was replaced.

Then deliberate mistakes are put in, which must be caught: `straight` (files saved straight to their names), `mixed`
(no way back after an interrupted export), `early` (a step confirmed before it is committed), `split` (one step in two
transactions).
"""

import argparse
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from desktop import file_set, pipeline
from desktop.exporters import package
from desktop.ledger.book import Book
from desktop.ledger.records import DirectLine
from tests import scale
from tests.reliability import scenarios
from tests.reliability.points import Points
from tests.reliability.scenarios import SCENARIOS, Child

MISTAKES = {
    "straight": ("export", "block of", "partial export"),
    "mixed": ("export", "replace", "mixed export"),
    "early": ("edit", "COMMIT", "lost"),
    "split": ("edit", "BEGIN IMMEDIATE", "torn"),
}
"""Deliberate mistakes: the scenario and the points that show each, and the words it must be caught with."""


@dataclass
class Died:
    """What a child said before it died, and how it ended."""

    lines: list[str]
    killed: bool

    @property
    def states(self) -> list[str]:
        """Return the confirmed states."""
        return [line.removeprefix("DONE ") for line in self.lines if line.startswith("DONE ")]

    @property
    def points(self) -> list[str]:
        """Return the points that were named."""
        return [line.removeprefix("AT ") for line in self.lines if line.startswith("AT ")]


@dataclass
class Result:
    """What a run found."""

    kills: int = 0
    replaced: int = 0
    points: dict[str, int] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def add(self, other: "Result") -> None:
        """Take in what another run found."""
        self.kills += other.kills
        self.replaced += other.replaced
        self.points |= other.points
        self.wrong += other.wrong


def in_child(work: Callable[[Callable[[str], None]], None], after_first: Callable[[int], None] | None = None) -> Died:
    """Do work in a copy of this process; it says lines through a pipe. `after_first(pid)` runs at its first line."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            os.close(reading)
            work(lambda text: os.write(writing, f"{text}\n".encode()) and None)
            status = 0
        except BaseException as error:
            os.write(writing, f"FAILED {type(error).__name__} {error}\n".encode())
        finally:
            os._exit(status)
    os.close(writing)
    with os.fdopen(reading, "rb") as said:
        first = said.readline()
        if after_first is not None:
            after_first(pid)
        lines = [first, *said.readlines()]
    _, status = os.waitpid(pid, 0)
    texts = [line.decode().rstrip("\n") for line in lines if line.endswith(b"\n")]
    return Died(texts, os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL)


def run_to(name: str, template: Path, folder: Path, stop: int, mistake: str) -> Died:
    """Run a scenario in a fresh copy until it dies at its point number `stop` (0: to its end)."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(template, folder)
    os.environ["MINGZHANG_HOME"] = str(folder / "home")

    def work(say: Callable[[str], None]) -> None:
        points = Points(say, stop)
        points.watch()
        SCENARIOS[name].work(Child(folder, say, points, mistake))

    return in_child(work)


def chosen(points: list[str], known: set[str], name: str = "") -> list[int]:
    """Return numbers of points for the short form: every commit, in an export every rename, each new kind once."""
    always = "replace" if name == "export" else "COMMIT"
    every = [number for number, point in enumerate(points, 1) if point.startswith(always)]
    last = {kind(point): number for number, point in enumerate(points, 1)}
    return sorted({*every, *(number for word, number in last.items() if word not in known)})


def kind(point: str) -> str:
    """Return what a point is, without the table or the file: INSERT, COMMIT, replace …"""
    return point.split(maxsplit=1)[0]


def listed(name: str, template: Path, folder: Path, mistake: str = "") -> Died:
    """Run a scenario to its end; return its points and states. Raises RuntimeError when it did not get there."""
    whole = run_to(name, template, folder, 0, mistake)
    if whole.killed or not whole.states or any(line.startswith("FAILED") for line in whole.lines):
        raise RuntimeError(f"{name} did not run to its end: {whole.lines[-1:]}")
    return whole


def at_points(name: str, places: tuple[Path, Path], points: list[str], numbers: list[int], states: list[str],
              mistake: str = "") -> Result:  # fmt: skip
    """Kill a scenario at some of its points and compare what is left with what was confirmed."""
    template, folder = places
    result = Result(points={name: len(points)})
    for number in numbers:
        died = run_to(name, template, folder, number, mistake)
        result.kills += 1
        if not died.killed or died.points != points[number - 1 : number]:
            result.wrong.append(f"{name} {number}: expected {points[number - 1]}, was {died.lines[-1:]}")
            continue
        result.replaced += scenarios.replaced(folder) if name == "export" else 0
        found = SCENARIOS[name].check(folder, states, len(died.states))
        result.wrong += [f"{name} {number} before {points[number - 1]}: {text}" for text in found]
    return result


def at_random(count: int, seed: int, folder: Path) -> Result:
    """Kill at random moments of editing and exporting, up to one and a half times a measured export."""
    chance, result = random.Random(seed), Result()
    shutil.rmtree(folder, ignore_errors=True)
    scenarios.prepare(folder)
    os.environ["MINGZHANG_HOME"] = str(folder / "home")
    began = time.monotonic()
    in_child(lambda say: edit_and_export(folder, say, 1))
    longest = (time.monotonic() - began) * 1.5
    for number in range(count):
        out = folder / scenarios.OUT
        before = {path.name: path.read_bytes() for path in out.iterdir()}
        moment = chance.uniform(0, longest)

        def kill(pid: int, moment: float = moment) -> None:
            time.sleep(moment)
            os.kill(pid, signal.SIGKILL)

        died = in_child(lambda say: edit_and_export(folder, say, 1000), kill)
        result.kills += 1
        result.replaced += sum(p.read_bytes() != before.get(p.name) for p in out.iterdir() if p.name in before)
        result.wrong += [f"random kill {number + 1}: {text}" for text in check_random(folder, died)]
    if not result.replaced:
        result.wrong.append("no final name was ever replaced: the kills came too early")
    return result


def edit_and_export(folder: Path, say: Callable[[str], None], rounds: int) -> None:
    """Enter a pair of lines and export, again and again; every version is said before it is written."""
    with Book.open(folder / scenarios.BOOK) as book:
        say(f"DONE {scenarios.state(book)}")
        for _ in range(rounds):
            amount = (len(book.records(DirectLine, note="对")) + 1) * 10_000_00  # 万元: every version prints otherwise
            with book.operation("录入一对"):
                for _ in range(2):
                    line = book.records(DirectLine)[0]
                    book.insert(replace(line, id=0, amount=amount, note="对"))
            say(f"DONE {scenarios.state(book)}")
            publication = pipeline.publication(pipeline.of_book(book, scenarios.FORM))
            say(f"VERSION {publication.version}")
            package.export(publication, folder / scenarios.OUT)
            say(f"OUT {publication.version}")


def check_random(folder: Path, died: Died) -> list[str]:
    """After a kill at any moment: the book holds what was confirmed, the files are whole and of one version."""
    wrong = [line for line in died.lines if line.startswith("FAILED")]
    with Book.open(folder / scenarios.BOOK) as book:
        found = scenarios.state(book)
        amounts = [line.amount for line in book.records(DirectLine, note="对")]
    if found in died.states[:-1]:
        wrong.append("lost: a confirmed step is not there")
    if amounts[::2] != amounts[1::2]:
        wrong.append("torn: half a pair")
    file_set.recover_all()
    begun = [line.split()[1] for line in died.lines if line.startswith("VERSION")]
    ended = [line.split()[1] for line in died.lines if line.startswith("OUT")]
    files = sorted(path for path in (folder / scenarios.OUT).iterdir() if not path.name.startswith("."))
    try:
        versions = {scenarios.version_of(path) for path in files}
    except Exception as error:
        return [*wrong, f"partial export: {type(error).__name__} {error}"]
    if len(versions) != 1 or len(files) != 3:
        wrong.append(f"mixed export: {sorted(versions)} in {len(files)} files")
    if ended and not versions <= {ended[-1], begun[-1]}:
        wrong.append("lost export")
    return wrong


def run(*, everything: bool = False, random_kills: int = 0, seed: int = 0) -> Result:
    """Kill at points of every scenario, at random moments, and with each mistake put in; return what was found."""
    total, known, runs = Result(), set(), {}
    with tempfile.TemporaryDirectory(dir=scale.MEMORY) as place:
        template, folder = Path(place) / "template", Path(place) / "work"
        os.environ["MINGZHANG_HOME"] = str(template / "home")
        scenarios.prepare(template)
        for name in SCENARIOS:
            whole = runs[name] = listed(name, template, folder)
            every = list(range(1, len(whole.points) + 1))
            numbers = every if everything else chosen(whole.points, known, name)
            known |= set(map(kind, whole.points))
            total.add(at_points(name, (template, folder), whole.points, numbers, whole.states))
        if not total.replaced:
            total.wrong.append("no final name was ever replaced: the kills came too early")
        if random_kills:
            total.add(at_random(random_kills, seed, folder))
        for mistake in MISTAKES:
            total.wrong += not_caught(mistake, template, folder, runs[MISTAKES[mistake][0]])
    return total


def not_caught(mistake: str, template: Path, folder: Path, honest: Died) -> list[str]:
    """Put a mistake in; return what is wrong with these tests when they do not see it. honest: a run without it."""
    name, points, words = MISTAKES[mistake]
    way_back = file_set._put_back
    if mistake == "mixed":
        file_set._put_back = lambda *_: []
    try:
        run_with_it = listed(name, template, folder, mistake)
        with_it, states = run_with_it.points, (honest if mistake in ("early", "split") else run_with_it).states
        numbers = [number for number, point in enumerate(with_it, 1) if point.startswith(points)]
        wrong: list[str] = []
        for number in numbers:
            wrong += at_points(name, (template, folder), with_it, [number], states, mistake).wrong
            if any(words in text for text in wrong):
                return []
    finally:
        file_set._put_back = way_back
    return [f"the mistake “{mistake}” is not caught at {points}: {wrong[:3]}"]


def main(arguments: list[str] | None = None) -> int:
    """Run as a script; the last line is the result as JSON."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--random", type=int, default=0)
    parser.add_argument("--seed", type=int, default=20261120)
    asked = parser.parse_args(arguments)
    found = run(everything=asked.all, random_kills=asked.random, seed=asked.seed)
    print(json.dumps(asdict(found), ensure_ascii=False))
    return 1 if found.wrong else 0


if __name__ == "__main__":
    sys.exit(main())

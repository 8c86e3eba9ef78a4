"""The program killed at named points: `python -m tests.reliability.kill [--all] [--random N] [--seed S]`.

A scenario is run once to list its points. Then for each chosen point a child does the same work and dies there by
SIGKILL; what is left is compared with what was confirmed. Without an option a choice of points is taken: every commit,
every rename of an export, each other kind of point once; and one child passes all those of a scenario: it stands still
at each until this process has copied the folder, which is what a kill there would leave, and dies at the last. --all
takes every point with a kill of its own; --random N adds kills at random moments of editing and exporting, up to one
and a half times a measured export; it fails when no final name was replaced.

Then deliberate mistakes are put in, which must be caught: `straight` (files saved straight to their names), `mixed`
(no way back after an interrupted export), `early` (a step confirmed before it is committed), `split` (one step in two
transactions); without an option `straight` and `early`.
"""

import argparse
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

USUAL = ("straight", "early")
"""Those of the short form: one of an export, one of an edit."""


STANDING_IN = dict.fromkeys(
    ("docx", "pdf", "xlsx"), lambda _, path: path.write_text(f"{path.parent.name} {path.suffix} " * 1000)
)
"""What writes the exported files where nobody reads them: they are only compared, byte by byte."""


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
    """What a run found: at how many points it looked (`kills`), and at how many of them by a copy (`copies`)."""

    kills: int = 0
    copies: int = 0
    replaced: int = 0
    points: dict[str, int] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def add(self, other: "Result") -> None:
        """Take in what another run found."""
        self.kills += other.kills
        self.copies += other.copies
        self.replaced += other.replaced
        self.points |= other.points
        self.wrong += other.wrong


Say = Callable[[str], None]
"""Takes a line of a child."""


def in_child(work: Callable[[Say, Callable[[], object]], None], after_first: Callable[[int], None] | None = None,
             at_point: Callable[[], None] = lambda: None) -> Died:  # fmt: skip
    """Do work in a copy of this process; it says lines through a pipe. `after_first(pid)` runs at its first line.

    The work is handed `say` and what waits until `at_point` has run here, as it does at each point that is said.
    """
    (reading, writing), (waiting, answering) = os.pipe(), os.pipe()
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            os.close(reading)
            os.close(answering)  # so that a child that waits for a parent that is gone waits no longer
            work(lambda text: os.write(writing, f"{text}\n".encode()) and None, lambda: os.read(waiting, 1))
            status = 0
        except BaseException as error:
            os.write(writing, f"FAILED {type(error).__name__} {error}\n".encode())
        finally:
            os._exit(status)
    os.close(writing)
    lines = []
    with os.fdopen(reading, "rb") as said, os.fdopen(waiting, "rb"), os.fdopen(answering, "wb", buffering=0) as answer:
        for line in said:
            lines.append(line)
            if after_first is not None and len(lines) == 1:
                after_first(pid)
            if line.startswith(b"AT "):
                at_point()
                answer.write(b".")
    _, status = os.waitpid(pid, 0)
    texts = [line.decode().rstrip("\n") for line in lines if line.endswith(b"\n")]
    return Died(texts, os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL)


def run_to(name: str, template: Path, folder: Path, stops: list[int], mistake: str) -> Died:
    """Run a scenario in a fresh copy until it dies at the last of its points of these numbers (none: to its end).

    What each of the others would have left is copied, see `copy_at`.
    """
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(template, folder)
    os.environ["MINGZHANG_HOME"] = str(folder / "home")
    before = iter(stops[:-1])

    def work(say: Say, wait: Callable[[], object]) -> None:
        points = Points(say, stops[-1] if stops else 0, dict.fromkeys(stops[:-1], wait))
        points.watch()
        SCENARIOS[name].work(Child(folder, say, points, mistake))

    def at_point() -> None:
        if number := next(before, None):
            shutil.copytree(folder, copy_at(folder, number))

    return in_child(work, at_point=at_point)


def copy_at(folder: Path, number: int) -> Path:
    """Return where the copy of the folder lies that a child left at a point of this number."""
    return folder.with_name(f"{folder.name}-{number}")


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
    whole = run_to(name, template, folder, [], mistake)
    if whole.killed or not whole.states or any(line.startswith("FAILED") for line in whole.lines):
        raise RuntimeError(f"{name} did not run to its end: {whole.lines[-1:]}")
    return whole


def at_points(name: str, places: tuple[Path, Path], points: list[str], numbers: list[int], states: list[str],
              mistake: str = "") -> Result:  # fmt: skip
    """Let one child pass some points of a scenario, die at the last, and compare what is left at each with what was
    confirmed.
    """
    template, folder = places
    result = Result(len(numbers), len(numbers) - 1, points={name: len(points)})
    died = run_to(name, template, folder, numbers, mistake)
    if not died.killed or died.points != [points[number - 1] for number in numbers]:
        result.wrong.append(f"{name} {numbers}: expected {points[numbers[-1] - 1]}, was {died.lines[-1:]}")
        return result
    reached = [line for line, text in enumerate(died.lines) if text.startswith("AT ")]
    for number, line in reversed(list(zip(numbers, reached, strict=True))):  # the last one is what the kill left
        if number != numbers[-1]:
            shutil.rmtree(folder)
            copy_at(folder, number).rename(folder)
        result.replaced += scenarios.replaced(folder) if name == "export" else 0
        confirmed = len(Died(died.lines[:line], True).states)
        found = SCENARIOS[name].check(folder, states, confirmed)
        result.wrong += [f"{name} {number} before {points[number - 1]}: {text}" for text in found]
    return result


def at_random(count: int, seed: int, folder: Path) -> Result:
    """Kill at random moments of editing and exporting, up to one and a half times a measured export."""
    chance, result = random.Random(seed), Result()
    shutil.rmtree(folder, ignore_errors=True)
    scenarios.prepare(folder)
    os.environ["MINGZHANG_HOME"] = str(folder / "home")
    began = time.monotonic()
    in_child(lambda say, _: edit_and_export(folder, say, 1))
    longest = (time.monotonic() - began) * 1.5
    for number in range(count):
        out = folder / scenarios.OUT
        before = {path.name: path.read_bytes() for path in out.iterdir()}
        moment = chance.uniform(0, longest)

        def kill(pid: int, moment: float = moment) -> None:
            time.sleep(moment)
            os.kill(pid, signal.SIGKILL)

        died = in_child(lambda say, _: edit_and_export(folder, say, 1000), kill)
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
        scenarios.prepare(template, None if random_kills else STANDING_IN)
        for name in SCENARIOS:
            whole = runs[name] = listed(name, template, folder)
            numbers = chosen(whole.points, known, name)
            every = [[number] for number in range(1, len(whole.points) + 1)]
            known |= set(map(kind, whole.points))
            for stops in every if everything else [numbers]:
                total.add(at_points(name, (template, folder), whole.points, stops, whole.states))
        if not total.replaced:
            total.wrong.append("no final name was ever replaced: the kills came too early")
        if random_kills:
            total.add(at_random(random_kills, seed, folder))
        for mistake in MISTAKES if everything or random_kills else USUAL:
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
    scale.report(asdict(found))
    return 1 if found.wrong else 0


if __name__ == "__main__":
    sys.exit(main())

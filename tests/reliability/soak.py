"""Long work in one book, and several processes at one book: `run(COUNT, SEED)` and `races(ROUNDS, SEED)`.

Soak: COUNT random operations (enter, change, delete, undo, redo, reopen, back up) against a plain list of states that
knows nothing of the ledger; at last all is undone and redone. Races: three processes want the same book again and again;
what each confirmed must be there, whoever did not get it must have been told so, and no lock may stay.
"""

import os
import random
import selectors
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from unittest import mock

from desktop.ledger.book import Book
from desktop.ledger.records import Budget, DirectLine, Unit
from tests import scale

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Result:
    """What a run found."""

    did: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)


def new_book(path: Path) -> Book:
    """Make a book with one unit and one budget."""
    book = Book.create(path)
    with book.operation("新建"):
        unit = book.insert(Unit(name="单位"))
        book.insert(Budget(unit_id=unit.id, year=2027))
    return book


class Soak:
    """A book, and what it must hold: the states of its history and where in them it is."""

    def __init__(self, path: Path, chance: random.Random) -> None:
        self.path, self.chance = path, chance
        self.book = new_book(path)
        self.budget = self.book.records(Budget)[0].id
        self.states, self.at = [self.amounts()], 0

    def amounts(self) -> tuple[tuple[int, int], ...]:
        """Return what the book holds."""
        return tuple(sorted((line.id, line.amount) for line in self.book.records(DirectLine)))

    def did(self, expected: tuple[tuple[int, int], ...]) -> None:
        """Note a step: what follows in the history is gone."""
        self.states[self.at + 1 :] = [expected]
        self.at += 1

    def enter(self) -> None:
        with self.book.operation("录入"):
            lines = [self.book.insert(DirectLine(budget_id=self.budget, function_code="2010350", economic_code="30201",
                                                 amount=self.chance.randint(1, 10**9))) for _ in range(self.chance.randint(1, 3))]  # fmt: skip
        self.did(tuple(sorted({*self.states[self.at], *((line.id, line.amount) for line in lines)})))

    def change(self) -> None:
        lines = self.book.records(DirectLine)
        if lines:
            line = self.chance.choice(lines)
            amount = line.amount + 1
            with self.book.operation("修改"):
                self.book.update(replace(line, amount=amount))
            self.did(tuple(sorted({*self.states[self.at], (line.id, amount)} - {(line.id, line.amount)})))

    def delete(self) -> None:
        lines = self.book.records(DirectLine)
        if lines:
            line = self.chance.choice(lines)
            with self.book.operation("删除"):
                self.book.delete(line)
            self.did(tuple(sorted({*self.states[self.at]} - {(line.id, line.amount)})))

    def undo(self) -> None:
        if self.at:
            self.book.undo()
            self.at -= 1

    def redo(self) -> None:
        if self.at < len(self.states) - 1:
            self.book.redo()
            self.at += 1

    def reopen(self) -> None:
        self.book.close()
        self.book = Book.open(self.path)

    def back_up(self) -> None:
        if self.book.make_backup("手动") is None:
            raise AssertionError(self.book.backup_problem)


WEIGHTS = {"enter": 8, "change": 8, "delete": 4, "undo": 6, "redo": 4, "reopen": 1, "back_up": 1}


def run(count: int, seed: int, spoil: Callable[[Soak, int], None] = lambda *_: None) -> Result:
    """Do `count` random operations; `spoil` may put a mistake in, which must be noticed."""
    result, chance = Result(), random.Random(seed)
    with (
        tempfile.TemporaryDirectory(dir=scale.MEMORY) as folder,
        mock.patch.dict(os.environ, MINGZHANG_HOME=f"{folder}/home"),
    ):
        soak = Soak(Path(folder) / "账本.mzb", chance)
        for number in range(count):
            name = chance.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
            getattr(soak, name)()
            result.did[name] += 1
            spoil(soak, number)
            if soak.amounts() != soak.states[soak.at]:
                result.wrong.append(f"operation {number + 1} ({name}): the book is not as the plain list has it")
                break
        else:
            result.wrong += _there_and_back(soak)
        soak.reopen()
        for what, act in (("an edit", soak.enter), ("an undo", soak.undo), ("a backup", soak.back_up)):
            began = time.process_time()
            act()
            result.seconds[what] = time.process_time() - began
        result.seconds["MB"] = soak.path.stat().st_size / 1e6
        soak.book.close()
    return result


def _there_and_back(soak: Soak) -> list[str]:
    wrong, end = [], len(soak.states) - 1
    for what, step, goal in (("undone", soak.undo, 0), ("redone", soak.redo, end)):
        while soak.at != goal:
            step()
        soak.reopen()
        if soak.amounts() != soak.states[goal]:
            wrong.append(f"everything {what} is not the state it was")
    return wrong


WORKER = """
import sys
from pathlib import Path
from desktop.ledger.book import Book
from desktop.ledger.errors import BookHeld
from desktop.ledger.records import Budget, DirectLine
path, name, done = Path(sys.argv[1]), int(sys.argv[2]), 0
for _ in sys.stdin:
    try:
        with Book.open(path) as book:
            amount = name * 10**6 + done
            with book.operation("录入"):
                book.insert(DirectLine(budget_id=book.records(Budget)[0].id, function_code="2010350", economic_code="30201", amount=amount))
            print("DONE", amount, flush=True)
            done += 1
        print("FREE", flush=True)
    except BookHeld:
        print("HELD", flush=True)
"""


class Racers:
    """Processes at one book, each told to try by a line, again when another let go of the book: nobody waits for time."""

    def __init__(self, workers: list[subprocess.Popen[str]], rounds: int, chance: random.Random) -> None:
        self.chance, self.left = chance, dict.fromkeys(workers, rounds)
        self.trying: list[subprocess.Popen[str]] = []
        self.held: list[subprocess.Popen[str]] = []
        self.said: list[str] = []
        self.begun: dict[subprocess.Popen[str], str] = {}

    def run(self) -> None:
        """Let all try until each has entered its lines; a process that ended says nothing more."""
        with selectors.DefaultSelector() as answers:
            for worker in self.left:
                answers.register(worker.stdout, selectors.EVENT_READ, worker)
            self._send(list(self.left))
            while self.trying:
                for key, _ in answers.select():
                    found = os.read(key.fd, 65_536).decode()
                    if not found:
                        answers.unregister(key.fileobj)
                        self.trying = [worker for worker in self.trying if worker is not key.data]
                    *lines, self.begun[key.data] = (self.begun.get(key.data, "") + found).split("\n")
                    for line in lines:
                        self._take(key.data, line)

    def _send(self, workers: list[subprocess.Popen[str]]) -> None:
        self.chance.shuffle(workers)
        self.trying += workers
        for worker in workers:
            worker.stdin.write("try\n")
            worker.stdin.flush()

    def _take(self, worker: subprocess.Popen[str], line: str) -> None:
        """Note what a process said; who was told that the book is held tries again when it is free."""
        self.said += [line] if line.startswith(("DONE", "HELD")) else []
        if line in ("HELD", "FREE"):
            self.trying.remove(worker)
            self.left[worker] -= line == "FREE"
            self.held += [worker] * (line == "HELD" or self.left[worker] > 0)
        if line == "FREE" or not self.trying:
            again, self.held = self.held, []
            self._send(again)


def races(rounds: int, seed: int) -> Result:
    """Let three processes enter a line each `rounds` times; compare the book with what they confirmed."""
    result = Result()
    with tempfile.TemporaryDirectory(dir=scale.MEMORY) as folder:
        surroundings = os.environ | {"MINGZHANG_HOME": f"{folder}/home", "PYTHONPATH": str(ROOT)}
        path = Path(folder) / "账本.mzb"
        with mock.patch.dict(os.environ, surroundings):
            new_book(path).close()
            workers = [
                subprocess.Popen([sys.executable, "-u", "-c", WORKER, str(path), str(name)], env=surroundings, text=True,
                                 bufsize=1, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
                for name in (1, 2, 3)
            ]  # fmt: skip
            racers = Racers(workers, rounds, random.Random(seed))
            racers.run()
            for worker in workers:
                _, problem = worker.communicate()
                result.wrong += [problem[-300:]] if worker.returncode else []
            with Book.open(path) as book:
                found = sorted(line.amount for line in book.records(DirectLine))
        left = sorted(p.name for p in Path(folder).iterdir() if p.name not in (path.name, "home"))
    confirmed = sorted(int(line.split()[1]) for line in racers.said if line.startswith("DONE"))
    result.did = Counter(line.split()[0] for line in racers.said)
    if found != confirmed or len(found) != 3 * rounds:
        result.wrong.append(f"confirmed {len(confirmed)}, found {len(found)}")
    if left:
        result.wrong.append(f"left behind: {left}")
    return result


def spoiled(soak: Soak, number: int) -> None:
    """The negative control: one amount is changed behind the back of the list of states."""
    if number == 10:
        soak.enter()
        soak.states[soak.at] = soak.states[soak.at - 1]


def main(arguments: list[str]) -> int:
    """Run as a script: COUNT operations and SEED; a hundredth as many races; then the control."""
    count, seed = int(arguments[0]), int(arguments[1])
    found, raced = run(count, seed), races(max(2, count // 100), seed)
    print(dict(found.did), {what: round(value, 4) for what, value in found.seconds.items()})
    scale.report({"did": dict(found.did), "races": dict(raced.did), "MB": found.seconds["MB"]})
    wrong = [*found.wrong, *raced.wrong, *([] if run(20, seed, spoiled).wrong else ["the control was not caught"])]
    print("\n".join(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

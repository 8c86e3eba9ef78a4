"""Puts each mutant into a copy of the project and runs the module's own tests there.

The wrong source is written to the disk of the copy, so that processes started by a test meet it too. Compiled files
of a copy are checked by content, so an old one is never taken for the new source. Before the mutants of a module its
tests run unchanged (they must pass; the time limit is five times what they took and ten seconds) and with a module
that cannot be imported (they must fail: else the tests do not use the copy at all).
"""

import compileall
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from py_compile import PycInvalidationMode
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.mutation.operators import Mutant

NEVER_COPIED = shutil.ignore_patterns(
    ".git", ".venv", "__pycache__", "*.egg-info", ".*_cache", ".hypothesis", "out", "build", "dist", ".gl"
)
BASELINE_LIMIT = 600.0
"""Seconds that the tests of an unchanged module may take."""

SPARE = 10.0
"""Seconds that they may take with a mistake in it, besides five times what they took without."""

BROKEN = "raise RuntimeError('control: this module cannot be imported')\n"
PASSED, NO_TESTS = 0, 5


class RunFailed(Exception):
    """The run cannot say anything: tests that fail unchanged, or do not notice a module that cannot be imported."""


@dataclass(frozen=True)
class Module:
    """A module, the tests that hold its rules (files, or file::test), and the functions looked at (none named: all)."""

    path: str
    tests: tuple[str, ...]
    functions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Equivalent:
    """A listed mutant that no test can kill, and why; it is known by its text, never by a line number."""

    module: str
    operator: str
    line: str
    mutant: str
    reason: str


@dataclass
class Result:
    """What became of the mutants of one module."""

    module: Module
    killed: int = 0
    equivalent: int = 0
    survivors: "list[Mutant]" = field(default_factory=list)
    stale: list[Equivalent] = field(default_factory=list)
    cpu: float = 0.0

    @property
    def mutants(self) -> int:
        """How many mutants were tried."""
        return self.killed + self.equivalent + len(self.survivors)


def read_modules(path: Path) -> list[Module]:
    """Read the table of modules."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))["module"]
    return [Module(m["path"], tuple(m["tests"]), tuple(m.get("functions", ()))) for m in table]


def read_equivalent(path: Path) -> list[Equivalent]:
    """Read the list of mutants that change nothing."""
    entries = [Equivalent(**e) for e in tomllib.loads(path.read_text(encoding="utf-8")).get("equivalent", [])]
    if missing := [e for e in entries if not e.reason.strip()]:
        raise ValueError(f"without a reason: {missing[0].module}: {missing[0].line}")
    return entries


class Worker:
    """A copy of the project and the process that runs tests in it."""

    def __init__(self, root: Path, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(root, folder, ignore=NEVER_COPIED)
        mode = PycInvalidationMode.CHECKED_HASH
        compileall.compile_dir(folder, quiet=1, invalidation_mode=mode)
        environment = os.environ | {
            "PYTHONPATH": str(folder),
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONHASHSEED": "0",
            "QT_QPA_PLATFORM": "offscreen",
        }
        command = [sys.executable, "-P", str(Path(__file__).with_name("worker.py"))]
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(
            command, cwd=folder, env=environment, stdin=pipe, stdout=pipe, text=True, start_new_session=True
        )
        self._limits: dict[Module, float] = {}

    def _ask(self, tests: tuple[str, ...], limit: float, *, learn: bool = False) -> tuple[int | None, float, float]:
        assert self._process.stdin is not None and self._process.stdout is not None
        request = {"tests": tests, "limit": limit, "learn": learn}
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        if not answer:
            raise RunFailed("the process that runs the tests has ended")
        status, seconds, cpu = json.loads(answer)
        return status, seconds, cpu

    def _limit(self, module: Module) -> float:
        """Return the time limit of a mutant; the first time, see that the tests pass, and that they can fail."""
        if module not in self._limits:
            status, *_ = self._ask(module.tests, BASELINE_LIMIT, learn=True)
            if status != PASSED:
                output = (self.folder / "pytest-output.txt").read_text(errors="replace")
                raise RunFailed(f"{module.path}: its tests do not pass unchanged\n{output[-3000:]}")
            _, seconds, _ = self._ask(module.tests, BASELINE_LIMIT)
            self._limits[module] = seconds * 5 + SPARE
            if not self._killed(module, BROKEN)[0]:
                raise RunFailed(f"{module.path}: its tests pass even when the module cannot be imported")
        return self._limits[module]

    def killed(self, module: Module, source: str) -> tuple[bool, float]:
        """Whether the module's tests fail, or do not end, with this source in its place; the seconds of CPU it took."""
        self._limit(module)
        return self._killed(module, source)

    def _killed(self, module: Module, source: str) -> tuple[bool, float]:
        path = self.folder / module.path
        original = path.read_bytes()
        try:
            path.write_text(source, encoding="utf-8")
            status, _, cpu = self._ask(module.tests, self._limits[module])
        finally:
            path.write_bytes(original)
        return status not in (PASSED, NO_TESTS), cpu

    def close(self) -> None:
        """End the process, also in the middle of a test; the copy stays until its folder is removed."""
        self._process.terminate()
        self._process.communicate()


class Results:
    """Known results, in a file that is only added to: an interrupted run goes on where it was."""

    def __init__(self, path: Path, root: Path) -> None:
        self._path = path
        self._root = root
        self._lock = threading.Lock()
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        self._known: dict[str, tuple[bool, float]] = {k: (killed, s) for k, killed, s in map(json.loads, lines)}
        self._product = _digest(sorted(p for name in ("desktop", "forms") for p in (root / name).rglob("*.*")), root)

    def key(self, module: Module, mutant: "Mutant") -> str:
        """Return what a result depends on: the product, the module's tests and what they share, and the mutant."""
        shared = [p for p in (self._root / "tests").rglob("*.py") if not p.name.startswith("test_")]
        tests = _digest([self._root / t.partition("::")[0] for t in module.tests] + sorted(shared), self._root)
        return hashlib.sha256("\0".join((self._product, tests, module.path, mutant.source)).encode()).hexdigest()

    def find(self, key: str) -> tuple[bool, float] | None:
        """Return whether the mutant was killed and the seconds of CPU it took, if that is known."""
        return self._known.get(key)

    def __getitem__(self, key: str) -> tuple[bool, float]:
        return self._known[key]

    def add(self, key: str, killed: bool, seconds: float) -> None:
        """Write a result down at once."""
        with self._lock, self._path.open("a", encoding="utf-8") as file:
            self._known[key] = killed, seconds
            file.write(json.dumps([key, killed, round(seconds, 2)]) + "\n")


def _digest(files: list[Path], root: Path) -> str:
    digest = hashlib.sha256()
    for path in files:
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


@contextmanager
def _workers(root: Path, count: int) -> Iterator[list[Worker]]:
    with tempfile.TemporaryDirectory(prefix="mutation-") as folder:
        workers: list[Worker] = []
        before = signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
        try:
            for number in range(count):
                workers.append(Worker(root, Path(folder) / f"copy{number}"))
            yield workers
        finally:
            signal.signal(signal.SIGTERM, signal.SIG_IGN)  # told twice to end: the copies are removed all the same
            for worker in workers:
                worker.close()
            signal.signal(signal.SIGTERM, before)


def run(root: Path, modules: list[Module], listed: list[Equivalent], results: Results, workers: int) -> list[Result]:
    """Try every mutant of the modules and sort the survivors into listed and unlisted ones.

    Raises RunFailed when the tests of a module do not pass unchanged, or when a control is not noticed.
    """
    # Half a second, which whoever only collects the tests need not spend.
    from tests.mutation.operators import mutants_of

    mutants = {m: mutants_of((root / m.path).read_text(encoding="utf-8"), m.functions) for m in modules}
    keys = {(m, mutant): results.key(m, mutant) for m in modules for mutant in mutants[m]}
    todo = [(m, mutant) for m in modules for mutant in mutants[m] if results.find(keys[m, mutant]) is None]
    failures: list[Exception] = []

    def work(worker: Worker) -> None:
        try:
            while not failures:
                module, mutant = todo.pop(0)
                if len(todo) % 100 == 0:
                    print(f"{module.path}: {len(todo)} left", file=sys.stderr, flush=True)
                results.add(keys[module, mutant], *worker.killed(module, mutant.source))
        except IndexError:
            pass
        except Exception as failure:
            failures.append(failure)

    if todo:
        with _workers(root, workers) as ready:
            threads = [threading.Thread(target=work, args=(worker,)) for worker in ready]
            for thread in threads:
                thread.daemon = True  # one that waits for an ended worker must not hold up the end of the run
                thread.start()
            for thread in threads:
                thread.join()
    if failures:
        raise failures[0]
    return [_sorted(m, [(x, *results[keys[m, x]]) for x in mutants[m]], listed) for m in modules]


def _sorted(module: Module, tried: "list[tuple[Mutant, bool, float]]", listed: list[Equivalent]) -> Result:
    result = Result(module, cpu=sum(cpu for _, _, cpu in tried))
    entries = {(e.operator, e.line, e.mutant): e for e in listed if e.module == module.path}
    used = set()
    for mutant, killed, _ in tried:
        text = (mutant.operator, mutant.line, mutant.mutant)
        if killed:
            result.killed += 1
        elif text in entries:
            result.equivalent += 1
            used.add(text)
        else:
            result.survivors.append(mutant)
    result.stale = [entry for text, entry in entries.items() if text not in used]
    return result

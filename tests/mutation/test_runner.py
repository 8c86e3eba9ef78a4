"""The mutation run on a toy: a weak test lets a mistake through by name, a list excuses it, a stale list does not."""

import ast
import contextlib
import importlib.util
import os
import signal
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import NamedTuple

import pytest

if importlib.util.find_spec("mutmut") is None:
    pytest.skip("mutmut is not installed here", allow_module_level=True)

from tests.mutation import __main__, report, runner

TOY = '''"""Toy."""

def larger(a, b):
    """Return the larger one."""
    return a if a > b else b


def adult(age):
    return age >= 18
'''
TESTS = """from toy import adult, larger

def test_larger():
    assert (larger(1, 2), larger(2, 1)) == (2, 2)

def test_adult():
    assert adult(30) and not adult(3)
"""
LINE = "return age >= 18"


class Mistake(NamedTuple):
    """What the runner wants to know of a mutant."""

    operator: str
    line: str
    mutant: str
    source: str
    function: str = "adult"


MISTAKES = [
    Mistake("operator", LINE, wrong, TOY.replace(LINE, wrong)) for wrong in ("return age > 18", "return age < 18")
]


@pytest.fixture(scope="module")
def toy(tmp_path_factory) -> Path:
    root = tmp_path_factory.mktemp("toy")
    (root / "toy.py").write_text(TOY)
    (root / "test_toy.py").write_text(TESTS)
    (root / "test_blind.py").write_text("def test_nothing():\n    pass\n")
    (root / "test_red.py").write_text("def test_red():\n    import toy\n    assert False, 'as it is'\n")
    return root


@pytest.fixture(scope="module")
def worker(toy, tmp_path_factory):
    """One copy and process for all tests here; the toy's tests need no plugins, and each run would load them all."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
        patch.setattr(runner, "SPARE", 600.0)  # a busy computer kills no mutant
        worker = runner.Worker(toy, tmp_path_factory.mktemp("worker") / "copy")
        yield worker
    worker.close()


def try_all(root: Path, *listed):
    module = runner.Module("toy.py", ("test_toy.py",))
    (result,) = runner.run(root, [module], list(listed), runner.Results(root.parent / "known.jsonl", root), 1)
    return result


@pytest.mark.journey
def test_survivors_are_named_excused_or_stale(toy, worker, monkeypatch):
    operators = SimpleNamespace(mutants_of=lambda *_: MISTAKES)  # the library is slow to load
    monkeypatch.setitem(sys.modules, "tests.mutation.operators", operators)
    monkeypatch.setattr(runner, "_workers", lambda *_: contextlib.nullcontext([worker]))
    result = try_all(toy)
    assert (result.survivors, result.killed, result.mutants) == (MISTAKES[:1], 1, 2)
    assert report.failed([result])
    assert "survived: toy.py adult (operator): return age >= 18 → return age > 18" in report.text([result], 1.0)

    monkeypatch.setattr(runner, "_workers", None)  # from here on everything is known: nothing may be run again
    boundary, other_way = (runner.Equivalent("toy.py", m.operator, m.line, m.mutant, "toy") for m in MISTAKES)
    excused = try_all(toy, boundary)
    assert (excused.equivalent, excused.survivors, report.failed([excused])) == (1, [], False)

    stale = try_all(toy, boundary, other_way)
    assert (stale.stale, report.failed([stale])) == ([other_way], True)
    assert "listed but not surviving: toy.py" in report.text([stale], 1.0)


@pytest.mark.journey
def test_tests_that_cannot_tell_anything_stop_the_run(worker):
    for tests, said in [("test_blind.py", "cannot be imported"), ("test_red.py", "do not pass unchanged")]:
        with pytest.raises(runner.RunFailed, match=said):
            worker.killed(runner.Module("toy.py", (tests,)), TOY)


def test_temporary_files_of_the_runs_are_removed_with_the_copies(monkeypatch):
    """Each run ends without its own cleaning up; thousands of folders would stay."""
    seen = []

    class Started:
        def __init__(self, _, **given):
            seen.append(Path(given["env"]["TMPDIR"]))
            self.terminate = self.communicate = lambda: None

    monkeypatch.setattr(runner.subprocess, "Popen", Started)
    monkeypatch.setattr(runner.shutil, "copytree", lambda _, folder, **__: folder.mkdir())
    with runner._workers(Path("toy"), 2):
        assert [folder.is_dir() for folder in seen] == [True, True]
        assert seen[0] != seen[1]
    assert [folder.exists() for folder in seen] == [False, False]


@pytest.mark.journey
def test_the_mistakes_that_are_made():
    """Texts, annotations and docstrings are left alone; two mistakes that mean the same are one."""
    from tests.mutation.operators import mutants_of  # here alone: the library takes half a second

    found = {(m.function, m.operator, m.line, m.mutant) for m in mutants_of(TOY)}
    assert found == {
        ("larger", "operator", "return a if a > b else b", "return a if a >= b else b"),
        ("larger", "branch", "return a if a > b else b", "return a if (a > b) and False else b"),
        ("larger", "branch", "return a if a > b else b", "return a if (a > b) or True else b"),
        ("larger", "removed", "return a if a > b else b", "pass"),
        ("adult", "operator", LINE, "return age > 18"),
        ("adult", "number+1", LINE, "return age >= 19"),
        ("adult", "number-1", LINE, "return age >= 17"),
        ("adult", "removed", LINE, "pass"),
    }
    assert all(
        len(ast.unparse(ast.parse(m.source))) > 50 and m.source.startswith('"""Toy."""') for m in mutants_of(TOY)
    )
    assert mutants_of('"""Text."""\n\ndef f(a: int = None) -> int:\n    """Give 1."""\n') == []
    found = {(m.operator, m.mutant) for m in mutants_of("def f(a):\n    a += 0\n    g(a)\n")}
    assert ("removed", "pass") in found
    assert {("assignment", "a = 0"), ("number-1", "a += (-1)"), ("operator", "a -= 0")} <= found
    assert {m.function for m in mutants_of(TOY, ["adult"])} == {"adult"}
    with pytest.raises(LookupError, match="missing"):
        mutants_of(TOY, ["larger", "missing"])


def test_without_the_library_it_is_not_run(monkeypatch, capsys):
    monkeypatch.setattr(__main__.importlib.util, "find_spec", lambda _: None)
    assert __main__.main([]) == 3
    assert "未运行" in capsys.readouterr().out


def test_the_table_names_what_is_there():
    root = Path(__file__).resolve().parents[2]
    modules = runner.read_modules(Path(__file__).with_name("modules.toml"))
    named = [name.partition("::")[0] for m in modules for name in (m.path, *m.tests)]
    assert [name for name in named if not (root / name).exists()] == []
    listed = runner.read_equivalent(Path(__file__).with_name("equivalent.toml"))
    assert {e.module for e in listed} <= {m.path for m in modules}


BLOCKED = """import os, threading
from pathlib import Path

def test_blocked():
    with Path(os.environ["REACHED"]).open("w") as pipe:
        pipe.write(f"{os.getppid()} {os.getpid()}")
    threading.Event().wait()
"""
RUN = """import sys
from pathlib import Path
from types import SimpleNamespace
from typing import NamedTuple

class Mistake(NamedTuple):  # which it is does not matter, and the library is slow to load
    source: str = ""

mistake = Mistake()
sys.modules["tests.mutation.operators"] = SimpleNamespace(mutants_of=lambda *_: [mistake])
from tests.mutation import runner
root = Path(sys.argv[1])
module = runner.Module("toy.py", ("test_blocked.py",))
runner.run(root, [module], [], runner.Results(root.parent / "ended.jsonl", root), 1)
"""


@pytest.mark.journey
def test_a_run_that_is_ended_leaves_no_process_and_no_copy(tmp_path):
    root, temporary, reached = tmp_path / "toy", tmp_path / "tmp", tmp_path / "reached"
    root.mkdir()
    temporary.mkdir()
    (root / "toy.py").write_text(TOY)
    (root / "test_blocked.py").write_text(BLOCKED)
    os.mkfifo(reached)
    project = str(Path(__file__).resolve().parents[2])
    environment = os.environ | {
        "TMPDIR": str(temporary),
        "REACHED": str(reached),
        "PYTHONPATH": project,
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
    }
    command = [sys.executable, "-c", RUN, str(root)]
    with subprocess.Popen(command, env=environment, cwd=project, stderr=subprocess.DEVNULL) as running:
        processes = [int(number) for number in reached.read_text().split()]
        assert list(temporary.iterdir())
        running.send_signal(signal.SIGTERM)
        running.wait(600)
    assert list(temporary.iterdir()) == []
    for process in processes:
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)


def test_ctrl_c_ends_the_run_in_the_same_way(monkeypatch):
    """The workers, which Ctrl-C does not reach by itself, are closed, and their copies are removed."""
    closed = []

    class Worker:
        def __init__(self, _, folder):
            folder.mkdir()
            self.folder = folder

        def close(self):
            closed.append(self.folder)

    def interrupted(root, modules, listed, results, workers):
        with runner._workers(root, workers):
            raise KeyboardInterrupt

    before = signal.getsignal(signal.SIGTERM)
    monkeypatch.setattr(runner, "Worker", Worker)
    monkeypatch.setattr(runner, "run", interrupted)
    monkeypatch.setattr(runner, "Results", lambda *_: None)
    assert __main__.main([]) == 128 + signal.SIGINT
    assert len(closed) == 2
    assert not any(folder.parent.exists() for folder in closed)
    assert signal.getsignal(signal.SIGTERM) is before

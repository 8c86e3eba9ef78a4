"""The mutation run on a toy: a weak test lets a mistake through by name, a list excuses it, a stale list does not."""

import importlib.util
import os
import signal
import subprocess
import sys
from pathlib import Path

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
EXPECTED = {
    ("larger", "return a if a > b else b", "return a if a >= b else b"),
    ("adult", "return age >= 18", "return age > 18"),
    ("adult", "return age >= 18", "return age >= 19"),
    ("adult", "return age >= 18", "return age >= 17"),
}


@pytest.fixture(scope="module")
def toy(tmp_path_factory) -> Path:
    root = tmp_path_factory.mktemp("toy")
    (root / "toy.py").write_text(TOY)
    (root / "test_toy.py").write_text(TESTS)
    (root / "test_blind.py").write_text("def test_nothing():\n    pass\n")
    (root / "test_red.py").write_text("def test_red():\n    import toy\n    assert False, 'as it is'\n")
    return root


@pytest.fixture(scope="module")
def mutants_of():
    """Imported here, not by every worker that collects the tests: the library takes half a second."""
    from tests.mutation.operators import mutants_of

    return mutants_of


@pytest.fixture(autouse=True)
def _no_plugins(monkeypatch):
    """The toy's tests need none, and each process would load them all; a busy computer kills no mutant."""
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    monkeypatch.setattr(runner, "SPARE", 600.0)


def try_all(root: Path, *listed):
    module = runner.Module("toy.py", ("test_toy.py",))
    (result,) = runner.run(root, [module], list(listed), runner.Results(root.parent / "known.jsonl", root), 1)
    return result


def test_survivors_are_named_excused_or_stale(toy, monkeypatch):
    result = try_all(toy)
    assert {(m.function, m.line, m.mutant) for m in result.survivors} == EXPECTED
    assert result.killed + len(EXPECTED) == result.mutants == 8
    assert report.failed([result])
    assert "survived: toy.py adult (number+1): return age >= 18 → return age >= 19" in report.text([result], 1.0)

    monkeypatch.setattr(runner, "Worker", None)  # from here on everything is known: nothing may be run again
    entries = [runner.Equivalent("toy.py", m.operator, m.line, m.mutant, "toy") for m in result.survivors]
    excused = try_all(toy, *entries)
    assert (excused.equivalent, excused.survivors, report.failed([excused])) == (len(EXPECTED), [], False)

    gone = runner.Equivalent("toy.py", "operator", "return age >= 18", "return age < 18", "killed, so not equivalent")
    stale = try_all(toy, *entries, gone)
    assert (stale.stale, report.failed([stale])) == ([gone], True)
    assert "listed but not surviving: toy.py" in report.text([stale], 1.0)


def test_tests_that_cannot_tell_anything_stop_the_run(toy, tmp_path):
    worker = runner.Worker(toy, tmp_path / "copy")
    for tests, said in [("test_blind.py", "cannot be imported"), ("test_red.py", "do not pass unchanged")]:
        with pytest.raises(runner.RunFailed, match=said):
            worker.killed(runner.Module("toy.py", (tests,)), TOY)
    worker.close()


def test_texts_annotations_and_docstrings_are_left_alone(mutants_of):
    assert mutants_of('"""Text."""\n\ndef f(a: int = None) -> int:\n    """Give 1."""\n') == []
    found = {(m.operator, m.mutant) for m in mutants_of("def f(a):\n    a += 0\n    g(a)\n")}
    assert ("removed", "pass") in found
    assert {("assignment", "a = 0"), ("number-1", "a += (-1)"), ("operator", "a -= 0")} <= found


def test_a_function_that_is_not_there_is_refused(mutants_of):
    with pytest.raises(LookupError, match="missing"):
        mutants_of(TOY, ["larger", "missing"])
    assert {m.function for m in mutants_of(TOY, ["adult"])} == {"adult"}


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
RUN = """import signal, sys
from collections import namedtuple
from pathlib import Path
from types import SimpleNamespace
Mutant = namedtuple("Mutant", "operator line mutant source")
operators = SimpleNamespace(mutants_of=lambda *_: [Mutant("number+1", "18", "19", "")])
sys.modules["tests.mutation.operators"] = operators  # which mutant it is does not matter, and the library is slow to load
from tests.mutation import runner
signal.signal(signal.SIGINT, signal.default_int_handler)  # also where the tests themselves run in the background
root = Path(sys.argv[1])
module = runner.Module("toy.py", ("test_blocked.py",))
runner.run(root, [module], [], runner.Results(root.parent / "ended.jsonl", root), 1)
"""


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT])
def test_a_run_that_is_ended_leaves_no_process_and_no_copy(tmp_path, ending):
    root, temporary, reached = tmp_path / "toy", tmp_path / "tmp", tmp_path / "reached"
    root.mkdir()
    temporary.mkdir()
    (root / "toy.py").write_text(TOY)
    (root / "test_blocked.py").write_text(BLOCKED)
    os.mkfifo(reached)
    project = str(Path(__file__).resolve().parents[2])
    environment = os.environ | {"TMPDIR": str(temporary), "REACHED": str(reached), "PYTHONPATH": project}
    command = [
        sys.executable,
        "-c",
        RUN,
        str(root),
    ]  # takes Ctrl-C also where the tests run in the background without it
    with subprocess.Popen(command, env=environment, cwd=project, stderr=subprocess.DEVNULL) as running:
        processes = [int(number) for number in reached.read_text().split()]
        assert list(temporary.iterdir())
        running.send_signal(ending)
        running.wait(600)
    assert list(temporary.iterdir()) == []
    for process in processes:
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)

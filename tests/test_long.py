"""The long forms: every name leads to something, a missing tool is never a pass, a failure is a failure."""

import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis.internal import reflection

from tests import conftest, long, scale
from tests.small_cases import small_cases


def test_without_a_name_all_forms_are_listed(capsys):
    assert long.main([]) == 0
    listed = capsys.readouterr().out
    assert all(re.search(rf"^{name} ", listed, re.M) for name in long.FORMS)


def test_every_form_is_explained_in_one_line_that_says_what_it_does():
    """A table of two columns: figures of a run, which have three, stand in another one."""
    text = (long.ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    lines = text.partition("| name | what |\n")[2].partition("\n\n")[0].splitlines()[1:]
    explained = [name.strip() for line in lines for name in line.split(" | ")[0].strip("| ").split(",")]
    assert sorted(explained) == sorted(long.FORMS)
    assert [line for line in lines if line.count(" | ") != 1] == []


@small_cases("name", sorted(long.FORMS))
def test_every_name_leads_to_files_and_modules_that_are_there(name, monkeypatch):
    ran = []

    class Passing:
        def __init__(self, arguments, **_):
            ran.append(arguments)
            self.stdout, self.returncode = ["1 passed\n"], 0

        def __enter__(self):
            return self

        def __exit__(self, *_):
            return None

    monkeypatch.setattr(long.subprocess, "Popen", Passing)
    monkeypatch.setattr(long.subprocess, "run", lambda arguments, **_: Passing(arguments))
    monkeypatch.setattr(long, "busy", lambda _: Passing([]))
    monkeypatch.setattr(long, "require", lambda _: None)
    assert long.FORMS[name].run(2, 1) == 0
    assert set(long.FORMS[name].needs) <= set(long.TOOLS)
    called = [argument for arguments in ran for argument in arguments]
    files = [Path(one) for one in called if str(one).endswith(".py")]
    modules = [called[at + 1] for at, one in enumerate(called) if one == "-m"]
    assert files or modules
    assert all((long.ROOT / file).is_file() for file in files)
    assert [one for one in modules if not importlib.util.find_spec(one)] == []


@pytest.mark.parametrize("tool", sorted(long.TOOLS))
def test_a_missing_tool_is_said_and_is_not_a_pass(tool, monkeypatch, capsys):
    assert any(tool in form.needs for form in long.FORMS.values())
    form = long.Form("x", 1, lambda *_: pytest.fail("was run"), (tool,))
    monkeypatch.setitem(long.FORMS, "kill", form)
    monkeypatch.setitem(long.TOOLS, tool, lambda: None)
    assert long.main(["kill"]) == 3
    assert f"未运行：kill 需要 {tool}" in capsys.readouterr().out


def test_a_missing_module_is_said_and_is_not_a_pass(monkeypatch, capsys):
    monkeypatch.setitem(long.FORMS, "kill", long.Form("x", 1, long.module("tests.nowhere")))
    assert long.main(["kill"]) == 3
    assert "未运行" in capsys.readouterr().out


@small_cases(
    ("code", "shown", "status"),
    [
        (0, "..   [100%]\n2 passed in 0.05s\n", 0),
        (0, "s.   [100%]\nSKIPPED [1] a.py:3: no tool\n1 passed, 1 skipped in 0.05s\n", 3),
        (0, "s    [100%]\n1 skipped in 0.05s\n", 3),
        (1, "F.   [100%]\n1 failed, 1 passed in 0.05s\n", 1),
        (5, "no tests ran in 0.01s\n", 1),
        (2, "1 error in 0.01s\n", 1),
        (-9, "", 1),
        (0, "", 3),
    ],
)
def test_a_form_of_tests_ends_as_pytest_does(code, shown, status, monkeypatch):
    class Pytest:
        stdout, returncode = shown.splitlines(keepends=True), code

        def __init__(self, *_, **__):
            pass

        def __enter__(self):
            return self

        def __exit__(self, *_):
            return None

    monkeypatch.setattr(long.subprocess, "Popen", Pytest)
    assert long.tests("a.py")(7, 5) == status


@pytest.mark.journey
def test_pytest_gets_the_count_and_the_seed_and_says_what_was_skipped(tmp_path):
    """The real pytest; what it says when tests pass, fail or are missing is in the test above."""
    file = tmp_path / "test_one.py"
    body = (
        "import pytest\nfrom hypothesis import settings\nfrom tests import scale\nN = scale.count(1), scale.seed(1)\n"
        "def test_a(): assert (*N, settings().max_examples) == (7, 5, 7)\n"
        "def test_b(): pytest.skip('no tool')\n"
    )
    file.write_text(body, encoding="utf-8")
    plugins = ("-p", "no:cacheprovider", "-p", "no:pytest-qt", "-p", "tests.conftest")
    found = long.tests(*plugins, f"--rootdir={tmp_path}", "-c", os.devnull, str(file))
    assert found(7, 5) == long.NOT_RUN


@small_cases(("code", "status"), [(0, 0), (1, 1), (2, 1), (3, 3), (-9, 1), (120, 1)])
def test_a_form_that_is_a_module_ends_as_it_does(code, status, monkeypatch):
    monkeypatch.setattr(long.subprocess, "run", lambda *_, **__: subprocess.CompletedProcess([], code))
    monkeypatch.setattr(long, "require", lambda _: None)
    assert long.module("x")(1, 1) == status


def test_the_busy_loops_end_also_when_the_run_is_broken_off(monkeypatch):
    with pytest.raises(KeyboardInterrupt), long.busy(2) as started:
        assert [process.poll() for process in started] == [None, None]
        raise KeyboardInterrupt
    assert None not in [process.poll() for process in started]


@pytest.mark.skipif(sys.platform == "win32", reason="there a loop does not learn that its parent ended")
def test_the_busy_loops_end_also_when_the_run_is_killed():
    """The loop holds the other end of our pipe: it is at its end when the loop is."""
    code = "from tests import long\nwith long.busy(1):\n    print('busy', flush=True)\n    input()"
    with subprocess.Popen([sys.executable, "-c", code], cwd=long.ROOT, env=long.environment(), text=True,
                          stdin=subprocess.PIPE, stdout=subprocess.PIPE) as run:  # fmt: skip
        assert run.stdout.readline() == "busy\n"
        run.kill()
        assert run.stdout.read() == ""


@pytest.mark.parametrize("marked", ["long_only", "journey"])
@pytest.mark.parametrize(("asked", "left"), [({}, ["plain"]), ({"count": 1}, ["plain", "with a tool"])])
def test_a_test_of_a_long_form_alone_is_not_in_the_short_run(asked, left, marked, monkeypatch):
    class Item:
        def __init__(self, name):
            self.name = name

        def get_closest_marker(self, marker):
            return marker == marked and self.name == "with a tool"

    taken_out = []

    class Config:
        class hook:  # noqa: N801
            @staticmethod
            def pytest_deselected(items):
                taken_out.extend(item.name for item in items)

    monkeypatch.setattr(scale, "asked", asked)
    items = [Item("plain"), Item("with a tool")]
    conftest.pytest_collection_modifyitems(Config, items)
    assert [item.name for item in items] == left
    assert sorted(left + taken_out) == ["plain", "with a tool"]


def test_every_test_of_a_long_form_alone_is_in_one(monkeypatch):
    """Those of the tools (the real keys, LibreOffice, the libraries of the roll-up), and those that take long."""
    marked = {
        path.relative_to(long.ROOT).as_posix()
        for path in long.ROOT.glob("tests/**/test_*.py")
        if "pytest.mark." + "long_only" in path.read_text(encoding="utf-8")
    }
    ran = []

    def start(arguments, **_):
        ran.extend(arguments)
        raise KeyboardInterrupt

    monkeypatch.setattr(long.subprocess, "Popen", start)
    for name in ("keys", "office", "collect", "spark", "signature", "audit_tables", "department", "monkey"):
        with pytest.raises(KeyboardInterrupt):
            long.FORMS[name].run(1, 1)
    assert "--count" in ran
    assert marked
    assert marked <= set(ran)


def test_a_failure_of_a_random_test_with_large_arguments_shows_itself():
    """The warning of Hypothesis that they are large was an error, which took the place of what failed."""
    assert len(reflection.repr_call(print, ("书" * 40_000,), {})) > 40_000

"""The two commands of the README: one script, and what it says when it cannot go on."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def bootstrap():
    spec = importlib.util.spec_from_file_location("bootstrap", ROOT / "packaging" / "bootstrap.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def ready(bootstrap, monkeypatch, tmp_path):
    """Everything is set up, no test was compiled yet; what would be run is listed as (arguments, folder)."""
    ran = []

    def run(arguments, cwd=None, **_):
        ran.append((arguments[1:], Path(cwd or os.getcwd())))
        return subprocess.CompletedProcess(arguments, 0)

    for step in ("make_venv", "install", "need_libraries", "need_python"):
        monkeypatch.setattr(bootstrap, step, lambda *_: None)

    class Reading:
        def __init__(self, arguments, cwd, **_):
            run(arguments, cwd)

        __enter__, __exit__ = lambda self: self, lambda *_: None

        def wait(self):
            ran.append((["", "wait"], ROOT))

        def kill(self):
            ran.append((["", "kill"], ROOT))

    monkeypatch.setattr(bootstrap.subprocess, "run", run)
    monkeypatch.setattr(bootstrap.subprocess, "Popen", Reading)
    monkeypatch.setattr(bootstrap, "COMPILED", tmp_path)
    return ran


def test_both_commands_are_one_script():
    run, test = ((ROOT / name).read_text(encoding="utf-8") for name in ("run", "test"))
    assert run.replace('setup.sh" run ', 'setup.sh" test ') == test
    assert len(run.splitlines()) == 2
    assert all(os.access(ROOT / name, os.X_OK) for name in ("run", "test", "packaging/setup.sh", ".ci/run"))


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script")
@pytest.mark.parametrize("name", ["run", "test"])
def test_each_command_reaches_the_setup_with_its_words(name, tmp_path):
    """From another folder, and with blanks in a word."""
    folder = tmp_path / "明账 试用"
    (folder / "packaging").mkdir(parents=True)
    for file in (name, "packaging/setup.sh"):
        (folder / file).write_bytes((ROOT / file).read_bytes())
    (folder / "packaging" / "bootstrap.py").write_text("import os, sys\nprint(sys.argv[1:], os.getcwd())\n")
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    shown = subprocess.run(["sh", str(folder / name), "a b", "c"], cwd=tmp_path, capture_output=True, text=True, check=True,
                           env=os.environ | {"PATH": path})  # fmt: skip
    assert shown.stdout.strip() == f"['{name}', 'a b', 'c'] {tmp_path}"


def test_a_path_of_run_is_that_of_the_folder_the_user_stands_in(bootstrap, ready, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert bootstrap.main("run", ["sample", "wuxi_2023", "我的.mzb"]) == 0
    assert ready == [(["-m", "desktop", "sample", "wuxi_2023", "我的.mzb"], tmp_path)]


def test_the_tests_run_in_our_folder_whatever_the_user_stands_in(bootstrap, ready, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert bootstrap.main("test", []) == 0
    assert {folder for _, folder in ready} == {ROOT}
    assert [arguments[1] for arguments, _ in ready if arguments[0]] == ["pytest", "ruff", "ruff", "mypy", "pytest"]


def test_the_first_run_compiles_the_tests_beside_mypy_and_waits_for_that(bootstrap, ready, tmp_path):
    assert bootstrap.main("test", []) == 0
    first, *_, last, end = ready
    assert "--collect-only" in first[0]
    assert ready.index(last) == ready.index((["", "wait"], ROOT)) + 1
    assert last[0][1] == "pytest" and end[0][1] == "kill"


@pytest.mark.parametrize("arguments", [[], ["tests/test_money.py"]], ids=["compiled", "some"])
def test_where_the_tests_are_compiled_or_some_are_asked_for_nothing_runs_beside(arguments, bootstrap, ready, tmp_path):
    if not arguments:
        (tmp_path / "conftest.cpython-311-pytest-9.2.0.pyc").touch()
    assert bootstrap.main("test", arguments) == 0
    assert [words[1] for words, _ in ready] == ["ruff", "ruff", "mypy", "pytest"]


def test_a_step_that_fails_ends_what_runs_beside(bootstrap, ready, monkeypatch):
    monkeypatch.setattr(bootstrap.subprocess, "run", lambda *_, **__: subprocess.CompletedProcess([], 5))
    assert bootstrap.main("test", []) == 5
    assert [words[1] for words, _ in ready] == ["pytest", "kill"]


@pytest.mark.parametrize(
    ("chosen", "there", "free", "found"),
    [(None, True, 3, True), (None, True, 1, False), (None, False, 3, False), ("/mine", True, 3, False)],
)
def test_the_folders_of_the_tests_lie_in_memory_where_there_is_room(
    chosen, there, free, found, bootstrap, tmp_path, monkeypatch
):
    monkeypatch.delenv("PYTEST_DEBUG_TEMPROOT", raising=False)
    if chosen:
        monkeypatch.setenv("PYTEST_DEBUG_TEMPROOT", chosen)
    memory = tmp_path if there else tmp_path / "none"
    monkeypatch.setattr(bootstrap, "MEMORY", memory)
    monkeypatch.setattr(bootstrap.shutil, "disk_usage", lambda _: SimpleNamespace(free=free << 30))
    assert bootstrap.in_memory() == ({"PYTEST_DEBUG_TEMPROOT": str(memory)} if found else {})


def test_a_folder_that_cannot_be_written_is_named_as_the_cause(bootstrap, tmp_path, monkeypatch):
    monkeypatch.setattr(bootstrap, "PYTHON", tmp_path / "none")
    monkeypatch.setattr(bootstrap.os, "access", lambda *_: False)
    with pytest.raises(SystemExit, match="不能写入"):
        bootstrap.make_venv()


def test_a_venv_that_fails_for_another_reason_says_which(bootstrap, tmp_path, monkeypatch):
    monkeypatch.setattr(bootstrap, "PYTHON", tmp_path / "none")
    monkeypatch.setattr(bootstrap, "VENV", tmp_path / "file" / ".venv")
    (tmp_path / "file").write_text("")
    with pytest.raises(SystemExit, match=r"Not a directory|File exists"):
        bootstrap.make_venv()


def test_a_python_that_is_too_new_hands_over_to_one_that_fits(bootstrap, monkeypatch):
    """`py` of Windows takes the newest one there is."""
    asked = []

    def run(command, **_):
        asked.append(command)
        return subprocess.CompletedProcess(command, 0 if "-3.11" in command else 103)

    monkeypatch.setattr(bootstrap, "WINDOWS", True)
    monkeypatch.setattr(bootstrap.sys, "version_info", (3, 15, 0))
    monkeypatch.setattr(bootstrap.sys, "argv", ["packaging\\bootstrap.py", "run"])
    monkeypatch.setattr(bootstrap.shutil, "which", lambda _: "py.exe")
    monkeypatch.setattr(bootstrap.subprocess, "run", run)
    with pytest.raises(SystemExit) as left:
        bootstrap.need_python()
    assert left.value.code == 0
    assert asked[-1] == ["py", "-3.11", "packaging\\bootstrap.py", "run"]


def test_a_python_that_does_not_fit_is_named(bootstrap, monkeypatch):
    monkeypatch.setattr(bootstrap.sys, "version_info", (3, 10, 1))
    with pytest.raises(SystemExit, match=r"3\.11、3\.12 或 3\.13，当前是 3\.10\.1"):
        bootstrap.need_python()


def test_a_path_that_windows_cannot_hold_is_the_cause(bootstrap, tmp_path, monkeypatch):
    monkeypatch.setattr(bootstrap, "WINDOWS", True)
    monkeypatch.setattr(bootstrap, "PYTHON", tmp_path / "none")
    monkeypatch.setattr(bootstrap, "ROOT", Path("D:/" + "很长的文件夹/" * 20))
    with pytest.raises(SystemExit, match="路径太长"):
        bootstrap.make_venv()


def test_the_code_is_found_from_any_folder_without_being_installed(bootstrap, monkeypatch):
    monkeypatch.delenv("PYTHONPATH", raising=False)
    assert bootstrap.ours()["PYTHONPATH"] == str(ROOT)
    monkeypatch.setenv("PYTHONPATH", "/mine")
    assert bootstrap.ours()["PYTHONPATH"] == os.pathsep.join([str(ROOT), "/mine"])
    lock = bootstrap.LOCKS["run"].read_text(encoding="utf-8")
    assert "setuptools" not in lock


@pytest.fixture
def old_lock(bootstrap, tmp_path, monkeypatch):
    """A lock that is not installed yet, and a pip that must not be asked."""
    monkeypatch.setattr(bootstrap, "VENV", tmp_path)
    monkeypatch.setattr(bootstrap.subprocess, "run", lambda *_, **__: pytest.fail("asked"))
    lock = tmp_path / "requirements.lock"
    lock.write_text("a==1")
    return lock


def test_a_full_disk_is_the_cause_that_is_named(bootstrap, old_lock, monkeypatch):
    monkeypatch.setattr(bootstrap.shutil, "disk_usage", lambda _: SimpleNamespace(free=5 << 20))
    with pytest.raises(SystemExit, match=r"磁盘空间不足.*只剩 5 MB"):
        bootstrap.install(old_lock)


def test_another_users_environment_that_is_too_old_is_named(bootstrap, old_lock, monkeypatch):
    monkeypatch.setattr(bootstrap.os, "access", lambda *_: False)
    with pytest.raises(SystemExit, match="这个用户不能写入"):
        bootstrap.install(old_lock)


def test_what_is_installed_is_not_asked_for_again_nor_written(bootstrap, old_lock, monkeypatch):
    """A second user of a copy that root set up."""
    monkeypatch.setattr(bootstrap.os, "access", lambda *_: False)
    stamp = old_lock.parent / f".{old_lock.parent.name}-requirements.lock"
    stamp.write_text(bootstrap.hashlib.sha256(b"a==1").hexdigest())
    bootstrap.install(old_lock)


def test_components_that_cannot_be_had_are_not_blamed_on_the_network_alone(bootstrap, old_lock, monkeypatch):
    monkeypatch.setattr(bootstrap.subprocess, "run", lambda *_, **__: subprocess.CompletedProcess([], 1))
    with pytest.raises(SystemExit, match="原因见上面几行"):
        bootstrap.install(old_lock)

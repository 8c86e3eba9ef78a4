"""How a part of the program is started: by Python from source, by the bundle's own executable without one."""

import importlib
import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from desktop import cli, processes, windows
from desktop.outside import pack_series, source_files

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def entry():
    spec = importlib.util.spec_from_file_location("entry", ROOT / "packaging" / "entry.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_from_source_python_runs_the_module():
    assert processes.command("desktop.outside.child") == [sys.executable, "-m", "desktop.outside.child"]
    assert processes.flags() == 0


@pytest.mark.parametrize(
    ("platform", "program"), [("linux", "/opt/明账/mingzhang"), ("win32", "/opt/明账/mingzhang-cli.exe")]
)
def test_a_bundle_runs_itself_by_a_private_word(platform, program, monkeypatch):
    """On Windows by the executable that has standard streams, without a console window."""
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", "/opt/明账/mingzhang")
    monkeypatch.setattr(sys, "platform", platform)
    assert processes.command("desktop.outside.child") == [program, "--reading-child"]
    assert processes.flags() == (0x08000000 if platform == "win32" else 0)


def test_what_is_no_part_is_a_mistake_of_ours():
    with pytest.raises(ValueError, match=r"desktop\.cli"):
        processes.command("desktop.cli")


@pytest.mark.parametrize(("word", "part"), processes.PARTS.items())
def test_the_entry_of_the_bundle_runs_each_part_with_its_arguments(word, part, entry, monkeypatch):
    module = importlib.import_module(part)
    monkeypatch.setattr(module, "main", lambda arguments: [len(arguments), arguments][0])
    assert entry.main([word, "a", "b"]) == 2


def test_the_entry_runs_the_command_line_with_everything_else(entry, monkeypatch):
    ran = []
    monkeypatch.setattr("desktop.cli.main", lambda arguments: ran.append(arguments) or 5)
    assert entry.main(["open", "--reading-child"]) == 5
    assert entry.main([]) == 5
    assert ran == [["open", "--reading-child"], []]


@pytest.mark.parametrize(("before", "after"), [(None, None), ("/usr/mine", "/usr/mine")])
def test_other_programs_find_the_libraries_of_the_system_again(before, after, entry, monkeypatch):
    monkeypatch.setenv("LD_LIBRARY_PATH", "/opt/明账/_internal")
    if before:
        monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", before)
    entry._restore_library_path()
    assert os.environ.get("LD_LIBRARY_PATH") == after
    assert "LD_LIBRARY_PATH_ORIG" not in os.environ


def test_the_reading_child_gets_no_stdin_and_no_console(monkeypatch, tmp_path):
    """A windowed program on Windows has no handle to hand on, and a console would flash up at every import."""
    asked = {}
    monkeypatch.setattr(processes, "flags", lambda: 7)
    monkeypatch.setattr(
        subprocess, "run", lambda command, **more: asked.update(more) or subprocess.CompletedProcess(command, 0, b"{}")
    )
    source_files._printed(tmp_path / "a.xlsx", "*")
    assert (asked["stdin"], asked["creationflags"]) == (subprocess.DEVNULL, 7)
    monkeypatch.setattr(subprocess, "Popen", lambda command, **more: asked.update(more, command=command))
    pack_series._started()
    assert (asked["stdin"], asked["creationflags"]) == (subprocess.PIPE, 7)
    assert asked["command"] == pack_series.COMMAND


def test_a_crash_of_the_program_leaves_no_dump():
    code = (
        "import resource\n"
        "from desktop import processes\n"
        "resource.setrlimit(resource.RLIMIT_CORE, (resource.getrlimit(resource.RLIMIT_CORE)[1],) * 2)\n"
        "processes.leave_no_dump()\n"
        "print(resource.getrlimit(resource.RLIMIT_CORE))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.stdout == "(0, 0)\n", done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="looks at descriptors")
def test_no_file_of_ours_gets_the_number_of_a_stream_that_was_closed():
    """What a library prints would be written into it: with stdout closed, over the first bytes of the book."""
    code = (
        "import os, sys\n"
        "from desktop import cli\n"
        "os.close(1), os.close(2)\n"
        "cli.main(['checks', 'C88'])\n"
        "sys.exit(os.open(os.devnull, os.O_RDONLY))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, cwd=ROOT, check=False)
    assert done.returncode > 2


def test_every_command_and_the_window_begin_by_leaving_no_dump(monkeypatch, capsys):
    asked = []
    monkeypatch.setattr(processes, "leave_no_dump", lambda: asked.append(1))
    assert cli.main(["checks", "C88"]) == 0
    assert asked == [1]


def test_on_windows_no_report_of_a_crash_is_sent(monkeypatch):
    asked = []
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(windows, "kernel32", lambda: SimpleNamespace(SetErrorMode=asked.append))
    processes.leave_no_dump()
    assert asked == [3]

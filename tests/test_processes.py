"""How a part of the program is started: by Python from source, by the bundle's own executable without one."""

import importlib
import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop import processes
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

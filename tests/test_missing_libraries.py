"""A library that is not there is named, with the command that brings it; other errors are none of its business."""

import importlib.util
from pathlib import Path

import pytest

from desktop import cli, missing_libraries

ROOT = Path(__file__).resolve().parents[1]
ERROR = "libGL.so.1: cannot open shared object file: No such file or directory"


def test_the_library_and_the_command_are_named():
    said = missing_libraries.explain(ImportError(ERROR))
    assert said.startswith("缺少系统组件 libGL.so.1，窗口打不开；请运行 sudo apt-get install libgl1 ")
    assert (
        missing_libraries.explain(OSError("/opt/x/libqxcb.so: libxcb-cursor.so.0: cannot open shared object file"))
        != ""
    )


@pytest.mark.parametrize("error", [ImportError("No module named 'x'"), ValueError(ERROR), OSError(28, "No space left")])
def test_another_error_is_not_called_so(error):
    assert missing_libraries.explain(error) == ""


def test_the_set_up_from_source_installs_the_same_ones():
    spec = importlib.util.spec_from_file_location("bootstrap", ROOT / "packaging" / "bootstrap.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert set(module.LIBRARIES) <= set(missing_libraries.PACKAGES)


def test_the_window_that_cannot_be_loaded_says_so_in_one_sentence(monkeypatch, capsys):
    def fail(_):
        raise ImportError(ERROR)

    monkeypatch.setattr(cli, "_window", fail)
    assert cli.main(["open", "a.mzb"]) == 1
    said = capsys.readouterr().err
    assert said.startswith("缺少系统组件 libGL.so.1")
    assert "程序内部问题" not in said

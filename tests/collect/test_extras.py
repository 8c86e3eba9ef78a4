"""Libraries of the extras: asked for when they are needed, their lack said with the way out."""

import subprocess
import sys

import pytest

from desktop.collect import extras
from desktop.findings import UserError


def test_a_missing_library_is_one_sentence_that_says_how_to_install_it():
    with pytest.raises(UserError, match=r"缺少 no_such_library.*pip install \"\.\[collect\]\""):
        extras.need("collect", ("json", "no_such_library"))


def test_a_bundle_does_not_point_to_a_python_that_is_not_there(monkeypatch):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    with pytest.raises(UserError, match="安装包不含收集汇总"):
        extras.need("collect", ("no_such_library",))


def test_what_is_there_is_not_complained_of():
    extras.need("collect", ("json",))


def test_neither_the_window_nor_the_command_line_loads_them():
    code = (
        "import sys, desktop.cli, desktop.ui.application; desktop.cli._parser([]);"
        "print(sorted({'ibis', 'duckdb', 'pyarrow', 'pyspark', 'desktop.collect'} & set(sys.modules)))"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"

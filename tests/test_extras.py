"""Libraries of the extras: asked for when they are needed, their lack said with the way out."""

import subprocess
import sys

import pytest

from desktop.extras import Extra
from desktop.findings import UserError

LACKING = Extra("collect", ("json", "no_such_library"), "收集汇总")


def test_a_missing_library_is_one_sentence_that_says_how_to_install_it():
    with pytest.raises(UserError, match=r"收集汇总.*缺少 no_such_library.*pip install \"\.\[collect\]\""):
        LACKING.need()
    assert LACKING.lack().startswith("收集汇总要用的组件没有安装（缺少 no_such_library）")


def test_a_bundle_does_not_point_to_a_python_that_is_not_there(monkeypatch):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    with pytest.raises(UserError, match="安装包不含收集汇总"):
        LACKING.need()


def test_what_is_there_is_not_complained_of():
    LACKING.need("json")
    assert Extra("collect", ("json",), "收集汇总").lack() == ""


def test_neither_the_window_nor_the_command_line_loads_them():
    code = (
        "import sys, desktop.cli, desktop.ui.application; desktop.cli._parser([]);"
        "extras = {'ibis', 'duckdb', 'pyarrow', 'pyspark', 'pyhanko', 'cryptography', 'desktop.collect'};"
        "print(sorted(extras & set(sys.modules)))"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"

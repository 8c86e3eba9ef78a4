"""Which files can be looked into: each ending has its reader, and what says so loads none of them."""

import subprocess
import sys
from pathlib import Path

import pytest

from desktop.file_kinds import DOCUMENTS, LEARNABLE, Seeming
from desktop.recognised_files import seeming
from tests.small_cases import small_cases

ROOT = Path(__file__).resolve().parents[1]


@small_cases("ending", sorted(DOCUMENTS | LEARNABLE))
def test_a_file_that_is_none_of_its_ending_is_of_no_kind_and_the_reason_is_said(ending, tmp_path):
    path = tmp_path / f"某文件{ending}"
    path.write_bytes(b"\x00\x01")
    assert seeming(path).kind == ""


def test_a_file_is_of_no_kind_until_something_is_known():
    assert Seeming() == Seeming("", "")
    with pytest.raises(AttributeError):
        Seeming().kind = "roster"


def test_no_reader_is_loaded_for_it():
    code = "import desktop.file_kinds, sys; print([n for n in sys.modules if n.startswith('desktop.outside')])"
    shown = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"

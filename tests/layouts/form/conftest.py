"""Layouts that a test may spoil: copies of the shipped ones it needs."""

import shutil
from pathlib import Path

import pytest

from desktop import paths

NEEDED = ("national/2023", "chongqing/2023")
"""A layout and the one it extends."""


def copy(key: str, forms: Path) -> None:
    shutil.copytree(paths.forms() / key, forms / key, copy_function=shutil.copyfile)


@pytest.fixture
def forms(tmp_path) -> Path:
    folder = tmp_path / "forms"
    for key in NEEDED:
        copy(key, folder)
    return folder

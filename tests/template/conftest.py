"""Fixtures of the template tests."""

import pytest

from desktop.layouts.form import loader
from desktop.template.fill import fill
from desktop.template.learn import learn
from tests.in_process import outside_files_are_read_in_this_process

__all__ = ["outside_files_are_read_in_this_process"]

FORMS = [loader.load(key) for key in loader.available()]


@pytest.fixture
def cube(disclosures):
    return disclosures["qinghe_2025"].cube


@pytest.fixture
def learned(tmp_path):
    """Save a workbook and learn it."""

    def run(book, name="表.xlsx"):
        book.save(tmp_path / name)
        return learn(tmp_path / name, FORMS)

    return run


@pytest.fixture
def filled(tmp_path, learned, cube, disclosures):
    """Learn and fill a workbook; returns what was filled, saved as 已填.xlsx."""

    def run(book, reason=""):
        made = fill(learned(book).mapping, tmp_path / "表.xlsx", cube, reason, disclosures["qinghe_2025"].facts)
        (tmp_path / "已填.xlsx").write_bytes(made.content)
        return made

    return run

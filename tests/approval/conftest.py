"""A book of the published sample, and files of approved figures held against it."""

from dataclasses import replace

import pytest

from desktop import pipeline
from desktop.approval import taking
from desktop.intake.bureau_reading import Asked
from desktop.ledger.book import Book
from tests import samples
from tests.in_process import outside_files_are_read_in_this_process
from tests.intake import bureau_files as files

__all__ = ["outside_files_are_read_in_this_process"]

TITLE = ["青禾县财政局关于批复2023年部门预算的通知（青财预〔2023〕8号）2023年1月25日"]


@pytest.fixture(scope="module")
def shared_book(tmp_path_factory):
    path = tmp_path_factory.mktemp("approval") / "a.mzb"
    samples.write("wuxi_2023", path)
    with Book.open(path) as book:
        with book.operation("批复"):
            book.update(replace(pipeline.newest_budget(book), stage="批复"))
        yield book


@pytest.fixture
def book(shared_book):
    """The book, put back behind each test."""
    before = shared_book.fingerprint()
    yield shared_book
    while shared_book.fingerprint() != before:
        assert shared_book.undo() is not None


@pytest.fixture
def plan(book):
    """Hold rows against the budget of the sample."""

    def hold(*tables, **asked):
        found = [files.table([TITLE, *rows], f"表{n}") for n, rows in enumerate(tables, 1)]
        return taking.plan(book, "批.xlsx", found, pipeline.newest_budget(book), Asked(**asked))

    return hold

"""The book in memory against the bytes of a file, between operations and within one."""

import zlib
from dataclasses import replace

import pytest

from desktop.ledger.book import Book
from desktop.ledger.records import Budget, DirectLine, Unit

LINE = DirectLine(budget_id=1, function_code="2010350", economic_code="30201", amount=100)


@pytest.fixture
def book(tmp_path):
    with Book.create(tmp_path / "甲.mzb") as made:
        with made.operation("新建"):
            made.insert(Budget(unit_id=made.insert(Unit(name="单位")).id, year=2027))
        yield made


def add(book, amount=1):
    with book.operation("录入"):
        return book.insert(replace(LINE, amount=amount))


def held(book, content):
    return book._file._mark._own.is_in(zlib.crc32(content), lambda: content)


def test_the_file_is_the_memory_between_operations(book):
    add(book)
    content = book.path.read_bytes()
    assert held(book, content)
    assert not held(book, content[:-1] + bytes([content[-1] ^ 1]))


def test_within_an_operation_the_file_is_known_by_its_steps(book):
    earlier = book.path.read_bytes()
    line = add(book)
    content = book.path.read_bytes()
    with book.operation("修改"):
        book.update(replace(line, amount=7))
        assert held(book, content)
        assert not held(book, earlier), "it lacks a step"
        assert not held(book, content[: len(content) // 2]), "it is not sound"
        assert not held(book, b"SQLite"), "it is no book"
    book.undo()


def test_a_time_that_moves_within_an_operation_is_no_reason_to_refuse_it(book):
    line = add(book)
    with book.operation("修改"):
        book.update(replace(line, amount=7))
        book.path.touch()
    add(book, 8)
    assert [each.amount for each in book.records(DirectLine)] == [7, 8]
    book.undo()
    book.path.touch()
    with book.operation("修改"):
        book.path.touch()
    book.redo()
    book.undo()
    assert [each.amount for each in book.records(DirectLine)] == [7]

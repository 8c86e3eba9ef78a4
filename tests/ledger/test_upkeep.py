"""The file gives back what nothing can bring back any more; an undo still brings evidence back."""

import pytest

from desktop.ledger import attachments, schema, upkeep
from desktop.ledger.book import Book
from desktop.ledger.records import Attachment, Budget, Unit

MEGABYTES = 2 * 1024 * 1024


@pytest.fixture
def book(tmp_path):
    made = Book.create(tmp_path / "a.mzb")
    with made.operation("新建"):
        unit = made.insert(Unit(name="单位"))
        made.insert(Budget(unit_id=unit.id, year=2023))
    yield made
    made.close()


def attach(book, number):
    paper = book.path.parent / f"{number}.pdf"
    paper.write_bytes(bytes([number]) * MEGABYTES)
    with book.operation(f"添加 {number}"):
        budget = book.records(Budget)[0]
        return attachments.attach(book, budget, budget, paper)


def files(book):
    return book._connection.execute("SELECT count(*) FROM file").fetchone()[0]


def reopened(book):
    book.close()
    return Book.open(book.path)


def test_evidence_that_an_undo_can_bring_back_stays(book):
    kept = attach(book, 1)
    with book.operation("移除"):
        book.delete(kept)
    with reopened(book) as again:
        again.undo()
        assert again.records(Attachment) == [kept]
        assert again.file(kept.digest) == bytes([1]) * MEGABYTES


def test_evidence_that_a_redo_can_bring_back_stays(book):
    kept = attach(book, 1)
    book.undo()
    with reopened(book) as again:
        again.redo()
        assert again.file(kept.digest) == bytes([1]) * MEGABYTES


def test_evidence_of_a_step_that_was_dropped_is_freed_and_the_file_shrinks(book):
    attach(book, 1)
    kept = attach(book, 2)
    book.undo()
    book.undo()
    with book.operation("别的"):
        book.insert(Unit(name="又一个"))
    assert files(book) == 2
    size = book.path.stat().st_size
    with reopened(book) as again:
        assert files(again) == 0
        assert again.file(kept.digest) == b""
        assert again.path.stat().st_size < size - MEGABYTES


def test_contents_that_two_records_name_stay_while_one_does(book):
    first, second = attach(book, 1), attach(book, 1)
    assert first.digest == second.digest
    book.undo()
    with book.operation("别的"):
        book.insert(Unit(name="又一个"))
    with reopened(book) as again:
        assert len(again.file(first.digest)) == MEGABYTES


def test_a_book_that_was_only_looked_at_is_not_written(book):
    book.close()
    with Book.open(book.path) as looked:
        schema.allow_writes(looked._connection)
        looked._connection.execute("INSERT INTO file VALUES ('x', x'00')")
    content = book.path.read_bytes()
    with Book.open(book.path) as looked:
        assert files(looked) == 1
    assert book.path.read_bytes() == content


@pytest.mark.parametrize(("unused", "pages", "worth"), [(256, 1024, True), (255, 1020, False), (256, 1025, False)])
def test_shrinking_is_worth_it_from_a_megabyte_and_a_quarter_of_the_file(unused, pages, worth):
    class Pragmas:
        def __init__(self):
            self.asked = []

        def execute(self, statement):
            self.asked.append(statement)
            self.answer = {"freelist_count": unused, "page_count": pages, "page_size": 4096}.get(statement[7:])
            return self

        def fetchone(self):
            return (self.answer,)

    connection = Pragmas()
    upkeep.shrink(connection)
    assert ("VACUUM" in connection.asked) is worth

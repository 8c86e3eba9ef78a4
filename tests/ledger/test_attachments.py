"""Evidence: taken whole, handed out only if it is what was taken."""

import hashlib
import stat

import pytest

from desktop.findings import UserError
from desktop.ledger import attachments
from desktop.ledger.book import Book
from desktop.ledger.records import Attachment, Budget, Unit


@pytest.fixture
def book(tmp_path):
    with Book.create(tmp_path / "a.mzb") as made:
        with made.operation("新建"):
            unit = made.insert(Unit(name="单位"))
            made.insert(Budget(unit_id=unit.id, year=2023))
        yield made


@pytest.fixture
def kept(book, tmp_path):
    paper = tmp_path / "合同.pdf"
    paper.write_bytes(b"contract")
    budget = book.records(Budget)[0]
    with book.operation("添加"):
        return attachments.attach(book, budget, budget, paper)


def test_what_is_taken_is_known_by_its_contents(book, kept):
    digest = hashlib.sha256(b"contract").hexdigest()
    assert (kept.name, kept.digest, kept.size, kept.position) == ("合同.pdf", digest, 8, 0)
    assert book.records(Attachment) == [kept]
    assert book.file(digest) == b"contract"


def test_a_copy_is_what_was_taken_and_the_owner_s_alone(book, kept, tmp_path):
    attachments.write_copy(book, kept, tmp_path / "copy.pdf")
    assert (tmp_path / "copy.pdf").read_bytes() == b"contract"
    assert stat.S_IMODE((tmp_path / "copy.pdf").stat().st_mode) == 0o600


@pytest.mark.parametrize("damage", ["UPDATE file SET content = x'636f6e7472616374aa'", "DELETE FROM file"])
def test_damaged_contents_are_not_handed_out(book, kept, tmp_path, damage):
    book._connection.execute(damage)
    with pytest.raises(UserError, match="附件“合同.pdf”的内容已损坏，没有取出"):
        attachments.write_copy(book, kept, tmp_path / "copy.pdf")
    assert not (tmp_path / "copy.pdf").exists()

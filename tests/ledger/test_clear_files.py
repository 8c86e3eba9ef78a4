"""Clearing the contents of removed evidence: the file shrinks, the history stays, an undo says what is gone."""

import os

import pytest

from desktop import cli
from desktop.findings import UserError
from desktop.ledger import attachments
from desktop.ledger.book import Book
from desktop.ledger.records import Attachment, Budget, Income
from tests import samples


def test_removed_evidence_is_freed_and_an_undo_says_that_it_is_gone(backups_at_opening, tmp_path, capsys):
    path, paper = tmp_path / "账本.mzb", tmp_path / "合同.pdf"
    samples.write("qinghe_2025", path)
    paper.write_bytes(os.urandom(3 << 20))
    with Book.open(path) as book:
        with book.operation("附"):
            made = attachments.attach(book, book.records(Budget)[-1], book.records(Income)[0], paper)
        with book.operation("删"):
            book.delete(made)
    large = path.stat().st_size
    assert cli.main(["clear-history", str(path), "--files"]) == 1
    assert "已删除的附件 1 个，共 3.0 MB" in capsys.readouterr().out
    assert path.stat().st_size == large
    assert cli.main(["clear-history", str(path), "--files", "--yes"]) == 0
    assert path.stat().st_size <= large - (3 << 20)
    with Book.open(path) as book:
        assert book.backups()[1].reason == "清除附件"
        book.undo()
        (back,) = book.records(Attachment)
        with pytest.raises(UserError, match="内容已不在账本中（删除后清除过附件内容）"):
            attachments.write_copy(book, back, tmp_path / "取出.pdf")
        assert book.make_backup("核对") is not None
    with Book.open(path) as book:
        assert len(book.records(Attachment)) == 1

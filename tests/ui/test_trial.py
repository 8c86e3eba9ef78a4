"""The trial of the window notices what does not follow, and a window that draws nothing."""

from types import SimpleNamespace

import pytest
from PySide6.QtGui import QImage

from desktop.findings import UserError
from desktop.ledger.book import Book
from desktop.ui import trial


@pytest.mark.usefixtures("qapp")
def test_a_window_is_drawn_edited_and_put_back(wuxi_book):
    with Book.open_to_read(wuxi_book) as book:
        before = book.fingerprint()
    assert trial.run(wuxi_book) == "已画出 1366×768，修改和撤销正常"
    with Book.open_to_read(wuxi_book) as book:
        assert book.fingerprint() == before


def test_an_edit_that_does_not_reach_the_book_is_noticed(wuxi_book):
    with Book.open(wuxi_book) as book:

        def save(record, name):
            with book.operation(name):
                book.update(record)

        edits = SimpleNamespace(save_record=save)
        session = SimpleNamespace(book=book, record_edits=edits, undoing=SimpleNamespace(undo=lambda: None))
        with pytest.raises(UserError, match="撤销后"):
            trial.edit_and_undo(session)
        edits.save_record = lambda *_: None
        with pytest.raises(UserError, match="没有写入账本"):
            trial.edit_and_undo(session)


def test_an_empty_picture_is_noticed():
    picture = QImage(70, 50, QImage.Format.Format_RGB32)
    picture.fill(0)
    with pytest.raises(UserError, match="没有画出"):
        trial.require_drawn(picture)

import threading
from dataclasses import replace

import pytest

from desktop.findings import UserError
from desktop.ledger.backups import backed_up, backup, purge
from desktop.ledger.book import Book
from tests.ledger.backups.test_backup import made, whole


@pytest.fixture
def book(tmp_path, monkeypatch):
    clock = [1000.0]
    monkeypatch.setattr(backed_up.time, "monotonic", lambda: clock[0])
    with Book.open(made(tmp_path / "a.mzb")) as opened:
        clock[0] += backed_up.BACKUP_EVERY_SECONDS
        yield opened


@pytest.fixture
def held(monkeypatch):
    """Backups made beside the work are written when the test says so."""
    go_on, make = threading.Event(), backup.make

    def when_told(*of):
        if threading.current_thread() is not threading.main_thread():
            go_on.wait()
        return make(*of)

    monkeypatch.setattr(backup, "make", when_told)
    yield go_on
    go_on.set()


def change(book, name):
    with book.operation("改名"):
        book.update(replace(book.units()[0], name=name))


def reasons(book):
    return [each.reason for each in book.backups()]


def test_half_an_hour_of_change_makes_another_while_the_work_goes_on(book, held):
    change(book, "甲")
    then = whole(book)
    assert reasons(book) == ["打开"]
    change(book, "乙")
    held.set()
    book.await_backup()
    assert reasons(book) == ["定时", "打开"]
    assert book.backup_problem == ""
    backup.verify(book.backups()[0].path, then)  # what the book was when its turn came
    change(book, "丙")
    assert reasons(book) == ["定时", "打开"]


def test_what_became_of_it_is_known_with_the_next_change(book, monkeypatch):
    def full(*_):
        raise UserError("磁盘已满")

    monkeypatch.setattr(backup, "make", full)
    change(book, "甲")
    book._under_way.join()
    change(book, "乙")
    assert book.backup_problem == "磁盘已满"


def test_a_mistake_in_it_is_no_backup_that_succeeded(book, monkeypatch):
    seen = []
    monkeypatch.setattr(threading, "excepthook", seen.append)
    monkeypatch.setattr(backup, "attempt", lambda *_: 1 // 0)
    change(book, "甲")
    book.await_backup()
    assert "没有完成" in book.backup_problem
    assert seen[0].exc_type is ZeroDivisionError


def test_the_history_is_never_cleared_beside_a_backup_that_still_holds_it(book, held, monkeypatch):
    change(book, "机密")
    change(book, "公开")
    await_backup = book.await_backup
    monkeypatch.setattr(book, "await_backup", lambda: (held.set(), await_backup()))
    purge.clear(book)
    assert reasons(book) == ["清除历史"]


def test_closing_waits_for_it(book, held):
    change(book, "甲")
    under_way = book._under_way
    held.set()
    book.close()
    assert not under_way.is_alive()


def test_of_a_book_beyond_memory_it_is_made_at_once(book, monkeypatch):
    monkeypatch.setattr(backup, "LARGEST_COMPARED", 1)
    change(book, "甲")
    assert book._under_way is None
    assert reasons(book) == ["定时", "打开"]

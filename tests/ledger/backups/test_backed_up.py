import gc
import sqlite3
import threading
from dataclasses import replace

import pytest

from desktop.findings import UserError
from desktop.ledger import content, journal, migrations
from desktop.ledger.backups import backed_up, backup, purge
from desktop.ledger.book import Book
from desktop.ledger.errors import BookError
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


@pytest.fixture
def owing(tmp_path):
    with Book.open(made(tmp_path / "b.mzb"), backup_later=True) as opened:
        yield opened


def on_disk(book):
    return [each.reason for each in backup.existing(book.ledger_id)]


def test_a_backup_that_is_owed_is_complete_before_the_first_change(owing, monkeypatch):
    then, seen, begin = whole(owing), [], journal.begin
    assert on_disk(owing) == []
    monkeypatch.setattr(journal, "begin", lambda *of: (seen.append(on_disk(owing)), begin(*of))[1])
    change(owing, "甲")
    assert seen == [["打开"]]
    backup.verify(backup.existing(owing.ledger_id)[0].path, then)
    change(owing, "乙")
    assert on_disk(owing) == ["打开"]


def test_a_change_waits_for_a_backup_of_the_opening_that_is_under_way(owing, held):
    then = whole(owing)
    owing.begin_owed_backup()
    assert not owing.is_backed_up
    assert on_disk(owing) == []
    owing._under_way.join = lambda wait=owing._under_way.join: (held.set(), wait())
    owing.store_unconfirmed_text("reason:a", "字")
    assert owing.is_backed_up
    backup.verify(backup.existing(owing.ledger_id)[0].path, then)


def test_a_book_that_is_only_looked_at_is_backed_up_by_its_closing(tmp_path):
    with Book.open(made(tmp_path / "b.mzb"), backup_later=True) as opened:
        place = backup.identity_folder(opened.ledger_id)
    assert len([*place.glob("*/*_打开.mzb")]) == 1
    with Book.open(tmp_path / "b.mzb", backup_later=True) as opened:
        assert reasons(opened) == ["打开", "打开"]


def test_saving_elsewhere_owes_nothing_to_the_new_place(owing, tmp_path):
    owing.save_as(tmp_path / "c.mzb")
    assert [(each.reason, each.origin) for each in owing.backups()] == [
        ("另存为", str(tmp_path / "c.mzb")),
        ("打开", str(tmp_path / "b.mzb")),
    ]


def test_what_became_of_an_owed_backup_is_known_when_it_is_done(owing, monkeypatch):
    def full(*_):
        raise UserError("磁盘已满")

    monkeypatch.setattr(backup, "make", full)
    assert not owing.is_backed_up
    owing.begin_owed_backup()
    owing._under_way.join()
    assert owing.is_backed_up
    assert owing.backup_problem == "磁盘已满"


def test_an_upgrade_waits_for_no_window(tmp_path, monkeypatch):
    monkeypatch.setattr(migrations, "pending", lambda _: [lambda *_: None])
    monkeypatch.setattr(migrations, "migrate", lambda *_: None)
    path = made(tmp_path / "b.mzb")
    with Book.open(path, backup_later=True) as opened:
        assert on_disk(opened) == ["升级前"]


def test_damage_is_told_at_once_where_the_backup_is_owed(tmp_path, monkeypatch):
    path = made(tmp_path / "b.mzb")

    def broken(_):
        raise sqlite3.DatabaseError("database disk image is malformed")

    monkeypatch.setattr(content, "fingerprints", broken)
    with pytest.raises(BookError, match=r"b\.mzb"):
        Book.open(path, backup_later=True)


def test_cycles_are_not_freed_in_the_thread_of_a_backup(owing):
    owing.begin_owed_backup()
    assert not gc.isenabled()
    owing.await_backup()
    assert gc.isenabled()

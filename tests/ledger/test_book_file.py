"""A book whose file is replaced, moved or deleted while it is open: nothing is confirmed that does not lie in the file."""

import os
import shutil
import sqlite3
from dataclasses import replace

import pytest

from desktop.ledger.book import Book
from desktop.ledger.errors import BookGone
from desktop.ledger.records import Budget, DirectLine, Unit
from desktop.ledger.safety import lock
from desktop.ledger.safety.held_file import HeldFile
from tests import samples

LINE = DirectLine(function_code="2010350", economic_code="30201", amount=100)


def begun(path):
    made = Book.create(path)
    with made, made.operation("新建"):
        unit = made.insert(Unit(name="测试单位"))
        made.insert(Budget(unit_id=unit.id, year=2023))


@pytest.fixture
def book(tmp_path):
    """An open book with three steps, the last one undone: everything that can be written has been written once."""
    opened = Book.open(samples.once(begun, tmp_path / "甲.mzb"))
    with opened:
        for _ in range(2):
            add(opened)
        opened.undo()
        opened.choose_form("chongqing/2023")
        opened.store_unconfirmed_text("cell", "未完")
        yield opened


def add(book):
    with book.operation("录入"):
        book.insert(replace(LINE, budget_id=1))


def take_back(book):
    book.take_back(next(o for o in book.history() if o.name == "录入" and o.state == "done"))


def put_back(book):
    operation = next(o for o in book.history() if o.name == "录入" and o.state == "done")
    book.put_back(book.changes(operation)[0], "amount", "金额")


WRITES = {
    "operation": add,
    "undo": Book.undo,
    "redo": Book.redo,
    "take_back": take_back,
    "put_back": put_back,
    "form": lambda book: book.choose_form("henan/2022"),
    "draft": lambda book: book.store_unconfirmed_text("cell", "又写"),
    "no draft": lambda book: book.store_unconfirmed_text("cell", ""),
}


def put_another(path):
    shutil.copy(path, path.with_name("另一个.mzb"))
    os.replace(path.with_name("另一个.mzb"), path)


FATES = {
    "被另一个文件替换": put_another,
    "被移动或改名": lambda path: path.rename(path.with_name("挪走.mzb")),
    "被删除": lambda path: path.unlink(),
}


def state(connected):
    tables = ("meta", "direct_line", "operation", "change")
    return [connected.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall() for table in tables]


def content_of(path):
    other = sqlite3.connect(path)
    try:
        return state(other)
    finally:
        other.close()


@pytest.mark.parametrize("fate", FATES)
@pytest.mark.parametrize("write", WRITES)
def test_no_kind_of_write_is_confirmed_when_the_file_is_not_in_its_place(book, write, fate):
    before = state(book._connection)
    told = []
    book.on_gone = told.append
    FATES[fate](book.path)
    with pytest.raises(BookGone, match=f"在打开期间{fate}.*没有保存.*“另存为”") as refusal:
        WRITES[write](book)
    assert told == [str(refusal.value)]
    assert state(book._connection) == before, "nothing of the write is left, and nothing of the book is lost"
    assert not book._connection.in_transaction


def test_without_the_guard_a_replaced_file_loses_every_later_edit(book, monkeypatch):
    """The negative control: what the tests above hold off."""
    monkeypatch.setattr(HeldFile, "gone", lambda *_, **__: "")
    put_another(book.path)
    add(book)
    assert state(book._connection) != content_of(book.path)


def test_what_happens_in_the_middle_of_an_operation_is_noticed_before_the_commit(book):
    before = state(book._connection)
    with pytest.raises(BookGone, match="替换"), book.operation("录入"):
        book.insert(replace(LINE, budget_id=1))
        put_another(book.path)
    assert state(book._connection) == before == content_of(book.path)


def test_the_first_edit_is_refused_for_the_true_reason(tmp_path, book):
    """SQLite says "readonly" for a file that was moved before the first write; that is not what happened."""
    book.close()
    with Book.open(book.path) as again:
        again.path.rename(tmp_path / "挪走.mzb")
        with pytest.raises(BookGone, match="被移动或改名"):
            add(again)


def test_a_file_that_came_back_is_written_again(book, tmp_path):
    book.path.rename(tmp_path / "挪走.mzb")
    with pytest.raises(BookGone):
        add(book)
    (tmp_path / "挪走.mzb").rename(book.path)
    add(book)
    expected = state(book._connection)
    book.close()
    assert content_of(book.path) == expected


@pytest.mark.parametrize("same_journal", [True, False])
def test_closing_after_a_replacement_touches_nothing_of_the_other_book(book, same_journal):
    """Another program has put its book under the name and holds it: its lock information and journal stay."""
    put_another(book.path)
    lock.announce(book.path, "the other's")
    rollback = book.path.with_name(book.path.name + "-journal")
    if not same_journal:
        rollback.unlink()
    rollback.write_bytes(b"the other's journal")
    content = book.path.read_bytes()
    book.close()
    assert lock.token_of(book.path) == "the other's"
    assert rollback.read_bytes() == b"the other's journal"
    assert book.path.read_bytes() == content


def test_a_new_book_under_the_old_name_is_a_book_of_its_own(book):
    """Both are open in one process: neither writes into the other's file or journal."""
    moved = book.path.with_name("挪走.mzb")
    book.path.rename(moved)
    before = state(book._connection)
    with Book.create(book.path) as new:
        with new.operation("新建"):
            new.insert(Unit(name="新单位"))
        with pytest.raises(BookGone, match="替换"):
            add(book)
        book.close()
        assert lock.info_path(new.path).exists()
        with new.operation("再建"):
            new.insert(Unit(name="又一个"))
    with Book.open(book.path) as again:
        assert [unit.name for unit in again.units()] == ["新单位", "又一个"]
    assert content_of(moved) == before


def test_closing_after_a_move_leaves_no_lock_of_ours(book, tmp_path):
    book.path.rename(tmp_path / "挪走.mzb")
    book.close()
    assert not lock.info_path(book.path).exists()


def test_a_disk_that_fails_on_closing_still_frees_the_book(book):
    class Failing:
        def __init__(self, real):
            self.real = real

        in_transaction = False

        def execute(self, *_):
            raise sqlite3.OperationalError("disk I/O error")

        def close(self):
            self.real.close()

    book._connection = Failing(book._connection)
    book.close()
    Book.open(book.path).close()


@pytest.mark.parametrize("fails", ["execute", "close", "both"])
def test_closing_never_raises_and_never_keeps_the_lock(book, fails):
    """Whatever the disk does on closing: what was committed is there, and the book can be opened again."""
    real = book._connection

    class Failing:
        in_transaction = False

        def execute(self, *words):
            if fails == "close":
                return real.execute(*words)
            raise sqlite3.OperationalError("disk I/O error")

        def close(self):
            real.close()
            if fails != "execute":
                raise sqlite3.OperationalError("disk I/O error")

    before = book.fingerprint()
    book._connection = Failing()
    book.close()
    assert not lock.info_path(book.path).exists()
    with Book.open(book.path) as again:
        assert again.fingerprint() == before


def test_a_failed_writing_anew_is_not_taken_for_another_program(book):
    def fail():
        with book.path.open("r+b") as file:
            file.write(b"SQLite")  # new times, the same bytes
        raise sqlite3.OperationalError("database or disk is full")

    with pytest.raises(sqlite3.OperationalError):
        book._rewrite(fail)
    assert book.out_of_place == ""


def test_nothing_of_an_unfinished_operation_is_in_the_file(book):
    """However large it is: else the file would not be as we left it when the commit asks."""
    before = book.path.read_bytes()
    with book.operation("附件"):
        for n in range(5):
            book.store_file(f"{n:02d}", bytes(3_000_000))
            assert book.path.stat().st_size == len(before)
    assert book.out_of_place == ""

"""另存为: everything the open book holds, wherever its own file has gone."""

import os
import shutil
import stat
from dataclasses import replace

import pytest

from desktop.findings import UserError
from desktop.ledger.backups import backup
from desktop.ledger.book import Book
from desktop.ledger.errors import BookError, BookGone, BookLost
from desktop.ledger.records import Attachment, Budget, DirectLine, Unit
from desktop.ledger.safety import lock
from desktop.ledger.safety.file_mark import FileMark

LINE = DirectLine(function_code="2010350", economic_code="30201", amount=100)


@pytest.fixture
def book(tmp_path):
    with Book.create(tmp_path / "甲.mzb") as made:
        with made.operation("新建"):
            unit = made.insert(Unit(name="测试单位"))
            made.insert(Budget(unit_id=unit.id, year=2023))
        add(made)
        with made.operation("附件"):
            made.store_file("00", b"evidence")
            made.insert(Attachment(budget_id=1, record_table="unit", record_id=1, name="证.pdf", digest="00", size=8))
        made.choose_form("chongqing/2023")
        yield made


def add(book):
    with book.operation("录入"):
        book.insert(replace(LINE, budget_id=1))


def state(book):
    tables = ("meta", "unit", "direct_line", "operation", "change", "file")
    return [book._connection.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall() for table in tables]


@pytest.mark.parametrize("fate", ["replaced", "moved", "deleted", "in its place"])
def test_everything_goes_to_the_new_file_and_the_refused_edit_can_be_made_there(book, tmp_path, fate):
    old, new = book.path, tmp_path / "夹" / "另存.mzb"
    if fate == "replaced":
        shutil.copy(old, tmp_path / "other")
        os.replace(tmp_path / "other", old)
    elif fate == "moved":
        old.rename(tmp_path / "挪走.mzb")
    elif fate == "deleted":
        old.unlink()
    if fate != "in its place":
        with pytest.raises(BookGone):
            add(book)
    before = state(book)
    book.save_as(new)
    assert state(book) == before
    assert book.path == new
    assert stat.S_IMODE(new.stat().st_mode) == 0o600
    assert not lock.info_path(old).exists()
    assert lock.info_path(new).exists()
    add(book)
    assert book.undo().name == book.redo().name == "录入"
    expected = state(book)
    book.close()
    with Book.open(new) as again:
        assert state(again) == expected


def test_a_deleted_book_can_be_saved_under_its_old_name(book):
    book.path.unlink()
    before = state(book)
    book.save_as(book.path)
    assert lock.info_path(book.path).exists()
    add(book)
    book.close()
    assert not lock.info_path(book.path).exists()
    with Book.open(book.path) as again:
        again.undo()
        assert state(again)[2] == before[2]


def test_the_old_file_stays_as_it_is(book, tmp_path):
    content = book.path.read_bytes()
    old = book.path
    book.save_as(tmp_path / "乙.mzb")
    add(book)
    assert old.read_bytes() == content
    with Book.open(old) as first:
        assert len(first.records(DirectLine)) == 1


def test_nothing_is_overwritten(book, tmp_path):
    (tmp_path / "乙.mzb").write_bytes(b"kept")
    (tmp_path / "丙.mzb-journal").write_bytes(b"hot")
    for name, words in (("乙.mzb", "已经存在"), ("丙.mzb", "没有写完的记录")):
        with pytest.raises(BookError, match=words):
            book.save_as(tmp_path / name)
    assert (tmp_path / "乙.mzb").read_bytes() == b"kept"
    assert not (tmp_path / "丙.mzb").exists()
    add(book)
    assert book.path.name == "甲.mzb"


def test_a_copy_that_is_not_equal_is_not_kept(book, tmp_path, monkeypatch):
    def unequal(*_):
        raise UserError("不一致")

    monkeypatch.setattr(backup, "verify", unequal)
    with pytest.raises(UserError, match="不一致"):
        book.save_as(tmp_path / "乙.mzb")
    assert not (tmp_path / "乙.mzb").exists()
    assert sorted(p.name for p in tmp_path.glob(".mingzhang*")) == []
    monkeypatch.undo()
    add(book)


def test_a_book_opened_to_read_can_be_changed_under_its_new_name(book, tmp_path):
    path = book.path
    book.close()
    with Book.open_to_read(path) as reader:
        assert reader.read_only
        reader.save_as(tmp_path / "乙.mzb")
        assert not reader.read_only
        add(reader)


def test_it_is_not_done_inside_an_operation(book, tmp_path):
    with pytest.raises(RuntimeError), book.operation("录入"):
        book.save_as(tmp_path / "乙.mzb")


def overwrite(path, how):
    """Write into the file in place, as `cp` does; return what was written."""
    if how == "garbage":
        content = b"\x00garbage" * 1000
    elif how == "empty":
        content = b""
    elif how == "its own earlier state":
        content = path.with_name("早先").read_bytes()
    else:
        with Book.create(path.with_name("另一本.mzb")) as other, other.operation("新建"):
            other.insert(Unit(name="另一个单位"))
        content = path.with_name("另一本.mzb").read_bytes()
    with path.open("r+b") as file:
        file.truncate(0)
        file.write(content)
    return content


WAYS = ("garbage", "empty", "its own earlier state", "another book")


@pytest.mark.parametrize("how", WAYS)
@pytest.mark.parametrize("moment", ["before the first edit", "between edits", "in an operation"])
def test_a_book_overwritten_in_place_is_not_written_and_all_of_ours_is_saved(book, tmp_path, how, moment):
    old = book.path
    add(book)
    shutil.copyfile(old, tmp_path / "早先")
    add(book)
    if moment == "before the first edit":
        book.close()
        book = Book.open(old)
    before = state(book)
    with pytest.raises(BookGone, match="被其他程序改写，刚才的修改没有保存"), book.operation("录入"):
        if moment == "in an operation":
            book.insert(replace(LINE, budget_id=1))
        written = overwrite(old, how)
        book.insert(replace(LINE, budget_id=1))
    assert old.read_bytes() == written
    with pytest.raises(BookGone):
        add(book)
    assert state(book) == before
    book.save_as(tmp_path / "另存.mzb")
    assert state(book) == before
    add(book)
    expected = state(book)
    book.close()
    assert old.read_bytes() == written
    assert not old.with_name("甲.mzb-journal").exists()
    with Book.open(tmp_path / "另存.mzb") as again:
        assert state(again) == expected


@pytest.mark.parametrize("how", WAYS)
def test_closing_a_book_overwritten_in_place_touches_nothing(book, tmp_path, how):
    shutil.copyfile(book.path, tmp_path / "早先")
    add(book)
    written = overwrite(book.path, how)
    with pytest.raises(BookGone):
        book.clear_history()
    book.close()
    assert book.path.read_bytes() == written


def test_the_check_of_the_bytes_is_what_keeps_the_other_file(book, tmp_path, monkeypatch):
    monkeypatch.setattr(FileMark, "holds", lambda *_, **__: True)
    written = overwrite(book.path, "another book")
    add(book)
    assert book.path.read_bytes() != written


def test_what_memory_does_not_hold_any_more_is_not_saved_as_if_it_were_ours(book, tmp_path):
    overwrite(book.path, "another book")
    book._connection.execute("PRAGMA cache_size = 1")
    book._connection.execute("PRAGMA shrink_memory")
    with pytest.raises(BookLost, match="内存中已不完整，不能保存或备份；请从备份文件夹“"):
        book.save_as(tmp_path / "另存.mzb")
    assert not (tmp_path / "另存.mzb").exists()
    assert book.make_backup("定时") is None
    assert "不完整" in book.backup_problem


def test_our_own_writes_are_never_taken_for_those_of_another_program(book, tmp_path):
    for _ in range(3):
        add(book)
        book.undo()
        book.redo()
        book.store_unconfirmed_text("cell", "甲")
        book.make_backup("定时")
        book.path.touch()
        book.path.chmod(0o600)
        book.clear_history()
    with book.operation("附件"):
        book.store_file("11", os.urandom(3_000_000))
        book.insert(Attachment(budget_id=1, record_table="unit", record_id=1, name="乙.pdf", digest="11", size=3))
    book.undo()
    add(book)
    path = book.path
    book.close()
    assert path.stat().st_size < 1_000_000
    with Book.open(path) as again:
        add(again)
        again.path.with_name("甲.mzb-journal").unlink()
        add(again)

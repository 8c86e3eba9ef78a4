"""The information file beside a book: who holds it, since when, and by what token the holder knows it again."""

import stat

import pytest

from desktop.ledger.book import Book
from desktop.ledger.safety import lock


def test_it_says_who_holds_the_book(tmp_path):
    book = tmp_path / "甲.mzb"
    assert lock.announce(book, "ours")
    assert "用户“" in lock.holder_of(book)
    assert "自 20" in lock.holder_of(book)
    assert lock.token_of(book) == "ours"


def test_it_is_withdrawn_only_by_its_own_token(tmp_path):
    book = tmp_path / "甲.mzb"
    lock.announce(book, "theirs")
    lock.withdraw(book, "ours")
    assert lock.token_of(book) == "theirs"
    lock.withdraw(book, "theirs")
    assert not lock.info_path(book).exists()
    lock.withdraw(book, "theirs")


def test_one_that_cannot_be_written_or_read_stops_nothing(tmp_path):
    book = tmp_path / "没有这个文件夹" / "甲.mzb"
    assert not lock.announce(book, "ours")
    assert lock.token_of(book) is None
    assert lock.holder_of(book) == "另一个窗口或另一位用户"


def test_one_of_an_earlier_release_bears_no_token(tmp_path):
    book = tmp_path / "甲.mzb"
    lock.info_path(book).write_text('{"user": "张", "host": "h", "pid": 1, "since": "2026-01-02T03:04:05"}')
    assert lock.token_of(book) is None
    assert "2026年01月02日" in lock.holder_of(book)


@pytest.mark.parametrize("target", ["a file", "nothing yet", "a folder"])
def test_a_link_of_that_name_is_left_alone_with_all_it_leads_to(tmp_path, target):
    victim, book = tmp_path / "论文.txt", tmp_path / "甲.mzb"
    if target == "a file":
        victim.write_text('{"user": "张", "host": "h", "since": "2026-01-02T03:04:05", "token": "ours"}')
        victim.chmod(0o644)
        before = victim.read_text()
    elif target == "a folder":
        victim.mkdir()
    lock.info_path(book).symlink_to(victim)
    Book.create(book).close()
    with Book.open(book):
        assert lock.holder_of(book) == "另一个窗口或另一位用户"
        assert lock.token_of(book) is None
    assert not lock.announce(book, "ours")
    lock.withdraw(book, "ours")
    assert lock.info_path(book).is_symlink()
    assert victim.exists() == (target != "nothing yet")
    if target == "a file":
        assert victim.read_text() == before
        assert stat.S_IMODE(victim.stat().st_mode) == 0o644


def test_a_folder_of_that_name_is_left_alone(tmp_path):
    book = tmp_path / "甲.mzb"
    lock.info_path(book).mkdir()
    Book.create(book).close()
    assert lock.info_path(book).is_dir()


def test_who_holds_a_book_is_said_whatever_the_locale(tmp_path, monkeypatch):
    """strftime of Windows refuses Chinese where the locale is another: then nobody was named."""

    class Windows(lock.datetime):
        def strftime(self, form):
            form.encode("ascii")
            return super().strftime(form)

    monkeypatch.setattr(lock, "datetime", Windows)
    book = tmp_path / "a.mzb"
    lock.info_path(book).write_text('{"user": "张", "host": "PC", "since": "2026-03-05T08:09:00"}', encoding="utf-8")
    assert lock.holder_of(book) == "用户“张”（计算机 PC，自 2026年03月05日 08:09 起）"

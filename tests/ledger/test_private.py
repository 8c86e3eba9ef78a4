"""Everything the program keeps in its own folder is its owner's alone, also what an earlier version left open."""

import os
import stat

import pytest

from desktop.ledger import private
from desktop.ledger.book import Book
from desktop.ledger.records import Unit
from desktop.ledger.safety import lock


@pytest.fixture(autouse=True)
def usual_umask():
    before = os.umask(0o022)
    yield
    os.umask(before)


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_what_a_link_leads_to_is_neither_written_nor_closed(tmp_path):
    theirs = tmp_path / "theirs"
    theirs.write_text("words")
    for write in (private.file, lambda path: private.write(path, "ours"), private.restrict):
        link = tmp_path / "link"
        link.unlink(missing_ok=True)
        link.symlink_to(theirs)
        write(link)
        if write is not private.restrict:
            link.write_text("ours")
        assert (theirs.read_text(), mode(theirs)) == ("words", 0o644)


def test_every_new_folder_between_is_closed(home):
    made = private.folder(home / "backups" / "a" / "b")
    assert [mode(path) for path in (home / "backups", made.parent, made)] == [0o700] * 3


def test_a_folder_elsewhere_keeps_the_rights_of_its_parents(tmp_path, home):
    (tmp_path / "theirs").mkdir(mode=0o755)
    private.folder(tmp_path / "theirs" / "mine")
    assert mode(tmp_path / "theirs") == 0o755


def test_a_new_file_is_closed_and_an_open_one_is_closed(tmp_path):
    fresh, old = private.file(tmp_path / "fresh"), tmp_path / "old"
    old.write_text("words")
    private.file(old)
    assert (mode(fresh), mode(old), old.read_text()) == (0o600, 0o600, "words")


def test_what_an_earlier_version_left_open_is_closed_and_nothing_else(home, tmp_path):
    inner = home / "backups" / "0123"
    inner.mkdir(parents=True)
    for path in (home / "settings.ini", home / "mingzhang.log", inner / "a.mzb", home / "foreign.txt", tmp_path / "x"):
        path.write_text("x")
    (home / "copies").symlink_to(tmp_path)
    (inner / "link").symlink_to(tmp_path / "x")
    private.restrict_home()
    assert [mode(p) for p in (home / "backups", inner)] == [0o700, 0o700]
    assert [mode(p) for p in (home / "settings.ini", home / "mingzhang.log", inner / "a.mzb")] == [0o600] * 3
    assert [mode(p) for p in (home / "foreign.txt", tmp_path / "x")] == [0o644, 0o644]


def test_what_lies_beside_a_book_in_use_is_closed(tmp_path, home):
    with Book.create(tmp_path / "a.mzb") as book:
        with book.operation("新建"):
            book.insert(Unit(name="单位"))
        assert mode(lock.info_path(book.path)) == 0o600
        book.make_backup("手动")
    open_to_others = [path for path in home.rglob("*") if mode(path) & 0o077]
    assert open_to_others == []

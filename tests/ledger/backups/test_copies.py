"""Restoring a backup and read-only copies: what is refused leaves nothing under its name."""

import errno
import os
import shutil
import sqlite3
import stat

import pytest

from desktop import paths
from desktop.findings import UserError
from desktop.ledger.backups import copies
from desktop.ledger.backups.copies import read_only_copy, restore
from desktop.ledger.book import Book
from desktop.ledger.connection import journal_of
from desktop.ledger.records import Budget, Unit


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "a.mzb"
    with Book.create(path) as made, made.operation("新建"):
        unit = made.insert(Unit(name="单位"))
        made.insert(Budget(unit_id=unit.id, year=2023))
    return path


@pytest.fixture
def kept(book):
    with Book.open(book) as opened:
        return opened.backups()[0].path


def test_a_restored_backup_is_the_book_and_the_owner_s_alone(book, kept, tmp_path):
    target = tmp_path / "恢复.mzb"
    restore(kept, target)
    assert target.read_bytes() == kept.read_bytes()
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    with Book.open(target) as again, Book.open_to_read(book) as before:
        assert again.fingerprint() == before.fingerprint()


def test_nothing_existing_is_replaced(book, kept):
    before = book.read_bytes()
    with pytest.raises(UserError, match="已经存在"):
        restore(kept, book)
    assert book.read_bytes() == before


def _truncated(path):
    path.write_bytes(path.read_bytes()[:9000])


def _other_program(path):
    path.unlink()
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE t (a)")
    other.commit()
    other.close()


def _no_database(path):
    path.write_bytes(b"nothing at all" * 100)


def _history_deleted(path):
    changed = sqlite3.connect(path)
    changed.executescript("DELETE FROM change; DELETE FROM operation;")
    changed.close()


def _foreign_trigger(path):
    changed = sqlite3.connect(path)
    changed.execute("CREATE TRIGGER evil AFTER INSERT ON income BEGIN DELETE FROM income; END")
    changed.close()


def _another_identity(path):
    changed = sqlite3.connect(path)
    changed.execute("UPDATE meta SET value = '../../x' WHERE key = 'ledger_id'")
    changed.commit()
    changed.close()


DAMAGE = [_truncated, _other_program, _no_database, _history_deleted, _foreign_trigger, _another_identity]


@pytest.mark.parametrize("damage", DAMAGE)
@pytest.mark.parametrize("with_checksum", [True, False])
def test_a_refused_restore_leaves_nothing_under_its_name(kept, tmp_path, damage, with_checksum):
    if damage is _history_deleted and not with_checksum:
        pytest.skip("a backup of an earlier version does not say what it held")
    damage(kept)
    if not with_checksum:
        kept.with_name(kept.name + ".sha256").unlink()
    folder = tmp_path / "place"
    folder.mkdir()
    why = "改动过或已损坏" if with_checksum else "校验不通过"
    with pytest.raises(UserError, match=rf"{why}，没有恢复；请改用更早的备份"):
        restore(kept, folder / "恢复.mzb")
    assert list(folder.iterdir()) == []


def test_a_refused_restore_leaves_no_folder_it_began(kept, tmp_path):
    kept.write_bytes(kept.read_bytes()[:-1000])
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(UserError, match="没有恢复"):
        restore(kept, tmp_path / "新的" / "文件夹" / "恢复.mzb")
    assert sorted(tmp_path.rglob("*")) == before


def test_a_name_with_a_nul_character_is_refused_plainly(kept, tmp_path):
    before = sorted(tmp_path.iterdir())
    with pytest.raises(UserError, match="空字符"):
        restore(kept, tmp_path / "b\0.mzb")
    assert sorted(tmp_path.iterdir()) == before


def test_a_backup_of_a_newer_version_is_refused_as_that(kept, tmp_path):
    changed = sqlite3.connect(kept)
    changed.execute("PRAGMA user_version = 99")
    changed.close()
    kept.with_name(kept.name + ".sha256").unlink()
    (tmp_path / "place").mkdir()
    with pytest.raises(UserError, match="由更新版本的明账建立，没有恢复；请升级明账"):
        restore(kept, tmp_path / "place" / "恢复.mzb")
    assert list((tmp_path / "place").iterdir()) == []


def test_temporaries_of_a_killed_restore_are_cleared(book, kept, tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "process_alive", lambda pid: pid != 999999999)
    left = tmp_path / f"{paths.TEMPORARY_MARK}999999999-1.mzb"
    left.write_bytes(b"a whole ledger")
    restore(kept, tmp_path / "恢复.mzb")
    assert not left.exists()
    left.write_bytes(b"a whole ledger")
    Book.open(book).close()
    assert not left.exists()


def test_a_name_with_an_unfinished_write_of_another_book_is_refused(kept, tmp_path):
    target = tmp_path / "恢复.mzb"
    journal_of(target).write_bytes(b"what the other book still needs")
    with pytest.raises(UserError, match="另一个账本没有写完的记录"):
        restore(kept, target)
    assert journal_of(target).read_bytes() == b"what the other book still needs"
    assert not target.exists()


def test_a_backup_that_may_not_be_read_is_said_so(kept, tmp_path, monkeypatch):
    def refuse(_):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(copies.backups, "changed_since", refuse)
    with pytest.raises(UserError, match="没有权限读取"):
        restore(kept, tmp_path / "恢复.mzb")
    assert not (tmp_path / "恢复.mzb").exists()


def test_what_a_killed_copy_left_is_cleared(book, home, monkeypatch):
    monkeypatch.setattr(paths, "process_alive", lambda pid: pid != 999999999)
    folder = read_only_copy(book).parent
    left = folder / f"{paths.TEMPORARY_MARK}999999999-1.mzb"
    left.write_bytes(b"half a ledger")
    read_only_copy(book)
    assert list(folder.iterdir()) == [copies.copy_of(book)]


def test_a_read_only_copy_is_private_and_equal(book, home):
    before = os.umask(0o022)
    try:
        copy = read_only_copy(book)
    finally:
        os.umask(before)
    assert copy == copies.copy_of(book) == home / "copies" / "a-只读副本.mzb"
    assert copy.read_bytes() == book.read_bytes()
    assert (stat.S_IMODE(copy.stat().st_mode), stat.S_IMODE(copy.parent.stat().st_mode)) == (0o600, 0o700)


def test_no_quiet_moment_is_said_and_leaves_no_copy(book, home, monkeypatch):
    monkeypatch.setattr(copies.time, "sleep", lambda _: None)
    rollback = book.with_name("a.mzb-journal")
    rollback.write_bytes(b"being written")
    with pytest.raises(UserError, match="正在频繁保存"):
        read_only_copy(book)
    assert list((home / "copies").iterdir()) == []


def test_a_copy_made_while_the_book_was_written_is_not_handed_out(book, home, monkeypatch):
    monkeypatch.setattr(copies.time, "sleep", lambda _: None)
    rollback, first = book.with_name("a.mzb-journal"), []

    def copy(source, target):
        shutil.copyfile(source, target)
        if not first:
            rollback.write_bytes(b"begun meanwhile")
        first.append(target)

    monkeypatch.setattr(copies, "_copy", copy)
    with pytest.raises(UserError, match="正在频繁保存"):
        read_only_copy(book)
    assert len(first) == 1
    rollback.unlink()
    assert read_only_copy(book).exists()


def test_an_unsound_copy_is_not_handed_out(book, home, monkeypatch):
    monkeypatch.setattr(copies.time, "sleep", lambda _: None)
    monkeypatch.setattr(copies, "_copy", lambda _, target: target.write_bytes(b"torn"))
    with pytest.raises(UserError, match="正在频繁保存"):
        read_only_copy(book)
    assert list((home / "copies").iterdir()) == []


def test_a_checksum_that_is_no_text_is_a_changed_backup(kept, tmp_path):
    kept.with_name(kept.name + ".sha256").write_bytes(b"\xff\xfe")
    with pytest.raises(UserError, match="改动过或已损坏，没有恢复"):
        restore(kept, tmp_path / "恢复.mzb")
    assert not (tmp_path / "恢复.mzb").exists()

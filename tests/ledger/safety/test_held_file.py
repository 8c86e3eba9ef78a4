"""Knowing the open file again under its name: never a refusal that is not true, on disks of any kind."""

import os
import shutil
import zlib
from pathlib import Path
from types import SimpleNamespace

import pytest

from desktop.ledger.errors import BookHeld
from desktop.ledger.safety import held_file, lock
from desktop.ledger.safety.held_file import HeldFile, is_held


@pytest.fixture
def path(tmp_path):
    made = tmp_path / "甲.mzb"
    made.write_bytes(b"book")
    return made


@pytest.fixture
def hold(path):
    held = []

    def begin():
        file = HeldFile(path)
        file.locked(holding(path))
        held.append(file)
        return file

    yield begin
    for file in held:
        file.release()


def holding(path):
    """The memory of an open book: what its file holds now."""
    own = zlib.crc32(path.read_bytes())
    return SimpleNamespace(note=lambda: None, is_in=lambda crc, _: crc == own)


def seen(file, **changes):
    found = os.stat(file)
    known = {"st_dev": found.st_dev, "st_ino": found.st_ino, "st_nlink": found.st_nlink}
    return SimpleNamespace(**{**known, **changes})


def replace(path):
    shutil.copy(path, path.with_name("other"))
    os.replace(path.with_name("other"), path)


def test_a_file_in_its_place_is_in_its_place(hold, path):
    file = hold()
    assert file.gone() == ""
    path.write_bytes(b"written by us")
    file.written(every_byte=True)
    assert file.gone() == ""
    path.touch()
    path.chmod(0o600)
    assert file.gone() == ""


def test_a_file_written_by_another_program_is_so_until_our_bytes_are_back(hold, path):
    file = hold()
    path.write_bytes(b"BOOK")
    assert file.gone() == held_file.REWRITTEN
    assert file.away() == ""
    assert is_held(path)
    path.write_bytes(b"book")
    assert file.gone() == ""


def test_only_our_own_empty_journal_is_removed(path):
    journal = path.with_name("甲.mzb-journal")
    for ours, content, left in ((True, b"", False), (True, b"hot", True), (False, b"", True)):
        journal.write_bytes(b"") if ours else journal.unlink(missing_ok=True)
        file = HeldFile(path)
        file.locked(holding(path))
        journal.write_bytes(content)
        file.release()
        assert journal.exists() == left


def test_the_three_fates_are_told_apart(hold, path):
    file = hold()
    path.rename(path.with_name("moved"))
    assert file.gone() == held_file.MOVED
    path.with_name("moved").unlink()
    assert file.gone() == held_file.DELETED
    path.write_bytes(b"another")
    assert file.gone() == held_file.REPLACED


def test_a_folder_that_is_gone_is_a_move(hold, path, tmp_path):
    inner = tmp_path / "夹"
    inner.mkdir()
    book = inner / "乙.mzb"
    book.write_bytes(b"book")
    file = HeldFile(book)
    file.locked(holding(book))
    inner.rename(tmp_path / "别处")
    assert file.gone() == held_file.MOVED
    file.release()


def test_a_disk_without_numbers_goes_by_the_token(hold, path, monkeypatch):
    monkeypatch.setattr(held_file, "stat", lambda file: seen(file, st_ino=0))
    file = hold()
    assert file.gone() == ""
    lock.announce(path, "another's")
    assert file.gone() == held_file.REPLACED


def test_numbers_that_change_by_themselves_prove_nothing(hold, path, monkeypatch):
    """A network share that numbers its files anew at every look."""
    counter = iter(range(1, 1000))
    monkeypatch.setattr(held_file, "stat", lambda file: seen(file, st_ino=next(counter)))
    file = hold()
    assert file.gone() == ""


def test_numbers_that_begin_to_change_prove_nothing(hold, path, monkeypatch):
    """The share was mounted anew: even the open file has another number now."""
    file = hold()
    monkeypatch.setattr(held_file, "stat", lambda one: seen(one, st_ino=7 if isinstance(one, Path) else 8))
    assert file.gone() == ""


def test_numbers_that_are_lost_prove_nothing(hold, path, monkeypatch):
    file = hold()
    monkeypatch.setattr(held_file, "stat", lambda one: seen(one, st_ino=0))
    assert file.gone() == ""


@pytest.mark.parametrize("content", [None, b"", b"{}", b"\xff\xfe", b'{"token": null'])
@pytest.mark.parametrize("numbers", [True, False])
def test_an_information_file_that_is_lost_proves_nothing(hold, path, monkeypatch, content, numbers):
    if not numbers:
        monkeypatch.setattr(held_file, "stat", lambda file: seen(file, st_ino=0))
    file = hold()
    info = lock.info_path(path)
    info.unlink() if content is None else info.write_bytes(content)
    assert file.gone() == ""


def test_an_information_file_of_another_does_not_outweigh_the_number(hold, path):
    file = hold()
    lock.announce(path, "another's")
    assert file.gone() == ""


def test_an_information_file_that_could_not_be_written_proves_nothing(hold, path, monkeypatch):
    """An older one of somebody else lies there and cannot be replaced."""
    lock.announce(path, "left by a crash")
    monkeypatch.setattr(lock, "announce", lambda *_: False)
    monkeypatch.setattr(held_file, "stat", lambda file: seen(file, st_ino=0))
    assert hold().gone() == ""


def test_a_place_that_cannot_be_looked_at_is_not_a_missing_one(hold, path, monkeypatch):
    file = hold()

    def refuse(_):
        raise PermissionError(13, "no")

    monkeypatch.setattr(held_file, "stat", refuse)
    assert file.gone() == ""
    monkeypatch.undo()


def test_a_file_is_held_once_under_whatever_name(hold, path, tmp_path):
    file = hold()
    os.link(path, tmp_path / "同一个.mzb")
    (tmp_path / "指向.mzb").symlink_to(path)
    for name in ("甲.mzb", "同一个.mzb", "指向.mzb"):
        assert is_held(tmp_path / name)
        with pytest.raises(BookHeld):
            HeldFile(tmp_path / name)
    replace(path)
    assert file.gone()
    assert not is_held(path)


def test_releasing_removes_our_information_file_only(path):
    file = HeldFile(path)
    file.locked(holding(path))
    lock.announce(path, "another's")
    file.release()
    assert lock.token_of(path) == "another's"
    file = HeldFile(path)
    file.locked(holding(path))
    file.release()
    assert not lock.info_path(path).exists()
    assert not is_held(path)

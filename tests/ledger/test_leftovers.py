"""What was laid down for a while goes again, on Windows too."""

import stat
from pathlib import Path

import pytest

from desktop import paths
from desktop.ledger import leftovers


@pytest.fixture
def windows(monkeypatch):
    """Files that may only be read cannot be deleted, as on Windows."""
    unlink = Path.unlink

    def refuse(path, missing_ok=False):
        if path.exists() and not path.stat().st_mode & stat.S_IWUSR:
            raise PermissionError(13, "Access is denied", str(path))
        unlink(path, missing_ok=missing_ok)

    import os

    remove = os.unlink

    def refuse_name(path, *, dir_fd=None):
        mode = os.stat(path, dir_fd=dir_fd, follow_symlinks=False).st_mode
        if not mode & stat.S_IWUSR:
            raise PermissionError(13, "Access is denied", str(path))
        remove(path, dir_fd=dir_fd)

    monkeypatch.setattr(Path, "unlink", refuse)
    monkeypatch.setattr(os, "unlink", refuse_name)
    monkeypatch.setattr("shutil._use_fd_functions", False)


def laid_down(name="opened/00/附件 合同.pdf"):
    path = paths.home() / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x")
    path.chmod(0o400)
    return path


def test_a_file_that_may_only_be_read_is_removed(windows):
    path = laid_down()
    with pytest.raises(PermissionError):
        path.unlink()
    leftovers.remove(path)
    assert not path.exists()


def test_everything_of_earlier_runs_is_removed(windows):
    kept = paths.home() / "backups" / "a.mzb"
    kept.parent.mkdir()
    kept.write_bytes(b"x")
    laid_down()
    laid_down("opened/01/附件 二.pdf")
    laid_down("copies/甲-只读副本.mzb")
    leftovers.clear()
    assert not any(path.is_file() for folder in ("opened", "copies") for path in (paths.home() / folder).rglob("*"))
    assert kept.exists()
    leftovers.clear()


def test_what_is_in_use_stays_without_a_word(monkeypatch):
    path = laid_down()

    def refuse(*_, **__):
        raise PermissionError(32, "in use")

    monkeypatch.setattr(Path, "unlink", refuse)
    leftovers.remove(path)
    assert path.exists()
    leftovers.remove(path.with_name("never was"))


def test_only_copies_of_held_books_are_known_as_such(tmp_path):
    assert leftovers.is_copy(laid_down("copies/甲-只读副本.mzb"))
    assert not leftovers.is_copy(tmp_path / "甲.mzb")


def test_only_a_digest_names_copies_to_remove(tmp_path):
    other = laid_down("opened/01/附件 二.pdf")
    for digest in ("", "..", "01", "../copies"):
        leftovers.remove_opened(digest)
    assert other.exists()

import errno
import os
import stat

import pytest

from desktop import paths
from desktop.findings import UserError
from desktop.ledger.backups import copies
from tests.small_cases import small_cases


def test_a_failing_write_leaves_nothing(tmp_path):
    def half(temporary):
        temporary.write_bytes(b"half")
        raise OSError(errno.ENOSPC, "full")

    with pytest.raises(UserError, match="磁盘空间不足"):
        paths.write_beside(tmp_path / "a.txt", half)
    assert list(tmp_path.glob("*a*")) == []


def test_the_old_file_stays_until_the_new_one_is_whole(tmp_path):
    target = tmp_path / "a.txt"
    target.write_text("old")

    def check(temporary):
        assert target.read_text() == "old"
        assert temporary.parent == tmp_path
        temporary.write_text("new")

    paths.write_beside(target, check, mode=0o600)
    assert target.read_text() == "new"
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_temporaries_of_running_programs_are_left_alone(tmp_path):
    mine = tmp_path / f"{paths.TEMPORARY_MARK}{os.getpid()}-1.pdf"
    parent = tmp_path / f"{paths.TEMPORARY_MARK}{os.getppid()}-1.pdf"
    for path in (mine, parent):
        path.write_bytes(b"")
    paths.clear_stale_temporaries(tmp_path)
    assert mine.exists()
    assert parent.exists()


OSERRORS = (
    *(errno.ENOSPC, errno.EACCES, errno.EROFS, errno.ENOENT, errno.EEXIST, errno.EISDIR, errno.EIO),
    *(errno.ENOTDIR, errno.ENAMETOOLONG, errno.ELOOP),
)


@small_cases("number", OSERRORS)
def test_every_disk_error_names_the_file(number, tmp_path):
    said = paths.explain_os_error(OSError(number, "x"), tmp_path / "文件.xlsx")
    assert "文件.xlsx" in said
    assert "；" in said
    assert "（x）" not in said


@pytest.mark.parametrize("number", [errno.EROFS, errno.ENOTDIR, errno.EIO, errno.EACCES])
@pytest.mark.parametrize("at", ["open", "write", "replace"])
def test_a_folder_that_turned_read_only_or_vanished_is_said_plainly(tmp_path, monkeypatch, number, at):
    """Not even what was begun can be removed there: the reason must not be hidden by that."""
    gone = OSError(number, "gone")

    def fail(*_, **__):
        raise gone

    def put(temporary):
        monkeypatch.setattr(os, "unlink", fail)
        if at == "write":
            raise gone

    monkeypatch.setattr(paths, "_RETRIES", ())
    if at != "write":
        monkeypatch.setattr(os, at, fail)
        monkeypatch.setattr(os, "unlink", fail)
    with pytest.raises(UserError, match=r"a\.txt"):
        paths.write_beside(tmp_path / "a.txt", put)


def test_a_backup_restored_into_a_read_only_folder_is_refused_plainly(wuxi_book, tmp_path, monkeypatch):
    def refuse(*_, **__):
        raise OSError(errno.EROFS, "read-only")

    monkeypatch.setattr(os, "open", refuse)
    monkeypatch.setattr(os, "unlink", refuse)
    with pytest.raises(UserError, match="没有权限写入"):
        copies.restore(wuxi_book, tmp_path / "恢复.mzb")


def test_what_cannot_be_cleared_away_stops_nothing(tmp_path, monkeypatch):
    stale = tmp_path / f"{paths.TEMPORARY_MARK}999999999-1.pdf"
    stale.write_bytes(b"")

    def refuse(*_, **__):
        raise PermissionError(errno.EACCES, "in use")

    monkeypatch.setattr(os, "unlink", refuse)
    paths.clear_stale_temporaries(tmp_path)
    assert stale.exists()


def test_a_missing_part_of_ours_is_not_blamed_on_the_users_file(tmp_path):
    def put(_):
        raise FileNotFoundError(errno.ENOENT, "No such file", "/程序/default-footer.xml")

    with pytest.raises(UserError, match="default-footer"):
        paths.write_beside(tmp_path / "a.txt", put)


def test_a_failure_without_a_name_names_no_dot():
    assert "“.”" not in paths.explain_os_error(OSError(errno.EIO, "x"), paths.Path())


def test_two_temporary_names_differ_however_coarse_the_clock_is(tmp_path, monkeypatch):
    """The clock of Windows moves every 15 ms."""
    monkeypatch.setattr(paths.time, "monotonic_ns", lambda: 5)
    names = {paths.temporary_beside(tmp_path / "a.xlsx") for _ in range(50)}
    assert len(names) == 50
    assert {name.name.split("-")[1] for name in names} == {str(os.getpid())}


@small_cases(
    ("text", "name"),
    [("CON", "_CON"), ("nul.txt", "_nul.txt"), ("com1", "_com1"), ("LPT9.mzb", "_LPT9.mzb"), ("CONTROL", "CONTROL"),
     ("a:b", "a_b"), ("合同. ", "合同"), ("COM", "COM")],
)  # fmt: skip
def test_a_name_is_one_that_windows_makes_a_file_of(text, name):
    assert paths.safe_name(text) == name


@pytest.mark.parametrize("closed", ["file", "folder"])
def test_a_file_that_may_not_be_read_is_said_to_be_that(tmp_path, monkeypatch, closed):
    """Root may read everything, so the system's answers are put in."""

    def no_look(*_, **__):
        raise PermissionError(errno.EACCES, "")

    path = tmp_path / "册.csv"
    path.write_text("一", encoding="utf-8")
    if closed == "file":
        monkeypatch.setattr(paths.os, "access", lambda *_: False)
    else:
        monkeypatch.setattr("pathlib.Path.stat", no_look)
    with pytest.raises(UserError, match=r"^没有权限读取“.*册\.csv”"):
        paths.require_file(path)

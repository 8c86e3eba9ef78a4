import errno
import os
import stat

import pytest

from desktop import paths
from desktop.findings import UserError


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


@pytest.mark.parametrize(
    "number", [errno.ENOSPC, errno.EACCES, errno.EROFS, errno.ENOENT, errno.EEXIST, errno.EISDIR, errno.EIO]
)
def test_every_disk_error_names_the_file(number, tmp_path):
    said = paths.explain_os_error(OSError(number, "x"), tmp_path / "文件.xlsx")
    assert "文件.xlsx" in said
    assert "；" in said

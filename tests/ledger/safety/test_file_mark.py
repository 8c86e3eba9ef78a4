"""What a file held after our own write: every other write is seen, new times alone are not."""

import os

import pytest

from desktop.ledger.safety import file_mark
from desktop.ledger.safety.file_mark import FileMark


@pytest.fixture
def path(tmp_path):
    made = tmp_path / "甲"
    made.write_bytes(b"a" * 5000)
    return made


@pytest.fixture
def mark(path):
    descriptor = os.open(path, os.O_RDWR)
    yield FileMark(descriptor)
    os.close(descriptor)


@pytest.mark.parametrize("content", [b"", b"a" * 4999, b"a" * 5001, b"a" * 4999 + b"b", b"b" + b"a" * 4999])
def test_another_content_is_seen_until_it_is_taken(mark, path, content):
    assert mark.holds()
    path.write_bytes(content)
    assert not mark.holds()
    assert not mark.holds()
    mark.take()
    assert mark.holds()


def test_new_times_and_rights_are_no_change(mark, path):
    os.utime(path, (1, 1))
    assert mark.holds()
    path.chmod(0o400)
    assert mark.holds()
    path.write_bytes(b"a" * 5000)
    assert mark.holds()


@pytest.mark.parametrize("seconds", [0, 1, 3, 100])
def test_a_write_with_the_same_times_is_seen(mark, path, monkeypatch, seconds):
    """A disk that keeps whole seconds, or two: the write of another has the time of ours."""
    now = file_mark.clock()
    monkeypatch.setattr(FileMark, "_stamp_now", lambda _: (5000, 1, 1))
    mark.take()
    path.write_bytes(b"b" * 5000)
    monkeypatch.setattr(file_mark, "clock", lambda: now + seconds)
    assert not mark.holds()


def test_a_large_file_at_rest_is_not_read_again_and_again(mark, path, monkeypatch):
    now = file_mark.clock()
    monkeypatch.setattr(file_mark, "clock", lambda: now + 100)
    assert mark.holds()
    monkeypatch.setattr(FileMark, "_sum_now", lambda _: pytest.fail("read"))
    assert mark.holds()


def test_bytes_are_compared_with_those_taken(mark, path):
    path.write_bytes(b"b")
    assert mark.equals(b"a" * 5000)
    assert not mark.equals(b"b")

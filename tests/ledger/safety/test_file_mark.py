"""What a file held after our own write: every other write is seen, new times alone are not."""

import os
import zlib
from types import SimpleNamespace

import pytest

from desktop.ledger.safety import file_mark
from desktop.ledger.safety.file_mark import FileMark

OURS = b"head" * 25 + b"a" * 4900

MEMORY = SimpleNamespace(
    note=lambda: None, is_in=lambda crc, _: crc == zlib.crc32(OURS), was=lambda content: content == OURS
)


@pytest.fixture
def path(tmp_path):
    made = tmp_path / "甲"
    made.write_bytes(OURS)
    return made


@pytest.fixture
def mark(path):
    """The mark of a file after a write of ours; the memory holds what was written."""
    descriptor = os.open(path, os.O_RDWR)
    found = FileMark(descriptor, MEMORY)
    found.take()
    yield found
    os.close(descriptor)


@pytest.fixture
def unread(monkeypatch):
    monkeypatch.setattr(FileMark, "_sum_now", lambda _: pytest.fail("read as a whole"))


OTHERS = [b"", OURS[:-1], OURS + b"a", OURS[:-1] + b"b", b"H" + OURS[1:], OURS[:99] + b"D" + OURS[100:]]


@pytest.mark.parametrize("content", OTHERS)
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
    path.write_bytes(OURS)
    assert mark.holds()


def test_a_file_at_rest_and_our_own_writes_are_not_read_as_a_whole(mark, path, unread):
    for number in range(3):
        path.write_bytes(bytes([number]) + OURS)
        mark.take()
        assert mark.holds()


@pytest.mark.parametrize("content", [OTHERS[0], OTHERS[1], OTHERS[2], OTHERS[4], OTHERS[5]])
def test_size_and_header_tell_also_where_all_times_are_ours(mark, path, content, unread, monkeypatch):
    """A disk that keeps two seconds, or a program that sets the time back: each writer raises a counter in the header."""
    stamp = mark._stamp
    path.write_bytes(content)
    monkeypatch.setattr(FileMark, "_stamp_now", lambda _: type(stamp)(len(content), stamp.modified, stamp.changed))
    assert not mark.holds()


def test_what_keeps_times_size_and_header_is_seen_by_the_whole_look_and_by_each_quick_one_after_it(
    mark, path, monkeypatch
):
    """The limit of the quick look, as its description says it."""
    stamp = mark._stamp
    path.write_bytes(OURS[:-1] + b"b")
    monkeypatch.setattr(FileMark, "_stamp_now", lambda _: stamp)
    assert mark.holds()
    assert not mark.holds(every_byte=True)
    assert not mark.holds()
    path.write_bytes(OURS)
    assert mark.holds()


def test_a_time_set_back_is_seen_by_the_time_of_the_last_change(mark, path):
    """On POSIX: on Windows the system gives no such time, and the whole look sees it."""
    before = path.stat()
    path.write_bytes(OURS[:-1] + b"b")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert not mark.holds()


def test_what_no_memory_holds_is_known_by_its_sum(path, monkeypatch):
    monkeypatch.setattr(file_mark, "LARGEST_HELD", 100)
    descriptor = os.open(path, os.O_RDWR)
    mark = FileMark(descriptor, SimpleNamespace(note=lambda: None))
    mark.take()
    os.utime(path, (1, 1))
    assert mark.holds()
    path.write_bytes(OURS[:-1] + b"b")
    assert not mark.holds()
    os.close(descriptor)


def test_after_a_failed_write_the_state_before_it_is_known(mark, path):
    assert mark.is_back()
    path.write_bytes(OURS[:-1] + b"b")
    assert not mark.is_back()
    mark.take(every_byte=True)
    assert mark.is_back()
    path.write_bytes(OURS)
    assert not mark.is_back()


def test_bytes_are_compared_with_those_taken(mark, path):
    path.write_bytes(b"b")
    assert mark.equals(OURS)
    assert not mark.equals(OURS[:-1] + b"b"), "what memory does not know as its own"
    assert not mark.equals(b"b")
    assert not mark.equals(b"H" + OURS[1:])
    mark.take(every_byte=True)
    assert mark.equals(b"b")
    assert not mark.equals(b"c")

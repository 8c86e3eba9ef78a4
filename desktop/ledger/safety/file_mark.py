"""The state of an open book's file as our last write left it: another program may overwrite it in place.

Only this process writes a book it holds, so a file that is not as the last write of ours left it was written by
somebody else, though file, name and lock are the same. Two looks:

The quick look, before and in every write of ours, reads no content but SQLite's header: size, time of the last write,
time of the last change of the file (ctime; on Windows that is when it was made, and tells nothing), and the first 100
bytes, among them a counter that whoever writes with SQLite raises (we at the first write after opening). Where a time
alone has moved (touch, chmod, a scanner, a share that notes times late) all bytes are compared with what the book
holds in memory: the same bytes are no change.

The whole look, at opening, closing, freezing, saving elsewhere and backup, always compares all bytes. It catches what
the quick one cannot: a program that wrote another state of this very book with the same counter and the same size, and
either within one step of the disk's clock after our own write (nanoseconds; two seconds on FAT), or, on Windows, with
its time set back to ours. All of ours is in memory then still, to be saved elsewhere.
"""

import os
import zlib
from collections.abc import Iterator

from desktop.dataclass import dataclass
from desktop.ledger.safety.own_content import OwnContent

LARGEST_HELD = 512 * 1024 * 1024
"""Bytes up to which an open book is held in memory as a whole; of a larger one a sum is kept instead."""

HEADER = 100
"""Bytes of SQLite's header: size, commits, version, free pages."""

_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class _Stamp:
    """What tells a write without reading the content."""

    size: int
    modified: int
    changed: int


class FileMark:
    """The state of a file at the last `take`, seen through a descriptor that stays open and is never closed here."""

    def __init__(self, descriptor: int, own: OwnContent) -> None:
        self._descriptor = descriptor
        self._own = own
        self.take(every_byte=True)

    def take(self, *, every_byte: bool = False) -> None:
        """Remember the present state of the file as written by us; every_byte: with a sum over all of it."""
        self._stamp: _Stamp | None = self._stamp_now()
        self.header = self._header_now()
        self._sum = self._sum_now() if every_byte or self._stamp.size > LARGEST_HELD else None
        self._size = self._stamp.size
        self._own.note()

    def holds(self, *, every_byte: bool = False) -> bool:
        """Tell whether the content is as at the last `take`; every_byte: by all bytes, whatever size and times are."""
        stamp = self._stamp_now()
        if stamp.size != self._size or self.header_moved:
            return False
        if stamp == self._stamp and not every_byte:
            return True
        same = self._same()
        # A difference that only the whole look sees must not be forgotten by the next quick one.
        self._stamp = stamp if same else None
        return same

    @property
    def header_moved(self) -> bool:
        """Whether the header is another one, or belongs to no book at all."""
        return self._header_now() != self.header

    def is_back(self) -> bool:
        """Tell, when a write of ours has failed, whether the file holds what it did before it."""
        if self._sum is not None:
            return self._sum_now() == self._sum
        return self._own.was(self._content_now())

    def equals(self, content: bytes) -> bool:
        """Tell whether bytes are those the file held at the last `take`, whatever it holds now."""
        if len(content) != self._size or content[:HEADER] != self.header:
            return False
        return self._own.was(content) if self._sum is None else zlib.crc32(content) == self._sum

    def _same(self) -> bool:
        """Tell by a CRC-32 whether all bytes are ours: a slip is to be noticed, not a forger."""
        found = self._sum_now()
        if self._sum is None and self._own.is_in(found, self._content_now):
            self._sum = found
        return found == self._sum

    def _stamp_now(self) -> _Stamp:
        status = os.fstat(self._descriptor)
        return _Stamp(status.st_size, status.st_mtime_ns, status.st_ctime_ns)

    def _header_now(self) -> bytes:
        os.lseek(self._descriptor, 0, os.SEEK_SET)
        return os.read(self._descriptor, HEADER)

    def _sum_now(self) -> int:
        found = 0
        for block in self._blocks():
            found = zlib.crc32(block, found)
        return found

    def _content_now(self) -> bytes:
        return b"".join(self._blocks())

    def _blocks(self) -> Iterator[bytes]:
        os.lseek(self._descriptor, 0, os.SEEK_SET)
        while block := os.read(self._descriptor, _BLOCK):
            yield block

"""The bytes of an open book's file as we left them: another program may overwrite it in place, under our lock.

Only this process writes a book it holds. Bytes that are not as the last write of ours left them were put there by
somebody else, though file and name are the same.
"""

import os
import time
import zlib

SETTLED_AFTER = 2.0
"""Seconds: the coarsest step in which a disk keeps times; two writes further apart never have the same time."""

_BLOCK = 1 << 20

Sum = tuple[int, int]
"""Size and CRC-32: the file is read at every write, and a slip is to be noticed, not a forger."""

clock = time.monotonic
"""Tests put another in its place."""


class FileMark:
    """The content of a file at the last `take`, read through a descriptor that stays open and is never closed here."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self.take()

    def take(self) -> None:
        """Remember the present content of the file as written by us."""
        self._stamp = self._stamp_now()
        self._sum = self._sum_now()
        self._at, self._settled = clock(), False

    def holds(self) -> bool:
        """Tell whether the content is unchanged since `take`; new times alone (touch, chmod) are no change."""
        stamp, settled = self._stamp_now(), clock() - self._at > SETTLED_AFTER
        if stamp == self._stamp and self._settled:
            return True
        if self._sum_now() != self._sum:
            return False
        # A write right after ours may have the same time; one from here on, if enough time has passed, cannot.
        self._stamp, self._settled, self._at = stamp, settled and stamp == self._stamp, clock()
        return True

    def equals(self, content: bytes) -> bool:
        """Tell whether bytes are those the file held."""
        return (len(content), zlib.crc32(content)) == self._sum

    def _stamp_now(self) -> tuple[int, int, int]:
        status = os.fstat(self._descriptor)
        return status.st_size, status.st_mtime_ns, status.st_ctime_ns

    def _sum_now(self) -> Sum:
        size = crc = 0
        os.lseek(self._descriptor, 0, os.SEEK_SET)
        while block := os.read(self._descriptor, _BLOCK):
            size, crc = size + len(block), zlib.crc32(block, crc)
        return size, crc

"""The bytes of an open book's file as we left them: another program may overwrite it in place, under our lock.

Only this process writes a book it holds. Bytes that are not as the last write of ours left them were put there by
somebody else, though file and name are the same.
"""

import hashlib
import os
import time
from collections.abc import Iterator

SETTLED_AFTER = 2.0
"""Seconds: the coarsest step in which a disk keeps times; two writes further apart never have the same time."""

_BLOCK = 1 << 20

clock = time.monotonic
"""Tests put another in its place."""


class FileMark:
    """What a file held at the last `take`; read through a descriptor that stays open, which is never closed here."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self.take()

    def take(self) -> None:
        """Take what the file holds now as ours."""
        self._stamp = self._stamp_now()
        self._digest = self._digest_now()
        self._at, self._settled = clock(), False

    def holds(self) -> bool:
        """Tell whether the file holds what it did; new times alone (touch, chmod) are no change."""
        stamp, settled = self._stamp_now(), clock() - self._at > SETTLED_AFTER
        if stamp == self._stamp and self._settled:
            return True
        if self._digest_now() != self._digest:
            return False
        # A write right after ours may have the same time; one from here on, if enough time has passed, cannot.
        self._stamp, self._settled, self._at = stamp, settled and stamp == self._stamp, clock()
        return True

    def equals(self, content: bytes) -> bool:
        """Tell whether bytes are those the file held."""
        return hashlib.blake2b(content).digest() == self._digest

    def _stamp_now(self) -> tuple[int, int, int]:
        found = os.fstat(self._descriptor)
        return found.st_size, found.st_mtime_ns, found.st_ctime_ns

    def _digest_now(self) -> bytes:
        digest = hashlib.blake2b()
        for block in self._blocks():
            digest.update(block)
        return digest.digest()

    def _blocks(self) -> Iterator[bytes]:
        os.lseek(self._descriptor, 0, os.SEEK_SET)
        while block := os.read(self._descriptor, _BLOCK):
            yield block

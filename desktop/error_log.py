"""The log of unexpected errors (mistakes of ours): kind and place in the code, never a value of the ledger."""

import io
import logging
import os
import traceback
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path

from desktop import paths

LARGEST = 256 * 1024
"""Bytes of the log; then it becomes mingzhang.log.1 and a new one is begun."""


class _Log(RotatingFileHandler):
    """A small owner-only log. Where the old one cannot be moved away (another window has it) it goes on growing."""

    def _open(self) -> io.TextIOWrapper:
        no_link = getattr(os, "O_NOFOLLOW", 0)
        handle = os.open(self.baseFilename, os.O_CREAT | os.O_APPEND | os.O_WRONLY | no_link, 0o600)
        with suppress(OSError):
            os.chmod(self.baseFilename, 0o600)
        return io.TextIOWrapper(io.FileIO(handle, "a"), encoding=self.encoding, write_through=True)

    def rotate(self, source: str, dest: str) -> None:
        with suppress(OSError):
            super().rotate(source, dest)


def log_problem(error: BaseException) -> str:
    """Write kind and places of an unexpected error to the log; return a short name of it for a message."""
    places = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in traceback.extract_tb(error.__traceback__)]
    logger = logging.getLogger("mingzhang")
    if not any(isinstance(handler, _Log) for handler in logger.handlers):
        path = paths.home() / "mingzhang.log"
        logger.addHandler(_Log(path, maxBytes=LARGEST, backupCount=1, encoding="utf-8", delay=True))
        logger.propagate = False
    logger.error("%s at %s", type(error).__name__, " > ".join(places))
    return f"{type(error).__name__}，{places[-1]}" if places else type(error).__name__

"""Mistakes of ours: where they happened goes to the log, never a value of the ledger (H50)."""

import logging
import traceback
from pathlib import Path

from desktop import paths


def log_problem(error: BaseException) -> str:
    """Write kind and places of an unexpected error to the log; return a short name of it for a message."""
    places = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in traceback.extract_tb(error.__traceback__)]
    logger = logging.getLogger("mingzhang")
    if not logger.handlers:
        logger.addHandler(logging.FileHandler(paths.home() / "mingzhang.log", encoding="utf-8", delay=True))
        logger.propagate = False
    logger.error("%s at %s", type(error).__name__, " > ".join(places))
    return f"{type(error).__name__}，{places[-1]}" if places else type(error).__name__

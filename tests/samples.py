"""Sample books for tests: written once in each process, then copied (so all copies bear one identity)."""

import tempfile
from functools import cache
from pathlib import Path

from desktop.intake import sample


@cache
def content(name: str) -> bytes:
    """Return the bytes of the book of a sample."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "样本.mzb"
        sample.write(name, path)
        return path.read_bytes()


def write(name: str, path: Path) -> None:
    """Put a sample there, as `intake.sample.write` would."""
    path.write_bytes(content(name))

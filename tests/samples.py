"""Sample books for tests: written once in each process, then copied (so all copies bear one identity)."""

import tempfile
from collections.abc import Callable
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


_books: dict[Callable[..., object], bytes] = {}


def once(make: Callable[..., object], path: Path, *more: object) -> Path:
    """Put a book there as `make(path, *more)` made it when it was first asked for in this process."""
    if make not in _books:
        make(path, *more)
        _books[make] = path.read_bytes()
    else:
        path.write_bytes(_books[make])
    return path

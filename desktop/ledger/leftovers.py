"""Temporary copies in the user's own folder: opened evidence files, read-only copies of books others have open.

It is removed when the window that asked for it closes, and whatever a crash left when the program starts again.
"""

import os
import re
import shutil
import stat
from contextlib import suppress
from pathlib import Path

from desktop import paths

_DIGEST = re.compile("[0-9a-f]{64}")
"""SHA-256 of an evidence file, the name of the folder its copies lie in."""


def clear() -> None:
    """Remove the copies of earlier runs; one that another program has open stays until the next start."""
    for folder in (paths.opened_files(), paths.copied_books()):
        _remove_folder(folder)


def remove_opened(digest: str) -> None:
    """Remove the copies of an evidence file that were opened; one that another program has open goes later."""
    if _DIGEST.fullmatch(digest):  # in a stranger's book it may be any text
        _remove_folder(paths.opened_files() / digest)


def _remove_folder(folder: Path) -> None:
    if folder.is_dir():
        shutil.rmtree(folder, onerror=lambda _, path, __: remove(Path(path)))


def remove(path: Path) -> None:
    """Remove a file or an empty folder; one that cannot be removed now is left.

    A file that may only be read must be made writable first: Windows refuses to delete it otherwise.
    """
    with suppress(OSError):
        path.chmod(path.stat().st_mode | stat.S_IWUSR)
    with suppress(OSError):
        path.rmdir() if path.is_dir() else path.unlink(missing_ok=True)


def is_copy(book: Path) -> bool:
    """Tell whether a book is a read-only copy that was made of a held one."""
    return os.path.dirname(book) == str(paths.copied_books())

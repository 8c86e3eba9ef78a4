"""Owner-only files and folders in the program's own folder: they hold names, pay and paths of books."""

import os
import sys
from pathlib import Path

from desktop import paths

FILE_MODE = 0o600
FOLDER_MODE = 0o700

OURS = (
    "backups",
    "books",
    "copies",
    "opened",
    "parsed.json",
    "received.json",
    "seen",
    "mappings.json",
    "mingzhang.log",
    "mingzhang.log.1",
    "settings.ini",
    "updates",
)
"""What this program keeps in its own folder; anything else there is not ours to touch."""


def folder(path: Path) -> Path:
    """Make a folder inside the program's own one, owner-only with every folder between, and return it."""
    path.mkdir(parents=True, exist_ok=True, mode=FOLDER_MODE)
    home = paths.home()
    for ancestor in (path, *path.parents):
        if ancestor == home or not ancestor.is_relative_to(home):
            break
        restrict(ancestor)
    return path


def file(path: Path) -> Path:
    """Make a file owner-only, empty where there is none yet, and return its path; a link in its place is removed.

    What is written there later must never end up in the file a link leads to.
    """
    if path.is_symlink():
        path.unlink()
    if not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, FILE_MODE))
    restrict(path)
    return path


def write(path: Path, text: str) -> None:
    """Write a small owner-only file whole or not at all. Raises UserError in plain words."""

    def fill(temporary: Path) -> None:
        temporary.write_text(text, encoding="utf-8")

    paths.write_beside(path, fill, FILE_MODE)


def restrict(path: Path) -> None:
    """Take every right of others away from a file or folder, where the system knows such rights.

    What cannot be changed stays as it is: the file belongs to somebody else, or its disk has no rights. What a link
    leads to is not ours.
    """
    if sys.platform == "win32" or path.is_symlink():
        return
    try:
        os.chmod(path, FOLDER_MODE if path.is_dir() else FILE_MODE)
    except OSError:
        return


def restrict_home() -> None:
    """Take the rights of others away from all that earlier versions left open in the program's own folder."""
    try:
        home = paths.home()
    except OSError:
        return
    for name in OURS:
        top = home / name
        if top.is_symlink() or not top.exists():
            continue
        restrict(top)
        for parent, folders, files in os.walk(top):
            for inner in (*folders, *files):
                if not (Path(parent) / inner).is_symlink():
                    restrict(Path(parent) / inner)

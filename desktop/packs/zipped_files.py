"""A zip of exported files (--zip), taken apart so that each can be held against a book (核验)."""

from pathlib import Path, PurePosixPath

from desktop.findings import UserError
from desktop.outside import package
from desktop.outside.refusal import Refused
from desktop.packs.public_data import SUFFIX

ENDINGS = (".pdf", ".docx", ".xlsx", ".ofd", ".html", SUFFIX)
MOST_FILES = 200
"""Files of one publication at most: seven whole ones and two of each table."""


def take_apart(path: Path, folder: Path) -> list[Path]:
    """Write the files of a zip into a folder and return them; none where it holds anything else than exported files.

    Their names are their own, whatever folder the zip has them in. Raises UserError for a zip that is damaged or large.
    """
    if path.suffix.lower() != SUFFIX:
        return []
    written = []
    try:
        with package.opened(path) as zipped:
            entries = [entry for entry in zipped.infolist() if not entry.is_dir()]
            names = [PurePosixPath(entry.filename.replace("\\", "/")).name for entry in entries]
            alike = all(PurePosixPath(name).suffix.lower() in ENDINGS for name in names)
            if not alike or len(set(names)) < len(names) or len(names) > MOST_FILES:
                return []
            for name, entry in zip(names, entries, strict=True):
                written.append(folder / name)
                written[-1].write_bytes(zipped.read(entry))
    except Refused as error:
        raise UserError(f"“{path.name}”{error}") from error
    return written

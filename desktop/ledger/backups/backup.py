"""Automatic backups: verified copies of a book in the user's own folder, thinned with age.

A backup counts only after it was reopened and found equal to the book: records, evidence files and history. They are
filed by the book's identity and by the place the book lies in, so that two copies of one book never thin each other's
backups away. Names carry a counter, so that a wrong clock can neither mis-sort nor lose one.
"""

import hashlib
import re
import sqlite3
import sys
from datetime import datetime, timedelta
from pathlib import Path

from desktop import paths
from desktop.dataclass import dataclass
from desktop.findings import UserError
from desktop.ledger import content, private
from desktop.ledger.content import Fingerprints

ALL_STAY_FOR = timedelta(days=2)
DAILY_STAY_FOR = timedelta(days=60)

PLACE = "place.txt"
"""File of a folder of backups that holds the path of the book they were made of."""

CHECKSUM = ".sha256"
"""Ending of the file beside a backup that holds the SHA-256 of its bytes."""

LARGEST_COMPARED = 64 * 1024 * 1024
"""Bytes up to which a copy is compared with the book in memory."""

WRITER = ((24, 28), (92, 100))
"""Bytes of SQLite's header that count the writes to a file and name SQLite's version, from and up to."""


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup file: `counter` orders them, `at` is the local time of its making, `reason` why.

    origin: the path of the book it was made of; empty where an earlier version did not keep it.
    problem: what is wrong with the book itself as it was copied, in Chinese.
    """

    path: Path
    counter: int
    at: datetime
    reason: str
    origin: str = ""
    problem: str = ""


def identity_folder(ledger_id: str) -> Path:
    """Return the folder of all backups of a book, whatever place it lies in.

    Raises UserError where the identity could not have been given by this program: it is never a part of a path.
    """
    if not re.fullmatch("[0-9a-f]{32}", ledger_id):
        raise UserError("账本的标识不是明账生成的，没有备份；账本可能已被改动，请从备份恢复或新建账本")
    return paths.home() / "backups" / ledger_id


def folder_of(ledger_id: str, book: Path) -> Path:
    """Return (and make, owner-only) the folder of the backups of one copy of a book: its identity, then its place."""
    place = str(book.resolve())
    # Two USB sticks take turns as one drive letter; elsewhere the path itself tells disks apart, and the number of
    # a disk changes from start to start.
    device = str(book.stat().st_dev) if sys.platform == "win32" else ""
    name = hashlib.sha256(f"{device}{place}".encode()).hexdigest()[:12]
    folder = private.folder(identity_folder(ledger_id) / name)
    if _origin(folder) != place:
        private.write(folder / PLACE, place)
    return folder


def existing(ledger_id: str) -> list[Backup]:
    """Return the backups of a book from all its places, newest first; those of earlier versions have no origin."""
    folder = identity_folder(ledger_id)
    inner = [path for path in folder.glob("*") if path.is_dir()]
    backups = [backup for place in (folder, *inner) for backup in _listed(place)]
    return sorted(backups, key=lambda b: (b.counter, b.at), reverse=True)


def of_copy(ledger_id: str, book: Path) -> list[Backup]:
    """Return the backups of one copy of a book, newest first."""
    return sorted(_listed(folder_of(ledger_id, book)), key=lambda b: b.counter, reverse=True)


def make(connection: sqlite3.Connection, book: Path, ledger_id: str, reason: str) -> Backup:
    """Copy the open book, reopen the copy, compare it, and only then give it its name.

    Raises UserError when the disk is full or the copy does not equal the book.
    """
    earlier = existing(ledger_id)
    counter = earlier[0].counter + 1 if earlier else 1
    now = datetime.now().replace(microsecond=0)
    target = folder_of(ledger_id, book) / f"{counter:06d}_{now:%Y%m%d-%H%M%S}_{reason}.mzb"
    paths.clear_stale_temporaries(target.parent)
    expected = content.fingerprints(connection)

    def write(temporary: Path) -> None:
        copy = sqlite3.connect(temporary)
        try:
            connection.backup(copy)
        except sqlite3.Error as error:
            raise UserError(f"备份到“{target}”没有成功（磁盘可能已满）；账本本身完好，请清理磁盘") from error
        finally:
            copy.close()
        verify(temporary, expected, connection)

    paths.write_beside(target, write, mode=0o600)
    private.write(_checksum(target), paths.sha256_of(target))
    thin(ledger_id, book, now)
    return Backup(target, counter, now, reason, str(book.resolve()), damage(expected))


def attempt(connection: sqlite3.Connection, book: Path, ledger_id: str, reason: str) -> tuple[Backup | None, str]:
    """Make a backup; return it and what is wrong, in Chinese: why there is none, or the damage the book itself has."""
    try:
        new_backup = make(connection, book, ledger_id, reason)
    except UserError as error:
        return None, str(error)
    except OSError as error:
        return None, paths.explain_os_error(error, Path(str(error.filename or "")))
    return new_backup, new_backup.problem


def verify(path: Path, expected: Fingerprints, book: sqlite3.Connection | None = None) -> None:
    """Reopen a copy and compare every part with the book's. Raises UserError where one differs.

    book: the open book it was made of; a copy that has its very pages need not be read part by part.
    """
    copy = sqlite3.connect(path)
    try:
        sound = copy.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok"
        unequal = [] if sound else ["文件结构"]
        if sound and not (book is not None and _same_pages(path, book)):
            unequal = expected.differing_parts(content.fingerprints(copy))
    except (sqlite3.Error, ValueError) as error:
        raise UserError(f"备份“{path}”无法重新打开，未保留；账本本身完好，请检查磁盘") from error
    finally:
        copy.close()
    if unequal:
        raise UserError(f"备份“{path}”与账本不一致（{'、'.join(unequal)}），未保留；账本本身完好，请检查磁盘")


def _same_pages(path: Path, book: sqlite3.Connection) -> bool:
    """Tell whether a file is the open book byte by byte, but for who wrote it last; one beyond memory is not read."""
    if path.stat().st_size > LARGEST_COMPARED:
        return False
    ours, theirs = memoryview(book.serialize()), memoryview(path.read_bytes())
    bounds = (0, *(edge for start, end in WRITER for edge in (start, end)), max(len(ours), len(theirs)))
    return all(ours[start:end] == theirs[start:end] for start, end in zip(bounds[::2], bounds[1::2], strict=True))


def changed_since(path: Path) -> bool:
    """Tell whether a backup is no longer the file that was verified; one of an earlier version cannot tell."""
    try:
        return _checksum(path).read_bytes() != paths.sha256_of(path).encode()
    except FileNotFoundError:
        return False


def surplus(backups: list[Backup], now: datetime) -> list[Backup]:
    """Return the backups to remove: all of two days stay, then one a day, after 60 days one a week.

    The newest is never among them.
    """
    periods: set[str] = set()
    removable = []
    for backup in sorted(backups, key=lambda b: b.counter, reverse=True):
        age = now - backup.at
        if age <= ALL_STAY_FOR:
            continue
        year, week, _ = backup.at.isocalendar()
        key = f"{backup.at:%Y%m%d}" if age <= DAILY_STAY_FOR else f"{year}w{week}"
        if key in periods:
            removable.append(backup)
        periods.add(key)
    newest = max(backups, key=lambda b: b.counter, default=None)
    return [b for b in removable if b is not newest]


def thin(ledger_id: str, book: Path, now: datetime) -> None:
    """Remove surplus backups of one copy of a book; those of other places are not its to remove."""
    for backup in surplus(of_copy(ledger_id, book), now):
        remove(backup)


def remove(backup: Backup) -> None:
    """Remove a backup with its checksum."""
    backup.path.unlink(missing_ok=True)
    _checksum(backup.path).unlink(missing_ok=True)


def _listed(folder: Path) -> list[Backup]:
    origin = _origin(folder)
    return [backup for path in folder.glob("*.mzb") if (backup := _read_name(path, origin)) is not None]


def _origin(folder: Path) -> str:
    try:
        return (folder / PLACE).read_text(encoding="utf-8")
    except (OSError, ValueError):
        return ""


def _checksum(path: Path) -> Path:
    return path.with_name(path.name + CHECKSUM)


def damage(book: Fingerprints) -> str:
    """Return in Chinese what is damaged in a book itself, empty where nothing is."""
    return f"账本中有 {book.damaged} 个附件的内容已损坏，请从较早的备份取回" if book.damaged else ""


def _read_name(path: Path, origin: str) -> Backup | None:
    try:
        counter, stamp, reason = path.stem.split("_", 2)
        made_at = datetime.fromisoformat(stamp.replace("-", "T", 1))  # strptime would load the calendar at each start
        return Backup(path, int(counter), made_at, reason, origin)
    except ValueError:
        return None

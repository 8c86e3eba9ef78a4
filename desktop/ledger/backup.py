"""Automatic backups: verified copies of a book in the user's own folder, thinned with age.

A backup counts only after it was reopened and found equal to the book. Names carry a counter, so that a
wrong clock can neither mis-sort nor lose one (H49).
"""

import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from desktop import paths
from desktop.findings import UserError
from desktop.ledger import content

KEEP_ALL_FOR = timedelta(days=2)
KEEP_DAILY_FOR = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup file: `counter` orders them, `at` is the local time of its making, `reason` why."""

    path: Path
    counter: int
    at: datetime
    reason: str


def folder_of(ledger_id: str) -> Path:
    """Return (and make, owner-only) the backup folder of a book, by its identity, not its file name."""
    folder = paths.home() / "backups" / ledger_id
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def existing(ledger_id: str) -> list[Backup]:
    """Return the backups of a book, newest first."""
    found = [_read_name(path) for path in folder_of(ledger_id).glob("*.mzb")]
    return sorted((b for b in found if b is not None), key=lambda b: b.counter, reverse=True)


def make(connection: sqlite3.Connection, ledger_id: str, reason: str) -> Backup:
    """Copy the open book, reopen the copy, compare it, and only then give it its name.

    Raises UserError when the disk is full or the copy does not equal the book.
    """
    earlier = existing(ledger_id)
    counter = earlier[0].counter + 1 if earlier else 1
    now = datetime.now().replace(microsecond=0)
    target = folder_of(ledger_id) / f"{counter:06d}_{now:%Y%m%d-%H%M%S}_{reason}.mzb"
    paths.clear_stale_temporaries(target.parent)
    expected = content.fingerprint(connection)

    def write(temporary: Path) -> None:
        copy = sqlite3.connect(temporary)
        try:
            connection.backup(copy)
        except sqlite3.Error as error:
            raise UserError(f"备份到“{target}”没有成功（磁盘可能已满）；账本本身完好，请清理磁盘") from error
        finally:
            copy.close()
        verify(temporary, expected)

    paths.write_beside(target, write, mode=0o600)
    made = Backup(target, counter, now, reason)
    thin(ledger_id, now)
    return made


def verify(path: Path, expected: str) -> None:
    """Reopen a copy and compare its content with the fingerprint of the book; raise UserError if unequal."""
    copy = sqlite3.connect(path)
    try:
        sound = copy.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok"
        if not sound or content.fingerprint(copy) != expected:
            raise UserError(f"备份“{path}”与账本不一致，未保留；账本本身完好，请检查磁盘")
    except sqlite3.Error as error:
        raise UserError(f"备份“{path}”无法重新打开，未保留；账本本身完好，请检查磁盘") from error
    finally:
        copy.close()


def surplus(backups: list[Backup], now: datetime) -> list[Backup]:
    """Return the backups to remove: all of two days stay, then one a day, after 60 days one a week.

    The newest is never among them.
    """
    kept: set[str] = set()
    removable = []
    for backup in sorted(backups, key=lambda b: b.counter, reverse=True):
        age = now - backup.at
        if age <= KEEP_ALL_FOR:
            continue
        year, week, _ = backup.at.isocalendar()
        key = f"{backup.at:%Y%m%d}" if age <= KEEP_DAILY_FOR else f"{year}w{week}"
        if key in kept:
            removable.append(backup)
        kept.add(key)
    newest = max(backups, key=lambda b: b.counter, default=None)
    return [b for b in removable if b is not newest]


def thin(ledger_id: str, now: datetime) -> None:
    """Remove surplus backups of a book."""
    for backup in surplus(existing(ledger_id), now):
        backup.path.unlink(missing_ok=True)


def _read_name(path: Path) -> Backup | None:
    try:
        counter, stamp, reason = path.stem.split("_", 2)
        return Backup(path, int(counter), datetime.strptime(stamp, "%Y%m%d-%H%M%S"), reason)
    except ValueError:
        return None

"""Clearing the history (清除历史): the present state stays, what was deleted or changed before leaves no trace.

Deleted people live on in the history of a book, and in its backups. After clearing, the file holds the present records
and evidence and one step that says so, and exactly one verified backup of this copy is left.
"""

import sqlite3
from contextlib import closing

from desktop import paths
from desktop.dataclass import dataclass
from desktop.findings import UserError
from desktop.ledger.backups import backup
from desktop.ledger.backups.backup import Backup
from desktop.ledger.book import Book

BEYOND_REACH = "发给别人、存在 U 盘或其他电脑上的副本，以及同步盘、系统还原保留的旧版本，程序无法清除；如有，请自行删除"
"""Copies the program cannot clear, named after each clearing."""


@dataclass(frozen=True, slots=True)
class Cleared:
    """What was cleared: steps of history, bytes of the file before and after, backups removed and still there."""

    steps: int
    before: int
    after: int
    removed: tuple[Backup, ...]
    remaining: tuple[Backup, ...]

    def describe(self) -> list[str]:
        """Return the result in plain sentences."""
        sentences = [
            f"已清除 {self.steps} 步修改历史和不再使用的附件；账本现有内容没有变化",
            f"账本文件由 {self.before:,} 字节变为 {self.after:,} 字节",
            f"已删除旧备份 {len(self.removed)} 个，留下 1 个已核对的备份",
        ]
        if self.remaining:
            places = "、".join(dict.fromkeys(b.origin or "较早版本的备份" for b in self.remaining))
            sentences.append(
                f"还有 {len(self.remaining)} 个备份属于其他位置的副本（{places}），可能含有已删除的内容，没有删除"
            )
        return [*sentences, BEYOND_REACH]


def others(book: Book) -> list[Backup]:
    """Return backups of the same book that this copy cannot prove to be its own: of other places, or older versions."""
    of_this_copy = {b.path for b in backup.of_copy(book.ledger_id, book.path)}
    return [b for b in book.backups() if b.path not in of_this_copy]


def clear(book: Book, *, everywhere: bool = False) -> Cleared:
    """Clear the history of a book, make one verified backup, and remove the backups made before.

    everywhere: also the backups of the same book from other places of this computer and of earlier versions.
    Raises UserError in plain words; the present records are never changed.
    """
    steps, before = len(book.history()), book.path.stat().st_size
    book.clear_history()
    new_backup = book.make_backup("清除历史")
    if new_backup is None:
        raise UserError(
            f"修改历史已清除，但新的备份没有成功（{book.backup_problem}）；旧备份没有删除，请解决后再清除一次"
        )
    old = backup.of_copy(book.ledger_id, book.path) + (others(book) if everywhere else [])
    removed = [b for b in old if b.path != new_backup.path and _removed(b)]
    _remove_copies(book.ledger_id)
    remaining = [b for b in book.backups() if b.path != new_backup.path]
    return Cleared(steps, before, book.path.stat().st_size, tuple(removed), tuple(remaining))


def _removed(old: Backup) -> bool:
    """Remove a backup and return True; False for one that another program has open."""
    try:
        backup.remove(old)
    except OSError:
        return False
    return True


def _remove_copies(ledger_id: str) -> None:
    """Remove the read-only copies of the book that were made on this computer."""
    for path in paths.copied_books().glob("*.mzb"):
        try:
            with closing(sqlite3.connect(path)) as copy:
                row = copy.execute("SELECT value FROM meta WHERE key = 'ledger_id'").fetchone()
            if row and row[0] == ledger_id:
                path.unlink(missing_ok=True)
        except (sqlite3.Error, OSError):
            continue

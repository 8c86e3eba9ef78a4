"""The half of an open book that makes its backups: when asked, and every so often while one works in it."""

import sqlite3
import time
from contextlib import closing
from pathlib import Path
from threading import Thread

from desktop import garbage
from desktop.findings import UserError
from desktop.ledger.backups import backup
from desktop.ledger.book_file import BookFile
from desktop.ledger.reader import BookReader
from desktop.ledger.safety.held_file import HeldFile

BACKUP_EVERY_SECONDS = 30 * 60


class BackedUp(BookFile, BookReader):
    """An open book that makes backups; `backup_problem` is what is wrong with the last one, in Chinese, or empty."""

    def __init__(self, path: Path, connected: sqlite3.Connection, file: HeldFile | None) -> None:
        super().__init__(path, connected, file)
        self.backup_problem = ""
        self._last_backup = time.monotonic()
        self._under_way: _UnderWay | None = None
        self._owed = ""

    def back_up_later(self, reason: str) -> None:
        """Owe a backup of the book as it was opened: it is complete before anything is written, or the book closed."""
        self._owed, self._last_backup = reason, time.monotonic()

    def begin_owed_backup(self) -> None:
        """Make the backup that is owed beside the work; at once of a book that is beyond memory."""
        reason, self._owed = self._owed, ""
        if reason:
            self._begin(reason, before_changes=True)

    @property
    def is_backed_up(self) -> bool:
        """Whether no backup is owed or under way; what became of the last one is known then."""
        if self._under_way is not None and not self._under_way.is_alive():
            self.await_backup()
        return not self._owed and self._under_way is None

    def back_up_when_due(self) -> None:
        """Make the backup of every so often while the work goes on; at once of a book that is beyond memory."""
        if self._under_way is not None and not self._under_way.is_alive():
            self.await_backup()
        if time.monotonic() - self._last_backup < BACKUP_EVERY_SECONDS:
            return
        self._begin("定时")

    def _begin(self, reason: str, *, before_changes: bool = False) -> None:
        pages, size = (self._connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size"))
        if pages * size > backup.LARGEST_COMPARED:
            self.make_backup(reason)
        elif self._ready_for_backup():
            image = self._connection.serialize()
            self._under_way = _UnderWay(image, self.path, self.ledger_id, reason, before_changes)

    def make_backup(self, reason: str) -> backup.Backup | None:
        """Make a verified backup; a failure is kept in `backup_problem` and never stops the work."""
        if not self._ready_for_backup():
            return None
        new_backup, self.backup_problem = backup.attempt(self._connection, self.path, self.ledger_id, reason)
        return new_backup

    def await_backup(self) -> None:
        """Wait for the backup that is owed or under way: what is cleared after it must not come to lie in it."""
        self.begin_owed_backup()
        if self._under_way is not None:
            self._under_way.join()
            garbage.release()
            self.backup_problem, self._under_way = self._under_way.problem, None

    def backups(self) -> list[backup.Backup]:
        """Return the backups of this book from all places it was in, newest first."""
        self._before_writing()
        return backup.existing(self.ledger_id)

    def _before_writing(self) -> None:
        """Wait for the backup of the book as it was opened."""
        if self._owed or (self._under_way is not None and self._under_way.before_changes):
            self.await_backup()

    def _ready_for_backup(self) -> bool:
        """Tell whether a backup can be made now; each takes its turn."""
        self.await_backup()
        self._last_backup = time.monotonic()
        try:
            self._require_intact()
        except UserError as error:
            self.backup_problem = str(error)
            return False
        return True


class _UnderWay(Thread):
    """A backup that is made of an image of the book in memory, by a connection of the thread's own.

    before_changes: whether nothing may be written before it is complete.
    """

    def __init__(self, image: bytes, book: Path, ledger_id: str, reason: str, before_changes: bool) -> None:
        super().__init__()
        self.problem = f"{reason}备份没有完成；账本本身完好，请用“文件”→“复制账本”另存一份"
        self.before_changes = before_changes
        self._image, self._book, self._ledger_id, self._reason = image, book, ledger_id, reason
        garbage.hold()
        self.start()

    def run(self) -> None:
        """Make the backup; `problem` is from then on what became of it."""
        with closing(sqlite3.connect(":memory:")) as copy:
            copy.deserialize(self._image)
            self._image = b""
            self.problem = backup.attempt(copy, self._book, self._ledger_id, self._reason)[1]

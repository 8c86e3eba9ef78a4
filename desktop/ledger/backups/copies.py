"""A read-only copy of a book that somebody else holds, and restoring a backup as a new book."""

import shutil
import sqlite3
import time
from contextlib import suppress
from pathlib import Path

from desktop import paths
from desktop.ledger import connection, private
from desktop.ledger.backups import backup as backups
from desktop.ledger.errors import BookError, BookNewer
from desktop.ledger.safety.held_file import journal_of

_ATTEMPTS = 20


def read_only_copy(book: Path) -> Path:
    """Copy a book that another process holds, at a moment when no transaction is open; return the copy.

    The copy lies in the user's own folder and is checked before it is handed out. Never call this for a
    book this process itself holds. Raises BookError when no quiet moment was found.
    """
    target = copy_of(book)
    private.folder(target.parent)
    paths.clear_stale_temporaries(target.parent)
    rollback = journal_of(book)
    for _ in range(_ATTEMPTS):
        before = (_size(rollback), book.stat().st_mtime_ns)
        if before[0] == 0:
            paths.write_beside(target, lambda temporary: _copy(book, temporary), mode=0o600)
            if (_size(rollback), book.stat().st_mtime_ns) == before and _sound(target):
                return target
        time.sleep(0.1)
    target.unlink(missing_ok=True)
    raise BookError(f"账本“{book}”正在频繁保存，暂时无法制作只读副本；请稍后再试")


def copy_of(book: Path) -> Path:
    """Return where the read-only copy of a book lies."""
    return paths.copied_books() / f"{book.stem}-只读副本.mzb"


def restore(backup: Path, target: Path) -> None:
    """Write a backup as a new book under a name that is not taken; nothing existing is replaced.

    The copy is checked before it gets its name: a backup that is refused leaves nothing. Raises UserError.
    """
    paths.require_no_nul(str(target))
    if target.exists():
        raise BookError(f"“{target}”已经存在；恢复的账本请用另一个名字，原账本不会被覆盖")
    connection.refuse_stray_journal(target)
    if target.parent.is_dir():
        paths.clear_stale_temporaries(target.parent)

    def write(temporary: Path) -> None:
        try:
            changed = backups.changed_since(backup)
        except PermissionError as error:
            raise BookError(paths.explain_os_error(error, backup, reading=True)) from error
        if changed:
            raise BookError(f"备份“{backup}”在生成之后被改动过或已损坏，没有恢复；请改用更早的备份")
        _copy(backup, temporary)
        try:
            sound = _sound(temporary)
        except BookNewer as error:
            raise BookError(f"备份“{backup}”由更新版本的明账建立，没有恢复；请升级明账后再恢复") from error
        if not sound:
            raise BookError(f"从“{backup}”恢复的账本校验不通过，没有恢复；请改用更早的备份")

    new_folders = [folder for folder in target.parents if not folder.exists()]
    try:
        paths.write_beside(target, write, mode=0o600)
    except BaseException:
        for folder in new_folders:
            with suppress(OSError):
                folder.rmdir()
        raise


def _copy(source: Path, target: Path) -> None:
    shutil.copyfile(source, target)


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _sound(path: Path) -> bool:
    """Tell whether a file is a book that would be opened: a copy that is handed out must be."""
    try:
        connection.open_for_reading(path).close()
    except BookNewer:
        raise
    except (BookError, sqlite3.Error):
        return False
    return True

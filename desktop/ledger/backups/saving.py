"""Writing an open book to a file of another name (另存为): whole, compared with the book, or not at all."""

import sqlite3
from pathlib import Path

from desktop import paths
from desktop.findings import UserError
from desktop.ledger import connection, content
from desktop.ledger.backups import backup
from desktop.ledger.errors import BookError


def write(connected: sqlite3.Connection, target: Path) -> None:
    """Write the content of the open connection to a temporary file, compare it with the book, then give it its name.

    What the book's own file has become since does not matter. Raises UserError when the name is taken, the disk is
    full or the copy does not equal the book; then nothing is left.
    """
    if target.exists():
        raise BookError(f"“{target}”已经存在；另存为请用另一个名字，已有的文件不会被覆盖")
    connection.refuse_stray_journal(target)
    expected = content.fingerprints(connected)

    def fill(temporary: Path) -> None:
        copy = sqlite3.connect(temporary)
        try:
            connected.backup(copy)
        except sqlite3.Error as error:
            raise UserError(f"没有另存到“{target}”（磁盘可能已满）；请清理磁盘，或换到其他盘") from error
        finally:
            copy.close()
        try:
            backup.verify(temporary, expected, connected)
        except UserError as error:
            raise UserError(f"另存到“{target}”的内容与账本不一致，没有保留；请检查磁盘，或换到其他盘") from error

    paths.write_beside(target, fill, mode=0o600)

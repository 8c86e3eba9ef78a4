"""Keeping the file of a book no larger than it needs to be, and clearing its history."""

import sqlite3

from desktop.ledger import content, journal, leftovers
from desktop.ledger.errors import BookError
from desktop.ledger.safety import chain

UNNAMED_FILES = """
    digest NOT IN (SELECT digest FROM attachment)
    AND digest NOT IN (
        SELECT json_extract(image, '$.digest') FROM (
            SELECT c.before AS image FROM change c JOIN operation o ON o.id = c.operation_id
            WHERE c.record_table = 'attachment' AND c.before IS NOT NULL AND o.state <> 'dropped'
            UNION ALL
            SELECT c.after FROM change c JOIN operation o ON o.id = c.operation_id
            WHERE c.record_table = 'attachment' AND c.after IS NOT NULL AND o.state <> 'dropped'))"""
"""Evidence contents that nothing names any more: no record, and no step that can still be undone or redone."""


def free_unnamed_files(connection: sqlite3.Connection) -> int:
    """Remove evidence contents that nothing can bring back any more; return how many (in a transaction)."""
    return len(_remove(connection, UNNAMED_FILES))


OF_NO_RECORD = "digest NOT IN (SELECT digest FROM attachment)"
"""Evidence contents that only the history names: an undo could still bring them back."""


CLEARED = "cleared_file:"
"""Beginning of the keys of meta that name contents a person cleared: they are gone on purpose, not damaged."""


def removed_files(connection: sqlite3.Connection) -> tuple[int, int]:
    """Return how many evidence contents no present record names, and their bytes."""
    sums = connection.execute(f"SELECT COUNT(*), COALESCE(SUM(LENGTH(content)), 0) FROM file WHERE {OF_NO_RECORD}")
    count, size = sums.fetchone()
    return int(count), int(size)


def clear_removed_files(connection: sqlite3.Connection) -> None:
    """Remove the evidence contents that no present record names, for good (in a transaction)."""
    for digest in _remove(connection, OF_NO_RECORD):
        content.store_setting(connection, CLEARED + digest, "1")


def _remove(connection: sqlite3.Connection, condition: str) -> list[str]:
    """Remove evidence contents, and the copies of them that were laid down to be looked at; return their digests."""
    digests = [digest for (digest,) in connection.execute(f"SELECT digest FROM file WHERE {condition}")]
    for digest in digests:
        connection.execute("DELETE FROM file WHERE digest = ?", (digest,))
        leftovers.remove_opened(digest)
    return digests


WORTH_SHRINKING = 1024 * 1024
"""Unused bytes from which the file is written anew without them, if they are also a quarter of it."""


def shrink(connection: sqlite3.Connection) -> None:
    """Give unused space back to the disk where it is worth the writing (outside a transaction)."""
    unused, pages, size = (
        int(connection.execute(f"PRAGMA {name}").fetchone()[0])
        for name in ("freelist_count", "page_count", "page_size")
    )
    if unused * size >= WORTH_SHRINKING and unused * 4 >= pages:
        connection.execute("VACUUM")


def clear_history(connection: sqlite3.Connection, name: str) -> None:
    """Delete the history, and the evidence contents only it named; one named step remains (in a transaction).

    Texts that were typed but never confirmed are removed too. Raises BookError if a record would not stay as it is.
    """
    before = content.fingerprint(connection)
    chain.store_base(connection)
    journal.clear(connection, name)
    free_unnamed_files(connection)
    connection.execute("DELETE FROM meta WHERE key LIKE 'draft:%'")
    if content.fingerprint(connection) != before:
        raise BookError("清除历史会改变账本现有内容，没有清除；账本未改动，请联系维护人员")

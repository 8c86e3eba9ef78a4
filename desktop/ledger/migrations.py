"""Bringing an older book to the present schema: a numbered step for each version, a copy of the file first.

A step holds its own SQL and never calls today's code, so that it keeps meaning what it meant.
"""

import sqlite3
from collections.abc import Callable

from desktop.ledger import schema

Step = Callable[[sqlite3.Connection], None]

STEPS: dict[int, Step] = {}
"""Steps by the version they start from: STEPS[1] brings a version-1 file to version 2."""


def version_of(connection: sqlite3.Connection) -> int:
    """Return the schema version of an open file."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def pending(connection: sqlite3.Connection) -> list[int]:
    """Return the versions whose steps have still to run, in order."""
    return list(range(version_of(connection), schema.VERSION))


def migrate(connection: sqlite3.Connection) -> None:
    """Run every pending step in one transaction; the caller has made a backup before."""
    steps = pending(connection)
    if not steps:
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        for version in steps:
            STEPS[version](connection)
        connection.execute(f"PRAGMA user_version = {schema.VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise

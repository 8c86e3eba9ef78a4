"""The chain of a book's operations: each has a hash over itself and all before it, so that copies can be told apart.

Two copies of one book have equal hashes up to the last step they share. The hash covers number, name, time and changed
rows of a step, not whether it is undone: an undo takes nothing out of the history.
"""

import hashlib
import re
import sqlite3
from collections.abc import Mapping
from enum import Enum
from itertools import groupby

from desktop.ledger import content

Chain = dict[int, str]
"""Hash by the number of the operation, in order."""

BASE = "chain"
"""Key of meta that holds number and hash of the last step before the history was cleared."""

PATTERN = re.compile(r"([0-9]{1,18}) ([0-9a-f]{16})", re.ASCII)
"""How number and hash are written."""


class Relation(Enum):
    """How a book relates to another chain of the same identity."""

    CONTINUES = 1
    """It holds all the steps of the other, and perhaps more."""
    PRECEDES = 2
    """The other holds all its steps and more: it is an older copy."""
    FORKED = 3
    """Each holds steps the other does not have."""
    UNKNOWN = 4
    """The history of one was cleared after the other ended: the steps to compare are not there any more."""


def read(connection: sqlite3.Connection, known: Mapping[int, str] | None = None) -> Chain:
    """Return the chain of an open book; `known` is the part of it that was read before."""
    chain = dict(known) if known else _base(connection)
    last = max(chain, default=0)
    running = chain.get(last, "")
    rows = connection.execute(
        "SELECT o.id, o.name, o.at, c.record_table, c.record_id, c.before, c.after FROM operation o"
        " LEFT JOIN change c ON c.operation_id = o.id WHERE o.id > ? ORDER BY o.id, c.id",
        (last,),
    )
    for number, changed in groupby(rows, key=lambda row: int(row[0])):
        digest = hashlib.sha256(running.encode())
        for row in changed:
            digest.update(repr(row).encode())
        running = digest.hexdigest()[:16]
        chain[number] = running
    return chain


def store_base(connection: sqlite3.Connection) -> None:
    """Store number and hash of the last step in the book before its history is cleared (in a transaction)."""
    chain = read(connection)
    if chain:
        last = max(chain)
        content.store_setting(connection, BASE, f"{last} {chain[last]}")


def relation(book: Mapping[int, str], other: Mapping[int, str]) -> Relation:
    """Return how a book relates to another chain; a chain without a step precedes every other."""
    if not book or not other:
        return Relation.PRECEDES if other else Relation.CONTINUES
    head, other_head = max(book), max(other)
    if book.get(other_head) == other[other_head]:
        return Relation.CONTINUES
    if other.get(head) == book[head]:
        return Relation.PRECEDES
    if other_head < min(book) or head < min(other):
        return Relation.UNKNOWN
    return Relation.FORKED


def last_common(book: Mapping[int, str], other: Mapping[int, str]) -> int:
    """Return the number of the last step two chains share, 0 where they share none."""
    return max((number for number, value in book.items() if other.get(number) == value), default=0)


def parting_is_known(book: Mapping[int, str], other: Mapping[int, str]) -> bool:
    """Tell whether the step after which two forked chains part is in both; clearing a history takes it away."""
    return last_common(book, other) > 0 or min(book) == min(other) == 1


def last_done(connection: sqlite3.Connection) -> int:
    """Return the number of the last step that is not undone: of copies with equal steps it tells which undid some."""
    return int(connection.execute("SELECT coalesce(MAX(id), 0) FROM operation WHERE state = 'done'").fetchone()[0])


def _base(connection: sqlite3.Connection) -> Chain:
    match = PATTERN.fullmatch(content.setting(connection, BASE))
    return {int(match[1]): match[2]} if match else {}


def base_problem(connection: sqlite3.Connection) -> str:
    """Return in Chinese why the hash stored when the history was cleared is unreadable; else empty."""
    base = content.setting(connection, BASE)
    return "" if not base or PATTERN.fullmatch(base) else "清除历史的记录无法读取"

"""Reading records out of an open book file, and the fingerprint of all of them."""

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from operator import attrgetter
from typing import Any, TypeVar

from desktop.dataclass import dataclass
from desktop.ledger import records, schema
from desktop.ledger.records import Budget, BudgetFacts, Record, Unit

R = TypeVar("R", bound=Record)


_names: dict[str, tuple[str, ...]] = {}
_updates: dict[str, str] = {}
_values: dict[str, Callable[[Record], tuple[Any, ...]]] = {}


def names_of(kind: type[Record]) -> tuple[str, ...]:
    """Return the field names of a record type, which are its column names."""
    if kind.TABLE not in _names:
        _names[kind.TABLE] = tuple(f.name for f in fields(kind))
    return _names[kind.TABLE]


def update_of(kind: type[Record]) -> str:
    """Return the statement that stores a record where it differs from its row.

    Its parameters: all fields but the id, the id, all fields but the id once more (to compare them).
    """
    if kind.TABLE not in _updates:
        names = [name for name in names_of(kind) if name != "id"]
        pairs = ", ".join(f"{name} = ?" for name in names)
        same = " AND ".join(f"{name} IS ?" for name in names)
        _updates[kind.TABLE] = f"UPDATE {kind.TABLE} SET {pairs} WHERE id = ? AND NOT ({same})"
    return _updates[kind.TABLE]


def stored_of(record: Record) -> tuple[Any, ...]:
    """Return the values of all fields of a record but its id, in the order of `update_of`."""
    kind = type(record)
    if kind.TABLE not in _values:
        _values[kind.TABLE] = attrgetter(*(name for name in names_of(kind) if name != "id"))
    return _values[kind.TABLE](record)


def select(connection: sqlite3.Connection, kind: type[R], **where: object) -> Iterator[R]:
    """Yield the records of one type whose columns equal `where`, in position order."""
    names = names_of(kind)
    condition = " AND ".join(f"{name} IS ?" for name in where) or "1"
    order = "position, id" if "position" in names else "id"
    query = f"SELECT {', '.join(names)} FROM {kind.TABLE} WHERE {condition} ORDER BY {order}"
    for row in connection.execute(query, list(where.values())):
        yield kind(*row)


def count(connection: sqlite3.Connection, kind: type[Record], **where: object) -> int:
    """Return how many records of one type have columns that equal `where`."""
    condition = " AND ".join(f"{name} IS ?" for name in where) or "1"
    found = connection.execute(f"SELECT count(*) FROM {kind.TABLE} WHERE {condition}", list(where.values()))
    return int(found.fetchone()[0])


OF_BUDGET: dict[str, type[Record]] = {kind.ABOUT.facts: kind for kind in records.RECORD_TYPES if kind.ABOUT.facts}
"""Fields of BudgetFacts that hold all records of one type of the budget."""


def facts(connection: sqlite3.Connection, budget: Budget) -> BudgetFacts:
    """Return everything the computation reads of one budget."""
    listed: dict[str, Any] = {
        name: tuple(select(connection, kind, budget_id=budget.id)) for name, kind in OF_BUDGET.items()
    }
    if budget.scenario:
        listed = without_left_out(listed)
    return BudgetFacts(
        unit=next(select(connection, Unit, id=budget.unit_id)),
        budget=budget,
        institutions=tuple(select(connection, records.Institution, unit_id=budget.unit_id)),
        establishments=tuple(select(connection, records.Establishment, unit_id=budget.unit_id)),
        running_functions=tuple(select(connection, records.RunningFunction, unit_id=budget.unit_id)),
        **words(connection, budget.id),
        **listed,
    )


def without_left_out(listed: dict[str, Any]) -> dict[str, Any]:
    """Return the records of a scenario, by field of BudgetFacts, without projects left out and all of theirs."""
    gone = {(records.Project.TABLE, project.id) for project in listed["projects"] if project.left_out}
    if not gone:
        return listed
    return {name: tuple(without_owners(kind, listed[name], gone)) for name, kind in OF_BUDGET.items()}


def without_owners(kind: type[Record], found: Iterable[R], gone: set[tuple[str, int]]) -> list[R]:
    """Return records of a kind without those `gone` (table, id), of them or about them; `gone` then has these too.

    To be asked kind by kind, parents before children.
    """
    names = names_of(kind)
    owners = [(table, f"{table}_id") for table in ("project", "person", "project_line") if f"{table}_id" in names]
    left = []
    for record in found:
        named = {(kind.TABLE, record.id), *((table, getattr(record, name)) for table, name in owners)}
        if "record_table" in names:
            named.add((getattr(record, "record_table", ""), getattr(record, "record_id", 0)))
        if named & gone:
            gone.add((kind.TABLE, record.id))
        else:
            left.append(record)
    return left


def words(connection: sqlite3.Connection, budget_id: int) -> dict[str, Any]:
    """Return the texts people wrote about a budget, by field of BudgetFacts: release record, reasons, texts."""
    return {
        "release": next(select(connection, records.Release, budget_id=budget_id), records.Release()),
        "reasons": {r.figure: r.text for r in select(connection, records.Reason, budget_id=budget_id)},
        "texts": {t.key: t.text for t in select(connection, records.FreeText, budget_id=budget_id)},
    }


def form_setting(budget: Budget) -> str:
    """Return the name of the setting that holds the layout of a frozen budget, as long as it stays frozen."""
    return f"form:{budget.id}:{budget.frozen_at}"


def setting(connection: sqlite3.Connection, key: str) -> str:
    """Return a setting of the book (its identity, its layout, unfinished words), empty where there is none."""
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return str(row[0]) if row else ""


def store_setting(connection: sqlite3.Connection, key: str, value: str) -> None:
    """Store a setting of the book; an empty value removes it."""
    if value:
        connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))
    else:
        connection.execute("DELETE FROM meta WHERE key = ?", (key,))


def fingerprint(connection: sqlite3.Connection) -> str:
    """Return the SHA-256 of all records (not of the history): equal content, equal fingerprint."""
    digest = hashlib.sha256()
    for table in sorted(_tables(connection) - {*schema.NOT_CONTENT}):
        digest.update(table.encode())
        _add_rows(digest, connection, f"SELECT * FROM {table} ORDER BY id")
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class Fingerprints:
    """SHA-256 of each part of a book; two files with equal parts hold the same book, to the last step and file.

    damaged: how many evidence files do not have the contents their name promises.
    """

    identity: str
    records: str
    evidence: str
    history: str
    damaged: int

    def differing_parts(self, other: "Fingerprints") -> list[str]:
        """Return the Chinese names of the parts in which another book differs."""
        return [label for name, label in PARTS.items() if getattr(self, name) != getattr(other, name)]


PARTS = {"identity": "账本标识", "records": "记录", "evidence": "附件", "history": "修改历史"}
"""Chinese names of the parts of a book."""


def fingerprints(connection: sqlite3.Connection) -> Fingerprints:
    """Return the fingerprint of each part of a book: identity and settings, records, evidence files, history."""
    tables = _tables(connection)
    identity, history, evidence = hashlib.sha256(), hashlib.sha256(), hashlib.sha256()
    _add_rows(identity, connection, "PRAGMA application_id")
    _add_rows(identity, connection, "PRAGMA user_version")
    _add_rows(identity, connection, "SELECT key, value FROM meta ORDER BY key")
    for table in ("operation", "change"):
        _add_rows(history, connection, f"SELECT * FROM {table} ORDER BY id")
    damaged = 0
    if "file" in tables:
        for name, content in connection.execute("SELECT digest, content FROM file ORDER BY digest"):
            actual = hashlib.sha256(content).hexdigest()
            evidence.update(f"{name} {actual}\n".encode())
            damaged += name != actual
    parts = (identity.hexdigest(), fingerprint(connection), evidence.hexdigest(), history.hexdigest())
    return Fingerprints(*parts, damaged)


def _tables(connection: sqlite3.Connection) -> set[str]:
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    return {name for (name,) in names if not name.startswith("sqlite_")}


def _add_rows(digest: Any, connection: sqlite3.Connection, query: str) -> None:
    rows = connection.execute(query)
    while some := rows.fetchmany(1000):
        digest.update("".join(map(repr, some)).encode())

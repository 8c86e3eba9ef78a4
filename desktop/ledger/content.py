"""Reading records out of an open book file, and the fingerprint of all of them."""

import hashlib
import sqlite3
from collections.abc import Iterator
from dataclasses import fields
from typing import TypeVar

from desktop.ledger import schema
from desktop.ledger.records import (
    Asset,
    Budget,
    BudgetFacts,
    CarryOut,
    DirectLine,
    FreeText,
    Income,
    Indicator,
    Institution,
    Procurement,
    Project,
    Reason,
    Record,
    Unit,
)

R = TypeVar("R", bound=Record)


def names_of(kind: type[Record]) -> list[str]:
    """Return the field names of a record type, which are its column names."""
    return [f.name for f in fields(kind)]


def select(connection: sqlite3.Connection, kind: type[R], **where: object) -> Iterator[R]:
    """Yield the records of one type whose columns equal `where`, in position order."""
    names = names_of(kind)
    condition = " AND ".join(f"{name} IS ?" for name in where) or "1"
    order = "position, id" if "position" in names else "id"
    query = f"SELECT {', '.join(names)} FROM {kind.TABLE} WHERE {condition} ORDER BY {order}"
    for row in connection.execute(query, list(where.values())):
        yield kind(*row)


def facts(connection: sqlite3.Connection, budget: Budget) -> BudgetFacts:
    """Return everything the computation reads of one budget."""
    owner = {"budget_id": budget.id}
    return BudgetFacts(
        unit=next(select(connection, Unit, id=budget.unit_id)),
        budget=budget,
        institutions=tuple(select(connection, Institution, unit_id=budget.unit_id)),
        projects=tuple(select(connection, Project, **owner)),
        lines=tuple(select(connection, DirectLine, **owner)),
        incomes=tuple(select(connection, Income, **owner)),
        carry_outs=tuple(select(connection, CarryOut, **owner)),
        procurements=tuple(select(connection, Procurement, **owner)),
        indicators=tuple(select(connection, Indicator, **owner)),
        assets=tuple(select(connection, Asset, **owner)),
        reasons={r.figure: r.text for r in select(connection, Reason, **owner)},
        texts={t.key: t.text for t in select(connection, FreeText, **owner)},
    )


def fingerprint(connection: sqlite3.Connection) -> str:
    """Return the SHA-256 of all records (not of the history): equal content, equal fingerprint."""
    digest = hashlib.sha256()
    for table in schema.JOURNALED:
        digest.update(table.encode())
        for row in connection.execute(f"SELECT * FROM {table} ORDER BY id"):
            digest.update(repr(row).encode())
    return digest.hexdigest()

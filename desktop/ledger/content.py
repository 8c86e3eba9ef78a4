"""Reading records out of an open book file, and the fingerprint of all of them."""

import hashlib
import sqlite3
from collections.abc import Iterator
from dataclasses import fields
from typing import Any, TypeVar

from desktop.ledger import records, schema
from desktop.ledger.records import Budget, BudgetFacts, Record, Unit

R = TypeVar("R", bound=Record)


_names: dict[str, tuple[str, ...]] = {}
_updates: dict[str, str] = {}


def names_of(kind: type[Record]) -> tuple[str, ...]:
    """Return the field names of a record type, which are its column names."""
    if kind.TABLE not in _names:
        _names[kind.TABLE] = tuple(f.name for f in fields(kind))
    return _names[kind.TABLE]


def update_of(kind: type[Record]) -> str:
    """Return the statement that stores a changed record; it takes the fields but the id, the id, those fields again."""
    if kind.TABLE not in _updates:
        names = [name for name in names_of(kind) if name != "id"]
        pairs = ", ".join(f"{name} = ?" for name in names)
        same = " AND ".join(f"{name} IS ?" for name in names)
        _updates[kind.TABLE] = f"UPDATE {kind.TABLE} SET {pairs} WHERE id = ? AND NOT ({same})"
    return _updates[kind.TABLE]


def select(connection: sqlite3.Connection, kind: type[R], **where: object) -> Iterator[R]:
    """Yield the records of one type whose columns equal `where`, in position order."""
    names = names_of(kind)
    condition = " AND ".join(f"{name} IS ?" for name in where) or "1"
    order = "position, id" if "position" in names else "id"
    query = f"SELECT {', '.join(names)} FROM {kind.TABLE} WHERE {condition} ORDER BY {order}"
    for row in connection.execute(query, list(where.values())):
        yield kind(*row)


OF_BUDGET: dict[str, type[Record]] = {
    "projects": records.Project,
    "lines": records.DirectLine,
    "incomes": records.Income,
    "carry_outs": records.CarryOut,
    "procurements": records.Procurement,
    "indicators": records.Indicator,
    "assets": records.Asset,
    "people": records.Person,
    "pay_items": records.PayItem,
    "quota_splits": records.QuotaSplit,
    "project_lines": records.ProjectLine,
    "project_years": records.ProjectYear,
    "asset_plans": records.AssetPlan,
    "controls": records.Control,
    "parameters": records.ParameterValue,
    "event_plans": records.EventPlan,
    "acceptances": records.Acceptance,
}
"""Fields of BudgetFacts that hold all records of one type of the budget."""


def facts(connection: sqlite3.Connection, budget: Budget) -> BudgetFacts:
    """Return everything the computation reads of one budget."""
    listed: dict[str, Any] = {
        name: tuple(select(connection, kind, budget_id=budget.id)) for name, kind in OF_BUDGET.items()
    }
    return BudgetFacts(
        unit=next(select(connection, Unit, id=budget.unit_id)),
        budget=budget,
        institutions=tuple(select(connection, records.Institution, unit_id=budget.unit_id)),
        establishments=tuple(select(connection, records.Establishment, unit_id=budget.unit_id)),
        **words(connection, budget.id),
        **listed,
    )


def words(connection: sqlite3.Connection, budget_id: int) -> dict[str, Any]:
    """Return what persons wrote about a budget, by field of BudgetFacts: release record, reasons, texts."""
    return {
        "release": next(select(connection, records.Release, budget_id=budget_id), records.Release()),
        "reasons": {r.figure: r.text for r in select(connection, records.Reason, budget_id=budget_id)},
        "texts": {t.key: t.text for t in select(connection, records.FreeText, budget_id=budget_id)},
    }


def fingerprint(connection: sqlite3.Connection) -> str:
    """Return the SHA-256 of all records (not of the history): equal content, equal fingerprint."""
    digest = hashlib.sha256()
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    for table in [name for (name,) in names if name not in schema.NOT_CONTENT and not name.startswith("sqlite_")]:
        digest.update(table.encode())
        for row in connection.execute(f"SELECT * FROM {table} ORDER BY id"):
            digest.update(repr(row).encode())
    return digest.hexdigest()

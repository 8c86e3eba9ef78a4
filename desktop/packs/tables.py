"""The tables of a pack, derived from the descriptions of the records: files, columns, values as text and back.

A field that says who somebody is has no column; of people only kind, status, months and number are in it.
"""

from typing import Any

from desktop.exchange import values
from desktop.ledger.describe import FieldDescription, Kind, fields_of
from desktop.ledger.records import (
    PARTS,
    RECORD_TYPES,
    Attachment,
    Budget,
    Person,
    Project,
    ProjectLine,
    Record,
    Remark,
    TakenIn,
    Unit,
)

STAFF = ("kind", "status", "first_month", "last_month", "headcount")
"""What a pack says of people; the rows of one kind, status and time are counted together."""
_OF_A_PERSON = tuple(part for part in PARTS[Person] if part not in PARTS[ProjectLine])
_LEFT_OUT = (*_OF_A_PERSON, Remark, Attachment, TakenIn)
_NOT_SENT = {(Unit, "ended_year"), (Budget, "frozen_at"), (Budget, "scenario"), (Project, "left_out")}
_REFERENCES = ("budget", "project", "project_line")

KINDS: tuple[type[Record], ...] = tuple(kind for kind in RECORD_TYPES if kind not in _LEFT_OUT)
"""Kinds of records a pack holds, each in a file of its own, parents before children."""
ID = FieldDescription("id", "序号", Kind.WHOLE, bounds=(1, 10_000_000))


def file_of(kind: type[Record]) -> str:
    """Return the name of the member that holds the records of a kind."""
    return f"data/{'staff' if kind is Person else kind.TABLE}.csv"


def columns_of(kind: type[Record]) -> tuple[FieldDescription, ...]:
    """Return the columns of a kind: its number in the file, whose record it is, and all it says that may leave."""
    own = [field for field in fields_of(kind) if _is_sent(kind, field)]
    if kind is Person:
        own = [field for field in own if field.name in ("budget_id", *STAFF)]
    return (ID, *own)


def _is_sent(kind: type[Record], field: FieldDescription) -> bool:
    if field.personal or (kind, field.name) in _NOT_SENT:
        return False
    return field.of in _REFERENCES if field.place else True


def refers_to(field: FieldDescription) -> str:
    """Return the table whose rows a column names by number, empty where it names none."""
    return field.of if field.kind is Kind.REFERENCE and field.of in _REFERENCES else ""


def written(field: FieldDescription, value: Any) -> str:
    """Return a stored value as a cell."""
    if value is None:
        return ""
    if field.kind is Kind.MONEY:
        return values.yuan(value)
    if field.kind is Kind.FLAG:
        return "true" if value else "false"
    return str(value)


def read(field: FieldDescription, cell: str) -> tuple[Any, str]:
    """Return the value of a cell, or in Chinese what is wrong with it."""
    if not cell and field.default is None and field is not ID:
        return None, ""
    if field.kind is Kind.FLAG:
        return values.read(field, {"true": True, "false": False}.get(cell, cell))
    if field.kind in (Kind.WHOLE, Kind.MONTH) or refers_to(field):
        if not (cell.isascii() and cell.isdigit() and len(cell) <= 9):
            return None, f"“{field.label or field.name}”写成了 {values.as_written(cell)}，应为整数"
        if refers_to(field) or (field.kind is Kind.MONTH and cell == "0"):
            return int(cell), ""
        return values.read(field, int(cell))
    if field.kind is Kind.MONEY and cell.startswith("-"):
        fen, problem = values.read(field, cell[1:])
        return (None, problem) if problem else (-fen, "")
    return values.read(field, cell)


_TYPES = {
    Kind.WHOLE: "integer",
    Kind.MONTH: "integer",
    Kind.MONEY: "number",
    Kind.DECIMAL: "number",
    Kind.FLAG: "boolean",
}


def described(field: FieldDescription) -> dict[str, Any]:
    """Return a column as a field of a Frictionless table schema."""
    kind = "integer" if refers_to(field) else _TYPES.get(field.kind, "string")
    found: dict[str, Any] = {"name": field.name, "type": kind, "title": field.heading or field.name}
    if field.kind is Kind.DATE:
        found["format"] = "default"
    if field.choices:
        found["constraints"] = {"enum": [word for word in field.choices if word]}
    if field.kind is Kind.CODE:
        found["description"] = {"function": "功能分类", "economic": "部门经济分类", "government": "政府经济分类"}[
            field.of
        ]
    return found


def schema_of(kind: type[Record]) -> dict[str, Any]:
    """Return the Frictionless table schema of a kind."""
    columns = columns_of(kind)
    keys = [
        {"fields": field.name, "reference": {"resource": refers_to(field), "fields": "id"}}
        for field in columns
        if refers_to(field)
    ]
    found: dict[str, Any] = {"fields": [described(field) for field in columns], "primaryKey": "id"}
    return {**found, "foreignKeys": keys} if keys else found

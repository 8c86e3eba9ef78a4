"""What a step changed, cell by cell, in the words of the grids."""

from collections.abc import Iterable, Mapping

from desktop.dataclass import dataclass
from desktop.ledger.describe import FieldDescription, Kind, fields_of
from desktop.ledger.journal import RowChange
from desktop.ledger.records import RECORD_TYPES
from desktop.money import YUAN

KINDS = {kind.TABLE: kind for kind in RECORD_TYPES}


def _fields(table: str) -> dict[str, FieldDescription]:
    """Return the fields of a table that a person knows, by their column."""
    kind = KINDS.get(table)
    return {field.name: field for field in fields_of(kind) if field.label} if kind else {}


CALLED = ("function_code", "economic_code", "name", "item", "block", "quota", "parameter")
"""Columns by which a person knows a row."""


@dataclass(frozen=True, slots=True)
class ChangedCell:
    """One changed cell, or a whole row that came or went (column empty)."""

    change: RowChange
    kind: str
    column: str
    name: str
    before: str
    after: str


def changed_cells(changes: Iterable[RowChange], budgets: Mapping[object, str]) -> list[ChangedCell]:
    """Return the cells that were changed, rows that were added or deleted as one entry each.

    budgets: words for year and stage by the id of a budget.
    """
    found = []
    for change in changes:
        kind, fields = _which(change, budgets), _fields(change.table)
        if change.before is None or change.after is None:
            row = change.after or change.before or {}
            listed = {name: field for name, field in fields.items() if not field.place}
            texts = [_summed_up(listed[name], value) for name, value in row.items() if name in listed]
            summary = "，".join(text for text in texts if text not in ("", "0"))
            added = change.before is None
            before, after = ("", summary) if added else (summary, "")
            found.append(ChangedCell(change, kind, "", "新增" if added else "删除", before, after))
            continue
        for name, old in change.before.items():
            new = change.after[name]
            if old != new and name in fields:
                field = fields[name]
                found.append(ChangedCell(change, kind, name, field.label, _shown(field, old), _shown(field, new)))
    return found


def _which(change: RowChange, budgets: Mapping[object, str]) -> str:
    """Return which row it is: year, kind, what a person would call it."""
    row = change.after or change.before or {}
    called = [str(row[name]) for name in CALLED if row.get(name)]
    kind = KINDS[change.table].ABOUT.label if change.table in KINDS else "其他"
    return " ".join(filter(None, (budgets.get(row.get("budget_id"), ""), kind, *called)))


def _summed_up(field: FieldDescription, value: object) -> str:
    """Return a value among others of its row: a flag by its name."""
    return field.label if field.kind is Kind.FLAG and value else _shown(field, value)


def _shown(field: FieldDescription, value: object) -> str:
    if value is None:
        return ""
    if field.kind is Kind.FLAG:
        return "是" if value else ""
    return YUAN.show(value) if field.kind is Kind.MONEY and isinstance(value, int) else str(value)

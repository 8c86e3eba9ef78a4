"""What is another since a unit was taken in (装入后有变动): its settings in this book, or the file it came with.

The figures of such a unit are frozen; what can change here are the settings of the unit, which the history knows until
it is cleared. Where a file was taken in from is noted in the user's own folder: the same file with other bytes is a
newer pack that nobody has taken in yet.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from desktop import paths
from desktop.findings import UserError
from desktop.ledger import private
from desktop.ledger.book import Book
from desktop.ledger.journal import RowChange
from desktop.ledger.records import OF_A_UNIT, Budget, TakenIn, Unit
from desktop.packs import tables

MOST = 5_000
"""How many files are remembered."""
LARGEST = 50_000_000
"""Bytes of a file up to which it is read to see whether it is another."""


def marks(book: Book) -> dict[int, TakenIn]:
    """Return by unit the mark of the pack taken in last."""
    owners = {budget.id: budget.unit_id for budget in book.records(Budget)}
    return {owners[mark.budget_id]: mark for mark in sorted(book.records(TakenIn), key=lambda each: each.id)}


def settings_changed(book: Book, taken: Mapping[int, TakenIn]) -> dict[int, list[str]]:
    """Return by unit, in Chinese, which of its settings were changed in this book after it was taken in."""
    present = {unit.id: unit for unit in book.units()}
    first: dict[int, dict[str, object]] = {}
    found: dict[int, dict[str, str]] = {}
    known: set[int] = set()
    budgets = {mark.budget_id: number for number, mark in taken.items()}
    for change in book.changes_of(tuple(kind.TABLE for kind in (TakenIn, Unit, *OF_A_UNIT))):
        unit = _owner(change, budgets)
        if change.table == TakenIn.TABLE and unit in taken and change.record_id == taken[unit].id:
            known.add(unit)
            first.pop(unit, None)
            found.pop(unit, None)
        elif unit in known and change.table == Unit.TABLE and change.before is not None:
            first.setdefault(unit, change.before)
        elif unit in known and change.table != TakenIn.TABLE:
            found.setdefault(unit, {})[change.table] = _LABELS[change.table]
    fields = {unit: _differing(present[unit], before) for unit, before in first.items() if unit in present}
    both = {unit: [*fields.get(unit, []), *found.get(unit, {}).values()] for unit in {*fields, *found}}
    return {unit: what for unit, what in both.items() if what}


_LABELS = {kind.TABLE: kind.ABOUT.label for kind in OF_A_UNIT}


def _owner(change: RowChange, budgets: Mapping[int, int]) -> int:
    row: dict[str, Any] = change.after or change.before or {}
    if change.table == Unit.TABLE:
        return change.record_id
    return int(budgets.get(row["budget_id"], 0) if change.table == TakenIn.TABLE else row["unit_id"])


def _differing(unit: Unit, before: Mapping[str, object]) -> list[str]:
    """Return what of a unit's own settings is another than it was; its place in the tree is not one of them."""
    columns = [column for column in tables.columns_of(Unit) if column is not tables.ID]
    return [column.label for column in columns if getattr(unit, column.name) != before.get(column.name)]


# files --------------------------------------------------------------------------------------------------


def remember(files: Iterable[tuple[str, Path]]) -> None:
    """Note from which files packs were taken in, by fingerprint. A failure is ignored: nothing is known then."""
    noted = _noted()
    for fingerprint, path in files:
        noted.pop(fingerprint, None)
        noted[fingerprint] = str(path.absolute())
    try:
        private.folder(paths.home())
        private.write(_file(), json.dumps(dict(list(noted.items())[-MOST:]), ensure_ascii=False))
    except (OSError, UserError):
        return


def newer_file(fingerprint: str) -> Path | None:
    """Return the file a pack was taken in from where it holds another pack now; None where it does not or is gone."""
    name = _noted().get(fingerprint)
    if name is None:
        return None
    path = Path(name)
    try:
        if not path.is_file() or path.stat().st_size > LARGEST:
            return None
        return None if hashlib.sha256(path.read_bytes()).hexdigest() == fingerprint else path
    except OSError:
        return None


def _noted() -> dict[str, str]:
    try:
        data = json.loads(_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(key): str(value) for key, value in data.items()} if isinstance(data, dict) else {}


def _file() -> Path:
    return paths.home() / "received.json"

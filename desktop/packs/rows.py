"""The rows of a pack as records: each cell by what its column is, each reference to a row that is there.

What does not fit is refused with file, member, row and column.
"""

import csv
import io
from collections.abc import Mapping
from functools import cache, partial
from typing import Any

from desktop.findings import UserError
from desktop.ledger import bounds
from desktop.ledger.describe import FieldDescription
from desktop.ledger.records import (
    OF_A_UNIT,
    Budget,
    BudgetFacts,
    FreeText,
    Reason,
    Record,
    Release,
    TakenIn,
    Unit,
)
from desktop.packs import tables

MOST_ROWS = 50_000

Rows = dict[type[Record], list[Record]]


class RowReader:
    """Reads the tables of one pack file."""

    def __init__(self, file: str) -> None:
        self._file = file

    def refusal(self, text: str) -> UserError:
        """Return a refusal that names the file."""
        return UserError(f"文件“{self._file}”{text}")

    def records(self, members: Mapping[str, str]) -> Rows:
        """Return the records of all tables a pack has."""
        found: Rows = {kind: [] for kind in tables.KINDS}
        for kind in tables.KINDS:
            name = tables.file_of(kind)
            if name in members:
                found[kind] = self._table(kind, name, members[name], {k.TABLE: found[k] for k in found})
        return found

    def cells(self, name: str, text: str) -> list[list[str]]:
        """Return the rows of a CSV."""
        try:
            rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
        except csv.Error as error:
            raise self.refusal(f"的成员“{name}”不是正确的 CSV；请让对方重新传出") from error
        if len(rows) > MOST_ROWS:
            raise self.refusal(f"的成员“{name}”超过 {MOST_ROWS} 行，没有读取")
        return rows

    def _table(self, kind: type[Record], name: str, text: str, before: Mapping[str, list[Record]]) -> list[Record]:
        rows = self.cells(name, text)
        columns = self._columns(kind, name, rows[0] if rows else [])
        references = [column for column in columns if tables.refers_to(column)]
        readers = [cache(partial(tables.read, column)) for column in columns]  # most cells of a column are alike
        found = []
        for number, cells in enumerate(rows[1:], 2):
            if len(cells) != len(columns):
                raise self.refusal(f"的成员“{name}”第 {number} 行有 {len(cells)} 格，应为 {len(columns)} 格")
            values = {}
            for column, read, cell in zip(columns, readers, cells, strict=True):
                value, problem = read(cell)
                if not problem and column is tables.ID and value != number - 1:
                    problem = f"“序号”写成了 {cell}，应为 {number - 1}"
                if problem:
                    raise self.refusal(f"的成员“{name}”第 {number} 行：{problem}")
                values[column.name] = value
            record = kind(**values)
            problem = next((p for column in references if (p := _reference_problem(column, record, before))), "")
            if problem:
                raise self.refusal(f"的成员“{name}”第 {number} 行：{problem}")
            try:
                bounds.require(record)
            except UserError as error:
                raise self.refusal(f"的成员“{name}”第 {number} 行：{error}") from error
            found.append(record)
        return found

    def _columns(self, kind: type[Record], name: str, header: list[str]) -> list[FieldDescription]:
        known = {column.name: column for column in tables.columns_of(kind)}
        for heading in header:
            if heading not in known or header.count(heading) > 1:
                raise self.refusal(f"的成员“{name}”有不认识或重复的列“{heading[:40]}”；请双方使用同一版本的明账")
        needed = [each for each in ("id", "budget_id") if each in known]
        missing = next((each for each in needed if each not in header), None)
        if missing:
            raise self.refusal(f"的成员“{name}”缺少列“{missing}”；请让对方重新传出")
        return [known[heading] for heading in header]


def _reference_problem(column: FieldDescription, record: Record, before: Mapping[str, list[Record]]) -> str:
    """Return why the row a cell names is none, or of another budget; those it may name stand in files read before."""
    table, value = tables.refers_to(column), getattr(record, column.name)
    if not table or value is None or (table == Budget.TABLE and not before[table]):
        return ""
    listed = before[table]
    named = listed[value - 1] if 1 <= value <= len(listed) else None
    own = getattr(record, "budget_id", None)
    if named is not None and getattr(named, "budget_id", own) == own:
        return ""
    return f"“{column.label or column.name}”指向第 {value} 号，本预算没有这一行"


def facts_of(unit: Unit, budget: Budget, rows: Rows) -> BudgetFacts:
    """Return the facts of one budget of a pack; records keep the numbers they have in it."""
    own = {kind: [r for r in found if getattr(r, "budget_id", budget.id) == budget.id] for kind, found in rows.items()}
    of_unit = {f"{kind.TABLE}s": tuple(own[kind]) for kind in OF_A_UNIT}
    listed = {kind.ABOUT.facts: tuple(own[kind]) for kind in tables.KINDS if kind.ABOUT.facts}
    release = next((r for r in own[Release] if isinstance(r, Release)), Release())
    parts: dict[str, Any] = {**of_unit, **listed, "taken_in": (TakenIn(),)}
    reasons = {r.figure: r.text for r in own[Reason] if isinstance(r, Reason)}
    texts = {r.key: r.text for r in own[FreeText] if isinstance(r, FreeText)}
    return BudgetFacts(unit, budget, release=release, reasons=reasons, texts=texts, **parts)

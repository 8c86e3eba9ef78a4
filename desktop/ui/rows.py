"""Rows of the grids: a line of this year beside the same line of last year. Plain data, no Qt."""

from collections.abc import Iterable
from dataclasses import dataclass

from desktop.ledger.records import BudgetFacts, DirectLine, Income
from desktop.money import Fen


@dataclass(frozen=True, slots=True)
class ExpenditureRow:
    """One row of the expenditure grid; either side may be missing. Amounts in 分."""

    this: DirectLine | None
    last: DirectLine | None
    project: str

    @property
    def line(self) -> DirectLine:
        """The line that gives codes and words (this year's where there is one)."""
        found = self.this or self.last
        if found is None:
            raise ValueError("a row without a line")
        return found


@dataclass(frozen=True, slots=True)
class IncomeRow:
    """One row of the income grid."""

    this: Income | None
    last: Income | None

    @property
    def line(self) -> Income:
        """The record that gives source and carry."""
        found = self.this or self.last
        if found is None:
            raise ValueError("a row without a record")
        return found


def amount(record: DirectLine | Income | None) -> Fen | None:
    """Return a side's amount, None when the side is missing."""
    return None if record is None else record.amount


def expenditure(facts: BudgetFacts, last: BudgetFacts | None) -> list[ExpenditureRow]:
    """Pair this year's lines with last year's of the same codes, words and project, in this year's order."""
    names = _project_names(facts)
    last_names = _project_names(last) if last else {}
    waiting: dict[tuple[object, ...], list[DirectLine]] = {}
    for line in last.lines if last else ():
        waiting.setdefault(_key(line, last_names), []).append(line)
    rows = []
    for line in facts.lines:
        same = waiting.get(_key(line, names), [])
        rows.append(ExpenditureRow(line, same.pop(0) if same else None, names.get(line.project_id or 0, "")))
    gone = [line for lines in waiting.values() for line in lines]
    for line in sorted(gone, key=lambda item: item.position):
        rows.append(ExpenditureRow(None, line, last_names.get(line.project_id or 0, "")))
    return rows


def incomes(facts: BudgetFacts, last: BudgetFacts | None) -> list[IncomeRow]:
    """Pair this year's income with last year's of the same source and carry."""
    waiting: dict[tuple[str, str], list[Income]] = {}
    for record in last.incomes if last else ():
        waiting.setdefault((record.source, record.carry), []).append(record)
    rows = []
    for record in facts.incomes:
        same = waiting.get((record.source, record.carry), [])
        rows.append(IncomeRow(record, same.pop(0) if same else None))
    rows += [IncomeRow(None, record) for records in waiting.values() for record in records]
    return rows


def total(rows: Iterable[ExpenditureRow | IncomeRow]) -> tuple[Fen, Fen]:
    """Return the sums of this and last year."""
    listed = list(rows)
    return sum(amount(r.this) or 0 for r in listed), sum(amount(r.last) or 0 for r in listed)


def _project_names(facts: BudgetFacts) -> dict[int, str]:
    return {project.id: project.name for project in facts.projects}


def _key(line: DirectLine, names: dict[int, str]) -> tuple[object, ...]:
    return (
        line.function_code,
        line.economic_code,
        line.government_code,
        line.nature,
        names.get(line.project_id or 0, ""),
        line.fund,
        line.carry,
    )

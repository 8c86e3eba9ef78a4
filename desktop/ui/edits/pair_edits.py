"""Edits of the rows that show a line of this year with the same line of last year."""

from dataclasses import replace
from typing import Any

from desktop.dataclass import with_values
from desktop.ledger.records import Budget, DirectLine, Income, Project
from desktop.money import YUAN, Fen
from desktop.ui.edits.placing import make_room
from desktop.ui.edits.year_pairs import FIELD_NAMES, ExpenditurePair, IncomePair
from desktop.ui.opened_book import OpenedBook


class PairEdits:
    """Sets amounts and codes of expenditure and income rows, each in the year it belongs to or in both at once."""

    def __init__(self, opened: OpenedBook) -> None:
        self._opened = opened
        self._book = opened.book

    def _budget_for(self, *, last: bool) -> Budget:
        if not last:
            return self._opened.budget
        unit, year = self._opened.budget.unit_id, self._opened.budget.year - 1
        return self._book.comparable(unit, year) or self._book.budget_of_year(unit, year)

    def set_amount(self, row: ExpenditurePair | IncomePair, fen: Fen | None, *, last: bool) -> None:
        """Set one side's amount of a row; None removes that side's line, the only one of a row keeps its words."""
        year = self._opened.budget.year - (1 if last else 0)
        record = row.last if last else row.this
        shown = "" if self._opened.is_together else "清除" if fen is None else f"改为 {YUAN.show(fen)} 元"
        name = f"{year}年金额{shown}"
        if fen is None and record is not None and _is_alone(row):
            fen = 0  # its codes and its note were typed too; 删除行 is another command
        with self._opened.step(name):
            if record is not None and fen is None:
                self._book.delete(record)
            elif record is not None and fen is not None:
                self._book.update(with_values(record, amount=fen))
            elif fen is not None:
                self._insert_side(row, fen, self._budget_for(last=last))

    def _insert_side(self, row: ExpenditurePair | IncomePair, fen: Fen, budget: Budget) -> None:
        if isinstance(row, IncomePair):
            position = len(self._book.records(Income, budget_id=budget.id))
            self._book.insert(replace(row.line, id=0, budget_id=budget.id, position=position, amount=fen, follows=0))
            return
        position = len(self._book.records(DirectLine, budget_id=budget.id))
        project = self._project(budget, row.project) if row.project else None
        line = replace(row.line, id=0, budget_id=budget.id, position=position, project_id=project, amount=fen)
        self._book.insert(line)

    def _project(self, budget: Budget, name: str) -> int:
        """Return the id of a project of a budget, made when there is none of that name."""
        known = self._book.records(Project, budget_id=budget.id)
        found = next((p for p in known if p.name == name), None)
        return found.id if found else self._book.insert(Project(budget_id=budget.id, position=len(known), name=name)).id

    def set_field(self, row: ExpenditurePair | IncomePair, field: str, value: str) -> None:
        """Change a code or word of a row, in both years at once."""
        name = f"修改{FIELD_NAMES[field]}"
        if isinstance(row, IncomePair) and field == "follows":
            self._set_follows(row, name, follows=bool(value))
            return
        with self._opened.step(name):
            for line, last in ((row.this, False), (row.last, True)):
                if line is None:
                    continue
                if field == "project":
                    budget = self._budget_for(last=last)
                    project = self._project(budget, value) if value else None
                    changed: dict[str, Any] = {"project_id": project}
                    self._book.update(replace(line, **changed))
                else:
                    changed = {field: value}
                    self._book.update(replace(line, **changed))

    def _set_follows(self, row: IncomePair, name: str, *, follows: bool) -> None:
        """Let income of one year follow expenditure, or be typed again, beginning with what it came to."""
        record, fen = (row.this, row.amounts[0]) if row.this is not None else (row.last, row.amounts[1])
        if record is not None:
            with self._opened.step(name):
                self._book.update(replace(record, follows=int(follows), amount=record.amount if follows else fen or 0))

    def add_line(self, line: DirectLine, project: str, above: DirectLine | None = None) -> DirectLine:
        """Add an expenditure line to this year's budget, at the end or above another."""
        with self._opened.step("新增支出行"):
            position = make_room(self._opened, above) if above else self._opened.count(DirectLine)
            project_id = self._project(self._opened.budget, project) if project else None
            added = self._book.insert(
                replace(line, budget_id=self._opened.budget.id, position=position, project_id=project_id)
            )
        return added

    def add_income(self, record: Income, above: Income | None = None) -> Income:
        """Add an income record to this year's budget, at the end or above another."""
        with self._opened.step("新增收入行"):
            position = make_room(self._opened, above) if above else self._opened.count(Income)
            added = self._book.insert(replace(record, budget_id=self._opened.budget.id, position=position))
        return added

    def delete_rows(self, rows: list[ExpenditurePair] | list[IncomePair]) -> None:
        """Remove rows with both their years, as one step."""
        name = f"删除 {len(rows)} 行"
        with self._opened.step(name):
            for row in rows:
                for record in (row.this, row.last):
                    if record is not None:
                        self._book.delete(record)

    def project_name(self, line: DirectLine) -> str:
        """Return the name of a line's project as the book has it now."""
        return self._book.records(Project, id=line.project_id)[0].name if line.project_id else ""


def _is_alone(row: ExpenditurePair | IncomePair) -> bool:
    """Whether without its one line the row would be gone, and with it codes or words that were typed."""
    if isinstance(row, IncomePair):
        return (row.this is None or row.last is None) and bool(row.line.note or row.line.counterpart)
    return sum(side is not None for side in (row.this, row.last, row.computed, row.computed_last)) == 1

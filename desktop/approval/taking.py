"""Taking approved figures (批复数) over: document and day, what was approved otherwise, and lines a file gives whole.

A line is changed only where the file gives function, economic subject and fund of it and the budget has exactly one
typed line of that kind. How another difference divides over lines is not known: it is named and left to the person.
"""

from collections.abc import Iterable
from dataclasses import replace

from desktop import pipeline
from desktop.approval import comparing, reading
from desktop.approval.comparing import Compared, Comparison
from desktop.catalog import classification
from desktop.compute.cube import Cube
from desktop.dataclass import dataclass
from desktop.findings import UserError
from desktop.intake.bureau_reading import Asked, BureauReading
from desktop.ledger.book import Book
from desktop.ledger.records import ApprovedFigure, Budget, DirectLine, Project, Release, Unit
from desktop.money import Fen
from desktop.outside.source_files import SourceTable


@dataclass(frozen=True, slots=True)
class Change:
    """A figure approved otherwise. line: the typed line that follows it, None where she edits the lines herself."""

    compared: Compared
    line: DirectLine | None

    @property
    def amount(self) -> Fen:
        """What the line becomes: itself and what the approved figure adds or takes away."""
        return (self.line.amount if self.line else 0) + self.compared.approved - self.compared.drafted


@dataclass(frozen=True, slots=True)
class Plan:
    """What a file of approved figures says of one budget."""

    reading: BureauReading
    unit: Unit
    budget: Budget
    comparison: Comparison
    changes: tuple[Change, ...]

    @property
    def left(self) -> tuple[Change, ...]:
        """The differences whose lines she has to edit herself."""
        return tuple(change for change in self.changes if change.line is None)


def plan(book: Book, file: str, tables: Iterable[SourceTable], budget: Budget, asked: Asked) -> Plan:
    """Hold a file against a budget."""
    found = BureauReading(file)
    unit = next(each for each in book.units() if each.id == budget.unit_id)
    projects = book.records(Project, budget_id=budget.id)
    figures = reading.of_tables(found, tables, unit, book.units(), projects, budget.year, asked)
    cube = pipeline.lines_of(book, budget)
    names = {str(project.id): project.name for project in projects}
    comparison = comparing.compare(cube, figures, names)
    if budget.frozen_at:
        found.reject(f"“{unit.name}”{budget.year}年“{budget.stage}”已冻结，只能对照，不能取得批复数")
    lines = {line.id: line for line in book.records(DirectLine, budget_id=budget.id)}
    changes = tuple(Change(each, _line_of(each, cube, lines)) for each in comparison.differing)
    return Plan(found, unit, budget, comparison, changes)


def _line_of(compared: Compared, cube: Cube, lines: dict[int, DirectLine]) -> DirectLine | None:
    """Return the one typed line a figure is all of, None where the file does not give it whole or there are several."""
    subject = compared.figure.subject
    detailed = (
        len(subject.function) == classification.load("function").leaf_length
        and len(subject.economic) == classification.load("economic").leaf_length
        and subject.fund
    )
    behind = cube.chosen(compared.selection)
    if not detailed or len(behind) != 1 or behind[0].origin.table != DirectLine.TABLE or compared.approved < 0:
        return None
    return lines.get(behind[0].origin.record_id)


def take(book: Book, planned: Plan) -> int:
    """Take a file over as one undoable step; return how many lines it changed.

    Raises UserError, and changes nothing, while anything of the file is open.
    """
    found = planned.reading
    if found.rejects:
        raise UserError(f"“{found.file}”有 {len(found.rejects)} 处问题，没有取得批复数")
    changed = 0
    with book.operation(f"取得批复数 {found.document}".strip()):
        _keep_release(book, planned)
        position = len(book.records(ApprovedFigure, budget_id=planned.budget.id))
        for number, change in enumerate(planned.changes):
            compared = change.compared
            book.insert(
                ApprovedFigure(
                    budget_id=planned.budget.id,
                    position=position + number,
                    subject=compared.name,
                    drafted=compared.drafted,
                    amount=compared.approved,
                    reference=found.document,
                    issued_on=found.day,
                )
            )
            if change.line is not None:
                book.update(replace(change.line, amount=change.amount))
                changed += 1
    return changed


def _keep_release(book: Book, planned: Plan) -> None:
    """Put number and day of the approval into the release record (公开审批记录)."""
    stored = book.records(Release, budget_id=planned.budget.id)
    release = stored[0] if stored else Release(budget_id=planned.budget.id)
    document, day = planned.reading.document, planned.reading.day
    filled = replace(release, approval_number=document, approved_on=day or release.approved_on)
    if stored:
        book.update(filled)
    else:
        book.insert(filled)

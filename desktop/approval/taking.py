"""Taking approved figures (批复数) over: document and day, what was approved otherwise, and lines a file gives whole.

A line is changed only where the file gives function, economic subject and fund of it and the budget has exactly one
typed line of that kind. How another difference divides over lines is not known: it is named and left to the person.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from desktop import pipeline
from desktop.approval import comparing, reading
from desktop.approval.comparing import Compared, Comparison
from desktop.catalog import classification
from desktop.compute.cube import Cube
from desktop.dataclass import dataclass
from desktop.findings import UserError
from desktop.intake.bureau_reading import Asked, BureauReading
from desktop.intake.bureau_totals import Figure
from desktop.intake.control_plan import budgets_of
from desktop.ledger.book import Book
from desktop.ledger.records import ApprovedFigure, Budget, DirectLine, Project, Release, Unit
from desktop.ledger.unit_tree import UnitTree
from desktop.ledger.vocabulary import Stage
from desktop.money import Fen
from desktop.outside.source_files import SourceTable
from desktop.units.unit_lines import has_content


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
class UnitPlan:
    """What a file of approved figures says of the budget of one unit."""

    unit: Unit
    budget: Budget
    comparison: Comparison
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a file of approved figures says, of each unit it names."""

    reading: BureauReading
    units: tuple[UnitPlan, ...]
    refused: str = ""
    """Why it can only be looked at (对照) and not taken over, in Chinese; empty where nothing forbids it."""

    @property
    def changes(self) -> tuple[Change, ...]:
        """The figures approved otherwise, of all units."""
        return tuple(change for each in self.units for change in each.changes)

    @property
    def left(self) -> tuple[Change, ...]:
        """The differences whose lines she has to edit herself."""
        return tuple(change for change in self.changes if change.line is None)

    @property
    def not_listed(self) -> tuple[tuple[str, Fen], ...]:
        """What budgets have and the file does not speak of, of all units."""
        return tuple(each for unit in self.units for each in unit.comparison.not_listed)

    @property
    def count(self) -> int:
        """How many figures were compared."""
        return sum(len(each.comparison.figures) for each in self.units)


def plan(book: Book, file: str, tables: Iterable[SourceTable], budget: Budget, asked: Asked) -> Plan:
    """Hold a file against the budgets of a year and stage: of every unit of the book it names, else of the budget's."""
    found = BureauReading(file)
    units = {unit.id: unit for unit in book.units()}
    budgets = budgets_of(book, budget, budget.stage)
    projects = {owner: book.records(Project, budget_id=each.id) for owner, each in budgets.items()}
    figures = reading.of_tables(found, tables, units[budget.unit_id], units.values(), projects, budget.year, asked)
    plans = []
    for unit in (units[owner] for owner in units if owner in figures):
        if unit.id in budgets:
            plans.append(_unit_plan(book, unit, budgets[unit.id], figures[unit.id]))
        else:
            why = f"“{unit.name}”没有{budget.year}年“{budget.stage}”的预算，不能取得它的批复数"
            found.reject(f"{why}；请先建立，或只选一个单位")
    return Plan(found, tuple(plans), _refused(book, plans))


def _refused(book: Book, plans: Iterable[UnitPlan]) -> str:
    """Return why one of the budgets cannot take approved figures over now, empty where all can.

    What was handed in must not become what was approved: that is the copy of it that is called 批复.
    """
    for each in plans:
        budget = each.budget
        begin = f"“{each.unit.name}”{budget.year}年“{budget.stage}”"
        if budget.frozen_at:
            return f"{begin}已冻结，只能对照，不能取得批复数"
        if budget.stage == Stage.ADJUSTED:
            return f"{begin}不取得批复数；批复以后的变动请录入预算调整（追加、追减、调剂）"
        if budget.stage == Stage.DISCLOSED:
            approved = book.records(Budget, unit_id=budget.unit_id, year=budget.year, stage=str(Stage.APPROVED))
            way = "请解除“批复”的冻结，在那里取得" if approved else "请逐行改为批复数，文号填入公开审批记录"
            return f"{begin}不取得批复数，只能对照；{way}"
        if budget.stage != Stage.APPROVED:
            return f"{begin}还不是批复，取得批复数会改掉编报的数，现在只能对照；请先转入“批复”阶段，再取得批复数"
    return ""


def _unit_plan(book: Book, unit: Unit, budget: Budget, figures: Sequence[Figure]) -> UnitPlan:
    """Hold the figures of one unit against its budget."""
    cube = pipeline.lines_of(book, budget)
    names = {str(project.id): project.name for project in book.records(Project, budget_id=budget.id)}
    comparison = comparing.compare(cube, figures, names)
    lines = {line.id: line for line in book.records(DirectLine, budget_id=budget.id)}
    changes = tuple(Change(each, _line_of(each, cube, lines)) for each in comparison.differing)
    return UnitPlan(unit, budget, comparison, changes)


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

    Raises UserError, and changes nothing, while anything of the file is open or where a stage cannot take it over.
    """
    found = planned.reading
    if planned.refused:
        raise UserError(f"{planned.refused}；账本未改动")
    if found.rejects:
        raise UserError(f"“{found.file}”有 {len(found.rejects)} 处问题，没有取得批复数")
    changed = 0
    with book.operation(f"取得批复数 {found.document}".strip()):
        for each in planned.units:
            changed += _take_unit(book, found, each)
        for node in _nodes_of(book, planned):
            _keep_release(book, found, node)
    return changed


def _nodes_of(book: Book, planned: Plan) -> list[Budget]:
    """Return budgets of units that only sum up others (只作汇总节点), where the file approves each unit below them."""
    tree, named = UnitTree(book.units()), {each.unit.id for each in planned.units}
    found = []
    first = next((each.budget for each in planned.units), None)
    for each in budgets_of(book, first, first.stage).values() if first else ():
        below = tree.subtree(tree.of_id(each.unit_id))[1:]
        unnamed = each.unit_id not in named and not each.frozen_at and not has_content(book.facts(each))
        if below and unnamed and all(unit.id in named or tree.children(unit) for unit in below):
            found.append(each)
    return found


def _take_unit(book: Book, found: BureauReading, planned: UnitPlan) -> int:
    """Take over what was approved of one unit; return how many lines it changed."""
    _keep_release(book, found, planned.budget)
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
    return sum(change.line is not None for change in planned.changes)


def _keep_release(book: Book, found: BureauReading, budget: Budget) -> None:
    """Put number and day of the approval into the release record (公开审批记录)."""
    stored = book.records(Release, budget_id=budget.id)
    release = stored[0] if stored else Release(budget_id=budget.id)
    filled = replace(release, approval_number=found.document, approved_on=found.day or release.approved_on)
    if stored:
        book.update(filled)
    else:
        book.insert(filled)

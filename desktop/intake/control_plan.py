"""What importing a bureau's control numbers (控制数) would do to each unit of a book, and doing it as one step."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from desktop.dataclass import dataclass
from desktop.findings import UserError
from desktop.intake import bureau_reading, control_numbers
from desktop.intake.bureau_reading import Asked
from desktop.intake.bureau_words import BLOCK_OR_FUND, IGNORED
from desktop.intake.control_numbers import ControlReading, Number
from desktop.ledger import control_entry, control_trail
from desktop.ledger.book import Book
from desktop.ledger.control_trail import Revision
from desktop.ledger.records import Budget, BudgetFacts, Control, Project, Unit
from desktop.money import YUAN, Fen
from desktop.outside.source_files import SourceTable

KIND = "controls"
"""Under which what a person decided about words is remembered."""


@dataclass(frozen=True, slots=True)
class Change:
    """One control number of a file: what it is for, the number in force before (None: none), the new one, in 分.

    later: the book has a document with a later day, so that this number only joins the trail. project: the name of a
    project that is added with it.
    """

    name: str
    revision: Revision
    number: Number
    project: str = ""

    @property
    def before(self) -> Fen | None:
        """The number in force before."""
        return self.revision.before.amount if self.revision.before is not None else None


@dataclass(frozen=True, slots=True)
class UnitPlan:
    """The numbers of one unit and the budget they go to."""

    unit: Unit
    budget: Budget
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a file would do. Nothing can be entered while the reading has rejects."""

    reading: ControlReading
    units: tuple[UnitPlan, ...]

    @property
    def count(self) -> int:
        """How many numbers it has."""
        return sum(len(each.changes) for each in self.units)


def budgets_of(book: Book, budget: Budget, stage: str = "") -> dict[int, Budget]:
    """Return the budget of each unit to which a document of a year goes: of a stage, else the newest of the year."""
    found = {}
    for unit in book.units():
        own = [b for b in book.budgets(unit.id) if b.year == budget.year and stage in ("", b.stage)]
        if own:
            found[unit.id] = budget if unit.id == budget.unit_id else max(own, key=lambda each: each.id)
    return found


def plan(book: Book, path: Path, budget: Budget, asked: Asked, stage: str = "") -> Plan:
    """Read a file for the budgets of a year. Raises UserError where the file itself cannot be read."""
    return plan_of(book, path.name, bureau_reading.tables_of(path, asked.sheets), budget, asked, stage)


def plan_of(
    book: Book, file: str, tables: Iterable[SourceTable], budget: Budget, asked: Asked, stage: str = ""
) -> Plan:
    """Understand the sheets of a file for the budgets of a year."""
    budgets = budgets_of(book, budget, stage)
    projects = {unit: book.records(Project, budget_id=each.id) for unit, each in budgets.items()}
    units = [unit for unit in book.units() if unit.ended_year is None or unit.ended_year > budget.year]
    reading = control_numbers.of_tables(file, tables, units, projects, budget.year, asked)
    return Plan(reading, tuple(_units(book, reading, units, budgets)))


def _units(
    book: Book, reading: ControlReading, units: Iterable[Unit], budgets: dict[int, Budget]
) -> Iterable[UnitPlan]:
    for unit in units:
        numbers = [number for number in reading.numbers if number.unit == unit.id]
        budget = budgets.get(unit.id)
        if not numbers:
            continue
        if budget is None:
            reading.reject(f"“{unit.name}”没有这一年的预算，不能导入它的控制数；请先建立")
        elif budget.frozen_at:
            reading.reject(f"“{unit.name}”{budget.year}年“{budget.stage}”已冻结，不能导入控制数")
        else:
            of_unit = f"“{unit.name}”" if len(budgets) > 1 else ""
            amounts = list(_less_cuts(book.facts(budget), reading, numbers, of_unit))
            yield UnitPlan(unit, budget, _changes(book, budget, reading, amounts))


def _changes(book: Book, budget: Budget, reading: ControlReading, numbers: Sequence[Number]) -> tuple[Change, ...]:
    facts = book.facts(budget)
    names = control_trail.project_names(facts)
    found = []
    for number in numbers:
        new = number.project.removeprefix("+") if number.project.startswith("+") else ""
        project = int(number.project) if number.project and not new else None
        control = Control(0, budget.id, number.block, number.fund, number.fen, reading.document, project, reading.day)
        (revision,) = control_trail.compared(facts, [control])
        if new:
            revision = Revision(control, None)
        name = f"新项目“{new}”" + (f"（{number.fund}）" if number.fund else "") if new else ""
        found.append(Change(name or control_trail.name_of(control, names), revision, number, new))
    return tuple(found)


def _less_cuts(
    facts: BudgetFacts, reading: ControlReading, numbers: Iterable[Number], of_unit: str
) -> Iterable[Number]:
    """Yield the numbers, a cut (核减) as the number given before less the cut; without one before it is refused."""
    names = control_trail.project_names(facts)
    for number in numbers:
        if not number.cut:
            yield number
            continue
        project = int(number.project) if number.project.isdigit() else None
        asked = Control(0, 0, number.block, number.fund, 0, reading.document, project, reading.day)
        before = control_trail.before(facts, asked)
        name = control_trail.name_of(asked, names) if project or not number.project else f"新项目“{number.project[1:]}”"
        name = of_unit + name
        cut = f"{name}只有核减数（{YUAN.show(number.cut)} 元，{number.place}）"
        if before is None:
            reading.reject(
                f"{cut}，账本中没有以前下达的控制数，算不出核减后的数；请先导入以前的控制数，或请财政局给出核定的数"
            )
        elif before.amount < number.cut:
            reading.reject(f"{cut}，比以前下达的控制数 {YUAN.show(before.amount)} 元还多；请与财政局核对")
        else:
            reading.understood.append(f"{name}：{YUAN.show(before.amount)} 元核减 {YUAN.show(number.cut)} 元")
            yield replace(number, fen=before.amount - number.cut)


def enter(book: Book, planned: Plan) -> int:
    """Enter the numbers of all units as one undoable step; return how many joined a trail.

    Raises UserError, and changes nothing, while anything of the file is open.
    """
    if planned.reading.rejects:
        raise UserError(f"“{planned.reading.file}”有 {len(planned.reading.rejects)} 处问题，没有导入任何控制数")
    count = 0
    with book.operation(f"导入控制数 {planned.reading.document}".strip()):
        for each in planned.units:
            added = _add_projects(book, each)
            revised = [
                replace(c.revision, control=replace(c.revision.control, project_id=added[c.project]))
                if c.project
                else c.revision
                for c in each.changes
            ]
            count += control_entry.enter(book, each.budget, revised)
    return count


def _add_projects(book: Book, planned: UnitPlan) -> dict[str, int]:
    """Add the projects a person wanted to be added; return their numbers by name."""
    position = len(book.records(Project, budget_id=planned.budget.id))
    names = list(dict.fromkeys(change.project for change in planned.changes if change.project))
    return {
        name: book.insert(Project(budget_id=planned.budget.id, position=position + place, name=name)).id
        for place, name in enumerate(names)
    }


def to_remember(words: dict[str, str]) -> dict[str, str]:
    """Return the decisions that hold for other files too: what is a block or a fund, not what a project is."""
    return {word: meaning for word, meaning in words.items() if meaning in BLOCK_OR_FUND and meaning != IGNORED}

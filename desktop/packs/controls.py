"""Control numbers from above (控制数) as packs: one file for each unit, taken in as one named step."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from desktop.compute import difference
from desktop.compute.difference import Difference
from desktop.dataclass import dataclass
from desktop.findings import UserError
from desktop.ledger import control_entry, control_trail, units
from desktop.ledger.book import Book
from desktop.ledger.records import Budget, BudgetFacts, Control, Project, Unit
from desktop.packs import archive, packing, privacy, tables
from desktop.packs.reading import Pack
from desktop.packs.taking import unit_of


@dataclass(frozen=True, slots=True)
class Issued:
    """The file of one unit's control numbers, and how many there are."""

    unit: Unit
    budget: Budget
    content: bytes
    count: int


@dataclass(frozen=True, slots=True)
class ControlPlan:
    """What taking control numbers in would do: to which budget, and what becomes another."""

    pack: Pack
    unit: Unit
    budget: Budget
    differences: tuple[Difference, ...]
    revised: tuple[control_trail.Revision, ...]
    replaced: bool
    """Whether a number in force gives way to another."""

    @property
    def asks(self) -> bool:
        """Whether numbers that are there become others, which a person has to agree to."""
        return self.replaced


def issued(book: Book, budgets: list[Budget], reference: str) -> Iterator[Issued]:
    """Yield the control numbers of each budget that has any. Raises UserError where none has."""
    found = [(budget, control_trail.current(book.records(Control, budget_id=budget.id))) for budget in budgets]
    if not any(controls for _, controls in found):
        raise UserError("这些单位都没有填写控制数，没有可以下达的；请先在各单位的“项目”页的“控制数”填写")
    tree, personal = units.tree_of(book), privacy.values_of(book)
    for budget, controls in found:
        if not controls:
            continue
        unit = tree.of_id(budget.unit_id)
        numbered = [replace(each, reference=reference or each.reference) for each in controls]
        named = {each.project_id for each in numbered}
        projects = [
            Project(id=p.id, code=p.code, name=p.name)
            for p in book.records(Project, budget_id=budget.id)
            if p.id in named
        ]
        members = archive.control_members(f"{unit.name}{budget.year}年控制数", numbered, projects)
        manifest = {**archive.heading(archive.CONTROLS, unit, budget), "reference": reference}
        privacy.require_none(personal, {name: text.decode().splitlines() for name, text in members.items()})
        yield Issued(unit, budget, archive.packed(manifest, members), len(controls))


def names(found: Iterable[Issued]) -> dict[str, bytes]:
    """Return the files of control numbers by their names; two units that a file system takes for one have two."""
    files: dict[str, bytes] = {}
    for each in found:
        name = packing.file_name(each.unit.name, each.budget.year, "控制数")
        if name.lower() in map(str.lower, files):
            name = packing.file_name(f"{each.unit.name}_{each.unit.code or each.unit.id}", each.budget.year, "控制数")
        files[name] = each.content
    return files


def plan(book: Book, pack: Pack) -> ControlPlan:
    """Return what taking control numbers in would do. Raises UserError where they are not for this book."""
    keys = [control_trail.key_of(control) for control in pack.controls]
    if not keys or len({*keys}) < len(keys):
        what = "有重复的板块" if keys else "没有控制数"
        raise UserError(f"文件“{pack.file}”的成员“{tables.file_of(Control)}”中{what}，没有装入；请上级重新下达")
    unit = unit_of(units.tree_of(book), pack)
    if unit is None:
        raise UserError(f"“{pack.file}”是下达给“{pack.unit}”的控制数，账本中没有这个单位；请换账本")
    budgets = [budget for budget in book.budgets(unit.id) if budget.year == pack.year]
    if not budgets:
        known = "、".join(f"{year}年" for year in sorted({b.year for b in book.budgets(unit.id)})) or "无"
        raise UserError(f"“{pack.file}”是{pack.year}年的控制数，“{unit.name}”没有{pack.year}年预算（现有：{known}）")
    budget = budgets[-1]
    if budget.frozen_at:
        raise UserError(f"“{unit.name}”{budget.year}年“{budget.stage}”已冻结，不能装入控制数")
    facts = book.facts(budget)
    revised = control_trail.compared(facts, _of_own_projects(facts, pack))
    replaced = any(each.before is not None and each.changes for each in revised)
    return ControlPlan(pack, unit, budget, tuple(differences(facts, pack)), tuple(revised), replaced)


def differences(facts: BudgetFacts, pack: Pack) -> list[Difference]:
    """Return what would be in force in a budget with the numbers of a pack and is not now, by what it says."""
    after = (*facts.controls, *_of_own_projects(facts, pack))
    before, following = (replace(facts, controls=tuple(control_trail.current(c))) for c in (facts.controls, after))
    return difference.differences(before, following)


def _of_own_projects(facts: BudgetFacts, pack: Pack) -> list[Control]:
    """Return the numbers of a pack for the budget's own projects. Raises UserError for a project it does not have."""
    found = []
    for control in pack.controls:
        number = control.project_id
        if number is not None:
            theirs = pack.projects[number - 1]
            alike = [p for p in facts.projects if theirs.code and p.code == theirs.code]
            alike = alike or [p for p in facts.projects if p.name == theirs.name]
            if len(alike) != 1:
                name = f"{theirs.code} {theirs.name}".strip()
                reason = f"账本中没有项目“{name}”" if not alike else f"账本中有 {len(alike)} 个项目是“{name}”"
                raise UserError(f"“{pack.file}”有项目的控制数，{reason}；请先在“项目”页建立或改正，再装入")
            number = alike[0].id
        found.append(replace(control, id=0, budget_id=facts.budget.id, project_id=number))
    return found


def take(book: Book, planned: ControlPlan) -> None:
    """Add the numbers of a pack to the trails of a budget as one named step; equal ones change nothing."""
    if not planned.differences:
        return
    reference = str(planned.pack.manifest["reference"])
    with book.operation(f"装入控制数 {reference}".strip()):
        control_entry.enter(book, planned.budget, planned.revised)

"""Control numbers from above (控制数) as packs: one file for each unit, taken in as one named step."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from desktop.compute import difference
from desktop.compute.difference import Difference
from desktop.dataclass import dataclass
from desktop.findings import UserError
from desktop.ledger import units
from desktop.ledger.book import Book
from desktop.ledger.records import Budget, Control, Unit
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
    replaced: bool

    @property
    def asks(self) -> bool:
        """Whether numbers that are there become others, which a person has to agree to."""
        return self.replaced and bool(self.differences)


def issued(book: Book, budgets: list[Budget], reference: str) -> Iterator[Issued]:
    """Yield the control numbers of each budget that has any. Raises UserError where none has."""
    found = [(budget, book.records(Control, budget_id=budget.id)) for budget in budgets]
    if not any(controls for _, controls in found):
        raise UserError("这些单位都没有填写控制数，没有可以下达的；请先在各单位的“控制数”页填写")
    tree, personal = units.tree_of(book), privacy.values_of(book)
    for budget, controls in found:
        if not controls:
            continue
        unit = tree.of_id(budget.unit_id)
        numbered = [replace(each, reference=reference or each.reference) for each in controls]
        members = archive.control_members(f"{unit.name}{budget.year}年控制数", numbered)
        manifest = {**archive.heading(archive.CONTROLS, unit, budget), "reference": reference}
        privacy.require_none(personal, {name: text.decode().splitlines() for name, text in members.items()})
        yield Issued(unit, budget, archive.packed(manifest, members), len(controls))


def names(found: Iterable[Issued]) -> dict[str, bytes]:
    """Return the files of control numbers by their names."""
    return {packing.file_name(each.unit.name, each.budget.year, "控制数"): each.content for each in found}


def plan(book: Book, pack: Pack) -> ControlPlan:
    """Return what taking control numbers in would do. Raises UserError where they are not for this book."""
    blocks = [(control.block, control.fund) for control in pack.controls]
    if not blocks or len({*blocks}) < len(blocks):
        what = "有重复的板块" if blocks else "没有控制数"
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
    differing = difference.differences(facts, replace(facts, controls=pack.controls))
    return ControlPlan(pack, unit, budget, tuple(differing), bool(facts.controls))


def take(book: Book, planned: ControlPlan) -> None:
    """Set the control numbers of a budget to those of a pack, as one named step; equal ones change nothing."""
    if not planned.differences:
        return
    reference = str(planned.pack.manifest["reference"])
    with book.operation(f"装入控制数 {reference}".strip()):
        for record in book.records(Control, budget_id=planned.budget.id):
            book.delete(record)
        for control in planned.pack.controls:
            book.insert(replace(control, id=0, budget_id=planned.budget.id))

"""What each unit of a view has: its facts under the names used there, and its lines, computed by its own rules.

What was computed of a unit is kept, so that an edit in one unit computes that unit alone.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from desktop.compute import drafting, joined_facts
from desktop.compute import lines as records_to_lines
from desktop.compute.drafting import Drafted, DraftMemory
from desktop.compute.joined_facts import Joiner
from desktop.compute.lines import BudgetLine, LineMemory
from desktop.dataclass import dataclass
from desktop.findings import Outcome
from desktop.ledger.book import Book
from desktop.ledger.records import Budget, BudgetFacts, Unit
from desktop.ledger.unit_tree import UnitTree
from desktop.units import views
from desktop.units.views import View

if TYPE_CHECKING:
    from desktop.compute.causes import Effect


@dataclass(slots=True)
class Computed:
    """A unit's budget as it stands in a view, its lines, and how its own checks ended last.

    counterparts: what its records name as the other unit (对方单位). moving: the places of the lines that may be money
    between units, because they name one or are of such a kind.
    ended: in which form, against which facts of last year, and the outcomes. changed: against which facts of last year,
    and the signed lines of the change.
    """

    source: BudgetFacts
    facts: BudgetFacts
    drafted: Drafted
    lines: list[BudgetLine]
    counterparts: dict[tuple[str, int], str]
    moving: list[int]
    ended: tuple[str, tuple[BudgetFacts, ...], list[Outcome]] | None = None
    changed: tuple[tuple[BudgetFacts, ...], list["Effect"]] | None = None


class UnitMemory:
    """What was computed last of the units of one view."""

    def __init__(self) -> None:
        self._lines: dict[int, LineMemory] = {}
        self._drafts: dict[int, DraftMemory] = {}
        self._units: dict[int, Computed] = {}
        self._shown: dict[int, tuple[BudgetFacts, Unit, BudgetFacts]] = {}

    def shown(self, facts: BudgetFacts, unit: Unit) -> BudgetFacts:
        """Return facts as those of another unit, the same object while they stay the same."""
        known = self._shown.get(facts.budget.id)
        if known is None or known[0] is not facts or known[1] != unit:
            known = self._shown[facts.budget.id] = facts, unit, replace(facts, unit=unit)
        return known[2]

    def computed(self, source: BudgetFacts, names: dict[int, str]) -> Computed:
        """Return the lines of a budget, its projects under some names."""
        from desktop.compute.consolidation import kind_of  # what only several units need

        facts = joined_facts.under_names(source, names)
        known = self._units.get(source.budget.id)
        if known is not None and known.source is source and known.facts.projects == facts.projects:
            return known
        memory = self._lines.setdefault(source.budget.id, LineMemory())
        drafted = drafting.draft(facts, memory=self._drafts.setdefault(source.budget.id, DraftMemory()))
        drafted.lines = memory.same("drafted", [_named_by_budget(line, facts.budget) for line in drafted.lines])
        lines = records_to_lines.of_records(facts, memory) + drafted.lines
        texts = _counterparts(facts)
        named = [(line.origin.table, line.origin.record_id) in texts for line in lines]
        moving = [n for n, line in enumerate(lines) if named[n] or kind_of(line) is not None]
        computed = self._units[source.budget.id] = Computed(source, facts, drafted, lines, texts, moving)
        return computed


def _counterparts(facts: BudgetFacts) -> dict[tuple[str, int], str]:
    records = (record for listed in (facts.lines, facts.incomes) for record in listed)
    return {(record.TABLE, record.id): text for record in records if (text := record.counterpart.strip())}


def moving(parts: Iterable[Computed]) -> list[int]:
    """Return the places of the lines that may be money between units, among the lines of some units in a row."""
    found, before = [], 0
    for part in parts:
        found += [before + place for place in part.moving]
        before += len(part.lines)
    return found


def of_view(book: Book, view: View, memory: UnitMemory | None = None) -> tuple[list[Computed], list[Computed]]:
    """Return what each unit of a view has this year, and last year under the unit that goes on."""
    known = memory or UnitMemory()
    this, last = _shown(book, view, known)
    names = joined_facts.shared_names([*this, *last])
    return [known.computed(each, names) for each in this], [known.computed(each, names) for each in last]


def steps(book: Book, view: View, memory: UnitMemory) -> Iterator[None]:
    """Compute the units of a view one after another into a memory, where `of_view` then finds them."""
    for part in view.parts:
        for budget in (part.budget, *(budget for _, budget in part.last)):
            book.facts(budget)
        yield
    this, last = _shown(book, view, memory)
    names = joined_facts.shared_names([*this, *last])
    for each in (*this, *last):
        memory.computed(each, names)
        yield


def _shown(book: Book, view: View, known: UnitMemory) -> tuple[list[BudgetFacts], list[BudgetFacts]]:
    """Return the facts of this and of last year as those of the units that are shown."""
    shown = {part.unit.id: replace(part.unit, operating_cost=joined_facts.counted(part.unit)) for part in view.parts}
    this = [known.shown(book.facts(part.budget), shown[part.unit.id]) for part in view.parts]
    last = [
        known.shown(facts, _of_before(unit, shown[part.unit.id]))
        for part in view.parts
        for unit, budget in part.last
        if has_content(facts := book.facts(budget))
    ]
    return this, last


def of_last_year(book: Book, tree: UnitTree, unit: Unit, budget: Budget) -> tuple[BudgetFacts | None, list[BudgetLine]]:
    """Return what a unit is compared with where others went into it (撤并): last year's facts and lines of all."""
    from desktop.compute.consolidation import consolidate

    memory = UnitMemory()
    parts = [
        memory.computed(memory.shown(facts, _of_before(each, unit)), {})
        for each, last in views.last_of(book, tree, unit, budget)
        if has_content(facts := book.facts(last))
    ]
    if not parts:
        return None, []
    year = Budget(0, unit.id, budget.year - 1, policy=budget.policy)
    joined = Joiner().joined(unit, year, [part.facts for part in parts])
    lines = [line for part in parts for line in part.lines]
    return joined, consolidate(lines, Counterparts(tree, parts, budget.year)).lines


def has_content(facts: BudgetFacts) -> bool:
    """Tell whether something was entered of which a figure comes."""
    return bool(facts.lines or facts.incomes or facts.people or facts.project_lines or facts.public_lines)


def _named_by_budget(line: BudgetLine, budget: Budget) -> BudgetLine:
    """Return a quota's line with a key that no other unit's line has: it is of no record, but of a budget."""
    return replace(line, origin=replace(line.origin, record_id=budget.id)) if line.origin.table == "quota" else line


def _of_before(unit: Unit, shown: Unit) -> Unit:
    """Return a unit as it was computed then, under the name of the one that goes on."""
    return replace(unit, name=shown.name, operating_cost=shown.operating_cost)


class Counterparts:
    """Finds the unit of a view that a line names as the other one (对方单位); an ended one is its successor."""

    def __init__(self, tree: UnitTree, parts: Sequence[Computed], year: int = 0) -> None:
        """year: the one that is shown, where the units have budgets of others only."""
        self._tree = tree
        self._year = year or max((part.facts.budget.year for part in parts), default=0)
        self._shown = {part.facts.budget.unit_id: part.facts.unit.name for part in parts}
        self._texts = {
            key: (text, part.facts.budget.unit_id) for part in parts for key, text in part.counterparts.items()
        }
        self._found = cache(tree.counterpart)
        self._near = cache(tree.nearest)

    def __call__(self, line: BudgetLine) -> str:
        """Return the name of that unit, empty where the line names none of the view, or the very unit it is of."""
        text, owner = self._texts.get((line.origin.table, line.origin.record_id), ("", 0))
        unit = self._found(text) if text else None
        if unit is None or unit.id == owner:
            return ""
        return self._shown.get(unit.id) or self._shown.get(self._tree.successor(unit, self._year).id, "")

    def misses(self, line: BudgetLine) -> str:
        """Return in Chinese why a line that may be a transfer inside the view names no unit; empty where it does."""
        if not line.amount:
            return ""
        text, owner = self._texts.get((line.origin.table, line.origin.record_id), ("", 0))
        if not text:
            from desktop.compute.consolidation import kind_of

            return "没有填写对方单位" if kind_of(line) is not None else ""
        unit = self._found(text)
        if unit is not None:
            return "的对方单位填的是它自己" if unit.id == owner else ""
        near = self._near(text)
        if near is None:
            return ""
        return f"的对方单位“{text}”不是账本中的单位（与“{near.name}”相近，确是另一个单位的不用处理）"

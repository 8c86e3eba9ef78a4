"""Views (汇总范围): which units' budgets are shown together, and what stands in the way.

A unit alone (节点本级) is one budget; a unit with those below it (汇总), or any chosen units (选择汇总), is a view.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from desktop.compute.joined_facts import counted
from desktop.dataclass import dataclass
from desktop.findings import UserError
from desktop.ledger.book import Book
from desktop.ledger.records import Budget, TakenIn, Unit
from desktop.ledger.unit_tree import UnitTree
from desktop.ledger.vocabulary import SCOPES, Stage

STAGES = list(Stage)


@dataclass(frozen=True, slots=True)
class Part:
    """A unit in a view: its budget, and last year's budgets of it and of the units that went into it (撤并)."""

    unit: Unit
    budget: Budget
    last: tuple[tuple[Unit, Budget], ...]


@dataclass(frozen=True, slots=True)
class View:
    """Units shown together, as the one unit they are printed as. problems: in Chinese, what is missing or behind.

    notes: in Chinese, what is not in the sums and may well be so.

    has_text: whether it can have a text of its own, which chosen units (选择汇总) cannot: no budget is theirs alone.
    """

    unit: Unit
    budget: Budget
    parts: tuple[Part, ...]
    tree: UnitTree
    problems: tuple[str, ...]
    has_text: bool = True
    notes: tuple[str, ...] = ()

    @property
    def with_layout(self) -> Budget:
        """The budget whose layout the view is printed in: its own, else that of the first part."""
        return self.budget if self.budget.id else self.parts[0].budget

    @property
    def is_department(self) -> bool:
        """Whether it is printed as a 部门 prints its budget."""
        return len(self.parts) > 1 and self.unit.scope == SCOPES[1]


@dataclass(frozen=True, slots=True)
class Asked:
    """Units that a person asked to see as one, by id, and of which year and stage.

    with_below: the first of them with all below it (汇总), else these (选择汇总).
    """

    units: tuple[int, ...]
    with_below: bool
    year: int
    stage: str

    def view(self, book: Book) -> View:
        """Return them as they are now. Raises UserError where none is there or none has a budget."""
        found = {unit.id: unit for unit in book.units()}
        units = [found[number] for number in self.units if number in found]
        if not units:
            raise UserError("这些单位已不在账本中")
        if self.with_below:
            return below(book, units[0], self.year, self.stage)
        return chosen(book, units, self.year, self.stage)


def below(book: Book, unit: Unit, year: int = 0, stage: str = "") -> View:
    """Return the view of a unit with all below it, of a year and stage or the newest. Raises UserError without any."""
    tree = UnitTree(book.units())
    shown = replace(unit, scope=SCOPES[1]) if tree.above(unit) is None and tree.children(unit) else unit
    return _view(book, tree, shown, tree.subtree(unit), year, stage)


def chosen(book: Book, units: Sequence[Unit], year: int = 0, stage: str = "") -> View:
    """Return the view of some units. Raises UserError where none of them has a budget."""
    tree = UnitTree(book.units())
    top = _common(tree, units)
    wanted = [unit for unit in tree.units if unit.id in {each.id for each in units}]
    name = f"{top.name if top else wanted[0].name}（选择汇总：{len(wanted)} 个单位）"
    shown = replace(top or wanted[0], name=name, scope=SCOPES[1])
    return _view(book, tree, shown, wanted, year, stage, words=False)


def predecessors(tree: UnitTree, unit: Unit, year: int) -> list[Unit]:
    """Return the units that ended by a year and whose figures of before a unit has now."""
    ended = (each for each in tree.units if each.ended_by(year))
    return [each for each in ended if each.id != unit.id and tree.successor(each, year).id == unit.id]


def last_of(book: Book, tree: UnitTree, unit: Unit, budget: Budget) -> tuple[tuple[Unit, Budget], ...]:
    """Return last year's budgets that a budget is compared with: the unit's own, then those of its predecessors."""
    units = [unit, *predecessors(tree, unit, budget.year)]
    return tuple((each, last) for each in units if (last := book.comparable(each.id, budget.year - 1)) is not None)


def alone(book: Book, unit: Unit, budget: Budget) -> View:
    """Return the view of one unit alone, with those that went into it (撤并) in last year's side."""
    tree = UnitTree(book.units())
    return View(unit, budget, (Part(unit, budget, last_of(book, tree, unit, budget)),), tree, ())


def year_before(book: Book, view: View) -> View | None:
    """Return what a view is compared with as a view of its own, None without any.

    Units that ended since stand under the name of the one that goes on, as they do in last year's figures of the view.
    """
    parts = tuple(
        Part(
            replace(unit, name=part.unit.name, operating_cost=counted(part.unit)),
            budget,
            last_of(book, view.tree, unit, budget),
        )
        for part in view.parts
        for unit, budget in part.last
    )
    if not parts:
        return None
    own = next((part.budget for part in parts if part.budget.unit_id == view.budget.unit_id), None)
    budget = own if view.has_text and own else Budget(0, view.unit.id, view.budget.year - 1, policy=view.budget.policy)
    return replace(view, budget=budget, parts=parts, problems=(), notes=())


def _common(tree: UnitTree, units: Sequence[Unit]) -> Unit | None:
    """Return the lowest unit that all others stand below, or are."""
    inside = {unit.id for unit in units}
    fitting = [each for each in tree.units if inside <= {below.id for below in tree.subtree(each)}]
    return fitting[-1] if fitting else None


def _view(
    book: Book, tree: UnitTree, shown: Unit, units: list[Unit], year: int, stage: str, *, words: bool = True
) -> View:
    budgets = {unit.id: book.budgets(unit.id) for unit in units}
    year = year or max((each[0].year for each in budgets.values() if each), default=0)
    of_year = {unit: [b for b in budgets[unit] if b.year == year] for unit in budgets}
    own = of_year.get(shown.id, []) if words else []
    stage = stage or _newest_stage(own or [b for each in of_year.values() for b in each])
    problems = list(tree.problems())
    notes: list[str] = []
    parts = []
    for unit in units:
        if unit.ended_by(year):
            problems += _left_behind(book, unit, of_year[unit.id])
            notes += _without_successor(book, unit, year - 1)
            continue
        budget, problem = _budget_in(of_year[unit.id], stage)
        if budget is None:
            problems += [] if tree.children(unit) else [f"“{unit.name}”没有{year}年预算，汇总中没有它的数"]
            continue
        problems += [f"“{unit.name}”{problem}"] if problem else []
        if book.is_empty(budget) and not tree.children(unit):
            problems.append(f"“{unit.name}”的{year}年预算还没有录入，汇总中没有它的数")
        parts.append(Part(unit, budget, last_of(book, tree, unit, budget)))
        notes += _perhaps_twice(book, parts[-1])
    notes += _ahead([(part, _furthest(of_year[part.unit.id])) for part in parts])
    if not parts:
        raise UserError(f"“{shown.name}”和它的下级都没有{f'{year}年' if year else ''}预算；请先建立年度")
    whose = next((part.budget for part in parts if words and part.unit.id == shown.id), None)
    budget = whose or Budget(0, shown.id, year, stage)
    return View(shown, budget, tuple(parts), tree, tuple(problems), words, tuple(notes))


def _left_behind(book: Book, unit: Unit, budgets: list[Budget]) -> Iterator[str]:
    """Yield that an ended unit (撤并) has a budget of a year in which it has none: what stands there is in no sum."""
    if any(not book.is_empty(budget) for budget in budgets):
        yield (
            f"“{unit.name}”自{unit.ended_year}年已撤并，但它的{budgets[0].year}年预算有内容，汇总中没有它的数；"
            "请把它转到并入单位，或核对撤并年度"
        )


def _without_successor(book: Book, unit: Unit, year: int) -> Iterator[str]:
    """Yield that last year's figures of an ended unit (撤并) that went into no other one are in no sum."""
    budget = book.comparable(unit.id, year) if unit.successor_id is None else None
    if budget is not None and not book.is_empty(budget):
        yield (
            f"“{unit.name}”自{unit.ended_year}年撤并，没有填并入单位，它的{year}年数不在上年的汇总数中；"
            "划出本部门的不用处理"
        )


def _perhaps_twice(book: Book, part: Part) -> Iterator[str]:
    """Yield that last year of an ended unit may be counted twice: a pack may bring it with that of its successor."""
    own = [budget for unit, budget in part.last if unit.id == part.unit.id]
    ended = [unit.name for unit, budget in part.last if unit.id != part.unit.id and not book.is_empty(budget)]
    if ended and any(book.records(TakenIn, budget_id=budget.id) for budget in own):
        yield (
            f"“{part.unit.name}”的{own[0].year}年数是装入的，可能已包括并入它的“{'”“'.join(ended)}”；"
            "本账本中这些单位的上年数也加在上年的汇总数里，请核对，重复的清空一处"
        )


def _newest_stage(budgets: Iterable[Budget]) -> str:
    return max((budget.stage for budget in budgets), key=lambda name: STAGES.index(Stage(name)), default=STAGES[0])


def _furthest(budgets: Iterable[Budget]) -> Budget:
    return max(budgets, key=lambda each: STAGES.index(Stage(each.stage)))


def _ahead(parts: Sequence[tuple[Part, Budget]]) -> Iterator[str]:
    """Yield which units have a later stage than the one shown, where others do not: its figures are in no sum."""
    ahead = [
        (part, last) for part, last in parts if STAGES.index(Stage(last.stage)) > STAGES.index(Stage(part.budget.stage))
    ]
    for part, last in ahead if len(ahead) < len(parts) else ():
        yield (
            f"“{part.unit.name}”已有“{last.stage}”，汇总用的还是它的“{part.budget.stage}”；"
            "要用后面的数，请先把各单位转到同一阶段"
        )


def _budget_in(budgets: list[Budget], stage: str) -> tuple[Budget | None, str]:
    """Return a unit's budget of a stage; where it has none its furthest one, and what is wrong with that."""
    same = [budget for budget in budgets if budget.stage == stage]
    if same or not budgets:
        return (same[0] if same else None), ""
    furthest = _furthest(budgets)
    return furthest, f"没有“{stage}”阶段，汇总用的是它的“{furthest.stage}”，请先把各单位转到同一阶段"

"""What a file may show of a book: each budget of a unit, a unit with all below it (汇总), chosen units (选择汇总)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial

from desktop import pipeline
from desktop.dataclass import dataclass
from desktop.disclosure import Disclosure
from desktop.findings import UserError
from desktop.ledger import units
from desktop.ledger.book import Book
from desktop.ledger.records import Budget, Unit
from desktop.units import together, views


@dataclass(frozen=True, slots=True)
class State:
    """What a file may show: a budget of one unit, or a unit with all below it (汇总).

    label: whose it is; unit: the one it is named after; units: all whose figures it shows; make: computes it.
    """

    label: str
    unit: Unit
    budget: Budget
    units: frozenset[int]
    make: Callable[[], Disclosure]


def states(book: Book, form: str = "", forms: Mapping[int, str] | None = None) -> Iterator[State]:
    """Yield each budget of each unit, the newest first, then each unit with those below it (汇总).

    form: the layout of all of them; forms: of single budgets by id, where none is named for all.
    """
    tree = units.tree_of(book)
    budgets = sorted(book.records(Budget), key=lambda budget: (budget.year, budget.id), reverse=True)
    for budget in budgets:
        unit = tree.of_id(budget.unit_id)
        make = partial(pipeline.of_book, book, form or (forms or {}).get(budget.id, ""), budget)
        yield State(unit.name, unit, budget, frozenset({unit.id}), make)
    for unit in tree.units:
        below = {each.id for each in tree.subtree(unit)} if tree.children(unit) else set()
        for year, stage in dict.fromkeys((each.year, each.stage) for each in budgets if each.unit_id in below):
            try:
                view = views.below(book, unit, year, stage)
            except UserError:  # all of them had ended by then
                continue
            make = partial(together.of_view, book, view, form)
            yield State(f"{unit.name}（汇总）", unit, view.budget, frozenset(below), make)


def times(book: Book, words: str) -> list[tuple[int, str]]:
    """Return the years and stages of the budgets of a book whose year stands in some words, all without words."""
    budgets = [each for each in book.records(Budget) if not words or f"{each.year}" in words]
    return [*dict.fromkeys((each.year, each.stage) for each in budgets)]


def chosen_states(book: Book, form: str, wanted: Sequence[Unit], words: str = "") -> Iterator[State]:
    """Yield what chosen units (选择汇总) are together, of each year and stage; words: those whose year stands there."""
    for year, stage in times(book, words):
        try:
            view = views.chosen(book, wanted, year, stage)
        except UserError:  # none of them has a budget of then
            continue
        ids = frozenset(each.id for each in wanted)
        label = "、".join(each.name for each in wanted)
        yield State(label, wanted[0], view.budget, ids, cache(partial(together.of_view, book, view, form)))

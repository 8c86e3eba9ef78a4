"""Why the sums of several units (汇总) differ from last year: each unit by its own rules, then what is between them.

A consolidated figure is the sum of the units without the money that moves between them, and so is its change: the
signed lines of each unit (`compute/causes`), and those of elimination and restating, which are of no unit alone.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from desktop.compute import causes
from desktop.compute.causes import CauseKind, Effect, bag, steps_between
from desktop.compute.lines import BudgetLine
from desktop.disclosure import Disclosure
from desktop.layouts.tables import withheld
from desktop.ledger.records import BudgetFacts
from desktop.units.unit_lines import Computed


def effects(
    this: Sequence[Computed], last: Sequence[Computed], consolidated: Iterable[BudgetLine], year: int
) -> Iterator[list[Effect]]:
    """Yield the signed lines of each unit, and at the end those of elimination; all add up, line by line.

    last: what is compared with, the budgets of ended units (撤并) under the unit that goes on.
    """
    for part in this:
        before = [each for each in last if each.facts.unit.name == part.facts.unit.name]
        known = part.changed
        if known is None or [*map(id, known[0])] != [id(each.source) for each in before]:
            known = part.changed = tuple(each.source for each in before), list(_of_unit(part, before, year))
        yield known[1]
    alone = [line for part in (*this, *last) for line in part.lines]
    yield list(steps_between(CauseKind.ELIMINATED, "", _change(alone, year), _change(consolidated, year)))


def of_disclosure(disclosure: Disclosure) -> list[Effect] | None:
    """Return the signed lines from last year to this, on account of the published names; None without a last year."""
    if disclosure.last is None:
        return None
    names = withheld.of(disclosure.facts, disclosure.last)
    if disclosure.together is not None:
        return names.effects(effect for part in disclosure.together.effects() for effect in part)
    return names.effects(of_one(disclosure.last, disclosure.facts, disclosure.cube.lines))


def of_one(last: BudgetFacts, this: BudgetFacts, lines: Iterable[BudgetLine]) -> list[Effect]:
    """Return the signed lines of one unit's change; they add up to that of the lines where others went into it (撤并).

    Last year's facts of all of them do not come to their lines: money between them is gone, each had its own rules.
    """
    found = causes.effects(last, this)
    if last.budget.id:
        return found
    year = this.budget.year
    return [*found, *steps_between(CauseKind.ENDED, "", bag((each.line for each in found), year), _change(lines, year))]


def _of_unit(part: Computed, before: list[Computed], year: int) -> Iterator[Effect]:
    own = [each for each in before if each.facts.budget.unit_id == part.facts.budget.unit_id]
    ended = [line for each in before if each not in own for line in each.lines]
    yield from steps_between(CauseKind.ENDED, "", bag(ended, year), Counter())
    old = bag((line for each in own for line in each.lines), year)
    new = bag(part.lines, year)
    found = causes.effects(own[0].facts, part.facts) if len(own) == 1 else []
    yield from found
    old.update(bag((effect.line for effect in found), year))
    yield from steps_between(CauseKind.REST if own else CauseKind.NEW_UNIT, "", old, new)


def _change(lines: Iterable[BudgetLine], year: int) -> causes.Bag:
    """Return what this year has more than last year, by everything else a line says."""
    now: list[BudgetLine] = []
    then: list[BudgetLine] = []
    for line in lines:
        (now if line.year == year else then).append(line)
    found = bag(now, year)
    found.subtract(bag(then, year))
    return found

"""Last year of a unit that others went into (撤并), as records that come to the same lines wherever they are read.

Each unit's lines were computed by its own kind, and money between them was eliminated (`unit_lines.of_last_year`).
Records under the one name would be computed by its kind alone, and their transfers would name the unit itself. So typed
lines and incomes say what their lines say; what else was restated stands in lines that add and take away.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import count
from typing import TypeVar

from desktop.compute.lines import BudgetLine
from desktop.ledger.records import BudgetFacts, DirectLine, Income
from desktop.money import Fen

DIMENSIONS = ("side", "function", "economic", "government", "nature", "project", "fund", "carry", "subsource")
R = TypeVar("R", DirectLine, Income)


def settled(facts: BudgetFacts, lines: Sequence[BudgetLine]) -> BudgetFacts:
    """Return facts whose typed lines and incomes are as the lines say they are."""
    return replace(
        facts,
        lines=_as_lines(facts.lines, _of(lines, DirectLine.TABLE), _typed),
        incomes=_as_lines(facts.incomes, _of(lines, Income.TABLE), _received),
    )


def balanced(facts: BudgetFacts, wanted: Iterable[BudgetLine], there: Iterable[BudgetLine]) -> BudgetFacts:
    """Return facts with lines that make up for what the lines there are differ by from those that are wanted."""
    left: dict[tuple[str, ...], Fen] = {}
    for sign, lines in ((1, wanted), (-1, there)):
        for line in lines:
            row = tuple(getattr(line, name) for name in DIMENSIONS)
            left[row] = left.get(row, 0) + sign * line.amount
    projects = {project.name: project.id for project in facts.projects}
    numbers = count(max((record.id for record in facts.lines), default=0) + 1)
    added = []
    for (side, function, economic, government, nature, project, fund, carry, subsource), fen in sorted(left.items()):
        if fen and side == "支出":
            record = DirectLine(id=next(numbers), amount=fen, project_id=projects.get(project))
            record = replace(record, function_code=function, economic_code=economic, government_code=government)
            added.append(replace(record, nature=nature, fund=fund, carry=carry, subsource=subsource))
    return replace(facts, lines=(*facts.lines, *added)) if added else facts


def _of(lines: Iterable[BudgetLine], table: str) -> dict[int, list[BudgetLine]]:
    found: dict[int, list[BudgetLine]] = {}
    for line in lines:
        if line.origin.table == table:
            found.setdefault(line.origin.record_id, []).append(line)
    return found


def _as_lines(
    records: tuple[R, ...], lines: dict[int, list[BudgetLine]], make: Callable[[R, BudgetLine], R]
) -> tuple[R, ...]:
    """Return the records as their lines are: none where nothing is left of one, several where it was divided."""
    numbers = count(max((record.id for record in records), default=0) + 1)

    def each() -> Iterator[R]:
        for record in records:
            for place, line in enumerate(lines.get(record.id, ())):
                found = make(record, line)
                yield found if not place else replace(found, id=next(numbers))

    return tuple(each())


def _typed(record: DirectLine, line: BudgetLine) -> DirectLine:
    found = replace(record, amount=line.amount, government_code=line.government)
    return replace(found, fund=line.fund, carry=line.carry, subsource=line.subsource)


def _received(record: Income, line: BudgetLine) -> Income:
    found = replace(record, amount=line.amount, follows=0)
    return replace(found, source=line.fund, carry=line.carry, subsource=line.subsource)

"""Which table gives way where tables contradict each other: a short one rather than the one that says most.

A 收支总表 of a few rows that misses its parts by a tail would else refuse the table of all subjects.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol, TypeVar

from desktop.published.targets import Target

MOST_TRIED = 4
"""How many tables are left out, each by itself, to see whether the others agree then."""


class Divided(Protocol):
    """Amounts that reproduce tables, and the tables they do not reproduce.

    marks: they are of sentences alone, of which none is a table of many figures.
    """

    marks: bool
    refused: list[Target]


Some = TypeVar("Some", bound=Divided)


def agreed(
    targets: Sequence[Target], search: Callable[[list[Target]], Some], refuse: Callable[[Some, Target], None]
) -> Some:
    """Return the amounts that refuse the fewest figures; the table left out for it is refused by name."""
    best = search([*targets])
    fewest = 0 if best.marks else _cells(best.refused)
    refused = {id(target) for target in best.refused}
    shorter = [target for target in targets if id(target) not in refused and len(target.cells) < fewest]
    for target in sorted(shorter, key=lambda each: -len(each.cells))[:MOST_TRIED]:
        other = search([each for each in targets if each is not target])
        if _cells(other.refused) + len(target.cells) < fewest:
            refuse(other, target)
            best, fewest = other, _cells(other.refused)
    return best


def _cells(targets: Iterable[Target]) -> int:
    return sum(len(target.cells) for target in targets)

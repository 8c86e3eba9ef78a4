"""Lists that were put under the newest amount, and add up to one before it: they divide that one, once more."""

from collections.abc import Iterable, Sequence

from desktop.audit.interval import ZERO, Interval
from desktop.audit.sentences.belonging import more_than, other_side
from desktop.audit.sentences.statements import Enumeration, Statement
from desktop.audit.sentences.subjects import TOTAL

NEAR = 6
"""Passages before a list in which what it divides may stand."""
FEWEST = 2


def moved(lists: Iterable[Enumeration], values: Sequence[Statement]) -> None:
    """Put lists of a passage of their own under the total they add up to, where they cannot be of what they are under.

    基本支出 8 万元；项目支出 2 万元。 and on the next line 教育支出 7 万元；住房保障支出 3 万元。
    """
    totals = [value for value in values if value.subject and value.subject.name == TOTAL and value.plan]
    for each in (each for each in lists if each.parents and len(each.parts) >= FEWEST):
        under, first = each.parents[0], each.parts[0]
        alone = under.parent is None or under.parent.passage is under.passage  # else the last line of a list
        if first.passage is under.passage and alone:
            continue
        added = _sum(each.parts)
        if added.fen <= under.amount.fen or any(added.meets(parent.amount) for parent in each.parents):
            continue
        near = (v for v in reversed(totals) if 0 < first.passage.number - v.passage.number <= NEAR)
        over = [under.parent] if under.parent else []
        over += [value for value in near if not more_than(first, value)]
        fits = [value for value in over if added.meets(value.amount) and not other_side(first, value)]
        if fits:
            each.parents[:] = fits[:1]
            for part in each.parts:
                part.parent = fits[0] if part.parent is under else part.parent


def _sum(parts: Sequence[Statement]) -> Interval:
    """Return what parts of the first one's kind come to."""
    kind = parts[0].subject.group if parts[0].subject else ""
    same = [part.amount for part in parts if (part.subject.group if part.subject else "") == kind]
    return sum(same, ZERO)

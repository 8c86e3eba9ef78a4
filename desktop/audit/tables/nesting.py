"""Which numbers of a list are headings of those that follow, so that the highest ones add up to a total."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

MOST_STEPS = 20_000
"""Steps of a search; what needs more is not told from amounts alone."""


def tops(values: Sequence[Decimal], total: Decimal, slack: Decimal = Decimal(0)) -> list[int]:
    """Return the places of the highest numbers of a list: each other one is a part of the heading before it.

    slack: by how much printed digits may make a sum differ. Empty where the highest add up to the total in no nesting.
    """
    return _Search(values, slack).tops(total)


class _Search:
    """Looks for a nesting from left to right; what was tried in vain is not tried again."""

    def __init__(self, values: Sequence[Decimal], slack: Decimal) -> None:
        self._values, self._slack = values, slack
        self._steps = 0
        self._known: dict[tuple[int, Decimal], tuple[int, ...]] = {}
        self._vain: set[tuple[int, Decimal]] = set()

    def tops(self, total: Decimal) -> list[int]:
        return self._rest(0, total) or []

    def _rest(self, place: int, left: Decimal) -> list[int] | None:
        """Return the highest places from one on that add up to what is left at the very end of the list."""
        if place == len(self._values):
            return None if abs(left) > self._slack else []
        self._steps += 1
        if (place, left) in self._vain or self._steps > MOST_STEPS:
            return None
        for end in self._ends(place):
            further = self._rest(end, left - self._values[place])
            if further is not None:
                return [place, *further]
        self._vain.add((place, left))
        return None

    def _ends(self, place: int) -> Iterator[int]:
        """Yield where the parts of a number may end: right after it, where it has none."""
        yield place + 1
        if self._values[place]:
            yield from self._runs(place + 1, self._values[place])

    def _runs(self, place: int, left: Decimal) -> tuple[int, ...]:
        """Return the ends of all runs from a place whose highest numbers add up to an amount."""
        key = (place, left)
        if key in self._known:
            return self._known[key]
        self._steps += 1
        if place == len(self._values) or self._steps > MOST_STEPS or self._values[place] > left + self._slack:
            return ()
        found: list[int] = []
        for end in self._ends(place):
            rest = left - self._values[place]
            found += [end] if abs(rest) <= self._slack else self._runs(end, rest)
        self._known[key] = tuple(dict.fromkeys(found))
        return self._known[key]

"""What changed from one cube to the next, so that its indexes and sums are brought up to date instead of made anew."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import compress, count, islice
from operator import attrgetter, is_not
from typing import Protocol

from desktop.catalog.measures import DIMENSIONS, Filter
from desktop.compute.lines import BudgetLine
from desktop.money import Fen

LEAST_WINDOW = 64
"""So many changed lines are always taken over one by one."""

_BITS = bytes(1 if c == ord("1") else 0 for c in range(256))

Group = tuple[str, ...]


class Before(Protocol):
    """What a step takes over of the cube before."""

    lines: tuple[BudgetLine, ...]
    amounts: list[Fen]
    indexes: dict[str, dict[str, int]]
    patterns: dict[tuple[str, str], int]
    selected: dict[Filter, int]
    totals: dict[int, Fen]
    known_keys: dict[int, tuple[str, ...]]
    groups_known: dict[Group, int] | None

    @property
    def line_keys(self) -> tuple[str, ...]:
        """The keys of all lines."""
        ...


class Step:
    """What changed: some lines, all others being the same objects.

    `start` lines before the first changed one and all lines behind the last are the same; between them there were
    `before` lines and there are `now`. Where both are one number every line has kept its place (`in_place`), and `at`
    are the places, from `start` on, of those that are another object, or of all between where that are many.
    """

    def __init__(
        self, old: Before, start: int, before: Sequence[BudgetLine], now: Sequence[BudgetLine], at: Sequence[int]
    ) -> None:
        self.start, self._size, self._now_size = start, len(before), len(now)
        self.in_place = len(before) == len(now)
        self._at = at
        self.before = [before[n] for n in at] if self.in_place else before
        self.now = [now[n] for n in at] if self.in_place else now
        self.indexes = dict(old.indexes)
        self.same_dimensions = frozenset(d for d in DIMENSIONS if self._is_same(d)) if self.in_place else frozenset()
        self.patterns, self.selected, self.groups = old.patterns, old.selected, old.groups_known
        self._totals, self._amounts = old.totals, old.amounts
        self.line_keys = self._keys_now(old.line_keys)
        self.keys = old.known_keys if self.line_keys is old.line_keys else {}
        self._added = [new.amount - was.amount for was, new in zip(self.before, self.now, strict=False)]
        self.changed = self._changed()
        """The changed lines in the new cube, as bits."""

    @classmethod
    def between(cls, old: Before, lines: tuple[BudgetLine, ...]) -> "Step | None":
        """Return the step from a cube to some lines, None where too much has changed to be worth it."""
        same = min(len(old.lines), len(lines))
        start = _first_difference(old.lines, lines, same)
        back = min(_first_difference(reversed(old.lines), reversed(lines), same), same - start)
        before = old.lines[start : len(old.lines) - back]
        now = lines[start : len(lines) - back]
        at: Sequence[int] = range(max(len(before), len(now)))
        if len(before) == len(now):
            some = list(islice(compress(count(), map(is_not, before, now)), LEAST_WINDOW + 1))
            at = some if len(some) <= LEAST_WINDOW else at
        if len(at) > max(LEAST_WINDOW, same // 4):
            return None
        return cls(old, start, before, now, at)

    def _is_same(self, dimension: str) -> bool:
        value = attrgetter(dimension)
        return all(value(was) == value(new) for was, new in zip(self.before, self.now, strict=True))

    def _keys_now(self, before: tuple[str, ...]) -> tuple[str, ...]:
        keys = [line.key for line in self.now]
        if self.in_place and [line.key for line in self.before] == keys:
            return before
        if not self.in_place:
            return (*before[: self.start], *keys, *before[self.start + self._size :])
        found = list(before)
        for place, key in zip(self._at, keys, strict=True):
            found[self.start + place] = key
        return tuple(found)

    def _changed(self) -> int:
        if not self.in_place:
            return ((1 << self._now_size) - 1) << self.start
        return sum(1 << place for place in self._at) << self.start

    @property
    def only_amounts(self) -> bool:
        """Whether every line has kept its place and all its properties: nothing but amounts changed."""
        return self.in_place and len(self.same_dimensions) == len(DIMENSIONS)

    def amounts(self) -> list[Fen]:
        """Return the amounts of the new cube, the last line first, where every line has kept its place."""
        found = list(self._amounts)
        last = len(found) - 1 - self.start
        for place, line in zip(self._at, self.now, strict=True):
            found[last - place] = line.amount
        return found

    def index(self, dimension: str) -> dict[str, int]:
        """Return the index of a dimension in the new cube, made from the one before."""
        known = self.indexes[dimension]
        if dimension in self.same_dimensions:
            return known
        behind, further = self.start + self._size, self.start + self._now_size
        low, others = (1 << self.start) - 1, ~self.changed
        found = {}
        for value, bits in known.items():
            moved = bits & others if self.in_place else (bits & low) | (bits >> behind) << further
            if moved:
                found[value] = moved
        places = self._at if self.in_place else range(self._now_size)
        for place, line in zip(places, self.now, strict=True):
            value = str(getattr(line, dimension))
            found[value] = found.get(value, 0) | 1 << self.start + place
        return found

    def total(self, selection: int) -> Fen | None:
        """Return the sum of a selection from its sum before, None where that is not known."""
        if not self.in_place:
            return None
        found = self._totals.get(selection)
        if found is None or not selection & self.changed:
            return found
        inside = (selection & self.changed) >> self.start
        if isinstance(self._at, range):
            return found + sum(compress(self._added, bin(inside)[:1:-1].encode().translate(_BITS)))
        return found + sum(self._added[self._at.index(place)] for place in _places(inside))


def _places(bits: int) -> Iterator[int]:
    """Yield the places of the bits of a number."""
    while bits:
        yield (bits & -bits).bit_length() - 1
        bits &= bits - 1


def _first_difference(before: Iterable[BudgetLine], after: Iterable[BudgetLine], same: int) -> int:
    """Return at which place two lists of lines first hold different objects, `same` where they never do."""
    return next(compress(count(), map(is_not, before, after)), same)

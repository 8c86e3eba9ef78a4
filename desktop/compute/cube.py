"""The cube: any sum over the lines of this and last year.

A selection of lines is one whole number whose bit i stands for line i, so narrowing is `&`, joining is `|`,
and each cell of a table can keep its selection: the sum and the lines behind it come from the same bits.
"""

import weakref
from collections.abc import Iterable
from functools import cached_property
from itertools import compress
from operator import attrgetter

from desktop.catalog.measures import CODE_DIMENSIONS, DIMENSIONS, Filter
from desktop.compute.cube_step import Step
from desktop.compute.lines import BudgetLine
from desktop.money import Fen

Selection = int
"""A set of lines of one cube, as bits."""

Properties = tuple[str, ...]
"""Function, economic, government, nature, project, fund and carry of a line."""

_properties = attrgetter("function", "economic", "government", "nature", "project", "fund", "carry")
_BITS = bytes(1 if c == ord("1") else 0 for c in range(256))


class Cube:
    """Lines of one unit, this year and last year, ready to be summed. Amounts in 分.

    before: the cube of a moment ago. Where most lines are the same objects, its indexes and sums are brought up to
    date instead of being made anew; every answer is the same either way.
    """

    def __init__(self, lines: Iterable[BudgetLine], year: int, before: "Cube | None" = None) -> None:
        self.year = year
        self.lines = tuple(lines)
        self.everything: Selection = (1 << len(self.lines)) - 1
        self.step = Step.between(before, self.lines) if before is not None and before.year == year else None
        """What changed since `before`, None where everything is made anew."""
        self.amounts = self._amounts_now()
        self.indexes = _Indexes(self)
        self.selected: dict[Filter, Selection] = {}
        self.totals: dict[Selection, Fen] = {}
        self.patterns: dict[tuple[str, str], Selection] = {}
        self.known_keys: dict[Selection, tuple[str, ...]] = {}
        self.groups_known: dict[Properties, Selection] | None = None
        if self.step is not None and self.step.in_place:
            same = self.step.same_dimensions
            self.patterns = {key: bits for key, bits in self.step.patterns.items() if key[0] in same}
            self.selected = {
                where: bits for where, bits in self.step.selected.items() if all(name in same for name, _ in where)
            }
            self.groups_known = self.step.groups if self.step.only_amounts else None

    def _amounts_now(self) -> list[Fen]:
        """Return the amounts of the lines, the last line first."""
        if self.step is None or not self.step.in_place:
            return [line.amount for line in reversed(self.lines)]
        return self.step.amounts()

    def index_of(self, dimension: str) -> dict[str, Selection]:
        """Return the selection of each value of a dimension."""
        if self.step is not None and dimension in self.step.indexes:
            return self.step.index(dimension)
        positions: dict[str, list[int]] = {}
        for position, value in enumerate(map(attrgetter(dimension), self.lines)):
            positions.setdefault(value, []).append(position)
        size = len(self.lines)
        return {str(value): _pack(found, size) for value, found in positions.items()}

    def select(self, where: Filter) -> Selection:
        """Return the lines that match every named dimension of a filter."""
        found = self.selected.get(where)
        if found is None:
            found = self.everything
            for dimension, patterns in where:
                found &= self._matching(dimension, patterns)
            self.selected[where] = found
        return found

    def _matching(self, dimension: str, patterns: tuple[str, ...]) -> Selection:
        wanted = [p for p in patterns if not p.startswith("!")]
        found = self.everything if not wanted else 0
        for pattern in wanted:
            found |= self._in_pattern(dimension, pattern)
        for pattern in patterns:
            if pattern.startswith("!"):
                found &= ~self._in_pattern(dimension, pattern[1:])
        return found

    def _in_pattern(self, dimension: str, pattern: str) -> Selection:
        key = (dimension, pattern)
        found = self.patterns.get(key)
        if found is None:
            index = self.indexes[dimension]
            if dimension in CODE_DIMENSIONS:
                found = 0
                for value, bits in index.items():
                    if value.startswith(pattern):
                        found |= bits
            else:
                found = index.get(pattern, 0)
            self.patterns[key] = found
        return found

    def in_year(self, year: int) -> Selection:
        """Return the lines of one year."""
        return self._in_pattern("year", str(year))

    def total(self, selection: Selection) -> Fen:
        """Return the exact sum of a selection, in 分."""
        found = self.totals.get(selection)
        if found is None:
            found = self.step.total(selection) if self.step is not None else None
            if found is None:
                bits = bin(selection)[2:].encode().translate(_BITS)
                found = sum(compress(self.amounts[len(self.amounts) - len(bits) :], bits))
            self.totals[selection] = found
        return found

    def sum(self, where: Filter, year: int | None = None) -> Fen:
        """Return the sum of the lines that match a filter in a year (this year unless named)."""
        return self.total(self.select(where) & self.in_year(self.year if year is None else year))

    def values(self, dimension: str, selection: Selection) -> list[str]:
        """Return the values a dimension takes within a selection, in no particular order."""
        return [value for value, bits in self.indexes[dimension].items() if bits & selection]

    def by(self, dimension: str, selection: Selection) -> dict[str, Selection]:
        """Split a selection by the values of a dimension, in ascending order of the value."""
        index = self.indexes[dimension]
        return {value: index[value] & selection for value in sorted(self.values(dimension, selection))}

    def spending_groups(self) -> dict[Properties, Selection]:
        """Return this year's expenditure by the properties of its lines: one stands for all of its group."""
        if self.groups_known is None:
            positions: dict[Properties, list[int]] = {}
            for position, line in enumerate(self.lines):
                if line.side == "支出" and line.year == self.year:
                    positions.setdefault(_properties(line), []).append(position)
            size = len(self.lines)
            self.groups_known = {key: _pack(found, size) for key, found in positions.items()}
        return self.groups_known

    @property
    def lowest(self) -> Fen:
        """The smallest amount of a line; 0 where there is none."""
        return min(self.amounts, default=0)

    @cached_property
    def line_keys(self) -> tuple[str, ...]:
        """The keys of all lines, in their order."""
        if self.step is None:
            return tuple([line.key for line in self.lines])
        return self.step.line_keys

    def keys(self, selection: Selection) -> tuple[str, ...]:
        """Return the keys of the lines of a selection."""
        found = self.known_keys.get(selection)
        if found is None:
            found = self.step.keys.get(selection) if self.step is not None else None
            if found is None:
                bits = bin(selection)[2:].encode().translate(_BITS)[::-1]
                found = tuple(compress(self.line_keys, bits)) if selection else ()
            self.known_keys[selection] = found
        return found

    def chosen(self, selection: Selection) -> list[BudgetLine]:
        """Return the lines of a selection."""
        bits = bin(selection)[2:].encode().translate(_BITS)
        return list(compress(self.lines[len(bits) - 1 :: -1] if selection else (), bits))[::-1]


class _Indexes(dict[str, dict[str, Selection]]):
    """The index of each dimension, made when first asked for.

    It does not hold the cube, which holds it: a cube nobody needs any more is to go at once, with all its lines.
    """

    def __init__(self, cube: Cube) -> None:
        super().__init__()
        self._cube = weakref.proxy(cube)

    def __missing__(self, dimension: str) -> dict[str, Selection]:
        """Make an index. Raises KeyError for an unknown dimension."""
        if dimension not in DIMENSIONS:
            raise KeyError(dimension)
        found: dict[str, Selection] = self._cube.index_of(dimension)
        self[dimension] = found
        return found


def _pack(positions: list[int], size: int) -> Selection:
    """Return the number whose bits at `positions` are set."""
    if len(positions) < 24:
        return sum(1 << position for position in positions)
    marks = bytearray(b"0") * size
    for position in positions:
        marks[size - 1 - position] = ord("1")
    return int(marks.decode(), 2)

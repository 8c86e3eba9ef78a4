"""The cube: any sum over the lines of this and last year.

A selection of lines is one whole number whose bit i stands for line i, so narrowing is `&`, joining is `|`,
and each cell of a table can keep its selection: the sum and the lines behind it come from the same bits.
"""

from collections.abc import Iterable
from itertools import compress
from operator import attrgetter

from desktop.catalog.measures import CODE_DIMENSIONS, DIMENSIONS, Filter
from desktop.compute.lines import BudgetLine
from desktop.money import Fen

Selection = int
"""A set of lines of one cube, as bits."""

_BITS = bytes(1 if c == ord("1") else 0 for c in range(256))


class Cube:
    """Lines of one unit, this year and last year, ready to be summed. Amounts in 分."""

    def __init__(self, lines: Iterable[BudgetLine], year: int) -> None:
        self.year = year
        self.lines = tuple(lines)
        self._amounts = [line.amount for line in reversed(self.lines)]
        self.everything: Selection = (1 << len(self.lines)) - 1
        self._index = _Indexes(self)
        self._selected: dict[Filter, Selection] = {}
        self._totals: dict[Selection, Fen] = {}
        self._patterns: dict[tuple[str, str], Selection] = {}

    def index_of(self, dimension: str) -> dict[str, Selection]:
        """Return the selection of each value of a dimension."""
        positions: dict[str, list[int]] = {}
        for position, value in enumerate(map(attrgetter(dimension), self.lines)):
            positions.setdefault(value, []).append(position)
        size = len(self.lines)
        return {str(value): _pack(found, size) for value, found in positions.items()}

    def select(self, where: Filter) -> Selection:
        """Return the lines that match every named dimension of a filter."""
        found = self._selected.get(where)
        if found is None:
            found = self.everything
            for dimension, patterns in where:
                found &= self._matching(dimension, patterns)
            self._selected[where] = found
        return found

    def _matching(self, dimension: str, patterns: tuple[str, ...]) -> Selection:
        wanted = [p for p in patterns if not p.startswith("!")]
        found = self.everything if not wanted else 0
        for pattern in wanted:
            found |= self._one(dimension, pattern)
        for pattern in patterns:
            if pattern.startswith("!"):
                found &= ~self._one(dimension, pattern[1:])
        return found

    def _one(self, dimension: str, pattern: str) -> Selection:
        key = (dimension, pattern)
        found = self._patterns.get(key)
        if found is None:
            index = self._index[dimension]
            if dimension in CODE_DIMENSIONS:
                found = 0
                for value, bits in index.items():
                    if value.startswith(pattern):
                        found |= bits
            else:
                found = index.get(pattern, 0)
            self._patterns[key] = found
        return found

    def in_year(self, year: int) -> Selection:
        """Return the lines of one year."""
        return self._one("year", str(year))

    def total(self, selection: Selection) -> Fen:
        """Return the exact sum of a selection, in 分."""
        found = self._totals.get(selection)
        if found is None:
            bits = bin(selection)[2:].encode().translate(_BITS)
            found = sum(compress(self._amounts[len(self._amounts) - len(bits) :], bits))
            self._totals[selection] = found
        return found

    def sum(self, where: Filter, year: int | None = None) -> Fen:
        """Return the sum of the lines that match a filter in a year (this year unless named)."""
        return self.total(self.select(where) & self.in_year(self.year if year is None else year))

    def values(self, dimension: str, selection: Selection) -> list[str]:
        """Return the values a dimension takes within a selection, in order of first appearance."""
        return [value for value, bits in self._index[dimension].items() if bits & selection]

    def by(self, dimension: str, selection: Selection) -> dict[str, Selection]:
        """Split a selection by the values of a dimension, in ascending order of the value."""
        index = self._index[dimension]
        return {value: index[value] & selection for value in sorted(self.values(dimension, selection))}

    def chosen(self, selection: Selection) -> list[BudgetLine]:
        """Return the lines of a selection."""
        bits = bin(selection)[2:].encode().translate(_BITS)
        return list(compress(self.lines[len(bits) - 1 :: -1] if selection else (), bits))[::-1]


class _Indexes(dict[str, dict[str, Selection]]):
    """The index of each dimension, made when first asked for."""

    def __init__(self, cube: Cube) -> None:
        super().__init__()
        self._cube = cube

    def __missing__(self, dimension: str) -> dict[str, Selection]:
        """Make an index. Raises KeyError for an unknown dimension."""
        if dimension not in DIMENSIONS:
            raise KeyError(dimension)
        self[dimension] = found = self._cube.index_of(dimension)
        return found


def _pack(positions: list[int], size: int) -> Selection:
    """Return the number whose bits at `positions` are set."""
    if len(positions) < 24:
        return sum(1 << position for position in positions)
    marks = bytearray(b"0") * size
    for position in positions:
        marks[size - 1 - position] = ord("1")
    return int(marks.decode(), 2)

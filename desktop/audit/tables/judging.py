"""How the sums of a table come out, and whether they are what its figures mean."""

from collections import Counter
from collections.abc import Iterable, Sequence

from desktop.audit.interval import ZERO, Interval
from desktop.audit.tables.cells import Figure
from desktop.audit.tables.grids import Grid, Half
from desktop.audit.tables.labels import is_total
from desktop.audit.tables.sums import Reading, Sum
from desktop.dataclass import dataclass

FEW, SHARE = 2, 0.3
"""So many contradictions of one kind in a table are always believed; of more, so many of all sums must hold."""
Lines = frozenset[tuple[int, int]]
"""The rows (of a sum across: the columns) that a total is the sum of, each with its sign."""
Name = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Judged:
    """How a sum came out: holds (exactly, or inside the steps: tail), or by how much the nearest reading is off."""

    sum: Sum
    holds: bool
    exact: bool
    nearest: Reading
    value: Interval
    touched: bool
    readable: bool

    @property
    def heading(self) -> bool:
        """Tell whether the row over some subjects has no figure: a heading, or the end of a name of two lines."""
        row = next(row for row in self.sum.half.rows if row.number == self.sum.total[0])
        blank = all(figure.blank for figure in row.figures.values())
        return self.sum.kind in ("tree", "half") and blank and not is_total(row.label)

    @property
    def name(self) -> Name:
        """What all columns of a row, or all rows of a column, claim alike."""
        row, column = self.sum.total
        return self.sum.kind, id(self.sum.half), column if self.sum.kind == "across" else row

    @property
    def lines(self) -> Lines:
        """Return what the total is read as the sum of, whichever its column or row."""
        at = 1 if self.sum.kind == "across" else 0
        return frozenset((sign, place[at]) for sign, place in self.nearest)


Figures = dict[int, dict[int, Figure]]
"""The figures of a half by row and column."""


def judge(each: Sum, figures: Figures | None = None) -> Judged:
    """Return how a sum comes out: by the reading that is nearest to the total."""
    figures = figures or figures_of(each.half)
    best: tuple[object, Judged] | None = None
    for reading in each.readings:
        judged = _by(each, reading, figures)
        total = figures[each.total[0]][each.total[1]].value or ZERO
        rank = (not judged.readable, not judged.holds, abs(total.fen - judged.value.fen))
        if best is None or rank < best[0]:  # type: ignore[operator]
            best = (rank, judged)
    assert best is not None
    return best[1]


def figures_of(half: Half) -> Figures:
    """Return the figures of a half by row and column."""
    return {row.number: row.figures for row in half.rows}


def _by(each: Sum, reading: Reading, figures: Figures) -> Judged:
    """Return how a sum comes out by one of its readings."""
    total = figures[each.total[0]][each.total[1]]
    parts = [(sign, figures[row][column]) for sign, (row, column) in reading]
    readable = total.value is not None and all(part.value is not None for _, part in parts)
    value = ZERO
    for sign, part in parts:
        if part.value is not None:
            value = value + part.value if sign > 0 else value - part.value
    exact = (total.value or ZERO).fen == value.fen
    holds = (total.value or ZERO).meets(value)
    touched = any(part.value != ZERO for _, part in parts) or total.value != ZERO
    return Judged(each, holds, exact, reading, value, touched, readable)


def judged_of(grid: Grid, sums: Iterable[Sum]) -> list[Judged]:
    """Return how all sums of a table come out: those that fail by the reading under which their like hold."""
    figures = {id(half): figures_of(half) for half in grid.halves}
    found = [judge(each, figures[id(each.half)]) for each in sums]
    claims: dict[Name, list[Judged]] = {}
    for each in found:
        claims.setdefault(each.name, []).append(each)
    usual = {name: _usual(several, figures) for name, several in claims.items()}
    return [_alike(each, usual[each.name], figures[id(each.sum.half)]) for each in found]


def _usual(several: Sequence[Judged], figures: dict[int, Figures]) -> Lines | None:
    """Return the reading under which most cases of a claim hold, None where none fails, or none holds."""
    cases = [each for each in several if each.touched and each.readable]
    ways = Counter(each.lines for each in cases if each.holds)
    if not ways or all(each.holds for each in cases):
        return None
    return max(ways, key=lambda lines: sum(under(each, lines, figures[id(each.sum.half)]).holds for each in cases))


def under(judged: Judged, lines: Lines, figures: Figures) -> Judged:
    """Return how a sum comes out if it is read as certain rows or columns."""
    row, column = judged.sum.total
    across = judged.sum.kind == "across"
    reading = tuple(
        (sign, (row, line) if across else (line, column)) for sign, line in sorted(lines, key=lambda x: x[1])
    )
    return _by(judged.sum, reading, figures)


def _alike(judged: Judged, lines: Lines | None, figures: Figures) -> Judged:
    if judged.holds or lines is None or not judged.readable or judged.lines == lines:
        return judged
    return under(judged, lines, figures)


def believed(judged: list[Judged]) -> bool:
    """Tell whether sums of one kind in one table are what its figures mean: few fail, or enough hold."""
    checked = [each for each in judged if each.touched and each.readable]
    failing = sum(not each.holds for each in checked)
    return failing <= FEW or (len(checked) - failing) >= SHARE * len(checked)

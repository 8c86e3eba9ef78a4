"""How the sums of a table come out, and whether they are what its figures mean."""

from desktop.audit.interval import Interval
from desktop.audit.tables.cells import ZERO
from desktop.audit.tables.grids import Grid
from desktop.audit.tables.sums import Reading, Sum
from desktop.dataclass import dataclass

FEW, SHARE = 2, 0.3
"""So many contradictions of one kind in a table are always believed; of more, so many of all sums must hold."""


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


def judge(grid: Grid, each: Sum) -> Judged:
    """Return how a sum comes out: by the reading that is nearest to the total."""
    figures = {row.number: row.figures for half in (each.half,) for row in half.rows}
    total = figures[each.total[0]][each.total[1]]
    best: tuple[object, Judged] | None = None
    for reading in each.readings:
        parts = [(sign, figures[row][column]) for sign, (row, column) in reading]
        readable = total.value is not None and all(part.value is not None for _, part in parts)
        value = ZERO
        for sign, part in parts:
            if part.value is not None:
                value = value + part.value if sign > 0 else value - part.value
        off = abs((total.value or ZERO).fen - value.fen)
        holds = (total.value or ZERO).meets(value)
        touched = any(part.value != ZERO for _, part in parts) or total.value != ZERO
        judged = Judged(each, holds, off == 0, reading, value, touched, readable)
        rank = (not readable, not holds, off)
        if best is None or rank < best[0]:  # type: ignore[operator]
            best = (rank, judged)
    assert best is not None
    return best[1]


def believed(judged: list[Judged]) -> bool:
    """Tell whether sums of one kind in one table are what its figures mean: few fail, or enough hold."""
    checked = [each for each in judged if each.touched and each.readable]
    failing = sum(not each.holds for each in checked)
    return failing <= FEW or (len(checked) - failing) >= SHARE * len(checked)

"""Rows of a table without rules down: a name that is broken over two lines stands above and below its amounts.

Where rules run across between the rows, they part them; where there are none, the distances of the lines do.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from desktop.outside.documents.aligned import GAP, is_figure
from desktop.outside.documents.lattice import NEAR, joined
from desktop.outside.documents.page import Line, Rule

LEAST_RULES = 3
OVERLAP, NEXT_LINE = 0.8, 1.4
"""Heights of a character between the middles of two lines: of a row that is set to its middle, of a name broken."""

APART, CLOSER = 1.25, 0.2
"""How much further away the other rows must be than the one that a line is of: times, and in points."""

OWN = re.compile(
    r"(?:备?注|说明|(?:金额|编制|填报)?单位|表)\s*[0-9一二三四五六七八九十]*[：:]|附?表\s*[0-9一二三四五六七八九十]|"
    + r"第[一二三四五六七八九十]+部分|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十0-9]+[）)]"
)
"""How a line begins that stands by itself."""

TALL = 3.0
"""Usual heights of a row from which a stretch between two rules without a figure is the text between two tables."""

Row = list[Line]


def rows_of(lines: Iterable[Line], rules: Iterable[Rule]) -> list[Row]:
    """Return the lines by rows, from top to bottom; a line of the text is a row of its own."""
    rest = list(lines)
    found: list[Row] = []
    bands = _bands(rules)
    usual = median(bottom - top for top, bottom in bands) if bands else 0.0
    for top, bottom in bands:
        inside = [line for line in rest if top < _middle(line) < bottom]
        if any(_is_row(line) for line in inside) or (bottom - top < TALL * usual and any(map(_is_parted, inside))):
            found.append(inside)
            rest = [line for line in rest if line not in inside]
    return sorted([*found, *_by_distance(rest)], key=lambda row: row[0].top)


def _bands(rules: Iterable[Rule]) -> list[tuple[float, float]]:
    """Return the stretches between rules that run across from one edge of a table to the other."""
    across = joined([rule for rule in rules if rule.bottom - rule.top <= NEAR < rule.right - rule.left], flat=True)
    tables: list[list[Rule]] = []
    for rule in across:
        last = next((t for t in tables if abs(t[0].left - rule.left) + abs(t[0].right - rule.right) <= 2 * NEAR), None)
        if last is None:
            tables.append([rule])
        else:
            last.append(rule)
    return [(a.top, b.top) for table in tables if len(table) >= LEAST_RULES for a, b in pairwise(table)]


def _by_distance(lines: Sequence[Line]) -> list[Row]:
    rows = {number: [line] for number, line in enumerate(lines) if _is_row(line)}
    places = sorted(rows)
    alone = []
    for number, line in enumerate(lines):
        if number in rows:
            continue
        near = sorted((abs(_middle(lines[n]) - _middle(line)), n) for n in _neighbours(places, number))
        if near and _is_of(line, lines[near[0][1]], [distance for distance, _ in near]):
            rows[near[0][1]].append(line)
        else:
            alone.append([line])
    return [*(sorted(row, key=lambda line: line.top) for row in rows.values()), *alone]


def _neighbours(places: Sequence[int], number: int) -> list[int]:
    """Return the rows with figures right above and below a line."""
    at = bisect_left(places, number)
    return list(places[max(at - 1, 0) : at + 1])


def _is_of(line: Line, row: Line, distances: Sequence[float]) -> bool:
    """Tell whether a line without figures is a piece of a row: nearer to it than to others, as lines of a cell are."""
    nearest, others = distances[0], distances[1:]
    if OWN.match(line.text) or line.text.endswith("。"):
        return False
    if nearest < OVERLAP * line.size:
        return all(other > APART * nearest for other in others)
    return (
        nearest < NEXT_LINE * line.size and all(other > nearest + CLOSER for other in others) and _continues(line, row)
    )


def _continues(line: Line, row: Line) -> bool:
    """Tell whether each part of a line begins where a name of a row does: it is the rest of it, or its beginning."""
    names = [part.left for part in row.chunks(GAP) if not is_figure(part)]
    return all(any(abs(part.left - left) < line.size / 2 for left in names) for part in line.chunks(GAP))


def _middle(line: Line) -> float:
    return (line.top + line.bottom) / 2


def _is_parted(line: Line) -> bool:
    return len(line.chunks(GAP)) > 1


def _is_row(line: Line) -> bool:
    parts = line.chunks(GAP)
    return len(parts) > 1 and any(map(is_figure, parts))

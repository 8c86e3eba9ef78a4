"""Tables out of the rules of a page: the cells that lines enclose, and the characters in them."""

from collections.abc import Iterable, Sequence

from desktop.dataclass import dataclass
from desktop.outside.documents.page import Glyph, Rule, lines_of

NEAR = 2.5
"""Points by which ends of rules may miss each other, and rules of one line differ."""

MOST_LINES = 400
"""Rows or columns of rules of one page; a real page has far fewer."""

Merge = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Lattice:
    """A table of a page: the positions of its lines and the merged cells (row, column, rows, columns)."""

    across: tuple[float, ...]
    down: tuple[float, ...]
    merges: tuple[Merge, ...]

    @property
    def top(self) -> float:
        """Its upper edge."""
        return self.across[0]

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.across[-1]

    def holds(self, glyph: Glyph) -> bool:
        """Tell whether a character stands in the table."""
        x, y = glyph.middle
        return self.down[0] - NEAR < x < self.down[-1] + NEAR and self.across[0] < y < self.across[-1]

    def rows(self, glyphs: Iterable[Glyph]) -> tuple[tuple[str, ...], ...]:
        """Return the texts of the cells; that of a merged cell stands at its first."""
        first = {(r + i, c + j): (r, c) for r, c, rows, columns in self.merges
                 for i in range(rows) for j in range(columns)}  # fmt: skip
        held: dict[tuple[int, int], list[Glyph]] = {}
        for glyph in glyphs:
            x, y = glyph.middle
            cell = (_slot(self.across, y), _slot(self.down, x))
            held.setdefault(first.get(cell, cell), []).append(glyph)
        texts = {cell: "".join(line.text for line in lines_of(inside)) for cell, inside in held.items()}
        return tuple(
            tuple(texts.get((row, column), "") for column in range(len(self.down) - 1))
            for row in range(len(self.across) - 1)
        )


def _slot(positions: Sequence[float], value: float) -> int:
    """Return between which positions a value lies, the nearest slot where it lies outside."""
    after = sum(1 for position in positions[1:-1] if position <= value)
    return after


def lattices(rules: Iterable[Rule]) -> list[Lattice]:
    """Return the tables that rules draw, from top to bottom; two cells are the least."""
    across, down = joined([r for r in rules if r.bottom - r.top <= NEAR < r.right - r.left], flat=True), []
    down = joined([r for r in rules if r.right - r.left <= NEAR < r.bottom - r.top], flat=False)
    if len(across) > MOST_LINES or len(down) > MOST_LINES:
        return []
    found = [lattice for group in _touching(across, down) if (lattice := _lattice(*group)) is not None]
    return sorted(_outermost(found), key=lambda each: each.top)


def joined(rules: list[Rule], *, flat: bool) -> list[Rule]:
    """Join pieces of one line that lie end to end."""

    def at(rule: Rule) -> float:
        return (rule.top + rule.bottom) / 2 if flat else (rule.left + rule.right) / 2

    def ends(rule: Rule) -> tuple[float, float]:
        return (rule.left, rule.right) if flat else (rule.top, rule.bottom)

    levels: list[list[Rule]] = []
    for rule in sorted(rules, key=at):
        if levels and at(rule) - at(levels[-1][0]) <= NEAR:
            levels[-1].append(rule)
        else:
            levels.append([rule])
    joined = []
    for level in levels:
        place = sum(map(at, level)) / len(level)
        pieces: list[list[float]] = []
        for start, end in sorted(map(ends, level)):
            if pieces and start - pieces[-1][1] <= NEAR:
                pieces[-1][1] = max(pieces[-1][1], end)
            else:
                pieces.append([start, end])
        joined += [Rule(a, place, b, place) if flat else Rule(place, a, place, b) for a, b in pieces]
    return joined


def _meet(across: Rule, down: Rule) -> bool:
    return (
        across.left - NEAR <= down.left <= across.right + NEAR and down.top - NEAR <= across.top <= down.bottom + NEAR
    )


def _touching(across: list[Rule], down: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Part the rules into groups that hang together."""
    groups: list[tuple[list[Rule], list[Rule]]] = []
    open_down = list(down)
    for start in across:
        if any(start in group[0] for group in groups):
            continue
        flat, upright, waiting = [start], [], [start]
        while waiting:
            rule = waiting.pop()
            if rule.top == rule.bottom:
                met = [other for other in open_down if _meet(rule, other)]
                open_down = [other for other in open_down if other not in met]
                upright += met
            else:
                met = [other for other in across if other not in flat and _meet(other, rule)]
                flat += met
            waiting += met
        groups.append((flat, upright))
    return groups


def _lattice(across: list[Rule], down: list[Rule]) -> Lattice | None:
    """Return the table of one group of rules; an open side ends where the rules across end."""
    if len(across) < 2 or not down:
        return None
    ys = _levels([rule.top for rule in across] + [y for rule in down for y in (rule.top, rule.bottom)])
    xs = _levels([rule.left for rule in down] + [x for rule in across for x in (rule.left, rule.right)])
    if (len(ys) - 1) * (len(xs) - 1) < 2:
        return None
    return Lattice(tuple(ys), tuple(xs), tuple(_merges(ys, xs, across, down)))


def _levels(values: list[float]) -> list[float]:
    levels: list[list[float]] = []
    for value in sorted(values):
        if levels and value - levels[-1][0] <= NEAR * 1.5:
            levels[-1].append(value)
        else:
            levels.append([value])
    return [sum(level) / len(level) for level in levels]


def _merges(ys: list[float], xs: list[float], across: list[Rule], down: list[Rule]) -> list[Merge]:
    """Return the cells that no rule parts: first to the right, then downwards where the width is the same."""
    rows, columns = len(ys) - 1, len(xs) - 1
    taken: set[tuple[int, int]] = set()
    merges = []
    for row in range(rows):
        for column in range(columns):
            if (row, column) in taken:
                continue
            wide, high = 1, 1
            while column + wide < columns and not _parted(down, xs[column + wide], ys[row], ys[row + 1], upright=True):
                wide += 1
            while row + high < rows and not any(
                _parted(across, ys[row + high], xs[c], xs[c + 1], upright=False) for c in range(column, column + wide)
            ):
                high += 1
            taken |= {(row + i, column + j) for i in range(high) for j in range(wide)}
            if wide * high > 1:
                merges.append((row, column, high, wide))
    return merges


def _parted(rules: list[Rule], at: float, start: float, end: float, *, upright: bool) -> bool:
    """Tell whether a rule stands at a place over the middle of a stretch."""
    middle = (start + end) / 2
    for rule in rules:
        place, low, high = (rule.left, rule.top, rule.bottom) if upright else (rule.top, rule.left, rule.right)
        if abs(place - at) <= NEAR * 1.5 and low - NEAR <= middle <= high + NEAR:
            return True
    return False


def _outermost(found: list[Lattice]) -> list[Lattice]:
    """Leave out what lies inside another table (a box around a cell's text)."""

    def inside(inner: Lattice, outer: Lattice) -> bool:
        return (
            inner is not outer
            and outer.top - NEAR <= inner.top
            and inner.bottom <= outer.bottom + NEAR
            and outer.down[0] - NEAR <= inner.down[0]
            and inner.down[-1] <= outer.down[-1] + NEAR
        )

    return [each for each in found if not any(inside(each, other) for other in found)]

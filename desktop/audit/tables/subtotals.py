"""Columns that are subtotals (小计) of columns beside them: which columns a total may be the sum of, then."""

from collections.abc import Iterator, Sequence

from desktop.audit.interval import ZERO, Interval
from desktop.audit.tables import labels
from desktop.audit.tables.grids import Half, Row

MOST_READINGS = 240
"""Readings of a header; one with more subtotals than that is read by the first of them."""
WIDE = 24
"""Columns of a group whose amounts are looked at for headings without the word 小计."""
ENOUGH = 4
"""From so many rows on, one of them may be wrong without making a heading no heading."""
SUBTOTALS = ("小计", "合计", "总计")
KEPT, SAMPLE = 8, 12
"""Readings of a total that are looked at in every row; rows by which they are chosen."""
Columns = tuple[int, ...]
Signed = list[tuple[int, int]]


def is_subtotal(name: str) -> bool:
    """Tell whether the header of a column says that it sums up others, whatever stands before the word."""
    return labels.bare(name).endswith(SUBTOTALS)


def highest(half: Half, columns: Sequence[int]) -> list[Columns]:
    """Return every way to leave out the parts of subtotals among columns, so that no amount counts twice."""
    ends = _ends(half, columns)
    if not ends:
        return []
    found = list(_ways(columns, ends, 0, [MOST_READINGS]))
    backwards = list(reversed(columns))
    found += _ways(backwards, _named(half, backwards), 0, [MOST_READINGS])
    return list(dict.fromkeys(tuple(sorted(each)) for each in found))


def likely(half: Half, total: int, readings: list[Signed]) -> list[Signed]:
    """Return the readings of a total that hold in most of its first rows: a header means the same in every row."""
    if len(readings) <= KEPT:
        return readings
    rows = [row for row in half.rows if (value := row.figures[total].value) and value.fen][:SAMPLE]

    def failing(reading: Signed) -> int:
        return sum(not _holds(row, total, reading) for row in rows)

    return sorted(readings, key=failing)[:KEPT]


def _holds(row: Row, total: int, reading: Signed) -> bool:
    added = Interval(ZERO.fen, ZERO.half)
    for sign, column in reading:
        value = row.figures[column].value or ZERO
        added = added + value if sign > 0 else added - value
    return (row.figures[total].value or ZERO).meets(added)


def runs(columns: Sequence[int], subtotal: int) -> list[Columns]:
    """Return the runs of columns right behind a subtotal, and those right before it."""
    at = columns.index(subtotal)
    behind = [tuple(columns[at + 1 : end]) for end in range(at + 2, len(columns) + 1)]
    before = [tuple(columns[start:at]) for start in range(at)]
    return [*behind, *before]


def _ends(half: Half, columns: Sequence[int]) -> dict[int, list[int]]:
    """Return by place where the parts of a column may end: anywhere behind a 小计, else where its amounts add up."""
    named = _named(half, columns)
    for at in range(len(columns) - 2) if len(columns) <= WIDE else ():
        ends = [end for end in range(at + 3, len(columns) + 1) if _adds_up(half, columns[at], columns[at + 1 : end])]
        if at not in named and ends:
            named[at] = ends
    return named


def _named(half: Half, columns: Sequence[int]) -> dict[int, list[int]]:
    names = {at: half.columns[column][-1] for at, column in enumerate(columns) if half.columns[column]}
    last = len(columns)
    return {at: list(range(at + 2, last + 1)) for at, name in names.items() if is_subtotal(name) and at + 1 < last}


def _adds_up(half: Half, head: int, parts: Sequence[int]) -> bool:
    """Tell whether a column is the sum of others in every row, and not only where there is nothing."""
    failing = touched = 0
    for row in half.rows:
        values = [row.figures[column].value for column in (head, *parts)]
        known = [value for value in values if value is not None]
        if len(known) < len(values) or all(value == ZERO for value in known):
            continue
        touched += 1
        added = sum(known[1:], Interval(ZERO.fen, ZERO.half))
        failing += not known[0].meets(added)
        if failing > 1:
            return False
    return touched > failing and failing <= (touched > ENOUGH)


def _ways(columns: Sequence[int], ends: dict[int, list[int]], at: int, left: list[int]) -> Iterator[Columns]:
    if at >= len(columns):
        left[0] -= 1
        yield ()
        return
    for end in (*ends.get(at, ()), at + 1):
        if left[0] <= 0:
            return
        for rest in _ways(columns, ends, end, left):
            yield (columns[at], *rest)

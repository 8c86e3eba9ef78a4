"""Where a table goes on to its next page: pure numbers, points and rows."""

from collections.abc import Sequence

from desktop.dataclass import dataclass

KEPT = 0.3
"""The part of a page up to which a merged block moves to the next page whole."""
LEAST = 0.3
"""How full the last page is at least, where rows of the page before can move there."""
SMALL_ROWS, SMALL_PART = 4, 0.15
"""An overflow of so many rows, or of this part of a page, is worth setting the table more closely."""
WITH_TOTAL = 2
"""Rows that stand over a total at the end, so that it is never alone on a page."""
TALL_BEGINS = 80.0
"""Points that must be left for a row taller than a page to begin where it stands."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a body: heights; blocks: merged rows (first, behind the last); totals: how many end the table.

    heads: rows that lead to what they are made of (类 above 款); none ends a page.
    """

    heights: Sequence[float]
    blocks: Sequence[tuple[int, int]] = ()
    totals: int = 0
    heads: frozenset[int] = frozenset()


def page_starts(rows: Rows, first: float, rest: float) -> list[int]:
    """Return the row that each page begins with. first, rest: room on the first page, and on each that follows.

    A row taller than a page is given the pages it needs, and what follows begins on a new one.
    """
    starts = _greedy(rows, first, rest)
    return _with_company(rows, starts, rest) if len(starts) > 1 else starts


def _greedy(rows: Rows, first: float, rest: float) -> list[int]:
    ends = dict(rows.blocks)
    starts, used, room, forced = [0], 0.0, first, False
    for row, height in enumerate(rows.heights):
        if used and (forced or _moves(rows, row, used, room, rest, ends)):
            start = row if forced else _before_heads(rows, row, starts[-1], rest)
            starts.append(start)
            used, room = sum(rows.heights[start:row]), rest
        elif not used and row == 0 and height > room and height <= rest and first < rest:
            room = rest  # the caller turns the page before it begins
        forced = height > rest
        used += height
    return starts


def _before_heads(rows: Rows, start: int, floor: int, rest: float) -> int:
    """Return where a page begins so that the one before does not end with a head, nor a block is cut for it."""
    before = start
    while before - 1 > floor and before - 1 in rows.heads:
        before -= 1
    cut = any(first < before < behind for first, behind in rows.blocks)
    return start if cut or sum(rows.heights[before : start + 1]) > rest else before


def _moves(rows: Rows, row: int, used: float, room: float, rest: float, ends: dict[int, int]) -> bool:
    height = rows.heights[row]
    if height > rest:
        return room - used < TALL_BEGINS
    block = sum(rows.heights[row : ends.get(row, row + 1)])
    return used + height > room + 0.01 or (block <= KEPT * rest and used + block > room + 0.01)


def _with_company(rows: Rows, starts: list[int], rest: float) -> list[int]:
    """Move rows from the page before to a last page that is nearly empty or holds totals alone."""
    heights, count = rows.heights, len(rows.heights)
    last, floor = starts[-1], starts[-2] + 1
    if any(height > rest for height in heights[starts[-2] :]):
        return starts
    start = last
    while start > floor and _lonely(rows, start, count, rest) and sum(heights[start - 1 :]) <= rest:
        start -= 1
    start = _before_heads(rows, start, floor - 1, rest) if sum(heights[start:]) <= rest else start
    for first, behind in rows.blocks:  # rather the whole block than a part of it
        if first < start < behind and first >= floor and sum(heights[first:]) <= rest:
            start = first
    return [*starts[:-1], start]


def _lonely(rows: Rows, start: int, count: int, rest: float) -> bool:
    return sum(rows.heights[start:]) < LEAST * rest * 1.1 or count - start < rows.totals + WITH_TOTAL


def small_overflow(rows: Rows, starts: list[int], first: float, rest: float) -> bool:
    """Tell whether so little stands on the last page that the table may be set more closely instead."""
    if len(starts) < 2:
        return False
    last = _greedy(rows, first, rest)[-1]
    height = sum(rows.heights[last:])
    return len(rows.heights) - last <= SMALL_ROWS or height <= SMALL_PART * rest or height < LEAST * rest

"""Lines of running text that end at the margin: letters spaced out or set closer a little, no line torn apart.

A number is never divided, so a line before one may be short. Where that shows, the whole paragraph is divided anew:
what is left over is spread over its lines, marks give up some of the blank that belongs to them, and letters come a
little closer. Where that does not help, they come as close as they may, and last a long number may end its line and
万元 begin the next one.
"""

import re
from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate

from desktop.dataclass import dataclass
from desktop.layouts.paper.linebreak import NOT_FIRST, UNITS, break_lines, words
from desktop.layouts.paper.pages import width_of
from desktop.layouts.paper.typeface import faces

LOOSE = 1.0
"""Points that a line is spaced out by behind each letter; where it needs more, numbers and Latin words stay here."""
LOOSEST = 0.25
"""The part of a letter's size that may stand between two letters at most: a line that needs more ends where it ends."""
CLOSED = re.compile(rf"[!-~]+[{''.join(sorted(UNITS))}]*[{''.join(sorted(NOT_FIRST - set(']-')))}]*|[^!-~]+")
"""Numbers with their units, and Latin words, each with the marks behind it; and what stands between them."""
BLANK_BEHIND = "，。、；：）》」』】〕"
"""Marks as wide as a letter whose right half is blank."""
GIVES = 0.4
"""The part of its width that such a mark gives up at most."""
CLOSER, CLOSEST = 0.04, 0.06
"""The part of its size by which a letter may come closer to the next, where the marks of a line do not give enough; and
before a number parts from its 万元.
"""
FARTHEST = 6
"""Letters by which a line may be shorter than the measure, where the paragraph is divided anew."""
A_LINE, LONELY = 25.0, 12.0
"""What another line costs, and a last line of one letter: as much as a line spaced out by 5 points, or by 3.5."""

TIGHT = 1.5
"""What it costs to set all letters of a line as close as they may be, beside what its marks cost."""
APART = 9.0
"""What it costs to part a number from 万元: as much as a line spaced out by 3 points."""
AMOUNT = re.compile("([0-9][0-9,.]{3,})([万亿]元?[^0-9]*)")
"""A number of four letters at least with its 万元, and the marks behind it."""

Piece = tuple[str, float, float]
"""Letters of a line, the points behind each of them but the last, and those behind the last."""


def even_lines(text: str, width: float, size: float, face: str, first_indent: float) -> list[str]:
    """Return the lines of a paragraph, of which as few as can be are spaced out widely or hold one letter only."""
    lines = break_lines(text, width, size, face, first_indent)
    if len(lines) < 2 or "\n" in text:
        return lines
    rooms = [width - first_indent, *[width] * (len(lines) - 2)]
    if len(lines[-1].rstrip("".join(NOT_FIRST))) > 1 and not any(
        _is_loose(line, room, size, face) for line, room in zip(lines, rooms, strict=False)
    ):
        return lines
    even = lines
    for closer, apart in ((CLOSER, False), (CLOSEST, False), (CLOSER, True)):
        even = list(_even(text, width, size, face, first_indent, closer, apart=apart)) or even
        if not any(_is_wide(line, room, size, face) for line, room in zip(even[:-1], rooms, strict=False)):
            break
    return even


def _is_wide(line: str, room: float, size: float, face: str) -> bool:
    """Tell whether a line is uglier than a parted number: spread wider, or so wide that it ends before the margin."""
    found = spaced(line, room, face, size)
    torn = room - width_of(line, face, size) > LOOSE * (len(line) - 1) and found[0][2] == 0
    return torn or max(0.0, found[0][2]) ** 2 > APART


def _is_loose(line: str, room: float, size: float, face: str) -> bool:
    return any(behind > LOOSE for _, _, behind in spaced(line, room, face, size)) or (
        room - width_of(line, face, size) > LOOSE * max(1, len(line) - 1)
    )


@dataclass(frozen=True, slots=True)
class _Sums:
    """Of the words of a paragraph, each from its beginning: points, points marks can give, spaces, letters.

    spaces: those that can be wide;
    parted: behind which words a number and its 万元 part;
    closer: the points by which each letter may come closer to the next.
    """

    points: list[float]
    blanks: list[float]
    spaces: list[int]
    letters: list[int]
    parted: frozenset[int]
    closer: float


def _words_of(text: str, *, apart: bool) -> tuple[list[str], frozenset[int]]:
    """Return the words of a paragraph, and behind which of them a number and its 万元 part."""
    pieces: list[str] = []
    parted = set()
    for word in words(text):
        found = AMOUNT.fullmatch(word) if apart else None
        if found:
            pieces.append(found[1])
            parted.add(len(pieces))
        pieces.append(found[2] if found else word)
    return pieces, frozenset(parted)


def _sums(pieces: list[str], parted: frozenset[int], size: float, face: str, closer: float) -> _Sums:
    metrics = faces()[face]
    closed = [piece[0].isascii() for piece in pieces]
    return _Sums(
        list(accumulate((metrics.width(piece, size) for piece in pieces), initial=0.0)),
        list(accumulate((_marks(piece) * GIVES * size for piece in pieces), initial=0.0)),
        list(accumulate((1 if joined else len(p) for p, joined in zip(pieces, closed, strict=True)), initial=0)),
        list(accumulate(map(len, pieces), initial=0)),
        parted,
        closer * size,
    )


def _marks(text: str) -> int:
    return sum(text.count(mark) for mark in BLANK_BEHIND)


@lru_cache(maxsize=2_000)
def _even(
    text: str, width: float, size: float, face: str, first_indent: float, closer: float, *, apart: bool
) -> tuple[str, ...]:
    """Return the lines that together cost least; none where a word is wider than the measure.

    closer: the part of its size by which a letter may come closer to the next. apart: whether a number and its 万元 may
    part.
    """
    pieces, parted = _words_of(text, apart=apart)
    sums = _sums(pieces, parted, size, face, closer)
    count = len(pieces)
    cheapest: list[tuple[float, int]] = [(0.0, 0), *[(float("inf"), 0)] * count]
    for start in range(count):
        so_far = cheapest[start][0]
        if so_far == float("inf"):
            continue
        room = width - (0 if start else first_indent)
        for end in _ends_of(sums, start, room, size):
            if start in parted and start + 1 == end == count:  # 万元 alone would be the last line
                continue
            cost = so_far + A_LINE + _cost(sums, start, end, room, size) + APART * (end in parted)
            if cost < cheapest[end][0]:
                cheapest[end] = (cost, start)
    if cheapest[count][0] == float("inf"):
        return ()
    lines, end = [], count
    while end:
        start = cheapest[end][1]
        lines.append("".join(pieces[start:end]))
        end = start
    return tuple(reversed(lines))


def _ends_of(sums: _Sums, start: int, room: float, size: float) -> range:
    """Return behind which words a line may end that begins with one: the farthest that fits, and some before."""
    begin = sums.points[start]
    last = bisect_right(sums.points, begin + room + 0.01) - 1
    while last + 1 < len(sums.points) and _over(sums, start, last + 1, room) <= _give(sums, start, last + 1):
        last += 1
    first = bisect_right(sums.points, begin + room - FARTHEST * size)
    return range(max(start + 1, min(first, last)), last + 1)


def _over(sums: _Sums, start: int, end: int, room: float) -> float:
    return sums.points[end] - sums.points[start] - room


def _give(sums: _Sums, start: int, end: int) -> float:
    """Return the points by which a line can be made shorter: its marks, then all its letters."""
    return sums.blanks[end] - sums.blanks[start] + sums.closer * (sums.letters[end] - sums.letters[start] - 1)


def _cost(sums: _Sums, start: int, end: int, room: float, size: float) -> float:
    """Return how ugly a line is: the square of the points between its letters, or of what its marks give up."""
    over = _over(sums, start, end, room)
    if over > 0.01:
        blanks = sums.blanks[end] - sums.blanks[start]
        if over <= blanks:
            return 4.0 * (over / blanks) ** 2
        return 4.0 + TIGHT * (over - blanks) / (_give(sums, start, end) - blanks)
    if end == len(sums.points) - 1:
        return LONELY if sums.points[end] - sums.points[start] <= 2 * size + 0.01 else 0.0
    return (over / max(1, sums.spaces[end] - sums.spaces[start] - 1)) ** 2


def spaced(line: str, width: float, face: str, size: float, *, last: bool = False) -> list[Piece]:
    """Return the pieces of a line so that it ends at the margin. last: it may end before.

    One that would be torn apart is one piece as it is.
    """
    slack = width - width_of(line, face, size)
    if slack < -0.01:
        return _closer(line, slack, size)
    spacing = slack / max(1, len(line) - 1)
    if last or slack <= 0:
        return [(line, 0.0, 0.0)]
    if spacing <= LOOSE:
        return [(line, spacing, 0.0)]
    pieces = [(piece, piece[0].isascii() and not piece[0].isspace()) for piece in CLOSED.findall(line)]
    slack -= sum(LOOSE * (len(piece) - 1) for piece, closed in pieces if closed)
    spacing = slack / max(1, sum(1 if closed else len(piece) for piece, closed in pieces) - 1)
    if spacing > LOOSEST * size + 0.01:
        return [(line, 0.0, 0.0)]
    return [(piece, LOOSE if closed else spacing, spacing) for piece, closed in pieces]


def _closer(line: str, slack: float, size: float) -> list[Piece]:
    """Return the pieces of a line that is too long: each mark gives up the same, then all letters come closer."""
    pieces = re.findall(rf"[^{BLANK_BEHIND}]*[{BLANK_BEHIND}]|[^{BLANK_BEHIND}]+", line)
    marks = _marks(line)
    share = max(slack, -GIVES * size * marks) / max(1, marks)
    closer = (slack - share * marks) / max(1, len(line) - 1)
    return [(piece, closer, closer + (share if piece[-1] in BLANK_BEHIND else 0.0)) for piece in pieces]

"""Pages a sheet of a workbook is printed on: how high its rows are, and when it is set smaller to spare a page.

How wide a column is on paper depends on the machine: its unit is a digit of a font that is not on all of them, and a
sheet is printed as wide as the page. So it is looked at with the narrowest and the widest digit, and with some between.
"""

from collections.abc import Iterator, Set
from dataclasses import replace
from math import ceil

from desktop.dataclass import dataclass
from desktop.exporters import xlsx_words
from desktop.exporters.xlsx_front import POINTS_PER_WIDTH
from desktop.layouts.paper.linebreak import break_lines
from desktop.layouts.paper.pages import A4
from desktop.layouts.paper.sheet import PlacedCell, Sheet, leading

ASIDE, ABOVE = 0.6, 0.75
"""Margins of a printed sheet, in inches."""
SIZES = {"title": xlsx_words.TITLE, "number": 11.0}
"""Points of letters of a style, where they are not the usual ones."""
LINE = 1.35
"""A line of letters of one point, in points."""
MORE, FEWER = 1.45, 0.95
"""The same of each line after the first, of the highest of the fonts that are taken for 宋体; and the part of its room
that a text of several lines surely fills: each program divides it a little differently, and merged rows do not grow.
"""
LOOSE, CLOSER, CLOSE, OPEN = 6.0, 3.1, 2.5, 8.0
"""Points above and below the lines of a row together: as a rule; where a last page of few rows is spared by it; and
where it cannot be spared, but gets more rows so.
"""
NEARLY, SMALL = 0.85, 0.25
"""From which part of a page on, and with which part of one more, a table is printed on as many as it fills."""
READABLE = 8.0
"""Points that letters have at least on a page that holds more than it would by itself."""
SURE = 0.96
"""The part of a page that is filled up to a break of ours: no program ends the page before it."""
WIDEST_DIGIT, BESIDE = 6.4, xlsx_words.BESIDE
"""Points of a unit of column width where the font of the file is replaced by a wide one; units a column has besides."""
MACHINES = 7
"""Widths of a digit, from the narrowest to the widest, at which a last page of few rows counts against a way."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """Rows as high as they are written, and on how many pages they are printed (0: as many as they take)."""

    heights: dict[int, float]
    pages: int


@dataclass(frozen=True, slots=True)
class _Paper:
    """A page of one machine. room: for all rows, in points of the sheet; again: what repeats; scale: of letters."""

    room: float
    again: float
    scale: float

    def taken(self, height: float) -> float:
        """Return how many pages rows fill; what repeats on each page but the first is no part of height."""
        return 1 + (height - self.room) / (self.room - self.again) if height > self.room else height / self.room

    def goes_on_small(self, height: float, pages: int = 0) -> bool:
        """Tell whether the last page of several holds little. pages: that hold all rows, where they would take more."""
        taken = self.taken(height)
        return taken > 1 and 0 < taken % 1 <= SMALL and not 0 < pages < taken


def fitted(sheet: Sheet) -> Fitted:
    """Return the rows of a sheet and its pages: closer together where that spares a page, or small letters."""
    ways = (_fitted(sheet, around) for around in (LOOSE, CLOSER, CLOSE, OPEN))
    return min(ways, key=lambda each: _cost(sheet, each))


def scale(sheet: Sheet, found: Fitted) -> float:
    """Return by how much smaller a sheet is printed than it is written."""
    paper = next(_papers(sheet, found.heights))
    return paper.scale * (_smaller(paper, sum(found.heights.values()), found.pages) if found.pages else 1.0)


def breaks(sheet: Sheet, found: Fitted) -> list[int]:
    """Return the rows that new pages begin with, where one before would end with a row that leads (类 above 款).

    Or with one that a merged cell goes on from (the indicators of a project).
    None where no page would, or where it took a page more, on any machine, or left few rows on the last one.
    """
    papers = [] if found.pages else list(_papers(sheet, found.heights))
    usual, heads = [_starts(found.heights, sheet, paper) for paper in papers], leading(sheet.cells) | _merged(sheet)
    if not any(row - 1 in heads for starts in usual for row in starts):
        return []
    paper = min(papers, key=lambda each: each.room)
    starts = _starts(found.heights, sheet, replace(paper, room=SURE * paper.room), heads)
    rest = sum(height for row, height in found.heights.items() if row >= starts[-1])
    small = rest <= SMALL * (max(each.room for each in papers) - paper.again)
    return [] if small or len(starts) > min(map(len, usual)) else starts


def _merged(sheet: Sheet) -> frozenset[int]:
    """Return the rows of the body that a merged cell goes on from: a page cuts its words."""
    merged = (c for c in sheet.cells if c.row_span > 1 and c.row >= sheet.header_bottom)
    return frozenset(row for cell in merged for row in range(cell.row, cell.row + cell.row_span - 1))


def _starts(heights: dict[int, float], sheet: Sheet, paper: _Paper, heads: Set[int] = frozenset()) -> list[int]:
    """Return the rows that pages after the first begin with. heads: rows that go on with the one below them."""
    starts, first, filled = [], sheet.header_bottom, paper.again
    for row in range(sheet.header_bottom, sheet.rows):
        if filled + heights[row] > paper.room and row > first:
            start = row
            while start - 1 > first and start - 1 in heads:
                start -= 1
            starts.append(start)
            first, filled = start, paper.again + sum(heights[each] for each in range(start, row))
        filled += heights[row]
    return starts


def _fitted(sheet: Sheet, around: float) -> Fitted:
    heights = _heights(sheet, around)
    return Fitted(heights, _pages(sheet, heights))


def _cost(sheet: Sheet, found: Fitted) -> tuple[int, int, int, float]:
    """Return what a way of printing costs: last pages of few rows, then pages, then letters set smaller.

    Last pages are those of the narrowest and the widest digit first, then those of the machines between.
    """
    papers, height = list(_papers(sheet, found.heights, MACHINES)), sum(found.heights.values())
    small = [paper.goes_on_small(height, found.pages) for paper in papers]
    smaller = 1 / _smaller(papers[0], height, found.pages) if found.pages else 1.0
    return small[0] + small[-1], sum(small), found.pages or ceil(papers[0].taken(height)), smaller


def _smaller(paper: _Paper, height: float, pages: int) -> float:
    """Return by how much letters are set smaller so that all rows stand on so many pages."""
    return min(1.0, pages * paper.room / (height + (pages - 1) * paper.again))


def _papers(sheet: Sheet, heights: dict[int, float], machines: int = 2) -> Iterator[_Paper]:
    """Yield the page as the narrowest and the widest digit give it, or so many machines from one to the other."""
    across, along = (max(A4), min(A4)) if sheet.table.orientation == "landscape" else (min(A4), max(A4))
    again = sum(height for row, height in heights.items() if row < sheet.header_bottom)
    narrow = sum(sheet.widths) * POINTS_PER_WIDTH
    wide = sum(width + BESIDE for width in sheet.widths) * WIDEST_DIGIT
    for machine in range(machines):
        points = narrow + (wide - narrow) * machine / (machines - 1)
        scale = min(1.0, (across - 2 * 72 * ASIDE) / points)
        yield _Paper((along - 2 * 72 * ABOVE) / scale, again, scale)


def _pages(sheet: Sheet, heights: dict[int, float]) -> int:
    """Return the pages that hold all rows although they nearly fill them, or would go on by so little; else 0.

    A program's own fonts may be a little higher than ours.
    """
    paper, height = next(_papers(sheet, heights)), sum(heights.values())
    taken = paper.taken(height)
    pages = max(1, int(taken) if taken % 1 <= SMALL else ceil(taken))
    if not pages - 1 + NEARLY < taken <= pages + SMALL:
        return 0
    points = xlsx_words.SIZE * paper.scale * _smaller(paper, height, pages)
    return pages if points >= READABLE else 0


def _heights(sheet: Sheet, around: float) -> dict[int, float]:
    """Return row heights in points, high enough for wrapped text (merged cells never grow by themselves).

    around: points above and below the lines of a row of the body.
    """
    least = xlsx_words.SIZE * LINE + around
    heights = {row: 18.0 if row < sheet.header_bottom else min(18.0, least) for row in range(sheet.rows)}
    for placed in sheet.cells:
        if placed.style in ("amount", "percent", "code") or placed.row_span > 1:
            continue
        size = SIZES.get(placed.style, xlsx_words.SIZE)
        own = LOOSE if placed.row < sheet.header_bottom else around
        heights[placed.row] = max(heights.get(placed.row, 0), _words(placed, sheet, size) + own)
    for placed in sheet.cells:
        if placed.row_span > 1:
            rows = range(placed.row, placed.row + placed.row_span)
            needed = _words(placed, sheet, xlsx_words.SIZE) + 6
            missing = needed - sum(heights[r] for r in rows)
            for row in rows:
                heights[row] += max(0.0, missing / len(rows))
    return heights


def _words(placed: PlacedCell, sheet: Sheet, size: float) -> float:
    """Return how many points the lines of a text take."""
    room = xlsx_words.room_of(placed, sheet.widths) - placed.indent * xlsx_words.INDENT
    text = xlsx_words.in_lines(placed, sheet)
    if placed.style in xlsx_words.NAMES and text.isascii() and text.isalnum():
        room /= xlsx_words.STANDS_IN
    lines = len(break_lines(text, room, size)) if text else 1
    if lines == 1 or placed.style in xlsx_words.HEADS:
        return lines * size * LINE
    return (LINE + (len(break_lines(text, FEWER * room, size)) - 1) * MORE) * size

"""Words of the sheets of a workbook: heads broken between words, and columns that leave them large enough on paper.

A spreadsheet program breaks a text anywhere (国有资本经营预｜算); only a line break in the text says where.
"""

from collections.abc import Sequence
from math import ceil

from desktop.exporters.xlsx_front import POINTS_PER_WIDTH
from desktop.layouts.paper import columns
from desktop.layouts.paper.linebreak import NAME, header_lines, title_lines
from desktop.layouts.paper.pages import A4, width_of
from desktop.layouts.paper.sheet import PlacedCell, Sheet
from desktop.layouts.paper.sheet_pager import face_of

HEADS = ("title", "header", "lead_label")
"""Styles of cells whose words are not divided."""
TITLE, SIZE = 18.0, 10.5
"""Points of titles and of everything else."""
PAD = 3.0
"""Points that a cell keeps at each side."""
ASIDE = 0.6
"""Inches of margin at each side of a printed sheet."""
LEAST = 8.0
"""Points that letters have at least on paper, where words can give way: a sheet is printed as wide as the page."""
GROWS, GROWS_MORE = 1.35, 2.0
"""How many times as wide a column becomes at most, so that a name of its cells is not divided; the second as long as
letters stay `EASY`."""
EASY = 9.0
"""Points in which letters are read without effort."""
INDENT = 9.0
"""Points of a step to the right."""
STANDS_IN = 1.25
"""How much wider digits may be than ours where a machine has none of the fonts of the file."""
BESIDE, AFTER = 0.71, 7.0
"""Units that a column has besides its own; points at the sides of a text and of the blank behind an amount."""
NAMES = ("label", "center", "text")
"""Styles of cells that hold names: of a subject, a project, an indicator."""


def room_of(placed: PlacedCell, widths: Sequence[int]) -> float:
    """Return how many points of its columns a text may take."""
    return sum(widths[placed.column : placed.column + placed.column_span]) * POINTS_PER_WIDTH - 2 * PAD


def in_lines(placed: PlacedCell, sheet: Sheet) -> str:
    """Return the text of a cell as it is written: with line breaks between words, where a head needs several lines."""
    if placed.style not in HEADS or not placed.text:
        return placed.text
    room = room_of(placed, sheet.widths)
    if placed.style == "title":
        return "\n".join(title_lines(placed.text, room, TITLE, "sans-bold", sheet.table.unit_name))
    return "\n".join(header_lines(placed.text, room, SIZE, "sans-bold"))


def undivided(sheet: Sheet, widths: Sequence[int]) -> list[int]:
    """Return the widths with room for each name that needs more (`GROWS`), as long as all can be read.

    A line break in a name would stay in it wherever it is copied to, so it gets room instead.
    """
    wide = list(widths)
    for placed in sheet.cells:
        if placed.style not in NAMES or placed.column_span > 1 or "\n" in placed.text or len(placed.text) > NAME:
            continue
        points = points_of(placed) + placed.indent * INDENT + 2 * PAD
        needed, column = ceil(points / POINTS_PER_WIDTH), placed.column
        all_points = (sum(wide) + needed - wide[column]) * POINTS_PER_WIDTH
        little = needed <= GROWS * widths[column] and all_points <= _most(sheet)
        easy = needed <= GROWS_MORE * widths[column] and all_points <= _most(sheet, EASY)
        if needed > wide[column] and (little or easy):
            wide[column] = needed
    return wide


def points_of(placed: PlacedCell) -> float:
    """Return the points a text takes on one line; of a code of digits and letters (项目编码) with a font instead."""
    points = width_of(placed.text, face_of(placed), SIZE)
    return points * STANDS_IN if placed.text.isascii() and placed.text.isalnum() else points


def surely(points: float) -> int:
    """Return the units of a column in which digits of so many points stand on one line, also with a font instead."""
    return ceil((points * STANDS_IN + AFTER) / POINTS_PER_WIDTH - BESIDE)


def readable_widths(sheet: Sheet) -> list[int]:
    """Return the widths of the form, or narrower ones where a sheet would be printed too small to read."""
    most = _most(sheet)
    if sum(sheet.widths) * POINTS_PER_WIDTH <= most:
        return list(sheet.widths)
    return [int(points / POINTS_PER_WIDTH) for points in columns.widths(sheet, most, PAD, face_of, SIZE)]


def _most(sheet: Sheet, least: float = LEAST) -> float:
    """Return how many points all columns take at most, so that the letters of a printed sheet have so many."""
    across = max(A4) if sheet.table.orientation == "landscape" else min(A4)
    return (across - 2 * 72 * ASIDE) * SIZE / least

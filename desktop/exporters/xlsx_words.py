"""Words of the sheets of a workbook: heads broken between words, and columns that leave them large enough on paper.

A spreadsheet program breaks a text anywhere (国有资本经营预｜算); only a line break in the text says where.
"""

from collections.abc import Sequence

from desktop.exporters.xlsx_front import POINTS_PER_WIDTH
from desktop.layouts.paper import columns
from desktop.layouts.paper.linebreak import header_lines, title_lines
from desktop.layouts.paper.pages import A4
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


def room_of(placed: PlacedCell, widths: Sequence[int]) -> float:
    """Return how many points of its columns a text may take."""
    return sum(widths[placed.column : placed.column + placed.column_span]) * POINTS_PER_WIDTH - 2 * PAD


def in_lines(placed: PlacedCell, widths: Sequence[int]) -> str:
    """Return the text of a cell as it is written: with line breaks between words, where a head needs several lines."""
    if placed.style not in HEADS or not placed.text:
        return placed.text
    room = room_of(placed, widths)
    if placed.style == "title":
        return "\n".join(title_lines(placed.text, room, TITLE, "sans-bold"))
    return "\n".join(header_lines(placed.text, room, SIZE, "sans-bold"))


def readable_widths(sheet: Sheet) -> list[int]:
    """Return the widths of the form, or narrower ones where a sheet would be printed too small to read."""
    across = max(A4) if sheet.table.orientation == "landscape" else min(A4)
    most = (across - 2 * 72 * ASIDE) * SIZE / LEAST
    if sum(sheet.widths) * POINTS_PER_WIDTH <= most:
        return list(sheet.widths)
    return [int(points / POINTS_PER_WIDTH) for points in columns.widths(sheet, most, PAD, face_of, SIZE)]

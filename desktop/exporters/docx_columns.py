"""Columns of the tables of the Word file: how wide they are, and in which sizes numbers and names stand in them."""

from math import ceil

from desktop.layouts.paper import columns
from desktop.layouts.paper.linebreak import break_lines, header_lines
from desktop.layouts.paper.sheet import PlacedCell, Sheet
from desktop.layouts.paper.sheet_pager import PAD_X, face_of

CELL_SIZE = 10.0
"""Points of the letters of a table; its numbers are smaller where they must be."""
LEAST_NAME = 8.5
"""Points of a name at least that is set smaller, so that its last letter does not stand alone."""
A_RULE = 1.0
"""Points that the rules beside a cell may take from it."""
CLOSING = "）》”。；"
"""Marks that do not keep a last letter company."""
STANDS_IN = 1.25
"""How much wider figures are in a face that stands in for 宋体 where it is not installed (many Linux computers)."""
POINTS_PER_MM = 72 / 25.4
SIDES = 5.0
"""Points that a cell keeps at its sides (twice the margin of the table)."""
READABLE = (columns.READABLE, 7.5, 7.0)
"""Points of the numbers of a table, tried in turn: smaller ones where long amounts would leave no room for words."""
HEAD_LINES, WORDS_KEEP = 3, 80.0
"""Lines of a head above a narrow column, and the points that the column of words keeps that gives room for it."""
NAMES = 100.0
"""Points that the widest column of words has where numbers can be smaller, if the form gives it as many."""


def widths(sheet: Sheet, width_mm: int) -> tuple[list[float], float]:
    """Return the width of each column in points, and the points that its numbers keep; a table is width_mm wide."""
    room = width_mm * POINTS_PER_MM
    scale = room / sum(sheet.widths)
    for readable in READABLE:
        fitted = columns.widths(sheet, room, PAD_X, face_of, readable * STANDS_IN)
        found, is_low = _with_low_heads(sheet, fitted, scale)
        if is_low and all(found[n] >= min(NAMES, sheet.widths[n] * scale) - 0.5 for n in _names(sheet)):
            break
    return found, readable


def _with_low_heads(sheet: Sheet, widths: list[float], scale: float) -> tuple[list[float], bool]:
    """Return columns in which one that gave way to numbers has back what its head needs, and whether all have it.

    Else its head is a tower of single words. The widest column of words gives it. scale: points of a column for one of
    its width in the form.
    """
    found, is_low, names = list(widths), True, _names(sheet)
    widest = max(names, key=widths.__getitem__, default=-1)
    spare = found[widest] - WORDS_KEEP if names else 0.0
    for c in sheet.cells:
        if c.style != "header" or c.column_span > 1 or c.column in names:
            continue
        own, most = found[c.column], sheet.widths[c.column] * scale
        tried = [own + more for more in range(1 + ceil(max(0.0, most - own)))]
        low = next((width for width in tried if len(head_lines(c, width, CELL_SIZE)) <= HEAD_LINES), own)
        if own < low <= own + spare:
            found[widest], found[c.column], spare = found[widest] - (low - own), low, spare - (low - own)
        is_low = is_low and (low == own or low == found[c.column])
    return found, is_low


def _names(sheet: Sheet) -> set[int]:
    """Return the columns of words."""
    return {c.column for c in sheet.cells if c.style in ("label", "text") and c.column_span == 1 and c.cell}


def head_lines(placed: PlacedCell, width: float, size: float) -> list[str]:
    """Return the lines of a head, or of what is in the middle of a narrow cell: no word is divided, as on paper."""
    return header_lines(placed.text, width - SIDES, size, face_of(placed))


def number_sizes(
    cells: list[PlacedCell], widths: list[float], size: float, least: float = columns.READABLE
) -> dict[tuple[int, int], float]:
    """Return the size of each number, in points, in which it stands in one line in any face: by row and column.

    least: that which numbers that belong together share at least.
    """
    found = [
        (c, columns.size_within(c.text, face_of(c), size, (widths[c.column] - 2 * PAD_X) / STANDS_IN))
        for c in cells
        if c.style in columns.NUMBERS and c.column_span == 1
    ]
    shared = columns.shared_sizes(found, least)
    return {(c.row, c.column): min(own, shared[columns.together(c)]) for c, own in found}


def sizes_of_names(cells: list[PlacedCell], widths: list[float], size: float) -> dict[tuple[int, int], float]:
    """Return the size of each name whose last letter would stand alone on a line, where a little less makes one line.

    By row and column, in points: Word breaks names as it likes, and no break of ours may stand in them.
    """
    found = {}
    for c in cells:
        if c.style not in ("label", "text") or "\n" in c.text:
            continue
        room = sum(widths[c.column : c.column + c.column_span]) - SIDES - c.indent * 8
        rooms = room - A_RULE, room  # not all programs take what the rules of the table need from it
        broken = [break_lines(c.text, width, size, face_of(c)) for width in rooms]
        smaller = columns.size_within(c.text, face_of(c), size, rooms[0])
        lonely = any(len(lines) == 2 and len(lines[1].rstrip(CLOSING)) <= 1 for lines in broken)
        if lonely and smaller >= LEAST_NAME:
            found[(c.row, c.column)] = smaller
    return found

"""How wide the columns of a table are on paper: as the form has them, wider where an amount would not be readable."""

from collections.abc import Callable, Sequence

from desktop.layouts.paper.pages import width_of
from desktop.layouts.paper.sheet import PlacedCell, Sheet

READABLE = 8.0
"""The size an amount keeps at least while words beside it can give way."""
LEAST_WORDS = 46.0
"""Points a column of words keeps: four characters and the room around them."""
NUMBERS = ("amount", "percent", "code")
"""Styles of cells that are never broken into lines; they are set smaller where they must be."""


def widths(sheet: Sheet, width: float, pad: float, face_of: Callable[[PlacedCell], str]) -> list[float]:
    """Return the width of each column in points. width: of all; pad: left and right of a text."""
    scale = width / sum(sheet.widths)
    found = [column * scale for column in sheet.widths]
    needed = [0.0] * len(found)
    words: set[int] = set()
    for placed in sheet.cells:
        if placed.cell is None or placed.column_span > 1:
            continue
        if placed.style in NUMBERS:
            own = width_of(placed.text, face_of(placed), READABLE) + 2 * pad + 0.5
            needed[placed.column] = max(needed[placed.column], own)
        elif placed.style != "note":
            words.add(placed.column)
    return _given_way(found, needed, words)


def _given_way(found: list[float], needed: Sequence[float], words: set[int]) -> list[float]:
    """Return columns in which those with too little have more, taken from words and from numbers with room."""
    lack = sum(max(0.0, need - own) for own, need in zip(found, needed, strict=True))
    if not lack:
        return found
    least = [LEAST_WORDS if n in words else max(need, 20.0) for n, need in enumerate(needed)]
    spare = [max(0.0, own - keep) for own, keep in zip(found, least, strict=True)]
    part = min(1.0, sum(spare) / lack)
    taken = lack * part / sum(spare) if sum(spare) else 0.0
    return [
        own + (need - own) * part if need > own else own - room * taken
        for own, need, room in zip(found, needed, spare, strict=True)
    ]

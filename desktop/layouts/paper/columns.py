"""How wide the columns of a table are: as the form has them, wider where an amount would not be readable."""

from collections.abc import Callable, Iterable, Sequence

from desktop.layouts.paper.pages import width_of
from desktop.layouts.paper.sheet import PlacedCell, Sheet

READABLE = 8.0
"""The size an amount keeps at least while words beside it can give way."""
LEAST_WORDS = 46.0
"""Points a column of words keeps: four characters and the room around them."""
NUMBERS = ("amount", "percent", "code")
"""Styles of cells that are never broken into lines; they are set smaller where they must be."""
AMOUNTS = -1
LEAST_SIZE = 5.0
"""Points below which no number is set."""


def widths(
    sheet: Sheet, width: float, pad: float, face_of: Callable[[PlacedCell], str], readable: float = READABLE
) -> list[float]:
    """Return the width of each column in points. width: of all; pad: left and right of a text.

    readable: the size in which numbers have room, as far as words can give way.
    """
    scale = width / sum(sheet.widths)
    found = [column * scale for column in sheet.widths]
    longest = longest_numbers(sheet, face_of, readable)
    needed = [longest[column] + 2 * pad + 0.5 if column in longest else 0.0 for column in range(len(found))]
    words = {c.column for c in _in_columns(sheet) if c.style not in (*NUMBERS, "note")}
    return _given_way(found, needed, words)


def longest_numbers(sheet: Sheet, face_of: Callable[[PlacedCell], str], size: float) -> dict[int, float]:
    """Return how many points the longest number of each column takes; columns without one are left out."""
    longest: dict[int, float] = {}
    for placed in _in_columns(sheet):
        if placed.style in NUMBERS:
            own = width_of(placed.text, face_of(placed), size)
            longest[placed.column] = max(longest.get(placed.column, 0.0), own)
    return longest


def _in_columns(sheet: Sheet) -> list[PlacedCell]:
    return [placed for placed in sheet.cells if placed.cell is not None and placed.column_span == 1]


def size_within(text: str, face: str, size: float, room: float) -> float:
    """Return the size in which a number fits its room: as it was, or smaller by half points."""
    while size > LEAST_SIZE and width_of(text, face, size) > room:
        size -= 0.5
    return size


def shared_sizes(numbers: Iterable[tuple[PlacedCell, float]]) -> dict[int, float]:
    """Return the one size of numbers that belong together, the smallest as long as it can be read.

    numbers: each with the size in which it fits.
    """
    shared: dict[int, float] = {}
    for placed, size in numbers:
        group = together(placed)
        shared[group] = max(READABLE, min(size, shared.get(group, size)))
    return shared


def together(placed: PlacedCell) -> int:
    """Return which numbers one belongs to in size: all amounts of a table together, the codes of each column."""
    return placed.column if placed.style == "code" else AMOUNTS


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

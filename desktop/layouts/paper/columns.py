"""How wide the columns of a table are: as the form has them, wider where an amount would not be readable.

For long texts in many rows there is another division, by what stands in the columns (`by_content`).
"""

from collections.abc import Callable, Iterable, Sequence

from desktop.layouts.paper.linebreak import title_words
from desktop.layouts.paper.pages import width_of
from desktop.layouts.paper.sheet import PlacedCell, Sheet

READABLE, USUAL = 8.0, 10.0
"""The size an amount keeps at least while words beside it can give way; that of the words, while columns have room."""
LEAST_WORDS = 46.0
"""Points a column of words keeps: four characters and the room around them."""
NAMES = 110.0
"""Points that words keep before the head of a column gives any: a name of a subject on two or three lines."""
INDENT = 10.0
"""Points by which each level of a row is set in."""
NUMBERS = ("amount", "percent", "code")
"""Styles of cells that are never broken into lines; they are set smaller where they must be."""
AMOUNTS = -1
_BODY = (*NUMBERS, "label", "text", "center")
HEAD = 4
"""Characters of a column head that stay on one line; a longer word of one may be divided behind two more."""
SHORT_WORDS = 80.0
"""Points of words that stay on one line where a table is divided by its content: 一般公共预算, 经济成本指标."""
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
    words = {c.column for c in _in_columns(sheet) if c.style not in (*NUMBERS, "note")}
    usual = readable * USUAL / READABLE
    wanted = _needed(sheet, face_of, usual, pad)
    heads = [head + 2 * pad + 0.5 for head in _heads(sheet, face_of, usual)]
    own = [
        width if n in words else max(need, head)
        for n, (width, need, head) in enumerate(zip(found, wanted, heads, strict=True))
    ]
    found = _given_way(found, wanted, own)
    needed = _needed(sheet, face_of, readable, pad)
    short = HEAD * usual + 2 * pad + 0.5
    for words_keep, head_keeps in ((NAMES, short), (LEAST_WORDS, 0.0)):  # what heads have goes last
        least = [max(need, min(head, head_keeps), 20.0) for need, head in zip(needed, heads, strict=True)]
        found = _given_way(found, needed, [words_keep if n in words else own for n, own in enumerate(least)])
    return found


def _needed(sheet: Sheet, face_of: Callable[[PlacedCell], str], size: float, pad: float) -> list[float]:
    """Return what the numbers of each column need in a size, 0 where there are none."""
    longest = longest_numbers(sheet, face_of, size)
    return [longest[column] + 2 * pad + 0.5 if column in longest else 0.0 for column in range(len(sheet.widths))]


def _heads(sheet: Sheet, face_of: Callable[[PlacedCell], str], size: float) -> list[float]:
    """Return how many points the head of each column takes at least, whose words are not divided."""
    found = [0.0] * len(sheet.widths)
    for placed in sheet.cells:
        if placed.style == "header" and placed.column_span == 1:
            found[placed.column] = max(found[placed.column], _head(placed.text, face_of(placed), size))
    return found


def by_content(
    sheet: Sheet, width: float, pad: float, face_of: Callable[[PlacedCell], str], size: float
) -> list[float] | None:
    """Return columns of which each has what it needs, and those with long texts share all that is left.

    None where nothing is left, or no text is longer than a line. A text takes lines by its length: shared by what texts
    take on the average, the columns are about equally high.
    """
    heads, texts, numbers = ([0.0] * len(sheet.widths) for _ in range(3))
    lengths: dict[int, list[float]] = {}
    for placed in sheet.cells:
        if placed.column_span > 1 or placed.style not in ("header", *_BODY):
            continue
        column, face = placed.column, face_of(placed)
        if placed.style == "header":
            heads[column] = max(heads[column], _head(placed.text, face, size))
        elif placed.style in NUMBERS:
            numbers[column] = max(numbers[column], width_of(placed.text, face, size))
        elif placed.text:
            length = width_of(placed.text, face, size) + placed.indent * INDENT
            texts[column] = max(texts[column], length)
            lengths.setdefault(column, []).append(length)
    shorts = [min(text, SHORT_WORDS) for text in texts]
    least = [max(each) + 2 * pad + 0.5 for each in zip(heads, shorts, numbers, strict=True)]
    averages = [sum(found) / len(found) if (found := lengths.get(column)) else 0.0 for column in range(len(least))]
    wanted = [max(0.0, average - own) for average, own in zip(averages, least, strict=True)]
    spare = width - sum(least)
    if spare <= 0 or not sum(wanted):
        return None
    return [own + spare * want / sum(wanted) for own, want in zip(least, wanted, strict=True)]


def _head(text: str, face: str, size: float) -> float:
    """Return what a column head takes at least: all of a short one, the longest word of another."""
    words = [text] if len(text) <= HEAD else title_words(text)
    return min((HEAD + 2) * size, max(width_of(word, face, size) for word in words))


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


def shared_sizes(numbers: Iterable[tuple[PlacedCell, float]], least: float = READABLE) -> dict[int, float]:
    """Return the one size of numbers that belong together, the smallest as long as it can be read.

    numbers: each with the size in which it fits. least: the size that can be read.
    """
    shared: dict[int, float] = {}
    for placed, size in numbers:
        group = together(placed)
        shared[group] = max(least, min(size, shared.get(group, size)))
    return shared


def together(placed: PlacedCell) -> int:
    """Return which numbers one belongs to in size: all amounts of a table together, the codes of each column."""
    return placed.column if placed.style == "code" else AMOUNTS


def _given_way(found: list[float], needed: Sequence[float], least: Sequence[float]) -> list[float]:
    """Return columns in which those with too little have more, taken from what others have over the least of each."""
    lack = sum(max(0.0, need - own) for own, need in zip(found, needed, strict=True))
    if not lack:
        return found
    spare = [max(0.0, own - keep) for own, keep in zip(found, least, strict=True)]
    part = min(1.0, sum(spare) / lack)
    taken = lack * part / sum(spare) if sum(spare) else 0.0
    return [
        own + (need - own) * part if need > own else own - room * taken
        for own, need, room in zip(found, needed, spare, strict=True)
    ]

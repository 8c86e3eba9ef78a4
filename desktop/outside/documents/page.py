"""A page as a fixed-layout file has it: characters and rules with their positions, y growing downwards."""

from collections.abc import Iterable, Iterator

from desktop.dataclass import dataclass

SAME_LINE = 0.5
"""Part of a character's height by which two of one line may differ in height."""

WIDE_BLANK = "\u2003"
"""A blank as wide as a Chinese letter, in a text file; pages have no need of it."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character and its box, in points from the page's top left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def height(self) -> float:
        """Height of its box."""
        return self.bottom - self.top

    @property
    def middle(self) -> tuple[float, float]:
        """The point that decides in which cell it stands."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line, across (top = bottom) or down (left = right)."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Page:
    """A page: number from 1, its characters and its rules."""

    number: int
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text: its characters from left to right."""

    glyphs: tuple[Glyph, ...]

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.glyphs[0].left

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.glyphs[-1].right

    @property
    def top(self) -> float:
        """Its upper edge."""
        return min(glyph.top for glyph in self.glyphs)

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return max(glyph.bottom for glyph in self.glyphs)

    @property
    def size(self) -> float:
        """Height of its characters."""
        heights = sorted(glyph.height for glyph in self.glyphs)
        return heights[len(heights) // 2]

    @property
    def text(self) -> str:
        """Its characters, with one blank where there is a gap between two words."""
        return " ".join("".join(_spaced(self.glyphs)).split())

    def chunks(self, gap: float = 1.0) -> list["Line"]:
        """Return its parts between which there is room for `gap` characters; blanks are room, a wide one half of it.

        A wide blank stands within words too (合　计): one alone parts nothing.
        """
        parts: list[list[Glyph]] = [[]]
        end, room = self.left, gap * self.size
        for glyph in self.glyphs:
            if not glyph.text.strip():
                parts[-1].append(glyph)
                end += (glyph.right - glyph.left) / 2 if glyph.text == WIDE_BLANK else 0
                continue
            if glyph.left - end > room:
                parts.append([])
            parts[-1].append(glyph)
            end = glyph.right
        return [Line(tuple(row)) for row in map(_without_blank_ends, parts) if row]


def _spaced(glyphs: Iterable[Glyph]) -> Iterator[str]:
    last: Glyph | None = None
    for glyph in glyphs:
        if last is not None and glyph.left - last.right > 0.8 * last.height:
            yield " "
        yield glyph.text
        last = glyph


def lines_of(glyphs: Iterable[Glyph]) -> list[Line]:
    """Return the lines of some characters from top to bottom; blanks alone are none."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda each: each.middle[1]):
        if rows and glyph.middle[1] - rows[-1][0].middle[1] < SAME_LINE * max(glyph.height, rows[-1][0].height):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    ordered = (sorted(row, key=lambda each: each.left) for row in rows)
    return [Line(tuple(row)) for row in map(_without_blank_ends, ordered) if row]


def _without_blank_ends(row: list[Glyph]) -> list[Glyph]:
    filled = [number for number, glyph in enumerate(row) if glyph.text.strip()]
    return row[filled[0] : filled[-1] + 1] if filled else []

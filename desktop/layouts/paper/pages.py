"""Pages as plain drawing primitives: the PDF exporter and the on-screen preview draw the very same ones.

Coordinates are points (1/72 inch) from the top left corner; y of a text is its baseline.
"""

from dataclasses import field
from functools import lru_cache
from typing import TypedDict, Unpack

from desktop.dataclass import dataclass
from desktop.layouts.paper.sheet import PlacedCell, Sheet
from desktop.layouts.paper.typeface import faces, split_by_face, stroke_of

A4 = (595.28, 841.89)
CHARTS = "附图"
"""What the pages of the charts are called, in headings and contents."""


@dataclass(frozen=True, slots=True)
class Text:
    """A piece of text in one face at one size.

    spacing: points put behind each letter, where a line is justified; stroke: of the line drawn around each letter of a
    plain cut that stands in for a bold one.
    """

    x: float
    y: float
    text: str
    face: str
    size: float
    spacing: float = 0.0
    stroke: float = 0.0

    @property
    def right(self) -> float:
        """Where the last letter ends."""
        return self.x + faces()[self.face].width(self.text, self.size) + self.spacing * (len(self.text) - 1)


@dataclass(frozen=True, slots=True)
class Line:
    """A straight rule."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float = 0.5


@dataclass(frozen=True, slots=True)
class Fill:
    """A filled rectangle; color as #rrggbb."""

    x: float
    y: float
    width: float
    height: float
    color: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture (PNG) in an area; only the manual has any."""

    x: float
    y: float
    width: float
    height: float
    content: bytes


@dataclass(frozen=True, slots=True)
class Box:
    """What stands in an area: a table cell, or a line of the narrative. `text` is all it prints.

    role: title, heading, body, contents, number, unit, header, cell, note, chart or cover.
    level: of a heading or title, from 1. drawn: which of the page's texts it prints, from and up to.
    goes_on: a further line of what the box before it began. again: printed before, repeated on a further page.
    sheet: the table that a cell is of. figure: the picture that a part is of.
    """

    x: float
    y: float
    width: float
    height: float
    text: str
    placed: PlacedCell | None = None
    figure: str = ""
    role: str = ""
    level: int = 0
    drawn: tuple[int, int] = (0, 0)
    goes_on: bool = False
    again: bool = False
    sheet: Sheet | None = None


class Marks(TypedDict, total=False):
    """What a box says of itself beside its place and its text; see Box."""

    placed: PlacedCell | None
    figure: str
    role: str
    level: int
    goes_on: bool
    again: bool
    sheet: Sheet | None


@dataclass(slots=True)
class Page:
    """One page."""

    width: float
    height: float
    texts: list[Text] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    _boxed: int = 0

    def box(self, x: float, y: float, width: float, height: float, text: str, **marks: Unpack[Marks]) -> None:
        """Note what stands in an area: the texts written since the last box are its own."""
        drawn = (self._boxed, len(self.texts))
        self._boxed = len(self.texts)
        self.boxes.append(Box(x, y, width, height, text, drawn=drawn, **marks))

    def write(self, x: float, y: float, text: str, face: str, size: float, spacing: float = 0.0) -> None:
        """Put a text with its baseline at y; characters the face lacks are drawn in the fallback face."""
        pieces = split_by_face(text, face)
        for used, piece in pieces:
            self.texts.append(Text(x, y, piece, used, size, spacing, size * stroke_of(face, used)))
            if len(pieces) > 1:
                x += faces()[used].width(piece, size) + spacing * len(piece)

    def write_right(self, right: float, y: float, text: str, face: str, size: float) -> None:
        """Put a text that ends at `right`."""
        self.write(right - width_of(text, face, size), y, text, face, size)

    def write_centered(self, center: float, y: float, text: str, face: str, size: float) -> None:
        """Put a text around `center`."""
        self.write(center - width_of(text, face, size) / 2, y, text, face, size)

    def rule(self, x1: float, y1: float, x2: float, y2: float, width: float = 0.5) -> None:
        """Draw a straight rule."""
        self.lines.append(Line(x1, y1, x2, y2, width))

    def fill(self, x: float, y: float, width: float, height: float, color: str) -> None:
        """Fill a rectangle."""
        self.fills.append(Fill(x, y, width, height, color))

    def frame(self, x: float, y: float, width: float, height: float) -> None:
        """Draw the four sides of a cell."""
        right, bottom = x + width, y + height
        self.lines += [Line(x, y, right, y), Line(x, bottom, right, bottom)]
        self.lines += [Line(x, y, x, bottom), Line(right, y, right, bottom)]


@lru_cache(maxsize=20_000)
def width_of(text: str, face: str, size: float) -> float:
    """Return the printed width of a text, with fallback faces where needed."""
    return sum(faces()[used].width(piece, size) for used, piece in split_by_face(text, face))

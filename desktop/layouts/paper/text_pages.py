"""The narrative on paper, set as an official document (GB/T 9704: 三号 body, two characters indent)."""

from collections.abc import Callable
from itertools import accumulate

from desktop.dataclass import dataclass
from desktop.layouts.paper.justify import even_lines, spaced
from desktop.layouts.paper.linebreak import heading_lines, title_lines
from desktop.layouts.paper.pages import A4, Marks, Page, width_of
from desktop.layouts.paper.sheet import Sheet, sheet_of
from desktop.layouts.paper.sheet_pager import SheetPager
from desktop.layouts.words.narrative import Narrative
from desktop.layouts.words.paragraphs import Paragraph

LEFT, TOP, BOTTOM = 79.0, 92.0, 78.0
SIZE, TITLE = 16.0, 20.0
STEPS = (28.5, 27.5, 26.5, 25.5, 24.8)
"""From line to line: as the norm has it, and closer where that saves a page with a few lines (the last: four of them).
"""
SMALL_LINES, SMALL_PART = 4, 0.3
SQUEEZE = 0.07
"""The part of a letter's size by which the letters of a heading come closer at most (one point of 16)."""
SHORT = 3
"""Lines up to which a sentence that leads to a list stays with it."""
CHAIN = 8
"""Lines from which on what leads to the next, and that to the next again, need not all stay together."""
FACES = {0: "serif", 1: "sans-bold", 2: "sans", 3: "sans", 4: "serif", 5: "serif"}


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading met while setting, with the page (from 0) it stands on."""

    text: str
    level: int
    page: int


class TextPager:
    """Sets a narrative into pages. step: points from one line to the next; size: of its letters.

    measure: points of a line, and of all lines of a page; title: those a line of the title takes, and below the last.
    """

    def __init__(
        self,
        step: float = STEPS[0],
        size: float = SIZE,
        measure: tuple[float, float] = (A4[0] - 2 * LEFT, A4[1] - TOP - BOTTOM),
        title: tuple[float, float] = (TITLE * 1.6, SIZE),
    ) -> None:
        self.step, self._size, self._title = step, size, title
        self.pages: list[Page] = []
        self.headings: list[Heading] = []
        self._y = TOP
        self._width = measure[0]
        self._bottom = TOP + measure[1]
        self._new()

    def _new(self) -> tuple[Page, float]:
        self.pages.append(Page(*A4))
        self._y = TOP
        return self.pages[-1], TOP

    @property
    def lightly_used(self) -> bool:
        """Whether the last page holds so little that it might be saved."""
        used = self._y - TOP
        return used <= SMALL_LINES * self.step + 0.5 or used <= SMALL_PART * (self._bottom - TOP)

    def set(self, paragraphs: list[Paragraph], narrative: Narrative | None) -> None:
        """Set paragraphs, under the title of a narrative where one is given."""
        if narrative is not None:
            self.set_title(narrative)
        self.set_paragraphs(paragraphs)

    def set_title(self, narrative: Narrative) -> None:
        """Set the title of the text."""
        for number, line in enumerate(title_lines(narrative.title, self._width, TITLE, "sans-bold")):
            self.pages[-1].write_centered(A4[0] / 2, self._y + TITLE, line, "sans-bold", TITLE)
            marks = Marks(role="heading", level=1, goes_on=bool(number))
            self.pages[-1].box(LEFT, self._y, self._width, TITLE * 1.4, line, **marks)
            self._y += self._title[0]
        self._y += self._title[1]

    def set_paragraphs(self, paragraphs: list[Paragraph]) -> None:
        """Set paragraphs, headings and the tables inside the text."""
        for number, paragraph in enumerate(paragraphs):
            if paragraph.table is not None:
                self._set_table(sheet_of(paragraph.table))
            else:
                self._set_paragraph(paragraph, self._lines_with(paragraphs, number))

    def _lines(self, paragraph: Paragraph) -> list[str]:
        if paragraph.is_heading:
            if squeezed(paragraph.text, self._width - 2 * self._size, FACES[paragraph.level], self._size):
                return [paragraph.text]
            return heading_lines(paragraph.text, self._width, self._size, FACES[paragraph.level], 2 * self._size)
        return even_lines(paragraph.text, self._width, self._size, FACES[0], 2 * self._size)

    def _set_paragraph(self, paragraph: Paragraph, following: int) -> None:
        """Set one paragraph; it stays with so many lines that follow it."""
        face = FACES[paragraph.level] if paragraph.is_heading else FACES[0]
        indent = 2 * self._size
        lines = self._lines(paragraph)
        needed = self.step * ((len(lines) + following) if following else min(_begin(lines), len(lines)))
        if self._y + needed > self._bottom:
            self._new()
        if paragraph.is_heading:
            self.headings.append(Heading(paragraph.text, paragraph.level, len(self.pages) - 1))
        ends = _ends(lines, paragraph.text)
        for number, line in enumerate(lines):
            lone = number == len(lines) - 2 and number  # the last line would stand alone on the next page
            if self._y + self.step * (2 if lone else 1) > self._bottom + 0.5:
                self._new()
            x = LEFT + (indent if number == 0 else 0)
            last = number in ends or paragraph.is_heading
            room = self._width + LEFT - x
            squeeze = squeezed(line, room, face, self._size) if paragraph.is_heading and len(lines) == 1 else 0.0
            pieces = [(line, squeeze, 0.0)] if squeeze else spaced(line, room, face, self._size, last=last)
            for piece, inside, behind in pieces:
                self.pages[-1].write(x, self._y + self._size, piece, face, self._size, inside)
                x += width_of(piece, face, self._size) + inside * (len(piece) - 1) + behind
            role, level = ("heading", paragraph.level + 1) if paragraph.is_heading else ("body", 0)
            marks = Marks(role=role, level=level, goes_on=bool(number))
            self.pages[-1].box(LEFT, self._y, max(self._width, x - behind - LEFT), self.step, line, **marks)
            self._y += self.step

    def _lines_with(self, paragraphs: list[Paragraph], start: int) -> int:
        """Return how many lines below must stay with what announces them: further headings and two lines of text.

        A text of one line that is all there is below a heading has no second one. A short sentence that leads to a
        list (：) stays with the list, also where its first item leads to another.
        """
        lines, number = 0, start + 1
        if not self._goes_on(paragraphs[start]) or (number == len(paragraphs) and not paragraphs[start].announces):
            return 0
        while number < len(paragraphs) and lines < CHAIN and self._goes_on(paragraphs[number]):
            lines += len(self._lines(paragraphs[number]))
            number += 1
        if number == len(paragraphs) or paragraphs[number].table is not None:
            return lines + 2
        following = self._lines(paragraphs[number])
        is_all = number + 1 == len(paragraphs) or paragraphs[number + 1].is_heading
        return lines + (1 if is_all and len(following) == 1 else self._begins(following))

    def _begins(self, lines: list[str]) -> int:
        """Return how many lines at least there is room for under a heading, where a text of these lines follows."""
        return _begin(lines)

    def _goes_on(self, paragraph: Paragraph) -> bool:
        """Tell whether a paragraph says what comes below it: a heading, or a short sentence that leads to a list."""
        return paragraph.announces or self._leads(paragraph)

    def _leads(self, paragraph: Paragraph) -> bool:
        return paragraph.text.endswith("：") and len(self._lines(paragraph)) <= SHORT

    def _set_table(self, sheet: Sheet) -> None:
        pager = SheetPager(sheet, left=LEFT, width=self._width)
        rest = self._bottom - TOP - pager.header_height()
        _, y = pager.draw(self.pages[-1], self._y + 2, self._bottom, self._new, rest=rest)
        self._y = y + self.step / 2


def squeezed(heading: str, room: float, face: str, size: float) -> float:
    """Return the points, below 0, between the letters of a heading that so stands on one line; 0: as it is.

    Otherwise its last two or three letters stand on a line of their own.
    """
    over = width_of(heading, face, size) - room
    each = over / max(1, len(heading) - 1)
    return -each if 0 < each <= SQUEEZE * size and "\n" not in heading else 0.0


def text_pages(
    paragraphs: list[Paragraph],
    narrative: Narrative | None,
    pager: Callable[[float], TextPager] = TextPager,
) -> TextPager:
    """Return paragraphs set into pages, under the title of a narrative where one is given.

    Lines stand a little closer where the last page would have a few lines only. pager: what sets them, with so many
    points from line to line.
    """
    normal = pager(STEPS[0])
    normal.set(paragraphs, narrative)
    if len(normal.pages) > 1 and normal.lightly_used:
        for step in STEPS[1:]:
            closer = pager(step)
            closer.set(paragraphs, narrative)
            if len(closer.pages) < len(normal.pages):
                return closer
    return normal


def _ends(lines: list[str], text: str) -> set[int]:
    """Return the lines that end a text or stand before a line break in it: they are not spaced out."""
    if "\n" not in text:
        return {len(lines) - 1}
    places = set(accumulate(len(part) for part in text.split("\n")))
    return {number for number, at in enumerate(accumulate(map(len, lines))) if at in places}


def _begin(lines: list[str]) -> int:
    """Return how many lines at the beginning of a paragraph stay together: no line of it is alone on a page."""
    return 3 if len(lines) == 3 else 2

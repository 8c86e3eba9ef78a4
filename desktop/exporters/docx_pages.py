"""On which pages the text of a Word file stands: lines as Word divides them, and how far apart they are.

Word sets no letters closer, so that a paragraph may take a line more than on paper. Where 仿宋 is not installed (many
Linux computers) figures are wider and have blanks beside them, and a number is parted from its unit: more lines again.
The contents are to hold with both faces.
"""

from functools import lru_cache

from desktop.exporters.docx_columns import CLOSING
from desktop.exporters.docx_styles import (
    NUMBERED,
    STEP,
    TABLE_APART,
    TEXT_HEIGHT_MM,
    TEXT_MM,
    TIED,
    TITLE_LINE,
    TITLE_SPACE,
)
from desktop.exporters.docx_table import LEAST_SMALL, SMALL, row_heights
from desktop.exporters.publication import Publication
from desktop.layouts.paper.linebreak import NOT_FIRST, NOT_LAST
from desktop.layouts.paper.sheet import Sheet
from desktop.layouts.paper.text_pages import SMALL_LINES, STEPS, TOP, TextPager
from desktop.layouts.words.narrative import Narrative
from desktop.layouts.words.paragraphs import Paragraph, leading_to_tables

MEASURE = TEXT_MM * 72 / 25.4, TEXT_HEIGHT_MM * 72 / 25.4
"""Points of a line, and of all lines of a page."""
HALF, WIDE = 0.5, 0.64
"""How wide a figure is, as a part of a letter: in 仿宋, and in a face that stands in for it."""
WIDTHS = {" ": 0.32, ".": 0.32, ",": 0.32, "%": 0.95}
"""Those of the marks in amounts, in a face that stands in."""
BESIDE = 0.25
"""The blank that some programs put between letters and figures, as a part of a letter."""
FEW = 2
"""Letters that do not stand alone on the last line of a note."""
BLANKLESS = NOT_FIRST | NOT_LAST | {" "}
"""What has no such blank beside it."""
HANGING = "，。、；："
"""Marks that some programs put beyond the margin behind a letter, whatever the file says."""


def parts_of(publication: Publication) -> tuple[list[Paragraph], list[Paragraph], list[Paragraph]]:
    """Return the paragraphs before and after the tables, and the headings over the first of them."""
    before, after = publication.narrative.around_tables(publication.form.annex)
    before, over = leading_to_tables(before) if publication.sheets else (before, [])
    return before, after, over


def step_of(publication: Publication) -> float:
    """Return the points from line to line: fewer where that saves a page of a few lines, or contents hold so."""
    before, after, _ = parts_of(publication)
    title = publication.narrative
    texts = [(before, title), (after, None if before else title)] if before or after else []
    return min((_step(text, title) for text, title in texts if text), default=STEP)


def _step(text: list[Paragraph], title: Narrative | None) -> float:
    """Return the points from line to line of one text; no program may need a page more than the contents say."""
    normal = laid(text, title, STEP)
    pages = len(normal.pages)
    wider = {step: laid(text, title, step, stands_in=True) for step in STEPS}
    fewer = [step for step in STEPS if len(wider[step].pages) < pages]
    saves = fewer if normal.lightly_used else []
    holding = saves or [step for step in STEPS if len(wider[step].pages) <= pages]
    roomy = [step for step in holding if not wider[step].full] or holding
    fit = [step for step in roomy if step == STEP or not wider[step].few]
    agreeing = [step for step in fit if _entries(laid(text, title, step)) == _entries(wider[step])]
    return min(agreeing or roomy or [STEP], key=lambda step: (wider[step].lightly_used, -step))


def _entries(pager: "WordPager") -> list[int]:
    """Return the pages of the headings that the contents name."""
    return [heading.page for heading in pager.headings if heading.level == 1]


def laid(text: list[Paragraph], title: Narrative | None, step: float, *, stands_in: bool = False) -> "WordPager":
    """Return a text set with so many points from line to line, under its title. stands_in: for 仿宋 another face."""
    pager = WordPager(step, measure=MEASURE, title=(TITLE_LINE, TITLE_SPACE))
    pager.stands_in = stands_in
    pager.set(text, title)
    return pager


class WordPager(TextPager):
    """Sets a text as Word sets it: the rows of a table in it are closer together than on paper.

    A heading stays with one line where its text has no more.
    """

    stands_in = False

    @property
    def full(self) -> bool:
        """Whether two lines more would begin another page."""
        return self._y + 2 * self.step > self._bottom + 0.5

    @property
    def few(self) -> bool:
        """Whether the last of several pages has a few lines only."""
        return len(self.pages) > 1 and self._y - TOP <= SMALL_LINES * self.step + 0.5

    def _begins(self, lines: list[str]) -> int:
        return min(super()._begins(lines), len(lines))

    def _lines(self, paragraph: Paragraph) -> list[str]:
        if paragraph.is_heading:
            return super()._lines(paragraph)
        return list(word_lines(paragraph.text, self._width / self._size, stands_in=self.stands_in))

    def _set_table(self, sheet: Sheet) -> None:
        head, rows = row_heights(sheet, TEXT_MM)
        self._y += TABLE_APART
        for number, height in enumerate(rows):
            above = 0.0 if number else head
            if self._y + above + height > self._bottom:
                self._new()
                above = head
            self._y += above + height
        self._y += TABLE_APART


def note_size(text: str, width_mm: int) -> float:
    """Return the size of a note under a table: a little less where else its last letter or two stood on a line."""
    size = SMALL
    while size >= LEAST_SMALL:
        lines = word_lines(text, width_mm * 72 / 25.4 / size, 0.0, stands_in=True)
        if len(lines) < 2 or len(lines[-1].rstrip(CLOSING)) > FEW:
            return size
        size -= 0.5
    return SMALL


@lru_cache(maxsize=4_000)
def word_lines(text: str, room: float, indent: float = 2.0, *, stands_in: bool = False) -> tuple[str, ...]:
    """Return the lines of a paragraph as Word divides it: each as full as can be.

    room: letters of a line; indent: those by which the first is shorter.
    """
    lines: list[str] = []
    for part in text.split("\n"):
        line, used = "", 0.0 if lines else indent
        for piece in _pieces(part, room, stands_in=stands_in):
            needed = _width(piece, line[-1:], stands_in)
            hangs = stands_in and piece[-1] in HANGING and not piece[:-1].isascii()
            if line and used + needed - hangs > room + 0.001:
                lines.append(line)
                line, used, needed = "", 0.0, _width(piece, "", stands_in)
            line, used = line + piece, used + needed
        lines.append(line)
    return tuple(lines)


def _pieces(text: str, room: float, *, stands_in: bool) -> list[str]:
    """Return what Word keeps on one line: single letters with their marks, and numbers with their units.

    A program of another face does not read the rules of the document for lines: there the unit may follow below.
    """
    never_first, never_last = (NOT_FIRST, NOT_LAST) if stands_in else (NOT_FIRST | {*TIED}, NOT_LAST | {*NUMBERED})
    pieces: list[str] = []
    for letter in text:
        last = pieces[-1][-1] if pieces else ""
        joins = letter in never_first or last in never_last or (_is_figure(letter) and _is_figure(last))
        if last and joins and len(pieces[-1]) < room:
            pieces[-1] += letter
        else:
            pieces.append(letter)
    return pieces


def _is_figure(letter: str) -> bool:
    return letter.isascii() and letter > " "


def _width(piece: str, before: str, stands_in: bool) -> float:
    """Return how many letters wide a piece is behind another letter."""
    found = 0.0
    for letter in piece:
        if not letter.isascii():
            found += 1
        else:
            found += WIDTHS.get(letter, WIDE) if stands_in else HALF
        parted = before and stands_in and letter.isascii() != before.isascii()
        found += BESIDE if parted and not {letter, before} & BLANKLESS else 0
        before = letter
    return found

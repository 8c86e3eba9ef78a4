"""The narrative on paper, set as an official document (GB/T 9704: 三号 body, two characters indent)."""

from desktop.dataclass import dataclass
from desktop.layouts.paper.linebreak import balanced_lines, break_lines
from desktop.layouts.paper.pages import A4, Box, Page
from desktop.layouts.paper.sheet import sheet_of
from desktop.layouts.paper.table_pages import SheetPager
from desktop.layouts.words.narrative import Narrative
from desktop.layouts.words.paragraphs import Paragraph

LEFT, TOP, BOTTOM = 79.0, 92.0, 78.0
SIZE, STEP, TITLE = 16.0, 28.5, 20.0
FACES = {0: "serif", 1: "sans-bold", 2: "sans", 3: "sans", 4: "serif", 5: "serif"}


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading met while setting, with the page (from 0) it stands on."""

    text: str
    level: int
    page: int


class TextPager:
    """Sets a narrative into pages. size: of its letters in points; step: from one line to the next."""

    def __init__(self, size: float = SIZE, step: float = STEP) -> None:
        self._size, self._step = size, step
        self.pages: list[Page] = []
        self.headings: list[Heading] = []
        self._y = TOP
        self._width = A4[0] - 2 * LEFT
        self._bottom = A4[1] - BOTTOM
        self._new()

    def _new(self) -> tuple[Page, float]:
        self.pages.append(Page(*A4))
        self._y = TOP
        return self.pages[-1], TOP

    def set(self, narrative: Narrative) -> None:
        """Set title and paragraphs."""
        self.set_title(narrative)
        self.set_paragraphs(narrative.paragraphs)

    def set_title(self, narrative: Narrative) -> None:
        """Set the title of the text."""
        for line in balanced_lines(narrative.title, self._width, TITLE, "sans-bold"):
            self.pages[-1].write_centered(A4[0] / 2, self._y + TITLE, line, "sans-bold", TITLE)
            self.pages[-1].boxes.append(Box(LEFT, self._y, self._width, TITLE * 1.4, line))
            self._y += TITLE * 1.6
        self._y += self._size

    def set_paragraphs(self, paragraphs: list[Paragraph]) -> None:
        """Set paragraphs, headings and the tables inside the text."""
        for number, paragraph in enumerate(paragraphs):
            if paragraph.table is not None:
                self._set_table(paragraph)
            else:
                self._set_paragraph(paragraph, _headings_from(paragraphs, number))

    def _set_paragraph(self, paragraph: Paragraph, headings: int) -> None:
        """Set one paragraph; a run of `headings` headings stays with the two lines that follow it."""
        face = FACES[paragraph.level]
        indent = 2 * self._size
        lines = break_lines(paragraph.text, self._width, self._size, face, indent)
        needed = self._step * (headings + 2 if headings else min(2, len(lines)))
        if self._y + needed > self._bottom:
            self._new()
        if paragraph.level:
            self.headings.append(Heading(paragraph.text, paragraph.level, len(self.pages) - 1))
        for number, line in enumerate(lines):
            if self._y + self._step > self._bottom + 0.5:
                self._new()
            x = LEFT + (indent if number == 0 else 0)
            self.pages[-1].write(x, self._y + self._size, line, face, self._size)
            self.pages[-1].boxes.append(Box(LEFT, self._y, self._width, self._step, line))
            self._y += self._step

    def _set_table(self, paragraph: Paragraph) -> None:
        if paragraph.table is None:
            return
        pager = SheetPager(sheet_of(paragraph.table), left=LEFT, width=self._width)
        _, y = pager.draw(self.pages[-1], self._y + 2, self._bottom, self._new)
        self._y = y + self._step / 2


def _headings_from(paragraphs: list[Paragraph], start: int) -> int:
    """Return how many headings that announce what follows stand directly one after another from here."""
    count = 0
    while start + count < len(paragraphs) and paragraphs[start + count].announces:
        count += 1
    return count

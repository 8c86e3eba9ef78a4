"""A sheet on pages of its own: titles, page breaks, the title and the unit again on each page, notes.

A table that would just not fit is set a little closer; its last page is never nearly empty, a total never alone.
"""

from collections.abc import Sequence
from dataclasses import replace

from desktop.layouts.paper import breaks
from desktop.layouts.paper.density import CLOSER, NORMAL, Density
from desktop.layouts.paper.linebreak import break_lines, title_lines
from desktop.layouts.paper.pages import A4, Marks, Page, width_of
from desktop.layouts.paper.parts import parts
from desktop.layouts.paper.sheet import PlacedCell, Sheet
from desktop.layouts.paper.sheet_pager import GOES_ON, SheetPager
from desktop.layouts.words.paragraphs import Paragraph

MARGIN_X, MARGIN_TOP, MARGIN_BOTTOM = 50.0, 56.0, 60.0
TITLE, TITLE_MIN, TITLE_AGAIN, SMALL = 18.0, 15.0, 13.0, 10.0
LEADING = 1.35
UNIT_GAP = 12.0
"""Between the unit's name and the money unit above a table."""
UNIT_MIN = 8.0
"""The smallest size of the unit's name before it is broken into lines."""
BEFORE_NOTES = 6.0
NUMBER_GAP = 4.0
"""More between the number of a table and a title so wide that it stands right under it."""
MANY, SAVING = 4, 0.8
"""From how many pages on long texts may divide the columns, and which part of the pages is left where they do."""
OVER_GAP = 8.0
"""Under a heading of the text that stands over a table."""


class _Pages:
    """Makes the pages of a table: all of it named on the first, its number, title and unit again on the others."""

    def __init__(self, sheet: Sheet, density: Density, over: Sequence[Paragraph], *, goes_on: bool) -> None:
        self.size = _size_of(sheet)
        self.pages: list[Page] = []
        self._rooms: dict[bool, float] = {}
        self._sheet = sheet
        self._over = over
        self._goes_on = goes_on
        self.top = MARGIN_TOP - density.spare
        self.bottom = self.size[1] - MARGIN_BOTTOM + density.spare

    def __call__(self) -> tuple[Page, float]:
        page, y = self._titled(again=bool(self.pages))
        self.pages.append(page)
        return page, y

    def _titled(self, *, again: bool) -> tuple[Page, float]:
        page = Page(*self.size)
        width, y = page.width - 2 * MARGIN_X, self.top
        if not again:
            y = _draw_over(page, self._over, y, width)
        return page, _draw_titles(page, self._sheet, y, width, again=again or self._goes_on)

    def room(self, *, again: bool) -> float:
        """Return the points from the titles to the margin, on the first page or on each that follows."""
        if again not in self._rooms:
            self._rooms[again] = self.bottom - self._titled(again=again)[1]
        return self._rooms[again]


def _size_of(sheet: Sheet) -> tuple[float, float]:
    return A4 if sheet.table.orientation == "portrait" else (A4[1], A4[0])


def table_pages(sheet: Sheet, over: Sequence[Paragraph] = ()) -> list[Page]:
    """Return the pages of a sheet: titles on each, the header too, notes after the body.

    over: headings of the text that lead to the tables; they stand over this one.
    """
    found = []
    for number, part in enumerate(parts(sheet)):
        alike = replace(part, title_size=sheet.title_size)
        found += _pages_of(alike, () if number else over, goes_on=bool(number))
    return found


def _pages_of(sheet: Sheet, over: Sequence[Paragraph], *, goes_on: bool) -> list[Page]:
    pager, pages = _fitted(sheet, over, goes_on=goes_on)
    page, y = pages()
    width = page.width - 2 * MARGIN_X
    rest = pages.room(again=True) - pager.header_height()
    page, y = pager.draw(page, y, pages.bottom, pages, rest=rest, notes=_notes_height(sheet, width))
    for placed in sheet.cells:
        if placed.style == "note":
            y += BEFORE_NOTES
            for number, line in enumerate(break_lines(placed.text, width, SMALL)):
                if y + SMALL * LEADING > pages.bottom + 0.01:
                    page, y = pages()
                page.write(MARGIN_X, y + SMALL, line, "serif", SMALL)
                page.box(MARGIN_X, y, width, SMALL * LEADING, line, placed=placed, role="note", goes_on=bool(number))
                y += SMALL * LEADING
    return pages.pages


def _fitted(sheet: Sheet, over: Sequence[Paragraph], *, goes_on: bool) -> tuple[SheetPager, _Pages]:
    """Return what lays the table out, set more closely where that saves a page that would be nearly empty."""
    normal, pages, count, small = _laid(sheet, over, NORMAL, goes_on=goes_on)
    if count >= MANY and normal.tall_rows:
        return _saving_pages(sheet, over, (normal, pages, count), goes_on=goes_on)
    if not small:
        return normal, pages
    for density in CLOSER:
        closer, closer_pages, fewer, still = _laid(sheet, over, density, goes_on=goes_on)
        if not still or fewer < count:
            return closer, closer_pages
    return normal, pages


def _saving_pages(
    sheet: Sheet, over: Sequence[Paragraph], normal: tuple[SheetPager, _Pages, int], *, goes_on: bool
) -> tuple[SheetPager, _Pages]:
    """Return what lays out a table whose long texts fill many pages: divided by them where that saves many."""
    pager, pages, count = normal
    for density in (NORMAL, *CLOSER[:2]):
        divided, divided_pages, fewer, _ = _laid(sheet, over, density, goes_on=goes_on, by_content=True)
        if fewer <= SAVING * count:
            pager, pages, count = divided, divided_pages, fewer
    return pager, pages


def _laid(
    sheet: Sheet, over: Sequence[Paragraph], density: Density, *, goes_on: bool, by_content: bool = False
) -> tuple[SheetPager, _Pages, int, bool]:
    """Return a way to set the table, how many pages it takes, and whether it ends with a small overflow."""
    pages = _Pages(sheet, density, over, goes_on=goes_on)
    width = pages.size[0] - 2 * MARGIN_X
    pager = SheetPager(sheet, left=MARGIN_X, width=width, density=density, by_content=by_content)
    first = pages.room(again=False) - pager.head
    rows = pager.rows(_notes_height(sheet, width))
    if sum(rows.heights) <= first:
        return pager, pages, 1, False
    rest = pages.room(again=True) - pager.header_height()
    starts = breaks.page_starts(rows, first, rest)
    return pager, pages, len(starts), breaks.small_overflow(rows, starts, first, rest)


def _notes_height(sheet: Sheet, width: float) -> float:
    notes = [break_lines(placed.text, width, SMALL) for placed in sheet.cells if placed.style == "note"]
    return sum(BEFORE_NOTES + len(lines) * SMALL * LEADING for lines in notes)


def _draw_over(page: Page, over: Sequence[Paragraph], y: float, width: float) -> float:
    """Draw headings of the text over the title of the table."""
    for paragraph in over:
        for number, line in enumerate(title_lines(paragraph.text, width, TITLE, "sans-bold")):
            page.write_centered(page.width / 2, y + TITLE, line, "sans-bold", TITLE)
            marks = Marks(role="heading", level=paragraph.level + 1, goes_on=bool(number))
            page.box(MARGIN_X, y, width, TITLE * 1.3, line, **marks)
            y += TITLE * 1.4
        y += OVER_GAP
    return y


def _draw_titles(page: Page, sheet: Sheet, y: float, width: float, *, again: bool) -> float:
    number = 0.0
    left, right = (next(c for c in sheet.cells if c.style == style) for style in ("unit_left", "unit_right"))
    for placed in sheet.cells:
        if placed.style == "number":
            page.write(MARGIN_X, y + SMALL, placed.text, "sans", SMALL)
            page.box(MARGIN_X, y - 2, width, SMALL * LEADING, placed.text, placed=placed, role="number", again=again)
            y += SMALL * 1.2
            number = MARGIN_X + width_of(placed.text, "sans", SMALL)
        elif placed.style == "title":
            size, lines = _title_of(placed, width, sheet, again=again)
            under = page.width / 2 - width_of(lines[0], "sans-bold", size) / 2 < number
            y = _draw_title(page, placed, (size, lines), y + NUMBER_GAP * under, width, again=again)
    return _draw_unit_line(page, left, right, y, width, again=again)


def titled_alike(sheets: Sequence[Sheet]) -> list[Sheet]:
    """Return the sheets of a document with titles of one size: that of the longest which stands on one line."""
    fitting = [
        size
        for sheet in sheets
        for placed in sheet.cells
        if placed.style == "title" and (size := _on_one_line(placed.text, _size_of(sheet)[0] - 2 * MARGIN_X))
    ]
    return [replace(sheet, title_size=min(fitting, default=TITLE)) for sheet in sheets]


def _on_one_line(text: str, width: float) -> float:
    """Return the size in which a title stands on one line, 0 where it takes several."""
    size = TITLE
    while size > TITLE_MIN and width_of(text, "sans-bold", size) > width:
        size -= 0.5
    return size if width_of(text, "sans-bold", size) <= width else 0.0


def _title_of(placed: PlacedCell, width: float, sheet: Sheet, *, again: bool) -> tuple[float, list[str]]:
    """Return the size of a title and its lines; on further pages it says that the table goes on."""
    text, size = placed.text, sheet.title_size or _on_one_line(placed.text, width) or TITLE
    if again:
        text, size = text + GOES_ON, TITLE_AGAIN
        while size > TITLE_AGAIN - 2 and width_of(text, "sans-bold", size) > width:
            size -= 0.5
    return size, title_lines(text, width, size, "sans-bold", sheet.table.unit_name)


def _draw_title(
    page: Page, placed: PlacedCell, words: tuple[float, list[str]], y: float, width: float, *, again: bool
) -> float:
    size, lines = words
    for number, line in enumerate(lines):
        page.write_centered(page.width / 2, y + size, line, "sans-bold", size)
        marks = Marks(placed=placed, role="title", level=1, goes_on=bool(number), again=again)
        page.box(MARGIN_X, y, width, size * 1.3, line, **marks)
        y += size * 1.4
    return y + (3 if again else 6)


def _draw_unit_line(page: Page, left: PlacedCell, right: PlacedCell, y: float, width: float, *, again: bool) -> float:
    """Draw the unit's name and the money unit on one line; a long name is set smaller, a longer one in lines."""
    unit_width = width_of(right.text, "serif", SMALL) + UNIT_GAP if right.text else 0.0
    room = width - unit_width
    size = SMALL
    while size > UNIT_MIN and width_of(left.text, "serif", size) > room:
        size -= 0.5
    for number, line in enumerate(break_lines(left.text, room, size)):
        page.write(MARGIN_X, y + SMALL, line, "serif", size)
        marks = Marks(placed=left, role="unit", goes_on=bool(number), again=again)
        page.box(MARGIN_X, y, room, SMALL * LEADING, line, **marks)
        y += SMALL * LEADING
    last = y - SMALL * LEADING
    page.write_right(MARGIN_X + width, last + SMALL, right.text, "serif", SMALL)
    page.box(MARGIN_X + room, last, unit_width, SMALL * LEADING, right.text, placed=right, role="unit", again=again)
    return y + SMALL * 0.25

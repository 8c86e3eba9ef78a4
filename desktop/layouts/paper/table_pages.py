"""A sheet on paper: row heights, page breaks between rows, the header repeated, numbers aligned."""

from collections.abc import Callable

from desktop.dataclass import dataclass
from desktop.layouts.paper.linebreak import balanced_lines, break_lines
from desktop.layouts.paper.pages import A4, Box, Page, width_of
from desktop.layouts.paper.sheet import PlacedCell, Sheet

MARGIN_X, MARGIN_TOP, MARGIN_BOTTOM = 50.0, 56.0, 60.0
BODY, HEAD, TITLE, SMALL = 10.0, 10.0, 18.0, 10.0
LEADING = 1.35
PAD_X, PAD_Y = 3.5, 4.2
INDENT = 10.0
NOTE_GAP = 6.0
ROW_MIN = 20.0
UNIT_GAP = 12.0
"""Between the unit's name and the money unit above a table."""
UNIT_MIN = 8.0
"""The smallest size of the unit's name before it is broken into lines."""

_ALIGN = {
    "header": "center",
    "lead_label": "center",
    "amount": "right",
    "percent": "right",
    "center": "center",
    "code": "left",
    "note": "left",
}


def face_of(placed: PlacedCell) -> str:
    """Return the font cut of a cell: digits in the sans cut (equal widths), headings bold."""
    if placed.style in ("header", "lead_label"):
        return "sans-bold"
    if placed.style in ("amount", "percent", "code"):
        return "sans-bold" if placed.bold else "sans"
    return "sans-bold" if placed.bold else "serif"


NewPage = Callable[[], tuple[Page, float]]
"""Makes the next page; returns it with the y to go on from."""


@dataclass(slots=True)
class _Laid:
    """A cell with its lines broken for its column width."""

    placed: PlacedCell
    lines: list[str]
    size: float
    width: float


class SheetPager:
    """Lays one sheet out on pages of a given size, or inside a column of running text."""

    def __init__(self, sheet: Sheet, *, left: float, width: float) -> None:
        self._sheet = sheet
        self._left = left
        scale = width / sum(sheet.widths)
        self._edges = [left]
        for column in sheet.widths:
            self._edges.append(self._edges[-1] + column * scale)
        self._grid_top = min((c.row for c in sheet.cells if c.style in ("lead_label", "header")), default=0)
        self._laid = [self._lay(c) for c in sheet.cells if c.row >= self._grid_top and c.style != "note"]
        self._heights = self._row_heights()
        self._starting: dict[int, list[_Laid]] = {}
        self._crossing: dict[int, list[_Laid]] = {}
        for laid in self._laid:
            placed = laid.placed
            self._starting.setdefault(placed.row, []).append(laid)
            for row in range(placed.row + 1, placed.row + placed.row_span):
                self._crossing.setdefault(row, []).append(laid)

    def _lay(self, placed: PlacedCell) -> _Laid:
        width = self._edges[placed.column + placed.column_span] - self._edges[placed.column]
        room = width - 2 * PAD_X - placed.indent * INDENT
        face = face_of(placed)
        size = HEAD if placed.style == "header" else BODY
        if placed.style in ("amount", "percent", "code"):
            while size > 5 and width_of(placed.text, face, size) > room:
                size -= 0.5
            return _Laid(placed, [placed.text], size, width)
        breaker = balanced_lines if placed.style == "header" else break_lines
        return _Laid(placed, breaker(placed.text, room, size, face), size, width)

    def _row_heights(self) -> dict[int, float]:
        heights: dict[int, float] = dict.fromkeys(range(self._grid_top, self._sheet.body_bottom), ROW_MIN)
        for laid in self._laid:
            if laid.placed.row_span == 1:
                heights[laid.placed.row] = max(heights[laid.placed.row], _height(laid))
        for laid in self._laid:
            rows = range(laid.placed.row, laid.placed.row + laid.placed.row_span)
            missing = _height(laid) - sum(heights[row] for row in rows)
            if laid.placed.row_span > 1 and missing > 0:
                for row in rows:
                    heights[row] += missing / len(rows)
        return heights

    def header_height(self) -> float:
        """Height of the repeated header."""
        return sum(self._heights[r] for r in range(self._sheet.header_top, self._sheet.header_bottom))

    def draw(self, page: Page, y: float, bottom: float, new_page: NewPage, below: float = 0.0) -> tuple[Page, float]:
        """Draw leads, header and body from y on; return the page and y where it ended.

        below: the height of notes under the table; the last row goes with them, so that no page has notes alone.
        """
        sheet = self._sheet
        row = self._grid_top
        while row < sheet.body_bottom:
            body = row >= sheet.header_bottom
            room = bottom - y
            last = row == sheet.body_bottom - 1 and row > sheet.header_bottom
            if body and self._heights[row] + (below if last else 0) > room and self._splittable(row, bottom):
                page, y = new_page()
                y = self._draw_header(page, y)
            elif not body and row < sheet.header_top and self._heights[row] > room:
                page, y = new_page()
            if self._heights[row] > bottom - y + 0.01:
                page, y = self._draw_tall(page, y, bottom, row, new_page)
            else:
                y = self._draw_row(page, y, row, bottom)
            row += 1
        return page, y

    def _splittable(self, row: int, bottom: float) -> bool:
        """A row that fits a fresh page moves there whole; a taller one is split where it stands."""
        return self._heights[row] <= bottom - MARGIN_TOP - self.header_height() - 1

    def _draw_header(self, page: Page, y: float) -> float:
        for row in range(self._sheet.header_top, self._sheet.header_bottom):
            y = self._draw_row(page, y, row, page.height)
        return y

    def _draw_row(self, page: Page, y: float, row: int, bottom: float) -> float:
        height = self._heights[row]
        for laid in self._starting.get(row, ()):
            rows = range(row, row + laid.placed.row_span)
            tall = min(sum(self._heights[r] for r in rows), max(height, bottom - y))
            self._draw_cell(page, laid, y, tall)
        for laid in self._crossing.get(row, ()):
            placed = laid.placed
            left, right = self._edges[placed.column], self._edges[placed.column + placed.column_span]
            page.rule(left, y, left, y + height)
            page.rule(right, y, right, y + height)
            if row == placed.row + placed.row_span - 1:
                page.rule(left, y + height, right, y + height)
        return y + height

    def _draw_cell(self, page: Page, laid: _Laid, y: float, height: float, lines: list[str] | None = None) -> None:
        placed = laid.placed
        x = self._edges[placed.column]
        page.frame(x, y, laid.width, height)
        shown = laid.lines if lines is None else lines
        step = laid.size * LEADING
        base = y + (height - step * len(shown)) / 2 + laid.size * 1.06
        face = face_of(placed)
        align = _ALIGN.get(placed.style, "left")
        for number, line in enumerate(shown):
            at = base + number * step
            if align == "right":
                page.write_right(x + laid.width - PAD_X, at, line, face, laid.size)
            elif align == "center":
                page.write_centered(x + laid.width / 2, at, line, face, laid.size)
            else:
                page.write(x + PAD_X + placed.indent * INDENT, at, line, face, laid.size)
        page.boxes.append(Box(x, y, laid.width, height, "".join(shown), placed))

    def _draw_tall(self, page: Page, y: float, bottom: float, row: int, new_page: NewPage) -> tuple[Page, float]:
        """Draw a row taller than a page in pieces, each with the lines that fit."""
        cells = self._starting.get(row, [])
        rest = {id(laid): list(laid.lines) for laid in cells}
        while any(rest.values()):
            height = bottom - y
            counts = {id(laid): max(1, int((height - 2 * PAD_Y) // (laid.size * LEADING))) for laid in cells}
            needed = max(min(len(rest[id(laid)]), counts[id(laid)]) * laid.size * LEADING + 2 * PAD_Y for laid in cells)
            for laid in cells:
                lines, rest[id(laid)] = rest[id(laid)][: counts[id(laid)]], rest[id(laid)][counts[id(laid)] :]
                self._draw_cell(page, laid, y, min(height, needed), lines)
            y += min(height, needed)
            if any(rest.values()):
                page, y = new_page()
                if row >= self._sheet.header_bottom:
                    y = self._draw_header(page, y)
        return page, y


def _height(laid: _Laid) -> float:
    return max(ROW_MIN, len(laid.lines) * laid.size * LEADING + 2 * PAD_Y)


class _Pages:
    """Makes the next page of the same size and remembers it."""

    def __init__(self, size: tuple[float, float]) -> None:
        self.size = size
        self.pages: list[Page] = []

    def __call__(self) -> tuple[Page, float]:
        page = Page(*self.size)
        self.pages.append(page)
        return page, MARGIN_TOP


def table_pages(sheet: Sheet) -> list[Page]:
    """Return the pages of a sheet: titles on the first, the header on each, notes after the body."""
    size = A4 if sheet.table.orientation == "portrait" else (A4[1], A4[0])
    new_page = _Pages(size)
    page, y = new_page()
    bottom = page.height - MARGIN_BOTTOM
    width = page.width - 2 * MARGIN_X
    y = _draw_titles(page, sheet, y, width)
    notes = [(cell, break_lines(cell.text, width, SMALL)) for cell in sheet.cells if cell.style == "note"]
    below = sum(NOTE_GAP + len(lines) * SMALL * LEADING for _, lines in notes)
    pager = SheetPager(sheet, left=MARGIN_X, width=width)
    page, y = pager.draw(page, y, bottom, new_page, below if below < (bottom - MARGIN_TOP) / 2 else 0)
    for placed, lines in notes:
        y += NOTE_GAP
        for line in lines:
            if y + SMALL * LEADING > bottom:
                page, y = new_page()
            page.write(MARGIN_X, y + SMALL, line, "serif", SMALL)
            page.boxes.append(Box(MARGIN_X, y, width, SMALL * LEADING, line, placed))
            y += SMALL * LEADING
    return new_page.pages


def _draw_titles(page: Page, sheet: Sheet, y: float, width: float) -> float:
    center = page.width / 2
    for placed in sheet.cells:
        if placed.style == "number":
            page.write(MARGIN_X, y + SMALL, placed.text, "sans", SMALL)
            page.boxes.append(Box(MARGIN_X, y - 2, width, SMALL * LEADING, placed.text, placed))
            y += SMALL * 1.2
        elif placed.style == "title":
            for line in balanced_lines(placed.text, width, TITLE, "sans-bold"):
                page.write_centered(center, y + TITLE, line, "sans-bold", TITLE)
                page.boxes.append(Box(MARGIN_X, y, width, TITLE * 1.3, line, placed))
                y += TITLE * 1.4
            y += 6
    left, right = (next(c for c in sheet.cells if c.style == style) for style in ("unit_left", "unit_right"))
    return _draw_unit_line(page, left, right, y, width)


def _draw_unit_line(page: Page, left: PlacedCell, right: PlacedCell, y: float, width: float) -> float:
    """Draw the unit's name and the money unit on one line; a long name is set smaller, a longer one in lines."""
    unit_width = width_of(right.text, "serif", SMALL) + UNIT_GAP if right.text else 0.0
    room = width - unit_width
    size = SMALL
    while size > UNIT_MIN and width_of(left.text, "serif", size) > room:
        size -= 0.5
    for line in break_lines(left.text, room, size):
        page.write(MARGIN_X, y + SMALL, line, "serif", size)
        page.boxes.append(Box(MARGIN_X, y, room, SMALL * LEADING, line, left))
        y += SMALL * LEADING
    last = y - SMALL * LEADING
    page.write_right(MARGIN_X + width, last + SMALL, right.text, "serif", SMALL)
    page.boxes.append(Box(MARGIN_X + room, last, unit_width, SMALL * LEADING, right.text, right))
    return y + SMALL * 0.25

"""Drawing the rows of a sheet: lines broken for their columns, header repeated, merged cells closed at each page."""

from collections.abc import Callable
from itertools import pairwise

from desktop.dataclass import dataclass
from desktop.layouts.paper import breaks, columns
from desktop.layouts.paper.breaks import Rows
from desktop.layouts.paper.density import NORMAL, Density
from desktop.layouts.paper.linebreak import break_lines, cell_lines, header_lines
from desktop.layouts.paper.pages import Page
from desktop.layouts.paper.sheet import PlacedCell, Sheet, leading

PAD_X = 3.5
GOES_ON = "（续）"
NAME = 60
"""Characters up to which a merged cell is repeated where its rows go on on the next page."""
BESIDE_SMALL = 9.0
"""The size of all words of a table whose amounts have room for 8 points only: one of 10 beside them is a misprint."""
TOGETHER = 3
"""Rows that a header has under it at least, where a table begins in the middle of a page."""

_ALIGN = {
    "header": "center",
    "lead_label": "center",
    "amount": "right",
    "percent": "right",
    "center": "center",
    "code": "left",
    "note": "left",
}
_NAMES = ("label", "text", "center")


def face_of(placed: PlacedCell) -> str:
    """Return the font cut of a cell: digits in the sans cut (equal widths), headings bold."""
    if placed.style in ("header", "lead_label"):
        return "sans-bold"
    if placed.style in columns.NUMBERS:
        return "sans-bold" if placed.bold else "sans"
    return "sans-bold" if placed.bold else "serif"


NewPage = Callable[[], tuple[Page, float]]
"""Makes the next page; returns it with the y to go on from."""


@dataclass(slots=True)
class _Laid:
    """A cell with its lines broken for its column width. left: of a merged cell, what the next page still prints."""

    placed: PlacedCell
    lines: list[str]
    size: float
    width: float
    left: list[str] | None = None

    @property
    def end(self) -> int:
        return self.placed.row + self.placed.row_span


class SheetPager:
    """Lays one sheet out on pages of a given size, or inside a column of running text."""

    def __init__(
        self, sheet: Sheet, *, left: float, width: float, density: Density = NORMAL, by_content: bool = False
    ) -> None:
        """by_content: whether the columns are divided by what stands in them, not as the form has them."""
        self._sheet = sheet
        self._density = density
        self._edges = [left]
        divided = columns.by_content(sheet, width, PAD_X, face_of, density.size) if by_content else None
        for column in divided or columns.widths(sheet, width, PAD_X, face_of):
            self._edges.append(self._edges[-1] + column)
        self._grid_top = min((c.row for c in sheet.cells if c.style in ("lead_label", "header")), default=0)
        self._size = density.size
        self._lay_all()
        if self._size > BESIDE_SMALL and self._amounts_size() < self._size - 1:
            self._size = BESIDE_SMALL
            self._lay_all()
        self._heights = self._row_heights()
        self._starting: dict[int, list[_Laid]] = {}
        self._crossing: dict[int, list[_Laid]] = {}
        for laid in self._laid:
            self._starting.setdefault(laid.placed.row, []).append(laid)
            for row in range(laid.placed.row + 1, laid.end):
                self._crossing.setdefault(row, []).append(laid)

    def _lay_all(self) -> None:
        """Break the words of all cells into lines, in the size of the table."""
        self._laid = [self._lay(c) for c in self._sheet.cells if c.row >= self._grid_top and c.style != "note"]
        self._share_sizes()

    def _amounts_size(self) -> float:
        """Return the size of the amounts in the columns of the table."""
        own = (a for a in self._laid if a.placed.style in ("amount", "percent") and a.placed.column_span == 1)
        return min((laid.size for laid in own), default=self._size)

    def _lay(self, placed: PlacedCell) -> _Laid:
        width = self._edges[placed.column + placed.column_span] - self._edges[placed.column]
        room = width - 2 * PAD_X - placed.indent * columns.INDENT
        face = face_of(placed)
        size = self._size
        if placed.style in columns.NUMBERS:
            return _Laid(placed, [placed.text], columns.size_within(placed.text, face, size, room), width)
        breaker = header_lines if _ALIGN.get(placed.style) == "center" else cell_lines
        return _Laid(placed, breaker(placed.text, room, size, face), size, width)

    def _share_sizes(self) -> None:
        """Set the numbers of a table in one size where some had to be smaller, as long as that can be read."""
        numbers = [laid for laid in self._laid if laid.placed.style in columns.NUMBERS and laid.placed.column_span == 1]
        shared = columns.shared_sizes((laid.placed, laid.size) for laid in numbers)
        for laid in numbers:
            laid.size = min(laid.size, shared[columns.together(laid.placed)])

    def _row_heights(self) -> dict[int, float]:
        rows = range(self._grid_top, self._sheet.body_bottom)
        heights: dict[int, float] = dict.fromkeys(rows, self._density.row_min)
        for laid in self._laid:
            if laid.placed.row_span == 1:
                heights[laid.placed.row] = max(heights[laid.placed.row], self._height(laid))
        for laid in self._laid:
            own = range(laid.placed.row, laid.end)
            missing = self._height(laid) - sum(heights[row] for row in own)
            if laid.placed.row_span > 1 and missing > 0:
                for row in own:
                    heights[row] += missing / len(own)
        return heights

    def _height(self, laid: _Laid) -> float:
        step = laid.size * self._density.leading
        return max(self._density.row_min, len(laid.lines) * step + 2 * self._density.pad_y)

    # pages --------------------------------------------------------------------------------------------

    @property
    def head(self) -> float:
        """Height of all above the body: leads and header."""
        return sum(self._heights[r] for r in range(self._grid_top, self._sheet.header_bottom))

    @property
    def tall_rows(self) -> bool:
        """Whether the rows of the body are on the average as high as two lines at least."""
        body = [self._heights[row] for row in range(self._sheet.header_bottom, self._sheet.body_bottom)]
        return sum(body) > len(body) * (self._density.row_min + self._density.step)

    def header_height(self) -> float:
        """Height of the repeated header."""
        return sum(self._heights[r] for r in range(self._sheet.header_top, self._sheet.header_bottom))

    def rows(self, notes: float = 0.0) -> Rows:
        """Return the rows of the body, the notes behind them as a last one."""
        top, bottom = self._sheet.header_bottom, self._sheet.body_bottom
        heights = [self._heights[row] for row in range(top, bottom)]
        blocks = {(laid.placed.row - top, laid.end - top) for laid in self._laid if laid.placed.row_span > 1}
        totals = 0
        while totals < min(3, len(heights) - 1) and self._is_total(bottom - 1 - totals):
            totals += 1
        if notes:
            heights.append(notes)
        merged = sorted(block for block in blocks if block[0] >= 0)
        return Rows(heights, merged, totals + bool(notes), self._heads(top, bottom))

    def _heads(self, top: int, bottom: int) -> frozenset[int]:
        """Return the rows of the body that lead to those below them, as numbers in the body."""
        return frozenset(row - top for row in leading(laid.placed for laid in self._laid) if top <= row < bottom - 1)

    def _is_total(self, row: int) -> bool:
        return any(laid.placed.text.strip().endswith(("合计", "总计")) for laid in self._starting.get(row, ()))

    def starts(self, first: float, rest: float, notes: float = 0.0) -> list[int]:
        """Return the rows of the body that pages begin with; room as in `breaks.page_starts`.

        A merged cell whose text does not fit the pages it falls on makes its last row taller.
        """
        top = self._sheet.header_bottom
        for _ in range(4):
            found = breaks.page_starts(self.rows(notes), first, rest)
            grown = False
            for laid in self._laid:
                if laid.placed.row_span > 1 and laid.placed.row >= top and (short := self._short(laid, found)):
                    self._heights[laid.end - 1] += short
                    grown = True
            if not grown:
                break
        return found

    def _short(self, laid: _Laid, starts: list[int]) -> float:
        """Return by how much the parts of a merged cell that breaks are too low for its text."""
        top, step = self._sheet.header_bottom, laid.size * self._density.leading
        cuts = [start + top for start in starts if laid.placed.row < start + top < laid.end]
        if not cuts or len(laid.lines) == 1:
            return 0.0
        bounds = [laid.placed.row, *cuts, laid.end]
        parts = [sum(self._heights[r] for r in range(a, b)) for a, b in pairwise(bounds)]
        lines = sum(self._capacity(laid, part) for part in parts)
        return max(0, len(laid.lines) - lines) * step

    def _capacity(self, laid: _Laid, height: float) -> int:
        return max(0, int((height - 2 * self._density.pad_y + 0.01) // (laid.size * self._density.leading)))

    # drawing ------------------------------------------------------------------------------------------

    def draw(
        self, page: Page, y: float, bottom: float, new_page: NewPage, *, rest: float = 0.0, notes: float = 0.0
    ) -> tuple[Page, float]:
        """Draw leads, header and body from y on; return the page and y where it ended.

        rest: room for rows on each page that follows; notes: what the caller adds behind, which stays with the last
        rows. Where these do not stay (a new page begins behind the body), that page is the one returned.
        """
        sheet = self._sheet
        body = [self._heights[row] for row in range(sheet.header_bottom, sheet.body_bottom)]
        begins = min(sum(body[:TOGETHER]), rest) if rest else 0.0
        if rest and y + self.head + begins > bottom and self.head + begins <= rest:
            page, y = new_page()
        for row in range(self._grid_top, sheet.header_bottom):
            if row < sheet.header_top and self._heights[row] > bottom - y:
                page, y = new_page()
            if self._heights[row] > bottom - y + 0.01:
                page, y = self._draw_tall(page, y, bottom, row, new_page)
            else:
                y = self._draw_row(page, y, row, sheet.header_bottom)
        starts = [start + sheet.header_bottom for start in self.starts(bottom - y, rest, notes)]
        return self._draw_body(page, y, bottom, starts, new_page)

    def _draw_body(
        self, page: Page, y: float, bottom: float, starts: list[int], new_page: NewPage
    ) -> tuple[Page, float]:
        end = self._sheet.body_bottom
        for row in range(self._sheet.header_bottom, end):
            behind = next((start for start in starts if start > row), end)
            if row in starts[1:] or (row == starts[0] and self._heights[row] > bottom - y + 0.01 and self._fits(row)):
                page, y = new_page()
                y = self._draw_header(page, y)
                self._go_on(page, y, row, behind)
            if self._heights[row] > bottom - y + 0.01:
                page, y = self._draw_tall(page, y, bottom, row, new_page)
            else:
                y = self._draw_row(page, y, row, min(behind, end))
        if starts[-1] == end:  # the notes alone
            return new_page()
        return page, y

    def _fits(self, row: int) -> bool:
        return self._heights[row] < 400

    def _draw_header(self, page: Page, y: float) -> float:
        for row in range(self._sheet.header_top, self._sheet.header_bottom):
            y = self._draw_row(page, y, row, self._sheet.header_bottom, again=True)
        return y

    def _draw_row(self, page: Page, y: float, row: int, behind: int, *, again: bool = False) -> float:
        """Draw the cells that begin in a row; merged ones down to the last of their rows on this page."""
        for laid in self._starting.get(row, ()):
            rows = range(row, min(laid.end, behind))
            height = sum(self._heights[r] for r in rows)
            if laid.end <= behind:
                self._draw_cell(page, laid, y, height, again=again)
            else:
                self._draw_part(page, laid, y, height)
        return y + self._heights[row]

    def _draw_part(self, page: Page, laid: _Laid, y: float, height: float) -> None:
        count = self._capacity(laid, height)
        shown, laid.left = laid.lines[:count], laid.lines[count:]
        self._draw_cell(page, laid, y, height, shown)

    def _go_on(self, page: Page, y: float, row: int, behind: int) -> None:
        """Draw what is left of merged cells that began before a page: the rest of their text, or their name again."""
        for laid in self._crossing.get(row, ()):
            height = sum(self._heights[r] for r in range(row, min(laid.end, behind)))
            left = laid.left or []
            if left:
                count = len(left) if laid.end <= behind else self._capacity(laid, height)
                lines, laid.left = left[:count], left[count:]
            else:
                lines = self._name_again(laid, height)
            self._draw_cell(page, laid, y, height, lines, again=not left)

    def _name_again(self, laid: _Laid, height: float) -> list[str]:
        placed = laid.placed
        if placed.style not in _NAMES or not placed.text.strip() or len(placed.text) > NAME:
            return []
        room = laid.width - 2 * PAD_X - placed.indent * columns.INDENT
        lines = break_lines(placed.text + GOES_ON, room, laid.size, face_of(placed))
        return lines if len(lines) <= self._capacity(laid, height) else []

    def _draw_cell(
        self, page: Page, laid: _Laid, y: float, height: float, lines: list[str] | None = None, *, again: bool = False
    ) -> None:
        placed = laid.placed
        x = self._edges[placed.column]
        page.frame(x, y, laid.width, height)
        shown = laid.lines if lines is None else lines
        step = laid.size * self._density.leading
        base = y + (height - step * len(shown)) / 2 + laid.size * 1.06 - (1.35 - self._density.leading) * laid.size / 2
        face = face_of(placed)
        align = _ALIGN.get(placed.style, "left")
        for number, line in enumerate(shown):
            at = base + number * step
            if align == "right":
                page.write_right(x + laid.width - PAD_X, at, line, face, laid.size)
            elif align == "center":
                page.write_centered(x + laid.width / 2, at, line, face, laid.size)
            else:
                page.write(x + PAD_X + placed.indent * columns.INDENT, at, line, face, laid.size)
        role = "header" if placed.style == "header" else "cell"
        page.box(x, y, laid.width, height, "".join(shown), placed=placed, role=role, again=again, sheet=self._sheet)

    def _draw_tall(self, page: Page, y: float, bottom: float, row: int, new_page: NewPage) -> tuple[Page, float]:
        """Draw a row taller than a page in pieces, each with the lines that fit."""
        cells = self._starting.get(row, [])
        rest = {id(laid): list(laid.lines) for laid in cells}
        pad = 2 * self._density.pad_y
        while any(rest.values()):
            height = bottom - y
            steps = {id(laid): laid.size * self._density.leading for laid in cells}
            counts = {key: max(1, int((height - pad) // step)) for key, step in steps.items()}
            needed = max(min(len(rest[key]), counts[key]) * step + pad for key, step in steps.items())
            for laid in cells:
                lines, rest[id(laid)] = rest[id(laid)][: counts[id(laid)]], rest[id(laid)][counts[id(laid)] :]
                self._draw_cell(page, laid, y, min(height, needed), lines)
            y += min(height, needed)
            if any(rest.values()):
                page, y = new_page()
                if row >= self._sheet.header_bottom:
                    y = self._draw_header(page, y)
        return page, y

"""Paragraphs and tables out of the pages of a fixed-layout file (PDF, OFD)."""

import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from desktop.outside.document import Paragraph, Spot, Table
from desktop.outside.documents import aligned, unruled
from desktop.outside.documents.captions import above
from desktop.outside.documents.lattice import Lattice, lattices
from desktop.outside.documents.page import Glyph, Line, Page, lines_of
from desktop.outside.documents.wrapped import rows_of

BEGINS = re.compile(
    r"^(第[一二三四五六七八九十]+部分|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十0-9]+[）)]|[0-9]{1,2}[.．、][^0-9])"
)
"""How a paragraph begins; a line that does not begin so may go on with the one above."""

OPENS, CLOSES = "（(“《〔【[", "，。；：、）)”》〕】]！？%％"
"""Signs that never end and never begin a line."""

ENDS = ("。", "；", "：", ":", ";")
LEADER = re.compile(r"[·.…]{4,}\s*[0-9]{0,3}$")
"""The end of a line of the contents."""

CAPTION = re.compile(r"表|单位[:：]|元$|续")
"""What stands above a table is of the table, on however many pages."""

LEAST_FULL = 15
"""Characters of a line that can be a full one."""

PAGE_NUMBER = re.compile(r"[-—–－\s]*(?:第\s*)?[0-9]{1,3}\s*(?:页)?(?:[/，,\s]*(?:共\s*)?[0-9]{1,3}\s*页?)?[-—–－\s]*")

AMOUNT = re.compile(r"(?<![\d.])[\d,]+\.\d{2}(?![\d.])")
"""Money in a line: then it is a row of a table without rules that comes at the edge of its page, no head or foot."""

Part = Paragraph | Table


def parts_of(pages: list[Page]) -> tuple[list[Part], tuple[str, ...]]:
    """Return the parts of a document in order, and what to know of them; what goes on over a page break is one."""
    laid = [_Layout(page) for page in pages]
    running = _running([layout.lines for layout in laid])
    parts: list[Part] = []
    last: Line | None = None
    for layout in laid:
        found = layout.parts(running, parts)
        if last is not None and found and layout.goes_on(found[0], parts[-1], last):
            first = parts.pop()
            assert isinstance(first, Paragraph)
            found[0] = Paragraph(f"{first.text}{getattr(found[0], 'text', '')}", first.spot)
        parts += found
        last = layout.last_full_line()
    return unruled.joined(parts)


def _running(pages: list[list[Line]]) -> set[str]:
    """Return the first and last lines that stand on most pages (heads and feet), with # for every number."""
    if len(pages) < 3:
        return set()
    ends = [[line.text for line in (*lines[:1], *lines[-1:]) if not AMOUNT.search(line.text)] for lines in pages]
    edges = Counter(shape for texts in ends for shape in set(map(_shape, texts)))
    most = {shape for shape, count in edges.items() if count >= max(3, len(pages) * 0.6)}
    return {shape for shape in most if not CAPTION.search(shape)}


def _shape(text: str) -> str:
    return re.sub(r"[0-9]+", "#", text)


class _Layout:
    """One page: its tables, and the lines around them."""

    def __init__(self, page: Page) -> None:
        self._number, self._rules = page.number, page.rules
        held: list[tuple[Lattice, list[Glyph]]] = [(lattice, []) for lattice in lattices(page.rules)]
        free: list[Glyph] = []
        for glyph in page.glyphs:
            next((inside for lattice, inside in held if lattice.holds(glyph)), free).append(glyph)
        self._tables = [(lattice, inside) for lattice, inside in held if any(g.text.strip() for g in inside)]
        self.lines = lines_of(free)
        self._left = self._right = self._size = 0.0
        self._end: Line | None = None

    def parts(self, running: set[str], before: list[Part]) -> list[Part]:
        """Return the parts of the page from top to bottom."""
        lines = [line for n, line in enumerate(self.lines) if not self._is_furniture(n, line, running)]
        self._left = _usual(line.left for line in lines)
        self._right = max((line.right for line in lines), default=0.0)
        sizes = sorted(line.size for line in lines)
        self._size = sizes[len(sizes) // 2] if sizes else 0.0
        found: list[Part] = []
        start = 0
        for lattice, inside in self._tables:
            end = next((n for n, line in enumerate(lines) if n >= start and line.top > lattice.top), len(lines))
            found += self._text(lines[start:end], [*before, *found])
            rows = lattice.rows(inside)
            found.append(Table(rows, above([*before, *found]), lattice.merges, self._spots(len(rows))))
            start = end
        found += self._text(lines[start:], [*before, *found])
        self._end = lines[-1] if start < len(lines) and isinstance(found[-1], Paragraph) else None
        return found

    def _is_furniture(self, number: int, line: Line, running: set[str]) -> bool:
        """Tell whether a line is the page's number, head or foot and not of the text."""
        at_the_edge = number in (0, len(self.lines) - 1) and not AMOUNT.search(line.text)
        near_it = number < 2 or number >= len(self.lines) - 2
        return (at_the_edge and _shape(line.text) in running) or (near_it and bool(PAGE_NUMBER.fullmatch(line.text)))

    def _spots(self, count: int) -> tuple[Spot, ...]:
        return tuple(Spot(self._number, number) for number in range(1, count + 1))

    def _text(self, lines: list[Line], before: list[Part]) -> list[Part]:
        """Return the paragraphs of some lines, and as a table what stands in columns without rules."""
        found: list[Part] = []
        for block in aligned.blocks(rows_of(lines, self._rules)):
            if isinstance(block, tuple):
                found.append(Table(block, above([*before, *found]), (), self._spots(len(block)), False))
            else:
                found += self._paragraphs(block)
        return found

    def _paragraphs(self, lines: list[Line]) -> list[Paragraph]:
        groups: list[list[Line]] = []
        for line in lines:
            if groups and not self._begins(line, groups[-1][-1]):
                groups[-1].append(line)
            else:
                groups.append([line])
        places = {id(line): number for number, line in enumerate(self.lines, 1)}
        return [
            Paragraph("".join(line.text for line in group), Spot(self._number, places[id(group[0])]))
            for group in groups
        ]

    def _begins(self, line: Line, last: Line) -> bool:
        """Tell whether a line begins a paragraph: it is set in, the one above ends early, or there is room between."""
        heading = line.size > 1.1 * self._size
        centred = heading and abs(line.left + line.right - last.left - last.right) < line.size
        full = last.right + _unbroken(line) > self._right - 0.2 * last.size and self._is_long(last)
        set_in = line.left > self._left + 1.2 * line.size and not (centred and full)
        apart = line.top - last.bottom > 1.6 * line.size or abs(line.size - last.size) > 0.2 * line.size
        return set_in or apart or not full or _begins_anew(line.text, last.text)

    def _is_full(self, line: Line) -> bool:
        return line.right > self._right - 2.2 * line.size and self._is_long(line)

    def _is_long(self, line: Line) -> bool:
        """On a page of short lines alone none is full."""
        return line.right - self._left > LEAST_FULL * line.size

    def last_full_line(self) -> Line | None:
        """Return the line at the foot of the page with which the next page may go on."""
        return self._end if self._end is not None and self._is_full(self._end) else None

    def goes_on(self, part: Part, before: Part, last: Line) -> bool:
        """Tell whether the page's first paragraph goes on with the last one of the page before."""
        first = next(iter(self.lines), None)
        if not isinstance(part, Paragraph) or not isinstance(before, Paragraph) or first is None:
            return False
        lines = (line for line in self.lines if part.text.startswith(line.text))
        first = next(lines, first)
        if abs(first.size - last.size) > 0.2 * last.size:  # the number of a table, in small letters
            return False
        return first.left <= self._left + 1.2 * first.size and not _begins_anew(part.text, last.text)


def _begins_anew(text: str, before: str) -> bool:
    return bool(LEADER.search(before)) or (before.endswith(ENDS) and bool(BEGINS.match(text)))


def _unbroken(line: Line) -> float:
    """Return the room that the beginning of a line would have needed on the line above: two characters, or an amount.

    Signs that never begin a line need it with the character they follow.
    """
    end, broken = line.glyphs[0], False
    for before, glyph in pairwise(line.glyphs):
        if broken and glyph.text not in CLOSES:
            break
        end = glyph
        figure = before.text.isascii() or (before.text in CLOSES and glyph.text.isascii())
        of_money = before.text in "万亿" and glyph.text == "元"
        broken = broken or not (figure or of_money or before.text in OPENS or glyph.text in CLOSES)
    return end.right - line.left


def _usual(positions: Iterable[float]) -> float:
    """Return the left edge of the text: the leftmost of those that many lines have."""
    counted = Counter(int(position / 3 + 0.5) for position in positions)
    most = max(counted.values(), default=0)
    return min((place for place, count in counted.items() if count * 3 >= most), default=0) * 3.0

"""The manual on paper: title page, contents, chapters, steps, pictures with a line below."""

import struct
from collections.abc import Sequence

from desktop.dataclass import dataclass
from desktop.layouts.paper.document import LINES_PER_CONTENTS_PAGE, Document, Entry, set_contents
from desktop.layouts.paper.linebreak import break_lines, title_lines
from desktop.layouts.paper.pages import A4, Page, Picture

LEFT, TOP, BOTTOM = 70.0, 76.0, 66.0
WIDTH = A4[0] - 2 * LEFT
CHAPTER, HEADING, SIZE, SMALL = 20.0, 14.0, 11.0, 9.0
STEP = 18.0
LATEST = TOP + 0.55 * (A4[1] - TOP - BOTTOM)
"""How far down a page another chapter may begin on it."""
PART, TITLE, SECTION, TEXT, ENTRY, PICTURE = "part", "title", "section", "text", "entry", "picture"
"""Kinds of blocks: heading of a part and of a chapter, of a section, a paragraph, an entry of a list, a picture."""


@dataclass(frozen=True, slots=True)
class Block:
    """One block. mark: what stands before an entry of a list; content: the picture, whose text stands below."""

    kind: str
    text: str
    mark: str = ""
    content: bytes = b""


def document(title: str, below: Sequence[str], blocks: Sequence[Block], footer: str) -> Document:
    """Return the pages. below: lines under the title on the first page; footer: at the foot of every other one."""
    pager = _Pager()
    for number, block in enumerate(blocks):
        pager.set(block, blocks[number + 1] if number + 1 < len(blocks) else None)
    count = max(1, -(-len(pager.entries) // LINES_PER_CONTENTS_PAGE))
    entries = [Entry(entry.text, entry.level, entry.page + 1 + count) for entry in pager.entries]
    composed = Document(title, "", [_front(title, below), *set_contents(entries, count), *pager.pages], entries)
    for number, page in enumerate(composed.pages[1:], 2):
        page.write(LEFT, page.height - 36, footer, "serif", SMALL)
        page.write_right(
            page.width - LEFT, page.height - 36, f"第 {number} 页  共 {len(composed.pages)} 页", "serif", SMALL
        )
    return composed


def _front(title: str, below: Sequence[str]) -> Page:
    page = Page(*A4)
    _centred(page, 300, title, 34, "sans-bold")
    for number, line in enumerate(below):
        _centred(page, 350 + number * 24, line, 13, "serif")
    return page


def _centred(page: Page, y: float, text: str, size: float, face: str) -> None:
    page.write_centered(A4[0] / 2, y, text, face, size)
    page.box(LEFT, y - size, WIDTH, size * 1.35, text, role="cover")


class _Pager:
    """Sets blocks one after the other into pages."""

    def __init__(self) -> None:
        self.pages: list[Page] = []
        self.entries: list[Entry] = []
        self._y = 0.0
        self._part = False

    def set(self, block: Block, following: Block | None) -> None:
        """Set a block; a heading stays with the block that follows it."""
        if block.kind in (PART, TITLE):
            self._chapter(block)
        elif block.kind == SECTION:
            self._need(STEP * 3 + (self._height(following) if following is not None else 0))
            self._y += 6
            self._lines(title_lines(block.text, WIDTH, HEADING, "sans-bold"), LEFT, HEADING, "sans-bold", "heading")
            self._y += 3
        elif block.kind == PICTURE:
            self._picture(block)
        else:
            self._text(block)

    def _chapter(self, block: Block) -> None:
        if block.kind == PART or not self.pages or (not self._part and self._y > LATEST):
            self.pages.append(Page(*A4))
            self._y = TOP
        elif not self._part:  # the first chapter of a part stands under its heading
            self._y += STEP
        self._part = block.kind == PART
        size = CHAPTER + 4 if self._part else CHAPTER
        self.entries.append(Entry(block.text, 0 if self._part else 1, len(self.pages) - 1))
        self._lines(title_lines(block.text, WIDTH, size, "sans-bold"), LEFT, size, "sans-bold", "heading")
        self._y += 10

    def _text(self, block: Block) -> None:
        indent = 2 * SIZE if block.mark else 0.0
        lines = break_lines(block.text, WIDTH - indent, SIZE, "serif")
        self._need(STEP * min(2, len(lines)))
        if block.mark:
            self.pages[-1].write(LEFT, self._y + SIZE, block.mark, "sans", SIZE)
        self._lines(lines, LEFT + indent, SIZE, "serif", "body")
        self._y += 3

    def _lines(self, lines: Sequence[str], x: float, size: float, face: str, role: str) -> None:
        step = STEP if size <= SIZE else size * 1.4
        for line in lines:
            self._need(step)
            self.pages[-1].write(x, self._y + size, line, face, size)
            self.pages[-1].box(x, self._y, LEFT + WIDTH - x, step, line, role=role)
            self._y += step

    def _picture(self, block: Block) -> None:
        height = self._height(block)
        self._need(height)
        wide, high = dimensions(block.content)
        width = min(WIDTH, wide * 0.62)
        drawn = width * high / wide
        left = LEFT + (WIDTH - width) / 2
        page = self.pages[-1]
        page.pictures.append(Picture(left, self._y + 4, width, drawn, block.content))
        page.frame(left, self._y + 4, width, drawn)
        page.write_centered(A4[0] / 2, self._y + drawn + 16, block.text, "serif", SMALL)
        page.box(LEFT, self._y + drawn + 6, WIDTH, SMALL * 1.5, block.text, role="note")
        self._y += height

    def _height(self, block: Block) -> float:
        if block.kind != PICTURE:
            return STEP
        wide, high = dimensions(block.content)
        return min(WIDTH, wide * 0.62) * high / wide + 30

    def _need(self, height: float) -> None:
        if self._y + height > A4[1] - BOTTOM:
            self.pages.append(Page(*A4))
            self._y = TOP


def dimensions(content: bytes) -> tuple[int, int]:
    """Return width and height of a PNG in pixels."""
    wide, high = struct.unpack(">II", content[16:24])
    return wide, high

"""A page of a web site (HTML), saved: its paragraphs, headings and tables as a browser shows them.

Lines that are links alone are left out: the menus of the site around the text.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from desktop.outside.document import Paragraph, Spot, Table
from desktop.outside.documents.captions import above
from desktop.outside.refusal import Refused

MAX_BYTES, MAX_CELLS, MAX_COLUMNS = 10_000_000, 200_000, 256
SILENT = {"script", "style", "noscript", "template", "head", "select", "option", "button", "iframe", "object"}
INLINE = {"a", "abbr", "b", "big", "cite", "em", "font", "i", "img", "ins", "label", "mark", "o:p", "s", "small"}
INLINE |= {"span", "strong", "sub", "sup", "tt", "u", "input", "wbr", "st1:chsdate", "code", "time"}
HEADINGS = {f"h{level}": level for level in range(1, 7)}
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def read(path: Path) -> list[Paragraph | Table]:
    """Return what the page says. Raises Refused."""
    from lxml import html

    from desktop.outside.documents import text

    if path.stat().st_size > MAX_BYTES:
        raise Refused("过大，没有打开；请只保留说明和表格后再试")
    root = html.document_fromstring(text.decoded(path).encode(), parser=html.HTMLParser(encoding="utf-8"))
    reading = _Reading()
    reading.walk(root)
    reading.end()
    return reading.parts


class _Reading:
    """Walks the elements in order; a block element ends the paragraph before it."""

    def __init__(self) -> None:
        self.parts: list[Paragraph | Table] = []
        self._texts: list[str] = []
        self._level = 0
        self._link = 0
        self._only_links = True

    def end(self) -> None:
        """End the paragraph that is open; one of links alone is of a menu."""
        text = " ".join("".join(self._texts).split())
        if text and not (self._only_links and not self._level):
            self.parts.append(Paragraph(text, Spot(line=len(self.parts) + 1), self._level))
        self._texts, self._level, self._only_links = [], 0, True

    def _add(self, text: str | None) -> None:
        self._texts.append(text or "")
        self._only_links = self._only_links and (self._link > 0 or not (text or "").strip())

    def walk(self, element: Any) -> None:
        """Take in an element with what it holds."""
        if _is_silent(element):
            return
        if element.tag == "svg":
            self._drawing(element)
            return
        if element.tag == "table" and not _is_frame(element):
            self.end()
            self._table(element)
            return
        block = element.tag not in INLINE and element.tag not in ("html", "body")
        if block:
            self.end()
            self._level = HEADINGS.get(element.tag, 0)
        links = element.tag == "a" and "href" in element.attrib
        self._link += links
        self._add(element.text)
        for child in element:
            self.walk(child)
            self._add(child.tail)
        self._link -= links
        if block:
            self.end()

    def _drawing(self, element: Any) -> None:
        """Take in what a drawing writes (a chart its amounts), each text by itself; its names for readers are none."""
        self.end()
        for words in element.iter("text"):
            self._add(_shown(words))
            self.end()

    def _table(self, element: Any) -> None:
        rows, merges = _grid(element)
        caption = element.find("caption")
        own = (_shown(caption),) if caption is not None and _shown(caption) else ()
        spots = tuple(Spot(line=number) for number in range(1, len(rows) + 1))
        if any(any(row) for row in rows):
            self.parts.append(Table(rows, (*above(self.parts), *own), merges, spots))


def _is_silent(element: Any) -> bool:
    """Tell whether an element is no text, or one that a browser does not show."""
    return (
        not isinstance(element.tag, str)
        or element.tag in SILENT
        or "hidden" in element.attrib
        or HIDDEN.search(element.get("style") or "") is not None
    )


def _is_frame(table: Any) -> bool:
    """Tell whether a table only lays out the page: it holds other tables, or one cell with paragraphs."""
    return bool(table.xpath(".//table")) or len(table.xpath(".//td|.//th")) < 2


def _grid(table: Any) -> tuple[tuple[tuple[str, ...], ...], tuple[tuple[int, int, int, int], ...]]:
    """Return the texts of a table without gaps, and its merged cells."""
    texts: dict[tuple[int, int], str] = {}
    merges = []
    for row, line in enumerate(line for line in table.iter("tr") if not _is_silent(line)):
        column = 0
        for cell in _cells(line):
            while (row, column) in texts:
                column += 1
            rows, columns = _span(cell, "rowspan", 1_000), _span(cell, "colspan", MAX_COLUMNS)
            if len(texts) + rows * columns > MAX_CELLS or column + columns > MAX_COLUMNS:
                raise Refused("中有一个表格过大，没有打开；请只保留说明和表格后再试")
            texts |= {(row + i, column + j): "" for i in range(rows) for j in range(columns)}
            texts[row, column] = _shown(cell)
            if rows * columns > 1:
                merges.append((row, column, rows, columns))
            column += columns
    high = max((row for row, _ in texts), default=-1) + 1
    wide = max((column for _, column in texts), default=-1) + 1
    grid = tuple(tuple(texts.get((row, column), "") for column in range(wide)) for row in range(high))
    return grid, tuple(merges)


def _cells(row: Any) -> Iterator[Any]:
    return (child for child in row if child.tag in ("td", "th") and not _is_silent(child))


def _span(cell: Any, name: str, most: int) -> int:
    value = str(cell.get(name) or "1").strip()
    return min(most, max(1, int(value))) if value.isdigit() and len(value) < 6 else 1


def _shown(element: Any) -> str:
    return " ".join("".join(_texts(element)).split())


def _texts(element: Any) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if not _is_silent(child):
            yield from _texts(child)
        yield child.tail or ""

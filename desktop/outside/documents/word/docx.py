"""A Word document (DOCX) as it shows itself: paragraphs with their numbers, headings, tables with merged cells."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from desktop.outside import package
from desktop.outside.document import Paragraph, Spot, Table
from desktop.outside.documents.captions import above
from desktop.outside.documents.word import pictures
from desktop.outside.documents.word.numbers import Numbers
from desktop.outside.documents.word.styles import Styles, W, number_of, value_of
from desktop.outside.refusal import Refused

FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
"""What older programs show instead of a drawing; its text stands in the drawing already."""

BOX = f"{W}txbxContent"
"""A box of text (文本框), anchored in a paragraph and shown beside it."""

CHARACTERS = {f"{W}tab": " ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
NOT_SHOWN = (f"{W}del", f"{W}moveFrom", f"{W}pPr", f"{W}rPr", FALLBACK, BOX)
HOLDERS = (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml", f"{W}smartTag")
"""What holds blocks or cells without being one: content controls (contents, cover), insertions."""

MAX_COLUMNS = 256
FOOTER, MOST_FOOTERS = re.compile(r"word/footer[0-9]{1,4}\.xml"), 200
NUMBERED = (f"{W}fldSimple", f"{W}fldChar")
"""What a program counts itself and may have counted anew: 第 3 页."""

BEGINS = re.compile(
    r"第[一二三四五六七八九十]+部分|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十0-9]+[）)]|[0-9]{1,2}[.．、][^0-9]"
)
"""How a line begins that opens a paragraph of its own."""

SENTENCE = 20
"""Characters from which a line without a stop at its end is a sentence that goes on below."""


def read(path: Path) -> tuple[list[Paragraph | Table], tuple[str, ...]]:
    """Return what the document says, in order, and what of it could not be read. Raises Refused."""
    with package.opened(path) as opened:
        names = set(opened.namelist())
        if "word/document.xml" not in names:
            raise Refused("不是 Word 文档；请另存为 .docx 再试")
        body = package.tree_of(opened, "word/document.xml").find(f"{W}body")
        more = (package.tree_of(opened, name) if name in names else None
                for name in ("word/styles.xml", "word/numbering.xml"))  # fmt: skip
        styles, numbering = more
    if body is None:
        return [], ()
    own = Styles(styles)
    reading = _Reading(own, Numbers(numbering, own))
    reading.take(body)
    return reading.parts, pictures.notes(body)


def feet(path: Path) -> tuple[str, ...]:
    """Return what the footers say, each once, without lines that number the pages. Raises Refused."""
    found: list[str] = []
    with package.opened(path) as opened:
        names = sorted(name for name in opened.namelist() if FOOTER.fullmatch(name))
        for name in names[:MOST_FOOTERS]:
            for paragraph in package.tree_of(opened, name).iter(f"{W}p"):
                numbered = any(True for field in NUMBERED for _ in paragraph.iter(field))
                if not numbered and (text := _in_one_line(_characters(paragraph))):
                    found.append(text)
    return tuple(dict.fromkeys(found))


class _Reading:
    """Takes in the blocks of a document in order."""

    def __init__(self, styles: Styles, numbers: Numbers) -> None:
        self.parts: list[Paragraph | Table] = []
        self._styles, self._numbers = styles, numbers

    def take(self, parent: Any) -> None:
        """Take in the paragraphs and tables that an element holds."""
        for element in parent:
            if element.tag == f"{W}p":
                self._paragraph(element)
            elif element.tag == f"{W}tbl":
                self._table(element)
            elif element.tag in HOLDERS:
                self.take(element)

    def _paragraph(self, element: Any) -> None:
        if not self._styles.is_contents(element):
            for text in _pieces(self._text(element)):
                self.parts.append(Paragraph(text, Spot(line=len(self.parts) + 1), self._styles.level(element)))
        for box in _boxes(element):
            self.take(box)

    def _text(self, paragraph: Any) -> str:
        """Return a paragraph's text below the number that Word counts for it."""
        text = "".join(_characters(paragraph))
        if paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None:
            return text
        number = self._numbers.before(paragraph)
        return f"{number} {text}" if number[-1:].isalnum() else f"{number}{text}"

    def _cell_text(self, cell: Any) -> str:
        return _in_one_line(self._text(each) for each in _paragraphs(cell))

    def _table(self, element: Any) -> None:
        rows = [list(_cells(row)) for row in _rows(element)]
        inner = [each for cells in rows for cell in cells for each in _tables(cell)]
        if max(map(len, rows), default=0) == 1 and (inner or len(rows) == 1):
            for cells in rows:  # a frame around the text
                for cell in cells:
                    self.take(cell)
            return
        self.parts.append(self._grid(element))
        for each in inner:
            self._table(each)

    def _grid(self, element: Any) -> Table:
        """Return a table; a cell that goes on downwards (vMerge) is one with the cell it goes on."""
        grid: list[dict[int, str]] = []
        open_cells: dict[int, tuple[int, int, int, int]] = {}
        merges: list[tuple[int, int, int, int]] = []
        for number, cells in enumerate(_rows(element)):
            texts: dict[int, str] = {}
            column = _skipped(cells, "gridBefore")
            for cell in _cells(cells):
                width, down = _span(cell), cell.find(f"{W}tcPr/{W}vMerge")
                if column + width > MAX_COLUMNS:
                    raise Refused(f"中有一个表格超过 {MAX_COLUMNS} 列；请只保留说明和表格后再试")
                if down is not None and value_of(down) != "restart" and column in open_cells:
                    first, left, rows, columns = open_cells[column]
                    open_cells[column] = (first, left, rows + 1, columns)
                else:
                    texts[column] = self._cell_text(cell)
                    merges += [open_cells.pop(column)] if column in open_cells else []
                    open_cells[column] = (number, column, 1, width)
                column += width
            grid.append(texts)
        merges += open_cells.values()
        wide = max((left + columns for _, left, _, columns in merges), default=0)
        filled = tuple(tuple(texts.get(n, "") for n in range(wide)) for texts in grid)
        spots = tuple(Spot(line=number) for number in range(1, len(grid) + 1))
        return Table(filled, above(self.parts), tuple(sorted(m for m in merges if m[2] * m[3] > 1)), spots)


def _in_one_line(characters: Iterator[str]) -> str:
    return " ".join("".join(characters).split())


def _pieces(text: str) -> Iterator[str]:
    """Yield the paragraphs of a text that is broken by hand (手动换行); a sentence that is broken stays whole."""
    piece = ""
    for line in (" ".join(line.split()) for line in text.split("\n")):
        goes_on = len(piece) >= SENTENCE and piece[-1] not in "。；：！？;:!?" and not BEGINS.match(line)
        if piece and not goes_on:
            yield piece
            piece = ""
        piece += line
    if piece:
        yield piece


def _characters(element: Any) -> Iterator[str]:
    """Yield the texts of a paragraph as they are shown: not what was deleted or hidden, nor what boxes hold."""
    for child in element:
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag in CHARACTERS:
            yield CHARACTERS[child.tag]
        elif child.tag not in NOT_SHOWN and isinstance(child.tag, str) and not _is_hidden(child):
            yield from _characters(child)


def _is_hidden(run: Any) -> bool:
    vanish = run.find(f"{W}rPr/{W}vanish")
    return vanish is not None and value_of(vanish) not in ("0", "false")


def _boxes(element: Any) -> Iterator[Any]:
    for child in element:
        if child.tag == BOX:
            yield child
        elif child.tag != FALLBACK:
            yield from _boxes(child)


def _paragraphs(parent: Any) -> Iterator[Any]:
    """Yield the paragraphs of a cell, also those in a box of one cell inside it, not those of a table inside it."""
    for element in parent:
        if element.tag == f"{W}p":
            yield element
        elif element.tag in HOLDERS:
            yield from _paragraphs(element)
        elif element.tag == f"{W}tbl" and _is_box(element):
            yield from (each for row in _rows(element) for cell in _cells(row) for each in _paragraphs(cell))


def _is_box(table: Any) -> bool:
    return sum(1 for row in _rows(table) for _ in _cells(row)) < 2


def _tables(parent: Any) -> Iterator[Any]:
    """Yield the tables that stand in a cell, of more than one cell themselves."""
    for element in parent:
        if element.tag == f"{W}tbl" and not _is_box(element):
            yield element
        elif element.tag in HOLDERS:
            yield from _tables(element)


def _rows(table: Any) -> Iterator[Any]:
    for element in table:
        if element.tag == f"{W}tr":
            yield element
        elif element.tag in HOLDERS:
            yield from _rows(element)


def _cells(row: Any) -> Iterator[Any]:
    for element in row:
        if element.tag == f"{W}tc":
            yield element
        elif element.tag in HOLDERS:
            yield from _cells(element)


def _span(cell: Any) -> int:
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    return max(1, number_of(span)) if span is not None else 1


def _skipped(row: Any, name: str) -> int:
    skipped = row.find(f"{W}trPr/{W}{name}")
    return number_of(skipped) if skipped is not None else 0

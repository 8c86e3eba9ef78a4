"""The tags of a PDF: headings, paragraphs, tables with their header cells, pictures (ISO 32000-1, logical structure).

A screen reader reads along the tags; what has none (rules, fills, feet, repeated headers) is marked as an artifact.
Loaded with the PDF library, when a file is drawn.
"""

from typing import TYPE_CHECKING

from desktop.dataclass import dataclass
from desktop.exporters.pdf_objects import Raw, register, text_string
from desktop.layouts.paper.pages import Box
from desktop.layouts.paper.sheet import PlacedCell, Sheet

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

HEADER_STYLES = {"header": "Column", "lead_label": "Row"}
DEEPEST = 6
"""PDF knows headings H1 to H6."""


@dataclass(slots=True)
class Element:
    """An element of the structure tree. kids: other elements, or parts of a page as bytes. page: where it begins."""

    role: str
    parent: "Element | None"
    number: int
    kids: "list[Element | bytes | tuple[int, int]]"
    extra: bytes = b""
    page: int = -1


class Tags:
    """Collects the elements of a document while its pages are drawn, and writes their tree at the end."""

    def __init__(self, canvas: "Canvas") -> None:
        self._canvas = canvas
        self.elements: list[Element] = []
        self._root = self._element("Document", None)
        self._tree = Raw(canvas)
        self._cells: dict[tuple[int, int, int], Element] = {}
        self._last: Element = self._root
        self._level = 0
        self._contents: Element | None = None
        self._figures: dict[int, list[str]] = {}
        self._parents: list[list[Element]] = []
        self._links: list[tuple[int, Element]] = []

    def _element(self, role: str, parent: Element | None, extra: bytes = b"") -> Element:
        element = Element(role, parent, 0, [], extra)
        self.elements.append(element)
        if parent is not None:
            parent.kids.append(element)
        return element

    # drawing ------------------------------------------------------------------------------------------

    def begin_page(self) -> None:
        """Begin the next page."""
        self._parents.append([])

    def begin(self, box: Box) -> Element | None:
        """Open what a box is; what is repeated is an artifact and gives none."""
        if box.again:
            self.artifact()
            return None
        element = self._of(box)
        page, mark = len(self._parents) - 1, len(self._parents[-1])
        self._parents[-1].append(element)
        element.page = page if element.page < 0 else element.page
        element.kids.append((page, mark))
        self._canvas._code.append(f"/{element.role} <</MCID {mark}>> BDC")
        return element

    def artifact(self) -> None:
        """Open what no reader needs to hear."""
        self._canvas._code.append("/Artifact BMC")

    def end(self) -> None:
        """Close what was opened."""
        self._canvas._code.append("EMC")

    def link(self, element: Element, annotation: bytes, key: int) -> None:
        """Join a link (as the PDF object that refers to it) to the line that shows it; key: its StructParent."""
        element.kids.append(b"<</Type /OBJR /Obj " + annotation + b">>")
        self._links.append((key, element))

    # what a box is ------------------------------------------------------------------------------------

    def _of(self, box: Box) -> Element:
        if box.sheet is not None and box.placed is not None:
            return self._cell(box.sheet, box.placed)
        if box.goes_on:
            return self._last
        self._last = self._figure(box) if box.figure else self._paragraph(box)
        return self._last

    def _paragraph(self, box: Box) -> Element:
        if box.role == "contents":
            if self._contents is None:
                self._contents = self._element("TOC", self._root)
            line = self._element("TOCI", self._contents)
            return self._element("Link", self._element("Reference", line))
        if not box.level:
            return self._element("P", self._root)
        self._level = min(box.level, self._level + 1, DEEPEST)  # readers expect no level to be left out
        return self._element(f"H{self._level}", self._root)

    def _figure(self, box: Box) -> Element:
        words = self._figures.get(id(self._last))
        if self._last.role == "Figure" and words and words[0] == box.figure:
            words.append(box.text)
            return self._last
        element = self._element("Figure", self._root)
        self._figures[id(element)] = [box.figure, box.text]
        return element

    def _cell(self, sheet: Sheet, placed: PlacedCell) -> Element:
        place = (id(sheet), placed.row, placed.column)
        if place not in self._cells:
            self._table(sheet)
        return self._cells[place]

    def _table(self, sheet: Sheet) -> None:
        """Make the elements of a table: all its cells, also those that print nothing, else columns would shift."""
        table = self._element("Table", self._root)
        for row, cells in sheet.grid():
            line = self._element("TR", table)
            for placed in cells:
                header = HEADER_STYLES.get(placed.style)
                cell = self._element("TH" if header else "TD", line, _attributes(placed, header))
                self._cells[id(sheet), row, placed.column] = cell

    # the tree -----------------------------------------------------------------------------------------

    @property
    def root(self) -> str:
        """What refers to the root of the tree."""
        return self._tree.reference

    def objects(self, first: int) -> dict[int, bytes]:
        """Return the objects of the tree by their numbers, the elements numbered from `first` on.

        They do not go through the library: a table has an element for each cell, and it is slow with many objects.
        """
        for number, element in enumerate(self.elements, first):
            element.number = number
        written = {element.number: self._written(element) for element in self.elements}
        parents = first + len(self.elements)
        keys = len(self._parents) + len(self._links)
        words = f"/K {self._root.number} 0 R /ParentTree {parents} 0 R /ParentTreeNextKey {keys}"
        root = f"<</Type /StructTreeRoot {words}>>".encode()
        return written | {parents: self._parent_tree(), self._tree.number: root}

    def _parent_tree(self) -> bytes:
        pages = (
            f"{page} [{' '.join(f'{e.number} 0 R' for e in elements)}]" for page, elements in enumerate(self._parents)
        )
        links = (f"{key} {element.number} 0 R" for key, element in self._links)
        return f"<</Nums [{' '.join([*pages, *links])}]>>".encode()

    def _written(self, element: Element) -> bytes:
        parent = element.parent.number if element.parent else self._tree.number
        head = f"<</Type /StructElem /S /{element.role} /P {parent} 0 R".encode()
        page = b" /Pg " + self._page(element.page) if element.page >= 0 else b""
        kids = [self._kid(kid, element.page) for kid in element.kids]
        inside = b" /K " + (kids[0] if len(kids) == 1 else b"[" + b" ".join(kids) + b"]") if kids else b""
        alt = self._figures.get(id(element))
        words = b" /Alt " + text_string(f"{alt[0]}：{'；'.join(alt[1:])}") if alt else b""
        return head + page + inside + element.extra + words + b">>"

    def _kid(self, kid: Element | bytes | tuple[int, int], page: int) -> bytes:
        if isinstance(kid, Element):
            return f"{kid.number} 0 R".encode()
        if isinstance(kid, bytes):
            return kid
        if kid[0] == page:
            return str(kid[1]).encode()
        return b"<</Type /MCR /Pg " + self._page(kid[0]) + f" /MCID {kid[1]}>>".encode()

    def _page(self, page: int) -> bytes:
        return register(self._canvas, f"Page{page + 1}")


def _attributes(placed: PlacedCell, scope: str | None) -> bytes:
    words = f" /Scope /{scope}" if scope else ""
    words += f" /RowSpan {placed.row_span}" if placed.row_span > 1 else ""
    words += f" /ColSpan {placed.column_span}" if placed.column_span > 1 else ""
    return f" /A <</O /Table{words}>>".encode() if words else b""

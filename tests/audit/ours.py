"""Our own tables and text as the document a reader of our Word file gives, without writing the file."""

from desktop.disclosure import Disclosure
from desktop.layouts.paper.sheet import sheet_of
from desktop.outside.document import Document, Paragraph, Spot, Table


def document_of(disclosure: Disclosure) -> Document:
    """Return the published document of a disclosure: its text, then its tables with their captions above them."""
    parts: list[Paragraph | Table] = [
        Paragraph(each.text, Spot(line=n)) for n, each in enumerate(disclosure.narrative.paragraphs, 1) if each.text
    ]
    parts += [_table(table) for table in disclosure.tables]
    return Document("预算公开.docx", "docx", tuple(parts))


def _table(table) -> Table:
    sheet = sheet_of(table)
    rows = [[""] * len(sheet.widths) for _ in range(sheet.rows)]
    merges = []
    above = []
    for cell in sheet.cells:
        if cell.row < sheet.header_top and cell.style in ("number", "title", "unit_left", "unit_right"):
            above.append(cell.text)
            continue
        rows[cell.row][cell.column] = cell.text
        if cell.row_span > 1 or cell.column_span > 1:
            merges.append((cell.row, cell.column, cell.row_span, cell.column_span))
    first = next(n for n, row in enumerate(rows) if any(row))
    moved = tuple((row - first, *rest) for row, *rest in merges)
    caption = (" ".join(above[:-2]), "  ".join(above[-2:]))
    return Table(tuple(map(tuple, rows[first:])), caption, moved, tuple(Spot(line=n) for n in range(1, len(rows) + 1)))

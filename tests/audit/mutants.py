"""Documents of our own with one number changed: the cells that hold one, and the document with another number there."""

import re
from collections.abc import Iterator
from dataclasses import replace

from desktop.audit.tables.tabled import tabled
from desktop.outside.document import Document, Paragraph, Table

CAPTION = re.compile(r"^(?:表|目录|公开|预算)[0-9]|[·….]{4,} ?[0-9]+$")
CellPlace = tuple[int, int, int]


def numbers(document: Document) -> list[CellPlace]:
    """Return where the tables of a document hold money that is not nothing: table, row, column."""
    return sorted(
        (grid.index, row.number, column)
        for grid, _, row, column in tabled(document).figures()
        if (value := row.figures[column].value) is not None and value.fen
    )


def other_number(text: str) -> str:
    """Return a number of the same form whose first digit that counts is another one."""
    return re.sub(r"[1-9]", lambda digit: str(int(digit[0]) % 9 + 1), text, count=1)


def with_cell(document: Document, place: CellPlace) -> Document:
    """Return a document with another number in one cell of its tables."""
    index, row, column = place
    parts = list(document.parts)
    at = [n for n, part in enumerate(parts) if isinstance(part, Table)][index]
    table = parts[at]
    assert isinstance(table, Table)
    rows = list(table.rows)
    cells = list(rows[row])
    cells[column] = other_number(cells[column])
    rows[row] = tuple(cells)
    parts[at] = replace(table, rows=tuple(rows))
    return replace(document, parts=tuple(parts))


def mutants(document: Document, step: int = 1, start: int = 0) -> Iterator[tuple[CellPlace, Document]]:
    """Yield every step-th cell with the document in which it is changed."""
    for place in numbers(document)[start::step]:
        yield place, with_cell(document, place)


def sentences(document: Document) -> Iterator[tuple[str, Document]]:
    """Yield each number of the text with the document in which it is another one; numbers of headings stay."""
    for at, part in enumerate(document.parts):
        if not isinstance(part, Paragraph) or CAPTION.search(part.text):
            continue
        for match in re.finditer(r"(?<![0-9.,A-Z-])[0-9][0-9,]*(?:\.[0-9]+)?(?![、.）)0-9A-Z-])", part.text):
            text = part.text[: match.start()] + other_number(match[0]) + part.text[match.end() :]
            if text != part.text:
                parts = (*document.parts[:at], replace(part, text=text), *document.parts[at + 1 :])
                yield match[0], replace(document, parts=parts)

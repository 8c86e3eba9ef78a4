"""The code (QR) in the corner of each page: which sheet of which state of whose budget it is, read by `verify`.

It stands in the margin at the end of the footer, under and beside everything else that a page may hold.
"""

from functools import lru_cache
from itertools import groupby

from desktop.dataclass import dataclass
from desktop.layouts.paper.document import Document
from desktop.layouts.paper.pages import Fill

SIDE, EDGE = 34.0, 12.0
"""Points of its side (12 mm), and between it and the edges of the paper, where most printers still print."""
BLACK = "#000000"
SEPARATOR = "|"

Matrix = tuple[tuple[bool, ...], ...]
"""The modules of a code, row by row; true is dark."""


@dataclass(frozen=True, slots=True)
class PageCode:
    """What a code says: whose budget of which year and stage, the version of the document, the page and how many."""

    unit_code: str
    year: int
    stage: str
    version: str
    page: int
    pages: int


def heading(unit_code: str, year: int, stage: str, version: str) -> str:
    """Return what the codes of all pages of a document begin with."""
    return SEPARATOR.join((unit_code, str(year), stage, version))


def text_of(heading: str, number: int, total: int) -> str:
    """Return what the code of a page says; number: from 1."""
    return SEPARATOR.join((heading, str(number), str(total)))


def parse(text: str) -> PageCode | None:
    """Return what the code of a page says, None for a text that is none (page 33 of 16 is none either).

    A unit code may hold anything.
    """
    parts = [part.strip() for part in text.strip().rsplit(SEPARATOR, 5)]
    numbers = [part for place, part in enumerate(parts) if place in (1, 4, 5)]
    if len(parts) != 6 or not all(each.isascii() and each.isdigit() and len(each) < 6 for each in numbers):
        return None
    page, pages = int(parts[4]), int(parts[5])
    return PageCode(parts[0], int(parts[1]), parts[2], parts[3].upper(), page, pages) if 1 <= page <= pages else None


def add(document: Document, heading: str) -> None:
    """Draw a code into the corner of each page."""
    total = len(document.pages)
    texts = tuple(text_of(heading, number, total) for number in range(1, total + 1))
    for page, matrix in zip(document.pages, matrices(texts), strict=True):
        page.fills += fills(matrix, page.width - EDGE - SIDE, page.height - EDGE - SIDE)


def fills(matrix: Matrix, left: float, top: float) -> list[Fill]:
    """Return the dark modules as rectangles: equal runs of neighbouring rows are one."""
    step = SIDE / len(matrix)
    found: list[Fill] = []
    open_runs: dict[tuple[int, int], int] = {}
    for row, modules in enumerate((*matrix, ())):
        runs = {run: open_runs.get(run, row) for run in _runs(modules)}
        for (start, end), first in open_runs.items():
            if (start, end) not in runs:
                x, y = left + start * step, top + first * step
                found.append(Fill(x, y, (end - start) * step, (row - first) * step, BLACK))
        open_runs = runs
    return found


def _runs(modules: tuple[bool, ...]) -> list[tuple[int, int]]:
    """Return where the runs of dark modules of a row begin and end."""
    found, at = [], 0
    for dark, run in groupby(modules):
        end = at + len(list(run))
        if dark:
            found.append((at, end))
        at = end
    return found


@lru_cache(maxsize=4)
def matrices(texts: tuple[str, ...]) -> tuple[Matrix, ...]:
    """Return the codes of some texts, all of one size and with the mask that suits the first best.

    Error correction M; UTF-8. To try all masks for each page would take as long as to draw the page.
    """
    from reportlab.graphics.barcode.qrencoder import QR8bitByte, QRCode, QRErrorCorrectLevel

    found, version, mask = [], 0, 0
    for text in (max(texts, key=lambda text: len(text.encode())), *texts):
        code = QRCode(version or None, QRErrorCorrectLevel.M)
        code.addData(QR8bitByte(text.encode()))
        if not version:
            version = code.version = code.calculate_version()
            mask = code.getBestMaskPattern()
            continue
        code.makeImpl(False, mask)
        found.append(tuple(tuple(map(bool, row)) for row in code.modules))
    return tuple(found)

"""Whether a printed or published file is what a book says: a PDF, OFD, workbook, Word file or page, figure by figure.

The book writes the same kind of file again, both are read by the same limited reader, and what differs is named with
its place. The version code at the foot of the pages says which state of a book a file shows.
"""

import re
import tempfile
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path

from desktop import pipeline
from desktop.dataclass import dataclass
from desktop.disclosure import Disclosure
from desktop.exporters import package
from desktop.findings import UserError
from desktop.ledger import units
from desktop.ledger.book import Book
from desktop.ledger.records import Budget
from desktop.outside import source_files
from desktop.outside.document import Document, Spot, Table

CODE = re.compile(r"[0-9A-F]{4}-[0-9A-F]{4}")
SHOWN = 40
"""Characters of a text that a difference quotes."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A text of a file and where it stands."""

    text: str
    place: str


@dataclass(frozen=True, slots=True)
class PaperDifference:
    """A text that is another in the file than by the book; either side may be missing."""

    place: str
    in_file: str
    by_book: str

    def describe(self) -> str:
        """Return the difference in one line."""
        ours, theirs = (f"“{_short(text)}”" if text else "没有" for text in (self.by_book, self.in_file))
        return f"{self.place}：文件{theirs}，账本{ours}"


@dataclass(frozen=True, slots=True)
class Paper:
    """A file held against the budget it fits best. code: the version the book has now for that budget."""

    unit: str
    budget: Budget
    code: str
    differences: tuple[PaperDifference, ...]


def by_code(code: str, book: Book, form: str = "") -> list[tuple[str, Budget]]:
    """Return the unit and the budget of each state of a book that bears a version code now."""
    return [(name, budget) for name, budget, disclosure in _states(book, form) if disclosure.version == code]


def compare(path: Path, book: Book, form: str = "") -> Paper:
    """Hold a file against the budget of a book that it is nearest to. Raises UserError where it cannot be read."""
    document = source_files.read_document(path)
    if document.kind not in package.KINDS:
        raise UserError(f"“{path.name}”不能这样核验；请用导出的 {'、'.join(package.KINDS)} 文件")
    read = pieces(document)
    words = "".join(piece.text for piece in read)
    best: Paper | None = None
    for name, budget, disclosure in _states(book, form):
        if "".join(name.split()) in words and f"{budget.year}" in words:
            paper = Paper(name, budget, disclosure.version, tuple(differences(read, _again(disclosure, document.kind))))
            best = paper if best is None or len(paper.differences) < len(best.differences) else best
    if best is None:
        raise UserError(f"“{path.name}”里没有账本中任何单位的名称和年度，不是这个账本的文件")
    return best


def _states(book: Book, form: str) -> Iterator[tuple[str, Budget, Disclosure]]:
    """Return each budget of each unit, the newest first."""
    tree = units.tree_of(book)
    for budget in sorted(book.records(Budget), key=lambda budget: (budget.year, budget.id), reverse=True):
        yield tree.of_id(budget.unit_id).name, budget, pipeline.of_book(book, form, budget)


def _again(disclosure: Disclosure, kind: str) -> list[Piece]:
    with tempfile.TemporaryDirectory() as folder:
        (written,) = package.export(pipeline.publication(disclosure), Path(folder), (kind,))
        return pieces(source_files.read_document(written.path))


def pieces(document: Document) -> list[Piece]:
    """Return the texts of a document in order: its paragraphs, and each cell of its tables that holds anything."""
    found = []
    for part in document.parts:
        if isinstance(part, Table):
            found += [Piece(_squeezed(text), "表上方") for text in part.above]
            for row, cells in enumerate(part.rows):
                spot = part.spots[row] if row < len(part.spots) else Spot()
                place = f"{_place(spot)}第 {row + 1} 行"
                found += [Piece(_squeezed(text), f"{place}第 {n} 列") for n, text in enumerate(cells, 1)]
        else:
            found.append(Piece(_squeezed(part.text), _place(part.spot)))
    return [piece for piece in found if piece.text]


def differences(read: list[Piece], expected: list[Piece]) -> Iterator[PaperDifference]:
    """Return what differs, in the order of the file."""
    texts = [piece.text for piece in read], [piece.text for piece in expected]
    for tag, a, b, c, d in SequenceMatcher(None, *texts, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        for number in range(max(b - a, d - c)):
            theirs = read[a + number] if a + number < b else None
            ours = expected[c + number] if c + number < d else None
            place = theirs.place if theirs else ours.place if ours else ""
            yield PaperDifference(place, theirs.text if theirs else "", ours.text if ours else "")


def _place(spot: Spot) -> str:
    if spot.sheet:
        return f"工作表“{spot.sheet}”{spot.cell}"
    return (f"第 {spot.page} 页" if spot.page else "") + (f"第 {spot.line} 行" if spot.line else "") or "文中"


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else text[:SHOWN] + "…"

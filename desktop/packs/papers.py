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
from desktop.exporters.delivery import attachments
from desktop.findings import UserError
from desktop.ledger import units
from desktop.ledger.book import Book
from desktop.ledger.records import Budget
from desktop.outside import source_files
from desktop.outside.document import Document, Spot, Table
from desktop.packs import public_data
from desktop.units import together, views

CODE = re.compile(r"[0-9A-F]{4}-[0-9A-F]{4}")
CONTENTS = "目录"
YEAR = re.compile(r"20[0-9]{2}(?=年)")
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
    """Return whose it is, and the budget, of each state of a book that bears a version code now."""
    return [(state.label, state.budget) for state in _states(book, form) if state.disclosure.version == code]


def compare(path: Path, book: Book, form: str = "") -> Paper:
    """Hold a file against the budget, or 汇总, of a book that it is nearest to. Raises UserError where it cannot be."""
    kinds, read = _read(path)
    if not set(kinds) <= set(package.KINDS):
        raise UserError(f"“{path.name}”不能这样核验；请用导出的 {'、'.join(package.WHOLE)} 文件或数据包")
    words = "".join(piece.text for piece in read)
    if "（选择汇总：" in words:
        raise UserError(f"“{path.name}”是选择汇总的文件，里面没有写是哪些单位，不能核验；请核验各单位或全部汇总的文件")
    years = set(YEAR.findall(words))
    best: Paper | None = None
    for state in _states(book, form):
        budget, disclosure = state.budget, state.disclosure
        if _squeezed(disclosure.facts.unit.name) in words and (not years or f"{budget.year}" in years):
            for expected in _again(disclosure, kinds, path.suffix.lower(), words):
                found = tuple(differences(read, expected))
                if best is None or len(found) < len(best.differences):
                    best = Paper(state.label, budget, disclosure.version, found)
                if not found:
                    return best
    if best is None:
        raise UserError(f"“{path.name}”里没有账本中任何单位的名称和年度，不是这个账本的文件")
    return best


@dataclass(frozen=True, slots=True)
class _State:
    """What a file may show: a budget of one unit, or a unit with all below it. label: whose it is."""

    label: str
    budget: Budget
    disclosure: Disclosure


def _states(book: Book, form: str) -> Iterator[_State]:
    """Yield each budget of each unit, the newest first, then each unit with those below it (汇总)."""
    tree = units.tree_of(book)
    budgets = sorted(book.records(Budget), key=lambda budget: (budget.year, budget.id), reverse=True)
    for budget in budgets:
        yield _State(tree.of_id(budget.unit_id).name, budget, pipeline.of_book(book, form, budget))
    for unit in tree.units:
        below = {each.id for each in tree.subtree(unit)} if tree.children(unit) else set()
        for year, stage in dict.fromkeys((each.year, each.stage) for each in budgets if each.unit_id in below):
            try:
                view = views.below(book, unit, year, stage)
            except UserError:  # all of them had ended by then
                continue
            yield _State(f"{unit.name}（汇总）", view.budget, together.of_view(book, view, form))


def _again(disclosure: Disclosure, kinds: tuple[str, ...], suffix: str, words: str) -> Iterator[list[Piece]]:
    """Yield what the files of the kinds say by the book; of attachments those of tables that the words name."""
    publication = pipeline.publication(disclosure)
    labels = [_squeezed(sheet.table.title) for sheet in publication.sheets]
    with tempfile.TemporaryDirectory() as folder:
        for kind in kinds:
            named = Path(folder) / kind
            written = [each.path for each in package.export(publication, named, (kind,)) if each.path.suffix == suffix]
            if kind in attachments.ENDINGS:
                written = [path for label, path in zip(labels, written, strict=True) if label in words]
            yield from (_read(path)[1] for path in written)


def _read(path: Path) -> tuple[tuple[str, ...], list[Piece]]:
    """Return which kinds of export a file may be, and its texts."""
    found = public_data.read(path)
    if found is not None:
        whose = (found.manifest["unit"], f"{found.manifest['year']}年", found.manifest["version"])
        texts = [*((text, "清单") for text in whose), *found.cells]
        return ("data",), [Piece(_squeezed(text), place) for text, place in texts]
    document = source_files.read_document(path)
    read = pieces(document)
    return _kinds(document, read), read


def _kinds(document: Document, read: list[Piece]) -> tuple[str, ...]:
    """Return what a document may be: of one without contents (目录) the whole file is the least likely."""
    kind = document.kind
    if kind == "html" and not any(True for _ in document.tables):
        return ("citizens",)
    if any(piece.text == CONTENTS or piece.place.startswith(f"工作表“{CONTENTS}”") for piece in read):
        return (kind,)
    return {"pdf": ("citizens", "tables_pdf", "pdf"), "xlsx": ("tables_xlsx", "xlsx")}.get(kind, (kind,))


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

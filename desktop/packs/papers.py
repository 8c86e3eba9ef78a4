"""Whether a printed or published file is what a book says: a PDF, OFD, workbook, Word file or page, figure by figure.

The book writes the same kind of file again, both are read by the same limited reader, and what differs is named with
its place. The version code at the foot of the pages says which state of a book a file shows.
"""

import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from difflib import SequenceMatcher
from itertools import combinations
from math import comb
from pathlib import Path

from desktop import pipeline
from desktop.dataclass import dataclass
from desktop.disclosure import Disclosure
from desktop.exporters import package
from desktop.findings import UserError
from desktop.ledger import units
from desktop.ledger.book import Book
from desktop.ledger.records import Budget, Unit
from desktop.outside import source_files
from desktop.outside.document import Document, Spot, Table
from desktop.units import together, views

CODE = re.compile(r"[0-9A-F]{4}-[0-9A-F]{4}")
CHOSEN = re.compile(r"（选择汇总：(\d{1,4})个单位）")
"""How a file says that it is of chosen units: how many, not which."""
NUMBER = re.compile(r"-?[0-9][0-9,]{0,20}(\.[0-9]{1,8})?", re.ASCII)
MOST_CHOICES = 300
"""Ways to choose that many units that are tried; each is computed, which takes some hundredths of a second."""
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


def by_code(code: str, book: Book, form: str = "", named: Sequence[Unit] = ()) -> list[tuple[str, Budget]]:
    """Return whose it is, and the budget, of each state of a book that bears a version code now.

    named: units whose 选择汇总 is meant; which choices there are otherwise, nobody tells.
    """
    years = " ".join(f"{budget.year}" for budget in book.records(Budget))
    states = _chosen_states(book, form, named, years) if named else _states(book, form)
    return [(state.label, state.budget) for state in states if state.disclosure.version == code]


def compare(path: Path, book: Book, form: str = "", named: Sequence[Unit] = ()) -> Paper:
    """Hold a file against the budget, or 汇总, of a book that it is nearest to. Raises UserError where it cannot be.

    named: which units a file of chosen ones (选择汇总) is of; without them the nearest choice of as many is looked for.
    """
    document = source_files.read_document(path)
    if document.kind not in package.KINDS:
        raise UserError(f"“{path.name}”不能这样核验；请用导出的 {'、'.join(package.KINDS)} 文件")
    read = pieces(document)
    words = "".join(piece.text for piece in read)
    chosen = CHOSEN.search(words)
    if named and not chosen:
        raise UserError(f"“{path.name}”不是选择汇总的文件，不用写 --unit")
    states = _of_chosen(path, book, form, int(chosen[1]), named, read) if chosen else _states(book, form)
    best: Paper | None = None
    for state in states:
        budget, disclosure = state.budget, state.disclosure
        if _squeezed(disclosure.facts.unit.name) in words and f"{budget.year}" in words:
            found = tuple(differences(read, _again(disclosure, document.kind)))
            paper = Paper(state.label, budget, disclosure.version, found)
            best = paper if best is None or len(paper.differences) < len(best.differences) else best
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


def _of_chosen(path: Path, book: Book, form: str, count: int, named: Sequence[Unit], read: list[Piece]) -> list[_State]:
    """Return the choice of units, of each year and stage in the file, whose tables are nearest to the file's."""
    if named and len(named) != count:
        raise UserError(f"“{path.name}”是 {count} 个单位的选择汇总，--unit 写了 {len(named)} 个；请写全")
    words, texts = "".join(piece.text for piece in read), {_printed(piece.text) for piece in read}
    listed = units.tree_of(book).units
    if not named and comb(len(listed), count) * len(_times(book, words)) > MOST_CHOICES:
        raise UserError(
            f"“{path.name}”只写了是 {count} 个单位的选择汇总，没有写是哪些，可能的组合太多，无法逐个核对；"
            "请用 --unit 写明是哪几个单位（每个写一次）"
        )
    found = [
        state
        for wanted in ([named] if named else combinations(listed, count))
        for state in _chosen_states(book, form, wanted, words)
        if _squeezed(state.disclosure.facts.unit.name) in words
    ]
    nearest = min(found, key=lambda state: _missing(state.disclosure, texts), default=None)
    if nearest is None:
        return []
    guessed = "" if named else "（文件里没有写是哪些单位，这是数字最接近的一组）"
    return [replace(nearest, label=f"{nearest.label}{guessed}")]


def _times(book: Book, words: str) -> list[tuple[int, str]]:
    """Return the years and stages of the budgets of a book whose year stands in some words."""
    return [*dict.fromkeys((each.year, each.stage) for each in book.records(Budget) if f"{each.year}" in words)]


def _chosen_states(book: Book, form: str, wanted: Sequence[Unit], words: str) -> Iterator[_State]:
    """Yield what chosen units (选择汇总) are together, of each year and stage."""
    for year, stage in _times(book, words):
        try:
            view = views.chosen(book, wanted, year, stage)
        except UserError:  # none of them has a budget of then
            continue
        yield _State("、".join(each.name for each in wanted), view.budget, together.of_view(book, view, form))


def _missing(disclosure: Disclosure, texts: set[str]) -> int:
    """Return how many cells of the tables have a text that stands nowhere in a file."""
    cells = (cell for table in disclosure.tables for row in range(table.height) for cell in table.row(row))
    return sum(bool(text := _squeezed(cell.text)) and _printed(text) not in texts for cell in cells)


def _printed(text: str) -> str:
    """Return a number of a workbook, which is exact there, nearly as a page prints it; other texts as they are."""
    if not NUMBER.fullmatch(text):
        return text
    return str(Decimal(text.replace(",", "")).quantize(Decimal("0.01"), ROUND_HALF_UP))


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

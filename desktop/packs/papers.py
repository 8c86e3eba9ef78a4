"""Whether a printed or published file is what a book says: a PDF, OFD, workbook, Word file or page, figure by figure.

The book writes the same kind of file again, both are read by the same limited reader, and what differs is named with
its place. The version code at the foot of the pages says which state of a book a file shows.
"""

import hashlib
import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from difflib import SequenceMatcher
from itertools import combinations, takewhile
from math import comb
from pathlib import Path

from desktop import paths, pipeline
from desktop.dataclass import dataclass
from desktop.disclosure import Disclosure
from desktop.exporters import package
from desktop.exporters.delivery.attachments import ENDINGS
from desktop.findings import UserError
from desktop.layouts.form import loader
from desktop.ledger import attachments, units
from desktop.ledger.attachments import SignedPage
from desktop.ledger.book import Book
from desktop.ledger.records import Attachment, Budget, Unit
from desktop.ledger.records.words import OF_STAGE
from desktop.outside import source_files
from desktop.outside.document import Document, Spot, Table
from desktop.outside.workbook_parts import letters
from desktop.packs import formulas, number_formats, public_data
from desktop.packs.book_states import State, chosen_states, states, times

CODE = re.compile(r"[0-9A-F]{4}-[0-9A-F]{4}")
CONTENTS = "目录"
YEAR = re.compile(r"20[0-9]{2}(?=年)")
CHOSEN = re.compile(r"（选择汇总：(\d{1,4})个单位）")
"""How a file says that it is of chosen units: how many, not which."""
NUMBER = re.compile(r"-?[0-9][0-9,]{0,20}(\.[0-9]{1,8})?", re.ASCII)
BETWEEN_NUMBERS = re.compile(r"(?<![0-9%]) | (?![-+0-9])", re.ASCII)
"""Blanks that stand not between two numbers."""
MOST_CHOICES = 300
"""Ways to choose that many units that are tried; each is computed, which takes some hundredths of a second."""
OTHER_LAYOUT = 0.25
"""Part of the texts of a file from which on, where they differ, it is looked for among other layouts."""
FRONT = 12
"""Texts at the beginning of a file, which say the year it is of: its cover."""
SHOWN, BEFORE = 40, 12
"""Characters of a text that a difference quotes, and of those how many stand before what differs."""

Rank = tuple[bool, bool, bool, int, int]
"""How far a budget is from a file: another version, year and name than on its cover, then what differs."""


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

    def describe(self, file: str = "文件", book: str = "账本") -> str:
        """Return the difference in one line; file and book: what the two sides are called."""
        alike = takewhile(lambda pair: pair[0] == pair[1], zip(self.in_file, self.by_book, strict=False))
        start = max(0, len(list(alike)) - BEFORE)
        ours, theirs = (f"“{_short(text, start)}”" if text else "没有" for text in (self.by_book, self.in_file))
        return f"{self.place}：{file}{theirs}，{book}{ours}"


@dataclass(frozen=True, slots=True)
class Paper:
    """A file held against the budget it fits best. code: the version the book has now for that budget.

    layout: the title of the layout the file was made in, where it is not the book's and nobody named it; else empty.
    notes: what of the file could not be looked at, as its reader says.
    """

    unit: str
    budget: Budget
    code: str
    differences: tuple[PaperDifference, ...]
    layout: str = ""
    notes: tuple[str, ...] = ()

    @property
    def missing(self) -> tuple[int, int]:
        """How many texts of the file the book does not say, then in how many places the two differ.

        The second alone would take an empty budget for nearer than a long one that is meant and was changed.
        """
        return sum(bool(each.in_file) for each in self.differences), len(self.differences)


def signed_page(path: Path, book: Book) -> SignedPage | None:
    """Return the signed page (签字盖章页) kept in a book that a file is, to the last byte; None where it is none."""
    paths.require_file(path)
    try:
        digest = hashlib.sha256(path.read_bytes()).hexdigest() if path.stat().st_size <= attachments.LARGEST else ""
    except OSError as error:
        raise UserError(paths.explain_os_error(error, path, reading=True)) from error
    found = book.records(Attachment, digest=digest, record_table=OF_STAGE) if digest else []
    if not found:
        return None
    (budget,) = book.records(Budget, id=found[0].budget_id)
    return next(page for page in attachments.signed_pages(book, budget) if page.file.id == found[0].id)


def compare(path: Path, book: Book, form: str = "", named: Sequence[Unit] = ()) -> Paper:
    """Hold a file against the budget, or 汇总, of a book that it is nearest to. Raises UserError where it cannot be.

    named: which units a file of chosen ones (选择汇总) is of; without them the nearest choice of as many is looked for.
    """
    kinds, read, notes = _read(path)
    if not set(kinds) <= set(package.KINDS):
        raise UserError(f"“{path.name}”不能这样核验；请用导出的 {'、'.join(package.WHOLE)} 文件或数据包")
    words = "".join(piece.text for piece in read)
    chosen = CHOSEN.search(words)
    if named and not chosen:
        raise UserError(f"“{path.name}”不是选择汇总的文件，不用写 --unit")
    found_states = _of_chosen(path, book, form, int(chosen[1]), named, read) if chosen else states(book, form)
    years, front = set(YEAR.findall(words)), "".join(piece.text for piece in read[:FRONT])
    codes = set(CODE.findall(words))
    ranked: list[tuple[Rank, Paper]] = []
    for state in found_states:
        budget, disclosure = state.budget, state.make()
        name = _squeezed(disclosure.facts.unit.name)
        if name in words and (not years or f"{budget.year}" in years):
            cover = f"{budget.year}年" not in front, name not in front
            for ours, expected in _again(disclosure, kinds, path.suffix.lower(), words):
                paper = Paper(state.label, budget, disclosure.version, tuple(differences(read, expected)), notes=notes)
                if not paper.differences:
                    return replace(paper, differences=_shown_otherwise(path, ours))
                ranked.append(((disclosure.version not in codes, *cover, *paper.missing), paper))
    if not ranked:
        raise UserError(f"“{path.name}”里没有账本中任何单位的名称和年度，不是这个账本的文件")
    best, nearest = min(ranked, key=lambda each: each[0])
    if not form and best[0] and len(nearest.differences) > len(read) * OTHER_LAYOUT:
        alike = {_whose(paper) for rank, paper in ranked if rank[:3] == best[:3]}
        if key := _layout_of(alike, book, codes):
            return replace(compare(path, book, key, named), layout=loader.titles()[key])
    return nearest


def _whose(shown: Paper | State) -> tuple[str, int, str]:
    return shown.unit if isinstance(shown, Paper) else shown.label, shown.budget.year, shown.budget.stage


def _layout_of(alike: set[tuple[str, int, str]], book: Book, codes: set[str]) -> str:
    """Return the layout in which one of these has a version that stands in a file, empty where none has it in any.

    They are all that the cover may mean: in a wrong layout the nearest of them says nothing, an empty budget is near.
    """
    for key in loader.available() if codes else ():
        if any(_whose(state) in alike and state.make().version in codes for state in states(book, key)):
            return key
    return ""


def _of_chosen(path: Path, book: Book, form: str, count: int, named: Sequence[Unit], read: list[Piece]) -> list[State]:
    """Return the choice of units, of each year and stage in the file, whose tables are nearest to the file's."""
    if named and len(named) != count:
        raise UserError(f"“{path.name}”是 {count} 个单位的选择汇总，--unit 写了 {len(named)} 个；请写全")
    words, texts = "".join(piece.text for piece in read), {_printed(piece.text) for piece in read}
    listed = units.tree_of(book).units
    if not named and comb(len(listed), count) * len(times(book, words)) > MOST_CHOICES:
        raise UserError(
            f"“{path.name}”只写了是 {count} 个单位的选择汇总，没有写是哪些，可能的组合太多，无法逐个核对；"
            "请用 --unit 写明是哪几个单位（每个写一次）"
        )
    found = [
        state
        for wanted in ([named] if named else combinations(listed, count))
        for state in chosen_states(book, form, wanted, words)
        if _squeezed(state.make().facts.unit.name) in words
    ]
    nearest = min(found, key=lambda state: _missing(state.make(), texts), default=None)
    if nearest is None:
        return []
    guessed = "" if named else "（文件里没有写是哪些单位，这是数字最接近的一组）"
    return [replace(nearest, label=f"{nearest.label}{guessed}")]


def _missing(disclosure: Disclosure, texts: set[str]) -> int:
    """Return how many cells of the tables have a text that stands nowhere in a file."""
    cells = (cell for table in disclosure.tables for row in range(table.height) for cell in table.row(row))
    return sum(bool(text := _squeezed(cell.text)) and _printed(text) not in texts for cell in cells)


def _printed(text: str) -> str:
    """Return a number of a workbook, which is exact there, nearly as a page prints it; other texts as they are."""
    if not NUMBER.fullmatch(text):
        return text
    return str(Decimal(text.replace(",", "")).quantize(Decimal("0.01"), ROUND_HALF_UP))


def _again(
    disclosure: Disclosure, kinds: tuple[str, ...], suffix: str, words: str
) -> Iterator[tuple[Path, list[Piece]]]:
    """Yield the files of the kinds by the book and what they say; of attachments those of tables the words name."""
    publication = pipeline.publication(disclosure)
    labels = [_squeezed(sheet.table.title) for sheet in publication.sheets]
    with tempfile.TemporaryDirectory() as folder:
        for kind in kinds:
            named = Path(folder) / kind
            written = [each.path for each in package.export(publication, named, (kind,)) if each.path.suffix == suffix]
            if kind in ENDINGS:
                written = [path for label, path in zip(labels, written, strict=True) if label in words]
            yield from ((path, _read(path)[1]) for path in written)


def _shown_otherwise(path: Path, ours: Path) -> tuple[PaperDifference, ...]:
    """Return what shows other figures in a workbook that holds ours: its formulas, its number formats."""
    if path.suffix.lower() != ".xlsx":
        return ()
    return tuple(PaperDifference(*each) for each in (*formulas.others(path, ours), *number_formats.others(path)))


def _read(path: Path) -> tuple[tuple[str, ...], list[Piece], tuple[str, ...]]:
    """Return which kinds of export a file may be, its texts, and what of it could not be looked at."""
    found = public_data.read(path)
    if found is not None:
        whose = (found.manifest["unit"], f"{found.manifest['year']}年", found.manifest["version"])
        texts = [*((text, "清单") for text in whose), *found.cells]
        return ("data",), [Piece(_squeezed(text), place) for text, place in texts], ()
    document = source_files.read_document(path)
    read = pieces(document)
    return _kinds(document, read), read, document.notes


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
    found: list[Piece] = []
    title = ""
    for part in document.parts:
        if isinstance(part, Table):
            found += [Piece(_squeezed(text), "表上方") for text in part.above]
            title = next((text for text in reversed(part.above) if _is_title(text)), title)
            for row, cells in enumerate(part.rows):
                spot = part.spots[row] if row < len(part.spots) else Spot(line=row + 1)
                found += [Piece(_squeezed(text), _place_of_cell(spot, title, n)) for n, text in enumerate(cells, 1)]
        else:
            title = part.text if _is_title(part.text) else title
            found.append(Piece(_squeezed(part.text), _place(part.spot)))
    found += [Piece(_squeezed(text), "页脚") for text in document.feet]
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
        return f"工作表“{spot.sheet}”{spot.cell or f'第 {spot.line} 行'}"
    return (f"第 {spot.page} 页" if spot.page else "") + (f"第 {spot.line} 行" if spot.line else "") or "文中"


def _is_title(text: str) -> bool:
    return len(text) <= SHOWN and text.strip().removesuffix("（续）").removesuffix("》").endswith("表")


def _place_of_cell(spot: Spot, title: str, column: int) -> str:
    """Return where a cell stands: its name in a workbook, else the table's title with row and column."""
    if spot.sheet:
        return f"工作表“{spot.sheet}”{letters(column)}{spot.line}"
    page = f"第 {spot.page} 页" if spot.page else ""
    return f"{page}{f'《{title.strip()}》' if title else '表格'}第 {spot.line} 行第 {column} 列"


def _squeezed(text: str) -> str:
    """Return a text without blanks, but for those that keep two numbers apart."""
    return BETWEEN_NUMBERS.sub("", " ".join(text.split()))


def _short(text: str, start: int) -> str:
    """Return a text, of a long one what stands from a place on."""
    if len(text) <= SHOWN:
        return text
    return ("…" if start else "") + text[start : start + SHOWN] + ("…" if start + SHOWN < len(text) else "")

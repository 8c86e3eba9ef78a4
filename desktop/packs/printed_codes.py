"""Which state of a book a printed page shows, by the code (QR) in its corner or the version code at its foot.

A version code is a digest of all that is printed, so the state is found by going back through the steps of the book
until a state bears it: nothing is noted when files are written, and nobody can note anything wrong.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace

from desktop import pipeline
from desktop.dataclass import dataclass
from desktop.disclosure import Disclosure
from desktop.exporters import page_code
from desktop.exporters.page_code import PageCode
from desktop.findings import UserError
from desktop.layouts.form import loader
from desktop.layouts.paper.sheet import sheet_of
from desktop.layouts.tables.table import Table
from desktop.ledger.backups import earlier
from desktop.ledger.book import Book
from desktop.ledger.journal import Operation
from desktop.ledger.records import Budget, Unit
from desktop.packs.book_states import State, chosen_states, states
from desktop.packs.papers import PaperDifference, Piece, differences

NAMES = ("label", "text", "center", "lead_label")
"""Styles of the cells that name what stands at their right."""
_TYPED = re.compile(r"(?:版本号?:?)?([0-9A-F]{4})[-\u2010-\u2015\u2212_一]*([0-9A-F]{4})")
"""A version code as a person types it: without its dash, or with what a Chinese keyboard has for one."""
_UNSEEN = re.compile("[\\s\u200b-\u200d\u2060\ufeff\u00ad]")
"""Blanks, also those that are copied from a file and not seen."""
MOST = 400
"""Earlier states that are computed before the search ends; it says so then."""


@dataclass(frozen=True, slots=True)
class Printed:
    """What was printed: a version code, and all that the code of a page says where that was read."""

    version: str
    page: PageCode | None = None

    def may_be(self, state: State) -> bool:
        """Tell whether a state is of the unit, year and stage that the code of the page names."""
        page, budget = self.page, state.budget
        if page is None:
            return True
        return (page.unit_code, page.year, page.stage) == (state.unit.code.strip(), budget.year, str(budget.stage))


@dataclass(frozen=True, slots=True)
class Shown:
    """A state of a book that a page shows. last, before: the step that made it and the one that ended it.

    Both are None for the present state. differences: from then to now; gone: the budget is not there any more.
    layout: the title of the layout of the page, where it is another one than the book's and nobody named it.
    """

    label: str
    budget: Budget
    last: Operation | None = None
    before: Operation | None = None
    differences: tuple[PaperDifference, ...] = ()
    gone: bool = False
    layout: str = ""

    @property
    def present(self) -> bool:
        """Whether it is what the book says now."""
        return self.before is None


@dataclass(frozen=True, slots=True)
class Search:
    """What was found; looked: how many earlier states were computed; complete: whether that was all there are."""

    shown: tuple[Shown, ...]
    looked: int = 0
    complete: bool = True


def read(text: str) -> Printed | None:
    """Return what a text says that was read from a page, None where it is neither code nor version."""
    page = page_code.parse(text) or page_code.parse(unicodedata.normalize("NFKC", text))
    version = _version(text if page is None else page.version)
    if not version:
        return None
    return Printed(version, None if page is None else replace(page, version=version))


def _version(typed: str) -> str:
    """Return a version code as it is printed, however it was typed; empty where it is none."""
    found = _TYPED.fullmatch(_UNSEEN.sub("", unicodedata.normalize("NFKC", typed)).upper())
    return "-".join(found.groups()) if found else ""


def search(printed: Printed, book: Book, form: str = "", named: Sequence[Unit] = (), most: int = MOST) -> Search:
    """Find the states of a book that bear a version code: those of now, else the latest earlier one.

    form: the only layout that is looked at; without it states of now are also looked for in every other layout.
    named: units whose 选择汇总 is meant, of now only; which choices there are otherwise, nobody tells.
    Raises UserError where the book has no budget of the unit, year and stage that the code of a page names.
    """
    others = [] if form else [key for key in loader.available() if key != pipeline.form_of(book)]
    if not named:
        _require_any(printed, book, form)
    for key in (form, *others):
        found = chosen_states(book, key, named) if named else filter(printed.may_be, states(book, key))
        title = loader.titles()[key] if key in others else ""
        now = [Shown(s.label, s.budget, layout=title) for s in found if s.make().version == printed.version]
        if now:
            return Search(tuple(now))
    return Search(()) if named else _before(printed, book, form, most)


def _require_any(printed: Printed, book: Book, form: str) -> None:
    """Raise UserError where the book has no budget of the unit, year and stage that the code of a page names."""
    if printed.page is None or any(map(printed.may_be, states(book, form))):
        return
    page = printed.page
    whose = f"编码为“{page.unit_code}”的单位" if page.unit_code else "不带编码的单位"
    raise UserError(f"{whose}在账本中没有{page.year}年“{page.stage}”，不是这个账本印出的，或者单位编码、阶段后来改了")


def _before(printed: Printed, book: Book, form: str, most: int) -> Search:
    looked = 0
    forms = {each.id: pipeline.form_of(book, budget=each) for each in book.records(Budget)}
    for past in earlier.states(book):
        for state in states(past.book, form, forms):
            if not printed.may_be(state) or (past.units is not None and not past.units & state.units):
                continue
            if looked == most:
                return Search((), looked, complete=False)
            looked += 1
            disclosure = state.make()
            if disclosure.version == printed.version:
                return Search((_shown(state, disclosure, past, book, form),), looked)
    return Search((), looked)


def _shown(state: State, then: Disclosure, past: earlier.Earlier, book: Book, form: str) -> Shown:
    now = next((each for each in states(book, form) if _same(each, state)), None)
    found = () if now is None else tuple(differences(list(pieces(then)), list(pieces(now.make()))))
    return Shown(state.label, state.budget, past.last, past.before, found, gone=now is None)


def _same(state: State, other: State) -> bool:
    """Tell whether two states are of the same budget at different times."""
    keys = ((s.unit.id, len(s.units) > 1, s.budget.year, s.budget.stage) for s in (state, other))
    return len(set(keys)) == 1


def pieces(disclosure: Disclosure) -> Iterator[Piece]:
    """Yield the printed texts of a disclosure with their places: table, name of the row, column."""
    for number, paragraph in enumerate(disclosure.narrative.paragraphs, 1):
        if paragraph.text:
            yield Piece(paragraph.text, f"说明第 {number} 段")
    for table in disclosure.tables:
        yield from _cells(table)


def _cells(table: Table) -> Iterator[Piece]:
    """Yield what a table prints; a cell is placed by the name at its left and the header over it."""
    heads: dict[int, str] = {}
    row, name = -1, ""
    for placed in sheet_of(table).cells:
        if placed.row != row:
            row, name = placed.row, ""
        if placed.style == "header":
            heads |= dict.fromkeys(range(placed.column, placed.column + placed.column_span), placed.text)
        head = f"“{heads[placed.column]}”" if placed.column in heads and placed.style != "header" else ""
        if placed.text:
            yield Piece(placed.text, f"《{table.label}》" + (f"“{name}”{head}" if name else f"第 {row + 1} 行{head}"))
        if placed.style in NAMES and placed.text:
            name = placed.text

"""Where the quotes of findings stand in a document, letter by letter: for a copy in which they are marked."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from desktop.audit.outcome import AuditFinding, Quote
from desktop.audit.tables import grids
from desktop.dataclass import dataclass
from desktop.outside.document import Document, Paragraph, Spot, Table

FIGURE = re.compile(
    r"[-−]?[0-9０-９]+(?:[,，][0-9０-９]{3})*(?:[.．][0-9０-９]+)?\s*(?:亿元|万元|千元|元|%|％|‰|人|名|辆|台|套|个|项)"
    r"|[-−]?[0-9０-９]+(?:[,，][0-9０-９]{3})*[.．][0-9０-９]+|^[-−]?[0-9０-９,，]+$"
)
"""An amount, a percentage, a count, or a number alone in a cell; a year or the number of a heading is none."""


@dataclass(frozen=True, slots=True)
class Place:
    """Letters of a document: of which part (from 0), from where to where; of a table the row and column, else -1."""

    part: int
    start: int
    end: int
    row: int = -1
    column: int = -1


@dataclass(frozen=True, slots=True)
class Mark:
    """A quote of a finding (by their numbers, from 0) that was found in the document."""

    finding: int
    quote: int
    place: Place


def marks_of(document: Document, findings: Iterable[AuditFinding]) -> list[Mark]:
    """Return the marks of findings, of a quoted row one for each cell. A quote of something else has none."""
    places = _Places(document)
    return [
        Mark(number, count, place)
        for number, finding in enumerate(findings)
        for count, quote in enumerate(finding.quotes)
        for place in places.of(quote)
    ]


def figures_in(text: str, place: Place) -> Iterator[tuple[int, int]]:
    """Yield from where to where the figures of a quote stand in the text of its paragraph or cell."""
    for match in FIGURE.finditer(text[place.start : place.end]):
        yield place.start + match.start(), place.start + match.end()


class _Places:
    """The parts of a document by the place that quotes name."""

    def __init__(self, document: Document) -> None:
        self._parts = document.parts
        self._paragraphs: dict[Spot, list[int]] = defaultdict(list)
        self._rows: dict[tuple[int, int, str, str], list[tuple[int, int]]] = defaultdict(list)
        self._tables: dict[Spot, list[tuple[int, int]]] = defaultdict(list)
        tables = []
        for number, part in enumerate(document.parts):
            if isinstance(part, Paragraph):
                self._paragraphs[part.spot].append(number)
            else:
                tables.append(number)
                for row in range(len(part.rows)):
                    self._tables[part.spot(row)].append((number, row))
        for grid in grids.grids_of(document):
            for row in range(len(grid.table.rows)):
                index, own = grid.place(row)
                self._rows[_key(grid.spot(row, 0))].append((tables[index], own))

    def of(self, quote: Quote) -> list[Place]:
        """Return where a quote stands, nowhere where that cannot be told."""
        if not quote.text.strip():
            return []
        found = self._cell(quote) if quote.spot.cell else self._passage(quote)
        return [found] if found is not None else self._row(quote) or self._list(quote)

    def _passage(self, quote: Quote) -> Place | None:
        elsewhere = range(len(self._parts)) if quote.spot == Spot() else ()
        text = quote.text.partition("\n")[0]  # what goes on in the next paragraph is marked in its first
        for number in (*self._paragraphs[quote.spot], *elsewhere):
            part = self._parts[number]
            start = part.text.find(text) if isinstance(part, Paragraph) else -1
            if start >= 0:
                return Place(number, start, start + len(text))
        return None

    def _cell(self, quote: Quote) -> Place | None:
        column = _column(quote.spot.cell)
        found = None
        for number, row in self._rows[_key(quote.spot)]:
            table = self._parts[number]
            if isinstance(table, Table) and column < len(table.rows[row]):
                text = table.rows[row][column]
                found = found or Place(number, 0, len(text), row, column)
                if text and quote.text.endswith(text):
                    return Place(number, 0, len(text), row, column)
        return found

    def _row(self, quote: Quote) -> list[Place]:
        """Return the cells of the row whose words a quote puts one after the other."""
        best, words = list[Place](), _together(quote.text)
        most = len(words) // 2  # fewer letters of it are another row
        for number, row in self._tables[quote.spot]:
            cells, at, letters = list[Place](), 0, 0
            for column, text in enumerate(self._table(number).rows[row]):
                own = _together(text)
                if own and (start := words.find(own, at)) >= 0:
                    at, letters = start + len(own), letters + len(own)
                    cells.append(Place(number, 0, len(text), row, column))
            if letters > most:
                best, most = cells, letters
        return best

    def _list(self, quote: Quote) -> list[Place]:
        """Return the cells of a table whose names a quote lists (甲局、乙局): of the first table that has them all."""
        names = [_together(each) for each in re.split(r"[\s、]+", quote.text) if each]
        for number in dict.fromkeys(number for number, _ in self._tables[quote.spot]):
            title = "".join(map(_together, self._table(number).above))
            cells = [
                (_together(text), Place(number, 0, len(text), row, column))
                for row, texts in enumerate(self._table(number).rows)
                for column, text in enumerate(texts)
            ]
            there = {name for name, _ in cells}
            if len(names) > 1 and all(name in there or name in title for name in names):
                return [place for name, place in cells if name in names]
        return []

    def _table(self, number: int) -> Table:
        part = self._parts[number]
        assert isinstance(part, Table)
        return part


def _together(text: str) -> str:
    return "".join(text.split())


def _key(spot: Spot) -> tuple[int, int, str, str]:
    return spot.page, spot.line, spot.sheet, re.sub(r"[^0-9]", "", spot.cell)


def _column(cell: str) -> int:
    number = 0
    for letter in re.sub(r"[^A-Z]", "", cell):
        number = number * 26 + ord(letter) - 64
    return max(0, number - 1)

"""Which table of which form a sheet is: by its header, cell by cell, and by its number or title."""

import re
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from desktop.dataclass import dataclass
from desktop.findings import Finding
from desktop.layouts.form.spec import BlockSpec, Form, TableSpec
from desktop.layouts.paper.sheet import PlacedCell, header_cells
from desktop.layouts.tables.optional_columns import variants
from desktop.money import UNITS_OF_TABLES
from desktop.outside.source_files import SourceTable
from desktop.published.turned import turned

UNIT = re.compile(rf"单位\s*[：:]\s*(?:人民币)?\s*({UNITS_OF_TABLES})")
YEAR = re.compile(r"(?<![0-9])(20[0-9]{2})\s*年")
_NOISE = re.compile(r"[\s　：:（）()“”\"《》·.,，、]|20[0-9]{2}年度?|预算单位|部门|单位|综合")
NUMBERS_COLUMNS = re.compile(r"栏\s*次|行\s*次|\*+")
COLUMN_NUMBER = re.compile(r"([0-9]{1,2})(?:[=＝][0-9+＋\-－()（）]{1,40})?")
"""How a row below a header numbers its columns: its first word, and each column's number, perhaps with its sum."""
DEEPEST = 12
"""How many rows may stand above a header."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """A sheet recognised as a table of a form: first row of its body, unit of money, year (None: not stated).

    spec: the table with the optional columns that the sheet has; full_spec: with all of them, where some are missing.
    across: the table as the file has it, where its subjects stand across, and how many lines stand above it.
    doubts: what in it contradicts itself. partial: that its rows are all there is was not proven by any sum.
    """

    form: Form
    spec: TableSpec
    source: SourceTable
    body: int
    left: int
    unit: str
    year: int | None
    full_spec: TableSpec | None = None
    across: tuple[SourceTable, int] | None = None
    doubts: tuple[Finding, ...] = ()
    partial: bool = False

    def full_block(self, number: int) -> BlockSpec:
        """Return a block with all its optional columns: one that is not printed states that it has no money."""
        return (self.full_spec or self.spec).blocks[number]


@lru_cache(maxsize=10_000)
def comparable(text: str) -> str:
    """Return a title or header without the words that differ between units and years."""
    return _NOISE.sub("", text)


def grid_of(source: SourceTable) -> dict[int, tuple[str, ...]]:
    """Return the rows of a sheet by their number."""
    return {row.number: row.cells for row in source.rows}


class Recogniser:
    """Recognises the tables of one form; what their headers are is worked out once for all sheets of a file."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self._known = [(full_spec, spec, _headers(spec)) for full_spec in form.tables for spec in variants(full_spec)]

    def recognise(self, source: SourceTable) -> Recognised | None:
        """Return a sheet as the table it is, as it stands or turned; None when it is none of the form."""
        if (found := self._upright(source)) is not None or (other := turned(source)) is None:
            return found
        found = self._upright(other[0])
        return None if found is None else replace(found, across=(source, other[1]))

    def _upright(self, source: SourceTable) -> Recognised | None:
        rows = grid_of(source)
        starts = _starts(rows)
        for full_spec, spec, header in self._known:
            top, left = _header_at(rows, starts, header)
            if top is None or not _titled(rows, top, spec):
                continue
            body = past_numbers(rows, top + max(cell.row + cell.row_span for cell in header))
            above = [cell for number, cells in rows.items() if number < body for cell in cells]
            unit = next((match for cell in above if (match := UNIT.search(cell))), None)
            year = next((match for cell in above if (match := YEAR.search(cell))), None)
            return Recognised(
                self._form,
                spec,
                source,
                body,
                left,
                unit[1] if unit else "",
                int(year[1]) if year else None,
                full_spec,
            )
        return None


def _headers(spec: TableSpec) -> list[PlacedCell]:
    """Return the cells of a table's header as they are compared, the first one in its upper left corner."""
    cells = header_cells([column for block in spec.blocks for column in block.columns], 0)
    return [replace(cell, text=comparable(filled(cell.text))) for cell in cells]


def _starts(rows: dict[int, tuple[str, ...]]) -> dict[str, list[tuple[int, int]]]:
    """Return where a header may begin, by the text that stands there."""
    starts: dict[str, list[tuple[int, int]]] = {}
    for top in sorted(rows)[:DEEPEST]:
        for left in range(3):
            starts.setdefault(_cell(rows, top, left), []).append((top, left))
    return starts


def _header_at(
    rows: dict[int, tuple[str, ...]], starts: dict[str, list[tuple[int, int]]], header: list[PlacedCell]
) -> tuple[int | None, int]:
    for top, left in starts.get(header[0].text, ()):
        if all(_cell(rows, top + cell.row, left + cell.column) == cell.text for cell in header):
            return top, left
    return None, 0


def past_numbers(rows: dict[int, tuple[str, ...]], body: int) -> int:
    """Return where the body begins, below a row that only numbers the columns (栏次)."""
    first = min((number for number in rows if number >= body), default=body)
    words = [cell.strip() for cell in rows.get(first, ()) if cell.strip()]
    matches = [COLUMN_NUMBER.fullmatch(word) for word in words if not NUMBERS_COLUMNS.fullmatch(word)]
    numbers = [int(match[1]) for match in matches if match]
    named = len(matches) < len(words)
    if len(numbers) < len(matches) or len(numbers) < 2 or not (named or (numbers[0] == 1 and len(numbers) > 2)):
        return body
    return first + 1 if numbers == list(range(numbers[0], numbers[0] + len(numbers))) else body


def filled(text: str) -> str:
    """Return a text of the form without the marks that a unit and a year would fill."""
    return re.sub(r"\{(?:year|last_year|next_year|year_after)\}年?|\{scope(?:_title)?\}|\{unit\}", "", text)


def _cell(rows: dict[int, tuple[str, ...]], row: int, column: int) -> str:
    cells = rows.get(row, ())
    return comparable(cells[column]) if column < len(cells) else ""


def _titled(rows: dict[int, tuple[str, ...]], top: int, spec: TableSpec) -> bool:
    """Tell whether a line above the header is the table's title (or its number, or the sheet bears it)."""
    title = comparable(filled(spec.title))
    single = ["".join(rows[number]) for number in sorted(rows) if number < top]
    lines = [*single, *map("".join, pairwise(single))]  # a long title goes on in the next line
    named = spec.title.startswith("{unit}")  # the unit's name stands before the title: only its end can be compared
    ends = title if named else comparable(spec.number) + title
    return any(title == comparable(line) or comparable(line).endswith(ends) for line in lines)

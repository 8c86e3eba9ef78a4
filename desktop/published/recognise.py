"""Which table of which form a sheet is: by its header, cell by cell, and by its number or title."""

import re

from desktop.dataclass import dataclass
from desktop.layouts.form.spec import BlockSpec, Form, TableSpec
from desktop.layouts.paper.sheet import PlacedCell, header_cells
from desktop.layouts.tables.optional_columns import variants
from desktop.outside.source_files import SourceTable

UNIT = re.compile(r"单位\s*[：:]\s*(万元|元)")
YEAR = re.compile(r"(?<![0-9])(20[0-9]{2})\s*年")
_NOISE = re.compile(r"[\s　：:（）()“”\"《》·.,，、]|20[0-9]{2}年度?|预算单位|部门|单位|综合")
DEEPEST = 12
"""How many rows may stand above a header."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """A sheet recognised as a table of a form: first row of its body, unit of money, year (None: not stated).

    spec: the table with the optional columns that the sheet has; full_spec: with all of them, where some are missing.
    """

    form: Form
    spec: TableSpec
    source: SourceTable
    body: int
    left: int
    unit: str
    year: int | None
    full_spec: TableSpec | None = None

    def full_block(self, number: int) -> BlockSpec:
        """Return a block with all its optional columns: one that is not printed states that it has no money."""
        return (self.full_spec or self.spec).blocks[number]


def comparable(text: str) -> str:
    """Return a title or header without the words that differ between units and years."""
    return _NOISE.sub("", text)


def grid_of(source: SourceTable) -> dict[int, tuple[str, ...]]:
    """Return the rows of a sheet by their number."""
    return {row.number: row.cells for row in source.rows}


def recognise(source: SourceTable, form: Form) -> Recognised | None:
    """Return a sheet as the table of a form it is, None when it is none of them."""
    rows = grid_of(source)
    for full_spec, spec in ((each, variant) for each in form.tables for variant in variants(each)):
        top, left = _header_at(rows, spec)
        if top is None or not _titled(rows, top, spec):
            continue
        body = top + max(cell.row + cell.row_span for cell in _headers(spec))
        above = [cell for number, cells in rows.items() if number < body for cell in cells]
        unit = next((match for cell in above if (match := UNIT.search(cell))), None)
        year = next((match for cell in above if (match := YEAR.search(cell))), None)
        return Recognised(
            form,
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
    return header_cells([column for block in spec.blocks for column in block.columns], 0)


def _header_at(rows: dict[int, tuple[str, ...]], spec: TableSpec) -> tuple[int | None, int]:
    header = [(c.row, c.column, comparable(filled(c.text))) for c in _headers(spec)]
    for top in sorted(rows)[:DEEPEST]:
        for left in range(3):
            if all(_cell(rows, top + row, left + column) == text for row, column, text in header):
                return top, left
    return None, 0


def filled(text: str) -> str:
    """Return a text of the form without the marks that a unit and a year would fill."""
    return re.sub(r"\{(?:year|last_year)\}年?|\{scope(?:_title)?\}|\{unit\}", "", text)


def _cell(rows: dict[int, tuple[str, ...]], row: int, column: int) -> str:
    cells = rows.get(row, ())
    return comparable(cells[column]) if column < len(cells) else ""


def _titled(rows: dict[int, tuple[str, ...]], top: int, spec: TableSpec) -> bool:
    """Tell whether a line above the header is the table's title (or its number, or the sheet bears it)."""
    title = comparable(filled(spec.title))
    lines = ["".join(cells) for number, cells in rows.items() if number < top]
    named = spec.title.startswith("{unit}")  # the unit's name stands before the title: only its end can be compared
    ends = title if named else comparable(spec.number) + title
    return any(title == comparable(line) or comparable(line).endswith(ends) for line in lines)

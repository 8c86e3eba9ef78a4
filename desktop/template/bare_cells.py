"""Blank cells that a workbook does not hold: without a format or a border a file has no cell there at all."""

import re
from collections.abc import Mapping
from dataclasses import field

from desktop.dataclass import dataclass
from desktop.template.recalculate import letters
from desktop.template.sheet_xml import column_number

Place = tuple[str, int]

PREPARED = 3
"""How many rows are taken as prepared below a header of codes under which the file holds nothing at all."""

HEADER_ROWS = 3
"""In how many rows above the total of a list its header of codes is looked for."""

MOST = 30_000
"""On how many places a table without formats is looked for: a person fills no larger one."""

_REMARK = re.compile(r"\s*(?:注|备注|说明|填表|填报说明)(?:\d|[：:、．.])")
_CODES = re.compile(r"编码|代码")
_TOTAL = re.compile(r"\s*(?:合|总)\s*计\s*")


def bare_cells(
    kinds: Mapping[Place, str], texts: Mapping[Place, str], covered: set[Place], width: int, height: int
) -> set[Place]:
    """Return the places inside the table that wait to be filled though the file holds no cell there.

    Where no blank cell of the table has a format, they are those right of words and below words, and whole rows
    between others. In a sheet with formats they are only those between two blank cells of their column.
    """
    table = _Table(kinds, texts, width)
    for place, kind in kinds.items():
        if kind != "blank" and place not in covered:
            table.add(column_number(place[0]), place[1])
    if width * height > MOST:
        return set()
    inside = {(letters(c), row) for row in range(1, height + 1) for c in table.right_of_words(row)}
    formatted = {place for place in inside if kinds.get(place) == "blank" and place not in covered}
    missing = {place for place in inside if place not in kinds and place not in covered}
    if not formatted:
        below = table.rows_below(height)
        return missing | {(letters(c), row) for row in below for c in range(1, width + 1)}
    spans: dict[str, tuple[int, int]] = {}
    for column, row in formatted:
        first, last = spans.get(column, (row, row))
        spans[column] = (min(first, row), max(last, row))
    return {(c, row) for c, row in missing if row in table.rows and c in spans and spans[c][0] < row < spans[c][1]}


@dataclass(slots=True)
class _Table:
    """The words of a sheet by place: the uppermost row of each column, the columns of each row."""

    kinds: Mapping[Place, str]
    texts: Mapping[Place, str]
    width: int
    tops: dict[int, int] = field(default_factory=dict)
    rows: dict[int, list[int]] = field(default_factory=dict)

    def add(self, column: int, row: int) -> None:
        """Note a cell with a word, a number or a formula."""
        self.tops[column] = min(row, self.tops.get(column, row))
        self.rows.setdefault(row, []).append(column)

    def right_of_words(self, row: int) -> list[int]:
        """Return the columns of a row that lie below words and right of the row's own first words.

        All columns of a row without any, where most columns have words above it; none in a row of remarks.
        """
        below = [column for column, top in self.tops.items() if top < row]
        if row not in self.rows:
            return list(range(1, self.width + 1)) if len(below) * 2 > self.width else []
        first = min(self.rows[row])
        if _REMARK.match(self.texts.get((letters(first), row), "")):
            return []
        computed = self.kinds[letters(first), row] == "formula"
        return [column for column in below if computed or column > first]

    def rows_below(self, height: int) -> range:
        """Return the rows to be prepared below the last one, where that is a header of codes or the total under it."""
        last = self._texts(height)
        total = len(last) == 1 and _TOTAL.fullmatch(last[0]) is not None
        header = [text for row in range(height - HEADER_ROWS, height) for text in self._texts(row)] if total else last
        plain = total or len(last) == len(self.rows.get(height, []))
        headed = plain and len(header) > 1 and any(map(_CODES.search, header))
        return range(height + 1, height + 1 + PREPARED) if headed else range(0)

    def _texts(self, row: int) -> list[str]:
        places = ((letters(column), row) for column in self.rows.get(row, []))
        return [self.texts[place] for place in places if self.kinds[place] == "text"]

"""Where amounts stand in a document: in its tables by the label of row or column, and in its sentences."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from desktop.audit.interval import Interval
from desktop.audit.tables import labels, units
from desktop.audit.tables.grids import Grid, Half, Row
from desktop.dataclass import dataclass
from desktop.money import FEN_PER
from desktop.outside.document import Document

DIGITS = 3
"""An amount of fewer digits stands in many places by chance."""
SOURCE = re.compile("(?:收入|拨款|资金)$")
"""How the label of a column ends that one table has as a row (收支总表) and another as a column (收入总表)."""
LINK = re.compile("(?:预算|安排|金额|收入|数|共|计|约|为|是|：)*$")
"""Words between a name and its amount."""
SHORTEST = 3
"""Letters of a name that is found in a sentence."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The amounts of a document: of rows by label with the table and row in which they stand, and of sentences.

    words: what stands before each amount of a sentence.
    """

    rows: dict[str, list[tuple[int, int, Interval]]]
    words: dict[Decimal, list[str]]

    def in_text(self, value: Interval) -> bool:
        """Tell whether a sentence states an amount."""
        return telling(value) and _wan(value) in self.words

    def named(self, row: Row, value: Interval) -> bool:
        """Tell whether a sentence states an amount right behind the label of a row."""
        name = labels.unnumbered(row.label)
        if len(name) < SHORTEST or labels.is_total(name) or not telling(value):
            return False
        bare = LINK.sub("", name)
        return any(LINK.sub("", words).endswith(bare) for words in self.words.get(_wan(value), ()) if len(bare) > 1)

    def in_row(self, grid: Grid, row: Row, value: Interval) -> bool:
        """Tell whether another row of the same label, in this table or another one, has an amount."""
        known = (each for name in _names(row) for each in self.rows.get(name, ()))
        return telling(value) and any(
            (index, number) != (grid.index, row.number) and value.meets(other) for index, number, other in known
        )


def telling(value: Interval) -> bool:
    """Tell whether an amount has so many digits that it stands nowhere by chance."""
    return value.fen > 0 and len(f"{value.fen:f}".partition(".")[0].rstrip("0")) >= DIGITS


def of(document: Document, grids: Iterable[Grid]) -> Standing:
    """Return where the amounts of a document stand."""
    rows: dict[str, list[tuple[int, int, Interval]]] = {}
    for grid in grids:
        for half in grid.halves:
            for row in half.rows:
                own = {figure.value for figure in row.figures.values() if figure.value and telling(figure.value)}
                for name in _names(row):
                    rows.setdefault(name, []).extend((grid.index, row.number, value) for value in own)
            for column, name in _sources(half):
                values = ((row.number, row.figures[column].value) for row in half.rows)
                found = ((grid.index, at, value) for at, value in values if value and telling(value))
                rows.setdefault(name, []).extend(found)
    return Standing(rows, units.before_amounts(document))


def _wan(value: Interval) -> Decimal:
    return (value.fen / FEN_PER["万元"]).quantize(units.CENT)


def _sources(half: Half) -> Iterator[tuple[int, str]]:
    """Yield the columns that bear the name of one source of money, with that name."""
    for column, path in half.columns.items():
        name = labels.core(path[-1]) if path and SOURCE.search(path[-1]) else ""
        if len(name) > 1:
            yield column, name


def _names(row: Row) -> set[str]:
    return {name for name in (row.code, labels.core(row.label)) if len(name) > 1}

"""Where amounts stand in a document: in the rows of its tables by their label, and in its sentences."""

from collections.abc import Iterable
from decimal import Decimal

from desktop.audit.interval import Interval
from desktop.audit.tables import labels, units
from desktop.audit.tables.grids import Grid, Row
from desktop.dataclass import dataclass
from desktop.money import FEN_PER
from desktop.outside.document import Document

DIGITS = 3
"""An amount of fewer digits stands in many places by chance."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The amounts of a document: of rows by label with the table and row in which they stand, and of sentences."""

    rows: dict[str, list[tuple[int, int, Interval]]]
    stated: frozenset[Decimal]

    def in_text(self, value: Interval) -> bool:
        """Tell whether a sentence states an amount."""
        wan = (value.fen / FEN_PER["万元"]).quantize(units.CENT)
        return telling(value) and wan in self.stated

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
    return Standing(rows, units.of_text(document))


def _names(row: Row) -> set[str]:
    return {name for name in (row.code, labels.core(row.label)) if len(name) > 1}

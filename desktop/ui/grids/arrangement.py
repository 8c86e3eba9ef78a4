"""How a grid is sorted and filtered: which rows are seen and in which order. Plain data, no Qt.

As in a spreadsheet, rows keep their place while they are edited: an order or a filter holds the rows as they were when
it was asked for, and what is added later stands at the end and is always seen.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import field
from typing import Any, TypeVar

from desktop.dataclass import dataclass

Row = TypeVar("Row")
Ids = tuple[Hashable, ...]
"""What a row is known by; a row that gains a second year keeps its place through the first one's id."""


@dataclass(slots=True)
class Arrangement:
    """The order and the filters of one grid. Columns are named by their keys."""

    sorted_by: str = ""
    descending: bool = False
    filters: dict[str, frozenset[str]] = field(default_factory=dict)
    """Column → words of the rows that are seen."""
    _places: dict[Hashable, int] = field(default_factory=dict)
    _hidden: set[Hashable] = field(default_factory=set)

    @property
    def plain(self) -> bool:
        """True where every row is seen in the order of the book."""
        return not (self.sorted_by or self.filters)

    def sort(self, rows: Sequence[Row], ids: Callable[[Row], Ids], ranks: Sequence[Any], column: str) -> None:
        """Order the rows by their ranks, None (an empty cell) always last; rows of equal rank stay as they were."""
        self.sorted_by = column
        present = sorted(range(len(rows)), key=lambda n: self._place(ids(rows[n])))
        filled = [n for n in present if ranks[n] is not None]
        filled.sort(key=lambda n: ranks[n], reverse=self.descending)
        empty = [n for n in present if ranks[n] is None]
        self._places = {known_by: place for place, n in enumerate([*filled, *empty]) for known_by in ids(rows[n])}

    def unsort(self) -> None:
        """Go back to the order of the book."""
        self.sorted_by, self._places = "", {}

    def filter(self, rows: Sequence[Row], ids: Callable[[Row], Ids], words: Callable[[int, str], str]) -> None:
        """Hide the rows whose words (by row number and column) no filter lets through."""
        self._hidden = set()
        for number, row in enumerate(rows):
            if any(words(number, column) not in wanted for column, wanted in self.filters.items()):
                self._hidden.update(ids(row))

    def arranged(self, rows: list[Row], ids: Callable[[Row], Ids]) -> list[Row]:
        """Return the rows that are seen, in their order."""
        if self.plain:
            return rows
        seen = [row for row in rows if not self._hidden or not any(known_by in self._hidden for known_by in ids(row))]
        if not self.sorted_by:
            return seen
        return sorted(seen, key=lambda row: self._place(ids(row)))

    def _place(self, known: Ids) -> int:
        """Return the place of a row, behind all others where it has none yet."""
        return min(
            (self._places[known_by] for known_by in known if known_by in self._places), default=len(self._places)
        )

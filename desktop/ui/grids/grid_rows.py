"""The rows of a grid: read from the session, sorted and filtered, with the texts that could not be taken."""

from collections.abc import Callable, Hashable
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any, cast

from PySide6.QtCore import QAbstractTableModel, QCollator, QLocale, Qt

from desktop.dataclass import dataclass
from desktop.ledger.records import Record
from desktop.ui.grids.arrangement import Arrangement, Ids
from desktop.ui.grids.cell_texts import CellTexts
from desktop.ui.session import Session

IN_YUAN = "（元）"
"""What the header of a column of amounts says."""


@dataclass(frozen=True, slots=True)
class GridColumn:
    """One column: key, header, width in characters, editor (amount, number, code, choice, text or none)."""

    key: str
    header: str
    width: int
    editor: str = ""
    choices: tuple[str, ...] = ()
    numeric: bool = False

    @property
    def in_wan(self) -> str:
        """The header while amounts are shown in 万元 (no wider), empty where they stay: a price would be 0.00."""
        return "" if self.key == "price" or IN_YUAN not in self.header else self.header.replace(IN_YUAN, " 万元")

    @property
    def dimension(self) -> str:
        """The classification of a column of codes."""
        return self.key.removesuffix("_code").removeprefix("own_")


@cache
def _collator() -> QCollator:
    """Return the order of Chinese words by 拼音, numbers inside them by size."""
    collator = QCollator(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    collator.setNumericMode(True)
    return collator


class GridRows(QAbstractTableModel):
    """The rows that a grid shows, kept up with the session."""

    columns: tuple[GridColumn, ...] = ()
    record_type: type[Record] = Record
    """The kind of record that a row of the grid is typed into."""
    frozen = 1
    """How many columns stay in view while the others scroll, until a person decides otherwise."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.rows: list[Any] = []
        """The rows that are seen, in their order."""
        self.arrangement = Arrangement()
        self.hidden = 0
        self.pending = CellTexts(self)
        self.reload()
        session.changed.connect(self.reload)
        session.checked.connect(self._announce_change)

    def _announce_change(self) -> None:
        """The checks may object to other cells now."""
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, len(self.columns) - 1))

    @property
    def name(self) -> str:
        """What the grid is called in the settings."""
        return type(self).__name__

    def title_of(self, section: int) -> str:
        """Return a column's name without its marks."""
        year = self.session.budget.year
        return self.columns[section].header.format(year=year, last=year - 1)

    def titles(self) -> list[str]:
        """Return the names of all columns without their marks."""
        return [self.title_of(number) for number in range(len(self.columns))]

    # for subclasses -----------------------------------------------------------------------------------

    def _read(self) -> list[Any]:
        """Return the rows from the session."""
        raise NotImplementedError

    def ids(self, row: Any) -> Ids:
        """Return what a row is known by from one reading to the next."""
        return (row.id,)

    def record_of(self, row: Any) -> Record | None:
        """Return the record that notes on a row belong to, None for a row that is only computed."""
        return cast(Record, row)

    def _text(self, row: int, column: GridColumn, *, plain: bool) -> str:
        """Return what a cell shows; `plain` is the text an editor starts with."""
        raise NotImplementedError

    def reload(self) -> None:
        """Read the rows again; scrolling and selection stay where the row count does not change."""
        read = self._read()
        if self.session.refused.of(self.name) and self.session.view is None:
            self.pending.keep_to({known for row in read for known in self.ids(row)})
        rows = self._arranged(read)
        if len(rows) == len(self.rows) and self.rows:
            self.rows = rows
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, len(self.columns) - 1))
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    # order and filters --------------------------------------------------------------------------------

    def sort_by(self, column: GridColumn, *, descending: bool = False) -> None:
        """Order the rows by a column: numbers by size, words by their 拼音, empty cells last."""
        self._arrange_by(lambda: self._sort(column, descending=descending))

    def unsort(self) -> None:
        """Show the rows in the order of the book."""
        self._arrange_by(self.arrangement.unsort)

    def filter(self, column: GridColumn, words: frozenset[str] | None) -> None:
        """Show only rows with these words in a column; None shows all again."""
        if words is None:
            self.arrangement.filters.pop(column.key, None)
        else:
            self.arrangement.filters[column.key] = words
        self._arrange_by(self._filter)

    def unfilter(self) -> None:
        """Show every row."""
        self.arrangement.filters.clear()
        self._arrange_by(self._filter)

    def every_row(self, *columns: GridColumn) -> list[tuple[Ids, list[str]]]:
        """Return what every row of the book shows in some columns, whether a filter hides it or not."""
        shown_rows = self.rows
        self.rows = self._read()
        found = [
            (self.ids(row), [self._text(number, column, plain=False) for column in columns])
            for number, row in enumerate(self.rows)
        ]
        self.rows = shown_rows
        return found

    def row_of(self, known: Hashable) -> int | None:
        """Return the row that is known by this, None where there is none; a filter that hides it is lifted."""
        for _ in range(2):
            for number, row in enumerate(self.rows):
                if known in self.ids(row):
                    return number
            if not self.hidden:
                break
            self.unfilter()
        return None

    def words(self, column: GridColumn) -> list[str]:
        """Return the different words of a column among the rows that the other filters let through, in order."""
        filters = self.arrangement.filters
        others = [other for other in self.columns if other.key in filters and other.key != column.key]
        found = {
            text
            for _, (text, *rest) in self.every_row(column, *others)
            if all(word in filters[other.key] for word, other in zip(rest, others, strict=True))
        }
        ranked = [(self._rank(column, word), word) for word in found]
        known = sorted(((rank, word) for rank, word in ranked if rank is not None), key=lambda pair: pair[0])
        return [*(word for _, word in known), *(word for rank, word in ranked if rank is None)]

    def _sort(self, column: GridColumn, *, descending: bool) -> None:
        texts = [self._text(row, column, plain=False) for row in range(len(self.rows))]
        ranks = [self._rank(column, text) for text in texts]
        self.arrangement.descending = descending
        self.arrangement.sort(self.rows, self.ids, ranks, column.key)

    def _filter(self) -> None:
        columns = {column.key: column for column in self.columns}
        self.arrangement.filter(self.rows, self.ids, lambda row, key: self._text(row, columns[key], plain=False))

    def _rank(self, column: GridColumn, text: str) -> Any:
        """Return what a text is ordered by, None for an empty cell or words among numbers."""
        if not text:
            return None
        if not column.numeric:
            return _collator().sortKey(text)
        try:
            return Decimal(text.replace(",", "").removesuffix("%"))
        except InvalidOperation:
            return None

    def _arrange_by(self, change: Callable[[], None]) -> None:
        """Change order or filters over all rows, and show what comes of it."""
        self.beginResetModel()
        self.rows = self._read()
        change()
        self.rows = self._arranged(self.rows)
        self.endResetModel()

    def _arranged(self, rows: list[Any]) -> list[Any]:
        seen = self.arrangement.arranged(rows, self.ids)
        self.hidden = len(rows) - len(seen)
        return seen

    def _mark(self, column: GridColumn) -> str:
        """Return the marks of order and filter that a header bears."""
        order = ("▼" if self.arrangement.descending else "▲") if self.arrangement.sorted_by == column.key else ""
        return order + ("〔筛〕" if column.key in self.arrangement.filters else "")

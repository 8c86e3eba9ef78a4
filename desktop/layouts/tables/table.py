"""A computed table: rows of cells that know their amount, their lines and the cells they are the sum of."""

from dataclasses import field

from desktop.compute.cube import Selection
from desktop.dataclass import dataclass
from desktop.layouts.form.spec import ColumnSpec
from desktop.money import Fen, NumberStyle

CellKey = tuple[int, str, int, str]
"""What a cell means, wherever it is printed: block, row id, which of the rows of that id, column id."""


RecordKey = tuple[str, int]
"""Which record it is: its table and its id."""


@dataclass(slots=True)
class Cell:
    """One body cell.

    kind: text, amount, percent, number (a count or weight kept as text) or blank. For amounts: `amount` in 分,
    `steps` the printed number in units of its last digit, `selection` the lines behind it.
    terms: the cells this one is the signed sum of, as (sign, row, column) in the table's own grid.
    """

    text: str = ""
    kind: str = "blank"
    amount: Fen | None = None
    steps: int = 0
    selection: Selection = 0
    terms: tuple[tuple[int, int, int], ...] = ()
    vertical: bool = True


@dataclass(slots=True)
class BlockRow:
    """One row of a block: id (a code, or the row's id in the form), its look, its cells, the records it shows."""

    id: str
    cells: list[Cell]
    indent: int = 0
    bold: bool = False
    bottom: bool = False
    group: str = ""
    of: tuple[RecordKey, ...] = ()
    known_characters: frozenset[str] | None = None

    @property
    def characters(self) -> frozenset[str]:
        """Every character the row prints; asked for when all its cells have their texts."""
        if self.known_characters is None:
            self.known_characters = frozenset("".join([cell.text for cell in self.cells]))
        return self.known_characters


@dataclass(slots=True)
class Block:
    """Columns and computed rows that stand together."""

    columns: tuple[ColumnSpec, ...]
    rows: list[BlockRow]
    merges: list[tuple[int, int, int]] = field(default_factory=list)
    """(first row, last row, column) of cells that are one cell over several rows."""


@dataclass(frozen=True, slots=True)
class Lead:
    """A line above the header: label and content; an amount knows its lines."""

    label: str
    cell: Cell


@dataclass(frozen=True, slots=True)
class Renewed:
    """How a table came from an earlier one: rows whose sums must be checked again, and the earlier tails and gaps."""

    rows: frozenset[int]
    tails: dict[tuple[int, int], int] | None
    gaps: dict[tuple[int, int], int] | None


@dataclass(slots=True)
class Table:
    """A table of a disclosure, computed but not yet placed."""

    id: str
    number: str
    title: str
    unit_name: str
    unit_label: str
    style: NumberStyle
    orientation: str
    unit_line: bool
    blocks: list[Block]
    lead: list[Lead]
    notes: list[str]
    empty: bool
    unwritten: bool = False
    """Whether it is for what a person writes (绩效目标) and nobody wrote anything."""
    grid_rows: list[list[Cell]] = field(default_factory=list)
    """`grid` once it was asked for."""
    tails: dict[tuple[int, int], int] | None = None
    """Known by `sums.tails`."""
    gaps: dict[tuple[int, int], int] | None = None
    """Known by `sums.gaps`."""
    renewed: Renewed | None = None

    @property
    def grid(self) -> list[list[Cell]]:
        """All body rows across all blocks; terms of cells are places in this grid."""
        if not self.grid_rows:
            self.grid_rows = [[c for block in self.blocks for c in block.rows[n].cells] for n in range(self.height)]
        return self.grid_rows

    @property
    def columns(self) -> list[ColumnSpec]:
        """All columns, left to right."""
        return [column for block in self.blocks for column in block.columns]

    @property
    def height(self) -> int:
        """Number of body rows."""
        return max((len(block.rows) for block in self.blocks), default=0)

    def row(self, index: int) -> list[Cell]:
        """Return one body row across all blocks."""
        return self.grid[index]

    def header_paths(self) -> list[tuple[str, ...]]:
        """Return the header path of each column."""
        return [column.header for column in self.columns]

    def find(self, row_id: str, column_id: str) -> Cell | None:
        """Return the cell of a row and column by their ids, None when the row is absent."""
        for block in self.blocks:
            names = [column.id for column in block.columns]
            if column_id in names:
                for row in block.rows:
                    if row.id == row_id:
                        return row.cells[names.index(column_id)]
        return None

    def cells_by_key(self) -> dict[CellKey, Cell]:
        """Return every cell by its key."""
        cells = {}
        for number, block in enumerate(self.blocks):
            seen: dict[str, int] = {}
            for row in block.rows:
                seen[row.id] = seen.get(row.id, -1) + 1
                for column, cell in zip(block.columns, row.cells, strict=True):
                    cells[number, row.id, seen[row.id], column.id] = cell
        return cells

    def key_of(self, cell: Cell) -> CellKey | None:
        """Return the key of a cell, None when the table does not hold it."""
        return next((key for key, candidate in self.cells_by_key().items() if candidate is cell), None)

    def cell_at(self, key: CellKey) -> Cell | None:
        """Return the cell of a key that `key_of` gave, None when the table no longer has it."""
        return self.cells_by_key().get(key)

    @property
    def label(self) -> str:
        """Number and title, as messages and contents pages name the table."""
        return f"{self.number} {self.title}".strip()

"""What a form folder says, as frozen data. `loader` fills it; nothing here computes."""

from dataclasses import dataclass, field
from pathlib import Path

from desktop.catalog.measures import Filter, Measure
from desktop.money import NumberStyle


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """One column of a block.

    kind: label, code, name (of a tree row), amount, or field (of a record).
    value: what an amount column shows: this, last, change, percent or share.
    """

    id: str
    header: tuple[str, ...]
    kind: str
    width: int
    where: Filter = ()
    value: str = "this"
    sum_of: tuple[str, ...] = ()
    source: str = ""
    align: str = ""


@dataclass(frozen=True, slots=True)
class RowSpec:
    """One row, or a rule for many rows, of a block.

    kind: fixed (label + filter), tree (codes of a dimension), total (sum of the rows named, or of the tree's
    top level), records (one row for each record), blank. An optional row without money is left out.
    """

    id: str
    kind: str
    label: str = ""
    where: Filter = ()
    sum_of: tuple[str, ...] = ()
    indent: int = 0
    bold: bool = False
    bottom: bool = False
    optional: bool = False
    dimension: str = ""
    levels: tuple[str, ...] = ()
    ordinal: bool = False
    source: str = ""
    only: tuple[tuple[str, tuple[str, ...]], ...] = ()
    group: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BlockSpec:
    """Columns and rows that stand together; a two-sided table (收支总表) has two blocks."""

    columns: tuple[ColumnSpec, ...]
    rows: tuple[RowSpec, ...]


@dataclass(frozen=True, slots=True)
class LeadSpec:
    """A line above the header: a label beside a free text, the unit's name, or an amount."""

    label: str
    text: str = ""
    where: Filter | None = None


@dataclass(frozen=True, slots=True)
class TableSpec:
    """One table of a form."""

    id: str
    number: str
    title: str
    orientation: str
    style: NumberStyle | None
    where: Filter
    blocks: tuple[BlockSpec, ...]
    lead: tuple[LeadSpec, ...] = ()
    notes: tuple[str, ...] = ()
    empty_sentence: str = ""
    unit_line: bool = True


@dataclass(frozen=True, slots=True)
class FigureSpec:
    """One figure of the narrative (or a series of figures).

    Exactly one of `measure`, `where`, `count`, `asset` says where the value comes from; `by` splits a
    measure into a series, `records` + `source` makes a series from records.
    """

    id: str
    label: str
    section: str = ""
    where: Filter | None = None
    measure: str = ""
    show: str = "amount"
    unit: str = ""
    reason: bool = False
    zero_text: str = ""
    count: str = ""
    only: tuple[tuple[str, tuple[str, ...]], ...] = ()
    asset: str = ""
    source: str = ""
    by: str = ""
    level: str = ""
    always: tuple[str, ...] = ()
    records: str = ""


@dataclass(frozen=True, slots=True)
class TextSpec:
    """A free text the form asks the unit for."""

    key: str
    label: str
    required: bool
    hint: str


@dataclass(frozen=True, slots=True)
class TieSpec:
    """A tie between two places (勾稽关系): `table.row.column`, `figure:ID`, joined by + or −."""

    id: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    title: str
    severity: str = "错误"


@dataclass(frozen=True, slots=True)
class Words:
    """Words a region uses."""

    up: str
    down: str
    flat: str
    no_base: str
    no_prior: str


@dataclass(frozen=True)
class Form:
    """A region's disclosure for a year: everything that differs between regions."""

    key: str
    folder: Path
    region: str
    year: int
    title: str
    table_style: NumberStyle
    text_style: NumberStyle
    percent_decimals: int
    empty_table: str
    rounding: str
    tail_note: str
    words: Words
    headings: tuple[str, ...]
    cover: tuple[str, ...]
    signatures: tuple[str, ...]
    seal: str
    asset_kinds: tuple[str, ...]
    measures: dict[str, Measure]
    tables: tuple[TableSpec, ...]
    figures: dict[str, FigureSpec]
    texts: tuple[TextSpec, ...]
    glossary: tuple[tuple[str, str], ...]
    ties: tuple[TieSpec, ...]
    template: str
    narrative_title: str
    inline_tables: dict[str, TableSpec] = field(default_factory=dict)

    def table(self, table_id: str) -> TableSpec | None:
        """Return a table by id."""
        return next((t for t in self.tables if t.id == table_id), None)

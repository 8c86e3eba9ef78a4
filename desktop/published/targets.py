"""What each table demands of the amounts behind it: its cells that no other is made of, and what it speaks of."""

from collections.abc import Iterable
from typing import Protocol

from desktop.catalog.measures import Filter
from desktop.dataclass import dataclass
from desktop.findings import Place
from desktop.layouts.form.spec import BlockSpec, ColumnSpec, RowSpec
from desktop.money import Fen
from desktop.published.domains import USUAL_NATURES, Domain, Universe, union
from desktop.published.reading import ReadCell, ReadTable
from desktop.published.recognise import filled

MOST_SINGLE = 200
"""How many cells of a table that was not read as a whole are worked with; the others are compared only."""


class Stated(Protocol):
    """An amount (分) that a file states, and the question it answers."""

    @property
    def where(self) -> Filter: ...  # noqa: D102

    @property
    def amount(self) -> Fen: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Target:
    """The amounts of one side (支出, 收入 …) that a table prints.

    within: the domain the table covers. cells: the domain and the amount in 分 of each cell. step: the 分 of its last
    printed digit. half: by how much, in 分, what is meant may differ from what is printed.
    """

    title: str
    place: Place
    side: str
    within: Domain
    cells: tuple[tuple[Domain, Fen], ...]
    step: Fen
    half: Fen = 0


def targets_of(tables: list[ReadTable], side: str, universe: Universe) -> list[Target]:
    """Return a target for each block of each table that prints a side; a list without rows states that it is 0."""
    targets = []
    for table in tables:
        spec = table.recognised.spec
        for number, block in enumerate(spec.blocks):
            cells = [c for c in table.cells if c.block == number and c.leaf and universe.sides(c.where) == [side]]
            used = {cell.row for cell in cells}
            lists = [r for r in block.rows if r.kind in ("tree", "records")]
            rows = [r for r in block.rows if r in lists or r.id in used]
            rows = [r for r in rows if universe.sides((*spec.where, *r.where)) == [side]]
            full = table.recognised.full_block(number)
            columns = [c for c in full.columns if c.kind == "amount" and c.value == "this" and _parts_column(full, c)]
            if (
                table.rejects or table.recognised.partial
            ):  # what a table with unread cells does not show is not known to be nothing
                targets += [
                    _target(table, side, [c], _domain(universe, side, c), universe) for c in cells[:MOST_SINGLE]
                ]
            elif (columns and any(r in lists for r in rows)) or cells:
                within = _within(universe, side, spec.where, rows, columns)
                targets.append(_target(table, side, cells, within, universe))
            for cell in table.cells:
                if cell.block == number and cell.alone and universe.sides(cell.where) == [side]:
                    targets.append(_target(table, side, [cell], _domain(universe, side, cell), universe))
    return targets


def natures_of(figures: Iterable[Stated]) -> tuple[str, ...]:
    """Return the natures a file may have (none: all): 经营支出 and the like only where an amount bears that name."""
    wheres = [figure.where for figure in figures if figure.amount]
    named = {value for where in wheres for name, values in where if name == "nature" for value in values}
    return USUAL_NATURES if all(value in USUAL_NATURES or value.startswith("!") for value in named) else ()


def _parts_column(block: BlockSpec, column: ColumnSpec) -> bool:
    named = {name for other in block.columns for name in other.sum_of}
    return not column.sum_of and (not named or column.id in named)


def _target(table: ReadTable, side: str, cells: list[ReadCell], within: Domain, universe: Universe) -> Target:
    spec, source = table.recognised.spec, table.recognised.source
    style = spec.style or table.recognised.form.table_style
    domains = tuple((_domain(universe, side, cell), cell.amount) for cell in cells)
    half = max((cell.half for cell in cells), default=0)
    return Target(
        filled(spec.title), Place(file=source.file, sheet=source.sheet), side, within, domains, style.step, half
    )


def _within(universe: Universe, side: str, where: Filter, rows: list[RowSpec], columns: list[ColumnSpec]) -> Domain:
    """Return the domain a block covers: the table's filter, narrowed to what its rows and its columns cover.

    A list of codes names only codes with money, yet speaks for all of them.
    """
    limits = universe.domain(side, where)
    for group in (rows, columns):
        if group:
            together = [universe.domain(side, part.where) for part in group]
            limits = tuple(
                limit & union(masks) for limit, masks in zip(limits, zip(*together, strict=True), strict=True)
            )
    return limits


def _domain(universe: Universe, side: str, cell: ReadCell) -> Domain:
    return universe.domain(side, cell.where, cell.project or None)

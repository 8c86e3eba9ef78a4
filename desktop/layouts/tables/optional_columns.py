"""Columns that a table has only where there is money for them, e.g. 财政专户管理资金 in an income table (收入总表)."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

from desktop.compute.cube import Cube
from desktop.layouts.form.spec import BlockSpec, ColumnSpec, TableSpec

Place = tuple[int, str]
"""Number of a block and id of a column."""


def shown(spec: TableSpec, cube: Cube) -> TableSpec:
    """Return a table as it is printed: without the optional columns that have no money this year."""
    base = cube.select(spec.where) & cube.in_year(cube.year)
    return _without(spec, {p for p, column in _optional(spec) if not cube.total(base & cube.select(column.where))})


def variants(spec: TableSpec) -> Iterator[TableSpec]:
    """Yield every way a table may be printed, the one with the most columns first."""
    places = [place for place, _ in _optional(spec)]
    for size in range(len(places) + 1):
        for gone in combinations(places, size):
            yield _without(spec, set(gone))


def _optional(spec: TableSpec) -> list[tuple[Place, ColumnSpec]]:
    return [((n, c.id), c) for n, block in enumerate(spec.blocks) for c in block.columns if c.optional]


def _without(spec: TableSpec, gone: set[Place]) -> TableSpec:
    if not gone:
        return spec
    blocks = (_narrowed(block, {name for m, name in gone if m == n}) for n, block in enumerate(spec.blocks))
    return replace(spec, blocks=tuple(blocks))


def _narrowed(block: BlockSpec, gone: set[str]) -> BlockSpec:
    """Return a block without some columns, which are part of no sum either."""
    columns = (column for column in block.columns if column.id not in gone)
    return replace(
        block,
        columns=tuple(replace(c, sum_of=tuple(part for part in c.sum_of if part not in gone)) for c in columns),
    )

"""Columns that stand once for each unit of a view (`each_unit`): the departmental table beside its units."""

from dataclasses import replace

from desktop.layouts.form.spec import BlockSpec, ColumnSpec, TableSpec
from desktop.ledger.records import BudgetFacts

NAME = "{each_unit}"
"""What the name of the unit takes the place of in a heading."""


def expanded(spec: TableSpec, facts: BudgetFacts) -> TableSpec:
    """Return a table with each such column once for each unit, in the order of the units; the same one without any."""
    if not any(column.each_unit for block in spec.blocks for column in block.columns):
        return spec
    units = [unit.name for unit in facts.units or (facts.unit,)]
    return replace(spec, blocks=tuple(_block(block, units) for block in spec.blocks))


def _block(block: BlockSpec, units: list[str]) -> BlockSpec:
    by_unit = {c.id: [_column(c, n, unit) for n, unit in enumerate(units, 1)] for c in block.columns if c.each_unit}
    columns = [each for column in block.columns for each in by_unit.get(column.id, [column])]
    ids = {name: tuple(column.id for column in expansion) for name, expansion in by_unit.items()}
    summed = (replace(c, sum_of=tuple(each for part in c.sum_of for each in ids.get(part, (part,)))) for c in columns)
    return replace(block, columns=tuple(summed))


def _column(column: ColumnSpec, number: int, unit: str) -> ColumnSpec:
    header = tuple(text.replace(NAME, unit) for text in column.header)
    where = (*column.where, ("unit", (unit,)))
    return replace(column, id=f"{column.id}_{number}", header=header, where=where, each_unit=False)

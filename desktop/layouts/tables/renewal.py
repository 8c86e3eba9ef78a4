"""Bringing a table up to date after a change of the lines: only the rows that show changed lines are built again.

The result equals a table built from scratch. Where that cannot be known beforehand, it is built from scratch.
"""

from collections.abc import Callable
from dataclasses import field, replace

from desktop.compute.cube import Cube, Selection
from desktop.dataclass import dataclass
from desktop.layouts.form.spec import BlockSpec, TableSpec
from desktop.layouts.tables import entered, sums
from desktop.layouts.tables.planning import Planned
from desktop.layouts.tables.sums import Spots, summing_rows
from desktop.layouts.tables.table import Block, BlockRow, Renewed, Table
from desktop.ledger.records import BudgetFacts

READS = {
    "indicators": ("indicators",),
    "projects": ("projects",),
    "project_indicators": ("projects", "indicators"),
    "procurements": ("procurements", "projects"),
    "assets": ("assets",),
    "asset_plans": ("asset_plans", "projects"),
    "project_plans": ("projects", "project_years"),
    "institutions": ("institutions",),
    "budget_units": ("institutions", "units"),
    "people": ("people", "person_changes"),
    "establishments": ("establishments",),
    "lines": ("projects",),
}
"""What each source of records reads of the facts, beside the lines; of projects also how they are published."""


@dataclass(slots=True)
class BuiltTable:
    """A built table, the plan of each of its blocks, and the lines that its own filter lets through."""

    table: Table
    plans: list[list[Planned]]
    rows: list[list[BlockRow]]
    """By block, the row of each plan."""
    base: Selection
    summing: dict[int, set[int]] = field(default_factory=dict)
    tails: Spots | None = None
    """The sums that do not close in print, once a renewal asked for them."""

    def summed_in(self, row: int) -> set[int]:
        """Return the rows whose sums a row is a part of."""
        self.summing = self.summing or summing_rows(self.table)
        return self.summing.get(row, set())


def reads_same(spec: TableSpec, now: BudgetFacts, before: BudgetFacts) -> bool:
    """Tell whether everything a table reads besides the lines is unchanged."""
    if now.unit != before.unit or now.budget != before.budget or spec.lists_tables:
        return False
    if now.units != before.units:
        return False
    if spec.lead and now.texts != before.texts:
        return False
    if entered.procured(spec.where, now) != entered.procured(spec.where, before):
        return False
    sources = entered.listed(spec)
    if not sources <= READS.keys():
        return False
    if "asset_plans" in sources and not now.asset_plans:
        return False  # what stands there instead depends on the money for equipment
    return all(getattr(now, name) is getattr(before, name) for source in sources for name in READS[source])


def touched(plan: Planned) -> Selection:
    """Return the lines a planned row shows."""
    bits = plan.selection
    for selection in plan.record.amounts.values() if plan.record else ():
        bits |= selection
    return bits


def same_rows(first: list[Planned], second: list[Planned]) -> bool:
    """Tell whether two plans give the same rows over the same lines."""
    return len(first) == len(second) and all(
        a.id == b.id and a.selection == b.selection for a, b in zip(first, second, strict=True)
    )


def renewed_block(
    old: Block, rows: list[BlockRow], plans: list[Planned], changed: Selection, make: Callable[[Planned], BlockRow]
) -> tuple[Block, list[BlockRow], set[int]] | None:
    """Return a block with the rows made again that show changed lines, all its planned rows, and their numbers.

    None where a cell became of another kind, which may change what is the sum of what.
    """
    places = {id(row): number for number, row in enumerate(old.rows)}
    fresh = list(rows)
    numbers = set()
    every_row = any(column.value == "share" for column in old.columns)
    listed = list(old.rows)
    for n, plan in enumerate(plans):
        if not (every_row or touched(plan) & changed):
            continue
        row = make(plan)
        for cell, was in zip(row.cells, rows[n].cells, strict=True):
            if cell.kind != was.kind:
                return None
            cell.terms, cell.vertical = was.terms, was.vertical
        fresh[n] = row
        number = places[id(rows[n])]
        listed[number] = row
        numbers.add(number)
    return replace(old, rows=listed), fresh, numbers


def renewed_table(built: BuiltTable, blocks: list[Block], rows: list[list[BlockRow]], numbers: set[int]) -> BuiltTable:
    """Return a table with renewed blocks; it knows which of its sums must be looked at again."""
    old = built.table
    to_check = set(numbers).union(*(built.summed_in(number) for number in numbers)) if numbers else set()
    table = replace(old, blocks=blocks, grid_rows=list(old.grid), tails=None, gaps=None)
    for number in numbers:
        table.grid_rows[number] = [cell for block in blocks for cell in block.rows[number].cells]
    looked_at = frozenset(to_check)
    table.renewed = Renewed(looked_at, old.tails, old.gaps)
    tails = built.tails if built.tails is not None else sums.open_sums(old, range(old.height), sums.printed)
    tails = sums.recheck(table, tails, looked_at, sums.printed)
    return BuiltTable(table, built.plans, rows, built.base, built.summing, tails)


def words_same(table: Table, old: Table) -> bool:
    """Tell whether what stands over and under the rows is the same: then a table none of whose rows changed is too."""
    return table.lead == old.lead and table.notes == old.notes


def same_columns(spec: TableSpec, table: Table) -> bool:
    """Tell whether a table has the columns that it must have now: optional ones come and go with their money."""
    now = [[column.id for column in block.columns] for block in spec.blocks]
    return now == [[column.id for column in block.columns] for block in table.blocks]


def optional(block: BlockSpec) -> bool:
    """Tell whether rows of a block come and go with their amounts."""
    return any(row.optional for row in block.rows)


def untouched(spec: TableSpec, built: BuiltTable, cube: Cube, changed: Selection) -> bool:
    """Tell whether no changed line is one that the table shows, or showed before."""
    leads = (lead.where for lead in spec.lead if lead.where is not None)
    return not (cube.select(spec.where) | built.base) & changed and not any(cube.select(w) & changed for w in leads)

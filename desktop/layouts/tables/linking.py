"""How the cells of a table hang together: which cell is the sum of which, merges, blocks of one height."""

from desktop.layouts.form.spec import BlockSpec, ColumnSpec
from desktop.layouts.tables.planning import Planned
from desktop.layouts.tables.table import Block, BlockRow, Cell, Table


def sum_down(block: Block, planned: list[Planned]) -> None:
    """Give rows that are sums of other rows their amounts' terms, and totals their selections.

    Terms are kept as row indexes of the block here; `link` turns them into places of the whole table.
    """
    row_numbers = {plan.id: number for number, plan in enumerate(planned)}
    expanding = ("tree", "records")  # kinds of the form that become several rows
    tops = [p for p in planned if p.spec.kind in expanding and p.indent == p.spec.indent]
    for plan in planned:
        parts = plan.parts
        if plan.spec.kind == "total" and not parts:
            parts = tuple(top.id for top in tops)
        if plan.spec.kind not in expanding:
            parts = tuple(row for part in parts for row in ([t.id for t in tops if t.spec.id == part] or [part]))
        _sum_row(block, row_numbers[plan.id], [row_numbers[part] for part in parts if part in row_numbers])


def _sum_row(block: Block, row: int, parts: list[int]) -> None:
    if not parts:
        return
    for column, cell in enumerate(block.rows[row].cells):
        if cell.kind == "amount":
            cell.terms = tuple((1, part, column) for part in parts if block.rows[part].cells[column].kind == "amount")


def align(blocks: list[Block]) -> None:
    """Pad the blocks of a two-sided table to one height; rows marked bottom stay at the bottom.

    Sums that begin what stands at the bottom (本年收入合计, 本年支出合计) share a row, as the totals under them do.
    """
    feet = [_foot(block) for block in blocks]
    if all(_begins_with_a_sum(block, foot) for block, foot in zip(blocks, feet, strict=True)):
        longest = max(map(len, feet))
        for block, foot in zip(blocks, feet, strict=True):
            _insert_blanks(block, foot[-1], longest - len(foot))
    height = max(len(block.rows) for block in blocks)
    for block in blocks:
        foot = _foot(block)
        _insert_blanks(block, foot[0] if foot else len(block.rows), height - len(block.rows))


def _foot(block: Block) -> list[int]:
    """Return the numbers of the rows that stay at the bottom."""
    return [number for number, row in enumerate(block.rows) if row.bottom]


def _begins_with_a_sum(block: Block, foot: list[int]) -> bool:
    """Tell whether several rows stay at the bottom, the first of which is the sum of rows above it."""
    if len(foot) < 2:
        return False
    return any(row < foot[0] for cell in block.rows[foot[0]].cells for _, row, _ in cell.terms)


def _insert_blanks(block: Block, at: int, missing: int) -> None:
    """Put empty rows into a block; what is the sum of what stays the same."""
    if missing == 0:
        return
    block.rows[at:at] = [BlockRow("", [Cell() for _ in block.columns]) for _ in range(missing)]
    for row in block.rows:
        for cell in row.cells:
            cell.terms = tuple((s, r + missing if r >= at else r, c) for s, r, c in cell.terms)
    block.merges = [(a + missing * (a >= at), b + missing * (b >= at), c) for a, b, c in block.merges]


def link(table: Table) -> None:
    """Move terms to table columns and give cells summed across their row (合计 columns) their terms."""
    offset = 0
    for block in table.blocks:
        names = [column.id for column in block.columns]
        for number, row in enumerate(block.rows):
            for cell, column in zip(row.cells, block.columns, strict=True):
                if cell.terms and offset:
                    cell.terms = tuple((s, r, c + offset) for s, r, c in cell.terms)
                if cell.kind == "amount" and not cell.terms and column.sum_of:
                    parts = [names.index(name) for name in column.sum_of]
                    cell.terms = tuple((1, number, offset + p) for p in parts if row.cells[p].kind == "amount")
                    cell.vertical = False
                if cell.kind == "amount" and column.value == "change":
                    cell.terms, cell.vertical = _difference(block, number, column, offset), False
        offset += len(block.columns)


def _difference(block: Block, row: int, column: ColumnSpec, offset: int) -> tuple[tuple[int, int, int], ...]:
    """Return this − last of the same header group, where both columns stand in the block."""
    places = {c.value: n for n, c in enumerate(block.columns) if c.kind == "amount" and c.where == column.where}
    if "this" not in places or "last" not in places:
        return ()
    return ((1, row, offset + places["this"]), (-1, row, offset + places["last"]))


def merges(block: Block, spec: BlockSpec) -> list[tuple[int, int, int]]:
    """Return vertical merges: consecutive rows of one record group share the columns the form names."""
    group_columns = {name for row in spec.rows for name in row.group}
    columns = [n for n, c in enumerate(block.columns) if c.id in group_columns]
    merged = []
    start = 0
    for end in range(1, len(block.rows) + 1):
        group_ended = end == len(block.rows) or block.rows[end].group != block.rows[start].group
        if group_ended:
            if block.rows[start].group and end - start > 1:
                merged += [(start, end - 1, column) for column in columns]
            start = end
    return merged

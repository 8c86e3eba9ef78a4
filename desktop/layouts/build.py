"""Answering a table's question: from a TableSpec and the cube to a Table with exact amounts."""

from dataclasses import dataclass, replace

from desktop.catalog.classification import LEVEL_LENGTHS, load
from desktop.catalog.measures import Filter
from desktop.compute.cube import Cube, Selection
from desktop.layouts import records
from desktop.layouts.rounding import round_table
from desktop.layouts.spec import BlockSpec, ColumnSpec, Form, LeadSpec, RowSpec, TableSpec
from desktop.layouts.table import Block, BlockRow, Cell, Lead, Table
from desktop.ledger.records import BudgetFacts
from desktop.money import NumberStyle, percent_steps, show_percent

ORDINALS = "一二三四五六七八九十"


def ordinal(number: int) -> str:
    """Return a Chinese ordinal (1 → 一, 12 → 十二, 23 → 二十三)."""
    tens, ones = divmod(number, 10)
    if tens == 0:
        return ORDINALS[ones - 1]
    return (ORDINALS[tens - 1] if tens > 1 else "") + "十" + (ORDINALS[ones - 1] if ones else "")


@dataclass(slots=True)
class _Planned:
    """A row before its cells: what it selects and what it is the sum of (row ids of the same block)."""

    spec: RowSpec
    id: str
    label: str
    code: str = ""
    selection: Selection = 0
    parts: tuple[str, ...] = ()
    indent: int = 0
    bold: bool = False
    record: records.RecordRow | None = None


class TableBuilder:
    """Builds the tables of one form over one cube."""

    def __init__(self, form: Form, facts: BudgetFacts, cube: Cube) -> None:
        self._form = form
        self._facts = facts
        self._cube = cube
        self._this = cube.in_year(cube.year)
        self._last = cube.in_year(cube.year - 1)

    def build(self, spec: TableSpec) -> Table:
        """Return the computed table."""
        style = spec.style or self._form.table_style
        blocks = [self._block(block, spec, style) for block in spec.blocks]
        _align(blocks)
        table = Table(
            id=spec.id,
            number=spec.number,
            title=self._fill(spec.title),
            unit_name=self._facts.unit.name,
            style=style,
            orientation=spec.orientation,
            unit_line=spec.unit_line,
            blocks=blocks,
            lead=[self._lead(lead, style) for lead in spec.lead],
            notes=[self._fill(note) for note in spec.notes],
            empty=False,
        )
        _link(table)
        tailed = round_table(table, self._form.rounding)
        if tailed and self._form.tail_note:
            table.notes.append(self._form.tail_note)
        table.empty = not any(cell.kind != "blank" and _has_content(cell) for cell in _cells(table))
        if table.empty and spec.empty_sentence:
            table.notes = [self._fill(spec.empty_sentence)]
        return table

    def _fill(self, text: str) -> str:
        """Put year, unit name and scope word into a text of the form."""
        facts = self._facts
        return (
            text.replace("{year}", str(facts.budget.year))
            .replace("{last_year}", str(facts.budget.year - 1))
            .replace("{unit}", facts.unit.name)
            .replace("{scope}", facts.unit.scope)
        )

    def _lead(self, lead: LeadSpec, style: NumberStyle) -> Lead:
        if lead.where is not None:
            selection = self._cube.select(lead.where) & self._this
            return Lead(self._fill(lead.label), self._amount(selection, style))
        texts = {"unit_name": self._facts.unit.name, **self._facts.texts}
        return Lead(self._fill(lead.label), Cell(texts.get(lead.text, ""), "text"))

    # rows ---------------------------------------------------------------------------------------------

    def _block(self, block: BlockSpec, spec: TableSpec, style: NumberStyle) -> Block:
        planned: list[_Planned] = []
        for row in block.rows:
            planned += self._plan(row, block, spec.where)
        base = self._cube.select(spec.where)
        rows = [self._row(plan, block.columns, base, style) for plan in planned]
        rows = rows or [BlockRow("", [Cell() for _ in block.columns])]
        columns = tuple(replace(c, header=tuple(self._fill(h) for h in c.header)) for c in block.columns)
        built = Block(columns, rows)
        _sum_down(built, planned)
        built.merges = _merges(built, block)
        return built

    def _plan(self, row: RowSpec, block: BlockSpec, table_where: Filter) -> list[_Planned]:
        if row.kind == "tree":
            return self._plan_tree(row, block, table_where)
        if row.kind == "records":
            found = records.rows_of(row.source, row.only, self._facts, self._cube)
            return [_Planned(row, f"{row.id}{n}", "", record=record) for n, record in enumerate(found, 1)]
        selection = self._cube.select(row.where) if row.kind != "blank" else 0
        if row.optional and not self._cube.total(selection & self._this):
            return []
        return [
            _Planned(
                row,
                row.id,
                self._fill(row.label),
                "",
                selection,
                row.sum_of,
                indent=row.indent,
                bold=row.bold,
            )
        ]

    def _plan_tree(self, row: RowSpec, block: BlockSpec, table_where: Filter) -> list[_Planned]:
        """One row for each code that has money in a year the block shows, parents before children."""
        shows_last = any(column.value != "this" for column in block.columns)
        classification = load(row.dimension)
        inside = self._cube.select(row.where) & self._cube.select(table_where)
        lengths = [LEVEL_LENGTHS[row.dimension][level] for level in row.levels]
        found: dict[str, Selection] = {}
        for code, selection in self._cube.by(row.dimension, inside & (self._this | self._last)).items():
            for length in lengths:
                key = code[:length]
                if len(key) in lengths:
                    found[key] = found.get(key, 0) | selection
        planned = []
        tops = 0
        for code in sorted(found, key=lambda c: c.ljust(7)):
            if not shows_last and not found[code] & self._this:
                continue
            depth = lengths.index(len(code))
            tops += depth == 0
            name = classification.name(code) or "（未知科目）"
            label = f"{ordinal(tops)}、{name}" if row.ordinal and depth == 0 else name
            planned.append(
                _Planned(
                    row,
                    code,
                    label,
                    code,
                    found[code],
                    indent=row.indent + depth,
                    bold=len(lengths) > 1 and depth == 0,
                )
            )
        _tree_parts(planned, lengths)
        return planned

    # cells --------------------------------------------------------------------------------------------

    def _row(self, plan: _Planned, columns: tuple[ColumnSpec, ...], base: Selection, style: NumberStyle) -> BlockRow:
        if plan.spec.kind == "blank":
            cells = [Cell() for _ in columns]
        else:
            cells = [self._cell(plan, column, base, style) for column in columns]
        group = plan.record.group if plan.record else ""
        return BlockRow(plan.id, cells, plan.indent, plan.bold, plan.spec.bottom, group)

    def _cell(self, plan: _Planned, column: ColumnSpec, base: Selection, style: NumberStyle) -> Cell:
        if column.kind == "field":
            return self._field(plan, column, style)
        if column.kind != "amount":
            text = {"label": plan.label, "name": plan.label, "code": plan.code}[column.kind]
            return Cell(text, "text")
        if plan.record is not None:
            return Cell()
        if not plan.spec.where and plan.spec.kind in ("fixed",) and not plan.parts:
            return Cell()
        inside = plan.selection & base & self._cube.select(column.where)
        return self._compared(inside, base, column, style)

    def _compared(self, inside: Selection, base: Selection, column: ColumnSpec, style: NumberStyle) -> Cell:
        this, last = inside & self._this, inside & self._last
        if column.value == "this":
            return self._amount(this, style)
        if column.value == "last":
            return self._amount(last, style)
        current, prior = self._cube.total(this), self._cube.total(last)
        if column.value == "change":
            cell = _shown(current - prior, style)
            cell.selection = this | last
            return cell
        whole = prior if column.value == "percent" else self._cube.total(base & self._this)
        part = current - prior if column.value == "percent" else current
        digits = self._form.percent_decimals
        steps = percent_steps(part, whole, digits)
        if steps is None:
            return Cell("—" if part else "", "text", selection=this | last)
        return Cell(show_percent(steps, digits) + "%", "percent", None, steps, this | last)

    def _amount(self, selection: Selection, style: NumberStyle) -> Cell:
        cell = _shown(self._cube.total(selection), style)
        cell.selection = selection
        return cell

    def _field(self, plan: _Planned, column: ColumnSpec, style: NumberStyle) -> Cell:
        if plan.record is None:
            return Cell(plan.label if column.id == "label" else "", "text")
        if column.source in records.AMOUNT_FIELDS:
            return self._amount(plan.record.amounts.get(column.source, 0), style)
        return Cell(plan.record.values.get(column.source, ""), "text")


def _shown(amount: int, style: NumberStyle) -> Cell:
    return Cell(style.show(amount), "amount", amount, style.steps(amount))


def _has_content(cell: Cell) -> bool:
    return cell.amount not in (None, 0) if cell.kind == "amount" else cell.kind == "number"


def _cells(table: Table) -> list[Cell]:
    """Cells that decide whether a table is empty: amounts, and any cell of a record."""
    found = [lead.cell for lead in table.lead if lead.cell.kind == "amount"]
    for block in table.blocks:
        for row in block.rows:
            found += row.cells
            if row.group:
                found.append(Cell("", "number"))
    return found


def _tree_parts(planned: list[_Planned], lengths: list[int]) -> None:
    """Say for each parent which rows of the next level it is the sum of."""
    for plan in planned:
        position = lengths.index(len(plan.code))
        if position + 1 < len(lengths):
            below = lengths[position + 1]
            plan.parts = tuple(p.id for p in planned if len(p.code) == below and p.code.startswith(plan.code))


def _sum_down(block: Block, planned: list[_Planned]) -> None:
    """Give rows that are sums of other rows their amounts' terms, and totals their selections.

    Terms are kept as row indexes of the block here; `_link` turns them into places of the whole table.
    """
    index = {plan.id: n for n, plan in enumerate(planned)}
    many = ("tree", "records")
    tops = [p for p in planned if p.spec.kind in many and p.indent == p.spec.indent]
    for plan in planned:
        names = plan.parts
        if plan.spec.kind == "total" and not names:
            names = tuple(p.id for p in tops)
        if plan.spec.kind not in many:
            names = tuple(n for name in names for n in ([p.id for p in tops if p.spec.id == name] or [name]))
        _sum_row(block, index[plan.id], [index[name] for name in names if name in index])


def _sum_row(block: Block, row: int, parts: list[int]) -> None:
    if not parts:
        return
    for column, cell in enumerate(block.rows[row].cells):
        if cell.kind == "amount":
            cell.terms = tuple((1, part, column) for part in parts if block.rows[part].cells[column].kind == "amount")


def _align(blocks: list[Block]) -> None:
    """Pad the blocks of a two-sided table to one height; rows marked bottom stay at the bottom."""
    height = max(len(block.rows) for block in blocks)
    for block in blocks:
        missing = height - len(block.rows)
        if missing == 0:
            continue
        at = next((n for n, row in enumerate(block.rows) if row.bottom), len(block.rows))
        blanks = [BlockRow("", [Cell() for _ in block.columns]) for _ in range(missing)]
        block.rows[at:at] = blanks
        for row in block.rows:
            for cell in row.cells:
                cell.terms = tuple((s, r + missing if r >= at else r, c) for s, r, c in cell.terms)
        block.merges = [(a + missing * (a >= at), b + missing * (b >= at), c) for a, b, c in block.merges]


def _link(table: Table) -> None:
    """Move terms to table columns and give cells summed across their row (合计 columns) their terms."""
    offset = 0
    for block in table.blocks:
        names = [column.id for column in block.columns]
        for number, row in enumerate(block.rows):
            for cell, column in zip(row.cells, block.columns, strict=True):
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


def _merges(block: Block, spec: BlockSpec) -> list[tuple[int, int, int]]:
    """Return vertical merges: consecutive rows of one record group share the columns the form names."""
    wanted = {name for row in spec.rows for name in row.group}
    columns = [n for n, c in enumerate(block.columns) if c.id in wanted]
    merges = []
    start = 0
    for end in range(1, len(block.rows) + 1):
        ended = end == len(block.rows) or block.rows[end].group != block.rows[start].group
        if ended:
            if block.rows[start].group and end - start > 1:
                merges += [(start, end - 1, column) for column in columns]
            start = end
    return merges

"""Answering a table's question: from a TableSpec and the cube to a Table with exact amounts."""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from desktop.catalog.classification import LEVEL_LENGTHS
from desktop.compute.cube import Cube, Selection
from desktop.layouts.form.fields import AMOUNT_FIELDS, STATED_FIELDS
from desktop.layouts.form.spec import BlockSpec, ColumnSpec, Form, InsideSpec, LeadSpec, TableSpec
from desktop.layouts.tables import entered, optional_columns, renewal, unit_columns
from desktop.layouts.tables.linking import align, link, merges, sum_down
from desktop.layouts.tables.planning import Planned, Planner
from desktop.layouts.tables.record_rows import RecordRow
from desktop.layouts.tables.renewal import BuiltTable
from desktop.layouts.tables.rounding import round_table
from desktop.layouts.tables.table import Block, BlockRow, Cell, Lead, Table
from desktop.ledger.records import BudgetFacts
from desktop.ledger.vocabulary import FUNDS
from desktop.money import NumberStyle, percent_steps, show_percent

UNIT_NAME = "unit_name"
"""The text over a table that is the unit's name."""
OF_LAST_YEAR = ("last", "change", "percent")
"""What columns show that is not known while last year is not entered."""
UNKNOWN = "—"
"""What stands there then: a blank would read as nothing."""


class TableBuilder:
    """Builds the tables of one form over one cube.

    before: the earlier builder. Where the cube knows which lines changed since, its tables are brought up to date.
    last_known: whether last year's amounts are entered, or there was nothing last year; else nothing is compared.
    """

    def __init__(
        self,
        form: Form,
        facts: BudgetFacts,
        cube: Cube,
        before: "TableBuilder | None" = None,
        *,
        last_known: bool = True,
    ) -> None:
        self._form = form
        self._facts = facts
        self._cube = cube
        self._this = cube.in_year(cube.year)
        self._last = cube.in_year(cube.year - 1)
        self._planner = Planner(facts, cube)
        self._built: dict[int, BuiltTable] = {}
        self._last_known = last_known
        usable = before is not None and before._form is form and before._last_known == last_known
        self._before = before if usable and cube.step is not None and cube.step.in_place else None

    def forget_before(self) -> None:
        """Let go of the builder before: every table has been built."""
        self._before = None

    def build(self, spec: TableSpec) -> Table:
        """Return the computed table."""
        shown = optional_columns.shown(unit_columns.expanded(spec, self._facts), self._cube)
        built = self._renewed(spec, shown) or self._build_anew(shown)
        self._built[id(spec)] = built
        return built.table

    def _build_anew(self, spec: TableSpec) -> BuiltTable:
        style = spec.style or self._form.table_style
        plans = [self._planner.plan(block, spec.where) for block in spec.blocks]
        blocks = [self._block(block, plan, spec, style) for block, plan in zip(spec.blocks, plans, strict=True)]
        rows = [list(block.rows[: len(plan)]) for block, plan in zip(blocks, plans, strict=True)]
        align(blocks)
        table = Table(
            id=spec.id,
            number=spec.number,
            title=self._fill(spec.title),
            unit_name=self._facts.unit.name,
            unit_label=self._form.unit_label,
            style=style,
            orientation=spec.orientation,
            unit_line=spec.unit_line,
            blocks=blocks,
            lead=[self._lead(lead, style) for lead in spec.lead],
            notes=[],
            empty=False,
        )
        link(table)
        self._note(table, spec, tailed=round_table(table, self._form.rounding))
        return BuiltTable(table, plans, rows, self._cube.select(spec.where))

    def _note(self, table: Table, spec: TableSpec, *, tailed: bool) -> None:
        """Set the notes under a table: the form's own, the one about tails, or the sentence of an empty table."""
        table.notes = [self._fill(note) for note in spec.notes]
        table.notes += [note for inside in spec.inside if (note := self._inside(inside, spec, table.style))]
        compared = any(c.value in OF_LAST_YEAR for block in spec.blocks for c in block.columns)
        unknown = f"注：{self._facts.budget.year - 1}年预算数未录入，标“{UNKNOWN}”的各栏无法比较。"
        unknowns = [unknown] if compared and not self._last_known else []
        table.notes += unknowns
        if tailed and self._form.tail_note:
            table.notes.append(self._form.tail_note)
        asked = [lead for lead, of in zip(table.lead, spec.lead, strict=True) if of.text and of.text != UNIT_NAME]
        written = any(lead.cell.text.strip() for lead in asked)
        table.empty = not written and not any(cell.kind != "blank" and _has_content(cell) for cell in _cells(table))
        listed = any(row.of or row.group for block in table.blocks for row in block.rows)
        table.unwritten = bool(asked) and not listed and not written
        if (table.empty or table.unwritten) and spec.empty_sentence:
            table.notes = [self.why_empty(spec, spec.empty_sentence), *unknowns]

    def why_empty(self, spec: TableSpec, words: str) -> str:
        """Return the words of the form for an empty table; a gap while nobody has entered or stated anything for it."""
        waits = entered.procured(spec.where, self._facts)
        if "asset_plans" in entered.listed(spec):
            waits = entered.new_assets(self._facts, self._cube, self._form.measures)
        return f"（待填写：{waits[0]}）" if waits else self._fill(words)

    def _inside(self, inside: InsideSpec, spec: TableSpec, style: NumberStyle) -> str:
        """Return the note of the sources that stand in a column or row of another name, empty without such money."""
        lines = self._cube.select(spec.where) & self._cube.select(inside.where) & self._this
        parts = {fund: self._cube.total(bits) for fund, bits in self._cube.by("fund", lines).items()}
        listed = "、".join(f"{f}{style.show(parts[f])}{style.unit}" for f in FUNDS if parts.get(f))
        return f"注：“{self._fill(inside.place)}”含{listed}。" if listed else ""

    def _renewed(self, spec: TableSpec, shown: TableSpec) -> BuiltTable | None:
        """Return the earlier table brought up to date, None where it must be built from scratch.

        shown: the table with the columns it has now.
        """
        before = self._before._built.get(id(spec)) if self._before else None
        step = self._cube.step
        if before is None or step is None or self._before is None:
            return None
        if not renewal.reads_same(spec, self._facts, self._before._facts):
            return None
        if not renewal.same_columns(shown, before.table):
            return None
        if renewal.untouched(spec, before, self._cube, step.changed):
            return before
        if not step.only_amounts or self._form.rounding != "independent":
            return None
        return self._renewed_rows(shown, before, step.changed)

    def _renewed_rows(self, spec: TableSpec, before: BuiltTable, changed: Selection) -> BuiltTable | None:
        style = spec.style or self._form.table_style
        base = self._cube.select(spec.where)
        blocks, rows, numbers = [], [], set()
        for number, block in enumerate(spec.blocks):
            plans = before.plans[number]
            if renewal.optional(block) and not renewal.same_rows(self._planner.plan(block, spec.where), plans):
                return None
            insides = [base & self._cube.select(column.where) for column in block.columns]
            make = partial(self._row, columns=block.columns, insides=insides, style=style)
            renewed = renewal.renewed_block(before.table.blocks[number], before.rows[number], plans, changed, make)
            if renewed is None:
                return None
            blocks.append(renewed[0])
            rows.append(renewed[1])
            numbers |= renewed[2]
        now = renewal.renewed_table(before, blocks, rows, numbers)
        now.table.lead = [self._lead(lead, style) for lead in spec.lead]
        self._note(now.table, spec, tailed=bool(now.tails))
        return now if numbers or not renewal.words_same(now.table, before.table) else before

    def list_tables(self, tables: list[Table], specs: Iterable[TableSpec]) -> None:
        """Give a contents table (目录) its rows: the tables built so far, and why one of them is empty."""
        reasons = {spec.id: self.why_empty(spec, spec.empty_reason) for spec in specs if spec.empty_reason}
        self._planner.listed = [
            RecordRow(
                {
                    "number": table.number,
                    "table": table.title,
                    "is_empty": "是" if table.empty else "否",
                    "empty_reason": reasons.get(table.id, "") if table.empty else "",
                },
                {},
                table.id,
            )
            for table in tables
        ]

    def _fill(self, text: str) -> str:
        """Put year, unit name and scope word into a text of the form."""
        if "{" not in text:
            return text
        facts = self._facts
        return (
            text.replace("{unit_code}", facts.unit.code)
            .replace("{year}", str(facts.budget.year))
            .replace("{last_year}", str(facts.budget.year - 1))
            .replace("{next_year}", str(facts.budget.year + 1))
            .replace("{year_after}", str(facts.budget.year + 2))
            .replace("{unit}", facts.unit.name)
            .replace("{scope_title}", self._form.scope_titles.get(facts.unit.scope, facts.unit.scope))
            .replace("{scope}", facts.unit.scope)
            .replace("{published}", "公开" if self._form.publishes(str(facts.budget.stage)) else "")
        )

    def _lead(self, lead: LeadSpec, style: NumberStyle) -> Lead:
        if lead.where is not None:
            selection = self._cube.select(lead.where) & self._this
            return Lead(self._fill(lead.label), self._amount(selection, style))
        texts = {UNIT_NAME: self._facts.unit.name, **self._facts.texts}
        return Lead(self._fill(lead.label), Cell(texts.get(lead.text, ""), "text"))

    # rows ---------------------------------------------------------------------------------------------

    def _block(self, block: BlockSpec, planned: list[Planned], spec: TableSpec, style: NumberStyle) -> Block:
        base = self._cube.select(spec.where)
        insides = [base & self._cube.select(column.where) for column in block.columns]
        rows = [self._row(plan, block.columns, insides, style) for plan in planned]
        rows = rows or [BlockRow("", [Cell() for _ in block.columns])]
        columns = tuple(self._headed(column) for column in block.columns)
        built = Block(columns, rows)
        sum_down(built, planned)
        built.merges = merges(built, block)
        return built

    def _headed(self, column: ColumnSpec) -> ColumnSpec:
        """Return a column with its header filled in; most say nothing of year or unit and stay the same objects."""
        header = tuple(self._fill(text) for text in column.header)
        return column if header == column.header else replace(column, header=header)

    # cells --------------------------------------------------------------------------------------------

    def _row(
        self, plan: Planned, columns: tuple[ColumnSpec, ...], insides: list[Selection], style: NumberStyle
    ) -> BlockRow:
        if plan.spec.kind == "blank":
            cells = [Cell() for _ in columns]
        else:
            cells = [self._cell(plan, c, inside, style) for c, inside in zip(columns, insides, strict=True)]
        group, of = (plan.record.group, plan.record.of) if plan.record else ("", ())
        return BlockRow(plan.id, cells, plan.indent, plan.bold, plan.spec.bottom, group, of)

    def _cell(self, plan: Planned, column: ColumnSpec, inside: Selection, style: NumberStyle) -> Cell:
        """Return one cell; `inside` holds the lines that table and column let through."""
        if column.kind == "field":
            return self._field(plan, column, inside, style)
        if column.kind != "amount":
            return Cell(self._fill(_words(plan, column)), "text")
        if plan.record is not None:
            bits = plan.record.amounts.get("amount")
            return Cell() if bits is None else self._compared(bits & inside, inside, column, style)
        if not plan.spec.where and plan.spec.kind in ("fixed",) and not plan.parts:
            return Cell()
        return self._compared(plan.selection & inside, inside, column, style)

    def _compared(self, inside: Selection, base: Selection, column: ColumnSpec, style: NumberStyle) -> Cell:
        """Return this or last year's amount, their change, or a percentage (`base` is the whole of a share)."""
        this, last = inside & self._this, inside & self._last
        if column.value == "this":
            return self._amount(this, style)
        if column.value in OF_LAST_YEAR and not self._last_known:
            return Cell(UNKNOWN, "text", selection=this)
        if column.value == "last":
            return self._amount(last, style)
        current, prior = self._cube.total(this), self._cube.total(last)
        if column.value == "change":
            cell = _shown(current - prior, style)
            cell.selection = this | last
            return cell
        base_amount = prior if column.value == "percent" else self._cube.total(base & self._this)
        part = current - prior if column.value == "percent" else current
        digits = self._form.percent_decimals
        steps = percent_steps(part, base_amount, digits)
        if steps is None:
            return Cell("—" if part else "", "text", selection=this | last)
        return Cell(show_percent(steps, digits) + "%", "percent", None, steps, this | last)

    def _amount(self, selection: Selection, style: NumberStyle) -> Cell:
        cell = _shown(self._cube.total(selection) if selection else 0, style)
        cell.selection = selection
        return cell

    def _field(self, plan: Planned, column: ColumnSpec, inside: Selection, style: NumberStyle) -> Cell:
        record = plan.record or plan.added
        if record is not None and column.source in STATED_FIELDS:
            stated = record.stated.get(column.source)
            return Cell() if stated is None else _shown(stated, style)
        if record is not None and column.source in AMOUNT_FIELDS:
            return self._amount(record.amounts.get(column.source, 0) & inside, style)
        if plan.record is None:
            return Cell(self._fill(plan.label) if column.id == "label" else "", "text")
        return Cell(plan.record.values.get(column.source, ""), "text")


def _words(plan: Planned, column: ColumnSpec) -> str:
    """Return the text of a label, name or code column of a row."""
    if column.kind in ("code", "pair_code"):
        code = plan.code if column.kind == "code" else plan.pair_code
        if not column.source:
            return code
        lengths = LEVEL_LENGTHS["function"]
        end = lengths[column.source]
        start = max((length for length in lengths.values() if length < end), default=0)
        return code[start:end] if len(code) >= end else ""
    return {"pair_name": plan.pair_label, "blank": ""}.get(column.kind, plan.label)


def _shown(amount: int, style: NumberStyle) -> Cell:
    if amount == 0:
        return Cell(style.show(0), "amount", 0)
    steps = style.steps(amount)
    return Cell(style.show_steps(steps), "amount", amount, steps)


def _has_content(cell: Cell) -> bool:
    return cell.amount not in (None, 0) if cell.kind == "amount" else cell.kind == "number"


def _cells(table: Table) -> list[Cell]:
    """Cells that decide whether a table is empty: amounts, and any cell of a record."""
    cells = [lead.cell for lead in table.lead if lead.cell.kind == "amount"]
    for block in table.blocks:
        for row in block.rows:
            cells += row.cells
            if row.group:
                cells.append(Cell("", "number"))
    return cells

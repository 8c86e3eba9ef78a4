"""Which rows a table has: fixed rows, the codes of a tree that have money, the records of a source."""

from dataclasses import replace
from itertools import pairwise

from desktop.catalog.classification import LEVEL_LENGTHS, load
from desktop.catalog.measures import Filter
from desktop.compute.cube import Cube, Selection
from desktop.dataclass import dataclass
from desktop.layouts.form.spec import BlockSpec, RowSpec
from desktop.layouts.tables import record_rows
from desktop.ledger.records import BudgetFacts

ORDINALS = "一二三四五六七八九十"


def ordinal(number: int) -> str:
    """Return a Chinese ordinal (1 → 一, 12 → 十二, 23 → 二十三)."""
    tens, ones = divmod(number, 10)
    if tens == 0:
        return ORDINALS[ones - 1]
    return (ORDINALS[tens - 1] if tens > 1 else "") + "十" + (ORDINALS[ones - 1] if ones else "")


@dataclass(slots=True)
class Planned:
    """A row before its cells: its selection, and the rows it is the sum of (`parts`: row ids of the same block)."""

    spec: RowSpec
    id: str
    label: str
    code: str = ""
    selection: Selection = 0
    parts: tuple[str, ...] = ()
    indent: int = 0
    bold: bool = False
    record: record_rows.RecordRow | None = None
    pair_code: str = ""
    pair_label: str = ""
    added: record_rows.RecordRow | None = None
    """Of a total: the records of its block as one, with what they have and state together."""


class Planner:
    """Plans the rows of the blocks of one budget's tables."""

    def __init__(self, facts: BudgetFacts, cube: Cube) -> None:
        self.listed: list[record_rows.RecordRow] = []
        """The rows of the source "tables": the tables of the disclosure, once they are built."""
        self._facts = facts
        self._cube = cube
        self._this = cube.in_year(cube.year)
        self._last = cube.in_year(cube.year - 1)

    def plan(self, block: BlockSpec, table_where: Filter) -> list[Planned]:
        """Return the rows of a block in order."""
        rows: list[Planned] = []
        for row in block.rows:
            planned = self._plan(row, block, table_where)
            rows += _renamed(planned, row.id) if {p.id for p in planned} & {p.id for p in rows} else planned
        records = [plan.record for plan in rows if plan.record and not plan.spec.group]
        for plan in rows:
            if records and plan.spec.kind == "total":
                plan.added = record_rows.added(records)
        return rows

    def _plan(self, row: RowSpec, block: BlockSpec, table_where: Filter) -> list[Planned]:
        if row.kind == "tree":
            return self._plan_tree(row, block, table_where)
        if row.kind == "records":
            return self._plan_records(row, table_where)
        selection = self._cube.select(row.where) if row.kind != "blank" else 0
        if row.optional and not self._cube.total(selection & self._this):
            return []
        return [
            Planned(
                row,
                row.id,
                row.label,
                row.code,
                selection,
                row.sum_of,
                indent=row.indent,
                bold=row.bold,
            )
        ]

    def _plan_records(self, row: RowSpec, table_where: Filter) -> list[Planned]:
        """One row for each record; an optional one without money in the table's own filter is left out."""
        listing = row.source == "tables"
        rows = self.listed if listing else record_rows.rows_of(row.source, row.only, self._facts, self._cube)
        inside = self._cube.select(row.where) & self._cube.select(table_where) & self._this
        if row.optional:
            rows = [r for r in rows if any(self._cube.total(bits & inside) for bits in r.amounts.values())]
        return [Planned(row, f"{row.id}{n}", "", record=record) for n, record in enumerate(rows, 1)]

    def _plan_tree(self, row: RowSpec, block: BlockSpec, table_where: Filter) -> list[Planned]:
        """One row for each code that has money in a year the block shows, parents before children."""
        shows_last = any(column.value != "this" for column in block.columns)
        classification = load(row.dimension)
        inside = self._cube.select(row.where) & self._cube.select(table_where)
        lengths = [LEVEL_LENGTHS[row.dimension][level] for level in row.levels]
        by_code: dict[str, Selection] = {}
        for code, selection in self._cube.by(row.dimension, inside & (self._this | self._last)).items():
            for length in lengths:
                key = code[:length]
                if len(key) in lengths:
                    by_code[key] = by_code.get(key, 0) | selection
        planned = []
        tops = 0
        for code in sorted(by_code, key=lambda c: c.ljust(7)):
            if not shows_last and not by_code[code] & self._this:
                continue
            depth = lengths.index(len(code))
            tops += depth == 0
            name = classification.name(code) or "（未知科目）"
            label = f"{ordinal(tops)}、{name}" if row.ordinal and depth == 0 else name
            planned.append(
                Planned(
                    row,
                    code,
                    label,
                    code,
                    by_code[code],
                    indent=row.indent + depth,
                    bold=len(lengths) > 1 and depth == 0,
                )
            )
        if row.pair:
            planned = [part for plan in planned for part in self._paired(plan, lengths[-1], shows_last)]
        _tree_parts(planned, lengths)
        return planned

    def _paired(self, plan: Planned, leaf: int, shows_last: bool) -> list[Planned]:
        """Split a row of the last level by the codes of a second classification."""
        if len(plan.code) != leaf:
            return [plan]
        names = load(plan.spec.pair)
        visible = plan.selection if shows_last else plan.selection & self._this
        return [
            replace(
                plan,
                id=f"{plan.code}/{code}",
                selection=bits,
                pair_code=code,
                pair_label=names.name(code) or "（未知科目）",
            )
            for code, bits in self._cube.by(plan.spec.pair, visible).items()
        ]


def _renamed(planned: list[Planned], prefix: str) -> list[Planned]:
    """Give the rows of a second tree over the same codes ids of their own."""
    return [replace(p, id=f"{prefix}:{p.id}", parts=tuple(f"{prefix}:{part}" for part in p.parts)) for p in planned]


def _tree_parts(planned: list[Planned], lengths: list[int]) -> None:
    """Set the parts of each parent: the rows of the next level it is the sum of."""
    above = {below: length for length, below in pairwise(lengths)}
    children: dict[str, list[str]] = {}
    for plan in planned:
        if len(plan.code) in above:
            children.setdefault(plan.code[: above[len(plan.code)]], []).append(plan.id)
    for plan in planned:
        plan.parts = tuple(children.get(plan.code, ()))

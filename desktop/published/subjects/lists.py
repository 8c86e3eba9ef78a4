"""Lists of projects (项目支出表) and purchases (政府采购表) in a header no layout has: a row for each, by its name."""

import re
from collections.abc import Collection, Sequence
from decimal import Decimal

from desktop.catalog.classification import load
from desktop.catalog.measures import Filter
from desktop.findings import Finding, Place, Severity
from desktop.layouts.form.spec import BlockSpec, ColumnSpec, Form, RowSpec, TableSpec
from desktop.ledger.vocabulary import Nature, read_source, split_carried
from desktop.money import NumberStyle
from desktop.outside.source_files import SourceRow, SourceTable
from desktop.published.reading import MOST_ROWS, TOTAL
from desktop.published.recognise import Recognised
from desktop.published.subjects import words
from desktop.published.subjects.columns import cell_of
from desktop.published.subjects.division import Division, Member, amount_of
from desktop.published.subjects.heads import YEARS, Head, funds_in, head_of, title_in
from desktop.published.subjects.tables import CODE
from desktop.published.subjects.words import OUTLAY

KINDS = {"projects": ("projects", "project"), "purchases": ("procurements", "item")}
"""The records of each kind of list, and the field that names one."""
BASE: dict[str, Filter] = {
    "projects": (("side", (OUTLAY,)), ("nature", (str(Nature.PROJECT),))),
    "purchases": (("side", ("采购",)),),
}
TOTALS = {each * times for each in ("合计", "总计", "总合计", "共计") for times in (1, 2)}
"""What stands before the amounts of the total of a list, perhaps also in the column of numbers."""
_SUBTOTAL = re.compile(r"小计$")


def recognised(source: SourceTable, form: Form) -> Recognised | None:
    """Return a list of projects or purchases with what its columns mean; None where it is not plainly one."""
    head = head_of(source)
    kind, title = title_in(head.above) if head else ("", "")
    if head is None or not head.unit or kind not in KINDS or len(head.rows) > MOST_ROWS:
        return None
    fields = _fields(head, kind)
    records, named = KINDS[kind]
    names = (n for wanted in (named, "procurement_kind") for n, field in fields.items() if field == wanted)
    name = next(names, -1)
    amounts = _amounts(head, fields) if name >= 0 else {}
    funds = funds_in(title)
    where: Filter = (*BASE[kind], *((("fund", funds),) if funds else ()))
    rows = [row for row in head.rows if any(cell_of(row, n) for n in amounts)]
    if not amounts or not rows:
        return None
    totals = [row for row in rows if _is_total(row, head, amounts)]
    listed = [row for row in rows if row not in totals and cell_of(row, name)]
    columns = {n: Member(f"c{n}", "".join(head.paths[n]), (*where, *own), _down(rows, n)) for n, own in amounts.items()}
    unknown = [Member(f"c{n}", "", None, _down(rows, n)) for n in _unknown(head, {*fields, *columns})]
    division = Division([*columns.values(), *unknown], one_group=True, closed=True)
    division.run()
    named_parts = {part for member in columns.values() for part in member.parts}
    columns = {n: m for n, m in columns.items() if m.entered and (division.is_root(m) or m.name in named_parts)}
    doubts = [*division.doubts, *_doubts(columns, totals, listed, name)]
    if any(map(_is_group, (cell_of(row, name) for row in listed))) or not columns or len(totals) > 1:
        return None
    own_columns = tuple(_column(head, n, fields, columns, amounts, name) for n in range(len(head.paths)))
    block = BlockSpec(own_columns, () if doubts else (RowSpec("record", "records", source=records),))
    spec = TableSpec(f"list:{title}", "", title, "", NumberStyle(unit=head.unit, zero=""), where, (block,))
    known = tuple(_known(row, fields, kind) for row in (listed if not doubts else ()))
    above = tuple(row for row in source.rows if row.number < head.body)
    return Recognised(
        form,
        spec,
        SourceTable(source.file, source.sheet, (*above, *known), source.notes, (), source.unproven),
        head.body,
        0,
        head.unit,
        head.stated_year,
        doubts=tuple(Finding("上年", Severity.WARNING, d, Place(file=source.file, sheet=source.sheet)) for d in doubts),
        partial=not totals,
    )


def _fields(head: Head, kind: str) -> dict[int, str]:
    """Return the field of a record in each column that has one; the first column of each."""
    known, found = words.fields_of(kind), dict[int, str]()
    for n, path in enumerate(head.paths):
        field = known.get(words.key(path[-1]) if path else "")
        texts = [cell for row in head.rows if (cell := cell_of(row, n))]
        codes = field == "function" and any(map(CODE.fullmatch, texts))
        if field and field not in found.values() and (codes or any(amount_of(text) is None for text in texts)):
            found[n] = field
    return found


def _amounts(head: Head, fields: dict[int, str]) -> dict[int, Filter]:
    """Return the columns of amounts of this year and what each narrows; the first of several that narrow the same."""
    wheres: dict[int, Filter] = {}
    for n, path in enumerate(head.paths):
        texts = [cell for row in head.rows if (cell := cell_of(row, n))]
        if n in fields or not texts or not path or any(amount_of(text) is None for text in texts):
            continue
        where = words.heading(path, OUTLAY, head.year, YEARS)
        if where is not None and {name for name, _ in where} <= {"fund", "carry"}:
            wheres[n] = where
    carried = any("carry" in dict(where) for where in wheres.values())
    found: dict[int, Filter] = {}
    for n, where in wheres.items():
        apart = carried and "carry" not in dict(where) and (where or words.is_of_year(head.paths[n]))
        own: Filter = (*where, ("carry", ("当年",))) if apart else where
        if own not in found.values():
            found[n] = own
    return found


def _unknown(head: Head, known: Collection[int]) -> list[int]:
    """Return the columns of amounts that nobody understands, which may be what a sum lacks."""
    paths = {n: path for n, path in enumerate(head.paths) if n not in known and path}
    mine = [n for n, path in paths.items() if words.is_of_budget(path, head.year, YEARS)]
    return [n for n in mine if all(amount_of(cell_of(row, n)) is not None for row in head.rows)]


def _down(rows: Sequence[SourceRow], n: int) -> dict[int, Decimal | None]:
    return {row.number: amount_of(cell_of(row, n)) for row in rows}


def _is_total(row: SourceRow, head: Head, amounts: dict[int, Filter]) -> bool:
    """Tell whether a row is the total of the list: nothing but 合计 stands before its amounts."""
    cells = [cell_of(row, n) for n in range(len(head.paths)) if n not in amounts]
    return words.key("".join(cell for cell in cells if amount_of(cell) is None)) in TOTALS


def _is_group(name: str) -> bool:
    """Tell whether a row is the sum of the rows about it, and no project or purchase."""
    return bool(_SUBTOTAL.search(name)) or name.startswith("其中")


def _doubts(
    columns: dict[int, Member], totals: Sequence[SourceRow], listed: Sequence[SourceRow], name: int
) -> list[str]:
    """Return what the total of a list contradicts; without a total, a row that is the sum of those below it."""
    members = [
        Member(f"r{row.number}", cell_of(row, name), None, {n: amount_of(cell_of(row, n)) for n in columns})
        for row in (*totals, *listed)
    ]
    if not totals:
        return []
    total, parts = members[0], members[len(totals) :]
    total.label = total.label or TOTAL
    return [] if Division([]).makes_up(total, parts) else [Division([]).differs(total, parts)]


def _column(
    head: Head, n: int, fields: dict[int, str], columns: dict[int, Member], amounts: dict[int, Filter], name: int
) -> ColumnSpec:
    path = head.paths[n] or ("",)
    if n in columns:
        return ColumnSpec(f"c{n}", path, "amount", 10, amounts[n], sum_of=columns[n].parts)
    if n == name:
        return ColumnSpec("label", path, "field", 10, source=fields[n])
    return ColumnSpec(f"c{n}", path, "field" if n in fields else "blank", 10, source=fields.get(n, ""))


def _known(row: SourceRow, fields: dict[int, str], kind: str) -> SourceRow:
    """Return a row with its fields in the ledger's words; a word that is not understood says nothing."""
    cells = list(row.cells)
    for n, field in fields.items():
        if n >= len(cells):
            continue
        text = cells[n].strip()
        if field == "function":
            code = re.sub(r"[^0-9].*$", "", text)
            cells[n] = code if load("function").name(code) else ""
        elif field == "fund":
            fund = read_source(split_carried(text)[0])
            cells[n] = str(fund[0]) if fund else ""
        elif field == "procurement_kind":
            cells[n] = words.purchase_kinds().get(words.key(text), "")
    return SourceRow(row.number, tuple(cells))

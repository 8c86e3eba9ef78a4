"""Tables of income and spending whose rows are named, not numbered: 收支总表, 收入总表, 财政拨款收支总表, “三公”经费表.

Each side is understood by itself: its columns by their headings, its rows by their labels, and which of them are parts
of which by their meaning and their amounts. What does not add up is a doubt; what is not understood is named.
"""

from desktop.catalog.measures import Filter
from desktop.dataclass import dataclass
from desktop.findings import Finding, Place, Severity
from desktop.layouts.form.spec import BlockSpec, ColumnSpec, Form, RowSpec, TableSpec
from desktop.ledger.vocabulary import FISCAL
from desktop.money import NumberStyle
from desktop.outside.source_files import SourceRow, SourceTable
from desktop.published.reading import PASSED, UNREAD
from desktop.published.recognise import Recognised
from desktop.published.subjects import words
from desktop.published.subjects.columns import cell_of
from desktop.published.subjects.division import MOST, Member, amount_of
from desktop.published.subjects.heads import Head, Part, funds_in, head_of, parts_of, title_in
from desktop.published.subjects.members import Half, columns_of, newest, one_row, rows_of
from desktop.published.subjects.tables import CODE
from desktop.published.subjects.words import INCOME, OUTLAY, THREE_PUBLIC


@dataclass(frozen=True, slots=True)
class Sided:
    """A table of named rows: its halves, and which money it is of."""

    head: Head
    title: str
    where: Filter
    halves: tuple[Half, ...]


def recognised(source: SourceTable, form: Form) -> Recognised | None:
    """Return a table of named rows with what they mean; None where it is not plainly one."""
    head = head_of(source)
    kind, title = title_in(head.above) if head else ("", "")
    if head is None or not head.unit or kind not in ("sides", "three_public") or len(head.rows) > MOST:
        return None
    if "收支" not in title and INCOME not in title and _is_of_subjects(head):
        return None
    sided = _sided(head, title, kind == "three_public")
    readable = [half for half in sided.halves if half.columns and any(m.where is not None for m in half.rows.values())]
    doubts = [doubt for half in sided.halves for doubt in half.doubts]
    if not readable and not doubts:
        return None
    blocks = tuple(_block(sided, half, len(readable) == 1) for half in sided.halves)
    spec = TableSpec(f"rows:{title}", "", title, "", NumberStyle(unit=head.unit, zero=""), sided.where, blocks)
    only = next((half.only for half in sided.halves if half.only), ()) if len(readable) == 1 else ()
    rows = tuple(row for row in source.rows if row.number < head.body or not only or row.number in only)
    trimmed = SourceTable(source.file, source.sheet, rows, source.notes, (), source.unproven)
    return Recognised(
        form,
        spec,
        trimmed,
        head.body,
        0,
        head.unit,
        head.stated_year,
        doubts=tuple(_finding(source, doubt) for doubt in doubts),
        partial=any(half.rows and not half.proven for half in sided.halves),
    )


def _is_of_subjects(head: Head) -> bool:
    """Tell whether a table is one of subjects, which are told by their codes; with units among them it is not."""
    units = any("单位" in "".join(path) for path in head.paths)
    return not units and any(CODE.fullmatch(cell) for row in head.rows for cell in row.cells[:3])


def _finding(source: SourceTable, doubt: str) -> Finding:
    return Finding("上年", Severity.WARNING, doubt, Place(file=source.file, sheet=source.sheet))


def _sided(head: Head, title: str, three_public: bool) -> Sided:
    funds = funds_in(title) or (tuple(map(str, FISCAL)) if three_public else ())
    where: Filter = (("fund", funds),) if funds else ()
    halves = []
    for part in parts_of(head):
        half = Half(part, THREE_PUBLIC if three_public else _side(head, part, title))
        if part.label >= 0 or three_public:
            _understand(head, half, where)
        halves.append(half)
    return Sided(head, title, where, tuple(halves))


def _understand(head: Head, half: Half, where: Filter) -> None:
    """Note columns and rows of a part of a table."""
    if not half.side or not half.part.amounts:
        return
    rows = newest(head.rows, half.part.label)
    label, side = half.part.label, half.side
    named = [row for row in rows if label >= 0 and words.meaning_of(cell_of(row, label), side)]
    columns_of(head, half, where, named or rows)
    if half.side == THREE_PUBLIC and any("economic" in dict(own) for own in half.own.values()):
        one_row(head, half, where)
    elif half.columns and half.part.label >= 0:
        rows_of(head, half, where)


def _side(head: Head, part: Part, title: str) -> str:
    """Return of which side a part of a table is: by its headings, by the title, else by the labels of its rows."""
    headings = "".join("".join(head.paths[n]) for n in range(part.first, part.end))
    for text in (headings, title):
        income, outlay = INCOME in text, OUTLAY in text
        if income != outlay and "收支" not in text:
            return INCOME if income else OUTLAY
    labels = [words.key(cell_of(row, part.label)) for row in head.rows if part.label >= 0]
    known = {side: sum(label in words.rows_of(side) for label in labels) for side in (INCOME, OUTLAY)}
    return "" if known[INCOME] == known[OUTLAY] else max(known, key=lambda side: known[side])


def _block(sided: Sided, half: Half, alone: bool) -> BlockSpec:
    """Return the columns and rows of a part as a layout would have them; alone: rows not to be read are left out."""
    columns = tuple(_column(sided.head, half, n) for n in range(half.part.first, half.part.end))
    rows = [
        _row(half, half.rows.get(row.number), cell_of(row, half.part.label) if half.part.label >= 0 else "", row)
        for row in sided.head.rows
        if not (alone and half.only) or row.number in half.only
    ]
    sides = [side for name, sides in half.total or () if name == "side" for side in sides] if half.proven else []
    rest = tuple(each for each in half.total or () if each[0] != "side")
    wholes = (RowSpec(f"whole{side}", "records", where=(("side", (side,)), *rest)) for side in sides)
    return BlockSpec(columns, (*rows, *wholes))


def _column(head: Head, half: Half, n: int) -> ColumnSpec:
    path = head.paths[n] or ("",)
    member = half.columns.get(n)
    if member is None or not half.rows:
        return ColumnSpec(f"c{n}", path, "label" if n == half.part.label else "blank", 10)
    return ColumnSpec(f"c{n}", path, "amount", 10, half.own[n], sum_of=member.parts)


def _row(half: Half, member: Member | None, label: str, row: SourceRow) -> RowSpec:
    name = f"r{row.number}"
    amounts = [amount_of(cell_of(row, n)) for n in half.columns]
    if (
        (half.only and row.number not in half.only)
        or row.number in half.passed
        or ((member is None or member.where is None) and None not in amounts and not any(amounts))
    ):
        return RowSpec(name, PASSED, label)  # of other money, or of none
    if member is None or member.where is None or not (half.proven or any(cell_of(row, n) for n in half.columns)):
        return RowSpec(name, UNREAD, label)
    return RowSpec(name, "fixed" if member.entered else "total", label, member.where, member.parts)

"""Codes for the rows of a table of subjects (科目) that prints only their names, and tables that say there is nothing.

A name is a code only where the classification of the year has exactly one subject of that name at that level under the
subject above it; any other row stays without a code, and is named as not read.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from desktop.catalog.classification import LEVEL_LENGTHS, Code, load
from desktop.layouts.form.spec import BlockSpec, ColumnSpec, Form, RowSpec, TableSpec
from desktop.money import NumberStyle
from desktop.outside.source_files import SourceRow, SourceTable
from desktop.published.reading import MOST_ROWS
from desktop.published.recognise import Recognised
from desktop.published.subjects import words
from desktop.published.subjects.columns import cell_of
from desktop.published.subjects.division import amount_of
from desktop.published.subjects.heads import Head, head_of, parts_of
from desktop.published.subjects.tables import CODE, TOTALS, title_of

_HEADS = (("government", "政府预算|政府经济"), ("economic", "经济"), ("function", "功能"))
_WRITTEN = re.compile(r"(?<![0-9])([235][0-9]{2}(?:[0-9]{2}){0,2})(?![0-9.])")
CODES, NAMES = "科目编码", "科目名称"


def with_codes(source: SourceTable) -> SourceTable | None:
    """Return a table of named subjects with a column of their codes; None where it is none, or has codes."""
    head = head_of(source)
    if head is None or title_of(head.above) is None or len(head.rows) > MOST_ROWS:
        return None
    parts = [part for part in parts_of(head) if part.label >= 0 and part.amounts]
    if len(parts) != 1 or any(map(_has_code, head.rows)):
        return None
    label = parts[0].label
    dimension = _dimension(head, label)
    if not dimension:
        return None
    codes = _Codes(dimension, head.stated_year or 0)
    found = {row.number: codes.next(cell_of(row, label)) for row in head.rows}
    if not any(found.values()):
        return None
    width = len(head.paths)
    rows = []
    for row in source.rows:
        cells = [cell_of(row, n) for n in range(width)]
        if row.number >= head.body:
            rows.append(SourceRow(row.number, (*cells, found.get(row.number, ""))))
        elif len({*filter(None, row.cells)}) > 1 and not words.key(cells[label]).endswith("表"):
            cells[label] = NAMES if cells[label] else ""
            rows.append(SourceRow(row.number, (*cells, CODES)))
        else:
            rows.append(row)
    return replace(source, rows=tuple(rows))


def _has_code(row: SourceRow) -> bool:
    return any(CODE.fullmatch(cell) for cell in row.cells[:3])


def _dimension(head: Head, label: int) -> str:
    """Return by which classification the rows are named: their heading says so, or their highest names do."""
    text = "".join((*head.paths[label], *head.above))
    named = next((dimension for dimension, pattern in _HEADS if re.search(pattern, text)), "")
    if named:
        return named
    labels = [words.key(cell_of(row, label)) for row in head.rows]
    known = {dimension: sum(each in words.tops(dimension) for each in labels) for dimension, _ in _HEADS}
    most = max(known.values())
    best = [dimension for dimension, count in known.items() if count == most and most]
    return best[0] if len(best) == 1 else ""


class _Codes:
    """Gives the names of a table their codes, in their order: below a 类 stand its 款, below a 款 its 项."""

    def __init__(self, dimension: str, year: int) -> None:
        self._year = year
        self._lengths = tuple(LEVEL_LENGTHS[dimension].values())
        self._table = load(dimension)
        self._tops = words.tops(dimension)
        self._above: list[str] = []
        self._used: set[str] = set()

    def next(self, label: str) -> str:
        """Return the code of the next row, empty where its name leaves it open."""
        written = _WRITTEN.search(label)
        if written and self._table.name(written[1]):
            code = written[1]
        elif words.key(label) in TOTALS:
            return ""
        else:
            code = self._of_name(words.key(_WRITTEN.sub("", label)))
        if code:
            self._above = self._table.ancestors(code)
            self._used.add(code)
        else:
            self._above = self._above[:1]  # what stands below it is below nobody knows what
        return code

    def _of_name(self, name: str) -> str:
        found = {code for level in self._levels(name) for code in level[:2] if code not in self._used}
        return found.pop() if len(found) == 1 else ""

    def _levels(self, name: str) -> Iterable[list[str]]:
        """Yield the subjects of a name that may stand here, level by level."""
        nearest: list[str] = []
        for parent in self._above[:-1] if len(self._above) == len(self._lengths) else self._above:
            nearest = [code.code for code in self._below(parent) if name in self._names(code)]
            yield nearest
        if len(self._above) == 1 and len(self._lengths) > 2 and not nearest:  # 类 and 项 only
            lower = [each for child in self._below(self._above[0]) for each in self._below(child.code)]
            yield [code.code for code in lower if name in self._names(code)]
        top = self._tops.get(name, "")
        yield [top] if top and self._is_in_force(self._table.codes[top]) else []

    def _below(self, parent: str) -> Sequence[Code]:
        codes = (self._table.codes[code] for code in self._table.children.get(parent, ()))
        return [code for code in codes if self._is_in_force(code)]

    def _is_in_force(self, code: Code) -> bool:
        return not self._year or code.in_force(self._year)

    def _names(self, code: Code) -> set[str]:
        return {words.key(code.name_in(self._year) if self._year else code.name)}


def empty(source: SourceTable, form: Form) -> Recognised | None:
    """Return a table that says that there is no such money: it prints 0 or says so; a blank one says nothing."""
    head = head_of(source)
    where = title_of(head.above) if head else None
    if head is None or not where or "fund" not in dict(where) or not head.unit:
        return None
    texts = [cell for row in head.rows for cell in row.cells if cell]
    figures = [
        amount for text in texts if (amount := amount_of(text)) is not None and not re.fullmatch("[-—－–]+", text)
    ]
    spoken = [text for text in texts if amount_of(text) is None and words.key(text) not in TOTALS]
    denied = [text for text in spoken if words.no_money().search(text)]
    if any(figures) or len(denied) < len(spoken) or not (figures or denied):
        return None
    columns = (ColumnSpec("c0", head.paths[0] or ("",), "name", 10), ColumnSpec("c1", ("",), "amount", 10))
    tree = RowSpec("tree", "tree", dimension="function", levels=tuple(LEVEL_LENGTHS["function"]))
    style = NumberStyle(unit=head.unit, zero="")
    spec = TableSpec(f"subjects:{head.above[-1]}", "", head.above[-1], "", style, where, (BlockSpec(columns, (tree,)),))
    above = replace(source, rows=tuple(row for row in source.rows if row.number < head.body))
    return Recognised(form, spec, above, head.body, 0, head.unit, head.stated_year)

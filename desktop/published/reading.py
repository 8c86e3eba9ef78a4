"""Reading the body of a recognised table: every amount with the filter it is the sum of, or the reason for refusing it.

Fail-closed: what is not plainly a number, or stands in a row nobody can place, is a reject, never a zero.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import field, replace
from decimal import Decimal

from desktop.catalog.classification import LEVEL_LENGTHS, former_names, load
from desktop.catalog.measures import Filter
from desktop.dataclass import dataclass
from desktop.findings import Finding, Place, Severity
from desktop.layouts.form.spec import BlockSpec, ColumnSpec, RowSpec
from desktop.money import FEN_PER, LARGEST_FEN, AmountError, Fen
from desktop.outside.workbook_parts import letters
from desktop.published.digits import half_of, rounded_to
from desktop.published.labels import ORDINAL, only_row
from desktop.published.recognise import Recognised, comparable, filled, grid_of
from desktop.published.record_fields import narrowed

TOTAL = "合计"
UNREAD, PASSED = "unread", "passed"
"""Rows of a table in no layout: nobody understands it, and its amounts are named; it is of other money."""
MOST_ROWS = 1_500
"""Rows of one published table of a unit; the longest real ones have some hundreds."""

NOTE = re.compile(r"^(?:注|备注)")
PRINTED = re.compile(r"(?:[0-9]{1,20}|[0-9]{1,3}(?:,[0-9]{3}){1,6})(?:\.[0-9]{1,20})?")
"""How tables print an amount; the bounds only keep a cell of a million digits from being worked on."""
BLANK = re.compile(r"[-－—–]{1,3}|")
"""How tables print that there is nothing."""


@dataclass(frozen=True, slots=True)
class ReadCell:
    """One amount of a file: where it stood, which question it answers, how much (分).

    leaf: no other cell of the table is a part of it. project: the name of a project row. item: one of several
    procurement items that may share a question, so that only their sum can be compared. alone: an amount beside the
    others that no sum of the table names (其中 …): it stands for itself. label: the row's words as in the file.
    half: by how much, in 分, what is meant may differ from what is printed.
    """

    table: str
    block: int
    row: str
    column: str
    where: Filter
    amount: Fen
    leaf: bool
    project: str = ""
    item: bool = False
    alone: bool = False
    place: Place = field(default_factory=Place)
    label: str = ""
    half: Fen = 0


@dataclass(slots=True)
class ReadTable:
    """A table as read: its cells, and a finding for each one refused.

    decimals: as many as nine in ten amounts have at most; a few may have more. most: the most that any has. zeros: some
    amount ends with a zero behind the point, as only a fixed number of decimals makes it.
    """

    recognised: Recognised
    cells: list[ReadCell] = field(default_factory=list)
    rejects: list[Finding] = field(default_factory=list)
    decimals: int = 0
    most: int = 0
    zeros: bool = False

    def with_digits(self, decimals: int, rounds: bool = False) -> None:
        """Note by how much what is meant by a cell may differ from it, in a table that prints so many decimals.

        rounds: the file rounds to so many, however few they are.
        """
        unit, moves_tails = self.recognised.unit, self.recognised.form.rounding == "adjust_largest"
        for number, cell in enumerate(self.cells):
            half = half_of(unit, decimals, rounds)
            while half and cell.amount % (2 * half):
                half //= 10
            half = half * 2 if moves_tails else half
            if half != cell.half:
                self.cells[number] = replace(cell, half=half)


def read_all(recognised: Iterable[Recognised]) -> list[ReadTable]:
    """Read the tables of a file.

    One without zeros behind the point (100, 0.25) does not say how many digits it was printed with: those are the
    digits of the other tables, which may have every 分.
    """
    tables = [BodyReader(table).read() for table in recognised]
    for table in tables:
        alike = [other for other in tables if other.recognised.unit == table.recognised.unit]
        digits = max(other.decimals for other in alike)
        rounded = rounded_to([(other.most, other.zeros, len({c.amount for c in other.cells})) for other in alike])
        if rounded is not None and table.most <= rounded:
            table.with_digits(rounded, rounds=True)
        elif not table.zeros:
            table.with_digits(digits)
    return tables


@dataclass(frozen=True, slots=True)
class _Row:
    """Which row of the form a line of the sheet is."""

    spec: RowSpec
    id: str
    where: Filter
    project: str = ""
    label: str = ""


class BodyReader:
    """Reads one recognised table."""

    def __init__(self, recognised: Recognised) -> None:
        self._recognised = recognised
        self._spec = recognised.spec
        self._style = recognised.spec.style or recognised.form.table_style
        self._rows = grid_of(recognised.source)
        self._records = 0
        self._decimals: list[int] = []
        self.found = ReadTable(recognised, rejects=list(recognised.doubts))

    def read(self) -> ReadTable:
        """Return every amount of the table."""
        left = self._recognised.left
        numbers = [n for n in sorted(self._rows) if n >= self._recognised.body]
        end = next((n for n in numbers if NOTE.match("".join(self._rows[n]))), None)
        numbers = [n for n in numbers if end is None or n < end]
        if len(numbers) > MOST_ROWS:
            self._reject(numbers[MOST_ROWS], "", f"超过 {MOST_ROWS} 行，不像是一个单位的公开表，其余没有读取")
            numbers = numbers[:MOST_ROWS]
        for number, block in enumerate(self._spec.blocks):
            if any(column.kind == "amount" for column in block.columns):
                self._block(number, block, left, numbers)
            left += len(block.columns)
        _mark_leaves(self.found.cells)
        self.found.decimals = sorted(self._decimals)[len(self._decimals) * 9 // 10] if self._decimals else 0
        self.found.most = max(self._decimals, default=0)
        self.found.with_digits(self.found.decimals)
        return self.found

    def _block(self, number: int, block: BlockSpec, left: int, rows: list[int]) -> None:
        position = 0
        seen: set[str] = set()
        for row_number in rows:
            texts = [self._text(row_number, left + n) for n in range(len(block.columns))]
            if not any(texts):
                continue
            row, position = self._row(block, texts, position)
            amounts = [(c, t) for c, t in zip(block.columns, texts, strict=True) if c.kind == "amount"]
            if row is None or row.spec.kind in (UNREAD, PASSED):
                if any(t for _, t in amounts) and (row is None or row.spec.kind == UNREAD):
                    self._reject(row_number, "", f"“{' '.join(t for t in texts if t)[:20]}”这一行不知道是什么")
                continue
            worded = zip(block.columns, texts, strict=True)
            words = [text for column, text in worded if column.kind not in ("amount", "blank") and text]
            row = replace(
                row, label=" ".join(words) or TOTAL, id=f"{row.spec.id}:{row.id}" if row.id in seen else row.id
            )
            seen.add(row.id)
            for column, text in amounts:
                self._amount(number, row_number, row, column, text)

    def _text(self, row: int, column: int) -> str:
        cells = self._rows[row]
        return cells[column].strip() if column < len(cells) else ""

    # rows ---------------------------------------------------------------------------------------------

    def _row(self, block: BlockSpec, texts: list[str], position: int) -> tuple[_Row | None, int]:
        """Return which row of the form this is, and where the next one is looked for first."""
        kinds = [column.kind for column in block.columns]
        code = "".join(t for t, kind in zip(texts, kinds, strict=True) if kind == "code")
        words = next((t for t, kind in zip(texts, kinds, strict=True) if kind in ("label", "name") and t), "")
        if BLANK.fullmatch(code):  # a total has no code: ——
            code = ""
        if code and not comparable(code).replace(TOTAL, ""):  # 合计 stands across the columns of code and name
            code, words = "", words or TOTAL
        if "field" in kinds and not words:
            words = next((t for c, t in zip(block.columns, texts, strict=True) if c.id == "label" and t), "")
        order = [*range(position, len(block.rows)), *range(position)]
        for index in order:
            spec = block.rows[index]
            row = self._as(spec, block, texts, code, words)
            if row is not None:
                stays = spec.kind in ("tree", "records")
                return row, index if stays else index + 1
        fixed = {index: block.rows[index].label for index in order if block.rows[index].kind in ("fixed", "total")}
        alike = only_row(words, fixed) if words and not code else None
        if alike is None:
            return None, position
        return _Row(block.rows[alike], block.rows[alike].id, block.rows[alike].where), alike + 1

    def _as(self, spec: RowSpec, block: BlockSpec, texts: list[str], code: str, words: str) -> _Row | None:
        if spec.kind == "tree":
            return self._tree_row(spec, block, texts, code, words)
        if spec.kind == "records":
            return None if words == TOTAL else self._record_row(spec, block, texts)
        if spec.kind == "blank" or (code and not spec.code):
            return None
        labels = {comparable(filled(spec.label))} | ({""} if not spec.label else set())
        unit_row = spec.label == "{unit}"
        if comparable(words) in labels or (unit_row and words and words != TOTAL):
            return _Row(spec, spec.id, spec.where)
        return None

    def _record_row(self, spec: RowSpec, block: BlockSpec, texts: list[str]) -> _Row | None:
        """A project, procurement item or line: its fields say which amounts it holds."""
        values = {c.source: t for c, t in zip(block.columns, texts, strict=True) if c.kind == "field"}
        if spec.source not in ("projects", "procurements", "lines") or not any(values.values()):
            return None
        asked = narrowed(spec.source, values)
        if asked is None:
            return None
        where = (*spec.where, *asked)
        self._records += 1
        return _Row(
            spec, f"{spec.id}{self._records}", where, values.get("project", "") if spec.source == "projects" else ""
        )

    def _tree_row(self, spec: RowSpec, block: BlockSpec, texts: list[str], code: str, words: str) -> _Row | None:
        lengths = [LEVEL_LENGTHS[spec.dimension][level] for level in spec.levels]
        names = load(spec.dimension)
        if not code:
            if any(column.kind == "code" for column in block.columns):
                return None
            name = ORDINAL.sub("", words)
            code = next((c for c in sorted(names.codes) if len(c) == lengths[0] and names.name(c) == name), "")
            code = code or (former_names().get(name, "") if spec.dimension == "function" else "")
        if len(code) not in lengths or not names.name(code):
            return None
        pair = "".join(t for c, t in zip(block.columns, texts, strict=True) if c.kind == "pair_code")
        if spec.pair and pair and not load(spec.pair).name(pair):
            return None
        where = (*spec.where, (spec.dimension, (code,)))
        if spec.pair and pair:
            where = (*where, (spec.pair, (pair,)))
        return _Row(spec, f"{code}/{pair}" if spec.pair and pair else code, where)

    # amounts ------------------------------------------------------------------------------------------

    def _amount(self, block: int, number: int, row: _Row, column: ColumnSpec, text: str) -> None:
        if column.value != "this":
            return
        if not text and not row.where and row.spec.kind == "fixed" and not row.spec.sum_of:
            return
        fen, place = self._fen(text), self._place(number, column.header[-1])
        if isinstance(fen, AmountError):
            self._reject(number, column.header[-1], fen.reason)
            return
        where = (*self._spec.where, *row.where, *column.where)
        leaf, alone = _is_part(self._spec.blocks[block], row.spec, column)
        item = row.spec.source == "procurements"
        self.found.cells.append(
            ReadCell(
                self._spec.id, block, row.id, column.id, where, fen, leaf, row.project, item, alone, place, row.label
            )
        )

    def _fen(self, text: str) -> Fen | AmountError:
        """Return the amount of a cell in 分; blank is 0 only where the form prints 0 as a blank."""
        if self._style.zero == "" and BLANK.fullmatch(text):
            return 0
        if not text:
            return AmountError("是空白，不知道是不是 0")
        decimals = text.partition(".")[2]
        self._decimals.append(len(decimals))
        self.found.zeros |= decimals.endswith("0")
        return printed_amount(text, self._recognised.unit)

    def _reject(self, number: int, column: str, message: str) -> None:
        self.found.rejects.append(Finding("上年", Severity.WARNING, message, self._place(number, column)))

    def _place(self, number: int, column: str) -> Place:
        """Return where a cell stands in the file; of a table with its subjects across by its column there."""
        source = self._recognised.source
        if self._recognised.across:  # its subjects stand across: a row here is a column there
            across = letters(number - self._recognised.across[1])
            return Place(file=source.file, sheet=source.sheet, row=column, column=across)
        return Place(file=source.file, sheet=source.sheet, line_number=number, column=column)


def printed_amount(text: str, unit: str) -> Fen | AmountError:
    """Return an amount as printed tables have it, in 分: digits, thousands separators, a point; never negative.

    A layout prints amounts of a year, which are not below zero (changes are not read). `1e3`, `1_000`, full-width
    digits and words are refused, as are parts of a 分 and amounts no budget reaches.
    """
    if not PRINTED.fullmatch(text):
        if PRINTED.fullmatch(text.lstrip("-－−")):
            return AmountError(f"“{text}”是负数，预算数不能为负，请核对")
        return AmountError(f"“{text}”不是金额，没有按 0 处理")
    value = Decimal(text.replace(",", "")) * FEN_PER[unit]
    if value != value.to_integral_value():
        return AmountError(f"“{text}”{unit}不是整分，请核对金额单位")
    if value > LARGEST_FEN:
        return AmountError(f"“{text}”{unit}过大，请核对金额单位")
    return int(value)


def _is_part(block: BlockSpec, row: RowSpec, column: ColumnSpec) -> tuple[bool, bool]:
    """Tell whether a cell is a part that no other cell divides, and whether it repeats others instead (其中 …)."""
    named_rows = {name for other_row in block.rows for name in other_row.sum_of}
    named_columns = {name for other_column in block.columns for name in other_column.sum_of}
    row_part = row.kind in ("tree", "records") or (not row.sum_of and row.kind != "total")
    row_named = row.kind in ("tree", "records") or not named_rows or row.id in named_rows
    column_named = not named_columns or column.id in named_columns
    part = row_part and not column.sum_of
    return part and row_named and column_named, part and not (row_named and column_named)


def _mark_leaves(cells: list[ReadCell]) -> None:
    """A code row with rows below it in the file is no leaf (one file stops at 款 where another goes to 项)."""
    above: set[tuple[int, str, str]] = set()
    divided: set[str] = set()
    for cell in cells:
        code = _code(cell.row)
        above |= {(cell.block, _prefix(cell.row), code[:length]) for length in range(1, len(code))}
        if "/" in cell.row:
            divided |= {cell.row[:length] for length in range(1, len(cell.row) + 1)}
    for number, cell in enumerate(cells):
        code = _code(cell.row)
        if cell.leaf and code.isdigit() and "/" not in cell.row:
            below = (cell.block, _prefix(cell.row), code) in above or cell.row in divided
            cells[number] = replace(cell, leaf=not below)


def _code(row: str) -> str:
    return row.split("/", maxsplit=1)[0].rpartition(":")[2]


def _prefix(row: str) -> str:
    return row.rpartition(":")[0]


def amounts(tables: list[ReadTable]) -> Iterator[ReadCell]:
    """Yield every cell of several tables."""
    for table in tables:
        yield from table.cells

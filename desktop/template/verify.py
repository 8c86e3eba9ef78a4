"""Comparing a filled workbook with the ledger: every sum of the template, and the rows or columns it sums.

A sum is compared with what the ledger gives for its row and column; the cells it sums must cover that amount and no
money twice. What cannot be worked out is a difference too: a sum nobody has checked is not right.
"""

from collections.abc import Callable, Iterator
from dataclasses import field
from decimal import ROUND_HALF_UP, Decimal

from desktop.catalog.classification import load
from desktop.catalog.measures import CODE_DIMENSIONS, Filter
from desktop.compute.cube import Cube, Selection
from desktop.compute.lines import BudgetLine
from desktop.dataclass import dataclass
from desktop.money import FEN_PER, YUAN, Fen
from desktop.published.domains import union
from desktop.template.cell_values import CHANGE, EXECUTED, amount_of, lines_of
from desktop.template.complete import incomplete
from desktop.template.mapping import CellMap, SheetMap
from desktop.template.meanings import is_total
from desktop.template.recalculate import FormulaSheet, Unknown
from desktop.template.sheet_xml import split

SHOWN_CODES = 8
"""How many codes without a row are named."""

NO_PLACE, NO_COLUMN = "没有找到位置的有", "表中没有对应的列的有"

DIVIDING = ("nature", "fund", "carry")
"""The properties of money that columns beside each other are divided by."""
_KINDS = {"人员": "人员经费", "公用": "公用经费", "项目": "项目支出", "当年": "当年资金", "结转": "上年结转"}


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell whose amount in the template is not the ledger's; `reason` is the explanation where one is known."""

    sheet: str
    cell: str
    words: str
    template: str
    ledger: str
    reason: str = ""

    def describe(self) -> str:
        """Return place, both sides and reason as one sentence."""
        words = f"（{self.words}）" if self.words else ""
        reason = f"：{self.reason}" if self.reason else ""
        return f"工作表“{self.sheet}”{self.cell}{words} 表中为 {self.template}，账本为 {self.ledger}{reason}"


@dataclass(slots=True)
class Shown:
    """What each cell of a sheet shows that was filled: the lines behind it and whether of this or last year, or both.

    selections: place → (meaning of the year, lines). A change is a difference of two years and has no lines of its own.
    """

    selections: dict[str, tuple[str, Selection]] = field(default_factory=dict)
    listed: list[tuple[str, str, Selection, Selection]] = field(default_factory=list)
    """Of each list: its place, its dimension, the lines it speaks of, the lines that found a row."""
    across: list[tuple[str, str, Selection, Selection]] = field(default_factory=list)
    """Of each column that holds the money of others beside it: its place, what divides them, its lines, theirs."""
    expected: dict[str, tuple[str, Selection]] = field(default_factory=dict)
    """What the template's own formulas in the rows of a list must come to: words and lines."""
    known: dict[str, Fen | None] = field(default_factory=dict)
    """What each cell and each sum must come to, in 分."""
    amounts: dict[str, tuple[str, Decimal]] = field(default_factory=dict)
    """What formulas in and about a row list must come to: words and amount as the cell shows it."""


def differences(sheet: SheetMap, shown: Shown, cells: FormulaSheet, cube: Cube) -> list[Difference]:
    """Return the cells of a filled sheet that differ from the ledger."""
    return list(_Verifier(sheet, shown, cells, cube).all())


def wrong_year(sheet: str, titled: int, year: int) -> Difference | None:
    """Return the difference of a sheet whose title names another year than the budget's."""
    if titled in (0, year):
        return None
    return Difference(sheet, "表名", "", f"{titled} 年", f"{year} 年", "请核对表格与账本的年度")


class _Verifier:
    """Compares one sheet."""

    def __init__(self, sheet: SheetMap, shown: Shown, cells: FormulaSheet, cube: Cube) -> None:
        self._sheet, self._shown, self._cells, self._cube = sheet, shown, cells, cube

    def all(self) -> Iterator[Difference]:
        """Yield every difference: formulas first, then sums that were filled, then lists."""
        for check in self._sheet.checks:
            yield from self._formula(check)
        for place, (words, lines) in self._shown.expected.items():
            yield from self._row_of_list(place, words, lines)
        for place, (words, amount) in self._shown.amounts.items():
            yield from self._of_rows(place, words, amount)
        known = {check.cell for check in self._sheet.checks} | set(self._shown.expected) | set(self._shown.amounts)
        for place in self._cells.formulas():
            if place not in known:
                yield from self._counted_twice(place)
        for cell in self._sheet.cells:
            yield from self._uncovered(cell)
        for place, dimension, expected, shown in self._shown.listed:
            yield from self._missing(place, "列出的科目", dimension, expected, shown)
        for place, dimension, expected, shown in self._shown.across:
            yield from self._missing(place, "横向各列", dimension, expected, shown, lacking=NO_COLUMN)
        if not self._sheet.lists:
            yield from self._without_row()

    def _without_row(self) -> Iterator[Difference]:
        """Name the money that no fixed row shows, in columns where no total of the sheet has named it."""
        totals = [cell for cell in (*self._sheet.checks, *self._sheet.cells) if is_total(cell.row)]
        summed = {split(cell.cell)[0] for cell in totals}
        for place, dimension, expected, shown in incomplete(self._sheet, self._shown.selections, self._cube):
            if split(place)[0] not in summed:
                yield from self._missing(place, "列出的科目", dimension, expected, shown)

    def _formula(self, check: CellMap) -> Iterator[Difference]:
        """Compare the result of a formula with the ledger."""
        words = " ".join(part for part in (check.row, check.column) if part)
        ledger = self._ledger(check)
        try:
            actual = self._cells.value(check.cell)
        except Unknown:
            yield self._difference(check.cell, words, "无法计算的公式", ledger, "这个合计无法核对")
            return
        if not self._cells.has_formula(check.cell):
            yield self._difference(check.cell, words, "没有公式", ledger, "生成对应表时这里是公式，请重新生成对应表")
            return
        decimals = self._cells.decimals(check.cell)
        expected = ledger if decimals is None else ledger.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
        if actual != expected:
            yield self._difference(check.cell, words, actual, expected, self._reason(check))

    def _row_of_list(self, place: str, words: str, lines: Selection) -> Iterator[Difference]:
        ledger = Decimal(self._cube.total(lines)) / FEN_PER[self._sheet.unit_at(place)]
        try:
            actual = self._cells.value(place)
        except Unknown:
            yield self._difference(place, words, "无法计算的公式", ledger, "这个合计无法核对")
            return
        if actual != ledger:
            leaves = union([lines_shown for _, lines_shown in self._leaves(place)])
            reason = self._without_place("nature", lines, leaves) if self._leaves(place) else ""
            reason = self._of_blanks(place) or reason
            yield self._difference(place, words, actual, ledger, reason)

    def _of_rows(self, place: str, words: str, ledger: Decimal) -> Iterator[Difference]:
        """Compare a formula in or about a row list with what the records come to."""
        try:
            actual = self._cells.value(place)
        except Unknown:
            yield self._difference(place, words, "无法计算的公式", ledger, "这个合计无法核对")
            return
        decimals = self._cells.decimals(place)
        expected = ledger if decimals is None else ledger.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
        if actual != expected:
            twice = next((d.reason for d in self._counted_twice(place)), "")
            reason = twice or self._of_blanks(place) or "公式没有包含全部行，或重复相加"
            yield self._difference(place, words, actual, expected, reason)

    def _of_blanks(self, place: str, seen: tuple[str, ...] = ()) -> str:
        """Return as a reason that a formula takes cells which nobody has filled; empty where it takes none."""
        taken = self._cells.references(place)
        if blank := [cell for cell in taken if self._stays_blank(cell)]:
            columns = dict.fromkeys(split(cell)[0] for cell in blank)
            where = f"{'、'.join(columns)} 列" if len(blank) > 1 else blank[0]
            return f"公式取自没有填写的 {where}（没有认出，或账本中没有），请手工填写，或在对应表中补充"
        further = (cell for cell in taken if self._cells.has_formula(cell) and cell not in seen and cell != place)
        return next((reason for cell in further if (reason := self._of_blanks(cell, (*seen, place)))), "")

    def _stays_blank(self, place: str) -> bool:
        """Tell whether a cell waits for an amount that the mapping has none for."""
        if self._cells.has_value(place) or self._cells.has_formula(place):
            return False
        if place in self._sheet.unknown:
            return True
        column, row = split(place)
        lists = [(each.first, each.last, (*each.columns, *each.checks)) for each in self._sheet.lists]
        rows = [(each.first, each.last, (*each.columns, *each.checks)) for each in self._sheet.rows]
        areas = [(first, last, {letter for letter, _ in columns}) for first, last, columns in (*lists, *rows)]
        return any(first <= row <= last and column not in known for first, last, known in areas)

    def _ledger(self, cell: CellMap) -> Decimal:
        """Return the ledger's amount for a cell in the unit of the sheet."""
        fen = self._shown.known.get(cell.cell)
        fen = amount_of(self._cube, cell, None) if fen is None else fen
        return Decimal(fen or 0) / FEN_PER[self._sheet.unit_at(cell.cell)]

    def _reason(self, check: CellMap) -> str:
        """Return the reason for a wrong sum in Chinese: money counted twice, or money without a row."""
        twice = next((d.reason for d in self._counted_twice(check.cell)), "")
        reason = twice or self._of_blanks(check.cell)
        if reason or check.value in (CHANGE, EXECUTED):
            return reason
        expected = lines_of(self._cube, check)
        leaves = [lines for value, lines in self._leaves(check.cell) if value == check.value]
        return self._without_place(self._dimension(check), expected, union(leaves)) if leaves else ""

    def _counted_twice(self, place: str) -> Iterator[Difference]:
        """Find money that a formula which only adds counts more than once."""
        leaves = [lines for value, lines in self._leaves(place) if value == "this"]
        once = self._cube.total(union(leaves))
        summed = sum(self._cube.total(lines) for lines in leaves)
        if summed != once:
            unit = Decimal(FEN_PER[self._sheet.unit_at(place)])
            reason = "上下级科目或重叠的项目被重复相加"
            yield self._difference(place, "", summed / unit, once / unit, reason)

    def _leaves(self, place: str, seen: tuple[str, ...] = ()) -> list[tuple[str, Selection]]:
        """Return the lines of the filled cells behind a formula; none where it subtracts or is too complex."""
        if place in self._shown.selections:
            return [self._shown.selections[place]]
        terms = self._cells.terms(place)
        if terms is None or place in seen or any(sign < 0 for sign, _, _ in terms):
            return []
        inner = [term for _, name, term in terms if term and not name]
        return [leaf for term in inner for leaf in self._leaves(term, (*seen, place))]

    def _uncovered(self, cell: CellMap) -> Iterator[Difference]:
        """Compare a sum that was filled with the rows of its column and the columns of its row, of its own group."""
        group, _, heading = cell.column.rpartition("/")
        if is_total(cell.row) and not self._is_divided_in_part(cell):
            yield from self._parts(cell, lambda column, row: column == split(cell.cell)[0])
        if is_total(heading):
            grouped = group and not is_total(group.rpartition("/")[2])
            own = {each.cell for each in self._sheet.cells if not grouped or each.column.startswith(f"{group}/")}
            neighbours = [e for e in self._sheet.cells if split(e.cell)[1] == split(cell.cell)[1] and e.cell in own]
            places, divided = {each.cell for each in neighbours}, divider([each.where for each in neighbours])
            yield from self._parts(cell, lambda column, row: f"{column}{row}" in places, divided)

    def _is_divided_in_part(self, cell: CellMap) -> bool:
        """Tell whether the row below a sum begins 其中: then the rows that follow need not be all of it."""
        column, row = split(cell.cell)
        return any("其中" in other.row for other in self._sheet.cells if other.cell == f"{column}{row + 1}")

    def _parts(self, cell: CellMap, is_part: Callable[[str, int], bool], divided: str = "") -> Iterator[Difference]:
        """Compare a sum with its parts; divided: what these are divided by where they are columns."""
        if cell.cell not in self._shown.selections:
            return
        value, expected = self._shown.selections[cell.cell]
        named = {each.cell for each in self._sheet.cells if "其中" in f"{each.row}{each.column.rpartition('/')[2]}"}
        others = [lines for place, (kind, lines) in self._shown.selections.items()
                  if place not in (cell.cell, *named) and kind == value and is_part(*split(place))]  # fmt: skip
        parts = [lines & expected for lines in others if lines & ~expected == 0]
        if parts:
            words = " ".join(part for part in (cell.row, cell.column) if part)
            shown = [lines for lines in others if lines == expected or expected & ~lines]  # a total of more is no part
            summed = sum(self._cube.total(lines) for lines in _outermost(shown))
            dimension, lacking = (divided, NO_COLUMN) if divided else (self._dimension(cell), NO_PLACE)
            yield from self._missing(cell.cell, words, dimension, expected, union(parts), summed, lacking)

    def _missing(
        self,
        place: str,
        words: str,
        dimension: str,
        expected: Selection,
        shown: Selection,
        summed: Fen | None = None,
        lacking: str = NO_PLACE,
    ) -> Iterator[Difference]:
        """Yield a difference for money without a row (or column: `lacking`); summed: what they come to in 分."""
        if self._cube.chosen(expected & ~shown):
            unit = Decimal(FEN_PER[self._sheet.unit_at(place)])
            a = (self._cube.total(expected & shown) if summed is None else summed) / unit
            b, of = self._cube.total(expected) / unit, "各列之和 " if lacking == NO_COLUMN else "各项之和 "
            yield self._difference(place, words, a, b, self._without_place(dimension, expected, shown, lacking), of)

    def _without_place(self, dimension: str, expected: Selection, shown: Selection, lacking: str = NO_PLACE) -> str:
        """Name the money that found no row (or column), by code or kind and amount (元)."""
        sums: dict[str, Fen] = {}
        for line in self._cube.chosen(expected & ~shown):
            sums[_named(line, dimension)] = sums.get(_named(line, dimension), 0) + line.amount
        listed = [f"{name} {YUAN.show(amount)} 元" for name, amount in sorted(sums.items()) if amount]
        more = f" 等 {len(listed)} 项" if len(listed) > SHOWN_CODES else ""
        return f"{lacking} {'、'.join(listed[:SHOWN_CODES])}{more}" if listed else ""

    def _dimension(self, cell: CellMap) -> str:
        """Return the classification of the rows of a sum's column."""
        same_column = [other for other in self._sheet.cells if split(other.cell)[0] == split(cell.cell)[0]]
        cells = same_column or self._sheet.cells
        used = [name for other in cells for name, _ in other.where if name in (*CODE_DIMENSIONS, "project")]
        used += [listing.dimension for listing in self._sheet.lists]
        return max(set(used), key=used.count) if used else "function"

    def _difference(
        self, cell: str, words: str, template: Decimal | str, ledger: Decimal, reason: str, of: str = ""
    ) -> Difference:
        """Return a difference with both amounts written alike; template: what stands there, an amount or words."""
        amounts = [ledger] if isinstance(template, str) else [ledger, template]
        right, *found = _alike(amounts)
        shown = template if isinstance(template, str) else found[0]
        return Difference(
            self._sheet.sheet, cell, words, f"{of}{shown}", f"{right} {self._sheet.unit_at(cell)}", reason
        )


def divider(filters: list[Filter]) -> str:
    """Return the property that columns beside each other are divided by: the one that most of them ask for."""
    asked = [name for where in filters for name in dict.fromkeys(name for name, _ in where) if name in DIVIDING]
    return max(dict.fromkeys(asked), key=asked.count, default="function")


def _alike(amounts: list[Decimal]) -> list[str]:
    """Return amounts with as many decimals each: whole ones have none, others two or as many as they need."""
    needed = max(-int(amount.normalize().as_tuple().exponent) for amount in amounts)
    return [f"{amount:.{max(2, needed) if needed > 0 else 0}f}" for amount in amounts]


def _named(line: BudgetLine, dimension: str) -> str:
    code = str(getattr(line, dimension))
    if dimension not in CODE_DIMENSIONS:
        return _KINDS.get(code, code) or line.side
    if code:
        return f"{code} {load(dimension).name(code) or ''}".strip()
    return f"（没有科目）{line.side}" + (f"（{line.fund}）" if line.fund else "")


def _outermost(selections: list[Selection]) -> list[Selection]:
    """Return the selections that are no part of another one."""
    return [a for a in selections if not any(a != b and a & ~b == 0 for b in selections)]

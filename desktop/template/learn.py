"""Proposing which cell of a bureau's workbook holds which figure: row label × column header path."""

import hashlib
import re
from dataclasses import field
from pathlib import Path
from typing import Any

from desktop.catalog.measures import Filter
from desktop.dataclass import dataclass
from desktop.findings import Finding, Place, Severity
from desktop.layouts.form.spec import Form, TableSpec
from desktop.outside import source_files
from desktop.outside.child import STRUCTURE
from desktop.published.recognise import YEAR
from desktop.template.cell_values import value_of
from desktop.template.code_lists import CodeLists, blank_run
from desktop.template.column_words import above, as_on_sheet, has_column, is_own, rest_of
from desktop.template.complete import row_code
from desktop.template.crosswise import crosswise
from desktop.template.mapping import VALUES, CellMap, SheetMap, WorkbookMapping
from desktop.template.meanings import (
    CODE,
    HEAD,
    TOTALS,
    Meanings,
    as_spoken,
    carried_apart,
    fitting,
    in_section,
    is_total,
    on_side,
)
from desktop.template.money_unit import COLUMN_UNIT, is_money_of_one, needs_unit, own_units, stated_unit
from desktop.template.recalculate import letters
from desktop.template.records import is_money
from desktop.template.row_lists import find_rows, sums_of_blank
from desktop.template.row_sections import RowSections, is_row_of
from desktop.template.second_table import blanks_from, second_table
from desktop.template.sheet_view import DEEPEST_HEADER, DEEPEST_PATH, SheetView
from desktop.template.sheet_xml import column_number, split
from desktop.template.titles import names_apart, title_carry, title_limits, unanswered, with_title, word
from desktop.template.years import year_of

_LAST_YEAR = re.compile(r"上年(?!.{0,4}结[转余])")

Meaning = tuple[Filter, Filter, str]
"""What a cell shows: the filter of its row, the filter of its column, its year (one of VALUES)."""


@dataclass(slots=True)
class Learned:
    """A proposed mapping, and findings for the person."""

    mapping: WorkbookMapping
    findings: list[Finding] = field(default_factory=list)
    sheets: dict[str, dict[str, str]] = field(default_factory=dict)
    """What stands in each sheet by its place, to be shown; formulas begin with =."""


def learn(path: Path, forms: list[Form]) -> Learned:
    """Propose a mapping of a workbook. Raises UserError for a file that cannot be read."""
    raw = source_files.ask(path, STRUCTURE)
    words = Meanings.of(forms)
    learned = Learned(WorkbookMapping(path.name, hashlib.sha256(path.read_bytes()).hexdigest()))
    for raw_sheet in raw["sheets"]:
        reader = _SheetLearner(raw_sheet, words, path.name)
        learned.sheets[str(raw_sheet["sheet"])] = reader.shown()
        sheet = reader.learn()
        learned.findings += reader.findings
        if sheet.cells or sheet.lists or sheet.rows:
            learned.mapping.sheets.append(sheet)
        else:
            place = Place(file=path.name, sheet=sheet.sheet)
            message = crosswise(reader) or "没有认出可以填写的格，这张表不会填写"
            learned.findings.append(Finding("模板", Severity.WARNING, message, place))
    return learned


class _SheetLearner(SheetView):
    """Learns one sheet."""

    def __init__(self, raw: dict[str, Any], words: Meanings, file: str) -> None:
        super().__init__(raw, file)
        self._words = words
        self._place = Place(file=file, sheet=raw["sheet"])
        self._sheet = SheetMap(raw["sheet"], "万元")
        self._year = year_of(raw["cells"])
        self.findings: list[Finding] = []

    def learn(self) -> SheetMap:
        """Return the proposed cells and lists of the sheet; a second table on it stays blank, and is named."""
        if below := second_table(self):
            self._sheet.unknown += blanks_from(self, below)
            self._report(Severity.WARNING, f"第 {below} 行起是另一张表，不会填写；请移到单独的工作表，重新生成对应表")
            self.cut(below)
        head = [self.line(row) for row in range(1, min(self.height, HEAD) + 1)]
        spec = self._words.table(head)
        unit = stated_unit(head)
        self._sheet.unit = unit or self._sheet.unit
        if self._row_list(bool(unit)):
            return self._sheet
        first = self._first_row(spec)
        if first is None:
            return self._sheet
        self._sheet.units = own_units(self.paths(first), unit)
        if spec is None:
            self._report(Severity.WARNING, "表名不在已知版式中，按行列标题逐格推断，请逐格核对")
        limits = self._limits(spec, first)
        if other := names_apart(self.title(first), self.name):
            self._report(Severity.WARNING, f"表名与工作表名所写的资金不同（{other}），按表名填写，请核对")
        blank = self._codes(spec, first, limits)
        for row in range(first, self.height + 1):
            if row not in blank:
                self._row(row, first, spec, limits)
        self._fill_totals(first, blank, spec, limits)
        self._check_formulas(first, blank, spec, limits)
        self._leave_out(unanswered(self.title(first), spec))
        if not unit and needs_unit(self._sheet):
            self._report(Severity.WARNING, "没有写金额单位，按万元处理，请核对")
        if unknown := len(self._sheet.unknown):
            self._report(Severity.INFO, f"有 {unknown} 个空格没有认出应填什么，需要时请在对应表中补充")
        return self._sheet

    def _codes(self, spec: TableSpec | None, first: int, limits: Filter) -> set[int]:
        """Map blank rows under a code column as a list of codes; return the rows it takes."""
        found = CodeLists(self, spec, first, limits, lambda path: self._column(path, first, spec)).find()
        if found is None:
            if (rows := blank_run(self, 2)) and self.path(1, rows[0]):
                what = f"第 {rows[0]}–{rows[-1]} 行是空行，没有认出要逐行填什么，不会填写"
                self._report(Severity.WARNING, f"{what}；请核对第一列的标题（如“科目编码”“项目名称”）")
            return set()
        listing, notes, blank = found
        self._sheet.lists.append(listing)
        for note in notes:
            self._report(Severity.INFO, note)
        if blank:
            self._report(Severity.WARNING, f"没有认出这些列应填什么，不会填写：{'、'.join(blank)}")
        return set(range(listing.first, listing.last + 1))

    def _row_list(self, has_unit: bool) -> bool:
        """Map the prepared rows of a row list; tell whether the sheet is one."""
        found = find_rows(self, self._words)
        if found is None:
            return False
        self._sheet.rows.append(found)
        columns = (*found.columns, *found.checks)
        if not has_unit and any(not c.unit and (c.where or is_money(c.field)) for _, c in columns):
            self._report(Severity.WARNING, "没有写金额单位，按万元处理，请核对")
        if found.blank:
            listed = "、".join(header for _, header in found.blank)
            self._report(Severity.WARNING, f"账本中没有这些列的内容，不会填写：{listed}")
        if sums := sums_of_blank(self, found):
            self._report(Severity.WARNING, f"{'、'.join(sums)} 的公式取自没有填写的列，显示的 0 不是账本的数")
        if hidden := [row for row in range(found.first, found.last + 1) if row in self.hidden]:
            self._report(Severity.INFO, f"第 {hidden[0]} 行等 {len(hidden)} 行隐藏，也会填写")
        return True

    def _leave_out(self, narrowing: str) -> None:
        """Leave the cells of expenditure blank where a word of the title narrows the table and they would not be."""
        cells = [cell for cell in self._sheet.cells if narrowing and ("side", ("支出",)) in cell.where]
        if not narrowing or not (cells or self._sheet.lists):
            return
        self._sheet.cells = [cell for cell in self._sheet.cells if cell not in cells]
        self._sheet.unknown += [cell.cell for cell in cells]
        self._sheet.lists, self._sheet.checks = [], []
        self._report(Severity.WARNING, f"表名限定了“{narrowing}”，支出中取不到这样的数，不会填写；请手工填写")

    def _limits(self, spec: TableSpec | None, first: int) -> Filter:
        """Return the filter of the whole table: its layout's, and the one its title adds."""
        limits: Filter = spec.where if spec is not None else ()
        if "收入" in self.title(first):  # some layouts list income by what it is spent for; the rows say which it is
            limits = tuple(part for part in limits if part[0] != "side")
            if "支" not in self.title(first) and not self.has_subjects:
                limits = (("side", ("收入",)), *limits)
        limits = (*limits, *self._words.kinds_of(self.title(first)))
        return with_title(limits, (*title_limits(self.title(first)), *title_carry(self.title(first))))

    def _report(self, severity: Severity, message: str) -> None:
        self.findings.append(Finding("模板", severity, message, self._place))

    def _first_row(self, spec: TableSpec | None) -> int | None:
        """Return the first row below the header: the first with a known label or code, or blank under a code column."""
        for row in range(2, min(self.height, DEEPEST_HEADER) + 1):
            if self.code_column(row, row) is not None or any(
                self._input_meaning(column, row, row, spec) for column in range(2, self.width + 1)
            ):
                return row
        return None

    def _input_meaning(self, column: int, row: int, first: int, spec: TableSpec | None) -> Meaning | None:
        """Return the filters of an input cell's row and column, and its year; None where either is unknown."""
        return self._meaning(column, row, first, spec) if self.is_input((letters(column), row)) else None

    def _meaning(self, column: int, row: int, first: int, spec: TableSpec | None) -> Meaning | None:
        label, code = self.label(row, column)
        path = self.path(column, first)
        if not (label or code) or not path or len(path) > DEEPEST_PATH or any("名称" in text for text in path):
            return None
        of_row = self._words.row(label, code, spec)
        of_row = self.named_subject(row, label, first) if of_row is None else of_row
        of_row = self.own_row(row, label, first, of_row)
        if of_row is None and not code and (value := self._year_of_row(label)):
            return self._of_year(value, path, first, spec)
        if of_row is not None and not is_row_of(spec, label):
            of_row = RowSections(self, first, lambda text: self._words.row(text, "", spec)).narrowed(
                of_row, row, column
            )
        of_column = self._column(path, first, spec)
        value = self._value(path, of_column[1]) if of_column else ""
        if of_row is not None:
            title, section = "" if spec else self.title(first), self.section(row, column)
            of_row = of_row if spec else as_spoken(of_row, f"{title}{label}{path}")
            of_row = on_side(of_row, label, f"{section}{path}{self.path(column - 1, first)}", title)
        if of_row is not None and self.carried_columns(first) and not self.has_carried:
            of_row = tuple(part for part in of_row if part[0] != "carry")
        if of_row is not None and ("side", ("收入",)) in of_row:
            of_row = in_section(of_row, label, self.section(row, column), carried_apart=self.has_carried)
        return None if of_row is None or of_column is None or value not in VALUES else (of_row, of_column[0], value)

    def _year_of_row(self, label: str) -> str:
        """Return which amount a row shows that says only that (2024年预算数), in a table with its items across."""
        where, value = self._words.columns.get((word(label),), ((("side", ()),), ""))
        value = self._value([label], value) if not where and not is_total(label) else ""
        return value if value in VALUES else ""

    def _of_year(self, value: str, path: list[str], first: int, spec: TableSpec | None) -> Meaning | None:
        """Return the meaning of a cell in a row of a year: all that its column asks for."""
        known = self._column(path, first, spec)
        item = self._words.row(path[-1], "", spec) if known is None or not known[0] else None
        where = as_spoken(item, f"{self.title(first)}{path}") if item else known[0] if known else ()
        return ((), where, value) if where and (item or (known and known[1] == "this")) else None

    def _column(self, path: list[str], first: int, spec: TableSpec | None) -> tuple[Filter, str] | None:
        """Return filter and year of a column as the words of this sheet mean it."""
        plain, paths = [COLUMN_UNIT.sub("", text) for text in path], self.paths(first)
        rest = () if has_column(spec, plain[-1]) else rest_of(plain, paths)
        found = self._words.in_group(above(plain), (rest, "this")) if rest else self._words.column(plain, spec)
        if found is None or not is_money_of_one(path):
            return None
        where = found[0]
        carried = self.has_carried or self.divides_years(path, first)
        where = where if spec else as_spoken(where, f"{self.title(first)}{path}")
        where = as_on_sheet(where, plain, paths, own_table=is_own(spec, plain[-1], carried=carried), carried=carried)
        if self.is_beside_carried(path, where, first, self._year):
            return (*where, ("carry", ("当年",))), found[1]
        return (carried_apart(where) if self.has_carried_column(first) else where), found[1]

    def _value(self, path: list[str], value: str) -> str:
        """Return which amount a column shows (one of VALUES, else empty); a year named in its header decides."""
        named = {int(year) for text in path for year in YEAR.findall(text)}
        if value == "this" and named and self._year:
            value = {self._year: "this", self._year - 1: "last"}.get(named.pop(), "") if len(named) == 1 else ""
        return value_of(path, "last" if value == "this" and _LAST_YEAR.search("".join(path)) else value)

    def _mapped(self, column: int, row: int, first: int, known: Meaning, limits: Filter) -> CellMap | None:
        """Return a cell with its filter; None where no record could ever pass it."""
        label, code = self.label(row, column)
        row_filter, column_filter, value = known
        where = fitting((*limits, *row_filter, *column_filter))
        path = "/".join(self.path(column, first))
        cell = f"{letters(column)}{row}"
        return None if where is None else CellMap(cell, where, value, f"{code} {label}".strip(), path)

    def _row(self, row: int, first: int, spec: TableSpec | None, limits: Filter) -> None:
        """Map the input cells of a row, and note those that stay unknown."""
        for column in range(1, self.width + 1):
            place = (letters(column), row)
            if not self.is_input(place) or (place in self.numbers and CODE.fullmatch(self.numbers[place])):
                continue
            known = self._input_meaning(column, row, first, spec)
            cell = self._mapped(column, row, first, known, limits) if known else None
            if cell is None:
                if self.expects_amount(column, row, first):
                    self._sheet.unknown.append(f"{place[0]}{row}")
                continue
            self._sheet.cells.append(cell)
            if row in self.hidden:
                self._report(Severity.INFO, f"{place[0]}{row} 在隐藏行中，也会填写")

    # sums -----------------------------------------------------------------------------------------

    def _fill_totals(self, first: int, blank: set[int], spec: TableSpec | None, limits: Filter) -> None:
        """Map the blank row of the total of all rows, above or below them; one that stays blank is named."""
        rows = [row for row in range(2, self.height + 1) if row not in blank and self._is_total_row(row)]
        grand_totals = [row for row in rows if not word(self.line(row)).endswith("小计")] or rows
        for row in rows:
            unfilled = self._blanks_of_total(row, min(first, row), spec)
            if grand_totals == [row]:
                unfilled = [place for place in unfilled if not self._fill_total(place, min(first, row), spec, limits)]
            known = {*self._sheet.unknown, *(cell.cell for cell in self._sheet.cells)}
            above = self.awaiting(row) if row < first else []
            self._sheet.unknown += dict.fromkeys(place for place in (*unfilled, *above) if place not in known)
            if unfilled:
                self._report(Severity.WARNING, f"第 {row} 行“{word(self.line(row))}”没有认出是哪些行的合计，不会填写")

    def _blanks_of_total(self, row: int, top: int, spec: TableSpec | None) -> list[str]:
        """Return the blank cells of a total row, under a known header, that nothing fills yet."""
        filled = {cell.cell for cell in self._sheet.cells}
        columns = [number for number in range(2, self.width + 1) if self.is_input((letters(number), row))]
        return [
            place
            for number in columns
            if (place := f"{letters(number)}{row}") not in filled and self.label(row, number)[0]
            if (path := self.path(number, top)) and self._column(path, top, spec)
        ]

    def _fill_total(self, place: str, top: int, spec: TableSpec | None, limits: Filter) -> bool:
        column, row = column_number(split(place)[0]), split(place)[1]
        known = self._total_of_codes(column, top, spec)
        cell = self._mapped(column, row, top, known, limits) if known else None
        if cell is None:
            return False
        self._sheet.cells.append(cell)
        self._sheet.unknown = [unknown for unknown in self._sheet.unknown if unknown != place]
        return True

    def _is_total_row(self, row: int) -> bool:
        """Tell whether a row has no words but those of the total of all rows."""
        words = word(self.line(row)).removeprefix("本年").removeprefix("支出")
        return words in TOTALS and not any(place[1] == row for place in self.numbers)

    def _check_formulas(self, first: int, blank: set[int], spec: TableSpec | None, limits: Filter) -> None:
        """Add a check for each formula of the template whose row and column are understood."""
        for column, row in sorted((column_number(c), r) for c, r in self.formulas if r not in blank):
            top = min(first, row)  # a row of sums may stand above the first row to fill
            known = self._meaning(column, row, top, spec)
            if known is None and is_total(self.label(row, column)[0]):
                known = self._total_of_codes(column, top, spec)
            cell = self._mapped(column, row, top, known, limits) if known else None
            if cell is not None:
                self._sheet.checks.append(cell)

    def _total_of_codes(self, column: int, first: int, spec: TableSpec | None) -> Meaning | None:
        """Return the filter of a total that the layout does not define: all of the column, if its rows are codes.

        So it is where the title names a measure (“三公”经费), of which the rows are kinds.
        """
        path = self.path(column, first)
        of_column = self._column(path, first, spec)
        coded = self._sheet.lists or any(row_code(cell) or ("unit" in dict(cell.where)) for cell in self._sheet.cells)
        coded = coded or bool(self._words.kinds_of(self.title(first)))
        value = self._value(path, of_column[1]) if of_column else ""
        return ((), of_column[0], value) if coded and of_column is not None and value in VALUES else None

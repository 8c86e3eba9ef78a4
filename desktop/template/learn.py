"""Proposing which cell of a bureau's workbook holds which figure: row label × column header path."""

import hashlib
import re
from dataclasses import field
from pathlib import Path
from typing import Any

from desktop.catalog.classification import LEVEL_LENGTHS
from desktop.catalog.measures import Filter
from desktop.dataclass import dataclass
from desktop.findings import Finding, Place, Severity
from desktop.layouts.form.spec import Form, TableSpec
from desktop.outside import source_files
from desktop.outside.child import STRUCTURE
from desktop.published.recognise import UNIT, YEAR
from desktop.template.complete import row_code
from desktop.template.mapping import VALUES, CellMap, ListMap, SheetMap, WorkbookMapping
from desktop.template.meanings import CODE, TOTALS, Meanings, fitting, is_total, title_limits, title_year, word
from desktop.template.recalculate import letters
from desktop.template.sheet_rows import MOST_COLUMNS, MOST_ROWS, adds_rows, is_near, longest, refuse_too_large
from desktop.template.sheet_xml import column_number, split

UNIT_NAME = re.compile(r"(编制|填报|预算)?单位(名称)?\s*[：:]")
"""The words above a table that name the unit; no part of a header."""

DEEPEST_HEADER = 40
"""In how many rows from the top the first row to fill is looked for."""

FEWEST_BLANK_ROWS = 3
"""From how many blank rows under a code column on they are a list to fill."""


Meaning = tuple[Filter, Filter, str]
"""What a cell shows: the filter of its row, the filter of its column, its year (one of VALUES)."""


@dataclass(slots=True)
class Learned:
    """A proposed mapping, and findings for the person."""

    mapping: WorkbookMapping
    findings: list[Finding] = field(default_factory=list)


def learn(path: Path, forms: list[Form]) -> Learned:
    """Propose a mapping of a workbook. Raises UserError for a file that cannot be read."""
    raw = source_files.ask(path, STRUCTURE)
    words = Meanings.of(forms)
    learned = Learned(WorkbookMapping(path.name, hashlib.sha256(path.read_bytes()).hexdigest()))
    for raw_sheet in raw["sheets"]:
        reader = _SheetLearner(raw_sheet, words, path.name)
        sheet = reader.learn()
        learned.findings += reader.findings
        if sheet.cells or sheet.lists:
            learned.mapping.sheets.append(sheet)
        else:
            place = Place(file=path.name, sheet=sheet.sheet)
            learned.findings.append(Finding("模板", Severity.WARNING, "没有认出可以填写的格，这张表不会填写", place))
    return learned


class _SheetLearner:
    """Learns one sheet."""

    def __init__(self, raw: dict[str, Any], words: Meanings, file: str) -> None:
        self._words = words
        self._place = Place(file=file, sheet=raw["sheet"])
        refuse_too_large(raw, file)
        self._kinds = {
            place: kind for place, kind in ((split(p), k) for p, (k, _, _) in raw["cells"].items()) if is_near(*place)
        }
        self._formulas = {split(p): text for p, (kind, text, _) in raw["cells"].items() if kind == "formula"}
        self._texts = {split(p): text for p, (kind, text, _) in raw["cells"].items() if kind == "text"}
        self._numbers = {split(p): text for p, (kind, text, _) in raw["cells"].items() if kind == "number"}
        self._covered = self._spread(raw["merges"])
        self._hidden = {int(row) for row in raw["hidden"]}
        self._width = max((column_number(c) for c, _ in self._kinds), default=0)
        self._height = max((row for _, row in self._kinds), default=0)
        self._sheet = SheetMap(raw["sheet"], "万元")
        self._year = title_year(raw["cells"])
        self.findings: list[Finding] = []

    def _spread(self, merges: list[str]) -> set[tuple[str, int]]:
        """Give every cell of a merged range its text; return the cells that are not the range's own first one."""
        covered = set()
        for merge in merges:
            first, _, last = merge.partition(":")
            (a, top), (b, bottom) = split(first), split(last or first)
            for row in range(top, min(bottom, MOST_ROWS) + 1):
                for column in range(column_number(a), min(column_number(b), MOST_COLUMNS) + 1):
                    place = (letters(column), row)
                    if place != (a, top):
                        covered.add(place)
                    if (a, top) in self._texts:
                        self._texts[place] = self._texts[a, top]
        return covered

    def learn(self) -> SheetMap:
        """Return the proposed cells and lists of the sheet."""
        head = [self._line(row) for row in range(1, min(self._height, 8) + 1)]
        spec = self._words.table(head)
        unit = next((match for line in head if (match := UNIT.search(line))), None)
        if unit:
            self._sheet.unit = unit[1]
        first = self._first_row(spec)
        if first is None:
            return self._sheet
        if not unit:
            self._report(Severity.WARNING, "没有写金额单位，按万元处理，请核对")
        if spec is None:
            self._report(Severity.WARNING, "表名不在已知版式中，按行列标题逐格推断，请逐格核对")
        limits = self._limits(spec, first)
        blank = self._lists(spec, first, limits)
        for row in range(first, self._height + 1):
            if row not in blank:
                self._row(row, first, spec, limits)
        self._fill_totals(first, blank, spec, limits)
        self._check_formulas(first, blank, spec, limits)
        if unknown := len(self._sheet.unknown):
            self._report(Severity.INFO, f"有 {unknown} 个空格没有认出应填什么，需要时请在对应表中补充")
        return self._sheet

    def _limits(self, spec: TableSpec | None, first: int) -> Filter:
        """Return the filter of the whole table: its layout's, and the one its title adds."""
        limits: Filter = spec.where if spec is not None else ()
        titles = [line for line in map(self._line, range(1, first)) if word(line).endswith("表")]
        known = {name for name, _ in limits}
        return (*limits, *(part for part in title_limits("".join(titles[:1])) if part[0] not in known))

    def _report(self, severity: Severity, message: str) -> None:
        self.findings.append(Finding("模板", severity, message, self._place))

    def _line(self, row: int) -> str:
        texts: list[str] = []
        for column in range(1, self._width + 1):
            text = self._texts.get((letters(column), row), "")
            if text and (not texts or texts[-1] != text):
                texts.append(text)
        return "".join(texts)

    def _first_row(self, spec: TableSpec | None) -> int | None:
        """Return the first row below the header: the first with a known label or code, or blank under a code column."""
        for row in range(2, min(self._height, DEEPEST_HEADER) + 1):
            if self._code_column(row, row) is not None or any(
                self._input_meaning(column, row, row, spec) for column in range(2, self._width + 1)
            ):
                return row
        return None

    def _input_meaning(self, column: int, row: int, first: int, spec: TableSpec | None) -> Meaning | None:
        """Return the filters of an input cell's row and column, and its year; None where either is unknown."""
        return self._meaning(column, row, first, spec) if self._is_input((letters(column), row)) else None

    def _meaning(self, column: int, row: int, first: int, spec: TableSpec | None) -> Meaning | None:
        label, code = self._label(row, column)
        path = self._path(column, first)
        if not (label or code) or not path:
            return None
        of_row, of_column = self._words.row(label, code, spec), self._words.column(path, spec)
        value = self._value(path, of_column[1]) if of_column else ""
        return None if of_row is None or of_column is None or value not in VALUES else (of_row, of_column[0], value)

    def _value(self, path: list[str], value: str) -> str:
        """Return the year of a column ("this", "last", "change"); a year named in its header decides."""
        named = {int(year) for text in path for year in YEAR.findall(text)}
        if value != "this" or not named or not self._year:
            return value
        return {self._year: "this", self._year - 1: "last"}.get(named.pop(), "") if len(named) == 1 else ""

    def _mapped(self, column: int, row: int, first: int, known: Meaning, limits: Filter) -> CellMap | None:
        """Return a cell with its filter; None where no record could ever pass it."""
        label, code = self._label(row, column)
        row_filter, column_filter, value = known
        where = fitting((*limits, *row_filter, *column_filter))
        path = "/".join(self._path(column, first))
        cell = f"{letters(column)}{row}"
        return None if where is None else CellMap(cell, where, value, f"{code} {label}".strip(), path)

    def _is_input(self, place: tuple[str, int]) -> bool:
        return self._kinds.get(place) in ("blank", "number") and place not in self._covered

    def _label(self, row: int, before: int) -> tuple[str, str]:
        """Return the nearest label left of a column, and the code next to it."""
        label, code = "", ""
        for column in range(before - 1, 0, -1):
            place = (letters(column), row)
            text = self._texts.get(place, "") or self._numbers.get(place, "")
            if not text:
                if label:
                    break
                continue
            if CODE.fullmatch(text) and place not in self._covered:
                code = text
                break
            if place in self._texts and not label:
                label = text
            elif label:
                break
        return label, code

    def _path(self, column: int, first: int) -> list[str]:
        path: list[str] = []
        for row in range(1, first):
            text = self._texts.get((letters(column), row), "")
            wide = self._line(row) == text and self._width > 2
            above = UNIT.search(text) or UNIT_NAME.match(text)
            if text and not wide and (not path or path[-1] != text) and not above:
                path.append(text)
        return path

    def _row(self, row: int, first: int, spec: TableSpec | None, limits: Filter) -> None:
        """Map the input cells of a row, and note those that stay unknown."""
        for column in range(1, self._width + 1):
            place = (letters(column), row)
            if not self._is_input(place) or (place in self._numbers and CODE.fullmatch(self._numbers[place])):
                continue
            known = self._input_meaning(column, row, first, spec)
            cell = self._mapped(column, row, first, known, limits) if known else None
            if cell is None:
                if self._expects_amount(column, row, first):
                    self._sheet.unknown.append(f"{place[0]}{row}")
                continue
            self._sheet.cells.append(cell)
            if row in self._hidden:
                self._report(Severity.INFO, f"{place[0]}{row} 在隐藏行中，也会填写")

    def _expects_amount(self, column: int, row: int, first: int) -> bool:
        """Tell whether an amount is expected in a blank cell: its row and its column have words, not those of names."""
        path = self._path(column, first)
        return bool(path and self._line(row)) and not any("编码" in text or "名称" in text for text in path)

    # sums -----------------------------------------------------------------------------------------

    def _fill_totals(self, first: int, blank: set[int], spec: TableSpec | None, limits: Filter) -> None:
        """Map the blank row of the total of all rows, above or below them; one that stays blank is named."""
        rows = [row for row in range(2, self._height + 1) if row not in blank and self._is_total_row(row)]
        grand_totals = [row for row in rows if not self._total_words(row).endswith("小计")] or rows
        for row in rows:
            unfilled = self._blanks_of_total(row, min(first, row), spec)
            if grand_totals == [row]:
                unfilled = [place for place in unfilled if not self._fill_total(place, min(first, row), spec, limits)]
            self._sheet.unknown += [place for place in unfilled if place not in self._sheet.unknown]
            if unfilled:
                self._report(Severity.WARNING, f"第 {row} 行“{self._total_words(row)}”没有认出是哪些行的合计，不会填写")

    def _blanks_of_total(self, row: int, top: int, spec: TableSpec | None) -> list[str]:
        """Return the blank cells of a total row, under a known header, that nothing fills yet."""
        filled = {cell.cell for cell in self._sheet.cells}
        columns = [number for number in range(2, self._width + 1) if self._is_input((letters(number), row))]
        return [
            place
            for number in columns
            if (place := f"{letters(number)}{row}") not in filled and self._label(row, number)[0]
            if (path := self._path(number, top)) and self._words.column(path, spec)
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

    def _total_words(self, row: int) -> str:
        return word(self._line(row))

    def _is_total_row(self, row: int) -> bool:
        """Tell whether a row has no words but those of the total of all rows."""
        words = self._total_words(row).removeprefix("本年").removeprefix("支出")
        return words in TOTALS and not any(place[1] == row for place in self._numbers)

    def _check_formulas(self, first: int, blank: set[int], spec: TableSpec | None, limits: Filter) -> None:
        """Add a check for each formula of the template whose row and column are understood."""
        for column, row in sorted((column_number(c), r) for c, r in self._formulas if r not in blank):
            top = min(first, row)  # a row of sums may stand above the first row to fill
            known = self._meaning(column, row, top, spec)
            if known is None and is_total(self._label(row, column)[0]):
                known = self._total_of_codes(column, top, spec)
            cell = self._mapped(column, row, top, known, limits) if known else None
            if cell is not None:
                self._sheet.checks.append(cell)

    def _total_of_codes(self, column: int, first: int, spec: TableSpec | None) -> Meaning | None:
        """Return the filter of a total that the layout does not define: all of the column, if its rows are codes."""
        of_column = self._words.column(self._path(column, first), spec)
        coded = self._sheet.lists or any(row_code(cell) for cell in self._sheet.cells)
        return ((), *of_column) if coded and of_column is not None and of_column[1] in VALUES else None

    # lists --------------------------------------------------------------------------------------------

    def _code_column(self, row: int, first: int) -> int | None:
        """Return the column headed 科目编码 (or 编码) above a row that is blank there."""
        for column in range(1, self._width + 1):
            heads = [self._texts.get((letters(column), r), "") for r in range(1, first)]
            place = (letters(column), row)
            headed = any("编码" in text for text in heads)
            if headed and self._is_input(place) and place not in self._texts and place not in self._numbers:
                return column
        return None

    def _lists(self, spec: TableSpec | None, first: int, limits: Filter) -> set[int]:
        """Map blank rows under a code column as a list of codes; return the rows it takes."""
        run = longest([row for row in range(first, self._height + 1) if self._is_blank_row(row)])
        column = self._code_column(run[0], first) if len(run) >= FEWEST_BLANK_ROWS else None
        if column is None:
            return set()
        last = run[-1]
        tree = next((r for b in spec.blocks for r in b.rows if r.kind == "tree"), None) if spec else None
        dimension = tree.dimension if tree else "function"
        levels = self._levels(tuple(tree.levels if tree else LEVEL_LENGTHS[dimension]), run[0], last)
        where = fitting(limits) or ()
        columns: list[tuple[str, str | Filter]] = [(letters(column), "code")]
        checks: list[tuple[str, Filter]] = []
        for number in range(column + 1, self._width + 1):
            path = self._path(number, first)
            computed = any((letters(number), row) in self._formulas for row in range(run[0], last + 1))
            if any("名称" in text for text in path):
                if not computed:
                    columns.append((letters(number), "name"))
                continue
            of_column = self._words.column(path, spec) if path else None
            if of_column is None or of_column[1] != "this" or fitting((*where, *of_column[0])) is None:
                continue
            if computed:
                checks.append((letters(number), of_column[0]))
            else:
                columns.append((letters(number), of_column[0]))
        self._sheet.lists.append(ListMap(run[0], last, dimension, levels, where, tuple(columns), tuple(checks)))
        return set(range(run[0], last + 1))

    def _levels(self, levels: tuple[str, ...], first: int, last: int) -> tuple[str, ...]:
        """Return the levels of codes to list; only the deepest where a formula adds up all rows of the list."""
        summed = any(
            row not in range(first, last + 1) and adds_rows(text, place, first, last)
            for (place, row), text in self._formulas.items()
        )
        if not summed or len(levels) == 1:
            return levels
        self._report(Severity.INFO, f"第 {first}–{last} 行由合计公式逐行相加，只列到“{levels[-1]}”，上级科目不列")
        return levels[-1:]

    def _is_blank_row(self, row: int) -> bool:
        places = [(letters(column), row) for column in range(1, self._width + 1)]
        return all(self._kinds.get(place, "blank") in ("blank", "formula") for place in places) and any(
            self._kinds.get(place) == "blank" for place in places
        )

"""Learning a row list: which prepared rows of a sheet take one record each, and what each column holds."""

import re
from collections.abc import Iterable
from dataclasses import replace

from desktop.catalog.measures import Filter
from desktop.ledger.vocabulary import PersonStatus
from desktop.published.recognise import YEAR
from desktop.template.cell_values import is_of_budget
from desktop.template.code_lists import NUMBER
from desktop.template.column_words import above, as_on_sheet, rest_of
from desktop.template.mapping import RowColumn, RowsMap
from desktop.template.meanings import TOTALS, Meanings, as_spoken, carried_apart, fitting, on_side
from desktop.template.money_unit import COLUMN_UNIT
from desktop.template.recalculate import FormulaSheet, letters
from desktop.template.record_lists import CODE_FIELDS, NAMES, PAY_ITEM, RecordList, bare, known_lists, list_of
from desktop.template.records import is_money
from desktop.template.sheet_view import SheetView
from desktop.template.sheet_xml import split
from desktop.template.titles import title_carry, title_limits, unanswered, word

HEADER_ROWS = 12
"""In how many rows from the top the header of a row list stands."""

_OF_A_YEAR = re.compile(r"元[/／每]年|全年|[（(]年[)）]|年工资")
_WHOLE_YEAR = re.compile(r"^(?:全年|年度)(?=\S)")
_SUM_WORD = re.compile(r"(?:合计|总计|小计)$")
_TITLE_STATUSES = tuple(
    map(str, (PersonStatus.IN_POST, PersonStatus.VETERAN, PersonStatus.RETIRED, PersonStatus.DEPENDANT))
)
_OF_PEOPLE = re.compile(rf"((?:{'|'.join(_TITLE_STATUSES)}|在编|和|及|与|、)+)(?:人员|职工|教师|干部)")
ONE_UNIT = "单位"
"""The list with one row: the unit, with a sum in each column."""
FEW = 10
"""A sheet with as many prepared rows is no list of the unit alone."""

OWN_SIDE = ("支出明细", "项目", "人员", "测算明细", ONE_UNIT)
"""Lists whose lines are expenditure; the lines of the others are of a side of their own."""

WITHOUT_LINES = ("绩效指标", "资产购置", "会议", "培训")


def find_rows(view: SheetView, words: Meanings) -> RowsMap | None:
    """Return the row list of a sheet, None where it has none."""
    return _Finder(view, words).find()


class _Finder:
    """Finds the row list of one sheet."""

    def __init__(self, view: SheetView, words: Meanings) -> None:
        self._view, self._words, self._title, self._carried = view, words, "", False
        self._top = 0

    def find(self) -> RowsMap | None:
        """Return the list under the first header that is one."""
        for header in range(1, min(self._view.height, HEADER_ROWS) + 1):
            run = self._run(header + 1)
            if run is None:
                continue
            top = self._top = header + 1
            self._title = self._view.title(header) or self._view.name
            self._carried = self._view.has_carried_column(top)
            paths = {c: self._view.path(c, top) for c in range(1, self._view.width + 1)}
            entry = list_of(self._title, list(paths.values())) or self._one_unit(paths, run)
            if entry and entry.name in OWN_SIDE and unanswered(self._title, None):
                return None
            return self._rows(entry, paths, top, *run) if entry else None
        return None

    def _one_unit(self, paths: dict[int, list[str]], run: tuple[int, int]) -> RecordList | None:
        """Return the list of the unit itself where a column is headed 单位名称 and each other one is a sum."""
        entry = known_lists()[ONE_UNIT]
        named = [c for c, path in paths.items() if entry.field(path) == "单位名称"]
        sums = [c for c, path in paths.items() if path and self._filter(path, entry)]
        return entry if len(named) == 1 and len(sums) > 1 and run[1] - run[0] < FEW else None

    def _run(self, start: int) -> tuple[int, int] | None:
        """Return the prepared rows below a header, or below the totals under it; None where another row comes first."""
        row, header = start, start - 1
        if not self._view.line(header) or self._is_prepared(header) or self._is_total(header):
            return None
        if any(place[1] <= header for place in self._view.formulas):
            return None
        while self._is_total(row):
            row += 1
        last = row
        while self._is_prepared(last):
            last += 1
        if last > row:
            return row, last - 1
        waits = any(self._view.is_input((letters(c), header)) for c in range(1, self._view.width + 1))
        words = {text for (_, r), text in self._view.texts.items() if r == header}
        return (row, row) if row > self._view.height and len(words) > 1 and not waits else None

    def _is_prepared(self, row: int) -> bool:
        """Tell whether a row waits for a record: blank, but for formulas and a number in its first columns."""
        kinds = {c: self._kind(c, row) for c in range(1, self._view.width + 1)}
        if "text" in kinds.values() or "blank" not in kinds.values():
            return False
        return all(c <= 2 for c, kind in kinds.items() if kind == "number") and row <= self._view.height

    def _kind(self, column: int, row: int) -> str | None:
        """Return the kind of a cell; digits written as text are a number."""
        place = (letters(column), row)
        return "number" if self._view.texts.get(place, "").strip().isdigit() else self._view.kinds.get(place)

    def _is_total(self, row: int) -> bool:
        return word(self._view.line(row)).removeprefix("本年").removeprefix("支出") in TOTALS

    # columns ----------------------------------------------------------------------------------------

    def _rows(self, entry: RecordList, paths: dict[int, list[str]], top: int, first: int, last: int) -> RowsMap | None:
        columns: list[tuple[str, RowColumn]] = []
        checks: list[tuple[str, RowColumn]] = []
        blank: list[tuple[str, str]] = []
        for number, path in paths.items():
            if not path or (letters(number), first) in self._view.covered:
                continue
            calculated = any((letters(number), row) in self._view.formulas for row in range(first, last + 1))
            column = self._column(entry, path) or _name_of_subject(entry, path, paths.values())
            if column is None:
                blank.append((letters(number), path[-1]))
                continue
            if calculated and column.field == NUMBER:
                continue  # the template numbers its rows itself
            column = replace(column, header="/".join(path))
            if calculated:
                checks.append((letters(number), column))
            else:
                columns.append((letters(number), column))
        if len(columns) + len(checks) < 2:
            return None
        limits = self._limits(entry)
        only = _statuses(self._title) if entry.names_people else ()
        rows = RowsMap(first, last, entry.name, limits, tuple(columns), tuple(checks), only=only)
        return self._with_sums(replace(rows, blank=left_blank(self._view, rows, blank)), top)

    def _column(self, entry: RecordList, path: list[str]) -> RowColumn | None:
        unit = next((m[1] or m[2] for text in reversed(path) if (m := COLUMN_UNIT.search(text))), "")
        named = {year for text in path for year in YEAR.findall(text)}
        if named and named != set(YEAR.findall(self._title)[:1]):
            return None  # of another year, or nobody knows
        if not is_of_budget(path):
            return None  # as it was adjusted or spent
        name = entry.field(path)
        if name == "金额" and len(path) > 1 and (where := self._filter(path, entry)):
            return RowColumn("", where, unit)  # 小计 of a group of columns is that of the group
        if name and unit and not is_money(name):
            return None  # an amount, whatever its words mean elsewhere
        if name.startswith(PAY_ITEM) and self._is_of_a_year(path):
            return None  # pay items are those of a month
        if name and not (name == "金额" and entry.name == ONE_UNIT and not self._limits(entry)):
            return RowColumn(name, (), unit)
        where = self._filter(path, entry)
        return RowColumn("", where, unit) if where else None

    def _is_of_a_year(self, path: list[str]) -> bool:
        """Tell whether a column of pay asks for that of a year; the title says it where the column does not."""
        own = "".join(path)
        words = own if re.search("[月年]", own) else self._title
        return bool(_OF_A_YEAR.search(words)) and "年终" not in own

    def _filter(self, path: list[str], entry: RecordList) -> Filter:
        """Return the money that a header asks for within a row; none where it asks for none, or for another year's."""
        if entry.name in WITHOUT_LINES:
            return ()
        plain = [COLUMN_UNIT.sub("", text) for text in path]
        paths = self._view.paths(self._top)
        plain[-1] = _WHOLE_YEAR.sub("", plain[-1]) or plain[-1]
        rest = rest_of(plain, paths)
        of_column = self._words.in_group(above(plain), (rest, "this")) if rest else self._words.column(plain, None)
        while len(plain) > 1 and word(plain[-1]) in TOTALS:
            plain.pop()  # the sum of a group of columns means what the group means
        plain[-1] = _SUM_WORD.sub("", plain[-1]) or plain[-1]
        if of_column is None and (of_row := self._words.row(plain[-1], "", None)):
            of_column = (of_row, "this")
        if of_column is None or of_column[1] != "this":
            return ()
        where = as_spoken(of_column[0], f"{self._title}{path}")
        where = as_on_sheet(where, path, paths, own_table=False, carried=self._view.divides_years(path, self._top))
        where = on_side(where, "", "".join(path[:-1]), "")
        year = int((YEAR.findall(self._title) or ["0"])[0])
        if self._view.is_beside_carried(path, where, self._top, year):
            where = (*where, ("carry", ("当年",)))
        elif self._carried:
            where = carried_apart(where)
        if side := self._income(entry):
            where = (*side, *(part for part in where if part[0] != "side"))
        if entry.name in OWN_SIDE:
            own = entry.name == ONE_UNIT or all(name != "side" or "支出" in sides for name, sides in where)
            return (fitting(where) or ()) if own else ()  # no line of expenditure is of another side
        return tuple(part for part in where if part[0] == "fund")

    def _limits(self, entry: RecordList) -> Filter:
        """Return what the title says of the money of the list."""
        if entry.name == ONE_UNIT:
            return self._words.measure_of(self._title) or self._income(entry)
        asked = {"支出明细": ("fund", "nature", "carry"), "项目": ("fund", "carry")}.get(entry.name, ("fund",))
        stated = (*title_limits(self._title), *title_carry(self._title))
        limits = tuple(part for part in stated if part[0] in asked)
        return () if entry.name in ("人员", *WITHOUT_LINES) else limits

    def _income(self, entry: RecordList) -> Filter:
        """Return the side of a table of the unit's income; none for any other table."""
        of_income = entry.name == ONE_UNIT and "收入" in self._title and "支" not in self._title
        return (("side", ("收入",)),) if of_income else ()

    def _with_sums(self, rows: RowsMap, top: int) -> RowsMap:
        """Add the cells of the rows of sums above and below: those with a formula and those to be filled."""
        totals, sums = [], []
        for row in range(top, self._view.height + 1):
            if rows.first <= row <= rows.last or not self._is_total(row):
                continue
            for letter, _ in (*rows.columns, *rows.checks):
                if (letter, row) in self._view.formulas:
                    sums.append(f"{letter}{row}")
                elif self._view.is_input((letter, row)):
                    totals.append(f"{letter}{row}")
        amounts = {letter for letter, c in (*rows.columns, *rows.checks) if is_added(c)}
        of_amounts = [[place for place in places if place.rstrip("0123456789") in amounts] for places in (totals, sums)]
        return replace(rows, totals=tuple(of_amounts[0]), sums=tuple(of_amounts[1]))


def _name_of_subject(entry: RecordList, path: list[str], paths: Iterable[list[str]]) -> RowColumn | None:
    """Return what 科目名称 asks for beside the codes of one classification; None beside those of several or of none."""
    fields = {entry.field(other).partition(".")[0] for other in paths if other}
    codes = fields & {*CODE_FIELDS}
    return RowColumn(f"{codes.pop()}名称") if len(codes) == 1 and bare(path[-1]) == NAMES[1] else None


def left_blank(view: SheetView, rows: RowsMap, unknown: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Return the columns of unknown words, without those that formulas work out of filled cells (年工资合计)."""
    left = dict(unknown)
    known = {letter for letter, _ in (*rows.columns, *rows.checks)}
    takes = {letter: taken for letter in left if (taken := _taken(view, letter, rows)) and letter not in taken}
    while found := {letter for letter, taken in takes.items() if letter in left and taken <= known}:
        known |= found  # one may be worked out of another
        left = {letter: header for letter, header in left.items() if letter not in found}
    return tuple(left.items())


def _taken(view: SheetView, letter: str, rows: RowsMap) -> set[str]:
    """Return the columns that the formulas of a column take, each in its own row; none where a row has no such one."""
    taken: set[str] = set()
    for row in range(rows.first, rows.last + 1):
        text = view.formulas.get((letter, row), "")
        places = [split(place) for place in FormulaSheet({}, {"": text}).references("")]
        if not places or any(place[1] != row for place in places):
            return set()
        taken |= {place[0] for place in places}
    return taken


def sums_of_blank(view: SheetView, rows: RowsMap) -> list[str]:
    """Return the formulas outside a list over a column of it that stays blank: they show 0 for what is unknown."""
    blank = {letter for letter, _ in rows.blank}
    found = [(c, r) for c, r in view.formulas if c in blank and not rows.first <= r <= rows.last]
    return [f"{c}{r}" for c, r in sorted(found)]


def _statuses(title: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return which people a title speaks of (在职人员, 离退休人员), as a field of theirs and its words."""
    spoken = "".join(_OF_PEOPLE.findall(title.replace("离退休", "离休退休")))
    found = tuple(status for status in _TITLE_STATUSES if status in spoken)
    return (("人员状态", found),) if found else ()


def is_added(column: RowColumn) -> bool:
    """Tell whether the values of a column can be added up over the rows."""
    return bool(column.where) or column.field in ("金额", "数量", "人数", "项目总额", "控制数")

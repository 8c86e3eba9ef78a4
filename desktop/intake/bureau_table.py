"""Understanding one sheet of a bureau: title, heading over several rows, columns, rows; what each amount is for."""

import re
from collections.abc import Sequence
from dataclasses import field, replace

from desktop.dataclass import dataclass
from desktop.intake import bureau_amounts, bureau_asked
from desktop.intake.bureau_columns import LABELS, Column, columns_of, heading_rows, is_index, take_cuts
from desktop.intake.bureau_words import Subject, Vocabulary, shown, subject_code
from desktop.ledger.control_trail import OF_PROJECTS
from desktop.money import AmountError, Fen
from desktop.outside.source_files import SourceRow, SourceTable

MERGED = ("unit", "block", "fund", "")
"""Roles of columns whose empty cell belongs to the one above it."""
STRANGER = "?"
"""Before the name of a unit that the book does not have."""


@dataclass(slots=True)
class Row:
    """A row of amounts: what it is, its cells by column, the words nobody knows (kind, text)."""

    source: SourceRow
    label: str
    subject: Subject
    total: str = ""
    part: bool = False
    left_out: bool = False
    """A person chose not to take it; it still counts in the sums of its table."""
    amounts: dict[int, Fen] = field(default_factory=dict)
    unknown: list[tuple[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class Sheet:
    """One sheet as understood: lines over and under the table, columns, rows, what could not be read."""

    table: SourceTable
    title: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    columns: list[Column] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    unread: list[tuple[int, str, str]] = field(default_factory=list)
    """Row, heading and reason of cells that hold no amount where one should stand."""
    money: str = ""
    less: dict[int, int] = field(default_factory=dict)
    """Columns of what was asked for, each with the column of the cut that is taken off it, by position."""

    @property
    def figures(self) -> list[Column]:
        """The columns whose amounts are read."""
        return [column for column in self.columns if column.role in ("figure", "unknown")]


def understand(table: SourceTable, words: Vocabulary, year: int, money: str = "", *, cuts: bool = False) -> Sheet:
    """Understand a sheet. money: the unit of money a person chose; the sheet without columns has no table.

    cuts: where a table has nothing but what is taken off numbers given before, read that.
    """
    sheet = Sheet(table)
    first, after = heading_rows(table.rows, words)
    sheet.title = [cell for row in table.rows[:first] for cell in row.cells if cell]
    if first == after:
        return sheet
    body = list(table.rows[after:])
    while body and is_index(body[0].cells):
        body.pop(0)
    sheet.columns = columns_of(table.rows[first:after], body, words, year)
    bureau_asked.take_kinds(sheet.columns, words)
    bureau_asked.prefer_adjusted(sheet.columns)
    sheet.less = bureau_asked.pair(sheet.columns)
    if cuts and not sheet.less:
        take_cuts(sheet.columns)
    named = [bureau_amounts.unit_in_line(line) for line in sheet.title]
    sheet.money = money or next(filter(None, named), "")
    _Rows(sheet, words, year).take(body)
    if sheet.less:
        _subtract(sheet)
    return sheet


def _of_stranger(column: Column, text: str) -> Subject:
    """Return the subject of a word nobody knows; a unit that the book lacks is no part of another unit."""
    return Subject(unit=f"{STRANGER}{text}") if column.role == "unit" else Subject(detail=text)


def _subtract(sheet: Sheet) -> None:
    """Take the cuts of each row off what was asked for; a row where that gives no number is not read."""
    by_place = {column.position: column for column in sheet.columns}
    every = [row.amounts.get(cut, 0) for row in sheet.rows for cut in sheet.less.values()]
    if min(every, default=0) < 0 < max(every, default=0):
        sheet.unread.append((sheet.rows[0].source.number, "", "核减数有正有负，不知道是核减还是核增；请与财政局核对"))
    for asked, cut in sheet.less.items():
        for row in sheet.rows:
            off = abs(row.amounts.pop(cut, 0))
            wanted = row.amounts.get(asked)
            if off and (wanted is None or wanted < off):
                why = "有核减数而没有申报数" if wanted is None else "核减数比申报数还多"
                sheet.unread.append((row.source.number, by_place[cut].heading, f"{why}，算不出控制数；请与财政局核对"))
            elif wanted is not None:
                row.amounts[asked] = wanted - off
        by_place[asked].texts = (*by_place[asked].texts, f"减{by_place[cut].heading}")
        by_place[cut].role = "other"
    sheet.rows = [row for row in sheet.rows if row.amounts]


class _Rows:
    """Takes the rows of a sheet one after the other; what a merged cell or a row of its own says holds on below."""

    def __init__(self, sheet: Sheet, words: Vocabulary, year: int) -> None:
        self._sheet, self._words, self._year = sheet, words, year
        self._labels = [column for column in sheet.columns if column.role in LABELS]
        self._sheet_of_projects = any(
            column.role == "project" and column.texts[-1:] != ("项目",) for column in self._labels
        )
        self._above: dict[int, str] = {}
        self._section = Subject()

    def take(self, body: Sequence[SourceRow]) -> None:
        """Take all rows; those behind the last amount are notes."""
        heading = {re.sub(r"\s", "", t) for c in self._sheet.columns for t in c.texts}
        for source in body:
            filled = [re.sub(r"\s", "", cell) for cell in source.cells if cell]
            if filled and all(cell in heading for cell in filled) and len(filled) > 1:
                continue
            amounts = self._amounts(source)
            label = next((self._cell(source, c.position) for c in self._labels if self._cell(source, c.position)), "")
            if not amounts:
                self._sheet.notes += [cell for cell in source.cells if cell]
                self._begin_section(source, label)
                continue
            self._sheet.rows.append(self._row(source, label, amounts))
        self._join_breakdowns()

    def _join_breakdowns(self) -> None:
        """Rows nobody knows that come exactly to the block above them only divide it: nothing has to be decided."""
        rows = self._sheet.rows
        for number, above in enumerate(rows):
            if not above.subject.block or above.unknown or above.total:
                continue
            run = []
            for row in rows[number + 1 :]:
                if row.total or row.subject.block or not (row.unknown or row.left_out):
                    break
                run.append(row)
            places = {place for row in (above, *run) for place in row.amounts}
            if run and all(above.amounts.get(p, 0) == sum(row.amounts.get(p, 0) for row in run) for p in places):
                for row in run:
                    row.subject = above.subject.joined(Subject(detail=row.label))
                    row.unknown = []

    def _cell(self, source: SourceRow, position: int) -> str:
        return source.cells[position] if position < len(source.cells) else ""

    def _amounts(self, source: SourceRow) -> dict[int, Fen]:
        found, problems = {}, []
        for column in (c for c in self._sheet.columns if c.role in ("figure", "unknown")):
            text = self._cell(source, column.position)
            text = "" if bureau_amounts.days(text) else text
            fen = bureau_amounts.parse(text, column.unit or self._sheet.money or "元") if text else None
            if isinstance(fen, AmountError):
                problems.append((source.number, column.heading, fen.reason))
            elif fen is not None:
                found[column.position] = fen
        label = next((self._cell(source, c.position) for c in self._labels if self._cell(source, c.position)), "")
        if found or (label and self._words.meaning(label).known) or any(re.search(r"\d", p[2]) for p in problems):
            self._sheet.unread += problems
        return found

    def _begin_section(self, source: SourceRow, label: str) -> None:
        """A row without amounts may say what the rows below it belong to."""
        words = [self._cell(source, c.position) for c in self._labels if self._cell(source, c.position)]
        for text in words if len(words) <= 2 else []:
            meaning = self._words.meaning(text, self._section.unit)
            if meaning.subject != Subject() and not meaning.total:
                self._hold(meaning.subject)

    def _hold(self, subject: Subject) -> None:
        """Let a unit, a block or a fund hold for the rows below."""
        if subject.unit and subject.unit != self._section.unit:
            self._section, self._above = Subject(), {}
        self._section = self._section.joined(replace(subject, project="", function="", economic=""))

    def _row(self, source: SourceRow, label: str, amounts: dict[int, Fen]) -> Row:
        row = Row(source, label, Subject(), amounts=amounts)
        closed = self._closed(source)
        before = self._labels[0].position if self._labels else 0
        for place in range(before):  # 合计 in one cell over 序号 and the unit stands in the column of numbers
            meaning = self._words.meaning(self._cell(source, place))
            row.total = row.total or meaning.total
        for number, column in enumerate(self._labels):
            text = self._cell(source, column.position)
            later = any(self._cell(source, c.position) for c in self._labels[number + 1 :])
            if not text and later and column.role in MERGED and not row.total and column.position < closed:
                text = self._above.get(column.position, "")
            elif text:
                self._above = {place: word for place, word in self._above.items() if place < column.position}
                self._above[column.position] = text
            if text:
                self._take_label(row, column, text)
        self._close(row, alone=sum(column.role in (*MERGED, "project") for column in self._labels) == 1)
        return row

    def _closed(self, source: SourceRow) -> int:
        """Return the column whose word above a sum names (一般公共预算合计): neither it nor those behind hold on."""
        meanings = [self._words.meaning(self._cell(source, column.position)) for column in self._labels]
        sums = [meaning.subject for meaning in meanings if meaning.total and meaning.subject != Subject()]
        levels = (place for place, word in self._above.items() if self._words.meaning(word).subject in sums)
        return min(levels, default=len(source.cells))

    def _take_label(self, row: Row, column: Column, text: str) -> None:
        unit = row.subject.unit or self._section.unit
        meaning = self._words.meaning(text, unit)
        row.part = row.part or meaning.part
        if column.role in ("function", "economic") and not meaning.total:
            self._take_code(row, column.role, text)
        elif meaning.role == "ignored":
            row.left_out = True
            row.subject = row.subject.joined(_of_stranger(column, text))
        elif meaning.total:
            row.total = meaning.total
            row.subject = row.subject.joined(meaning.subject)
        elif column.role == "carry":
            row.subject = row.subject.joined(meaning.subject) if meaning.subject.carry else row.subject
        elif meaning.subject != Subject():
            row.subject = row.subject.joined(meaning.subject)
        elif column.role not in ("name", "unit_code", "project_code"):
            row.unknown.append((column.role, shown(text)))
            row.subject = row.subject.joined(_of_stranger(column, text))

    def _take_code(self, row: Row, kind: str, text: str) -> None:
        code = subject_code(kind, text, self._year)
        if not code and kind == "function":  # 科目编码 may stand over either classification
            kind, code = "economic", subject_code("economic", text, self._year)
        if not code:
            row.unknown.append((kind, text))
        row.subject = row.subject.joined(replace(Subject(), **{kind: code}))

    def _close(self, row: Row, *, alone: bool) -> None:
        """Add what holds from above; a row with a unit or block of its own begins a new section."""
        own = row.subject
        section = self._section
        if row.total and not own.filled:
            return
        if own.unit and own.unit != section.unit:
            section = Subject()
        if row.unknown and alone and not row.total:
            kind, text = row.unknown[-1]
            in_projects = section.block == OF_PROJECTS or self._sheet_of_projects
            row.unknown[-1] = ("project" if in_projects else kind if kind != "project" else "block", text)
        if own.project or any(kind == "project" for kind, _ in row.unknown):
            section = replace(section, block=OF_PROJECTS)
            own = replace(own, block=OF_PROJECTS)
        elif own.block or row.unknown or row.left_out:
            section = replace(section, block="", detail="")
        row.subject = section.joined(own)
        if alone and not (row.total or row.part or own.project or row.unknown or row.left_out):
            self._hold(own if own.block else replace(own, fund=""))

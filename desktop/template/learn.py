"""Proposing which cell of a bureau's workbook holds which figure: row label × column header path."""

import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from desktop.catalog.classification import LEVEL_LENGTHS
from desktop.catalog.measures import Filter
from desktop.findings import Finding, Place, Severity
from desktop.intake import rows
from desktop.intake.outside import STRUCTURE
from desktop.layouts.spec import Form, TableSpec
from desktop.published.recognise import UNIT
from desktop.template.mapping import CellMap, ListMap, Mapping, SheetMap
from desktop.template.recalculate import letters
from desktop.template.sheet_xml import column_number, split
from desktop.template.vocabulary import CODE, Vocabulary

UNIT_NAME = re.compile(r"(编制|填报|预算)?单位(名称)?\s*[：:]")
"""The words above a table that name the unit; no part of a header."""

FEWEST_BLANK_ROWS = 3
"""From how many blank rows under a code column on they are a list to fill."""


@dataclass(slots=True)
class Learned:
    """A proposed mapping, and what a person should look at."""

    mapping: Mapping
    findings: list[Finding] = field(default_factory=list)


def learn(path: Path, forms: list[Form]) -> Learned:
    """Propose a mapping of a workbook. Raises UserError for a file that cannot be read."""
    raw = rows.ask(path, STRUCTURE)
    words = Vocabulary.of(forms)
    learned = Learned(Mapping(path.name, hashlib.sha256(path.read_bytes()).hexdigest()))
    for one in raw["sheets"]:
        reader = _SheetLearner(one, words, path.name)
        sheet = reader.learn()
        learned.findings += reader.findings
        if sheet.cells or sheet.lists:
            learned.mapping.sheets.append(sheet)
    return learned


class _SheetLearner:
    """Learns one sheet."""

    def __init__(self, raw: dict[str, Any], words: Vocabulary, file: str) -> None:
        self._words = words
        self._place = Place(file=file, sheet=raw["sheet"])
        self._kinds = {split(place): kind for place, (kind, _, _) in raw["cells"].items()}
        self._texts = {split(p): text for p, (kind, text, _) in raw["cells"].items() if kind == "text"}
        self._numbers = {split(p): text for p, (kind, text, _) in raw["cells"].items() if kind == "number"}
        self._covered = self._spread(raw["merges"])
        self._hidden = {int(row) for row in raw["hidden"]}
        self._width = max((column_number(c) for c, _ in self._kinds), default=0)
        self._height = max((row for _, row in self._kinds), default=0)
        self._sheet = SheetMap(raw["sheet"], "万元")
        self.findings: list[Finding] = []

    def _spread(self, merges: list[str]) -> set[tuple[str, int]]:
        """Give every cell of a merged range its text; return the cells that are not the range's own first one."""
        covered = set()
        for merge in merges:
            first, _, last = merge.partition(":")
            (a, top), (b, bottom) = split(first), split(last or first)
            for row in range(top, bottom + 1):
                for column in range(column_number(a), column_number(b) + 1):
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
            self._say(Severity.WARNING, "没有写金额单位，按万元处理，请核对")
        if spec is None:
            self._say(Severity.WARNING, "表名不在已知版式中，按行列标题逐格推断，请逐格核对")
        limits: Filter = spec.where if spec is not None else ()
        blank = self._lists(spec, first)
        unknown = 0
        for row in range(first, self._height + 1):
            if row not in blank:
                unknown += self._row(row, first, spec, limits)
        if unknown:
            self._say(Severity.INFO, f"有 {unknown} 个空格没有认出应填什么，需要时请在对应表中补充")
        return self._sheet

    def _say(self, severity: Severity, message: str) -> None:
        self.findings.append(Finding("模板", severity, message, self._place))

    def _line(self, row: int) -> str:
        seen: list[str] = []
        for column in range(1, self._width + 1):
            text = self._texts.get((letters(column), row), "")
            if text and (not seen or seen[-1] != text):
                seen.append(text)
        return "".join(seen)

    def _first_row(self, spec: TableSpec | None) -> int | None:
        """Return the first row below the header: the first with a known label or code, or blank under a code column."""
        for row in range(2, self._height + 1):
            if self._code_column(row) is not None or any(
                self._asked(column, row, row, spec) for column in range(2, self._width + 1)
            ):
                return row
        return None

    def _asked(self, column: int, row: int, first: int, spec: TableSpec | None) -> tuple[Filter, Filter, str] | None:
        """Return what a cell asks for by its row and by its column; None where either is unknown."""
        label, code = self._label(row, column)
        path = self._path(column, first)
        if not self._is_input((letters(column), row)) or not (label or code) or not path:
            return None
        asked, meant = self._words.row(label, code, spec), self._words.column(path, spec)
        return None if asked is None or meant is None else (asked, *meant)

    def _is_input(self, place: tuple[str, int]) -> bool:
        return self._kinds.get(place) in ("blank", "number") and place not in self._covered

    def _label(self, row: int, before: int) -> tuple[str, str]:
        """Return the nearest label left of a column, and the code beside it."""
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

    def _row(self, row: int, first: int, spec: TableSpec | None, limits: Filter) -> int:
        """Map the input cells of a row; return how many stayed unknown."""
        unknown = 0
        for column in range(1, self._width + 1):
            place = (letters(column), row)
            if not self._is_input(place) or (place in self._numbers and CODE.fullmatch(self._numbers[place])):
                continue
            label, code = self._label(row, column)
            path = self._path(column, first)
            known = self._asked(column, row, first, spec)
            if known is None:
                unknown += bool(path)
                continue
            asked, where, value = known
            shown = f"{code} {label}".strip()
            whole = (*limits, *asked, *where)
            if not any(name == "side" for name, _ in whole):
                whole = (("side", ("支出",)), *whole)
            self._sheet.cells.append(CellMap(f"{place[0]}{row}", whole, value, shown, "/".join(path)))
            if row in self._hidden:
                self._say(Severity.INFO, f"{place[0]}{row} 在隐藏行中，也会填写")
        return unknown

    # lists --------------------------------------------------------------------------------------------

    def _code_column(self, row: int) -> int | None:
        """Return the column headed 科目编码 (or 编码) above a row that is blank there."""
        for column in range(1, self._width + 1):
            heads = [self._texts.get((letters(column), r), "") for r in range(1, row)]
            place = (letters(column), row)
            headed = any("编码" in text for text in heads)
            if headed and self._is_input(place) and place not in self._texts and place not in self._numbers:
                return column
        return None

    def _lists(self, spec: TableSpec | None, first: int) -> set[int]:
        """Map blank rows under a code column as a list of codes; return the rows it takes."""
        run = [row for row in range(first, self._height + 1) if self._is_blank_row(row)]
        column = self._code_column(run[0]) if run else None
        if column is None or len(run) < FEWEST_BLANK_ROWS:
            return set()
        last = run[0]
        while last + 1 in run:
            last += 1
        tree = next((r for b in spec.blocks for r in b.rows if r.kind == "tree"), None) if spec else None
        dimension = tree.dimension if tree else "function"
        levels = tree.levels if tree else tuple(LEVEL_LENGTHS[dimension])
        columns: list[tuple[str, str | Filter]] = [(letters(column), "code")]
        for number in range(column + 1, self._width + 1):
            path = self._path(number, first)
            if any("名称" in text for text in path):
                columns.append((letters(number), "name"))
            elif path and (meant := self._words.column(path, spec)) is not None and meant[1] == "this":
                columns.append((letters(number), meant[0]))
        where: Filter = spec.where if spec is not None else (("side", ("支出",)),)
        self._sheet.lists.append(ListMap(run[0], last, dimension, tuple(levels), where, tuple(columns)))
        return set(range(run[0], last + 1))

    def _is_blank_row(self, row: int) -> bool:
        places = [(letters(column), row) for column in range(1, self._width + 1)]
        return all(self._kinds.get(place, "blank") in ("blank", "formula") for place in places) and any(
            self._kinds.get(place) == "blank" for place in places
        )

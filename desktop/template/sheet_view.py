"""A sheet of a bureau's workbook as it is learned: its cells by place, labels of rows, paths of headers."""

import re
from collections import Counter
from typing import Any

from desktop.catalog.classification import load
from desktop.catalog.measures import Filter
from desktop.published.labels import ORDINAL
from desktop.published.recognise import COLUMN_NUMBER, UNIT, YEAR
from desktop.template.bare_cells import bare_cells
from desktop.template.meanings import CARRIED, CODE, SECTION, dimension_of, is_total, source_of
from desktop.template.recalculate import letters
from desktop.template.record_lists import LEVELS
from desktop.template.sheet_rows import is_near, refuse_too_large
from desktop.template.sheet_xml import column_number, split
from desktop.template.titles import is_title, title_limits, word

UNIT_NAME = re.compile(r"(编制|填报|预算|金额|货币|计量)?单位(名称)?\s*[：:]|(人民币)?[亿万千百]?元$")
"""The words above a table that name the unit, or that of money in a cell of its own; no part of a header."""

DEEPEST_HEADER = 40
"""In how many rows from the top the first row to fill is looked for."""

DEEPEST_PATH = 6
"""How many headers stand above each other at most; what has more above it stands below rows."""

NUMBERING = re.compile(r"(?:单位|部门|项目|人员).{0,4}(?:编码|代码|编号)|^(?:序号|行次|编号)$")
"""What heads a column of numbers that are no codes of a classification: unit 301 is not 工资福利支出."""


CODE_AND_NAME = re.compile(rf"({CODE.pattern})([\s\-—－_]*)([\u4e00-\u9fff].*)")
"""A label that bears its code: 2010350-事业运行, 2010350事业运行."""

_PARTED = re.compile(r"[\s.．·\-－]")
_LEVELS_APART = re.compile(rf"[1-9][0-9]{{2}}(?:{_PARTED.pattern}+[0-9]{{2}}){{1,2}}")

UNIT_COLUMN = re.compile(r"\s*(?:预算|填报)?(?:[（(]?(?:部门|单位)[)）]?){1,2}(?:名称)?\s*")
"""What heads a column of the names of units."""


class SheetView:
    """The cells of one sheet by column letters and row. Raises UserError for a sheet no person would fill."""

    def __init__(self, raw: dict[str, Any], file: str) -> None:
        refuse_too_large(raw, file)
        self.name = str(raw["sheet"])
        self.kinds = {
            place: kind for place, kind in ((split(p), k) for p, (k, _, _) in raw["cells"].items()) if is_near(*place)
        }
        self.formulas = {split(p): text for p, (kind, text, _) in raw["cells"].items() if kind == "formula"}
        self.texts = {split(p): text for p, (kind, text, _) in raw["cells"].items() if kind == "text"}
        self.numbers = {split(p): text for p, (kind, text, _) in raw["cells"].items() if kind == "number"}
        self.width = max((column_number(c) for c, _ in self.kinds), default=0)
        self.height = max((row for _, row in self.kinds), default=0)
        self._paths: dict[int, list[list[str]]] = {}
        self.covered = self._spread(raw["merges"])
        waiting = bare_cells(self.kinds, self.texts, self.covered, self.width, self.height)
        self.kinds.update(dict.fromkeys(waiting, "blank"))
        self.height = max((row for _, row in self.kinds), default=0)
        self.hidden = {int(row) for row in raw["hidden"]}
        self.label_columns = self._label_columns()
        self.levels = {column for (column, _), text in self.texts.items() if text.strip() in LEVELS}
        headings = ((column, text) for (column, _), text in self.texts.items() if not UNIT_NAME.match(text))
        self.numbered = {column for column, text in headings if NUMBERING.search(text)}

    @property
    def has_carried(self) -> bool:
        """Whether a row is that of money of earlier years."""
        return any(
            column in self.label_columns and CARRIED.search(text) and "上年" in text and not is_title(text)
            for (column, _), text in self.texts.items()
        )

    def cut(self, row: int) -> None:
        """Forget the cells from a row on."""
        for cells in (self.kinds, self.formulas, self.texts, self.numbers):
            for place in [place for place in cells if place[1] >= row]:
                del cells[place]
        self.height = row - 1
        self._paths = {}
        self.label_columns = self._label_columns()

    def _spread(self, merges: list[str]) -> set[tuple[str, int]]:
        """Give every cell of a merged range its text; return the cells that are not the range's own first one."""
        covered = set()
        for merge in merges:
            first, _, last = merge.partition(":")
            (a, top), (b, bottom) = split(first), split(last or first)
            for row in range(top, min(bottom, self.height) + 1):
                for column in range(column_number(a), min(column_number(b), self.width) + 1):
                    place = (letters(column), row)
                    if place != (a, top):
                        covered.add(place)
                    if (a, top) in self.texts:
                        self.texts[place] = self.texts[a, top]
        return covered

    def _label_columns(self) -> set[str]:
        """Return the columns where words stand next to cells to fill in several rows."""
        rows = Counter(
            column
            for column, row in self.texts
            if (column, row) not in self.covered and self.is_input((letters(column_number(column) + 1), row))
        )
        return {column for column, count in rows.items() if count > 1}

    def line(self, row: int) -> str:
        """Return the texts of a row, one after the other; a merged one counts once."""
        texts: list[str] = []
        for column in range(1, self.width + 1):
            text = self.texts.get((letters(column), row), "")
            if text and (not texts or texts[-1] != text):
                texts.append(text)
        return "".join(texts)

    def shown(self) -> dict[str, str]:
        """Return what stands in the cells, a formula with its sign."""
        formulas = {place: f"={text}" for place, text in self.formulas.items()}
        texts = {place: text for place, text in self.texts.items() if place not in self.covered}
        return {f"{letters}{row}": text for (letters, row), text in {**self.numbers, **formulas, **texts}.items()}

    def title(self, first: int) -> str:
        """Return the titles above the first row below the header; the name of the sheet where they say nothing."""
        lines = [
            text
            for (_, row), text in sorted(self.texts.items(), key=lambda item: item[0][1])
            if row < first and is_title(text) and (self.line(row) == text or word(text).endswith("表"))
        ]
        title = "\n".join(dict.fromkeys(lines))
        return title if title_limits(title) or not title_limits(self.name) else f"{title}\n{self.name}"

    def is_input(self, place: tuple[str, int]) -> bool:
        """Tell whether a cell may be filled."""
        return self.kinds.get(place) in ("blank", "number") and place not in self.covered

    def is_blank_row(self, row: int) -> bool:
        """Tell whether a row holds nothing but cells to be filled and formulas."""
        kinds = [self.kinds.get((letters(column), row), "") for column in range(1, self.width + 1)]
        return set(kinds) <= {"blank", "formula", ""} and "blank" in kinds

    def label(self, row: int, before: int) -> tuple[str, str]:
        """Return the nearest label left of a column, and the code next to it; that of another panel is none."""
        label, code, blank = "", "", False
        for column in range(before - 1, 0, -1):
            place = (letters(column), row)
            text = self.texts.get(place, "") or self.numbers.get(place, "")
            if place[0] in self.numbered and not is_total(text):
                continue
            if place[0] in self.levels and (joined := self._joined(row)):
                code = joined
                break
            if not text:
                if label or (blank and self.is_input(place) and place[0] not in self.label_columns):
                    break
                blank = blank or place[0] in self.label_columns
                continue
            if place not in self.covered and (CODE.fullmatch(text) or (place in self.texts and _parted_code(text))):
                code = text if CODE.fullmatch(text) else _parted_code(text)
                break
            glued = None if label else CODE_AND_NAME.fullmatch(text)
            if glued and (glued[2] or load(dimension_of(glued[1])).name(glued[1])):  # 12345热线 is no code
                code, label = glued[1], glued[3]
                break
            if place in self.texts and not label:
                label = text
            elif label:
                break
        return label, code

    def _joined(self, row: int) -> str:
        """Return the code that the columns 类, 款, 项 of a row hold together; empty where they hold none."""
        cells = ((letter, row) for letter in sorted(self.levels, key=column_number))
        code = "".join((self.texts.get(place, "") or self.numbers.get(place, "")).strip() for place in cells)
        return code if CODE.fullmatch(code) and load(dimension_of(code)).name(code) else ""

    def section(self, row: int, before: int) -> str:
        """Return the nearest label numbered 一、 in or above a row."""
        labels = (self.label(above, before)[0] for above in range(row, 0, -1))
        return next((label for label in labels if SECTION.match(label)), "")

    def paths(self, first: int) -> list[list[str]]:
        """Return the header path of each column."""
        if first not in self._paths:
            self._paths[first] = [self.path(column, first) for column in range(1, self.width + 1)]
        return self._paths[first]

    def carried_columns(self, first: int) -> list[list[str]]:
        """Return the header paths of columns for money of earlier years."""
        carried = [path for path in self.paths(first) if path and "上年" in path[-1] and CARRIED.search(path[-1])]
        return [path for path in carried if "其中" not in "".join(path)]

    def has_carried_column(self, first: int) -> bool:
        """Tell whether a column is that of all money of earlier years."""
        return any(not title_limits("".join(path)) for path in self.carried_columns(first))

    def divides_years(self, path: list[str], first: int) -> bool:
        """Tell whether the money of earlier years stands apart from a column: in one for all, or in its group."""
        return self.has_carried_column(first) or path[:-1] in (each[:-1] for each in self.carried_columns(first))

    @property
    def has_subjects(self) -> bool:
        """Whether rows are subjects (科目): a code stands in it, or a header speaks of them."""
        coded = (
            text for (column, _), text in (*self.texts.items(), *self.numbers.items()) if column not in self.numbered
        )
        return any(CODE.fullmatch(text) or "科目" in text or "功能分类" in text for text in coded)

    def named_subject(self, row: int, label: str, first: int) -> Filter | None:
        """Return the 款 of 经济分类 that a row without a code names, where header or title speak of those alone."""
        columns = [c for c in range(1, self.width + 1) if label and self.texts.get((letters(c), row)) == label]
        words = "".join(text for column in columns for text in self.path(column, first)) + self.title(first)
        if "经济" not in words or "功能" in words:
            return None
        dimension = "government" if re.search("政府(?:预算)?(?:支出)?经济", words) else "economic"
        name = ORDINAL.sub("", label.strip())
        codes = [each.code for each in load(dimension).codes.values() if each.name == name and len(each.code) == 5]
        return ((dimension, (codes[0],)),) if len(codes) == 1 else None

    def own_row(self, row: int, label: str, first: int, known: Filter | None) -> Filter | None:
        """Return the filter of a row: what its label is known to mean, else the source, project or unit it names."""
        if known is not None or not label or is_total(label):
            return known
        columns = [c for c in range(1, self.width + 1) if self.texts.get((letters(c), row)) == label]
        if columns and (source := source_of(label)):
            spoken = self.section(row, columns[0] + 1) + "".join(self.path(columns[0], first))
            return (("side", ("收入",)), *source) if "收入" in word(spoken) and "支" not in spoken else None
        headings = ["".join(self.path(column, first)) for column in columns]
        if any("项目名称" in heading for heading in headings):
            return (("project", (label.strip(),)),)
        return (("unit", (label.strip(),)),) if any(UNIT_COLUMN.fullmatch(heading) for heading in headings) else None

    def is_beside_carried(self, path: list[str], where: Filter, first: int, year: int) -> bool:
        """Tell whether a column stands beside that of its money of earlier years, so that it holds this year's alone.

        One of a source, one headed 本年, and one headed by the year where a sum of both stands there too. What the
        headers above both say (项目支出) narrows both alike.
        """
        group, heading = path[:-1], path[-1]
        named = {int(each) for each in YEAR.findall(heading)}
        above = {name for text in group for name, _ in title_limits(text)} - {name for name, _ in title_limits(heading)}
        if is_total(heading) or {name for name, _ in where} - {"fund", "side"} - above or named - {year}:
            return False
        paths = self.paths(first)
        summed = any(each and each[:-1] == group and is_total(each[-1]) for each in paths)
        apart = heading.startswith(("本年", "当年")) or (named and summed)
        if not title_limits("".join(group)) and not apart:
            return False
        return group in (each[:-1] for each in self.carried_columns(first))

    def code_column(self, row: int, first: int) -> int | None:
        """Return the column headed 科目编码 (or 编码, 代码) above a row that is blank there."""
        for column in range(1, self.width + 1):
            heads = [self.texts.get((letters(column), r), "") for r in range(1, first)]
            place = (letters(column), row)
            headed = any(re.search("编码|代码", text) for text in heads) and place[0] not in self.numbered
            if headed and self.is_input(place) and place not in self.texts and place not in self.numbers:
                return column
        return None

    def expects_amount(self, column: int, row: int, first: int) -> bool:
        """Tell whether an amount is expected in a blank cell: its row and its column have words, not those of names."""
        path = self.path(column, first)
        aside = any(re.search("编码|代码|名称", text) or NUMBERING.search(text) for text in path)
        return bool(path and self.line(row)) and not aside

    def awaiting(self, row: int) -> list[str]:
        """Return the blank cells of a row of words that has its headers above it."""
        columns = [number for number in range(2, self.width + 1) if self.is_input((letters(number), row))]
        return [f"{letters(number)}{row}" for number in columns if self.expects_amount(number, row, row)]

    def path(self, column: int, first: int) -> list[str]:
        """Return the headers above a column, from the top down to the row before `first`."""
        path: list[str] = []
        for row in range(1, first):
            text = self.texts.get((letters(column), row), "")
            alone = self.line(row) == text
            wide = alone and (is_title(text) or (self.width > 2 and ("A", row) in self.texts))
            other = UNIT.search(text) or UNIT_NAME.match(text) or COLUMN_NUMBER.fullmatch(text)
            if text and not wide and (not path or path[-1] != text) and not other:
                path.append(text)
        return path


def _parted_code(text: str) -> str:
    """Return the code that is written with points or blanks between its levels (301.01, 201 03 50); else empty."""
    code = _PARTED.sub("", text) if _LEVELS_APART.fullmatch(text.strip()) else ""
    return code if code and load(dimension_of(code)).name(code) else ""

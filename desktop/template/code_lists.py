"""Blank rows under a code column: a list to be filled with the codes that have money."""

import re
from collections.abc import Callable

from desktop.catalog.classification import LEVEL_LENGTHS
from desktop.catalog.measures import Filter
from desktop.layouts.form.spec import RowSpec, TableSpec
from desktop.template.cell_values import is_of_budget
from desktop.template.mapping import ListMap
from desktop.template.meanings import fitting
from desktop.template.recalculate import letters
from desktop.template.record_lists import LEVELS
from desktop.template.sheet_rows import adds_rows, longest
from desktop.template.sheet_view import SheetView

FEWEST_BLANK_ROWS = 3
"""From how many blank rows under a code column on they are a list to fill."""

UNIT_CODE, UNIT_NAME, NUMBER = "单位编码", "单位名称", "序号"
"""Columns that are the same in every row, and the number of the row."""
_BESIDE = {
    UNIT_CODE: re.compile(r"(?:预算|部门|主管)?[（(]?(?:部门|单位)[)）]?(?:编码|代码|编号)"),
    UNIT_NAME: re.compile(r"(?:预算|部门|主管)?[（(]?(?:部门|单位)[)）]?(?:名称)?"),
    NUMBER: re.compile(r"序号|行次"),
}
_WORDS_FOR_PEOPLE = re.compile(r"备注|说明")

Meaning = Callable[[list[str]], tuple[Filter, str] | None]
"""Returns filter and year of a column by its header path."""


def blank_run(view: SheetView, first: int) -> list[int]:
    """Return the prepared rows below a header that nothing takes, none where there are few."""
    run = longest([row for row in range(first, view.height + 1) if view.is_blank_row(row)])
    return run if len(run) >= FEWEST_BLANK_ROWS else []


class CodeLists:
    """Finds the list of codes of a sheet."""

    def __init__(self, view: SheetView, spec: TableSpec | None, first: int, limits: Filter, meaning: Meaning) -> None:
        self._view, self._spec, self._first, self._limits, self._meaning = view, spec, first, limits, meaning
        self._notes: list[str] = []
        self._blank: list[str] = []

    def find(self) -> tuple[ListMap, list[str], list[str]] | None:
        """Return the list, what is to be noted of it, and the headers of its columns that stay blank."""
        view, first = self._view, self._first
        run = blank_run(view, first)
        column = view.code_column(run[0], first) if run else None
        if column is None:
            return None
        last = run[-1]
        spec = self._spec
        tree = next((r for b in spec.blocks for r in b.rows if r.kind == "tree"), None) if spec else None
        dimension = self._dimension(column, tree)
        own_levels = tree.levels if tree and tree.dimension == dimension else LEVEL_LENGTHS[dimension]
        levels = self._levels(tuple(own_levels), run[0], last)
        where = fitting(self._limits) or ()
        code = view.path(column, first)[-1:]
        columns: list[tuple[str, str | Filter]] = [(letters(column), code[0] if code[0] in LEVELS else "code")]
        checks: list[tuple[str, Filter]] = []
        for number in range(1, view.width + 1):
            path = view.path(number, first)
            computed = any((letters(number), row) in view.formulas for row in range(run[0], last + 1))
            asked = self._asked(path, where) if path and number != column else None
            if asked is None or (number < column and not isinstance(asked, str)):
                self._leave(path, blank=number > column and not computed)
            elif not computed:
                columns.append((letters(number), asked))
            elif not isinstance(asked, str):
                checks.append((letters(number), asked))
        listing = ListMap(run[0], last, dimension, levels, where, tuple(columns), tuple(checks))
        return listing, self._notes, self._blank

    def _asked(self, path: list[str], where: Filter) -> str | Filter | None:
        """Return what a column holds beside the code: a word for part of it, its name, the unit; or its money."""
        if path[-1] in LEVELS:
            return path[-1]
        constant = next((name for name, words in _BESIDE.items() if words.fullmatch(path[-1].strip())), None)
        if constant:
            return constant
        if any("名称" in text for text in path):
            return "name"
        of_column = self._meaning(path)
        if of_column is None or of_column[1] != "this" or not is_of_budget(path):
            return None
        return None if fitting((*where, *of_column[0])) is None else of_column[0]

    def _leave(self, path: list[str], *, blank: bool) -> None:
        """Note a column that stays blank; one for remarks is a person's."""
        if blank and path and not _WORDS_FOR_PEOPLE.search(path[-1]):
            self._blank.append("/".join(path))

    def _dimension(self, column: int, tree: RowSpec | None) -> str:
        """Return the classification that the header of a code column, its layout, or the lines above it speak of."""
        view, first = self._view, self._first
        own = "".join(view.path(column, first))
        spoken = re.search("经济|功能", own) is not None
        if tree and not spoken:
            return tree.dimension
        words = own if spoken else own + "".join(view.line(row) for row in range(1, first))
        if "经济" not in words or "功能" in words:
            return "function"
        return "government" if "政府预算" in words or "政府经济" in words or "政府支出" in words else "economic"

    def _levels(self, levels: tuple[str, ...], first: int, last: int) -> tuple[str, ...]:
        """Return the levels of codes to list; only the deepest where a formula adds up all rows of the list."""
        summed = any(
            row not in range(first, last + 1) and adds_rows(text, place, first, last)
            for (place, row), text in self._view.formulas.items()
        )
        if not summed or len(levels) == 1:
            return levels
        self._notes.append(f"第 {first}–{last} 行由合计公式逐行相加，只列到“{levels[-1]}”，上级科目不列")
        return levels[-1:]

"""What a row means under those above it: 商品和服务支出 below 项目支出 is that of projects, 其中 a part of a row."""

import re
from collections.abc import Callable

from desktop.catalog.measures import CODE_DIMENSIONS, Filter
from desktop.layouts.form.spec import TableSpec
from desktop.template.meanings import is_total
from desktop.template.sheet_view import SheetView
from desktop.template.titles import word

_NUMBER = "[一二三四五六七八九十]+"
_DEPTHS = tuple(
    re.compile(pattern)
    for pattern in (rf"{_NUMBER}、", rf"[（(]{_NUMBER}[)）]", r"[0-9]+[.．、](?![0-9])", r"[（(]?[0-9]+[)）]")
)
_OF_WHICH = re.compile(r"其\s*中\s*[：:]?")
_CAPITAL: Filter = (("economic", ("310",)),)
_OF_MONEY = {"fund", "nature", "carry", "side"}

Means = Callable[[str], Filter | None]
"""Returns the filter of a label by itself."""


class RowSections:
    """The rows of one panel of a sheet, from the first below the header on."""

    def __init__(self, view: SheetView, first: int, means: Means) -> None:
        self._view, self._first, self._means = view, first, means

    def narrowed(self, where: Filter, row: int, before: int) -> Filter | None:
        """Return the filter of a row as its place has it; None where it is a part of a row nobody understands."""
        label = self._label(row, before)
        coded = self._view.label(row, before)[1]
        if where == _CAPITAL and word(label) == "资本性支出" and not coded and not self._has_row("基本建设"):
            where = (("economic", ("309", "310")),)  # no other row is for 309 资本性支出（基本建设）
        names = {name for name, _ in where}
        if _OF_WHICH.match(label):
            return self._part(where, names, row, before)
        if names & CODE_DIMENSIONS and "nature" not in names:
            return (*where, *self._nature(label, row, before))
        return where

    def _part(self, where: Filter, names: set[str], row: int, before: int) -> Filter | None:
        """Return the filter of a row 其中: what it names of the row above that it divides."""
        if not names <= _OF_MONEY:
            return where
        for above in range(row - 1, self._first - 1, -1):
            label = self._label(above, before)
            if not label or _OF_WHICH.match(label):
                continue
            divided = () if is_total(label) else self._means(label)
            if divided is None:
                return None
            sides = {part for part in (*divided, *where) if part[0] == "side"}
            if len(sides) > 1:
                return where
            return (*where, *(part for part in divided if part[0] not in names))
        return where

    def _nature(self, label: str, row: int, before: int) -> Filter:
        """Return the nature of spending of the rows that a row stands under; empty where there is none."""
        depth = _depth(label)
        repeated = depth == len(_DEPTHS) and self._is_repeated(label, row, before)
        for above in range(row - 1, self._first - 1, -1):
            words = self._label(above, before)
            if not words or is_total(words) or _OF_WHICH.match(words):
                continue
            level, meaning = _depth(words), self._means(words)
            if meaning is None and level >= depth == len(_DEPTHS):
                return ()  # a heading of its own that nobody understands
            nature = tuple(part for part in meaning or () if part[0] == "nature")
            only = {name for name, _ in meaning or ()} <= {"nature", "side"}
            if level < depth or (repeated and nature and only):
                if nature and only:
                    return nature
                depth = min(level, depth)
        return ()

    def _has_row(self, words: str) -> bool:
        return any(words in text for (_, row), text in self._view.texts.items() if row >= self._first)

    def _is_repeated(self, label: str, row: int, before: int) -> bool:
        rows = range(self._first, self._view.height + 1)
        return any(other != row and self._label(other, before) == label for other in rows)

    def _label(self, row: int, before: int) -> str:
        return self._view.label(row, before)[0].strip()


def _depth(label: str) -> int:
    """Return how deep a row is by its numbering: 一、（一）1.（1）, then rows without any."""
    return next((n for n, pattern in enumerate(_DEPTHS) if pattern.match(label)), len(_DEPTHS))


def is_row_of(spec: TableSpec | None, label: str) -> bool:
    """Tell whether a layout's table has a row of a label: what that means, the layout says."""
    rows = (row for block in (spec.blocks if spec else ()) for row in block.rows)
    return any(row.label and word(row.label) == word(label) for row in rows)

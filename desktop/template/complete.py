"""Whether the fixed rows of a sheet show all the money it speaks of: rows that are subjects of one classification."""

from collections.abc import Iterator

from desktop.catalog.classification import load
from desktop.catalog.measures import CODE_DIMENSIONS, Filter, standard
from desktop.compute.cube import Cube, Selection
from desktop.template.mapping import CellMap, SheetMap
from desktop.template.meanings import is_total, word
from desktop.template.sheet_xml import split

Column = tuple[Filter, str]
"""What a column asks for beside its rows, and the year its amounts are of."""


def row_code(cell: CellMap) -> tuple[str, str] | None:
    """Return classification and code of the subject that a cell's row is; None for a row of another kind.

    Without a printed code only a 类 is known by its name: names below are those of measures too.
    """
    for dimension, patterns in cell.where:
        if dimension in CODE_DIMENSIONS and len(patterns) == 1 and patterns[0].isdigit():
            name = load(dimension).name(patterns[0])
            if cell.row.startswith(patterns[0]) or (name and len(patterns[0]) == 3 and word(cell.row) == word(name)):
                return dimension, patterns[0]
    return None


def incomplete(
    sheet: SheetMap, selections: dict[str, tuple[str, Selection]], cube: Cube
) -> Iterator[tuple[str, str, Selection, Selection]]:
    """Yield the columns of subjects that leave money out: place, classification, all the money, the money shown.

    Expected to be complete are rows of one classification whose uppermost subjects are of one level, unless they are
    the chosen items of a known measure (“三公”经费). Money that an earlier column lacks too is not named again.
    """
    columns: dict[tuple[str, str], list[CellMap]] = {}
    for cell in sheet.cells:
        if row_code(cell) and cell.value != "change":
            columns.setdefault((split(cell.cell)[0], cell.value), []).append(cell)
    named = 0
    for (base, value), cells in _side_by_side(columns).items():
        codes = {code for cell in cells if (code := row_code(cell))}
        if not _is_level(codes):
            continue
        all_money = cube.select(base) & cube.in_year(cube.year - 1 if value == "last" else cube.year)
        letters = {split(cell.cell)[0] for cell in cells}
        shown = 0
        for cell in sheet.cells:
            if cell.value == value and split(cell.cell)[0] in letters and not is_total(cell.row):
                shown |= selections[cell.cell][1]
        if all_money & ~shown & ~named:
            yield cells[0].cell, next(iter(codes))[0], all_money, shown
        named |= all_money & ~shown


def _side_by_side(columns: dict[tuple[str, str], list[CellMap]]) -> dict[Column, list[CellMap]]:
    """Join the columns that ask for the same money: a long list of subjects goes on beside itself."""
    joined: dict[Column, list[CellMap]] = {}
    for (_, value), cells in columns.items():
        base = {_without_row(cell) for cell in cells}
        if len(base) == 1:
            joined.setdefault((base.pop(), value), []).extend(cells)
    return joined


def _without_row(cell: CellMap) -> Filter:
    """Return the filter of a cell without the subject of its row."""
    dimension, code = row_code(cell) or ("", "")
    return tuple(part for part in cell.where if part != (dimension, (code,)))


def _is_level(codes: set[tuple[str, str]]) -> bool:
    """Tell whether subjects stand for a whole level of one classification, not for items chosen by name."""
    numbers = {code for _, code in codes}
    uppermost = {a for a in numbers if not any(a != b and a.startswith(b) for b in numbers)}
    if len({dimension for dimension, _ in codes}) != 1 or len({len(code) for code in uppermost}) != 1:
        return False
    return not any(uppermost <= chosen for chosen in _chosen_items())


def _chosen_items() -> Iterator[set[str]]:
    """Yield the subjects of each measure that names several of them below the level of 类."""
    for measure in standard().values():
        for dimension, patterns in measure.where:
            if dimension in CODE_DIMENSIONS and len(patterns) > 1 and all(len(code) > 3 for code in patterns):
                yield set(patterns)

"""Whether the fixed rows of a sheet show all the money it speaks of: rows of subjects, rows of projects."""

from collections.abc import Iterator
from dataclasses import replace

from desktop.catalog.classification import load
from desktop.catalog.measures import CODE_DIMENSIONS, Filter, standard
from desktop.compute.cube import Cube, Selection
from desktop.findings import Finding, Place, Severity
from desktop.ledger.records import BudgetFacts
from desktop.money import YUAN
from desktop.template.mapping import CellMap, SheetMap, WorkbookMapping
from desktop.template.meanings import is_total
from desktop.template.sheet_xml import split
from desktop.template.titles import word

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
        if row_code(cell) and cell.value in ("this", "last"):
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


def with_known_rows(
    mapping: WorkbookMapping, cube: Cube, facts: BudgetFacts | None
) -> tuple[WorkbookMapping, list[Finding]]:
    """Return a mapping without the cells of projects and units that the book does not have, and what is to be said.

    A sheet with printed projects names those of the book with money this year that it has no row for.
    """
    known = {
        "project": {line.project for line in cube.lines} | {each.name for each in (facts.projects if facts else ())},
        "unit": {line.unit for line in cube.lines} | ({facts.unit.name} if facts else set()),
    }
    sheets, findings = [], []
    for sheet in mapping.sheets:
        place = Place(file=mapping.file, sheet=sheet.sheet)
        cells, checks = sheet.cells, sheet.checks
        for dimension, title in (("project", "项目"), ("unit", "单位")):
            named = {name: None for cell in sheet.cells if (name := _only(cell, dimension))}
            strange = set(named) - known[dimension]
            cells = [cell for cell in cells if _only(cell, dimension) not in strange]
            checks = [cell for cell in checks if _only(cell, dimension) not in strange]
            for name in (name for name in named if name in strange):
                message = (
                    f"账本中没有{title}“{name}”，这一行{'和合计' * (dimension == 'unit')}没有填写；请核对{title}名称"
                )
                findings.append(Finding("模板", Severity.WARNING, message, place))
            if dimension == "unit" and strange:  # what all units come to is not known either
                cells = [cell for cell in cells if not is_total(cell.row) or _only(cell, dimension)]
                checks = [cell for cell in checks if not is_total(cell.row) or _only(cell, dimension)]
            if dimension == "project" and named and (lacking := _projects_with_money(cube, set(named))):
                message = f"表中没有这些项目的行：{'、'.join(lacking)}"
                findings.append(Finding("模板", Severity.WARNING, message, place))
        sheets.append(replace(sheet, cells=cells, checks=checks))
    return replace(mapping, sheets=sheets), findings


def _only(cell: CellMap, dimension: str) -> str:
    """Return the project (or unit) that a cell is of alone, empty for any other cell."""
    names = [patterns for name, patterns in cell.where if name == dimension]
    return names[0][0] if names and len(names[0]) == 1 and not names[0][0].startswith("!") else ""


def _projects_with_money(cube: Cube, shown: set[str]) -> list[str]:
    """Return the projects with money this year that are not among those shown, with their amounts."""
    lines = cube.select((("side", ("支出",)), ("nature", ("项目",)))) & cube.in_year(cube.year)
    sums = {name: cube.total(part) for name, part in cube.by("project", lines).items() if name not in shown}
    return [f"{name} {YUAN.show(fen)} 元" for name, fen in sums.items() if fen]


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

"""How many rows the lists of a workbook need, and the workbook with that many."""

from dataclasses import replace
from io import BytesIO
from typing import Any

from desktop.catalog.classification import LEVEL_LENGTHS
from desktop.compute.cube import Cube, Selection
from desktop.findings import UserError
from desktop.outside import workbook_parts
from desktop.template.extend import Added, add_rows
from desktop.template.mapping import CellMap, ListMap, RowsMap, SheetMap, WorkbookMapping
from desktop.template.records import Records
from desktop.template.row_fill import entries_of

MOST_ADDED = 5_000
"""A list that needs more rows is not what a bureau prepared it for."""

Structure = dict[str, Any]


def codes_of(listing: ListMap, cube: Cube) -> dict[str, Selection]:
    """Return the lines of each code that a list shows, parents before children."""
    inside = cube.select(listing.where) & cube.in_year(cube.year)
    lengths = [LEVEL_LENGTHS[listing.dimension][level] for level in listing.levels]
    by_code: dict[str, Selection] = {}
    for code, bits in cube.by(listing.dimension, inside).items():
        for length in lengths:
            by_code[code[:length]] = by_code.get(code[:length], 0) | bits
    codes = [code for code in sorted(by_code, key=lambda c: c.ljust(7)) if len(code) in lengths]
    return {code: by_code[code] for code in codes}


def with_enough_rows(
    mapping: WorkbookMapping, package: bytes, raw: Structure, file: str, cube: Cube, records: Records | None
) -> tuple[WorkbookMapping, bytes, Structure]:
    """Return mapping, workbook and its structure, with rows added where a list has too few. Raises UserError."""
    needed: list[Added] = []
    for sheet in mapping.sheets:
        counts = [(listing.first, listing.last, len(codes_of(listing, cube))) for listing in sheet.lists]
        counts += [(rows.first, rows.last, len(entries_of(rows, records))) for rows in sheet.rows if records]
        for first, last, count in sorted(counts, reverse=True):  # from below, so that those above stay where they are
            if count > last - first + 1:
                needed.append(Added(sheet.sheet, first, last, count - (last - first + 1)))
    if not needed:
        return mapping, package, raw
    for added in needed:
        if added.extra > MOST_ADDED:
            raise UserError(f"模板“{file}”工作表“{added.sheet}”还要 {added.extra} 行，过多，没有填写；请核对对应表")
        package = add_rows(package, raw, added, file)
        mapping = replace(mapping, sheets=[_moved(sheet, added) for sheet in mapping.sheets])
        raw = _structure(package)
    return mapping, package, raw


def _structure(package: bytes) -> Structure:
    """Return the sheets of a workbook whose first state the limited child has read; it only grew by blank rows."""
    return {sheet["sheet"]: sheet for sheet in workbook_parts.read(BytesIO(package))["sheets"]}


def _moved(sheet: SheetMap, added: Added) -> SheetMap:
    """Return the mapping of a sheet after rows were added to it."""
    if sheet.sheet != added.sheet:
        return sheet

    def cells(old: list[CellMap]) -> list[CellMap]:
        return [replace(cell, cell=added.place(cell.cell)) for cell in old]

    def rows(old: RowsMap) -> RowsMap:
        totals, sums = tuple(map(added.place, old.totals)), tuple(map(added.place, old.sums))
        return replace(old, first=added.row(old.first), last=last(old), totals=totals, sums=sums)

    def last(old: ListMap | RowsMap) -> int:
        return added.row(old.last, end=old.last == added.last)

    return replace(
        sheet,
        cells=cells(sheet.cells),
        checks=cells(sheet.checks),
        lists=[replace(old, first=added.row(old.first), last=last(old)) for old in sheet.lists],
        rows=[rows(old) for old in sheet.rows],
        texts={added.place(place): text for place, text in sheet.texts.items()},
        unknown=[added.place(place) for place in sheet.unknown],
    )

"""The mapping file (JSON): for each cell of a bureau's workbook, which figure goes there."""

import json
from dataclasses import asdict, field
from pathlib import Path
from typing import Any

from desktop import paths, text_files
from desktop.catalog.measures import Filter, make_filter
from desktop.catalog.strict import DataError, Reader
from desktop.dataclass import dataclass
from desktop.findings import UserError
from desktop.money import FEN_PER
from desktop.template.record_lists import known_lists

VERSION = 3
"""2: the cells that show sums are listed too, so that what was filled can be held against the ledger; 3: row lists."""
READABLE = (2, VERSION)
VALUES = ("this", "last", "change", "executed", "initial", "adjusting", "adjusted")
"""Which amount a cell shows: see cell_values."""


@dataclass(frozen=True, slots=True)
class CellMap:
    """One cell: its place, its filter, and the labels of row and column it was learned from."""

    cell: str
    where: Filter
    value: str = "this"
    row: str = ""
    column: str = ""


@dataclass(frozen=True, slots=True)
class ListMap:
    """Blank rows to be filled with the codes that have money, parents before children.

    columns: letter → "code", "name", a part of the code (类, 款, 项) or the filter of its amounts. where: what the
    whole list speaks of.
    checks: letter → filter of a column that has formulas of the template's own; it is compared, never filled.
    """

    first: int
    last: int
    dimension: str
    levels: tuple[str, ...]
    where: Filter
    columns: tuple[tuple[str, str | Filter], ...]
    checks: tuple[tuple[str, Filter], ...] = ()


@dataclass(frozen=True, slots=True)
class RowColumn:
    """What a column of a row list holds: a field of the records, or the money of a filter among a row's lines.

    unit: of this column, where its header names one; empty: as the sheet. words: words of the book → words of the
    workbook (在职 → 在职人员).
    """

    field: str = ""
    where: Filter = ()
    unit: str = ""
    words: tuple[tuple[str, str], ...] = ()
    header: str = ""


@dataclass(frozen=True, slots=True)
class RowsMap:
    """Prepared rows to be filled with one row for each record (一行一条); more are added where they are too few.

    records: the list (人员, 项目 …). checks: columns with formulas of the template's own. totals: blank cells of a sum
    over all rows, which are filled; sums: those with a formula, which are compared.
    """

    first: int
    last: int
    records: str
    where: Filter
    columns: tuple[tuple[str, RowColumn], ...]
    checks: tuple[tuple[str, RowColumn], ...] = ()
    totals: tuple[str, ...] = ()
    sums: tuple[str, ...] = ()
    blank: tuple[tuple[str, str], ...] = ()
    """Columns that stay blank, with their headers."""
    only: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Which records are listed: fields and the words one of which they must have (人员状态: 在职)."""


@dataclass(slots=True)
class SheetMap:
    """The mapped cells of one sheet and the unit its amounts are written in.

    checks: cells with a formula of the template's own and what they must come to; they are compared, never filled.
    unknown: blank cells under a header of which nobody has said what goes there. units: letters of the columns whose
    header names a unit of its own (合计（万元） beside 基本支出（元）).
    """

    sheet: str
    unit: str
    cells: list[CellMap] = field(default_factory=list)
    checks: list[CellMap] = field(default_factory=list)
    lists: list[ListMap] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    rows: list[RowsMap] = field(default_factory=list)
    units: dict[str, str] = field(default_factory=dict)

    def unit_at(self, place: str) -> str:
        """Return the unit of money that a cell is written in: its column's own, else the sheet's."""
        return self.units.get(place.rstrip("0123456789"), self.unit)


@dataclass(slots=True)
class WorkbookMapping:
    """A learned template: the workbook's name and checksum, and its sheets."""

    file: str
    sha256: str
    sheets: list[SheetMap] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many cells and lists are mapped."""
        return sum(len(s.cells) + len(s.lists) + len(s.rows) for s in self.sheets)


def save(mapping: WorkbookMapping, path: Path, *, overwrite: bool = False) -> None:
    """Write the mapping file, readable and editable by hand.

    Raises UserError, and leaves the present file as it is, when there is another one already (unless `overwrite`) or
    the disk does not take it.
    """
    text = as_text(mapping)
    if not overwrite and differs(text, path):
        raise UserError(f"对应表“{path}”已经存在，没有覆盖（其中可能有人工修改）；请换一个文件名，或明确要求覆盖")

    def write(temporary: Path) -> None:
        temporary.write_text(text, encoding="utf-8")

    if differs(text, path):
        _keep(path)
    paths.write_beside(path, write)


def _keep(path: Path) -> None:
    """Keep a copy of a mapping that is to be replaced: somebody's corrections are never lost."""
    content = path.read_bytes()
    number = 1
    while (copy := path.with_name(f"{path.stem}.旧{number}{path.suffix}")).exists():
        number += 1

    def write(temporary: Path) -> None:
        temporary.write_bytes(content)

    paths.write_beside(copy, write)


def differs(text: str, path: Path) -> bool:
    """Tell whether a file is there and holds something else; one that cannot be read counts as something else."""
    try:
        return path.exists() and path.read_text(encoding="utf-8") != text
    except (OSError, UnicodeDecodeError):
        return True


def as_text(mapping: WorkbookMapping) -> str:
    """Return the text of the mapping file."""
    raw = {"version": VERSION, "file": mapping.file, "sha256": mapping.sha256, "sheets": []}
    for sheet in mapping.sheets:
        lists = [
            {
                "first": listing.first,
                "last": listing.last,
                "dimension": listing.dimension,
                "levels": list(listing.levels),
                "where": _as_data(listing.where),
                "columns": {k: v if isinstance(v, str) else _as_data(v) for k, v in listing.columns},
                "checks": {k: _as_data(v) for k, v in listing.checks},
            }
            for listing in sheet.lists
        ]
        raw["sheets"].append(  # type: ignore[attr-defined]
            {
                "sheet": sheet.sheet,
                "unit": sheet.unit,
                "cells": _cells(sheet.cells),
                "checks": _cells(sheet.checks),
                "lists": lists,
                "rows": [_rows_as_data(rows) for rows in sheet.rows],
                "texts": sheet.texts,
                "unknown": sheet.unknown,
                **({"units": sheet.units} if sheet.units else {}),
            }
        )
    return json.dumps(raw, ensure_ascii=False, indent=1) + "\n"


def _rows_as_data(rows: RowsMap) -> dict[str, Any]:
    data: dict[str, Any] = {"first": rows.first, "last": rows.last, "records": rows.records}
    data["where"] = _as_data(rows.where)
    for name, columns in (("columns", rows.columns), ("checks", rows.checks)):
        data[name] = {letter: _row_column_as_data(column) for letter, column in columns}
    data |= {"only": {name: list(words) for name, words in rows.only}} if rows.only else {}
    return {**data, "totals": list(rows.totals), "sums": list(rows.sums), "blank": dict(rows.blank)}


def _row_column_as_data(column: RowColumn) -> dict[str, Any]:
    content = {"field": column.field} if column.field else {"where": _as_data(column.where)}
    unit = {"unit": column.unit} if column.unit else {}
    header = {"header": column.header} if column.header else {}
    return {**content, **unit, **({"words": dict(column.words)} if column.words else {}), **header}


def _cells(cells: list[CellMap]) -> list[dict[str, Any]]:
    return [{**asdict(cell), "where": _as_data(cell.where)} for cell in cells]


def _as_data(where: Filter) -> dict[str, list[str]]:
    """Return a filter as data; conditions on one dimension are met together."""
    conditions: dict[str, list[str]] = {}
    for dimension, patterns in where:
        key = dimension
        while key in conditions:
            key += "&"
        conditions[key] = list(patterns)
    return conditions


MAX_BYTES = 5_000_000
"""Of a mapping file, in one line or many."""


def load(path: Path) -> WorkbookMapping:
    """Read a mapping file. Raises UserError in plain words, naming the place."""
    try:
        if not path.exists():
            raise UserError(f"没有找到模板对应表“{path}”；请先用 template learn 生成")
        reader = Reader(json.loads(text_files.read(path, largest=MAX_BYTES, longest=MAX_BYTES)), path.name)
        if reader.number("version") not in READABLE:
            raise DataError("由别的版本生成，不能用来核对合计")
        mapping = WorkbookMapping(bare_name(reader.text("file")), reader.text("sha256", ""))
        mapping.sheets = [_sheet(entry) for entry in reader.tables("sheets")]
        reader.done()
    except (ValueError, RecursionError) as error:
        raise UserError(f"模板对应表“{path.name}”有误（{_reason(error)}）；请改正或重新生成") from error
    return mapping


def _reason(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"第 {error.lineno} 行第 {error.colno} 列不是正确的 JSON"
    return "括号套得太深" if isinstance(error, RecursionError) else str(error)


def bare_name(file: str) -> str:
    """Return the file name of a mapping's workbook. Raises DataError for one that leads to another folder."""
    if file != paths.safe_name(file) or not file:
        raise DataError(f"file: “{file}”应只写文件名，不带文件夹；表格须与对应表放在一起")
    return file


def _sheet(reader: Reader) -> SheetMap:
    sheet = SheetMap(reader.text("sheet"), reader.text("unit", "万元", tuple(FEN_PER)))
    sheet.cells = [_cell(entry) for entry in reader.tables("cells")]
    sheet.checks = [_cell(entry) for entry in reader.tables("checks")]
    sheet.lists = [_list(entry) for entry in reader.tables("lists")]
    sheet.rows = [_rows(entry) for entry in reader.tables("rows")]
    sheet.texts = {str(k): str(v) for k, v in (reader.raw("texts") or {}).items()}
    sheet.unknown = list(reader.texts("unknown"))
    units: dict[str, Any] = reader.raw("units") or {}
    named = Reader(units, f"{reader.place}.units")
    sheet.units = {letter: named.text(letter, choices=tuple(FEN_PER)) for letter in units}
    reader.done()
    return sheet


def _cell(reader: Reader) -> CellMap:
    cell = CellMap(
        reader.text("cell"),
        _filter(reader.raw("where"), reader.place),
        reader.text("value", "this", VALUES),
        reader.text("row", ""),
        reader.text("column", ""),
    )
    reader.done()
    return cell


def _list(reader: Reader) -> ListMap:
    place = reader.place
    columns: dict[str, Any] = reader.raw("columns") or {}
    listing = ListMap(
        reader.number("first"),
        reader.number("last"),
        reader.text("dimension"),
        reader.texts("levels"),
        _filter(reader.raw("where"), place),
        tuple((k, v if isinstance(v, str) else _filter(v, f"{place}.columns.{k}")) for k, v in columns.items()),
        tuple((k, _filter(v, f"{place}.checks.{k}")) for k, v in dict(reader.raw("checks") or {}).items()),
    )
    reader.done()
    return listing


def _rows(reader: Reader) -> RowsMap:
    rows = RowsMap(
        reader.number("first"),
        reader.number("last"),
        reader.text("records", choices=tuple(known_lists())),
        _filter(reader.raw("where"), reader.place),
        _row_columns(reader, "columns"),
        _row_columns(reader, "checks"),
        reader.texts("totals"),
        reader.texts("sums"),
        tuple((str(k), str(v)) for k, v in (reader.raw("blank") or {}).items()),
        tuple((str(k), tuple(map(str, v))) for k, v in (reader.raw("only") or {}).items()),
    )
    reader.done()
    return rows


def _row_columns(reader: Reader, key: str) -> tuple[tuple[str, RowColumn], ...]:
    columns = []
    for letter, raw in dict(reader.raw(key) or {}).items():
        entry = Reader(raw, f"{reader.place}.{key}.{letter}")
        where = _filter(entry.raw("where"), entry.place)
        unit, words = entry.text("unit", "", ("", *FEN_PER)), dict(entry.raw("words") or {})
        columns.append(
            (letter, RowColumn(entry.text("field", ""), where, unit, tuple(words.items()), entry.text("header", "")))
        )
        entry.done()
    return tuple(columns)


def _filter(raw: Any, place: str) -> Filter:
    parts: list[tuple[str, tuple[str, ...]]] = []
    for key, patterns in dict(raw or {}).items():
        parts += make_filter({key.rstrip("&"): patterns}, place)
    return tuple(parts)

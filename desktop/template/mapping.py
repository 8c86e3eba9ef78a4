"""The mapping file (JSON): for each cell of a bureau's workbook, which figure goes there."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from desktop.catalog.measures import Filter, make_filter
from desktop.catalog.strict import DataError, Reader
from desktop.findings import UserError
from desktop.money import FEN_PER

VERSION = 1
VALUES = ("this", "last", "change")


@dataclass(frozen=True, slots=True)
class CellMap:
    """One cell: its place, what it asks for, and the words of row and column it was learned from."""

    cell: str
    where: Filter
    value: str = "this"
    row: str = ""
    column: str = ""


@dataclass(frozen=True, slots=True)
class ListMap:
    """Blank rows to be filled with the codes that have money, parents before children.

    columns: letter → "code", "name" or the filter of its amounts. where: what the whole list speaks of.
    """

    first: int
    last: int
    dimension: str
    levels: tuple[str, ...]
    where: Filter
    columns: tuple[tuple[str, str | Filter], ...]


@dataclass(slots=True)
class SheetMap:
    """The mapped cells of one sheet and the unit its amounts are written in."""

    sheet: str
    unit: str
    cells: list[CellMap] = field(default_factory=list)
    lists: list[ListMap] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Mapping:
    """A learned template: the workbook's name and checksum, and its sheets."""

    file: str
    sha256: str
    sheets: list[SheetMap] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many cells and lists are mapped."""
        return sum(len(s.cells) + len(s.lists) for s in self.sheets)


def save(mapping: Mapping, path: Path) -> None:
    """Write the mapping file, readable and editable by hand."""
    raw = {"version": VERSION, "file": mapping.file, "sha256": mapping.sha256, "sheets": []}
    for sheet in mapping.sheets:
        cells = [{**asdict(c), "where": _plain(c.where)} for c in sheet.cells]
        lists = [
            {
                "first": one.first,
                "last": one.last,
                "dimension": one.dimension,
                "levels": list(one.levels),
                "where": _plain(one.where),
                "columns": {k: v if isinstance(v, str) else _plain(v) for k, v in one.columns},
            }
            for one in sheet.lists
        ]
        raw["sheets"].append(  # type: ignore[attr-defined]
            {"sheet": sheet.sheet, "unit": sheet.unit, "cells": cells, "lists": lists, "texts": sheet.texts}
        )
    path.write_text(json.dumps(raw, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _plain(where: Filter) -> dict[str, list[str]]:
    """Return a filter as data; conditions on one dimension are met together."""
    found: dict[str, list[str]] = {}
    for dimension, patterns in where:
        key = dimension
        while key in found:
            key += "&"
        found[key] = list(patterns)
    return found


def load(path: Path) -> Mapping:
    """Read a mapping file. Raises UserError in plain words, naming the place."""
    try:
        reader = Reader(json.loads(path.read_text(encoding="utf-8")), path.name)
        if reader.number("version") != VERSION:
            raise DataError(f"{path.name}: 版本不同")
        mapping = Mapping(reader.text("file"), reader.text("sha256", ""))
        mapping.sheets = [_sheet(one) for one in reader.tables("sheets")]
        reader.done()
    except OSError as error:
        raise UserError(f"没有找到模板对应表“{path}”；请先用 template learn 生成") from error
    except ValueError as error:
        raise UserError(f"模板对应表“{path.name}”有误（{error}）；请改正或重新生成") from error
    return mapping


def _sheet(reader: Reader) -> SheetMap:
    sheet = SheetMap(reader.text("sheet"), reader.text("unit", "万元", tuple(FEN_PER)))
    sheet.cells = [_cell(one) for one in reader.tables("cells")]
    sheet.lists = [_list(one) for one in reader.tables("lists")]
    sheet.texts = {str(k): str(v) for k, v in (reader.raw("texts") or {}).items()}
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
    one = ListMap(
        reader.number("first"),
        reader.number("last"),
        reader.text("dimension"),
        reader.texts("levels"),
        _filter(reader.raw("where"), place),
        tuple((k, v if isinstance(v, str) else _filter(v, f"{place}.columns.{k}")) for k, v in columns.items()),
    )
    reader.done()
    return one


def _filter(raw: Any, place: str) -> Filter:
    parts: list[tuple[str, tuple[str, ...]]] = []
    for key, patterns in dict(raw or {}).items():
        parts += make_filter({key.rstrip("&"): patterns}, place)
    return tuple(parts)

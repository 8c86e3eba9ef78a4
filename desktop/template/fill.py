"""Filling a learned template: only the mapped cells change; every other part of the file is copied byte for byte."""

import hashlib
import re
import zipfile
from dataclasses import dataclass, field
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

from desktop.catalog.classification import LEVEL_LENGTHS, load
from desktop.compute.cube import Cube, Selection
from desktop.findings import Finding, Place, Severity, UserError
from desktop.intake import rows
from desktop.intake.outside import STRUCTURE
from desktop.money import FEN_PER
from desktop.template.mapping import ListMap, Mapping, SheetMap
from desktop.template.recalculate import Sheet
from desktop.template.sheet_xml import SheetXml

Values = dict[str, Decimal | str]


@dataclass(slots=True)
class Filled:
    """The filled workbook and what a person should know."""

    content: bytes
    cells: int
    findings: list[Finding] = field(default_factory=list)


def fill(mapping: Mapping, template: Path, cube: Cube) -> Filled:
    """Return the template with the figures of a cube. Raises UserError when the file is not the learned one."""
    try:
        original = template.read_bytes()
    except OSError as error:
        raise UserError(f"没有找到模板文件“{template}”；请把它放在对应表旁边") from error
    findings = []
    if mapping.sha256 and hashlib.sha256(original).hexdigest() != mapping.sha256:
        message = "模板文件与生成对应表时不同，请核对填写的位置是否仍然正确"
        findings.append(Finding("模板", Severity.WARNING, message, Place(file=template.name)))
    raw = {one["sheet"]: one for one in rows.ask(template, STRUCTURE)["sheets"]}
    changed: dict[str, bytes] = {}
    count, recalculate = 0, False
    for sheet in mapping.sheets:
        if sheet.sheet not in raw:
            raise UserError(f"模板“{template.name}”中没有工作表“{sheet.sheet}”；请重新生成对应表")
        values = _values(sheet, cube, template.name)
        one = raw[sheet.sheet]
        content = _part(original, one["part"])
        editor = SheetXml(content)
        editor.put(values)
        results, left = _formulas(one, values)
        editor.caches(results)
        recalculate = recalculate or bool(left) or any(sheet.sheet in o["refers"] for o in raw.values())
        changed[one["part"]] = editor.content
        count += len(values)
    if recalculate:
        changed["xl/workbook.xml"] = _asking_to_calculate(_part(original, "xl/workbook.xml"))
        message = "模板中有较复杂的公式，已要求 Excel、WPS 打开时重新计算"
        findings.append(Finding("模板", Severity.INFO, message, Place(file=template.name)))
    return Filled(_repacked(original, changed), count, findings)


def _part(package: bytes, name: str) -> bytes:
    with zipfile.ZipFile(BytesIO(package)) as opened:
        return opened.read(name)


def _values(sheet: SheetMap, cube: Cube, file: str) -> Values:
    values: Values = {**sheet.texts}
    this, last = cube.in_year(cube.year), cube.in_year(cube.year - 1)
    for cell in sheet.cells:
        selection = cube.select(cell.where)
        fen = cube.total(selection & (last if cell.value == "last" else this))
        if cell.value == "change":
            fen -= cube.total(selection & last)
        values[cell.cell] = _amount(fen, sheet.unit)
    for one in sheet.lists:
        values |= _listed(one, sheet, cube, file)
    return values


def _amount(fen: int, unit: str) -> Decimal:
    """Return an amount in the unit of the sheet, exact to the 分: the cell's format rounds, sums of cells close."""
    return Decimal(fen) / FEN_PER[unit]


def _listed(one: ListMap, sheet: SheetMap, cube: Cube, file: str) -> Values:
    """Return the rows of a list: codes with money, parents before children."""
    inside = cube.select(one.where) & cube.in_year(cube.year)
    lengths = [LEVEL_LENGTHS[one.dimension][level] for level in one.levels]
    found: dict[str, Selection] = {}
    for code, bits in cube.by(one.dimension, inside).items():
        for length in lengths:
            found[code[:length]] = found.get(code[:length], 0) | bits
    codes = [code for code in sorted(found, key=lambda c: c.ljust(7)) if len(code) in lengths]
    room = one.last - one.first + 1
    if len(codes) > room:
        raise UserError(
            f"模板“{file}”工作表“{sheet.sheet}”第 {one.first}–{one.last} 行只有 {room} 行，"
            f"需要 {len(codes)} 行；请在模板中插入行后重新生成对应表"
        )
    values: Values = {}
    names = load(one.dimension)
    for number, code in enumerate(codes):
        for column, meaning in one.columns:
            place = f"{column}{one.first + number}"
            if isinstance(meaning, str):
                values[place] = code if meaning == "code" else names.name(code) or ""
            else:
                values[place] = _amount(cube.total(found[code] & cube.select(meaning)), sheet.unit)
    return values


def _formulas(raw: dict[str, Any], filled: Values) -> tuple[dict[str, Decimal], list[str]]:
    values = {place: text for place, (kind, text, _) in raw["cells"].items() if kind == "number"}
    values |= {place: str(value) for place, value in filled.items() if isinstance(value, Decimal)}
    formulas = {place: text for place, (kind, text, _) in raw["cells"].items() if kind == "formula"}
    return Sheet(values, formulas).results()


def _asking_to_calculate(workbook: bytes) -> bytes:
    if b"fullCalcOnLoad" in workbook:
        return workbook
    if b"<calcPr" in workbook:
        return re.sub(rb"<calcPr\b", b'<calcPr fullCalcOnLoad="1"', workbook, count=1)
    return workbook.replace(b"</sheets>", b'</sheets><calcPr fullCalcOnLoad="1"/>', 1)


def _repacked(original: bytes, changed: dict[str, bytes]) -> bytes:
    """Return the package with some parts changed; order, names, dates and compression of the others are kept."""
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(original)) as source, zipfile.ZipFile(target, "w") as made:
        for entry in source.infolist():
            made.writestr(entry, changed.get(entry.filename, source.read(entry)), entry.compress_type)
    return target.getvalue()

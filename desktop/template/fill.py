"""Filling a learned template: only the mapped cells change; every other part of the file is copied byte for byte."""

import hashlib
import re
import zipfile
from collections.abc import Iterator
from dataclasses import field
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

from desktop import paths
from desktop.catalog.classification import load
from desktop.compute.cube import Cube, Selection
from desktop.dataclass import dataclass
from desktop.findings import Finding, Place, Severity, UserError
from desktop.ledger.records import BudgetFacts
from desktop.money import FEN_PER
from desktop.outside import source_files
from desktop.outside.child import STRUCTURE
from desktop.personal import Guard, codes_in, values_in
from desktop.published.domains import union
from desktop.template.cell_values import CHANGE, EXECUTED, amount_of, lines_of, with_known_values
from desktop.template.code_lists import NUMBER, UNIT_CODE, UNIT_NAME
from desktop.template.complete import with_known_rows
from desktop.template.mapping import ListMap, SheetMap, WorkbookMapping
from desktop.template.meanings import HEAD, fitting
from desktop.template.money_unit import needs_unit, stated_unit
from desktop.template.options import choices_at, fitting_choice, options_of
from desktop.template.recalculate import FormulaSheet
from desktop.template.record_lists import known_lists
from desktop.template.records import Records, is_money
from desktop.template.row_fill import part_of_code, row_values
from desktop.template.rows_needed import codes_of, with_enough_rows
from desktop.template.sheet_xml import SheetXml, split
from desktop.template.verify import Difference, Shown, differences, divider, wrong_year
from desktop.template.years import year_of

Values = dict[str, Decimal | str]
UNITS = (UNIT_CODE, UNIT_NAME)


@dataclass(slots=True)
class Filled:
    """The filled workbook, how many cells were filled, and findings for the person."""

    content: bytes
    cells: int
    findings: list[Finding] = field(default_factory=list)


def fill(
    mapping: WorkbookMapping, template: Path, cube: Cube, accept_difference: str = "", facts: BudgetFacts | None = None
) -> Filled:
    """Return the template with the figures of a cube, and in its row lists the records of `facts`.

    Raises UserError when the file is not the learned one, and when a sum of the filled workbook is not that of the
    ledger. accept_difference: the reason for which a person wants it all the same; the differences are then findings.
    """
    try:
        original = template.read_bytes()
    except PermissionError as error:
        raise UserError(paths.explain_os_error(error, template, reading=True)) from error
    except OSError as error:
        raise UserError(f"没有找到模板文件“{template}”；请把它放在对应表旁边") from error
    raw = _structure(template)
    records = Records(facts, cube) if facts else None
    findings = [*_doubts(mapping, original, template.name, raw), *_unfilled(mapping, template.name)]
    mapping, of_projects = with_known_rows(mapping, cube, facts)
    mapping, of_values = with_known_values(mapping, cube, facts)
    findings += [*of_projects, *of_values]
    mapping, original, raw = with_enough_rows(mapping, original, raw, template.name, cube, records)
    changed: dict[str, bytes] = {}
    count, recalculate = 0, False
    shown = {sheet.sheet: _values(sheet, cube, facts) for sheet in mapping.sheets}
    for sheet in mapping.sheets:
        findings += _fill_rows(sheet, *shown[sheet.sheet], records, template.name)
        _require_no_names(sheet, shown[sheet.sheet][0], facts, template.name)
        findings += _chosen(shown[sheet.sheet][0], raw[sheet.sheet], Place(file=template.name, sheet=sheet.sheet))
    cells = _sheets(raw, {name: values for name, (values, _) in shown.items()})
    for sheet in mapping.sheets:
        values, _ = shown[sheet.sheet]
        raw_sheet = raw[sheet.sheet]
        editor = SheetXml(_part(original, raw_sheet["part"]))
        editor.put(values)
        results, uncomputed = cells[sheet.sheet].results()
        editor.caches(results)
        recalculate = recalculate or bool(uncomputed) or any(sheet.sheet in o["refers"] for o in raw.values())
        changed[raw_sheet["part"]] = editor.content
        count += len(values)
    wrong = [d for s in mapping.sheets for d in differences(s, shown[s.sheet][1], cells[s.sheet], cube)]
    wrong += [d for s in mapping.sheets if (d := wrong_year(s.sheet, year_of(raw[s.sheet]["cells"]), cube.year))]
    findings += _judged(wrong, template.name, accept_difference)
    if recalculate:
        changed["xl/workbook.xml"] = _asking_to_calculate(_part(original, "xl/workbook.xml"))
        message = "模板中有较复杂的公式，已要求 Excel、WPS 打开时重新计算"
        findings.append(Finding("模板", Severity.INFO, message, Place(file=template.name)))
    return Filled(_repacked(original, changed), count, findings)


def _structure(template: Path) -> dict[str, Any]:
    return {raw_sheet["sheet"]: raw_sheet for raw_sheet in source_files.ask(template, STRUCTURE)["sheets"]}


def _fill_rows(sheet: SheetMap, values: Values, shown: Shown, records: Records | None, file: str) -> Iterator[Finding]:
    """Add the values of the row lists of a sheet; yield findings about columns the book knows nothing for."""
    for rows in sheet.rows:
        if records is None:
            raise UserError(f"模板“{file}”工作表“{sheet.sheet}”是逐条填写的表，需要账本的明细；请打开账本后再填写")
        added, unknown = row_values(rows, sheet, records, shown)
        values |= added
        if unknown:
            message = f"账本中没有内容，没有填写：{'、'.join(unknown)} 列"
            yield Finding("模板", Severity.WARNING, message, Place(file=file, sheet=sheet.sheet))


def _require_no_names(sheet: SheetMap, values: Values, facts: BudgetFacts | None, file: str) -> None:
    """Raise UserError where a person of the book is named in words of a sheet that is no list of people."""
    people = [rows for rows in sheet.rows if known_lists()[rows.records].names_people]
    if people or facts is None:
        return
    places = ((f"工作表“{sheet.sheet}”{cell}", value) for cell, value in values.items() if isinstance(value, str))
    Guard(tuple(values_in(facts)), codes=codes_in(facts)).require_none(file, places)


def _chosen(values: Values, raw_sheet: dict[str, Any], place: Place) -> Iterator[Finding]:
    """Put texts into the words of the sheet's own lists of choices; yield a finding for those that are none of them."""
    options = options_of(raw_sheet)
    strange: dict[tuple[str, tuple[str, ...]], str] = {}
    for cell, value in values.items() if options else ():
        choices = choices_at(options, cell)
        if isinstance(value, str) and choices:
            known = fitting_choice(value, choices)
            values[cell] = value if known is None else known
            if known is None:
                strange.setdefault((value, choices), cell)
    for (value, choices), cell in strange.items():
        listed = "、".join(choices[:SHOWN_CELLS])
        message = f"{cell} 等处的“{value}”不在下拉选项（{listed}）中；请在对应表该列的 words 中写明对应"
        yield Finding("模板", Severity.WARNING, message, place)


def _doubts(mapping: WorkbookMapping, original: bytes, file: str, raw: dict[str, Any]) -> Iterator[Finding]:
    """Yield findings about mapping and file before filling. Raises UserError where the mapping does not fit."""
    if mapping.sha256 and hashlib.sha256(original).hexdigest() != mapping.sha256:
        message = "模板文件与生成对应表时不同，请核对填写的位置是否仍然正确"
        yield Finding("模板", Severity.WARNING, message, Place(file=file))
    for sheet in mapping.sheets:
        if sheet.sheet not in raw:
            raise UserError(f"模板“{file}”中没有工作表“{sheet.sheet}”；请重新生成对应表")
        _refuse_unanswerable(sheet, file)
        yield from _doubt_unit(sheet, raw[sheet.sheet], file)
    for name in raw:
        if name not in {sheet.sheet for sheet in mapping.sheets}:
            message = "不在对应表中，没有填写"
            yield Finding("模板", Severity.WARNING, message, Place(file=file, sheet=name))


def _doubt_unit(sheet: SheetMap, raw_sheet: dict[str, Any], file: str) -> Iterator[Finding]:
    """Yield a finding where a sheet does not name the unit of money that it is filled in."""
    columns = [column for rows in sheet.rows for _, column in (*rows.columns, *rows.checks)]
    money = needs_unit(sheet) or any(not c.unit and (c.where or is_money(c.field)) for c in columns)
    lines: dict[int, str] = {}
    for place, (kind, text, _) in raw_sheet["cells"].items():
        if kind == "text" and (row := split(place)[1]) <= HEAD:
            lines[row] = lines.get(row, "") + text
    stated = stated_unit(list(lines.values()))
    if money and stated != sheet.unit:
        written = f"写的是{stated}" if stated else "没有写金额单位"
        message = f"{written}，已按对应表以{sheet.unit}填写，请核对"
        yield Finding("模板", Severity.WARNING, message, Place(file=file, sheet=sheet.sheet))


def _unfilled(mapping: WorkbookMapping, file: str) -> Iterator[Finding]:
    """Yield a finding for each sheet with blank cells that the mapping does not cover."""
    for sheet in mapping.sheets:
        known = {cell.cell for cell in sheet.cells} | set(sheet.texts)
        if blanks := [place for place in sheet.unknown if place not in known]:
            more = f" 等 {len(blanks)} 格" if len(blanks) > SHOWN_CELLS else ""
            message = f"没有认出应填什么，没有填写：{'、'.join(blanks[:SHOWN_CELLS])}{more}；需要时请在对应表中补充"
            yield Finding("模板", Severity.WARNING, message, Place(file=file, sheet=sheet.sheet))


def _refuse_unanswerable(sheet: SheetMap, file: str) -> None:
    """Refuse a cell whose filter no record of its side can pass: it would be 0 whatever the ledger holds."""
    filters = [(cell.cell, cell.where) for cell in (*sheet.cells, *sheet.checks)]
    filters += [
        (f"{column}{listing.first}", (*listing.where, *meaning))
        for listing in sheet.lists
        for column, meaning in listing.columns
        if not isinstance(meaning, str)
    ]
    for place, where in filters:
        if any(name == "side" for name, _ in where) and fitting(where) != where:
            raise UserError(
                f"模板“{file}”工作表“{sheet.sheet}”{place} 的筛选条件不可能有数（该类记录没有其中的属性）；"
                "请在对应表中改正，或重新生成对应表"
            )


SHOWN_CELLS = 12
"""How many cells that stay blank are named."""

SHOWN_DIFFERENCES = 12
"""How many differences a refusal names."""


def _judged(wrong: list[Difference], file: str, accepted: str) -> list[Finding]:
    """Refuse differences, or return them as findings when a person has given a reason."""
    if wrong and not accepted.strip():
        listed = "\n".join(difference.describe() for difference in wrong[:SHOWN_DIFFERENCES])
        more = f"\n……共 {len(wrong)} 处" if len(wrong) > SHOWN_DIFFERENCES else ""
        raise UserError(f"“{file}”填写后与账本不一致，没有保存：\n{listed}{more}")
    findings = [Finding("模板", Severity.WARNING, difference.describe(), Place(file=file)) for difference in wrong]
    if wrong:
        reason = f"以上 {len(wrong)} 处与账本不一致，按要求仍然保存，理由：{accepted.strip()}"
        findings.append(Finding("模板", Severity.WARNING, reason, Place(file=file)))
    return findings


def _sheets(raw: dict[str, Any], filled: dict[str, Values]) -> dict[str, FormulaSheet]:
    """Return the sheets of the workbook as they are after filling, each knowing the others."""
    sheets: dict[str, FormulaSheet] = {}
    for name, raw_sheet in raw.items():
        values = {place: text for place, (kind, text, _) in raw_sheet["cells"].items() if kind == "number"}
        values |= {place: str(value) for place, value in filled.get(name, {}).items() if isinstance(value, Decimal)}
        formulas = {place: text for place, (kind, text, _) in raw_sheet["cells"].items() if kind == "formula"}
        sheets[name] = FormulaSheet(values, formulas, sheets)
    return sheets


def _part(package: bytes, name: str) -> bytes:
    with zipfile.ZipFile(BytesIO(package)) as opened:
        return opened.read(name)


def _values(sheet: SheetMap, cube: Cube, facts: BudgetFacts | None) -> tuple[Values, Shown]:
    """Return the value of each cell, and the lines behind it."""
    values: Values = {**sheet.texts}
    shown = Shown()
    shown.known = {cell.cell: amount_of(cube, cell, facts) for cell in (*sheet.cells, *sheet.checks)}
    for cell in sheet.cells:
        if (fen := shown.known[cell.cell]) is None:
            continue
        if cell.value not in (CHANGE, EXECUTED):
            shown.selections[cell.cell] = (cell.value, lines_of(cube, cell))
        values[cell.cell] = _amount(fen, sheet.unit_at(cell.cell))
    for listing in sheet.lists:
        values |= _list_values(listing, sheet, cube, shown, facts)
    return values, shown


def _amount(fen: int, unit: str) -> Decimal:
    """Return an amount in the unit of the sheet, exact to the 分: the cell's format rounds, sums of cells close."""
    return Decimal(fen) / FEN_PER[unit]


def _list_values(listing: ListMap, sheet: SheetMap, cube: Cube, shown: Shown, facts: BudgetFacts | None) -> Values:
    """Return the rows of a list: codes with money, parents before children; `shown` gets the lines behind each."""
    inside = cube.select(listing.where) & cube.in_year(cube.year)
    by_code = codes_of(listing, cube)
    covered = union(by_code.values())
    shown.listed.append(
        (f"{listing.columns[0][0] if listing.columns else 'A'}{listing.first}", listing.dimension, inside, covered)
    )
    _note_sums(listing, cube, inside, shown)
    values: Values = {}
    names = load(listing.dimension)
    for number, code in enumerate(by_code):
        for column, meaning in listing.columns:
            place = f"{column}{listing.first + number}"
            if isinstance(meaning, str):
                words = {"name": names.name(code), NUMBER: Decimal(number + 1), **_of_unit(facts)}
                if value := words.get(meaning, "" if meaning in UNITS else part_of_code(code, meaning)):
                    values[place] = value
            else:
                lines = by_code[code] & cube.select(meaning)
                shown.selections[place] = ("this", lines)
                values[place] = _amount(cube.total(lines), sheet.unit_at(place))
        for column, where in listing.checks:
            shown.expected[f"{column}{listing.first + number}"] = (
                f"{code} {names.name(code)}",
                by_code[code] & cube.select(where),
            )
    return values


def _of_unit(facts: BudgetFacts | None) -> dict[str, Decimal | str]:
    """Return what columns for the unit hold; of several units together a code is not one's alone."""
    return {} if facts is None or facts.units else {UNIT_CODE: facts.unit.code, UNIT_NAME: facts.unit.name}


def _note_sums(listing: ListMap, cube: Cube, inside: Selection, shown: Shown) -> None:
    """Note the columns of a list that hold all the money of two or more others: those must make it up."""
    amounts = {c: inside & cube.select(m) for c, m in listing.columns if not isinstance(m, str)}
    for column, lines_of_column in amounts.items():
        parts = [lines for other, lines in amounts.items() if other != column and lines & ~lines_of_column == 0]
        if len(parts) > 1 and len(parts) == len(amounts) - 1:
            divided = divider([meaning for _, meaning in listing.columns if not isinstance(meaning, str)])
            shown.across.append((f"{column}{listing.first}", divided, lines_of_column, union(parts)))


def _asking_to_calculate(workbook: bytes) -> bytes:
    """Return the workbook part with the flag that makes programs calculate on opening."""
    plain = re.sub(rb"""\sfullCalcOnLoad=("[^"]*"|'[^']*')""", b"", workbook)
    if b"<calcPr" in plain:
        return re.sub(rb"<calcPr\b", b'<calcPr fullCalcOnLoad="1"', plain, count=1)
    return plain.replace(b"</sheets>", b'</sheets><calcPr fullCalcOnLoad="1"/>', 1)


def _repacked(original: bytes, changed: dict[str, bytes]) -> bytes:
    """Return the package with some parts changed; order, names, dates and compression of the others are kept."""
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(original)) as source, zipfile.ZipFile(target, "w") as package:
        for entry in source.infolist():
            package.writestr(entry, changed.get(entry.filename, source.read(entry)), entry.compress_type)
    return target.getvalue()

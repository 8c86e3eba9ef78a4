"""The values of a row list: one row for each record, its sums, and what of the money found no row."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from desktop.compute.cube import Selection
from desktop.money import FEN_PER
from desktop.published.domains import union
from desktop.template.mapping import RowColumn, RowsMap, SheetMap
from desktop.template.record_lists import CODE_FIELDS, LEVELS
from desktop.template.records import Entry, Records, Value, is_money
from desktop.template.verify import Shown, divider

Values = dict[str, Decimal | str]

_PART = {"类": slice(0, 3), "款": slice(3, 5), "项": slice(5, 7)}


def part_of_code(code: str, part: str) -> str:
    """Return the digits of a code that a column for 类, 款 or 项 shows; the code itself for any other."""
    return code[_PART[part]] if part in _PART else code


def entries_of(rows: RowsMap, records: Records) -> list[Entry]:
    """Return the records that a row list shows."""
    fields = {column.field for _, column in (*rows.columns, *rows.checks) if column.field}
    found = records.entries(rows.records, fields, rows.where)
    if not rows.only:
        return found
    wanted = [each for each in found if all(each.fields.get(name) in words for name, words in rows.only)]
    return [replace(each, fields={**each.fields, "序号": number}) for number, each in enumerate(wanted, 1)]


def row_values(rows: RowsMap, sheet: SheetMap, records: Records, shown: Shown) -> tuple[Values, list[str]]:
    """Return the cells of a row list and the columns of which the book knows nothing; `shown` gets what is compared."""
    found = entries_of(rows, records)
    values: Values = {}
    sums: dict[str, Decimal] = {}
    for number, entry in enumerate(found):
        words = str(entry.fields.get("项目名称") or entry.fields.get("姓名") or f"第 {number + 1} 条")
        for letter, column in (*rows.columns, *rows.checks):
            place = f"{letter}{rows.first + number}"
            value = _value(column, entry, sheet, records)
            if value is None:
                continue
            if isinstance(value, Decimal):
                sums[letter] = sums.get(letter, Decimal(0)) + value
            if any(letter == name for name, _ in rows.checks):
                if isinstance(value, Decimal):
                    shown.amounts[place] = (words, value)
                continue
            values[place] = value
            if lines := _lines(column, entry, records):
                shown.selections[place] = ("this", lines)
    for place in (*rows.totals, *rows.sums):
        total = sums.get(place.rstrip("0123456789"), Decimal(0))
        if place in rows.totals:
            values[place] = total
        else:
            shown.amounts[place] = ("合计", total)
    _note_coverage(rows, found, records, shown)
    known = {place.rstrip("0123456789") for place in values} | set(sums)
    return values, [letter for letter, _ in rows.columns if found and letter not in known]


def _value(column: RowColumn, entry: Entry, sheet: SheetMap, records: Records) -> Decimal | str | None:
    """Return what a cell shows: an amount in its unit of money, a number or a text; None where nothing is known."""
    unit = Decimal(FEN_PER[column.unit or sheet.unit])
    if column.where:
        return Decimal(records.cube.total(_lines(column, entry, records))) / unit
    name, _, level = column.field.partition(".")
    known: Value | None = entry.fields.get(column.field)
    if known is None and name in CODE_FIELDS and level in LEVELS:
        known = part_of_code(str(entry.fields.get(name, "")), level) or None
    if known is None:
        return None
    if isinstance(known, int):
        return Decimal(known) / unit if is_money(column.field) else Decimal(known)
    return dict(column.words).get(known, known)


def _lines(column: RowColumn, entry: Entry, records: Records) -> Selection:
    if column.where:
        return entry.lines & records.cube.select(column.where)
    return entry.lines if column.field == "金额" else 0


def _note_coverage(rows: RowsMap, found: list[Entry], records: Records, shown: Shown) -> None:
    """Note what the rows must show together, and columns that must make up another one."""
    place, dimension = f"{rows.columns[0][0]}{rows.first}" if rows.columns else f"A{rows.first}", "function"
    covered = union(entry.lines for entry in found)
    if rows.records == "项目":
        expected = records.speaks_of((*rows.where, ("nature", ("项目",))))
        shown.listed.append((place, dimension, expected, covered))
    amounts = {letter: union(_lines(column, entry, records) for entry in found) for letter, column in _sums_of(rows)}
    for letter, total in amounts.items():
        parts = [lines for other, lines in amounts.items() if other != letter and lines & ~total == 0]
        if len(parts) > 1 and len(parts) == len(amounts) - 1:
            divided = divider([column.where for _, column in _sums_of(rows)])
            shown.across.append((f"{letter}{rows.first}", divided, total, union(parts)))


def _sums_of(rows: RowsMap) -> Iterator[tuple[str, RowColumn]]:
    return ((letter, c) for letter, c in (*rows.columns, *rows.checks) if c.where or c.field == "金额")

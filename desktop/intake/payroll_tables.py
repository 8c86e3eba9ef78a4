"""Payrolls of other shapes as the usual one: amounts in 百元, 千元 or 万元, and one row for each pay item (长表)."""

import re
from collections.abc import Callable
from dataclasses import field, replace
from decimal import Decimal

from desktop.dataclass import dataclass
from desktop.intake import headers, payroll_words, record_units
from desktop.intake.payroll_words import GROSS, IGNORED, WITHHELD
from desktop.intake.sheet_import import subtotal_of
from desktop.money import FEN_PER
from desktop.outside.source_files import SourceRow, SourceTable

_IN_HEADING = re.compile(r"[（(](百元|千元)(?:/月|/年)?[）)]")
_NUMBER = re.compile(r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]*)?|\.[0-9]+")


@dataclass(slots=True)
class Reshaped:
    """A sheet in the usual shape, what was done to it, and what cannot be taken: (row, message)."""

    table: SourceTable
    notes: list[str] = field(default_factory=list)
    refused: list[tuple[int, str]] = field(default_factory=list)


def reshaped(table: SourceTable, recognise: Callable[..., str], amounts: frozenset[str]) -> Reshaped:
    """Return a sheet as one row for each person with amounts in 元. amounts: the fields that hold money."""
    reshaped_table = _by_person(table)
    return _in_yuan(reshaped_table, recognise, amounts)


def _in_yuan(reshaped_table: Reshaped, recognise: Callable[..., str], amounts: frozenset[str]) -> Reshaped:
    columns = {}
    rows = list(reshaped_table.table.rows)
    for number, row in enumerate(rows[: headers.SEARCHED]):
        cells = list(row.cells)
        for position, cell in enumerate(cells):
            if found := _IN_HEADING.search(re.sub(r"\s", "", cell)):
                columns[position] = found[1]
                cells[position] = _IN_HEADING.sub("", re.sub(r"\s", "", cell))
        rows[number] = replace(row, cells=tuple(cells))
    header = headers.find(replace(reshaped_table.table, rows=tuple(rows)), recognise)
    if header is None:
        return reshaped_table
    over = record_units.unit_above(reshaped_table.table, header.last) or "元"
    if over == "元" and not columns:
        return reshaped_table
    money = {*amounts, GROSS, WITHHELD, ""}
    factors = {}
    for position, text in header.texts.items():
        name = recognise(text, header.groups.get(position, ""))
        if name in money or (name == IGNORED and text in headers.SUMS):
            factors[position] = FEN_PER[columns.get(position, over)] // FEN_PER["元"]
    for number in range(header.last + 1, len(rows)):
        cells = [_times(cell, factors.get(position, 1)) for position, cell in enumerate(rows[number].cells)]
        rows[number] = replace(rows[number], cells=tuple(cells))
    units = "、".join(unit for unit in FEN_PER if unit != "元" and unit in {over, *columns.values()})
    reshaped_table.notes.append(f"工作表“{reshaped_table.table.sheet}”的金额以{units}为单位，已换算成元")
    reshaped_table.table = replace(reshaped_table.table, rows=tuple(rows))
    return reshaped_table


def _times(cell: str, factor: int) -> str:
    if factor == 1 or not _NUMBER.fullmatch(cell):
        return cell
    return f"{Decimal(cell.replace(',', '')) * factor:f}"


def _by_person(table: SourceTable) -> Reshaped:
    """Return a long table (姓名, 工资项目, 金额: one row for each item) as one row for each person."""
    for number, row in enumerate(table.rows[: headers.SEARCHED]):
        texts = [headers.bare_header(cell) for cell in row.cells]
        item = next((n for n, text in enumerate(texts) if text in payroll_words.long_form("items")), -1)
        amount = next((n for n, text in enumerate(texts) if text in payroll_words.long_form("amounts")), -1)
        keys = [n for n, text in enumerate(texts) if text in payroll_words.long_form("people")]
        if item >= 0 and amount >= 0 and keys:
            return _gathered(table, number, item, amount, keys)
    return Reshaped(table)


def _gathered(table: SourceTable, head: int, item: int, amount: int, keys: list[int]) -> Reshaped:
    reshaped_table = Reshaped(table)
    staying = [n for n in range(len(table.rows[head].cells)) if n not in (item, amount)]
    people: dict[tuple[str, ...], tuple[int, list[str], dict[str, str]]] = {}
    items: dict[str, None] = {}
    key: tuple[str, ...] = ()
    for row in table.rows[head + 1 :]:
        cells = [*row.cells, *[""] * (len(table.rows[head].cells) - len(row.cells))]
        name = headers.bare_header(cells[item])
        if subtotal_of(SourceRow(row.number, tuple(cells[n] for n in staying))):
            reshaped_table.notes.append(f"工作表“{table.sheet}”第 {row.number} 行是合计行，没有作为工资项，也没有核对")
            continue
        if payroll_words.is_footer(row.cells) or not (name or cells[amount]):
            continue
        key = tuple(re.sub(r"\s", "", cells[n]) for n in keys) if any(cells[n] for n in keys) else key
        if not name or not any(key):
            reshaped_table.refused.append((row.number, "有金额，但没有写是谁的、是哪个工资项，请补充"))
            continue
        _, plain, paid = people.setdefault(key, (row.number, [""] * len(staying), {}))
        for place, position in enumerate(staying):
            plain[place] = plain[place] or cells[position]
        if name in paid:
            reshaped_table.refused.append((row.number, f"{'、'.join(filter(None, key))}的“{name}”有两行，请合并或改正"))
        items[name] = None
        paid[name] = cells[amount]
    header = (*(table.rows[head].cells[n] for n in staying), *items)
    rows = [SourceRow(n, (*plain, *(paid.get(name, "") for name in items))) for n, plain, paid in people.values()]
    heading = replace(table.rows[head], cells=header)
    reshaped_table.table = replace(table, rows=(*table.rows[:head], heading, *rows))
    reshaped_table.notes.append(f"工作表“{table.sheet}”一行一个工资项，已按人合并成 {len(rows)} 人")
    return reshaped_table

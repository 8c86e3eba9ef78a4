"""Payrolls of other shapes as the usual one: amounts in 百元, 千元 or 万元, and one row for each pay item (长表)."""

import re
from collections.abc import Callable
from dataclasses import field, replace
from decimal import Decimal

from desktop.dataclass import dataclass
from desktop.intake import headers, payroll_words
from desktop.intake.payroll_words import GROSS, IGNORED, WITHHELD
from desktop.intake.sheet_import import subtotal_of
from desktop.outside.source_files import SourceRow, SourceTable

FACTORS = {"百元": 100, "千元": 1_000, "万元": 10_000}
"""What an amount is multiplied with to be in 元."""

_OVER = re.compile(r"(?:金额)?单位(?:为|是)?[:：]?(?:人民币)?(百元|千元|万元)")
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
    made = _by_person(table)
    return _in_yuan(made, recognise, amounts)


def _in_yuan(made: Reshaped, recognise: Callable[..., str], amounts: frozenset[str]) -> Reshaped:
    over, columns = 1, {}
    rows = list(made.table.rows)
    for number, row in enumerate(rows[: headers.SEARCHED]):
        cells = list(row.cells)
        for position, cell in enumerate(cells):
            if found := _IN_HEADING.search(re.sub(r"\s", "", cell)):
                columns[position] = FACTORS[found[1]]
                cells[position] = _IN_HEADING.sub("", re.sub(r"\s", "", cell))
            elif found := _OVER.search(re.sub(r"\s", "", cell)):
                over = FACTORS[found[1]]
        rows[number] = replace(row, cells=tuple(cells))
    header = headers.find(replace(made.table, rows=tuple(rows)), recognise)
    if header is None or (over == 1 and not columns):
        return made
    money = {*amounts, GROSS, WITHHELD, ""}
    factors = {}
    for position, text in header.texts.items():
        name = recognise(text, header.groups.get(position, ""))
        if name in money or (name == IGNORED and text in headers.SUMS):
            factors[position] = columns.get(position, over)
    for number in range(header.last + 1, len(rows)):
        cells = [_times(cell, factors.get(position, 1)) for position, cell in enumerate(rows[number].cells)]
        rows[number] = replace(rows[number], cells=tuple(cells))
    units = "、".join(unit for unit, factor in FACTORS.items() if factor in {over, *columns.values()})
    made.notes.append(f"工作表“{made.table.sheet}”的金额以{units}为单位，已换算成元")
    made.table = replace(made.table, rows=tuple(rows))
    return made


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
    made = Reshaped(table)
    kept = [n for n in range(len(table.rows[head].cells)) if n not in (item, amount)]
    people: dict[tuple[str, ...], tuple[int, list[str], dict[str, str]]] = {}
    items: dict[str, None] = {}
    key: tuple[str, ...] = ()
    for row in table.rows[head + 1 :]:
        cells = [*row.cells, *[""] * (len(table.rows[head].cells) - len(row.cells))]
        name = headers.bare_header(cells[item])
        if subtotal_of(SourceRow(row.number, tuple(cells[n] for n in kept))):
            made.notes.append(f"工作表“{table.sheet}”第 {row.number} 行是合计行，没有作为工资项，也没有核对")
            continue
        if payroll_words.is_footer(row.cells) or not (name or cells[amount]):
            continue
        key = tuple(re.sub(r"\s", "", cells[n]) for n in keys) if any(cells[n] for n in keys) else key
        if not name or not any(key):
            made.refused.append((row.number, "有金额，但没有写是谁的、是哪个工资项，请补充"))
            continue
        _, plain, paid = people.setdefault(key, (row.number, [""] * len(kept), {}))
        for place, position in enumerate(kept):
            plain[place] = plain[place] or cells[position]
        if name in paid:
            made.refused.append((row.number, f"{'、'.join(filter(None, key))}的“{name}”有两行，请合并或改正"))
        items[name] = None
        paid[name] = cells[amount]
    header = (*(table.rows[head].cells[n] for n in kept), *items)
    rows = [SourceRow(n, (*plain, *(paid.get(name, "") for name in items))) for n, plain, paid in people.values()]
    heading = replace(table.rows[head], cells=header)
    made.table = replace(table, rows=(*table.rows[:head], heading, *rows))
    made.notes.append(f"工作表“{table.sheet}”一行一个工资项，已按人合并成 {len(rows)} 人")
    return made

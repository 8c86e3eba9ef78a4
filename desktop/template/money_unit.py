"""The unit of money that a sheet names above its table or in a header."""

import re

from desktop.money import UNITS_OF_TABLES
from desktop.template.mapping import SheetMap
from desktop.template.recalculate import letters

_UNIT_LINE = re.compile(r"(?:单位|金额|unit)\s*[：:（(]\s*(?:人民币)?\s*((?:[亿万千百]\s*)?元)", re.IGNORECASE)
COLUMN_UNIT = re.compile(
    rf"[（(](?:单位[：:]?)?({UNITS_OF_TABLES})[^（）()]*[)）]|[（(][^（）()]*[：:]({UNITS_OF_TABLES})[)）]"
)
"""The unit of money in a header of a column: 合计（万元）, 金额（单位：元）."""
_RATE = re.compile(r"元\s*(?:[/／]|每)(?!年)")
"""An amount for one of something (元/人): a price, no money of the budget."""
_UNIT_ALONE = re.compile(rf"[（(](?:人民币)?({UNITS_OF_TABLES})[)）]")


def stated_unit(lines: list[str]) -> str:
    """Return the unit of money (元, 万元 …) that the lines above a table or its headers name, empty where none."""
    named = next((match[1] for line in lines if (match := _UNIT_LINE.search(line))), "")
    alone = {match[1] for line in lines for match in _UNIT_ALONE.finditer(line)}
    return re.sub(r"\s", "", named) or (alone.pop() if len(alone) == 1 else "")


def units_in(path: list[str]) -> set[str]:
    """Return the units of money that the headers above a column name."""
    return {match[1] or match[2] for text in path for match in COLUMN_UNIT.finditer(text)}


def own_units(paths: list[list[str]], stated: str) -> dict[str, str]:
    """Return the units that headers name by letters of their columns, where they are not the one stated above."""
    named = {letters(column): units_in(path) for column, path in enumerate(paths, 1)}
    return {letter: next(iter(units)) for letter, units in named.items() if len(units) == 1 and units != {stated}}


def is_money_of_one(path: list[str]) -> bool:
    """Tell whether a column asks for money in one unit at most, and no price of something (元/人)."""
    rates = any(_RATE.search(match[0]) for text in path for match in COLUMN_UNIT.finditer(text))
    return len(units_in(path)) < 2 and not rates


def needs_unit(sheet: SheetMap) -> bool:
    """Tell whether amounts of a sheet stand in columns that name no unit of their own."""
    listed = [column for each in sheet.lists for column, meaning in each.columns if not isinstance(meaning, str)]
    columns = {cell.cell.rstrip("0123456789") for cell in sheet.cells} | set(listed)
    return bool(columns - set(sheet.units))

"""The unit of money that a sheet names above its table or in a header."""

import re

from desktop.money import UNITS_OF_TABLES

_UNIT_LINE = re.compile(r"(?:单位|金额|unit)\s*[：:（(]\s*(?:人民币)?\s*((?:[亿万千百]\s*)?元)", re.IGNORECASE)
_UNIT_ALONE = re.compile(rf"[（(](?:人民币)?({UNITS_OF_TABLES})[)）]")


def stated_unit(lines: list[str]) -> str:
    """Return the unit of money (元, 万元 …) that the lines above a table or its headers name, empty where none."""
    named = next((match[1] for line in lines if (match := _UNIT_LINE.search(line))), "")
    alone = {match[1] for line in lines for match in _UNIT_ALONE.finditer(line)}
    return re.sub(r"\s", "", named) or (alone.pop() if len(alone) == 1 else "")

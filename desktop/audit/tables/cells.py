"""A number printed in a cell of a table: what it may mean, and the step to which the table prints."""

import re
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal

from desktop.audit.interval import ZERO, Interval, printed
from desktop.dataclass import dataclass
from desktop.money import FEN_PER

NUMBER = re.compile(
    r"([-−－]|[（(](?=.*[)）]$))?((?:[0-9]{1,15}|[0-9]{1,3}(?:[,，][0-9]{3}){1,5})(?:[.．][0-9]{1,12})?)[)）]?"
)
"""How tables print an amount, also a negative one in brackets; longer rows of digits are no amounts."""

NOTHING = {"", "-", "—", "－", "–", "——", "/", "\\", "无"}
"""How a table says that there is no money."""

FULL_WIDTH = str.maketrans("０１２３４５６７８９．，（）", "0123456789.,()")
NOISE, FINEST = re.compile(r"-?[0-9]{1,15}\.[0-9]{10,20}"), Decimal("0.000001")
"""What a workbook makes of 0.1 + 0.2: no accountant typed so many digits."""
ENOUGH, SHARE = 8, 10
"""From so many figures on a table says its step itself: the longest decimals that one in SHARE of them has."""


@dataclass(frozen=True, slots=True)
class Figure:
    """What a cell says. value: None where it cannot be read; blank: the cell holds nothing, which counts as 0."""

    text: str
    value: Interval | None
    blank: bool = False


def tidy(text: str) -> str:
    """Return the text of a cell without the spaces and the money signs around a number.

    Amounts on two lines stay two, parted by the end of the line: 100, 200 are not 100200.
    """
    if "\n" in text and _several(lines := [line for each in text.splitlines() if (line := tidy(each))]):
        return "\n".join(lines)
    plain = re.sub(r"[\s　¥￥]", "", text).translate(FULL_WIDTH)
    return f"{Decimal(plain).quantize(FINEST).normalize() + 0:f}" if NOISE.fullmatch(plain) else plain


def _several(lines: list[str]) -> bool:
    """Tell whether lines are amounts of their own and no number that was broken: 12345, 6.78 may be one."""
    places = {line.partition(".")[2].rstrip(")") for line in lines}
    return len(lines) > 1 and all(map(NUMBER.fullmatch, lines)) and len({len(each) for each in places}) == 1


def is_number(text: str) -> bool:
    """Tell whether a cell holds a number and nothing else."""
    return NUMBER.fullmatch(tidy(text)) is not None


def decimals_of(text: str) -> int:
    """Return how many digits a number has behind the point."""
    return len(tidy(text).rstrip(")").partition(".")[2])


def usual_decimals(texts: Iterable[str]) -> tuple[int, int]:
    """Return to how many decimals figures are printed, and how many figures that rests on.

    A workbook keeps 3.50 as 3.5: the step is that of the table, not that of its shortest figure.
    """
    found = Counter(decimals_of(text) for text in texts if is_number(text) and tidy(text).strip("0.-()"))
    total = found.total()
    longest = max((n for n in found if SHARE * sum(found[m] for m in found if m >= n) >= total), default=0)
    return longest, total


def figure(text: str, unit: str, decimals: int) -> Figure:
    """Return what a cell of a table means that prints its figures in a unit to so many decimals."""
    plain = tidy(text)
    if plain in NOTHING:
        return Figure(text, ZERO, blank=True)
    match = NUMBER.fullmatch(plain)
    if match is None:
        return Figure(text, None)
    number = match[2].replace("，", ",")
    value = printed(number, unit)
    finest = Decimal(FEN_PER[unit]).scaleb(-max(decimals, decimals_of(number))) / 2
    exact = Decimal(0) if not value.fen and not decimals_of(number) else max(finest, Decimal(0))
    return Figure(text, Interval(-value.fen if match[1] else value.fen, min(value.half, exact) if exact else exact))

"""The unit of money of tables that state none: the one in which their figures stand in the text."""

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from desktop.audit.interval import MONEY
from desktop.audit.tables import cells
from desktop.money import FEN_PER
from desktop.outside.document import Document, Table

AMOUNT = re.compile(rf"(?<![\d.,])(\d[\d,]{{0,15}}(?:\.\d{{1,8}})?)({MONEY})")
UNITS = ("万元", "元", "千元")
"""The usual one first."""
OWN = re.compile(r"[（(/](?:人民币)?[亿万千百]?元[）)]?")
ENOUGH = 3
"""Figures that must stand in the text before another unit than the usual one is believed."""
CENT = Decimal("0.01")
WORDS = 30
"""Letters before an amount in which its name stands."""


def of_text(document: Document) -> frozenset[Decimal]:
    """Return the amounts of the sentences of a document, in 万元 to the second decimal."""
    return frozenset(each for part in document.paragraphs for each in _amounts(part.text))


@lru_cache(maxsize=1024)
def _amounts(text: str) -> tuple[Decimal, ...]:
    found = ((Decimal(match[1].replace(",", "")), match[2]) for match in AMOUNT.finditer(text))
    return tuple(_in_wan(number, unit) for number, unit in found if number)


def _in_wan(number: Decimal, unit: str) -> Decimal:
    return (number * FEN_PER[unit] / FEN_PER["万元"]).quantize(CENT, ROUND_HALF_UP)


def before_amounts(document: Document) -> dict[Decimal, list[str]]:
    """Return the words right before each amount of the sentences of a document, by the amount in 万元."""
    found: dict[Decimal, list[str]] = {}
    for part in document.paragraphs:
        for match in AMOUNT.finditer(part.text):
            number = Decimal(match[1].replace(",", ""))
            words = part.text[max(match.start() - WORDS, 0) : match.start()]
            found.setdefault(_in_wan(number, match[2]), []).append(re.sub(r"\s", "", words))
    return found


def likely(tables: Iterable[Table], stated: frozenset[Decimal]) -> str:
    """Return the unit in which most figures of tables stand in the text, empty where too few do.

    A table whose own cells name units (预算总额（万元） beside 满意度) has none that is that of all its figures.
    """
    tables = list(tables)
    if any(OWN.search(cell) for table in tables for row in table.rows for cell in row):
        return ""
    texts = {cells.tidy(cell) for table in tables for row in table.rows for cell in row if cells.is_number(cell)}
    numbers = {Decimal(text.replace(",", "")) for text in texts if re.fullmatch(r"[\d,]{1,15}(?:\.\d{1,8})?", text)}
    fitting = {unit: sum(_in_wan(number, unit) in stated for number in numbers if number) for unit in UNITS}
    best = max(UNITS, key=lambda unit: fitting[unit])
    return best if fitting[best] >= ENOUGH else ""

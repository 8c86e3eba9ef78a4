"""Working out the simple formulas of a template, so that totals are right before Excel or WPS calculates again.

Sums, differences and references within one sheet; anything else is left to the spreadsheet program.
"""

import re
from decimal import Decimal, InvalidOperation

from desktop.template.sheet_xml import column_number, split

_SUM = re.compile(r"SUM\(([^()]*)\)", re.IGNORECASE)
_TERMS = re.compile(r"([+-]?)\s*(\$?[A-Z]{1,3}\$?[0-9]+|[0-9]+(?:\.[0-9]+)?)")


class Unknown(Exception):
    """A formula that is not worked out here."""


class Sheet:
    """The cells of one sheet: values as numbers, formulas as text."""

    def __init__(self, values: dict[str, str], formulas: dict[str, str]) -> None:
        self._values = values
        self._formulas = formulas
        self._done: dict[str, Decimal] = {}
        self._open: set[str] = set()

    def results(self) -> tuple[dict[str, Decimal], list[str]]:
        """Return the results of every formula that can be worked out, and the places of the others."""
        found, left = {}, []
        for place in self._formulas:
            try:
                found[place] = self.value(place)
            except Unknown:
                left.append(place)
        return found, left

    def value(self, place: str) -> Decimal:
        """Return the number in a cell; a blank or a text counts as 0, as in SUM. Raises Unknown."""
        if place not in self._formulas:
            try:
                return Decimal(self._values.get(place, "") or "0")
            except InvalidOperation:
                return Decimal(0)
        if place not in self._done:
            if place in self._open:
                raise Unknown("circular")
            self._open.add(place)
            self._done[place] = self._formula(self._formulas[place])
            self._open.discard(place)
        return self._done[place]

    def _formula(self, text: str) -> Decimal:
        if not text or "!" in text:
            raise Unknown(text)
        plain = text.removeprefix("=").replace(" ", "")
        sums = [self._sum(match[1]) for match in _SUM.finditer(plain)]
        reduced = _SUM.sub(lambda _: "ZZZ0", plain)
        total, position = Decimal(0), 0
        waiting = iter(sums)
        for match in _TERMS.finditer(reduced):
            if match.start() != position or (position and not match[1]):
                raise Unknown(text)
            position = match.end()
            word = match[2].replace("$", "")
            if word == "ZZZ0":
                term = next(waiting)
            else:
                term = Decimal(word) if word[0].isdigit() else self.value(word)
            total += -term if match[1] == "-" else term
        if position != len(reduced):
            raise Unknown(text)
        return total

    def _sum(self, arguments: str) -> Decimal:
        total = Decimal(0)
        for argument in arguments.replace("$", "").split(","):
            first, _, last = argument.partition(":")
            if not re.fullmatch(r"[A-Z]{1,3}[0-9]+(?::[A-Z]{1,3}[0-9]+)?", argument):
                raise Unknown(argument)
            total += sum((self.value(place) for place in _between(first, last or first)), Decimal(0))
        return total


def _between(first: str, last: str) -> list[str]:
    (a, top), (b, bottom) = split(first), split(last)
    columns = range(column_number(a), column_number(b) + 1)
    return [f"{letters(column)}{row}" for row in range(top, bottom + 1) for column in columns]


def letters(number: int) -> str:
    """Return the letters of a column number: 27 is AA."""
    found = ""
    while number:
        number, rest = divmod(number - 1, 26)
        found = chr(65 + rest) + found
    return found

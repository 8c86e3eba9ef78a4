"""Working out the simple formulas of a template, so that totals are right before Excel or WPS calculates again.

Arithmetic over cells (also of other sheets), SUM, PRODUCT and ROUND; anything else is left to the spreadsheet program.
"""

import re
from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from desktop.template.arithmetic import NoArithmetic, evaluate
from desktop.template.sheet_xml import column_number, split

_SUM = re.compile(r"SUM\(([^()]*)\)", re.IGNORECASE)
_ROUND = re.compile(r"ROUND\((.*),([0-9])\)", re.IGNORECASE)
_SHEET = r"(?:(?:'[^']+'|[^'!+\-*/(),:$]+)!)?"
_TERMS = re.compile(rf"([+-]?)({_SHEET}\$?[A-Z]{{1,3}}\$?[0-9]+|[0-9]+(?:\.[0-9]+)?)")
_RANGE = re.compile(rf"({_SHEET})\$?([A-Z]{{1,3}})\$?([0-9]+)(?::\$?([A-Z]{{1,3}})\$?([0-9]+))?")
_QUOTED = re.compile(r'"[^"]*"')
LARGEST_RANGE = 100_000
"""A sum over more cells is left to the spreadsheet program."""


class Unknown(Exception):
    """A formula that is not worked out here."""


Term = tuple[int, str, str]
"""Sign, sheet (empty: the same one) and place of a cell in a formula."""


class FormulaSheet:
    """The cells of one sheet: values as numbers, formulas as text; `others` are the sheets of the same workbook."""

    def __init__(
        self, values: dict[str, str], formulas: dict[str, str], others: Mapping[str, "FormulaSheet"] | None = None
    ) -> None:
        self._values = values
        self._formulas = formulas
        self._others = {} if others is None else others  # may still be empty: the other sheets are made after
        self._done: dict[str, Decimal] = {}
        self._open: set[str] = set()

    def results(self) -> tuple[dict[str, Decimal], list[str]]:
        """Return the results of every formula that can be worked out, and the places of the others."""
        values, unknown = {}, []
        for place in self._formulas:
            try:
                values[place] = self.value(place)
            except Unknown:
                unknown.append(place)
        return values, unknown

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
            try:
                self._done[place] = self._formula(self._formulas[place])
            finally:
                self._open.discard(place)
        return self._done[place]

    def decimals(self, place: str) -> int | None:
        """Return to how many decimals the formula of a cell rounds; None where it does not round as a whole."""
        match = _ROUND.fullmatch(_bare(self._formulas.get(place, "")))
        return int(match[2]) if match else None

    def terms(self, place: str) -> list[Term] | None:
        """Return the cells a formula adds and subtracts, None where it does more than that."""
        try:
            return [term for term, _ in _parsed(_inner(self._formulas.get(place, "")))]
        except Unknown:
            return None

    def references(self, place: str) -> list[str]:
        """Return the cells of this sheet that a formula takes, whatever it does with them; ranges are spread out."""
        text = _QUOTED.sub("", _bare(self._formulas.get(place, "")))
        try:
            return [cell for match in _RANGE.finditer(text) for name, cell in _cells(match[0]) if not name]
        except Unknown:
            return []

    def formulas(self) -> list[str]:
        """Return the places that hold a formula."""
        return list(self._formulas)

    def has_value(self, place: str) -> bool:
        """Tell whether a number stands in a cell."""
        return bool(self._values.get(place))

    def has_formula(self, place: str) -> bool:
        """Tell whether a cell holds a formula."""
        return place in self._formulas

    def _formula(self, text: str) -> Decimal:
        total = Decimal(0)
        try:
            terms = list(_parsed(_inner(text)))
        except Unknown:
            return self._arithmetic(text)
        for (sign, name, place), number in terms:
            total += sign * (self._elsewhere(name, place) if place else number)
        match = _ROUND.fullmatch(_bare(text))
        return total.quantize(Decimal(1).scaleb(-int(match[2])), ROUND_HALF_UP) if match else total

    def _elsewhere(self, name: str, place: str) -> Decimal:
        if name and name not in self._others:
            raise Unknown(name)
        return (self._others[name] if name else self).value(place)

    def _arithmetic(self, text: str) -> Decimal:
        try:
            return evaluate(text, lambda reference: [self._elsewhere(*cell) for cell in _cells(reference)])
        except NoArithmetic as error:
            raise Unknown(text) from error


def _bare(text: str) -> str:
    parts = re.split(r"('[^']*')", text.removeprefix("="))  # a blank in the name of a sheet is part of it
    return "".join(part if number % 2 else part.replace(" ", "") for number, part in enumerate(parts))


def _inner(text: str) -> str:
    """Return a formula without the ROUND around it."""
    bare = _bare(text)
    match = _ROUND.fullmatch(bare)
    return match[1] if match else bare


def _parsed(text: str) -> Iterator[tuple[Term, Decimal]]:
    """Yield the terms of a sum, a number as a term without a place. Raises Unknown for anything else."""
    position = 0
    while position < len(text):
        sum_match = re.compile(r"([+-]?)" + _SUM.pattern, re.IGNORECASE).match(text, position)
        match = sum_match or _TERMS.match(text, position)
        if match is None or (position and not match[1]):
            raise Unknown(text)
        position = match.end()
        sign = -1 if match[1] == "-" else 1
        if sum_match:
            yield from (((sign, *cell), Decimal(0)) for argument in match[2].split(",") for cell in _cells(argument))
        elif match[2][0].isdigit() and "!" not in match[2]:
            yield (sign, "", ""), Decimal(match[2])
        else:
            yield from (((sign, *cell), Decimal(0)) for cell in _cells(match[2]))
    if not position:
        raise Unknown(text)


def _cells(argument: str) -> list[tuple[str, str]]:
    """Return sheet and place of each cell of a reference. Raises Unknown for anything else."""
    match = _RANGE.fullmatch(argument)
    if match is None:
        raise Unknown(argument)
    first, last = f"{match[2]}{match[3]}", f"{match[4] or match[2]}{match[5] or match[3]}"
    return [(match[1].removesuffix("!").strip("'"), place) for place in _between(first, last)]


def _between(first: str, last: str) -> list[str]:
    (a, top), (b, bottom) = split(first), split(last)
    columns = range(column_number(a), column_number(b) + 1)
    if len(columns) * (bottom - top + 1) > LARGEST_RANGE:
        raise Unknown(f"{first}:{last}")
    return [f"{letters(column)}{row}" for row in range(top, bottom + 1) for column in columns]


def letters(number: int) -> str:
    """Return the letters of a column number: 27 is AA."""
    text = ""
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(65 + rest) + text
    return text

"""Formulas beyond plain sums: products, quotients, brackets, SUM, PRODUCT and ROUND, worked out exactly."""

import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal, DivisionByZero, InvalidOperation

CellValue = Callable[[str], list[Decimal]]
"""Returns the numbers of a reference (A1, A1:B2, 表!A1). Raises what the caller chooses for one it cannot follow."""

_TOKEN = re.compile(
    r"\s*(?:(?P<number>[0-9]+(?:\.[0-9]+)?%?)|(?P<name>SUM|PRODUCT|ROUND)(?=\()"
    r"|(?P<cell>(?:(?:'[^']+'|[^'!+\-*/(),:$ ]+)!)?\$?[A-Z]{1,3}\$?[0-9]+(?::\$?[A-Z]{1,3}\$?[0-9]+)?)"
    r"|(?P<mark>[-+*/(),]))",
    re.IGNORECASE,
)
DEEPEST = 60
"""Brackets within brackets; a formula of a table has few."""


class NoArithmetic(Exception):
    """A formula of another kind."""


def evaluate(formula: str, numbers_of: CellValue) -> Decimal:
    """Return the result of a formula. Raises NoArithmetic for one that does more than arithmetic."""
    reader = _Reader(formula.removeprefix("="), numbers_of)
    try:
        result = reader.sum()
    except (InvalidOperation, DivisionByZero, IndexError) as error:
        raise NoArithmetic(formula) from error
    if reader.tokens:
        raise NoArithmetic(formula)
    return result


class _Reader:
    """Reads a formula from left to right."""

    def __init__(self, text: str, numbers_of: CellValue) -> None:
        self.tokens: list[tuple[str, str]] = []
        self._numbers_of = numbers_of
        self._depth = 0
        position = 0
        while position < len(text.rstrip()):
            match = _TOKEN.match(text, position)
            if match is None:
                raise NoArithmetic(text)
            self.tokens.append((str(match.lastgroup), match[str(match.lastgroup)]))
            position = match.end()
        self.tokens.reverse()

    def _next(self, *marks: str) -> str:
        if self.tokens and self.tokens[-1][0] == "mark" and self.tokens[-1][1] in marks:
            return self.tokens.pop()[1]
        return ""

    def sum(self) -> Decimal:
        """Read terms with + and −."""
        self._depth += 1
        if self._depth > DEEPEST:
            raise NoArithmetic("too deep")
        total = self._product()
        while mark := self._next("+", "-"):
            term = self._product()
            total = total + term if mark == "+" else total - term
        self._depth -= 1
        return total

    def _product(self) -> Decimal:
        result = self._factor()
        while mark := self._next("*", "/"):
            factor = self._factor()
            result = result * factor if mark == "*" else result / factor
        return result

    def _factor(self) -> Decimal:
        sign = 1
        while mark := self._next("+", "-"):
            sign = -sign if mark == "-" else sign
        kind, text = self.tokens.pop()
        if kind == "number":
            return sign * (Decimal(text[:-1]) / 100 if text.endswith("%") else Decimal(text))
        if kind == "cell":
            numbers = self._numbers_of(text)
            if len(numbers) != 1:
                raise NoArithmetic(text)
            return sign * numbers[0]
        if kind == "name":
            return sign * self._function(text.upper())
        if text == "(":
            result = self.sum()
            self._close()
            return sign * result
        raise NoArithmetic(text)

    def _close(self) -> None:
        if not self._next(")"):
            raise NoArithmetic("bracket")

    def _function(self, name: str) -> Decimal:
        self._next("(")
        groups = [self._argument()]
        while self._next(","):
            groups.append(self._argument())
        self._close()
        numbers = [number for group in groups for number in group]
        if name == "SUM":
            return sum(numbers, Decimal(0))
        if name == "ROUND":
            if len(numbers) != 2 or not 0 <= numbers[1] <= 9:
                raise NoArithmetic(name)
            return numbers[0].quantize(Decimal(1).scaleb(-int(numbers[1])), ROUND_HALF_UP)
        result = Decimal(1)
        for number in numbers:
            result *= number
        return result

    def _argument(self) -> list[Decimal]:
        kind, text = self.tokens[-1]
        if kind == "cell" and ":" in text:
            self.tokens.pop()
            return self._numbers_of(text)
        return [self.sum()]

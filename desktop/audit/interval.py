"""A printed figure as what it may mean: with k decimals of its unit every value that prints so."""

from decimal import Decimal
from functools import lru_cache

from desktop.dataclass import dataclass
from desktop.money import FEN_PER, Fen

MONEY = "亿元|万元|千元|元"
"""The units in which a text or a table prints amounts, as part of a pattern."""


@dataclass(frozen=True, slots=True)
class Interval:
    """All values a printed amount may stand for, in 分: `fen` as printed, up to `half` more or less."""

    fen: Decimal
    half: Decimal

    def __add__(self, other: "Interval") -> "Interval":
        """Return what the sum of two printed amounts may be."""
        return Interval(self.fen + other.fen, self.half + other.half)

    def __sub__(self, other: "Interval") -> "Interval":
        """Return what the difference of two printed amounts may be."""
        return Interval(self.fen - other.fen, self.half + other.half)

    def __neg__(self) -> "Interval":
        """Return what the amount may be that goes the other way."""
        return Interval(-self.fen, self.half)

    def __mul__(self, times: Decimal | int) -> "Interval":
        """Return what a printed amount so many times may be."""
        return Interval(self.fen * times, self.half * times)

    def meets(self, other: "Interval") -> bool:
        """Tell whether one value can be meant by both: they contradict each other only where none can."""
        return abs(self.fen - other.fen) <= self.half + other.half

    def holds(self, exact: Fen) -> bool:
        """Tell whether an exact amount may have been printed so."""
        return abs(self.fen - exact) <= self.half


ZERO = Interval(Decimal(0), Decimal(0))


def sharper(of: Interval, half: Decimal) -> Interval:
    """Return what an amount means if it is printed to the digits that most amounts of the document have."""
    return Interval(of.fen, min(of.half, 2 * half))


@lru_cache(maxsize=4096)
def printed(number: str, unit: str) -> Interval:
    """Return what a printed amount may mean: 12.30 万元 is 12.295 to 12.305 万元, both ends included."""
    value, per = Decimal(number.replace(",", "")), FEN_PER[unit]
    step = Decimal(per).scaleb(-len(number.partition(".")[2]))
    return Interval(value * per, step / 2)

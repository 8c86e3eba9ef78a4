"""Comparing this year with last year, exactly and as printed.

A change that rounds to 0 is printed as none; a base of 0 has no percentage.
"""

from enum import StrEnum

from desktop.dataclass import dataclass
from desktop.money import Fen, NumberStyle, percent_steps


class Direction(StrEnum):
    """Which way a figure went, judged on exact 分."""

    UP = "增加"
    DOWN = "减少"
    FLAT = "持平"


@dataclass(frozen=True, slots=True)
class Change:
    """This year against last year, in exact 分."""

    current: Fen
    prior: Fen

    @property
    def difference(self) -> Fen:
        """Current − prior."""
        return self.current - self.prior

    @property
    def direction(self) -> Direction:
        """UP, DOWN or FLAT by the exact difference."""
        if self.difference == 0:
            return Direction.FLAT
        return Direction.UP if self.difference > 0 else Direction.DOWN

    def printed_direction(self, style: NumberStyle) -> Direction:
        """The direction as printed: a difference that rounds to 0 is FLAT, so no text says 增加0万元.

        Where one of the two amounts is itself so small, it is printed with more decimals, and so is the difference.
        """
        small = style.vanishes(self.current) or style.vanishes(self.prior)
        return self.direction if small or style.steps(self.difference) else Direction.FLAT

    def percent(self, decimals: int) -> int | None:
        """Signed change in units of the last percent digit; None on a zero base (no percentage then)."""
        return percent_steps(self.difference, self.prior, decimals)

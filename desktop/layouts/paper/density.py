"""How closely the rows of a table are set: normal, and closer for one that would just not fit its page."""

from desktop.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Density:
    """size of the letters, least height of a row and room over and under its text, in points; leading in sizes.

    spare: what is taken from the margins above and below a page.
    """

    size: float = 10.0
    row_min: float = 20.0
    pad_y: float = 4.2
    leading: float = 1.35
    spare: float = 0.0

    @property
    def step(self) -> float:
        """From one line to the next."""
        return self.size * self.leading


NORMAL = Density()
CLOSER = (
    Density(9.5, 18.0, 3.0, 1.3, 4),
    Density(9.0, 16.5, 2.4, 1.28, 8),
    Density(9.0, 15.0, 1.7, 1.22, 12),
)
"""What is tried in turn; a letter under 9 points is hard to read on paper."""

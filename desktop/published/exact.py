"""Amounts as the file prints them: what stands as 1288.16 万元 is entered as 12,881,600 元.

Where rounded figures cross, something must carry the tail. As few amounts as can be carry it, the largest first,
instead of each a little; what is nothing but such a tail is no amount at all.
"""

from collections.abc import Iterable, Sequence

from desktop.dataclass import dataclass
from desktop.money import Fen

SMALL = 4
"""Halves of the last digit up to which an amount that no figure needs is a tail."""
MOST_SMALL = 30
"""How many of them are left out, each by itself, to see whether all figures come out without."""
MISSED, FAR = 10, 6
"""What a missed figure counts beside one whose digits hold only; beyond so many digits no tail is looked for."""
MOST_WORK = 400_000
"""How many moves are tried in all, whatever the file holds: about a second."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed figure: the numbers of the amounts it is the sum of, its amount and its room either way, in 分."""

    parts: tuple[int, ...]
    amount: Fen
    half: Fen

    def gap(self, amounts: Sequence[Fen]) -> Fen:
        """Return by how much, in 分, the amounts miss it."""
        return abs(self.amount - sum(amounts[n] for n in self.parts))


def missed(figures: Iterable[Printed], amounts: Sequence[Fen]) -> int:
    """Return how many figures do not come out."""
    return sum(figure.gap(amounts) > figure.half for figure in figures)


def as_printed(amounts: Sequence[Fen], figures: Sequence[Printed]) -> list[Fen]:
    """Return amounts in whole printed digits, but for those that carry a tail; those given where none are as good."""
    fewest = missed(figures, amounts)
    best, small = _rounded(amounts, figures)
    for left_out in ([], small, *([n] for n in small[:MOST_SMALL])):
        trial = [0 if n in left_out else amount for n, amount in enumerate(best)]
        moves = _Moves(trial, figures)
        moves.run()
        found = missed(figures, moves.amounts)
        if found <= fewest or not left_out:
            best, fewest = moves.amounts, min(fewest, found)
    return best if missed(figures, best) <= missed(figures, amounts) else list(amounts)


def _rounded(amounts: Sequence[Fen], figures: Sequence[Printed]) -> tuple[list[Fen], list[int]]:
    """Return each amount in whole digits of the most exact figure it is of; which are small, the smallest first."""
    digits: dict[int, Fen] = {}
    for figure in figures:
        for n in figure.parts:
            digits[n] = min(digits.get(n, _digit(figure)), _digit(figure))
    rounded = [(a + digits.get(n, 1) // 2) // digits.get(n, 1) * digits.get(n, 1) for n, a in enumerate(amounts)]
    for figure in figures:
        if len(figure.parts) == 1 and figure.gap(amounts) <= figure.half and _digit(figure) == digits[figure.parts[0]]:
            rounded[figure.parts[0]] = figure.amount
    small = [n for n, digit in digits.items() if digit > 1 and 0 < amounts[n] <= SMALL * digit // 2]
    printed = {figure.parts[0] for figure in figures if len(figure.parts) == 1 and figure.amount}
    return rounded, sorted((n for n in small if n not in printed and rounded[n]), key=lambda n: amounts[n])


def _digit(figure: Printed) -> Fen:
    """Return the last digit that a figure is printed with, in 分; one added up of several has more room than that."""
    digit = 1
    while digit * 10 <= 2 * figure.half and figure.amount % (digit * 10) == 0:
        digit *= 10
    return digit


class _Moves:
    """Amounts that are moved, one or two at a time, as long as more figures come out."""

    def __init__(self, amounts: list[Fen], figures: Sequence[Printed]) -> None:
        self.amounts = amounts
        self._figures = figures
        self._of: list[list[int]] = [[] for _ in amounts]
        for number, figure in enumerate(figures):
            for n in figure.parts:
                self._of[n].append(number)
        self._gaps = [figure.amount - sum(amounts[n] for n in figure.parts) for figure in figures]
        self._work = 0

    def run(self) -> None:
        """Mend every figure that is missed by a tail, as far as that can be."""
        left = self._bad()
        while left and self._work < MOST_WORK:
            moved = False
            for number in left:
                if self._cost(number, self._gaps[number]) >= MISSED:
                    moved |= self._mend(number)
            left = self._bad() if moved else []

    def _bad(self) -> list[int]:
        most = MISSED * (1 + FAR)
        return [n for n, gap in enumerate(self._gaps) if MISSED <= self._cost(n, gap) < most]

    def _cost(self, number: int, gap: Fen) -> int:
        half = self._figures[number].half
        if abs(gap) <= half:
            return 1 if gap else 0
        return MISSED * (1 + min(abs(gap) // (2 * half), FAR)) if half else MISSED * (1 + FAR)

    def _mend(self, number: int) -> bool:
        """Make the best move that brings a figure nearer; False where none does."""
        gap, half = self._gaps[number], self._figures[number].half
        sign = 1 if gap > 0 else -1
        parts = sorted(self._figures[number].parts, key=lambda n: -self.amounts[n])
        best, chosen = 0, tuple[tuple[int, Fen], ...]()
        for n in parts:
            for change in {sign * half, sign * min(abs(gap), 2 * half)}:
                if self.amounts[n] <= 2 * SMALL * half or self._work > MOST_WORK:  # a tail would be much of it
                    continue
                for moves in (((n, change),), *(((n, change), (o, -change)) for o in self._against(n, number))):
                    gain = self._gain(moves)
                    if gain < best:
                        best, chosen = gain, moves
        for n, change in chosen:
            self.amounts[n] += change
            for figure in self._of[n]:
                self._gaps[figure] -= change
        return bool(chosen)

    def _against(self, n: int, number: int) -> list[int]:
        """Return the amounts that may move the other way: in other figures of one that moves, not in the one mended."""
        inside = set(self._figures[number].parts)
        others = {o for figure in self._of[n] for o in self._figures[figure].parts if o not in inside}
        room = 2 * SMALL * self._figures[number].half
        return sorted((o for o in others if self.amounts[o] > room), key=lambda o: -self.amounts[o])

    def _gain(self, moves: tuple[tuple[int, Fen], ...]) -> int:
        self._work += len(moves)
        changes: dict[int, Fen] = {}
        for n, change in moves:
            for figure in self._of[n]:
                changes[figure] = changes.get(figure, 0) + change
        return sum(
            self._cost(figure, self._gaps[figure] - change) - self._cost(figure, self._gaps[figure])
            for figure, change in changes.items()
            if change
        )

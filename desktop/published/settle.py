"""Amounts moved within what their figures may mean, until every printed figure of a file comes out as it is printed.

Each table rounds for itself. Amounts divided table by table fit each table, but the sum of many may miss a figure of
another by parts of the last digit; there is room in every figure to mend that.
"""

from collections.abc import Sequence
from dataclasses import replace
from operator import and_

from desktop.dataclass import dataclass
from desktop.money import Fen
from desktop.published.domains import PROPERTIES, Domain
from desktop.published.reading import ReadCell
from desktop.published.rebuild import Piece, Rebuilt

ROUNDS = 200
"""How often all figures are gone through; most files need fewer than ten."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A figure of a file: its domain, what is printed (分), by how much what is meant may differ."""

    domain: Domain
    amount: Fen
    half: Fen


def settle(rebuilt: Rebuilt, cells: Sequence[ReadCell]) -> None:
    """Move the amounts of each side so that the cells of a file come out as printed, as far as that can be."""
    universe = rebuilt.universe
    for side, pieces in rebuilt.pieces.items():
        known = {"side", *PROPERTIES[side]}
        figures = [
            Printed(universe.domain(side, cell.where, cell.project or None), cell.amount, cell.half)
            for cell in cells
            if universe.sides(cell.where) == [side] and all(name in known for name, _ in cell.where)
        ]
        rebuilt.pieces[side] = settled(pieces, figures)


def settled(pieces: Sequence[Piece], figures: Sequence[Printed]) -> list[Piece]:
    """Return the pieces with amounts that bring out as many of the figures as can be; without need nothing is moved."""
    amounts = [piece.amount for piece in pieces]
    parts = [
        (figure, [n for n, piece in enumerate(pieces) if _within(piece.domain, figure.domain)]) for figure in figures
    ]
    parts = [(figure, numbers) for figure, numbers in parts if numbers]
    best, fewest = list(amounts), _missed(parts, amounts)
    for number in range(ROUNDS):
        if not fewest:
            break
        for figure, numbers in parts:
            # a little further than needed, first: what stops at the very edge comes back many times
            _move(figure, numbers, amounts, figure.half // 8 if number < ROUNDS // 2 else 0)
        missed = _missed(parts, amounts)
        if missed < fewest:
            best, fewest = list(amounts), missed
    return [replace(piece, amount=amount) for piece, amount in zip(pieces, best, strict=True) if amount]


def _within(inner: Domain, outer: Domain) -> bool:
    return tuple(map(and_, inner, outer)) == inner


def _missed(parts: list[tuple[Printed, list[int]]], amounts: list[Fen]) -> int:
    return sum(abs(figure.amount - sum(amounts[n] for n in numbers)) > figure.half for figure, numbers in parts)


def _move(figure: Printed, numbers: list[int], amounts: list[Fen], margin: Fen) -> None:
    """Move the parts of a figure that does not come out, by as little as brings it out, all alike; none below zero."""
    gap = figure.amount - sum(amounts[n] for n in numbers)
    left = abs(gap) - figure.half + margin
    if abs(gap) <= figure.half or abs(gap) > 2 * len(numbers) * figure.half:  # what no rounding explains is not mended
        return
    sign = 1 if gap > 0 else -1
    for place, number in enumerate(numbers):
        share = -(-left // (len(numbers) - place))
        moved = max(sign * share, -amounts[number])
        amounts[number] += moved
        left -= abs(moved)

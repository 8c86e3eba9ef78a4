"""Amounts moved within what their figures may mean, until every printed figure of a file comes out as it is printed.

Each table rounds for itself. Amounts divided table by table fit each table, but the sum of many may miss a figure of
another by parts of the last digit; there is room in every figure to mend that.
"""

from collections.abc import Sequence
from dataclasses import replace
from operator import and_

from desktop.money import Fen
from desktop.published.domains import PROPERTIES, UNTOLD, Domain
from desktop.published.exact import Printed, as_printed
from desktop.published.exact import missed as _missed
from desktop.published.reading import ReadCell
from desktop.published.rebuild import Piece, Rebuilt

MOST_TAIL = 20
"""Halves of its last digit by which a figure may be missed for a tail."""
ROUNDS, ROUNDS_TO_JUDGE = 300, 30
"""How often all figures are gone through, and before another division is tried; most files need fewer than ten."""


MOST_WORK = 10_000_000
"""How many amounts are looked at in all, whatever the file holds: a second or two."""


def settle(rebuilt: Rebuilt, cells: Sequence[ReadCell]) -> None:
    """Move the amounts so that the cells of a file come out as printed, as far as that can be."""
    owned = _owned(rebuilt)
    figures = _figures(rebuilt, cells)
    amounts = settled([piece.amount for _, piece in owned], figures)
    amounts = without_tails(amounts, [piece.half for _, piece in owned], figures)
    amounts = as_printed(amounts, figures)
    for side in rebuilt.pieces:
        pairs = [(piece, amount) for (of, piece), amount in zip(owned, amounts, strict=True) if of == side and amount]
        rebuilt.pieces[side] = [Piece(p.domain, amount, p.open, p.half) for p, amount in pairs]


def tails_left(cells: Sequence[ReadCell], rebuilt: Rebuilt, sides: set[str]) -> int:
    """Return how many figures of one side rebuilt miss by tails that cannot be moved: another division may have none.

    sides: all that the file has figures of; what a cell adds up of several is not looked at. What is far from its
    figure is no tail, and no division mends it.
    """
    universe = rebuilt.universe
    own = [cell for cell in cells if sides.intersection(universe.sides(cell.where)) == rebuilt.pieces.keys()]
    if not any(cell.half for cell in own):
        return 0
    figures = [figure for figure in _figures(rebuilt, own) if figure.parts]
    amounts = settled([piece.amount for _, piece in _owned(rebuilt)], figures, ROUNDS_TO_JUDGE)
    return sum(figure.half < gap <= MOST_TAIL * figure.half for figure in figures for gap in [figure.gap(amounts)])


def _owned(rebuilt: Rebuilt) -> list[tuple[str, Piece]]:
    return [(side, piece) for side, pieces in rebuilt.pieces.items() for piece in pieces]


def _figures(rebuilt: Rebuilt, cells: Sequence[ReadCell]) -> list[Printed]:
    """Return the cells with the amounts they are the sum of; a cell that asks for what no table tells is left out."""
    universe, owned = rebuilt.universe, _owned(rebuilt)
    figures = []
    known: dict[tuple[tuple[str, Domain], ...], tuple[int, ...]] = {}
    for cell in cells:
        sides = [side for side in universe.sides(cell.where) if rebuilt.pieces.get(side)]
        if all(name in PROPERTIES[side] or name not in UNTOLD for side in sides for name, _ in cell.where):
            domains = {side: universe.domain(side, cell.where, cell.project or None) for side in sides}
            key = tuple(domains.items())
            if key not in known:  # several tables ask the same
                parts = (n for n, (side, p) in enumerate(owned) if side in domains and _within(p, domains[side]))
                known[key] = tuple(parts)
            figures.append(Printed(known[key], cell.amount, cell.half))
    return figures


def _within(piece: Piece, outer: Domain) -> bool:
    return tuple(map(and_, piece.domain, outer)) == piece.domain


def settled(amounts: Sequence[Fen], figures: Sequence[Printed], most: int = ROUNDS) -> list[Fen]:
    """Return amounts that bring out as many of the figures as can be; without need nothing is moved.

    most: how often all figures are gone through.
    """
    figures = [figure for figure in figures if figure.parts]
    best, fewest = list(amounts), _missed(figures, amounts)
    moved = list(amounts)
    coarsest = max((figure.half for figure in figures), default=0)
    rounds = min(most, MOST_WORK // (1 + sum(len(figure.parts) for figure in figures)))
    for number in range(rounds):
        if not fewest:
            break
        for figure in figures:
            # a little further than needed, first: what stops at the very edge comes back many times
            _move(figure, moved, coarsest, figure.half // 8 if number < rounds // 2 else 0)
        missed = _missed(figures, moved)
        if missed < fewest:
            best, fewest = list(moved), missed
    return best


def without_tails(amounts: Sequence[Fen], halves: Sequence[Fen], figures: Sequence[Printed]) -> list[Fen]:
    """Return amounts without those that are nothing but a tail: within the last printed digit, and needed by no figure.

    A division leaves such tails where rounded figures cross. What no figure needs is no money that the file states.
    """
    best, fewest = list(amounts), _missed(figures, amounts)
    tails = sorted((amount, n) for n, amount in enumerate(amounts) if 0 < amount <= halves[n])
    work = sum(len(figure.parts) for figure in figures) * ROUNDS_TO_JUDGE
    for _, number in tails[: MOST_WORK // (1 + work)]:
        if not 0 < best[number] <= halves[number]:
            continue
        others = [replace(each, parts=tuple(n for n in each.parts if n != number)) for each in figures]
        trial = settled([0 if n == number else amount for n, amount in enumerate(best)], others, ROUNDS_TO_JUDGE)
        if (missed := _missed(others, trial)) <= fewest:
            best, fewest, figures = trial, missed, others
    return best


def _move(figure: Printed, amounts: list[Fen], coarsest: Fen, margin: Fen) -> None:
    """Move the parts of a figure that does not come out, by as little as brings it out, all alike; none below zero.

    coarsest: the largest room of any figure, whose tails may lie in the parts of an exact one.
    """
    gap = figure.amount - sum(amounts[n] for n in figure.parts)
    if abs(gap) <= figure.half or abs(gap) > 2 * len(figure.parts) * coarsest:
        return  # it comes out, or no rounding explains that it does not
    left = abs(gap) - figure.half + margin
    for place, number in enumerate(figure.parts):
        share = -(-left // (len(figure.parts) - place))
        change = share if gap > 0 else max(-share, -amounts[number])
        amounts[number] += change
        left -= abs(change)

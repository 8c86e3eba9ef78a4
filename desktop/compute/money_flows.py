"""Money passed on from unit to unit: which money, in the end, what each unit spends was paid with."""

from collections.abc import Iterable, Mapping
from itertools import pairwise

from desktop.dataclass import dataclass
from desktop.money import Fen

Money = tuple[str, str, str]
"""Fund, sub-source and carry."""

Pool = tuple[int, str, Money]
"""A unit's money of one kind in a year: what it receives there and what it spends of it."""


@dataclass(frozen=True, slots=True)
class Flow:
    """An eliminated amount (分): out of the payer's money into the receiver's."""

    payer: Pool
    receiver: Pool
    amount: Fen


def passed_on(flows: Iterable[Flow], spent: Mapping[Pool, Fen]) -> dict[Pool, list[tuple[Money, Fen]]]:
    """Return, for each pool that received eliminated money, under which money its own spending stands, and how much.

    spent: what each pool pays for itself. A receiver spends what it was given itself first; what is beyond that it
    passed on, and the next one's spending stands under the first payer's money. Money that goes round in a circle is
    nobody's: it falls away on all sides and restates nothing.
    """
    amounts: dict[tuple[Pool, Pool], Fen] = {}
    for flow in flows:
        amounts[flow.payer, flow.receiver] = amounts.get((flow.payer, flow.receiver), 0) + flow.amount
    amounts = _without_circles(amounts)
    due: dict[Pool, list[tuple[Money, Fen]]] = {}
    found: dict[Pool, list[tuple[Money, Fen]]] = {}
    for pool in _payers_first(amounts):
        parts = due.get(pool, [])
        own = _taken(parts, spent.get(pool, 0))
        if own:
            found[pool] = own
        for (payer, receiver), amount in amounts.items():
            if payer == pool:
                passed = _taken(parts, amount)
                rest = amount - sum(part for _, part in passed)
                due.setdefault(receiver, []).extend([*passed, *([(pool[2], rest)] if rest else [])])
    return found


def _taken(parts: list[tuple[Money, Fen]], amount: Fen) -> list[tuple[Money, Fen]]:
    """Take an amount, or as much as there is, off the front of some parts and return it."""
    taken = []
    while amount > 0 and parts:
        money, due = parts[0]
        part = min(amount, due)
        taken.append((money, part))
        amount -= part
        if part == due:
            parts.pop(0)
        else:
            parts[0] = money, due - part
    return taken


def _without_circles(amounts: dict[tuple[Pool, Pool], Fen]) -> dict[tuple[Pool, Pool], Fen]:
    """Return the amounts less what goes round in a circle."""
    left = dict(amounts)
    while circle := _circle(left):
        least = min(left[edge] for edge in circle)
        left = {edge: amount - least * (edge in circle) for edge, amount in left.items()}
        left = {edge: amount for edge, amount in left.items() if amount}
    return left


def _circle(amounts: Mapping[tuple[Pool, Pool], Fen]) -> list[tuple[Pool, Pool]]:
    """Return the edges of a circle, none where there is no circle."""
    below: dict[Pool, list[Pool]] = {}
    for payer, receiver in amounts:
        below.setdefault(payer, []).append(receiver)
    done: set[Pool] = set()
    for start, first in below.items():
        path, waiting = [start], {start: list(first)}
        while path:
            here = path[-1]
            if here in done or not waiting[here]:
                done.add(path.pop())
                continue
            following = waiting[here].pop()
            if following in path:
                return list(pairwise([*path[path.index(following) :], following]))
            if following not in done:
                path.append(following)
                waiting[following] = list(below.get(following, ()))
    return []


def _payers_first(amounts: Mapping[tuple[Pool, Pool], Fen]) -> list[Pool]:
    """Return the pools, each after all that pay into it."""
    open_payers: dict[Pool, int] = {}
    for payer, receiver in amounts:
        open_payers.setdefault(payer, 0)
        open_payers[receiver] = open_payers.get(receiver, 0) + 1
    order = [pool for pool, payers in open_payers.items() if not payers]
    for pool in order:
        for payer, receiver in amounts:
            if payer == pool:
                open_payers[receiver] -= 1
                if not open_payers[receiver]:
                    order.append(receiver)
    return order

"""From the cells of published tables back to amounts that reproduce every one of them.

Published tables are views of one set of lines. Starting from the table that shows everything, each further table
divides the amounts more finely (function, then economic class, then source …) so that the sum of each of its cells is
reproduced to the 分. What no table states stays unknown; nothing is assumed beyond what the cells demand.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import field
from itertools import product
from operator import attrgetter
from random import Random

from desktop.dataclass import dataclass
from desktop.findings import Finding, Severity
from desktop.money import LARGEST_FEN, YUAN, Fen
from desktop.published.digits import COARSEST_STEP
from desktop.published.domains import PROPERTIES, Domain, Universe, in_common, outside_of, union, universe_of
from desktop.published.flow import Flow
from desktop.published.outweighed import agreed
from desktop.published.reading import ReadTable, amounts
from desktop.published.stated import StatedTotal, missing_in
from desktop.published.targets import Target, natures_of, targets_of
from desktop.published.usual import is_usual

MOST_STEPS = 10
"""Beyond so many steps a difference is not a rounding tail: the tails of even 300 parts rarely reach it."""
MOST_PAIRS = 1_000_000
"""Amounts times cells of one table beyond which it is no unit's budget; the largest real ones have a tenth."""
BOUNDLESS: Fen = LARGEST_FEN
"""More than any amount, in 分."""


@dataclass(frozen=True, slots=True)
class Piece:
    """An amount (分) and its domain. open: the cells also allow another division (where that was looked for).

    half: by how much, in 分, the printed figure it comes from may differ from what is meant.
    """

    domain: Domain
    amount: Fen
    open: bool = False
    half: Fen = 0


@dataclass(slots=True)
class Rebuilt:
    """The pieces of each side, a finding for each table they refuse. marks: whether open pieces are marked."""

    universe: Universe
    marks: bool = False
    pieces: dict[str, list[Piece]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    refused: list[Target] = field(default_factory=list)


Watch = Callable[[int, int], None]
"""Hears how many divisions of how many have been tried; what it raises ends the search."""
Judge = Callable[[Rebuilt, set[str]], int]
"""Counts the figures that a division of one side misses by a rounding tail; the set: every side that has figures."""


def of_tables(
    tables: list[ReadTable],
    stated: Sequence[StatedTotal] = (),
    watch: Watch | None = None,
    operating: str = "",
    judge: Judge | None = None,
) -> Rebuilt:
    """Return the amounts behind the cells of all tables.

    stated: what sentences say, for sides without a table, and for the sum of tables that have nothing in common.
    operating: whether the unit's public funds count as 机关运行经费, as the unit has it.
    """
    names = {cell.project for table in tables for cell in table.cells if cell.project}
    universe = universe_of(tuple(sorted(names)), operating, natures_of([*amounts(tables), *stated]))
    targets = [target for side in PROPERTIES for target in targets_of(tables, side, universe)]
    targets += missing_in(targets, stated, universe)
    return rebuild(universe, targets, watch=watch, judge=judge)


def rebuild(
    universe: Universe,
    targets: list[Target],
    *,
    marks: bool = False,
    watch: Watch | None = None,
    judge: Judge | None = None,
) -> Rebuilt:
    """Return the amounts that all targets have in common, and which of them contradict the others.

    marks: mark the pieces that the targets would also allow to be divided in another way.
    """
    rebuilt, sides = Rebuilt(universe, marks), {target.side for target in targets}

    def tails(attempt: Rebuilt) -> int:
        return judge(attempt, sides) if judge else 0

    for side in PROPERTIES:
        best = agreed(
            [t for t in targets if t.side == side], lambda few: _best(few, rebuilt, watch, tails), _contradiction
        )
        rebuilt.pieces |= best.pieces
        rebuilt.findings += best.findings
    return rebuilt


RETRIES = 5
"""How often an order is tried, each time with the tables that contradicted the others moved to its front."""
SHUFFLES = 12
"""With how many random orders of amounts and cells the orders of tables are tried again, where none fits without."""
MOST_JUDGED = 12
"""How many divisions without a contradicting table are looked at for one without tails; a misprint has them in all."""
MOST_WORK = 1_000_000
"""How many pairs of an amount and a cell a search looks at: some seconds, whatever the file holds."""


def _best(
    targets: list[Target], empty: Rebuilt, watch: Watch | None = None, tails: Callable[[Rebuilt], int] = lambda _: 0
) -> Rebuilt:
    """Return the attempt with the fewest contradicting tables (these go first in the next try), then fewest tails.

    The search ends where no order can do better: some tables contradict the one that shows everything by themselves.
    """
    best, fewest, work, tried, judged = empty, (len(targets) + 1, 0, 0), 0, 0, 0
    orders = list(_orders(targets))
    for seed, first_order in product(range(SHUFFLES + 1), orders):
        if seed == 1 and first_order is orders[0] and fewest[0] and fewest[0] <= _least(orders, empty):
            break
        shuffler = Random(seed) if seed else None
        order = first_order
        for _ in range(RETRIES):
            attempt, failed = _attempt(order, Rebuilt(empty.universe, empty.marks), shuffler)
            tried += 1
            if watch:
                watch(tried, (SHUFFLES + 1) * len(orders) * RETRIES)
            work += sum(len(target.cells) for target in order) * max(map(len, attempt.pieces.values()), default=1)
            missed = 0 if failed else tails(attempt)
            judged += missed > 0
            if (found := (len(failed), missed, len(attempt.findings))) < fewest:
                best, fewest = attempt, found
            if not failed or failed[0] is order[0]:
                break
            order = [order[0], *failed, *(t for t in order[1:] if not any(t is f for f in failed))]
        if not any(fewest) or (seed and not any(fewest[:2])) or work > MOST_WORK or judged > MOST_JUDGED:
            break
    return best


def _least(orders: list[list[Target]], empty: Rebuilt) -> int:
    """Return how many tables contradict the first one of an order alone, whichever order has the fewest of them."""
    least = []
    for start in {id(order[0]): order for order in orders if order}.values():
        pairs = ([start[0], other] for other in start[1:])
        least.append(sum(bool(_attempt(pair, Rebuilt(empty.universe), None)[1]) for pair in pairs))
    return min(least, default=0)


def _attempt(order: list[Target], rebuilt: Rebuilt, shuffler: Random | None) -> tuple[Rebuilt, list[Target]]:
    """Divide the amounts by each table in turn; return them, and the tables that contradict those before."""
    failed = []
    for number, target in enumerate(order):
        before = _contradictions(rebuilt)
        if shuffler:
            shuffler.shuffle(rebuilt.pieces.get(target.side, []))
        apart = all(in_common(target.within, earlier.within) is None for earlier in order[:number])
        others = rebuilt.pieces.pop(target.side, []) if apart else []  # no table before speaks of the same money
        refine(rebuilt, target, shuffler)
        if others:
            rebuilt.pieces[target.side] = others + rebuilt.pieces.get(target.side, [])
        if _contradictions(rebuilt) > before:
            failed.append(target)
    return rebuilt, failed


def _contradictions(rebuilt: Rebuilt) -> int:
    return sum(finding.severity is Severity.WARNING for finding in rebuilt.findings)


def _orders(targets: list[Target]) -> Iterator[list[Target]]:
    """Yield orders to try: a table that shows all that any does, then those of one part, then the other wide ones.

    A wide table that goes early would divide amounts in a way that a narrow one contradicts. One that prints fewer
    digits (万元 beside 元) follows the more exact ones: it would leave its own tails in their amounts.
    """
    shown = tuple(map(union, zip(*(target.within for target in targets), strict=True)))  # 支出总表 may not be there

    def narrowed_properties(target: Target) -> int:
        return sum(a != b for a, b in zip(target.within, shown, strict=True))

    def most_exact_properties(target: Target) -> int:
        return max((sum(m.bit_count() == 1 for m in domain) for domain, _ in target.cells), default=0)

    def widest_first(target: Target) -> tuple[int, int]:
        return narrowed_properties(target), -len(target.cells)

    wide = sorted(sorted((t for t in targets if not narrowed_properties(t)), key=widest_first), key=attrgetter("half"))
    narrow = [t for t in targets if narrowed_properties(t)]
    narrow.sort(key=lambda t: (-most_exact_properties(t), *widest_first(t)))
    for narrow_order in (sorted(narrow, key=widest_first), narrow):
        for start in wide[:2]:
            yield [start, *sorted((*narrow_order, *(t for t in wide if t is not start)), key=attrgetter("half"))]
    if not wide:
        yield sorted(narrow, key=widest_first)
        yield narrow


def refine(rebuilt: Rebuilt, target: Target, shuffler: Random | None) -> None:
    """Divide the pieces of a side so that each cell of a table is the sum of some; a shuffler varies which division."""
    pieces = rebuilt.pieces.get(target.side)
    if pieces is None:
        first = [Piece(domain, amount, half=target.half) for domain, amount in target.cells if amount]
        if any(0 in piece.domain for piece in first):
            _contradiction(rebuilt, target, "有的金额不可能有，没有采用")
        else:
            rebuilt.pieces[target.side] = first
        return
    if len(pieces) * len(target.cells) > MOST_PAIRS:
        _contradiction(rebuilt, target, "内容过多，没有核对，没有采用")
        return
    cells = _fitted(rebuilt, target, pieces)
    if cells is None:
        return
    if shuffler:
        shuffler.shuffle(cells)
    divided = _divided(pieces, cells, target, rebuilt)
    if divided is None:
        _contradiction(rebuilt, target)
    else:
        rebuilt.pieces[target.side] = divided


def _fitted(rebuilt: Rebuilt, target: Target, pieces: list[Piece]) -> list[tuple[Domain, Fen]] | None:
    """Return the cells, with a rounding tail put on the largest; None where sums differ by more."""
    inside = sum(
        p.amount for p in pieces if in_common(p.domain, target.within) and not outside_of(p.domain, target.within)
    )
    possible = sum(p.amount for p in pieces if in_common(p.domain, target.within))
    stated = sum(amount for _, amount in target.cells)
    cells = list(target.cells)
    gap = inside - stated if stated < inside else min(0, possible - stated)
    if gap and target.half and abs(gap) <= _most(target, pieces):  # `_divided` spreads it within the printed digits
        _note(rebuilt, target, f"四舍五入的尾差 {YUAN.show(abs(gap))} 元在打印的位数以内，由个别项承担")
    elif gap and not target.half and abs(gap) <= _largest_tail(target):
        largest = max(range(len(cells)), key=lambda n: cells[n][1])
        cells[largest] = (cells[largest][0], cells[largest][1] + gap)
        _note(rebuilt, target, f"四舍五入的尾差 {YUAN.show(abs(gap))} 元已并入最大一项")
    elif gap:
        a, b = YUAN.show(stated), YUAN.show(stated + gap)
        _contradiction(rebuilt, target, f"各项之和 {a} 与其他表 {b} 不一致，没有采用")
        return None
    return cells


def _largest_tail(target: Target) -> Fen:
    """Return the largest difference, in 分, that rounding each printed part and their total can make.

    Only parts with money count, and the step is the last digit the file prints, never more than 0.01 万元: a file that
    prints 135 for 135.00 does not round to whole 万元. Above MOST_STEPS it is a difference, however many parts.
    """
    amounts = [amount for _, amount in target.cells if amount]
    step = min(target.step, COARSEST_STEP)
    while step > 1 and any(amount % step for amount in amounts):
        step //= 10
    return min((len(amounts) + 1) // 2, MOST_STEPS) * step if amounts else 0


def _most(target: Target, pieces: list[Piece]) -> Fen:
    """Return the largest difference, in 分, that the printed digits of a table and of what it divides can make."""
    inside = [piece.half for piece in pieces if in_common(piece.domain, target.within)]
    return min(len(target.cells) * target.half + sum(inside), 2 * MOST_STEPS * max(target.half, *inside, 0))


def _divided(
    pieces: list[Piece], cells: list[tuple[Domain, Fen]], target: Target, rebuilt: Rebuilt
) -> list[Piece] | None:
    """Return the pieces divided among the cells and what lies outside the table; None where no division fits."""
    count = len(pieces)
    flow = Flow(3 + count + len(cells))
    sources = [flow.add(0, 3 + number, piece.amount) for number, piece in enumerate(pieces)]
    together, asked = sum(piece.amount for piece in pieces), sum(amount for _, amount in cells)
    short = target.half if asked > together else 0  # what each cell may lack, so that none of them lacks it all
    sinks = [flow.add(3 + count + number, 1, max(amount - short, 0)) for number, (_, amount) in enumerate(cells)]
    sinks.append(flow.add(2, 1, max(together - asked, 0)))
    ways, later = {}, []
    for number, piece in enumerate(pieces):
        for place, (domain, _) in enumerate(cells):
            overlap = in_common(piece.domain, domain)
            if overlap is not None:
                if is_usual(overlap, target.side, rebuilt.universe):
                    ways[number, place] = (flow.add(3 + number, 3 + count + place, BOUNDLESS), overlap)
                else:
                    later.append((number, place, overlap))
    outside = [(n, rest) for n, p in enumerate(pieces) for rest in outside_of(p.domain, target.within)]
    out_ways = [(n, rest, flow.add(3 + n, 2, BOUNDLESS)) for n, rest in outside]
    sent = flow.run()
    for number, place, overlap in later:
        ways[number, place] = (flow.add(3 + number, 3 + count + place, BOUNDLESS), overlap)
    sent += flow.run()
    apart = short or sent != together
    if apart and not (target.half and _within_digits(flow, sources, sinks, pieces, target, short)):
        return None
    used = [  # what a cell takes as it stands is as exact as before
        (n, overlap, way, 0 if overlap == pieces[n].domain else target.half) for (n, _), (way, overlap) in ways.items()
    ]
    used += [(n, rest, way, 0) for n, rest, way in out_ways]
    return _merged(
        Piece(domain, amount, pieces[n].open or (rebuilt.marks and flow.is_free(way)), max(pieces[n].half, half))
        for n, domain, way, half in used
        if (amount := flow.used(way))
    )


def _within_digits(
    flow: Flow, sources: list[int], sinks: list[int], pieces: list[Piece], target: Target, short: Fen
) -> bool:
    """Send what is left within the printed digits; tell whether no piece and no cell differs by more than those.

    sources, sinks: the ways of the pieces, of the cells (each less `short`) and (last) of what lies outside the table.
    """
    cells, outside, count = sinks[:-1], sinks[-1], len(pieces)
    rooms = [flow.add(3 + count + number, 1, target.half + short) for number in range(len(cells))]
    rooms.append(flow.add(2, 1, _most(target, pieces)))
    flow.run()
    flow.close(rooms)
    for number, piece in enumerate(pieces):
        flow.add(0, 3 + number, piece.half)
    flow.run()
    if any(flow.left(way) > piece.half for way, piece in zip(sources, pieces, strict=True)):
        return False
    return all(flow.left(way) <= target.half - short for way in cells) and flow.left(outside) <= _most(target, pieces)


def _merged(pieces: Iterable[Piece]) -> list[Piece]:
    by_domain: dict[Domain, Piece] = {}
    for piece in pieces:
        same = by_domain.get(piece.domain, Piece(piece.domain, 0))
        opened, half = same.open or piece.open, max(same.half, piece.half)
        by_domain[piece.domain] = Piece(piece.domain, same.amount + piece.amount, opened, half)
    return list(by_domain.values())


def _note(rebuilt: Rebuilt, target: Target, message: str) -> None:
    rebuilt.findings.append(Finding("上年", Severity.INFO, f"{target.title}：{message}", target.place))


def _contradiction(rebuilt: Rebuilt, target: Target, message: str = "与其他表对不上，没有采用") -> None:
    rebuilt.refused.append(target)
    rebuilt.findings.append(Finding("上年", Severity.WARNING, f"{target.title}：{message}", target.place))

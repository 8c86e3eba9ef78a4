"""From the cells of published tables back to amounts that reproduce every one of them.

Published tables are views of one set of lines. Starting from the table that shows everything, each further table
divides the amounts more finely (function, then economic class, then source …) so that the sum of each of its cells is
reproduced to the 分. What no table states stays unknown; nothing is assumed beyond what the cells demand.
"""

from collections.abc import Iterable, Iterator
from dataclasses import field
from itertools import product
from operator import and_
from random import Random

from desktop.catalog.crosswalk import USUAL_FUNCTION
from desktop.catalog.measures import Filter
from desktop.dataclass import dataclass
from desktop.findings import Finding, Place, Severity
from desktop.layouts.form.spec import BlockSpec, ColumnSpec, RowSpec
from desktop.ledger.vocabulary import Nature
from desktop.money import YUAN, Fen
from desktop.published.domains import PROPERTIES, Domain, Universe, union
from desktop.published.flow import Flow
from desktop.published.reading import ReadCell, ReadTable

COARSEST_STEP: Fen = 10_000
"""0.01 万元 in 分: no coarser digit is taken for the last one printed."""

MOST_STEPS = 10
"""Beyond so many steps a difference is not a rounding tail: the tails of even 300 parts rarely reach it."""


@dataclass(frozen=True, slots=True)
class Piece:
    """An amount (分) and its domain. open: the cells also allow another division (where that was looked for)."""

    domain: Domain
    amount: Fen
    open: bool = False


@dataclass(slots=True)
class Rebuilt:
    """The pieces of each side, and a finding for each contradicting table. marks: whether open pieces are marked."""

    universe: Universe
    marks: bool = False
    pieces: dict[str, list[Piece]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Target:
    """The amounts of one side (支出, 收入 …) that a table prints.

    within: the domain the table covers. cells: the domain and the amount in 分 of each cell. step: the 分 of its last
    printed digit.
    """

    title: str
    place: Place
    side: str
    within: Domain
    cells: tuple[tuple[Domain, Fen], ...]
    step: Fen


def of_tables(tables: list[ReadTable]) -> Rebuilt:
    """Return the amounts behind the cells of all tables."""
    names = {cell.project for table in tables for cell in table.cells if cell.project}
    universe = Universe(tuple(sorted(names)))
    return rebuild(universe, [target for side in PROPERTIES for target in _targets(tables, side, universe)])


def rebuild(universe: Universe, targets: list[Target], *, marks: bool = False) -> Rebuilt:
    """Return the amounts that all targets have in common, and which of them contradict the others.

    marks: mark the pieces that the targets would also allow to be divided in another way.
    """
    rebuilt = Rebuilt(universe, marks)
    for side in PROPERTIES:
        best = _best([t for t in targets if t.side == side], rebuilt, universe.all(side))
        rebuilt.pieces |= best.pieces
        rebuilt.findings += best.findings
    return rebuilt


RETRIES = 5
"""How often an order is tried, each time with the tables that contradicted the others moved to its front."""

SHUFFLES = 12
"""With how many random orders of amounts and cells the orders of tables are tried again, where none fits without."""


def _best(targets: list[Target], empty: Rebuilt, everything: Domain) -> Rebuilt:
    """Return the attempt with the fewest contradicting tables (these go first in the next try), then fewest tails."""
    best, fewest = empty, (len(targets) + 1, 0)
    for seed, first_order in product(range(SHUFFLES + 1), list(_orders(targets, everything))):
        shuffler = Random(seed) if seed else None
        order = first_order
        for _ in range(RETRIES):
            attempt, failed = _attempt(order, Rebuilt(empty.universe, empty.marks), shuffler)
            if (found := (len(failed), len(attempt.findings))) < fewest:
                best, fewest = attempt, found
            if not failed or failed[0] is order[0]:
                break
            order = [order[0], *failed, *(t for t in order[1:] if not any(t is f for f in failed))]
        if fewest == (0, 0) or (seed and not fewest[0]):
            break
    return best


def _attempt(order: list[Target], rebuilt: Rebuilt, shuffler: Random | None) -> tuple[Rebuilt, list[Target]]:
    """Divide the amounts by each table in turn; return them, and the tables that contradict those before."""
    failed = []
    for target in order:
        before = _contradictions(rebuilt)
        if shuffler:
            shuffler.shuffle(rebuilt.pieces.get(target.side, []))
        _refine(rebuilt, target, shuffler)
        if _contradictions(rebuilt) > before:
            failed.append(target)
    return rebuilt, failed


def _contradictions(rebuilt: Rebuilt) -> int:
    return sum(finding.severity is Severity.WARNING for finding in rebuilt.findings)


def _orders(targets: list[Target], everything: Domain) -> Iterator[list[Target]]:
    """Yield orders to try: a table that shows everything, then those of one part, then the other wide ones.

    A wide table that goes early would divide amounts in a way that a narrow one contradicts.
    """

    def narrowed_properties(target: Target) -> int:
        return sum(a != b for a, b in zip(target.within, everything, strict=True))

    def most_exact_properties(target: Target) -> int:
        return max((sum(m.bit_count() == 1 for m in domain) for domain, _ in target.cells), default=0)

    def widest_first(target: Target) -> tuple[int, int]:
        return narrowed_properties(target), -len(target.cells)

    wide = sorted((t for t in targets if not narrowed_properties(t)), key=widest_first)
    narrow = [t for t in targets if narrowed_properties(t)]
    narrow.sort(key=lambda t: (-most_exact_properties(t), *widest_first(t)))
    for narrow_order in (sorted(narrow, key=widest_first), narrow):
        for start in wide[:2]:
            yield [start, *narrow_order, *(t for t in wide if t is not start)]
    if not wide:
        yield narrow


def _targets(tables: list[ReadTable], side: str, universe: Universe) -> list[Target]:
    """Return a target for each block of each table that prints a side; a list without rows states that it is 0."""
    targets = []
    for table in tables:
        spec = table.recognised.spec
        for number, block in enumerate(spec.blocks):
            cells = [c for c in table.cells if c.block == number and c.leaf and universe.sides(c.where) == [side]]
            used = {cell.row for cell in cells}
            lists = [r for r in block.rows if r.kind in ("tree", "records")]
            rows = [r for r in block.rows if r in lists or r.id in used]
            rows = [r for r in rows if universe.sides((*spec.where, *r.where)) == [side]]
            full = table.recognised.full_block(number)
            columns = [c for c in full.columns if c.kind == "amount" and c.value == "this" and _parts_column(full, c)]
            if (columns and any(r in lists for r in rows)) or cells:
                within = _within(universe, side, spec.where, rows, columns)
                targets.append(_target(table, side, cells, within, universe))
            for cell in table.cells:
                if cell.block == number and cell.alone and universe.sides(cell.where) == [side]:
                    targets.append(_target(table, side, [cell], _domain(universe, side, cell), universe))
    return targets


def _parts_column(block: BlockSpec, column: ColumnSpec) -> bool:
    named = {name for other in block.columns for name in other.sum_of}
    return not column.sum_of and (not named or column.id in named)


def _target(table: ReadTable, side: str, cells: list[ReadCell], within: Domain, universe: Universe) -> Target:
    spec, source = table.recognised.spec, table.recognised.source
    style = spec.style or table.recognised.form.table_style
    domains = tuple((_domain(universe, side, cell), cell.amount) for cell in cells)
    return Target(spec.title, Place(file=source.file, sheet=source.sheet), side, within, domains, style.step)


def _within(universe: Universe, side: str, where: Filter, rows: list[RowSpec], columns: list[ColumnSpec]) -> Domain:
    """Return the domain a block covers: the table's filter, narrowed to what its rows and its columns cover.

    A list of codes names only codes with money, yet speaks for all of them.
    """
    limits = universe.domain(side, where)
    for group in (rows, columns):
        if group:
            together = [universe.domain(side, part.where) for part in group]
            limits = tuple(
                limit & union(masks) for limit, masks in zip(limits, zip(*together, strict=True), strict=True)
            )
    return limits


def _domain(universe: Universe, side: str, cell: ReadCell) -> Domain:
    return universe.domain(side, cell.where, cell.project or None)


def _overlap(a: Domain, b: Domain) -> Domain | None:
    """Return what two domains have in common, None where they have nothing."""
    overlap = tuple(map(and_, a, b))
    return None if 0 in overlap else overlap


def _outside(piece: Domain, within: Domain) -> list[Domain]:
    """Return the parts of a domain that a table does not cover, as disjoint domains."""
    if _overlap(piece, within) is None:
        return [piece]
    parts = []
    inside = list(piece)
    for position, (mask, limit) in enumerate(zip(piece, within, strict=True)):
        outside = mask & ~limit
        if outside:
            parts.append((*inside[:position], outside, *piece[position + 1 :]))
        inside[position] = mask & limit
    return parts


def _refine(rebuilt: Rebuilt, target: Target, shuffler: Random | None) -> None:
    """Divide the pieces of a side so that each cell of a table is the sum of some; a shuffler varies which division."""
    pieces = rebuilt.pieces.get(target.side)
    if pieces is None:
        rebuilt.pieces[target.side] = [Piece(domain, amount) for domain, amount in target.cells if amount]
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
        p.amount for p in pieces if _overlap(p.domain, target.within) and not _outside(p.domain, target.within)
    )
    possible = sum(p.amount for p in pieces if _overlap(p.domain, target.within))
    stated = sum(amount for _, amount in target.cells)
    cells = list(target.cells)
    gap = inside - stated if stated < inside else min(0, possible - stated)
    if gap and abs(gap) <= _largest_tail(target):
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


def _divided(
    pieces: list[Piece], cells: list[tuple[Domain, Fen]], target: Target, rebuilt: Rebuilt
) -> list[Piece] | None:
    """Return the pieces divided among the cells and what lies outside the table; None where no division fits."""
    count = len(pieces)
    flow = Flow(3 + count + len(cells))
    for number, piece in enumerate(pieces):
        flow.add(0, 3 + number, piece.amount)
    for number, (_, amount) in enumerate(cells):
        flow.add(3 + count + number, 1, amount)
    flow.add(2, 1, sum(p.amount for p in pieces) - sum(amount for _, amount in cells))
    ways, later = {}, []
    for number, piece in enumerate(pieces):
        for place, (domain, _) in enumerate(cells):
            overlap = _overlap(piece.domain, domain)
            if overlap is not None:
                if _usual(overlap, target.side, rebuilt.universe):
                    ways[number, place] = (flow.add(3 + number, 3 + count + place, piece.amount), overlap)
                else:
                    later.append((number, place, overlap))
    outside = [(n, rest) for n, p in enumerate(pieces) for rest in _outside(p.domain, target.within)]
    out_ways = [(n, rest, flow.add(3 + n, 2, pieces[n].amount)) for n, rest in outside]
    sent = flow.run()
    for number, place, overlap in later:
        ways[number, place] = (flow.add(3 + number, 3 + count + place, pieces[number].amount), overlap)
    sent += flow.run()
    if sent != sum(p.amount for p in pieces):
        return None
    used = [(n, overlap, way) for (n, _), (way, overlap) in ways.items()] + out_ways
    return _merged(
        Piece(domain, amount, pieces[n].open or (rebuilt.marks and flow.is_free(way)))
        for n, domain, way in used
        if (amount := flow.used(way))
    )


def _merged(pieces: Iterable[Piece]) -> list[Piece]:
    by_domain: dict[Domain, Piece] = {}
    for piece in pieces:
        same = by_domain.get(piece.domain, Piece(piece.domain, 0))
        by_domain[piece.domain] = Piece(piece.domain, same.amount + piece.amount, same.open or piece.open)
    return list(by_domain.values())


def _usual(domain: Domain, side: str, universe: Universe) -> bool:
    """Tell whether function, nature and economic class usually go together.

    Contributions have functions of their own; wages are 人员, goods and services 公用.
    """
    if side != "支出":
        return True
    names = PROPERTIES[side]
    functions = universe.values("function", domain[names.index("function")])
    economics = universe.values("economic", domain[names.index("economic")])
    natures = universe.values("nature", domain[names.index("nature")])
    if natures in ([Nature.PERSONNEL], [Nature.PUBLIC]):
        of_people = {code.startswith(("301", "303")) for code in economics}
        if of_people == {natures == [Nature.PUBLIC]}:  # wages out of 公用, or goods out of 人员
            return False
    if len(functions) > 1 or len(economics) > 1:
        return True
    wanted = USUAL_FUNCTION.get(economics[0])
    special = functions[0].startswith(tuple(USUAL_FUNCTION.values()))
    return functions[0].startswith(wanted) if wanted else not special


def _note(rebuilt: Rebuilt, target: Target, message: str) -> None:
    rebuilt.findings.append(Finding("上年", Severity.INFO, f"{target.title}：{message}", target.place))


def _contradiction(rebuilt: Rebuilt, target: Target, message: str = "与其他表对不上，没有采用") -> None:
    rebuilt.findings.append(Finding("上年", Severity.WARNING, f"{target.title}：{message}", target.place))

"""Which sums that fail are errors, and which only show that a table was not understood.

A sum is one case of a claim: that a row is the sum of certain rows (in each column), or a column that of certain
columns (in each row). The table itself bears a claim out where it holds elsewhere; a slip of the pen, the right amount
in another place or a cell that mends a row and a column alike do so too. What nothing bears out, and what another
reading of the same table fulfils, is not checked.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate, combinations

from desktop.audit.interval import ZERO, Interval
from desktop.audit.tables import judging, labels, three_public
from desktop.audit.tables.cells import Figure
from desktop.audit.tables.grids import Grid, Half
from desktop.audit.tables.judging import Judged, Name
from desktop.audit.tables.standing import Standing
from desktop.audit.tables.sums import Place, Reading, is_sum
from desktop.dataclass import dataclass

LEAST, FEW = 2, 4
"""Parts of a total that anybody adds up at a glance."""
SURE = 2
"""So many times more sums of a tree must hold than fail before it is the tree of the table."""
TIMES = (2, 3)
"""How often a reading counts all money that takes headings and their parts for rows beside each other."""
LONGEST = 3
"""Rows or columns beside each other that a reading may have left out."""
LISTED = 30
"""Rows of a list that is added up though nothing else bears its total out."""
EXACT = 20
"""A difference is told from the rounding of its parts where it is so many times larger."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What the columns of a row, or the rows of a column, say of one structure.

    holding: the cases that hold as the failing ones are read.
    """

    holding: tuple[Judged, ...]
    failing: tuple[Judged, ...]

    @property
    def corroborated(self) -> bool:
        """Tell whether it holds at least as often as it fails."""
        return len(self.holding) >= len(self.failing)


Claims = dict[Name, Claim]


def errors(grid: Grid, judged: Sequence[Judged], standing: Standing) -> list[Judged]:
    """Return the failing sums of a table that are errors of it."""
    cases: dict[Name, list[Judged]] = {}
    for each in judged:
        single = each.sum.kind == "across" and len(each.nearest) < 2
        if each.touched and each.readable and not each.heading and not single and not _undivided(each):
            cases.setdefault(each.name, []).append(each)
    known = {name: _claim(several) for name, several in cases.items()}
    figures = {id(half): judging.figures_of(half) for half in grid.halves}
    failing = {name: claim for name, claim in known.items() if claim.failing}
    sure = {name for name, claim in failing.items() if _of_codes(claim, known) or _listed(grid, claim)}
    read = {
        name: claim if name in sure or _stands(grid, claim, standing) else _read_best(claim, figures)
        for name, claim in failing.items()
    }
    mended = _mended(read)
    return [
        each
        for name, claim in read.items()
        for each in claim.failing
        if name in sure
        or claim.corroborated
        or id(each) in mended
        or _clear(each, claim, known)
        or _borne_out(grid, each, claim, standing)
    ]


def _undivided(judged: Judged) -> bool:
    """Tell whether a total has an amount in a column in which no part with a name has any: it is not divided there."""
    half = judged.sum.half
    named = {row.number for row in half.rows if row.label or row.code}
    parts = [place for _, place in judged.nearest if place[0] in named]
    return bool(_total(judged).fen) and not judged.value.fen and all(_figure(half, place).blank for place in parts)


def _claim(several: list[Judged]) -> Claim:
    failing = tuple(each for each in several if not each.holds)
    ways = {each.lines for each in failing}
    return Claim(tuple(each for each in several if each.holds and (not ways or each.lines in ways)), failing)


def _borne_out(grid: Grid, judged: Judged, claim: Claim, standing: Standing) -> bool:
    """Tell whether something else than other cases of its claim shows a failing sum to be an error."""
    if not claim.holding and all(not each.value.fen or _counts_twice(each) for each in claim.failing):
        return False
    if all(map(_slipped, claim.failing)):
        return True
    return _mended_elsewhere(grid, judged, standing) or _plain_list(claim)


def _clear(judged: Judged, claim: Claim, known: Claims) -> bool:
    """Tell whether a total of a few parts can be read in no other way: it is called a total, or its like hold."""
    kind, half = judged.sum.kind, judged.sum.half
    parts = [place for _, place in judged.nearest if not _figure(half, place).blank]
    if len(parts) < LEAST or _counted(judged) > FEW or len(claim.failing) > 2:
        return False
    if all(map(_counts_twice, claim.failing)):
        return False
    column = judged.sum.total[1]
    filled = sum(not row.figures[column].blank and row.figures[column].value != ZERO for row in half.rows)
    if kind != "across" and max(filled - 1, *(_amounts(half, each) for each in judged.sum.readings)) > 2 * FEW:
        return False
    label = next(row.label for row in half.rows if row.number == judged.sum.total[0])
    if kind != "half" or is_sum(label) or three_public.item(label):
        return True
    like = (each for name, other in known.items() if name[:2] == (kind, id(half)) for each in other.holding)
    return any(sum(not _figure(half, place).blank for _, place in each.nearest) > 1 for each in like)


def _counted(judged: Judged) -> int:
    """Return how many parts of a sum have an amount: rows of 0 make it no harder to read."""
    return _amounts(judged.sum.half, judged.nearest)


def _amounts(half: Half, reading: Reading) -> int:
    figures = (_figure(half, place) for _, place in reading)
    return sum(not figure.blank and figure.value != ZERO for figure in figures)


def _plain_list(claim: Claim) -> bool:
    """Tell whether a total stands over or under all rows of a list of names, none of which can be part of another."""
    judged = claim.failing[0]
    rows = [row for row in judged.sum.half.rows if any(not figure.blank for figure in row.figures.values())]
    others = [row for row in rows if row.number != judged.sum.total[0]]
    names = [labels.bare(row.label) for row in others]
    plain = all(name and not labels.numbering(name) and "小计" not in name for name in names)
    if judged.sum.kind != "total" or len(claim.failing) > 2 or len(others) > LISTED or not plain:
        return False
    same = {place[0] for _, place in judged.nearest} == {row.number for row in others}
    return same and len(set(names)) == len(names) and not any(map(_some_left_out, claim.failing))


def _some_left_out(judged: Judged) -> bool:
    """Tell whether a sum holds without up to three of its parts."""
    off = judged.value - _total(judged)
    values = [_figure(judged.sum.half, place).value or ZERO for _, place in judged.nearest]
    several = (each for count in (1, 2, 3) for each in combinations(values, count))
    return any(abs(sum(value.fen for value in each) - off.fen) <= off.half for each in several)


def _of_codes(claim: Claim, known: Claims) -> bool:
    """Tell whether a sum is one of a tree of codes of which most sums hold."""
    judged = claim.failing[0]
    half = judged.sum.half
    codes = {row.number: row.code for row in half.rows}
    own = codes[judged.sum.total[0]]
    if judged.sum.kind != "tree" or not own or not all(codes[at].startswith(own) for _, (at, _) in judged.nearest):
        return False
    trees = [claim for name, claim in known.items() if name[:2] == ("tree", id(half))]
    holding = sum(len(claim.holding) for claim in trees)
    return holding > 1 and holding >= SURE * sum(len(claim.failing) for claim in trees)


def _listed(grid: Grid, claim: Claim) -> bool:
    """Tell whether the parts of a total are a list that the table itself numbers: 1, 2, 3 … beside each."""
    judged = claim.failing[0]
    if judged.sum.kind == "across" or len(judged.nearest) < LONGEST:
        return False
    read = {at for _, (at, _) in judged.nearest} | {judged.sum.total[0]}
    if any(row.number not in read and not row.figures[judged.sum.total[1]].blank for row in judged.sum.half.rows):
        return False
    rows = [grid.table.rows[at] for _, (at, _) in judged.nearest]
    numbers = [str(n) for n in range(1, len(rows) + 1)]
    return any([row[column].strip() for row in rows] == numbers for column in judged.sum.half.others)


def _stands(grid: Grid, claim: Claim, standing: Standing) -> bool:
    """Tell whether another place states what the parts come to, and none what the total says."""
    judged = claim.failing[0]
    row = next(row for row in judged.sum.half.rows if row.number == judged.sum.total[0])
    right, printed = (standing.in_text(v) or standing.in_row(grid, row, v) for v in (judged.value, _total(judged)))
    return len(claim.failing) == 1 and right and not printed


def _figure(half: Half, place: Place) -> Figure:
    return next(row for row in half.rows if row.number == place[0]).figures[place[1]]


def _total(judged: Judged) -> Interval:
    return _figure(judged.sum.half, judged.sum.total).value or ZERO


def _counts_twice(judged: Judged) -> bool:
    total = _total(judged)
    return any((total * times).meets(judged.value) for times in TIMES)


def _slipped(judged: Judged) -> bool:
    """Tell whether a total and its parts differ by one digit, or by two digits turned."""
    total = _total(judged)
    off, slack = abs(total.fen - judged.value.fen), total.half + judged.value.half
    if off < EXACT * slack:
        return False
    first = Decimal(1).scaleb(off.adjusted())
    return any(abs(off - step * k) <= slack for step in (first, first * 9 / 10, first * 9) for k in range(1, 10))


def _mended_elsewhere(grid: Grid, judged: Judged, standing: Standing) -> bool:
    """Tell whether the amount with which the sum would hold stands in another place, for the total or one part."""
    rows = {row.number: row for row in judged.sum.half.rows}
    for place, value in _corrections(judged):
        if place != judged.sum.total and value.fen == _total(judged).fen:
            continue  # a single part would be the total itself
        few = place == judged.sum.total or _counted(judged) <= FEW
        row = rows[place[0]]
        if standing.in_row(grid, row, value) or (few and standing.in_text(value)) or standing.named(row, value):
            return True
    return False


def _corrections(judged: Judged) -> Iterator[tuple[Place, Interval]]:
    """Yield each cell of a sum with the amount that alone would make it hold."""
    yield judged.sum.total, judged.value
    rest = _total(judged) - judged.value
    for sign, place in judged.nearest:
        own = _figure(judged.sum.half, place).value or ZERO
        yield place, Interval(own.fen + sign * rest.fen, own.half)


def _mended(claims: Claims) -> set[int]:
    """Return the failing sums, by id, of which a cell mends two alike: of a row and a column, or as total and as part.

    Where it is a row and a column that only meet in their totals, one of the two must hold in other cases.
    """
    by_place: dict[Place, list[tuple[Judged, Claim, Interval]]] = {}
    for claim in claims.values():
        for each in claim.failing:
            for place, value in _corrections(each):
                by_place.setdefault(place, []).append((each, claim, value))
    found: set[int] = set()
    for place, several in by_place.items():
        for (first, own, value), (other, others, same) in combinations(several, 2):
            chained = (place == first.sum.total) != (place == other.sum.total)
            if own is not others and value.meets(same) and (chained or own.holding or others.holding):
                found |= {id(first), id(other)}
    return found


def _read_best(claim: Claim, figures: dict[int, judging.Figures]) -> Claim:
    """Return a claim as it is read so that it fails least: with some parts left out, or with others counted too."""
    first = claim.failing[0]
    half = first.sum.half
    across = first.sum.kind == "across"
    lines = list(half.columns) if across else [row.number for row in half.rows]
    read = {line for _, line in first.lines}
    used, unused = ([line for line in lines if (line in read) is wanted] for wanted in (True, False))
    unused = [line for line in unused if line != first.sum.total[across]]
    cases = (*claim.failing, *claim.holding)
    at = {line: [_cell(each, line, figures[id(half)], across=across) for each in cases] for line in lines}
    failing = [(fails, -1, run) for run, fails in _runs(cases, used, at, -1, len(used) - 1)]
    failing += [(fails, 1, run) for run, fails in _runs(cases, unused, at, 1, LONGEST)]
    fails, sign, (start, end) = min(failing, key=lambda each: each[0], default=(len(claim.failing), 0, (0, 0)))
    if fails >= len(claim.failing):
        return claim
    run = (used if sign < 0 else unused)[start:end]
    moved = {(part, line) for line in run for part in ((1, -1) if sign < 0 else (1,))}
    again = (first.lines - moved) if sign < 0 else (first.lines | moved)
    other = _claim([judging.under(each, again, figures[id(half)]) for each in cases])
    return other if other.corroborated else claim


def _cell(judged: Judged, line: int, figures: judging.Figures, *, across: bool) -> Interval:
    row, column = judged.sum.total
    return (figures[row][line] if across else figures[line][column]).value or ZERO


def _runs(
    cases: Sequence[Judged], lines: list[int], at: dict[int, list[Interval]], sign: int, longest: int
) -> Iterator[tuple[tuple[int, int], int]]:
    """Yield each run of lines, and how many cases fail with these parts left out (sign -1) or counted too (1)."""
    ways = [(_total(each), each, _sums([at[line][number] for line in lines])) for number, each in enumerate(cases)]
    for start in range(len(lines)):
        for end in range(start + 1, min(start + longest, len(lines)) + 1):
            found = 0
            for total, each, (fens, halves) in ways:
                apart = abs(total.fen - each.value.fen - sign * (fens[end] - fens[start]))
                room = total.half + each.value.half + halves[end] - halves[start]
                found += apart > room or (not each.holds and not total.fen)
            yield (start, end), found


def _sums(of: list[Interval]) -> tuple[list[Decimal], list[Decimal]]:
    """Return what amounts come to up to each of them, and by how much that may differ."""
    zero = Decimal(0)
    fens, halves = (accumulate(sizes, initial=zero) for sizes in ((v.fen for v in of), (v.half for v in of)))
    return list(fens), list(halves)

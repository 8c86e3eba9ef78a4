"""The same amount in several places of a document: which statements of one meaning contradict each other."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from desktop.audit.interval import Interval
from desktop.audit.tables.meanings import Key, Statement
from desktop.dataclass import dataclass

TEN_THOUSAND = 10_000


@dataclass(frozen=True, slots=True)
class Clash:
    """Two statements of one meaning that cannot both be true: the one that stands alone, and what the others say."""

    odd: Statement
    other: Statement
    by_unit: bool


def by_key(found_in: Iterable[Statement]) -> dict[Key, list[Statement]]:
    """Return the statements of each meaning, unreadable ones left out."""
    found: dict[Key, list[Statement]] = {}
    for each in found_in:
        if each.figure.value is not None:
            found.setdefault(each.key, []).append(each)
    single = {key: _whole_rows(statements) for key, statements in found.items()}
    return {key: statements for key, statements in single.items() if statements}


def _whole_rows(statements: list[Statement]) -> list[Statement]:
    """Leave out rows of which a column has several with different amounts: each is only a part."""
    rows: dict[tuple[int, int], list[Statement]] = {}
    for each in statements:
        rows.setdefault((each.grid.index, each.column), []).append(each)
    parts = {place for place, several in rows.items() if len({value_of(each).fen for each in several}) > 1}
    return [each for each in statements if each.flavour or (each.grid.index, each.column) not in parts]


def comparable(statements: list[Statement]) -> bool:
    """Tell whether several tables (or sides of one) state the same, and not only that there is nothing."""
    return len({(each.grid.index, id(each.half)) for each in statements}) > 1


def clashes(statements: list[Statement]) -> Iterator[Clash]:
    """Yield each statement that contradicts the others: what most of them say counts as theirs."""
    if any(kind == "project" for kind, _ in statements[0].key):
        statements = _single(statements)
    for flavour in ("本年", "总计"):
        yield from _odd_ones([each for each in statements if each.flavour == flavour])
    plain = [each for each in statements if not each.flavour]
    yield from _odd_ones(plain)
    flavoured = [each for each in statements if each.flavour]
    if not flavoured:
        return
    for each in plain:
        if not any(_agree(each, other) for other in flavoured) and _is_usual(each, plain):
            yield Clash(each, flavoured[-1], _by_unit(each, flavoured[-1]))


def _single(statements: list[Statement]) -> list[Statement]:
    """Leave out projects that a table names several times: their rows are parts."""
    count = Counter(each.grid.index for each in statements)
    return [each for each in statements if count[each.grid.index] == 1]


def _odd_ones(statements: list[Statement]) -> Iterator[Clash]:
    if len(statements) < 2:
        return
    agreeing = [sum(_agree(each, other) for other in statements) for each in statements]
    usual = statements[agreeing.index(max(agreeing))]
    for each in statements:
        if not _agree(each, usual) and (each.grid.index, id(each.half)) != (usual.grid.index, id(usual.half)):
            yield Clash(each, usual, _by_unit(each, usual))


def _is_usual(each: Statement, others: list[Statement]) -> bool:
    return 2 * sum(_agree(each, other) for other in others) >= len(others)


def _agree(left: Statement, other: Statement) -> bool:
    return value_of(left).meets(value_of(other))


def _by_unit(left: Statement, other: Statement) -> bool:
    """Tell whether two amounts are the same number in 元 and 万元."""
    small, large = sorted((value_of(left), value_of(other)), key=lambda value: abs(value.fen))
    scaled = small * TEN_THOUSAND
    return small.fen != 0 and scaled.meets(large)


CURRENT = re.compile(r"当年|本年|不含")
"""Words in a table's title that leave out what was carried over."""


def other_scope(clash: Clash, meanings: dict[Key, list[Statement]]) -> bool:
    """Tell whether one table holds money carried over (上年结转) that the other leaves out, and that may be the rest.

    It says so in its title, or the totals of the two differ by exactly what was carried over.
    """
    small, big = sorted((clash.odd, clash.other), key=lambda each: value_of(each).fen)
    rest = value_of(big) - value_of(small)
    carried = [value_of(each) for key, cells in meanings.items() if ("carry", "结转") in key for each in cells]
    enough = [each for each in carried if each.fen and rest.fen - rest.half <= each.fen + each.half]
    if not enough:
        return False
    by_title = CURRENT.search(small.grid.title) is not None and CURRENT.search(big.grid.title) is None
    less, more = (_totals(each, meanings) for each in (small, big))
    return by_title or any((b - a).meets(each) and (b - a).fen for a in less for b in more for each in enough)


def _totals(of: Statement, meanings: dict[Key, list[Statement]]) -> list[Interval]:
    """Return the totals that the table of a statement prints of all its spending, or of one fund."""
    found = [
        (each, {kind for kind, _ in key} <= {"side", "fund"} and ("side", "支出") in key)
        for key, cells in meanings.items()
        for each in cells
    ]
    return [value_of(each) for each, total in found if total and each.grid is of.grid]


def value_of(cell: Statement) -> Interval:
    """Return the amount of a statement that can be read."""
    assert cell.figure.value is not None
    return cell.figure.value

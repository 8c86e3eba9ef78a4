"""Domains: which values each property of an amount may still have, as bit masks over the classifications.

A table's cell says "function 20805…, general budget, basic": every property is a set of values. Narrowing is `&`.
"""

from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from operator import and_

from desktop.catalog.classification import LEVEL_LENGTHS, load
from desktop.catalog.measures import CODE_DIMENSIONS, SIDES, Filter
from desktop.ledger.vocabulary import Carry, Fund, Nature, ProcurementKind

PROPERTIES = {
    "支出": ("function", "economic", "government", "nature", "fund", "carry", "project"),
    "收入": ("fund", "carry"),
    "采购": ("procurement", "fund", "service"),
    "结转下年": ("fund",),
}
"""What an amount of each side is made of."""

USUAL_NATURES = (str(Nature.PERSONNEL), str(Nature.PUBLIC), str(Nature.PROJECT))
"""The natures every unit spends by; the others (经营支出 …) a file has only where it names them with an amount."""

UNTOLD = frozenset({"year", "unit", "subsource", "carry", "project", "service"})
"""What amounts may have besides their properties, and tables do not tell of. All else that is no property of a side
its amounts have not: money for next year is neither 人员 nor 公用.
"""

EXPECTED_SIDES = ("支出", "收入", "采购")
"""The sides whose silence in a file must be said; money for next year (结转下年) is often none."""

Domain = tuple[int, ...]
"""One mask for each property of the side, in order."""


def union(masks: Iterable[int]) -> int:
    """Return the values (or lines) that any of several bit masks holds."""
    together = 0
    for mask in masks:
        together |= mask
    return together


def in_common(a: Domain, b: Domain) -> Domain | None:
    """Return what two domains have in common, None where they have nothing."""
    both = tuple(map(and_, a, b))
    return None if 0 in both else both


def outside_of(piece: Domain, within: Domain) -> list[Domain]:
    """Return the parts of a domain that a table does not cover, as disjoint domains."""
    if in_common(piece, within) is None:
        return [piece]
    parts = []
    inside = list(piece)
    for position, (mask, limit) in enumerate(zip(piece, within, strict=True)):
        more = mask & ~limit
        if more:
            parts.append((*inside[:position], more, *piece[position + 1 :]))
        inside[position] = mask & limit
    return parts


class Universe:
    """All values of every property; project names are those the file lists, natures those it may have (none: all).

    operating: whether the unit's public funds count as 机关运行经费, as the unit has it: of one that does not count,
    what a file prints under that name is no part of its amounts.
    """

    def __init__(self, projects: tuple[str, ...], operating: str = "", natures: tuple[str, ...] = ()) -> None:
        self._operating = operating
        self._values: dict[str, tuple[str, ...]] = {
            "nature": natures or tuple(str(n.value) for n in Nature),
            "fund": tuple(str(f.value) for f in Fund),
            "carry": tuple(str(c.value) for c in Carry),
            "procurement": tuple(str(k.value) for k in ProcurementKind),
            "service": ("", "是"),
            "project": ("", *projects, OTHER_PROJECT),
        }
        for dimension in CODE_DIMENSIONS:
            self._values[dimension] = _leaves(dimension)
        self._masks: dict[tuple[str, tuple[str, ...]], int] = {}
        self._domains: dict[tuple[str, Filter, str | None], Domain] = {}
        self._allowed: dict[tuple[str, int], tuple[str, ...]] = {}

    def all(self, side: str) -> Domain:
        """Return the domain that knows nothing yet."""
        return tuple((1 << len(self._values[name])) - 1 for name in PROPERTIES[side])

    def sides(self, where: Filter) -> list[str]:
        """Return the sides a filter lets through."""
        named = [set(patterns) for dimension, patterns in where if dimension == "side"]
        return [side for side in SIDES if all(side in patterns for patterns in named)]

    def domain(self, side: str, where: Filter, project: str | None = None) -> Domain:
        """Return a filter as a domain of a side, one that holds nothing where no amount of it can pass."""
        key = (side, where, project)
        if key not in self._domains:
            self._domains[key] = self._make_domain(side, where, project)
        return self._domains[key]

    def _make_domain(self, side: str, where: Filter, project: str | None) -> Domain:
        masks = list(self.all(side))
        names = PROPERTIES[side]
        for dimension, patterns in where:
            if dimension in names:
                masks[names.index(dimension)] &= self._mask(dimension, patterns)
            elif dimension not in ("side", *UNTOLD):
                value = self._operating if dimension == "operating" else ""
                if not _lets_through(patterns)(value):
                    return (0,) * len(names)
        if project is not None and "project" in names:
            masks[names.index("project")] &= self._mask("project", (project,))
        return tuple(masks)

    def _mask(self, dimension: str, patterns: tuple[str, ...]) -> int:
        key = (dimension, patterns)
        if key not in self._masks:
            self._masks[key] = self._make_mask(dimension, patterns)
        return self._masks[key]

    def _make_mask(self, dimension: str, patterns: tuple[str, ...]) -> int:
        fits = _lets_through(patterns, codes=dimension in CODE_DIMENSIONS)
        return union(1 << bit for bit, value in enumerate(self._values[dimension]) if fits(value))

    def values(self, name: str, mask: int) -> list[str]:
        """Return the values a mask still allows."""
        key = (name, mask)  # the same few masks are asked for tens of thousands of times
        if key not in self._allowed:
            self._allowed[key] = tuple(value for bit, value in enumerate(self._values[name]) if mask >> bit & 1)
        return list(self._allowed[key])


def _lets_through(patterns: tuple[str, ...], codes: bool = False) -> Callable[[str], bool]:
    """Return what tells whether a filter lets a value through; a code by what it begins with."""
    allowed = [pattern for pattern in patterns if not pattern.startswith("!")]
    banned = [pattern[1:] for pattern in patterns if pattern.startswith("!")]

    def fits(value: str, pattern: str) -> bool:
        return value.startswith(pattern) if codes else value == pattern

    def lets_through(value: str) -> bool:
        return (not allowed or any(fits(value, p) for p in allowed)) and not any(fits(value, p) for p in banned)

    return lets_through


@lru_cache(maxsize=4)
def universe_of(projects: tuple[str, ...] = (), operating: str = "", natures: tuple[str, ...] = ()) -> Universe:
    """Return the universe of these projects; what it has worked out serves the next file too."""
    return Universe(projects, operating, natures)


OTHER_PROJECT = "上年其他项目支出"
"""The project of project money that the file gives no project for."""


@cache
def _leaves(dimension: str) -> tuple[str, ...]:
    length = max(LEVEL_LENGTHS[dimension].values())
    return tuple(sorted(code for code in load(dimension).codes if len(code) == length))

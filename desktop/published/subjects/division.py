"""Which rows (or columns) of a table are parts of which: by what they mean, and proven by their amounts.

A total that its parts do not make up proves nothing: such parts are a doubt, never an entry.
"""

from collections.abc import Iterable, Sequence
from dataclasses import field
from decimal import Decimal

from desktop.catalog.measures import Filter
from desktop.dataclass import dataclass
from desktop.published.domains import PROPERTIES, Universe, universe_of
from desktop.published.reading import BLANK, PRINTED

MOST = 150
"""Rows of a table whose rows are named one by one; longer ones are lists."""


@dataclass(slots=True)
class Member:
    """A row (or column) of a table: its meaning, its amounts by place. parts: what it is the proven sum of.

    entered: what it states is entered; else it is only compared. None as `where`: nobody knows what it is.
    """

    name: str
    label: str
    where: Filter | None
    amounts: dict[int, Decimal | None]
    parts: tuple[str, ...] = ()
    entered: bool = True


@dataclass(slots=True)
class Division:
    """The members of a table as parts of each other. proven: its whole is the sum of its parts.

    closed: the parts of a member must be all of it; else what nobody understands may be the rest.
    """

    members: list[Member]
    one_group: bool = False
    closed: bool = False
    proven: bool = False
    doubts: list[str] = field(default_factory=list)
    _above: dict[str, list[Member]] = field(default_factory=dict)

    def run(self) -> None:
        """Find the parts of each member, and doubt what does not add up."""
        known = [member for member in self.members if member.where is not None]
        universe = universe_of()
        for member in known:
            self._above[member.name] = [other for other in known if contains(universe, other, member)]
        roots = [member for member in known if not self._above[member.name]]
        proven = [self._divide(root, known, universe) for root in roots]
        self.proven = len(roots) == 1 and all(proven)

    def is_root(self, member: Member) -> bool:
        """Tell whether no other member holds this one."""
        return not self._above.get(member.name)

    def makes_up(self, parent: Member, group: Sequence[Member]) -> bool:
        """Tell whether members are the parts of another one in every column."""
        gap = self._gap(parent, group)
        return gap is not None and not gap[0]

    def differs(self, parent: Member, group: Sequence[Member]) -> str:
        """Return the words for a total that is not the sum of its parts: both sides, of the first such column."""
        place = next((p for p in parent.amounts if self._differs_at(parent, group, p)), next(iter(parent.amounts)))
        total, parts = parent.amounts[place], sum(member.amounts[place] or 0 for member in group)
        words = "、".join(member.label for member in group[:3]) + ("等" if len(group) > 3 else "")
        return f"“{parent.label}”{total} 与各项（{words}）之和 {parts} 不一致，没有采用"

    def _divide(self, parent: Member, known: Sequence[Member], universe: Universe) -> bool:
        """Note the parts of a member and theirs; tell whether one group of them makes it up."""
        groups = self._groups(parent, known, universe)
        proven: list[Member] = []
        doubted: list[list[Member]] = []
        for group in groups:
            left = self._gap(parent, group)
            if left is not None and not left[0]:
                proven = proven or group
            elif left is not None and (left[1] or (len(groups) == 1 and not self._unknown())):
                doubted.append(group)
        if doubted and not proven:
            self.doubts.append(self.differs(parent, doubted[0]))
            parent.entered = False
        for group in doubted:
            self._only_compare(group, known)
        parent.parts = tuple(member.name for member in proven)
        for member in proven:
            self._divide(member, known, universe)
        return bool(proven)

    def _groups(self, parent: Member, known: Sequence[Member], universe: Universe) -> list[list[Member]]:
        """Return what stands right below a member, by the properties that tell it apart: 功能, 性质, 经济."""
        below = [member for member in known if self._right_above(member) is parent]
        if self.one_group or not below:
            return [below] if below else []
        groups: dict[frozenset[str], list[Member]] = {}
        for member in below:
            groups.setdefault(_apart(universe, parent, member), []).append(member)
        of_other_side = groups.pop(frozenset(), [])  # 结转下年 is of another side: it belongs to every division
        return [[*group, *of_other_side] for group in groups.values()] or [of_other_side]

    def _right_above(self, member: Member) -> Member | None:
        above = self._above[member.name]
        return max(above, key=lambda other: len(self._above[other.name]), default=None)

    def _unknown(self) -> list[Member]:
        """Return members nobody understands that have money: they may be what a sum lacks."""
        return [member for member in self.members if member.where is None and any(member.amounts.values())]

    def _gap(self, parent: Member, group: Sequence[Member]) -> tuple[bool, bool] | None:
        """Tell whether parts miss their sum in some column, and whether they exceed it; None: cannot be told."""
        members = [parent, *group]
        misses = exceeds = False
        unknown = self._unknown()
        for place in parent.amounts:
            of_place = [member.amounts[place] for member in members]
            if None in of_place:
                return None
            total, *parts = (amount or Decimal(0) for amount in of_place)
            gap = total - sum(parts)
            printed = (amount for member in (*self.members, *group) if (amount := member.amounts[place]))
            bound = half_digit(printed) * len(members)
            more = sum(member.amounts[place] or Decimal(0) for member in unknown)
            misses |= abs(gap) > bound and not (more and not self.closed and abs(gap - more) <= bound)
            exceeds |= gap < -bound
        return misses, exceeds

    def _differs_at(self, parent: Member, group: Sequence[Member], place: int) -> bool:
        total = parent.amounts[place] or Decimal(0)
        amounts = [member.amounts[place] or Decimal(0) for member in group]
        return abs(total - sum(amounts)) > half_digit([total, *amounts]) * (len(group) + 1)

    def _only_compare(self, group: Iterable[Member], known: Sequence[Member]) -> None:
        """Let what does not add up, and what it is made of, be compared only."""
        names = {member.name for member in group}
        for member in known:
            if member.name in names or any(other.name in names for other in self._above[member.name]):
                member.entered = False


def contains(universe: Universe, outer: Member, inner: Member) -> bool:
    """Tell whether what one member means is a true part of what another one means."""
    if outer is inner or outer.where is None or inner.where is None:
        return False
    sides, wide_sides = universe.sides(inner.where), universe.sides(outer.where)
    if not set(sides) <= set(wide_sides):
        return False
    pairs = [(universe.domain(s, outer.where), universe.domain(s, inner.where)) for s in sides if s in PROPERTIES]
    inside = all(a & b == b for wide, narrow in pairs for a, b in zip(wide, narrow, strict=True))
    return inside and (sides != wide_sides or any(wide != narrow for wide, narrow in pairs))


def _apart(universe: Universe, outer: Member, inner: Member) -> frozenset[str]:
    """Return the properties by which a member is narrower than another one; none where only its side is."""
    side = universe.sides(inner.where or ())[0]
    pairs = zip(
        PROPERTIES[side],
        universe.domain(side, outer.where or ()),
        universe.domain(side, inner.where or ()),
        strict=True,
    )
    return frozenset(name for name, wide, narrow in pairs if wide != narrow)


def half_digit(amounts: Iterable[Decimal]) -> Decimal:
    """Return half of the last digit that any of several amounts is printed with."""
    digits = [-int(amount.as_tuple().exponent) for amount in amounts]
    return Decimal(1).scaleb(-max(digits, default=0)) / 2


def amount_of(text: str) -> Decimal | None:
    """Return an amount as printed; nothing printed is nothing here; None for what is no amount."""
    if PRINTED.fullmatch(text):
        return Decimal(text.replace(",", ""))
    return Decimal(0) if BLANK.fullmatch(text) else None

"""Consolidation (汇总): money that moves between the units of a view is eliminated in pairs, to the 分.

Payer and receiver name each other (对方单位). Of each pair and kind of transfer the smaller sum is taken out of the
payer's expenditure and of the receiver's income, in the order of the ledger; what is left of either side stays and is
told as a difference. Negative amounts (冲减, money that comes back) belong to the sum of their side: the smaller is
that in absolute value, and sums of different signs have nothing in common.

What the receiver spends of that money is restated to the money the payer took it from (改列付款方资金), so that for
each source income still equals what it pays for, wherever it did so before; where a negative amount is left of a pair
that differs, the source it stands under may not.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import field, replace
from enum import StrEnum
from functools import cached_property
from itertools import compress, count
from operator import attrgetter, itemgetter

from desktop.compute.lines import BudgetLine
from desktop.compute.money_flows import Flow, Money, Pool, passed_on
from desktop.dataclass import dataclass
from desktop.ledger.vocabulary import Fund, Nature
from desktop.money import Fen


class TransferKind(StrEnum):
    """Kinds of transfers between units; only the two sides of one kind are eliminated against each other."""

    SUBSIDY = "补助"
    """对附属单位补助支出 ↔ 上级补助收入."""
    PAYMENT = "上缴"
    """上缴上级支出 ↔ 附属单位上缴收入."""
    OTHER = "往来"
    """Any other expenditure and income that name each other's unit."""


_PAID: dict[str, TransferKind] = {
    Nature.TO_SUBORDINATE: TransferKind.SUBSIDY,
    Nature.TO_SUPERIOR: TransferKind.PAYMENT,
}
_RECEIVED: dict[str, TransferKind] = {Fund.SUPERIOR: TransferKind.SUBSIDY, Fund.SUBORDINATE: TransferKind.PAYMENT}
RESTATED = "（改列付款方资金）"
"""What the rule of a restated line ends in."""

Named = Callable[[BudgetLine], str]
"""Who a line names as the other unit: the name of a unit of the view, empty where it names none of them."""


@dataclass(frozen=True, slots=True)
class Pair:
    """What one unit says it pays another one, and what that one says it receives, by kind. Amounts in 分.

    paid_by, received_by: keys of the lines of both sides.
    """

    year: int
    kind: TransferKind
    payer: str
    receiver: str
    paid: Fen
    received: Fen
    paid_by: tuple[str, ...]
    received_by: tuple[str, ...]

    @property
    def eliminated(self) -> Fen:
        """The smaller side in absolute value, which is eliminated; nothing where the sides have different signs."""
        if (self.paid < 0) != (self.received < 0):
            return 0
        return min(self.paid, self.received, key=abs)


@dataclass(slots=True)
class Consolidated:
    """The lines of a view after elimination and restating, and the pairs they were eliminated in."""

    lines: list[BudgetLine]
    pairs: list[Pair] = field(default_factory=list)


@dataclass(slots=True)
class _Sides:
    paid: list[int] = field(default_factory=list)
    received: list[int] = field(default_factory=list)


def consolidate(lines: Sequence[BudgetLine], named: Named, moving: Iterable[int] | None = None) -> Consolidated:
    """Return the lines of several units as those of one view. Lines that are not touched stay the same objects.

    moving: the places of the only lines that may name another unit, where that is known; else all are looked at.
    """
    sides = _sides(lines, named, range(len(lines)) if moving is None else moving)
    if not sides:
        return Consolidated(list(lines))
    left = _Left(lines)
    pairs: list[Pair] = []
    flows: list[Flow] = []
    for (year, kind, payer, receiver), side in sides.items():
        paid, received = (sum(lines[n].amount for n in numbers) for numbers in (side.paid, side.received))
        keys = [tuple(lines[n].key for n in numbers) for numbers in (side.paid, side.received)]
        pair = Pair(year, kind, payer, receiver, paid, received, *keys)
        pairs.append(pair)
        flows += _eliminated(lines, left, side, pair.eliminated)
    units = {name for _, _, payer, receiver in sides for name in (payer, receiver)}
    places = list(compress(count(), [line.unit in units for line in lines]))
    found = _restated([_with(lines[n], left[n]) for n in places], flows)
    return Consolidated(_put(lines, places, found), pairs)


class _Left(dict[int, Fen]):
    """What of the amount of each line is not eliminated, by its place."""

    def __init__(self, lines: Sequence[BudgetLine]) -> None:
        super().__init__()
        self._lines = lines

    def __missing__(self, place: int) -> Fen:
        return self._lines[place].amount


def _put(lines: Sequence[BudgetLine], places: list[int], found: list[list[BudgetLine]]) -> list[BudgetLine]:
    """Return lines with those at some places, which ascend, replaced by what each has become."""
    result: list[BudgetLine] = []
    done = 0
    for place, parts in zip(places, found, strict=True):
        if len(parts) != 1 or parts[0] is not lines[place]:
            result += [*lines[done:place], *parts]
            done = place + 1
    return [*result, *lines[done:]]


def kind_of(line: BudgetLine) -> TransferKind | None:
    """Return which side of a transfer a line is by itself (上级补助收入 …), None where only its counterpart says so."""
    if line.side == "支出":
        return _PAID.get(line.nature)
    return _RECEIVED.get(line.fund) if line.side == "收入" else None


def _sides(
    lines: Sequence[BudgetLine], named: Named, moving: Iterable[int]
) -> dict[tuple[int, TransferKind, str, str], _Sides]:
    found: dict[tuple[int, TransferKind, str, str], _Sides] = {}
    for number in moving:
        line = lines[number]
        other = named(line) if line.amount and line.side in ("支出", "收入") else ""
        if not other:
            continue
        kind = kind_of(line) or TransferKind.OTHER
        if line.side == "支出":
            found.setdefault((line.year, kind, line.unit, other), _Sides()).paid.append(number)
        else:
            found.setdefault((line.year, kind, other, line.unit), _Sides()).received.append(number)
    return found


def _eliminated(lines: Sequence[BudgetLine], left: dict[int, Fen], side: _Sides, amount: Fen) -> Iterator[Flow]:
    """Take an amount out of both sides, line by line in order, and yield which money went where.

    What comes back (冲减) goes the other way: out of the receiver's money, into the payer's.
    """
    giving: list[tuple[Pool, Fen]] = []
    taking: list[tuple[Pool, Fen]] = []
    for numbers, there, back in ((side.paid, giving, taking), (side.received, taking, giving)):
        for number, part in _parts(lines, numbers, amount):
            left[number] -= part
            (there if part > 0 else back).append((_pool(lines[number]), abs(part)))
    while giving and taking:
        (source, out), (target, due) = giving[0], taking[0]
        part = min(out, due)
        if source != target:
            yield Flow(source, target, part)
        giving[:1] = [(source, out - part)] if out > part else []
        taking[:1] = [(target, due - part)] if due > part else []


def _parts(lines: Sequence[BudgetLine], numbers: Sequence[int], amount: Fen) -> Iterator[tuple[int, Fen]]:
    """Yield how much each line of a side gives of an amount: all of those of the other sign, then the rest in order."""
    sign = -1 if amount < 0 else 1
    if not amount:
        return
    against = {n: lines[n].amount for n in numbers if lines[n].amount * sign < 0}
    yield from against.items()
    due = (amount - sum(against.values())) * sign
    for number in numbers:
        if number not in against and due:
            part = min(due, lines[number].amount * sign)
            due -= part
            yield number, part * sign


def _pool(line: BudgetLine) -> Pool:
    return line.year, line.unit, (line.fund, line.subsource, line.carry)


def _spent(lines: Iterable[BudgetLine]) -> dict[Pool, Fen]:
    """Return what each unit's money pays for and what is carried out of it."""
    found: dict[Pool, Fen] = {}
    for line in lines:
        if line.side in ("支出", "结转下年") and line.amount > 0:
            pool = _pool(line)
            found[pool] = found.get(pool, 0) + line.amount
    return found


def _with(line: BudgetLine, amount: Fen) -> BudgetLine | None:
    """Return a line with what is left of it, None where all of it is eliminated."""
    if line.amount == amount:
        return line
    return replace(line, amount=amount) if amount else None


def _restated(left_over: list[BudgetLine | None], flows: list[Flow]) -> list[list[BudgetLine]]:
    """Return what each line becomes: what the eliminated money pays for is under the payer's, by the order of codes.

    left_over: all lines of the units that eliminated money went between, None where nothing is left of one.
    """
    lines = [line for line in left_over if line is not None]
    moneys = passed_on(flows, _spent(lines))
    numbers = _Numbers(lines)
    left = {pool: list(parts) for pool, parts in moneys.items()}
    bought = {pool: list(parts) for pool, parts in moneys.items()}
    found = [_bought(line, bought, numbers) for line in left_over]
    paying = [
        (_properties(line), number, line)
        for number, line in enumerate(left_over)
        if line is not None and line.side in ("支出", "结转下年") and line.amount > 0 and _pool(line) in left
    ]
    for _, number, line in sorted(paying, key=itemgetter(0, 1)):
        parts = left[_pool(line)]
        if parts:
            found[number] = list(_divided(line, parts, numbers))
    return found


def _bought(
    line: BudgetLine | None, moneys: dict[Pool, list[tuple[Money, Fen]]], numbers: "_Numbers"
) -> list[BudgetLine]:
    if line is None:
        return []
    return list(_procured(line, moneys, numbers)) if moneys and line.side == "采购" else [line]


_properties = attrgetter("side", "function", "economic", "government", "nature", "project")
"""Lines are restated in this order, so that it does not matter in how many lines an amount was entered."""


def _divided(line: BudgetLine, parts: list[tuple[Money, Fen]], numbers: "_Numbers") -> Iterator[BudgetLine]:
    """Yield a line under the money that is due first, of which there is some; what is due is used up."""
    rest, first = line.amount, True
    while rest and parts:
        money, due = parts[0]
        part = min(rest, due)
        yield _under(line, money, part, line.origin.number if first else numbers.next(line))
        rest, first = rest - part, False
        if part == due:
            parts.pop(0)
        else:
            parts[0] = money, due - part
    if rest:
        yield replace(line, amount=rest, origin=replace(line.origin, number=numbers.next(line)))


def _under(line: BudgetLine, money: Money, amount: Fen, number: int) -> BudgetLine:
    fund, subsource, carry = money
    if money == (line.fund, line.subsource, line.carry):
        origin = line.origin if number == line.origin.number else replace(line.origin, number=number)
    else:
        origin = replace(line.origin, rule=line.origin.rule + RESTATED, number=number)
    return replace(line, amount=amount, origin=origin, fund=fund, subsource=subsource, carry=carry)


def _procured(
    line: BudgetLine, moneys: dict[Pool, list[tuple[Money, Fen]]], numbers: "_Numbers"
) -> Iterator[BudgetLine]:
    """Yield a procurement item under the payer's fund: whole, where one money is enough for it, else divided."""
    for (year, unit, money), parts in moneys.items():
        if (year, unit, money[0]) != (line.year, line.unit, line.fund):
            continue
        for n, (other, due) in enumerate(parts):
            if 0 < line.amount <= due:
                parts[n] = other, due - line.amount
                yield line if other[0] == line.fund else replace(line, fund=other[0])
                return
        if line.amount > 0 and any(due for _, due in parts):
            funds = [((other[0], line.subsource, line.carry), due) for other, due in parts if due]
            yield from _divided(line, funds, numbers)
            parts[:] = funds
            return
    yield line


class _Numbers:
    """Numbers for the second line of a record that is divided, which no other line of that record has."""

    def __init__(self, lines: Iterable[BudgetLine]) -> None:
        self._lines = lines

    @cached_property
    def _last(self) -> dict[tuple[str, int, str], int]:
        found: dict[tuple[str, int, str], int] = {}
        for line in self._lines:
            key = line.origin.table, line.origin.record_id, line.origin.part
            found[key] = max(found.get(key, 0), line.origin.number)
        return found

    def next(self, line: BudgetLine) -> int:
        """Return the next number of the record of a line."""
        key = line.origin.table, line.origin.record_id, line.origin.part
        self._last[key] += 1
        return self._last[key]

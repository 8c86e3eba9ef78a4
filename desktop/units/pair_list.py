"""The money between the units of a 汇总 as a list (往来清单): of this and of last year, what does not pair first."""

from collections.abc import Iterator
from typing import Any

from desktop.compute.consolidation import Pair, kind_of
from desktop.compute.lines import BudgetLine
from desktop.dataclass import dataclass
from desktop.disclosure import Together
from desktop.money import YUAN, Fen


@dataclass(frozen=True, slots=True)
class Row:
    """Money between two units, or a line that should name another unit and names none (why, in Chinese).

    paid, received: 分, None where there is no such side. paid_by, received_by: the lines before anything is eliminated.
    """

    year: int
    kind: str
    payer: str
    receiver: str
    paid: Fen | None
    received: Fen | None
    eliminated: Fen
    paid_by: tuple[BudgetLine, ...]
    received_by: tuple[BudgetLine, ...]
    why: str = ""

    @property
    def apart(self) -> Fen:
        """By how much the two sides differ, in 分."""
        return abs((self.paid or 0) - (self.received or 0))


def rows(together: Together, year: int) -> list[Row]:
    """Return all of a year: pairs whose sides differ, lines that name nobody, then what pairs."""
    pairs = [_of_pair(pair, together) for pair in together.pairs if pair.year == year]
    unnamed = [_of_line(line, why) for line, why in together.unnamed if line.year == year]
    return [*(row for row in pairs if row.apart), *unnamed, *(row for row in pairs if not row.apart)]


def settled(row: Row) -> bool:
    """Tell whether both sides are there and agree."""
    return not row.apart and not row.why


def described(row: Row) -> list[str]:
    """Return a row in words: who pays whom, both sums and the difference, then the lines of both sides."""
    who = f"“{row.payer}”→“{row.receiver}”" if not row.why else f"“{row.payer or row.receiver}”{row.why}"
    sums = [f"付款方列支 {YUAN.show(row.paid)} 元"] if row.paid is not None else []
    sums += [f"收款方列收 {YUAN.show(row.received)} 元"] if row.received is not None else []
    left = f"，相差 {YUAN.show(row.apart)} 元" if row.apart else ""
    head = f"{row.year}年 {row.kind} {who}：{'，'.join(sums)}，已抵销 {YUAN.show(row.eliminated)} 元{left}"
    sides = (("付", row.paid_by), ("收", row.received_by))
    lines = [
        f"  {side} {line.unit} {line.key} {' '.join(filter(None, (line.function, line.nature, line.fund)))} "
        f"{YUAN.show(line.amount)} 元"
        for side, found in sides
        for line in found
    ]
    return [head, *lines]


def data(row: Row) -> dict[str, Any]:
    """Return a row as plain data for scripts: amounts in 分, lines by the ids of `lines`."""
    names = ("year", "kind", "payer", "receiver", "paid", "received", "eliminated", "apart", "why")
    sides = {side: [line.key for line in getattr(row, side)] for side in ("paid_by", "received_by")}
    return {**{name: getattr(row, name) for name in names}, **sides}


def _of_pair(pair: Pair, together: Together) -> Row:
    paid_by, received_by = (tuple(_found(keys, together)) for keys in (pair.paid_by, pair.received_by))
    amounts = pair.paid, pair.received, pair.eliminated
    return Row(pair.year, str(pair.kind), pair.payer, pair.receiver, *amounts, paid_by, received_by)


def _found(keys: tuple[str, ...], together: Together) -> Iterator[BudgetLine]:
    for key in keys:
        if key in together.moved:
            yield together.moved[key]


def _of_line(line: BudgetLine, why: str) -> Row:
    kind, reason = str(kind_of(line) or ""), why.removeprefix("的")
    if line.side == "支出":
        return Row(line.year, kind, line.unit, "", line.amount, None, 0, (line,), (), reason)
    return Row(line.year, kind, "", line.unit, None, line.amount, 0, (), (line,), reason)

"""Which lines of a place are touched when money between its units is eliminated, as Ibis expressions.

Only those come out one by one: the lines that name another unit, and what a receiver spends of money so received,
which is restated to the payer's. All others come out summed, whatever their number.
"""

from typing import TYPE_CHECKING

from desktop.catalog.measures import DIMENSIONS
from desktop.collect.expressions import Period, amount

if TYPE_CHECKING:
    import ibis.expr.types as ir

MONEY = ("pack", "line_year", "fund", "subsource", "carry")
KEPT = ("line_year", *(name for name in DIMENSIONS if name not in ("year", "unit", "project")))
"""What sums are told apart by: all a table may ask for but the unit, and projects, of which a place has too many."""


def touched(of: Period) -> "ir.Table":
    """Return the touched lines, each with the unit whose it is."""
    lines = _numbered(of)
    transfers = lines.filter(lines.counterpart != "", lines.side.isin(["支出", "收入"]))
    received = transfers.filter(transfers.side == "收入").select(*MONEY).distinct()
    spent = lines.filter(lines.counterpart == "", lines.side.isin(["支出", "结转下年", "采购"]))
    found = transfers.union(spent.semi_join(received, list(MONEY)))
    named = found.join(of.packs.select("pack", "unit"), "pack")
    return named.select("pack", "unit", "counterpart", "amount", *KEPT).order_by("pack", *KEPT, "amount", "counterpart")


def summed(of: Period) -> "ir.Table":
    """Return the sums of all other lines."""
    lines = _numbered(of)
    received = lines.filter(lines.counterpart != "", lines.side == "收入").select(*MONEY).distinct()
    others = lines.filter((lines.counterpart == "") | ~lines.side.isin(["支出", "收入"]))
    incomes = others.filter(others.side == "收入")
    outlays = others.filter(others.side != "收入").anti_join(received, list(MONEY))
    rest = incomes.union(outlays)
    return rest.group_by(*KEPT).agg(amount=amount(rest)).order_by(*KEPT)


def _numbered(of: Period) -> "ir.Table":
    return of.both_years.select("pack", "counterpart", "amount", *KEPT)

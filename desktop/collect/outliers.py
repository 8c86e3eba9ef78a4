"""Outliers (异常): what a unit spends for each person in post, against its kind and against its neighbours.

All in whole 分: a value per head is rounded half up, medians and quartiles are values of units, never a mean of two.
Division in an engine is exact while twice an amount stays below 2^53 分 (45 万亿元).
"""

from typing import TYPE_CHECKING

from desktop.catalog.measures import Measure
from desktop.collect import expressions
from desktop.collect.expressions import UNIT, Period

if TYPE_CHECKING:
    import ibis.expr.types as ir

ENOUGH = 5
"""Units of a kind that have people in post: fewer say nothing about what is usual."""

NEIGHBOURS = 5
"""Units of the same kind next in size, so many on either side."""

Q1, Q3 = 1, 3


def per_head(of: Period, measure: Measure) -> "ir.Table":
    """Return each unit with people in post: heads, amount of a measure, amount for each head (分)."""
    lines = of.lines
    sums = lines.group_by("pack").agg(amount=expressions.amount(lines, expressions.matching(lines, measure.where)))
    staff = of.staff.filter(expressions.in_post(of.staff))
    heads = staff.group_by("pack").agg(heads=staff.heads.sum().fill_null(0)).filter(lambda t: t.heads > 0)
    joined = of.packs.join(heads, "pack").left_join(sums, "pack")
    units = joined.select(*UNIT, "heads", amount=joined["amount"].fill_null(0))
    return units.mutate(value=_half_up(units.amount, units.heads))


def against_kind(of: Period, measure: Measure) -> "ir.Table":
    """Return the units outside the spread of their kind, with median, quartiles and number of units of the kind.

    Outside: more than one and a half times the distance of the quartiles beyond one of them.
    """
    import ibis

    units = per_head(of, measure)
    placed = units.mutate(
        place=ibis.row_number().over(group_by=units.unit_kind, order_by=[units.value, units.unit_key]),
        units=units.unit_key.count().over(group_by=units.unit_kind),
    )
    kinds = placed.group_by("unit_kind").agg(
        median=placed.value.max(where=placed.place == _part(placed.units - 1, 2)),
        lower=placed.value.max(where=placed.place == _part((placed.units - 1) * Q1, 4)),
        upper=placed.value.max(where=placed.place == _part((placed.units - 1) * Q3, 4)),
    )
    joined = placed.join(kinds, "unit_kind")
    spread = (joined.upper - joined.lower) * 3
    outside = (joined.value * 2 > joined.upper * 2 + spread) | (joined.value * 2 < joined.lower * 2 - spread)
    found = joined.filter(outside, joined.units >= ENOUGH)
    columns = (*UNIT, "heads", "amount", "value", "median", "lower", "upper", "units")
    return found.select(*columns).order_by("unit_kind", "value", "unit_key")


def against_neighbours(of: Period, measure: Measure) -> "ir.Table":
    """Return the units that spend more than twice, or less than half, per head of what their neighbours do together.

    Neighbours: units of the same kind next in people in post; the unit itself is not among them.
    """
    import ibis

    units = per_head(of, measure)
    window = ibis.window(
        group_by=units.unit_kind, order_by=[units.heads, units.unit_key], preceding=NEIGHBOURS, following=NEIGHBOURS
    )
    near = units.mutate(
        near_amount=units.amount.sum().over(window) - units.amount,
        near_heads=units.heads.sum().over(window) - units.heads,
        near_units=units.unit_key.count().over(window) - 1,
    ).filter(lambda t: t.near_units >= ENOUGH)
    compared = near.mutate(near_value=_half_up(near.near_amount, near.near_heads))
    outside = (compared.value > compared.near_value * 2) | (compared.value * 2 < compared.near_value)
    columns = (*UNIT, "heads", "amount", "value", "near_value", "near_units")
    return compared.filter(outside).select(*columns).order_by("unit_kind", "value", "unit_key")


def few(of: Period, measure: Measure) -> "ir.Table":
    """Return the kinds of unit of which too few have people in post to say what is usual."""
    units = per_head(of, measure)
    kinds = units.group_by("unit_kind").agg(units=units.unit_key.count())
    return kinds.filter(kinds.units < ENOUGH).order_by("unit_kind")


def _half_up(amount: "ir.IntegerValue", count: "ir.IntegerValue") -> "ir.IntegerValue":
    """Return amount / count rounded half up; neither is negative."""
    return _part(amount * 2 + count, count * 2)


def _part(amount: "ir.IntegerValue", count: "ir.IntegerValue | int") -> "ir.IntegerValue":
    return (amount // count).cast("int64")

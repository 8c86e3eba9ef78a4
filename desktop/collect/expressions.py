"""What is asked of a dataset, as Ibis expressions: the same on every engine, whole numbers from end to end.

Amounts are 分. Nothing here runs; `report` runs what it needs.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from desktop.catalog.measures import CODE_DIMENSIONS, Filter
from desktop.collect.dataset import folder_name
from desktop.collect.engines import Tables, under_name
from desktop.compute.quota_bases import BASE_MONTH
from desktop.dataclass import dataclass
from desktop.ledger.vocabulary import Nature, PersonStatus

if TYPE_CHECKING:
    import ibis.expr.types as ir

UNIT = ("unit_key", "unit_code", "unit", "unit_kind")
BY_PACK = ("pack", "side", "nature")
BY_CODE = ("side", "function", "economic", "government", "nature", "fund")
COLUMNS_OF_LINES = {"year": "line_year"}
"""Dimensions of the cube that the dataset calls otherwise."""


@dataclass(frozen=True, slots=True)
class Period:
    """The packs that count of a year and stage: of each unit the newest.

    lines: of that year; both_years: with those of the year before that the packs bring along. by_pack, by_code: sums of
    that year's lines of each pack and of each code, out of which all totals are, so that the lines are read twice only.
    """

    packs: "ir.Table"
    lines: "ir.Table"
    both_years: "ir.Table"
    staff: "ir.Table"
    outcomes: "ir.Table"
    by_pack: "ir.Table"
    by_code: "ir.Table"


def period(tables: Tables, year: int, stage: str) -> Period:
    """Return what counts of a year and stage."""
    of = f"{year}_{folder_name(stage)}"
    newest = _newest(_of(tables["packs"], year, stage)).filter(lambda t: t.rank == 0)
    packs = under_name(f"packs_{of}", newest, small=True)
    numbers = packs.select("pack")
    both_years, staff, outcomes = (
        _of(tables[name], year, stage).semi_join(numbers, "pack") for name in ("lines", "staff", "outcomes")
    )
    lines = under_name(f"lines_{of}", both_years.filter(both_years.line_year == year))
    named = (under_name(f"{name}_{of}", each) for name, each in (("staff", staff), ("outcomes", outcomes)))
    sums = (
        under_name(f"{name}_{of}", lines.group_by(*dimensions).agg(amount=amount(lines).cast("int64")), small=True)
        for name, dimensions in (("by_pack", BY_PACK), ("by_code", BY_CODE))
    )
    return Period(packs, lines, both_years, *named, *sums)


def replaced(tables: Tables, year: int, stage: str) -> "ir.Table":
    """Return the packs of a year and stage that a newer one of the same unit took the place of."""
    return _newest(_of(tables["packs"], year, stage)).filter(lambda t: t.rank > 0)


def _of(table: "ir.Table", year: int, stage: str) -> "ir.Table":
    return table.filter(table.year == year, table.stage == folder_name(stage))


def _newest(packs: "ir.Table") -> "ir.Table":
    """Rank the packs of each unit: a later batch first, within a batch the file changed last."""
    import ibis

    order = [packs.batch.desc(), packs.pack.desc()]
    return packs.mutate(rank=ibis.row_number().over(group_by=packs.unit_key, order_by=order))


def matching(lines: "ir.Table", where: Filter) -> "ir.BooleanValue":
    """Return whether a line matches a named measure (`resources/measures.toml`): as the cube asks it."""
    import ibis

    found: ir.BooleanValue = ibis.literal(True)
    for dimension, patterns in where:
        column = lines[COLUMNS_OF_LINES.get(dimension, dimension)]
        wanted = [pattern for pattern in patterns if not pattern.startswith("!")]
        unwanted = [pattern[1:] for pattern in patterns if pattern.startswith("!")]
        if wanted:
            found &= _any_of(column, wanted, dimension)
        if unwanted:
            found &= ~_any_of(column, unwanted, dimension)
    return found


def _any_of(column: "ir.Value", patterns: Sequence[str], dimension: str) -> "ir.BooleanValue":
    import ibis

    if dimension not in CODE_DIMENSIONS:
        return column.isin(list(patterns))
    return ibis.or_(*[column.startswith(pattern) for pattern in patterns])


def amount(lines: "ir.Table", condition: "ir.BooleanValue | None" = None) -> "ir.IntegerScalar":
    """Return the sum of the amounts (分) of the lines for which something holds, 0 where there are none."""
    return lines.amount.sum(where=condition).fill_null(0)


def in_post(staff: "ir.Table") -> "ir.BooleanValue":
    """Return whether people are in post in the month in which heads are counted."""
    then = (staff.first_month <= BASE_MONTH) & (staff.last_month >= BASE_MONTH)
    return (staff.status == str(PersonStatus.IN_POST)) & then


def unit_totals(of: Period) -> "ir.Table":
    """Return each unit with its income and expenditure by its lines, and as its manifest says."""
    lines = of.by_pack
    sums = lines.group_by("pack").agg(
        line_income=amount(lines, lines.side == "收入"),
        line_expenditure=amount(lines, lines.side == "支出"),
        line_carry_out=amount(lines, lines.side == "结转下年"),
    )
    outcomes = of.outcomes.filter(of.outcomes.status == "未通过").group_by("pack")
    failed = outcomes.agg(
        errors=lambda t: (t.severity == "错误").sum().fill_null(0),
        warnings=lambda t: (t.severity == "警告").sum().fill_null(0),
    )
    joined = of.packs.left_join(sums, "pack").drop("pack_right").left_join(failed, "pack")
    counts = ("line_income", "line_expenditure", "line_carry_out", "errors", "warnings")
    return joined.select(
        *UNIT, "fingerprint", "layout", "version", "batch", "file", "income", "expenditure",
        **{name: joined[name].fill_null(0) for name in counts},
    ).order_by("unit_key")  # fmt: skip


def by_code(of: Period, dimension: str) -> "ir.Table":
    """Return this year's expenditure by the code of a classification, divided by nature."""
    lines = of.by_code.filter(of.by_code.side == "支出")
    natures = (Nature.PERSONNEL, Nature.PUBLIC, Nature.PROJECT)
    personnel, public, project = (amount(lines, lines.nature == str(nature)) for nature in natures)
    other = amount(lines, lines.nature.notin([str(nature) for nature in natures]))
    sums = {"total": amount(lines), "personnel": personnel, "public": public, "project": project, "other": other}
    return lines.group_by(code=lines[dimension]).agg(**sums).order_by("code")


def by_fund(of: Period) -> "ir.Table":
    """Return income, expenditure and money carried out by source of money."""
    lines = of.by_code
    sides = {"income": "收入", "expenditure": "支出", "carry_out": "结转下年"}
    sums = {name: amount(lines, lines.side == side) for name, side in sides.items()}
    return lines.group_by("fund").agg(**sums).filter(lambda t: (t.income != 0) | (t.expenditure != 0)).order_by("fund")


def by_kind(of: Period) -> "ir.Table":
    """Return units, people in post, income and expenditure by kind of unit."""
    units = of.packs.group_by("unit_kind").agg(units=of.packs.count())
    lines = of.by_pack.join(of.packs.select("pack", "unit_kind"), "pack")
    sums = lines.group_by("unit_kind").agg(
        income=amount(lines, lines.side == "收入"),
        expenditure=amount(lines, lines.side == "支出"),
        public=amount(lines, lines.nature == str(Nature.PUBLIC)),
    )
    staff = of.staff.join(of.packs.select("pack", "unit_kind"), "pack")
    heads = staff.group_by("unit_kind").agg(
        heads=staff.heads.sum(where=in_post(staff)).fill_null(0),
        retired=staff.heads.sum(where=staff.status == str(PersonStatus.RETIRED)).fill_null(0),
    )
    joined = units.left_join(heads, "unit_kind").drop("unit_kind_right").left_join(sums, "unit_kind")
    counts = ("heads", "retired", "income", "expenditure", "public")
    return joined.select(
        "unit_kind", "units", **{name: joined[name].fill_null(0) for name in counts}
    ).order_by("unit_kind")  # fmt: skip


def check_totals(of: Period) -> "ir.Table":
    """Return for each check in how many units it ended how."""
    outcomes = of.outcomes
    ends = {"passed": "通过", "failed": "未通过", "not_applicable": "不适用", "not_checked": "未检查"}
    counts = {name: (outcomes.status == status).sum().fill_null(0) for name, status in ends.items()}
    return outcomes.group_by("code", "severity").agg(title=outcomes.title.min(), **counts).order_by("code", "severity")


def open_outcomes(of: Period) -> "ir.Table":
    """Return the ends of checks in units where at least one did not pass: what the matrix shows."""
    outcomes = of.outcomes
    shown = outcomes.filter(outcomes.status.isin(["未通过", "未检查"]))
    joined = shown.join(of.packs.select("pack", *UNIT), "pack")
    return joined.select(*UNIT, "code", "severity", "status").order_by("unit_key", "code")


def stages(first: Period, second: Period) -> "ir.Table":
    """Return what each unit spends in two stages; where it has no pack in one, that side is null."""
    sides = []
    for of, name in ((first, "before"), (second, "after")):
        lines = of.by_pack.filter(of.by_pack.side == "支出")
        sums = lines.group_by("pack").agg(amount=amount(lines))
        joined = of.packs.left_join(sums, "pack")
        side = joined.select("unit_key", "unit", "unit_kind", **{name: joined["amount"].fill_null(0)})
        sides.append(side)
    before, after = sides
    joined = before.outer_join(after, "unit_key", lname="first_{name}", rname="second_{name}")
    return joined.select(
        unit_key=joined.second_unit_key.coalesce(joined.first_unit_key),
        unit=joined.second_unit.coalesce(joined.first_unit),
        unit_kind=joined.second_unit_kind.coalesce(joined.first_unit_kind),
        before=joined["before"],
        after=joined["after"],
    ).order_by("unit_key")

"""Which fields a form may list of each source of records; what is an amount among them."""

from desktop.ledger.describe import Kind, fields_of
from desktop.ledger.records import RECORD_TYPES, Asset, AssetPlan, Indicator, Project, Record

AMOUNT_FIELDS = frozenset({"amount"})
"""Fields that stand for a selection of lines."""


STATED_FIELDS = frozenset({"price", "cost", "next_year", "year_after"})
"""Amounts that a record states itself and no line has: price of a new asset and what all of them cost; what a project
asks for in the next year and in the one after it."""

NEVER_ADDED = frozenset({"price"})
"""Stated amounts that a total does not add up."""


def _printed(kind: type[Record]) -> tuple[str, ...]:
    """Return the names under which forms may print a record's fields; a code also has a name."""
    found: list[str] = []
    for each in fields_of(kind):
        if each.printed and (each.kind is not Kind.MONEY or each.printed in (*AMOUNT_FIELDS, *STATED_FIELDS)):
            found += [each.printed, f"{each.printed}_name"] if each.kind is Kind.CODE else [each.printed]
    return tuple(found)


CODES = ("function", "economic", "government")
"""Classes of a line; each has a code and a name (类款项 · 部门经济 · 政府经济)."""

_PROJECT = (*_printed(Project), "amount")

FIELDS: dict[str, tuple[str, ...]] = {
    **{kind.ABOUT.source: _printed(kind) for kind in RECORD_TYPES if kind.ABOUT.source},
    "projects": _PROJECT,
    "project_indicators": (*_PROJECT, *_printed(Indicator)),
    "asset_plans": (*_printed(AssetPlan), "cost"),
    "project_plans": (*_PROJECT, "next_year", "year_after"),
    "budget_units": ("number", "unit_code", "unit_name", "unit_kind", "amount"),
    "lines": ("project", *(name for code in CODES for name in (code, f"{code}_name")), "fund", "amount"),
    "tables": ("number", "table", "is_empty", "empty_reason"),
}
"""Fields of each record source: what its records say of themselves, and what is worked out."""

NUMBERS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(FIELDS, ()),
    **{
        kind.ABOUT.source: tuple(each.printed for each in fields_of(kind) if each.printed and each.kind is Kind.WHOLE)
        for kind in RECORD_TYPES
        if kind.ABOUT.source
    },
}
"""Fields of each source that are whole numbers: what a count may add up."""

SUMS: dict[str, tuple[str, ...]] = {
    kind.ABOUT.source: tuple(
        each.printed
        for each in fields_of(kind)
        if each.kind is Kind.MONEY and each.printed not in ("", *AMOUNT_FIELDS, *NEVER_ADDED)
    )
    for kind in RECORD_TYPES
    if kind.ABOUT.source
}
"""Fields of each source that are money beside its lines: what a figure in money may add up."""

ASSET_COUNTS = NUMBERS[Asset.ABOUT.source]
"""What an entry of 车辆与设备 counts: how many there are, how many are to be bought."""

SERIES_SOURCES = ("", "projects", *(source for source, names in FIELDS.items() if "indicator" in names))
"""Sources whose records may make a series of figures: projects with their money, and indicators."""

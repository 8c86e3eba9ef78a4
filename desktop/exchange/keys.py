"""What tells the records of one kind apart in a path, and which of their fields is usually meant."""

import difflib
from collections.abc import Iterable

from desktop.ledger import records
from desktop.ledger.records import Record

KEYS: dict[type[Record], tuple[tuple[str, ...], str]] = {
    records.RunningFunction: (("staff",), "function_code"),
    records.Establishment: (("kind",), "posts"),
    records.Institution: (("name",), "remark"),
    records.Asset: (("kind",), "stock"),
    records.BasisCount: (("basis", "name"), "amount"),
    records.Control: (("block", "fund", "project_id", "reference"), "amount"),
    records.ApprovedFigure: (("subject", "reference"), "amount"),
    records.CarryOut: (("fund",), "amount"),
    records.Execution: (("function_code", "fund", "economic_code", "nature"), "amount"),
    records.ParameterValue: (("parameter", "valid_from"), "value"),
    records.QuotaSplit: (("quota", "economic_code"), "amount"),
    records.Income: (("source", "carry", "subsource"), "amount"),
    records.DirectLine: (("nature", "function_code", "economic_code", "fund"), "amount"),
    records.FreeText: (("key",), "text"),
    records.Reason: (("figure",), "text"),
    records.LayoutChoice: (("setting",), "choice"),
    records.LayoutReview: (("form",), "document"),
    records.Person: (("name",), ""),
    records.PayItem: (("item", "month"), "amount"),
    records.DeclaredBase: (("insurance", "month"), "amount"),
    records.FundShare: (("fund", "item", "subsource"), "percent"),
    records.PersonChange: (("month",), "what"),
    records.Project: (("name",), ""),
    records.ProjectYear: (("project_id", "year"), "amount"),
    records.ProjectLine: (("project_id", "name"), ""),
    records.PublicLine: (("item", "name"), ""),
    records.Procurement: (("item",), ""),
    records.AssetPlan: (("name",), ""),
    records.EventPlan: (("name",), ""),
    records.Indicator: (("name",), ""),
    records.StageElsewhere: (("stage",), "reference"),
    records.Adjustment: (("reference", "kind", "function_code", "economic_code"), "amount"),
}
"""Fields in the order in which a path gives them; later ones may be left out. Empty: a path must name the field."""

DOTTED: tuple[type[Record], ...] = (records.RunningFunction, records.ParameterValue)
"""Kinds whose first key may itself hold a dot: 退休.行政, rate.medical."""


def names_of(kind: type[Record]) -> tuple[str, ...]:
    """Return under which names a path may begin with a kind of record."""
    return tuple(name for name in (kind.ABOUT.label, kind.ABOUT.title, kind.TABLE) if name)


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the end of a refusal: the nearest known names, all of them where none is near, or that there is none."""
    names = list(dict.fromkeys(known))
    near = difflib.get_close_matches(name, names, 3, 0.4) or [n for n in names if name and name in n][:3]
    if near:
        return f"；相近的有：{'、'.join(near)}"
    return f"；可以写：{'、'.join(names)}" if names else "；现在一个也没有，请先录入"

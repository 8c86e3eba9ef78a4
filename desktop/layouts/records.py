"""Records that tables and figures may list: which fields each source has, and their values.

A field value is text, or an amount in 分 when its name is in AMOUNT_FIELDS.
"""

from dataclasses import dataclass

from desktop.catalog.measures import make_filter
from desktop.compute.cube import Cube, Selection
from desktop.ledger.records import BudgetFacts, Indicator, Project

_INDICATOR = ("indicator", "weight", "unit", "nature", "target")
_PROJECT = ("project", "project_code", "project_kind", "goal", "amount")

FIELDS: dict[str, tuple[str, ...]] = {
    "indicators": _INDICATOR,
    "projects": _PROJECT,
    "project_indicators": (*_PROJECT, *_INDICATOR),
    "procurements": ("item", "procurement_kind", "fund", "quantity", "amount", "project"),
    "assets": ("asset_kind", "stock", "purchase"),
    "institutions": ("institution_kind", "institution", "remark"),
}
"""Fields of each record source."""

AMOUNT_FIELDS = frozenset({"amount"})


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One record as shown: its texts, and for amounts the selection behind them."""

    values: dict[str, str]
    amounts: dict[str, Selection]
    group: str


def rows_of(
    source: str, only: tuple[tuple[str, tuple[str, ...]], ...], facts: BudgetFacts, cube: Cube
) -> list[RecordRow]:
    """Return the records of a source that match `only`, in the order of the ledger."""
    found = _SOURCES[source](facts, cube)
    return [row for row in found if all(row.values.get(name, "") in allowed for name, allowed in only)]


def _indicator_values(indicator: Indicator) -> dict[str, str]:
    return {
        "indicator": indicator.name,
        "weight": indicator.weight,
        "unit": indicator.unit,
        "nature": indicator.nature,
        "target": indicator.target,
    }


def _project_selection(project: Project, cube: Cube) -> Selection:
    where = make_filter({"side": ["支出"], "project": [project.name]}, "projects")
    return cube.select(where) & cube.in_year(cube.year)


def _project_values(project: Project) -> dict[str, str]:
    return {
        "project": project.name,
        "project_code": project.code,
        "project_kind": project.kind,
        "goal": project.goal,
    }


def _indicators(facts: BudgetFacts, _: Cube) -> list[RecordRow]:
    return [RecordRow(_indicator_values(i), {}, str(i.id)) for i in facts.indicators if i.project_id is None]


def _projects(facts: BudgetFacts, cube: Cube) -> list[RecordRow]:
    return [RecordRow(_project_values(p), {"amount": _project_selection(p, cube)}, str(p.id)) for p in facts.projects]


def _project_indicators(facts: BudgetFacts, cube: Cube) -> list[RecordRow]:
    rows = []
    for project in facts.projects:
        base, amount = _project_values(project), {"amount": _project_selection(project, cube)}
        own = [i for i in facts.indicators if i.project_id == project.id]
        listed = [_indicator_values(i) for i in own] or [_indicator_values(Indicator(nature=""))]
        rows += [RecordRow({**base, **values}, amount, str(project.id)) for values in listed]
    return rows


def _procurements(facts: BudgetFacts, cube: Cube) -> list[RecordRow]:
    names = {p.id: p.name for p in facts.projects}
    positions = {
        line.origin.record_id: 1 << n
        for n, line in enumerate(cube.lines)
        if line.origin.table == "procurement" and line.year == cube.year
    }
    return [
        RecordRow(
            {
                "item": p.item,
                "procurement_kind": p.kind,
                "fund": p.fund,
                "quantity": str(p.quantity),
                "project": names.get(p.project_id or 0, ""),
            },
            {"amount": positions.get(p.id, 0)},
            str(p.id),
        )
        for p in facts.procurements
    ]


def _assets(facts: BudgetFacts, _: Cube) -> list[RecordRow]:
    return [
        RecordRow({"asset_kind": a.kind, "stock": str(a.stock), "purchase": str(a.purchase)}, {}, str(a.id))
        for a in facts.assets
    ]


def _institutions(facts: BudgetFacts, _: Cube) -> list[RecordRow]:
    return [
        RecordRow({"institution_kind": i.kind, "institution": i.name, "remark": i.remark}, {}, str(i.id))
        for i in facts.institutions
    ]


_SOURCES = {
    "indicators": _indicators,
    "projects": _projects,
    "project_indicators": _project_indicators,
    "procurements": _procurements,
    "assets": _assets,
    "institutions": _institutions,
}

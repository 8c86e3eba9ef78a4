"""What of a figure was never entered: a count of nothing is no 0, and such a figure is not printed as a number."""

from collections.abc import Iterable, Mapping

from desktop.catalog import assets
from desktop.catalog.measures import Filter, Measure
from desktop.compute.cube import Cube
from desktop.layouts.form.spec import FigureSpec, TableSpec
from desktop.ledger.records import Budget, BudgetFacts, Unit
from desktop.ledger.vocabulary import NONE_OF, PersonKind, PersonStatus, states_none

LISTS = {
    "people": ("人员", "人员—人员"),
    "establishments": ("编制", "单位—编制"),
    "projects": ("项目", "项目"),
}
"""What a figure counts that stands in one list of the book, and the page of the window where it is entered."""
STAFF = ("people", "establishments")
INSTITUTIONS = "单位—内设机构与下属单位"
ASSETS = "单位—车辆与设备"
PROCUREMENT = "采购"
"""The side of the lines of 政府采购."""
PAGES = {"procurements": "项目—政府采购", "projects": "项目", "asset_plans": "项目—新增资产"}
EQUIPMENT = "equipment"
"""The measure of what is spent on equipment and vehicles: who has money for it buys assets."""


def page_of(source: str) -> str:
    """Return the page of the window on which the records of a source are entered."""
    return PAGES[source]


def missing(
    spec: FigureSpec, facts: BudgetFacts, cube: Cube, measures: Mapping[str, Measure]
) -> tuple[str, str] | None:
    """Return what was not entered for a figure that counts records, and the page for it; None where it can be told.

    An entry with the number 0 is entered. Projects are missing only where there is project money without any.
    """
    if spec.asset:
        known = any(assets.fits(asset.kind, spec.asset) for asset in facts.assets)
        return None if known or _none_at_all(spec, facts) else (spec.label, ASSETS)
    if spec.count == "institutions":
        kinds = dict(spec.only).get("institution_kind", ())
        known = any(not kinds or entry.kind in kinds for entry in facts.institutions)
        return None if known else (spec.label, INSTITUTIONS)
    if spec.count == "projects" and not cube.sum((("nature", ("项目",)), ("side", ("支出",)))):
        return None
    if spec.count == "asset_plans":
        return new_assets(facts, cube, measures)
    if spec.count in LISTS and not getattr(facts, spec.count):
        return LISTS[spec.count]
    return _kind_of_post(spec, facts)


def _none_at_all(spec: FigureSpec, facts: BudgetFacts) -> bool:
    """Tell whether the book says of a whole group (车辆) that there is none: then there is none of any kind of it."""
    group = assets.groups().get(assets.family(spec.asset))
    if group is None or all(asset.kind.strip() != group.label for asset in facts.assets):
        return False
    return not any(getattr(asset, spec.source) for asset in facts.assets if group.has(asset.kind))


def procured(where: Filter, facts: BudgetFacts) -> tuple[str, str] | None:
    """Return what was not entered for money of 政府采购, and the page for it; None where it can be told.

    It can where something was entered, or where a person states that there is none this year (`NONE_OF`).
    """
    asked = dict(where)
    if asked.get("side") != (PROCUREMENT,):
        return None
    stated = [key for key in NONE_OF if states_none(facts.texts.get(key, ""))]
    services = "service" in asked
    entered = any(each.purchased_service for each in facts.procurements) if services else bool(facts.procurements)
    if entered or "no_procurement" in stated or (services and "no_purchased_services" in stated):
        return None
    return NONE_OF["no_purchased_services" if services else "no_procurement"], PAGES["procurements"]


def listed(spec: TableSpec) -> set[str]:
    """Return which records a table lists."""
    return {row.source for block in spec.blocks for row in block.rows if row.kind == "records"}


def new_assets(facts: BudgetFacts, cube: Cube, measures: Mapping[str, Measure]) -> tuple[str, str] | None:
    """Return what was not entered of new assets (新增资产), and the page for it; None where it can be told.

    Without any entered there are none, unless there is money to buy equipment.
    """
    if facts.asset_plans or not cube.sum(measures[EQUIPMENT].where):
        return None
    return "新增资产", PAGES["asset_plans"]


KINDS_OF_POST = ("管理", "专业技术", "专技", "技术人员")
"""Words in a post (岗位) of 事业 staff that say which kind it is; a 工勤 post is said by the kind of person."""


def _kind_of_post(spec: FigureSpec, facts: BudgetFacts) -> tuple[str, str] | None:
    """Return what is missing for a count by kinds of posts where somebody's post does not say its kind."""
    kinds = dict(spec.only).get("person_kind", ())
    by_post = "post" in dict(spec.only) and PersonKind.INSTITUTION in kinds
    if spec.count != "people" or not (by_post or tuple(kinds) == (PersonKind.WORKER,)):
        return None
    staff = [p.post for p in facts.people if p.status == PersonStatus.IN_POST and p.kind == PersonKind.INSTITUTION]
    unclear = any(not any(word in post for word in KINDS_OF_POST) for post in staff)
    return ("岗位是管理、专技还是工勤", "人员—人员") if unclear else None


_NOTHING_ENTERED = BudgetFacts(Unit(), Budget())


def procured_name(spec: FigureSpec) -> str:
    """Return what of 政府采购 a figure is, as `NONE_OF` names it; empty for any other figure."""
    found = procured(spec.where or (), _NOTHING_ENTERED)
    return found[0] if found else ""


def left_out(spec: FigureSpec, units: Iterable[BudgetFacts]) -> list[str]:
    """Return the names of the units that are not in a count of vehicles, equipment, people or posts of all of them.

    They entered nothing of the kind, not even 0.
    """
    if spec.asset:
        kind = assets.family(spec.asset)
        return [facts.unit.name for facts in units if not any(assets.fits(a.kind, kind) for a in facts.assets)]
    if procured_name(spec):
        return [facts.unit.name for facts in units if procured(spec.where or (), facts)]
    if spec.count in STAFF:
        return [facts.unit.name for facts in units if not getattr(facts, spec.count)]
    return []

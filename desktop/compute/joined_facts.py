"""The facts of several units as those of one: what tables and sentences list when units are shown together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from operator import is_
from typing import Any

from desktop.compute.lines import BudgetLine
from desktop.ledger.records import (
    Acceptance,
    Asset,
    Budget,
    BudgetFacts,
    Establishment,
    Indicator,
    Institution,
    Project,
    Unit,
)
from desktop.ledger.vocabulary import COUNTED_OR_NOT, NONE, NONE_OF, InstitutionKind, UnitKind, states_none

LISTED = (
    *("projects", "lines", "incomes", "carry_outs", "procurements", "people", "pay_items", "quota_splits"),
    *("project_lines", "project_years", "asset_plans", "event_plans", "person_changes", "declared_bases"),
    *("fund_shares", "basis_counts", "public_lines", "summed_lines", "adjustments", "executions", "remarks"),
)
"""Records of which a view has those of all its units, one unit after the other."""


def counted(unit: Unit) -> str:
    """Return whether the public funds of a unit count as 机关运行经费: as it says itself, else those of offices do."""
    by_kind = COUNTED_OR_NOT[2] if unit.kind == UnitKind.INSTITUTION else COUNTED_OR_NOT[1]
    return unit.operating_cost or by_kind


def shared_names(facts: Iterable[BudgetFacts]) -> dict[int, str]:
    """Return other names for the projects that bear the same name in several units: each with its unit's name."""
    found: dict[str, dict[str, list[Project]]] = {}
    for each in facts:
        for project in each.projects:
            found.setdefault(project.name, {}).setdefault(each.unit.name, []).append(project)
    return {
        project.id: f"{name}（{unit}）"
        for name, units in found.items()
        if len(units) > 1
        for unit, projects in units.items()
        for project in projects
    }


def under_names(facts: BudgetFacts, names: Mapping[int, str]) -> BudgetFacts:
    """Return facts with some projects under other names."""
    if not any(project.id in names for project in facts.projects):
        return facts
    return replace(facts, projects=tuple(replace(p, name=names.get(p.id, p.name)) for p in facts.projects))


def with_funds(facts: BudgetFacts, lines: Iterable[BudgetLine]) -> BudgetFacts:
    """Return facts whose procurement items bear the fund their lines have after restating, a divided one the first."""
    if not facts.procurements:
        return facts
    funds: dict[int, str] = {}
    for line in lines:
        if line.side == "采购" and line.year == facts.budget.year:
            funds.setdefault(line.origin.record_id, line.fund)
    if all(funds.get(item.id, item.fund) == item.fund for item in facts.procurements):
        return facts
    return replace(facts, procurements=tuple(replace(p, fund=funds.get(p.id, p.fund)) for p in facts.procurements))


def _none_of(own: BudgetFacts, parts: Sequence[BudgetFacts]) -> dict[str, str]:
    """Return the words of a view's own budget; what each unit states to have none of, all of them have none of."""
    every = (key for key in NONE_OF if parts and all(states_none(each.texts.get(key, "")) for each in parts))
    stated = {key: NONE for key in every if key not in own.texts}
    return {**own.texts, **stated} if stated else own.texts


class Joiner:
    """Joins facts; tuples whose parts are the same objects as before stay the same object."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[tuple[Any, ...], tuple[Any, ...]]] = {}

    def joined(self, unit: Unit, budget: Budget, parts: Sequence[BudgetFacts]) -> BudgetFacts:
        """Return the facts of several units as those of one, with the words, controls and release of its own budget."""
        own = next((each for each in parts if each.budget.id == budget.id), BudgetFacts(unit, budget))
        listed: dict[str, Any] = {name: self._chained(name, parts) for name in LISTED}
        members = tuple(each.unit for each in parts if each.lines or each.incomes or each.people or each.projects)
        return replace(
            own,
            unit=unit,
            budget=budget,
            units=self._same("units", members, members),
            unit_of={each.budget.id: each.unit.name for each in parts},
            institutions=self._institutions(own, members),
            indicators=self._indicators(own, parts),
            assets=self._assets(parts),
            establishments=self._establishments(parts),
            texts=_none_of(own, parts),
            acceptances=(*own.acceptances, *_accepted(own, parts)),
            **listed,
        )

    def _same(self, name: str, rests_on: tuple[Any, ...], records: tuple[Any, ...]) -> tuple[Any, ...]:
        known = self._known.get(name)
        if known is not None and _all_same(known[0], rests_on):
            return known[1]
        self._known[name] = rests_on, records
        return records

    def _chained(self, name: str, parts: Sequence[BudgetFacts]) -> tuple[Any, ...]:
        lists = tuple(getattr(each, name) for each in parts)
        known = self._known.get(name)
        if known is not None and _all_same(known[0], lists):
            return known[1]
        return self._same(name, lists, tuple(chain.from_iterable(lists)))

    def _institutions(self, own: BudgetFacts, members: tuple[Unit, ...]) -> tuple[Institution, ...]:
        """The structure the unit lists itself, and each unit of the view it does not list."""
        known = {each.name for each in own.institutions}
        below = [unit for unit in members if unit.name not in {*known, own.unit.name} and unit.id != own.unit.id]
        records = (
            Institution(unit_id=unit.id, kind=str(InstitutionKind.SUBORDINATE), name=unit.name) for unit in below
        )
        return self._same("institutions", (own.institutions, *members), (*own.institutions, *records))

    def _indicators(self, own: BudgetFacts, parts: Sequence[BudgetFacts]) -> tuple[Indicator, ...]:
        """Indicators of projects; of those of a whole unit only the view's own."""
        records = (i for each in parts for i in each.indicators if each is own or i.project_id is not None)
        return self._same("indicators", tuple(each.indicators for each in parts), tuple(records))

    def _assets(self, parts: Sequence[BudgetFacts]) -> tuple[Asset, ...]:
        """Vehicles and equipment of all units, by kind."""
        found: dict[str, Asset] = {}
        for each in (asset for part in parts for asset in part.assets):
            known = found.get(each.kind)
            stock, purchase = (known.stock, known.purchase) if known else (0, 0)
            found[each.kind] = replace(known or each, stock=stock + each.stock, purchase=purchase + each.purchase)
        return self._same("assets", tuple(part.assets for part in parts), tuple(found.values()))

    def _establishments(self, parts: Sequence[BudgetFacts]) -> tuple[Establishment, ...]:
        """Posts of all units, by kind."""
        found: dict[str, Establishment] = {}
        for each in (posts for part in parts for posts in part.establishments):
            known = found.get(each.kind)
            found[each.kind] = replace(known, posts=known.posts + each.posts) if known else each
        return self._same("establishments", tuple(part.establishments for part in parts), tuple(found.values()))


def _all_same(now: tuple[Any, ...], other: tuple[Any, ...]) -> bool:
    return len(now) == len(other) and all(map(is_, now, other))


def of_unit(unit: str, message: str) -> str:
    """Return what was found in one unit of a view, with the unit's name before it."""
    return f"【{unit}】{message}"


def _accepted(own: BudgetFacts, parts: Sequence[BudgetFacts]) -> Iterable[Acceptance]:
    """What was answered for in a unit is answered for in the view too."""
    others = (each for each in parts if each is not own)
    return (replace(a, subject=of_unit(each.unit.name, a.subject)) for each in others for a in each.acceptances)

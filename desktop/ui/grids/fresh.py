"""New records begin with what the budget already says: its project, quota, year, kind — never a second equal one."""

from dataclasses import replace
from datetime import date
from itertools import count, product
from typing import Any, TypeVar

from desktop.findings import UserError
from desktop.ledger.records import (
    BasisCount,
    Control,
    Establishment,
    ParameterValue,
    Person,
    ProjectLine,
    ProjectYear,
    QuotaSplit,
    Record,
    RunningFunction,
)
from desktop.ledger.vocabulary import BLOCKS, COUNTED, POST_KINDS
from desktop.ui.session import Session

R = TypeVar("R", bound=Record)

STAFF = (*POST_KINDS, "编外", "离休", "退休.行政", "退休.参公", "退休.工勤", "退休.事业", "遗属")
"""Whom a unit usually books apart (运行科目)."""


def filled(session: Session, fresh: R) -> R:
    """Return an empty record filled in. Raises UserError when what it needs is not there yet, or all are taken."""
    changed: dict[str, Any] = {}
    if isinstance(fresh, ProjectLine):
        changed["project_id"] = _projects(session)[0]
    elif isinstance(fresh, ProjectYear):
        taken = {(p.project_id, p.year) for p in session.records(ProjectYear)}
        years = [session.budget.year + n for n in range(3)]
        free = next((pair for pair in product(_projects(session), years) if pair not in taken), None)
        last = next(year for year in count(years[-1]) if (_projects(session)[0], year) not in taken)
        changed["project_id"], changed["year"] = free or (_projects(session)[0], last)
    elif isinstance(fresh, Person):
        changed["kind"] = session.unit.kind
    elif isinstance(fresh, Establishment):
        kinds = [session.unit.kind, *POST_KINDS]
        changed["kind"] = _free(kinds, {e.kind for e in session.records(Establishment)})
    elif isinstance(fresh, RunningFunction):
        changed["staff"] = _free(STAFF, {each.staff for each in session.records(RunningFunction)})
    elif isinstance(fresh, BasisCount):
        known = {(each.basis, each.name) for each in session.records(BasisCount)}
        changed["basis"] = _free(COUNTED, {basis for basis, name in known if not name})
    elif isinstance(fresh, Control):
        changed["block"] = _free(BLOCKS, {c.block for c in session.records(Control) if not c.fund})
    elif isinstance(fresh, QuotaSplit):
        changed["quota"] = next(rule.id for rule in _policy(session).quotas if rule.split)
    elif isinstance(fresh, ParameterValue):
        since = f"{session.budget.year}-01-01"
        taken_names = {p.parameter for p in session.records(ParameterValue) if p.valid_from == since}
        name = _free(_policy(session).parameters, taken_names)
        value = _policy(session).parameters[name].at(date.fromisoformat(since))
        changed |= {"parameter": name, "valid_from": since, "value": str(value.value) if value else "0"}
    return replace(fresh, **changed)


def _free(names: Any, taken: set[str]) -> str:
    for name in names:
        if name not in taken:
            return str(name)
    raise UserError("每一种都已有一行；请直接修改已有的行")


def _projects(session: Session) -> list[int]:
    if not session.facts.projects:
        raise UserError("还没有项目；请先在“项目”中新增")
    return [project.id for project in session.facts.projects]


def _policy(session: Session) -> Any:
    if session.policy is None:
        raise UserError("还没有选择政策参数；请先在右上角选择")
    return session.policy

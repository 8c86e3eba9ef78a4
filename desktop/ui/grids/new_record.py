"""New records begin with what the budget already says: its project, quota, year, kind — never a second equal one.

Parts of people and of measurement lines begin with the one that was looked at, in a month that is free.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import count, product
from typing import Any, TypeVar

from desktop.compute import policy_values
from desktop.compute.people import contributions, staff
from desktop.findings import UserError
from desktop.ledger.records import (
    BasisCount,
    Control,
    DeclaredBase,
    Establishment,
    Execution,
    FundShare,
    ParameterValue,
    PayItem,
    Person,
    PersonChange,
    Project,
    ProjectLine,
    ProjectYear,
    QuotaSplit,
    Record,
    RunningFunction,
)
from desktop.ledger.vocabulary import BLOCKS, COUNTED, POST_KINDS
from desktop.money import Fen
from desktop.ui.session import Session

R = TypeVar("R", bound=Record)

WITHIN = (7, 8, 9, 10, 11, 12, 2, 3, 4, 5, 6)
"""Months in which something changes within the year; most changes of pay and bases come in July."""
WHOLE = Decimal(100)
ALONE: dict[type[Record], tuple[str, ...]] = {
    PersonChange: ("person_id", "month"),
    DeclaredBase: ("person_id", "month", "insurance"),
    PayItem: ("person_id", "month", "item"),
}
"""Fields by which a part of a person is the only one."""

STAFF = (*POST_KINDS, "编外", "离休", "退休.行政", "退休.参公", "退休.工勤", "退休.事业", "遗属")
"""Whom a unit usually books apart (运行科目)."""


def filled(session: Session, empty: R, owner: Record | None = None) -> R:
    """Return an empty record filled in, a part as one of `owner`.

    Raises UserError when what it needs is not there yet, or all are taken.
    """
    if isinstance(empty, PersonChange | PayItem | DeclaredBase | FundShare):
        return _begun(session, empty, owner)
    changed: dict[str, Any] = {}
    if isinstance(empty, ProjectLine):
        changed["project_id"] = _projects(session, owner)[0]
    elif isinstance(empty, ProjectYear):
        taken = {(p.project_id, p.year) for p in session.records(ProjectYear)}
        years = [session.budget.year + n for n in range(3)]
        free = next((pair for pair in product(_projects(session, owner), years) if pair not in taken), None)
        last = next(year for year in count(years[-1]) if (_projects(session, owner)[0], year) not in taken)
        changed["project_id"], changed["year"] = free or (_projects(session, owner)[0], last)
    elif isinstance(empty, Person):
        changed["kind"] = session.unit.kind
    elif isinstance(empty, Establishment):
        kinds = [session.unit.kind, *POST_KINDS]
        changed["kind"] = _free(kinds, {e.kind for e in session.records(Establishment)})
    elif isinstance(empty, RunningFunction):
        changed["staff"] = _free(STAFF, {each.staff for each in session.records(RunningFunction)})
    elif isinstance(empty, BasisCount):
        known = {(each.basis, each.name) for each in session.records(BasisCount)}
        changed["basis"] = _free(COUNTED, {basis for basis, name in known if not name})
    elif isinstance(empty, Control):
        changed["block"] = _free(BLOCKS, {c.block for c in session.records(Control) if not c.fund})
    elif isinstance(empty, Execution):
        lines = session.disclosure.cube.lines
        spent = sorted({line.function for line in lines if line.side == "支出" and line.fund == empty.fund})
        entered = {each.function_code for each in session.records(Execution)}
        changed["function_code"] = next((code for code in spent if code not in entered), "")
    elif isinstance(empty, QuotaSplit):
        changed["quota"] = next(rule.id for rule in _policy(session).quotas if rule.split)
    elif isinstance(empty, ParameterValue):
        since = f"{session.budget.year}-01-01"
        taken_names = {p.parameter for p in session.records(ParameterValue) if p.valid_from == since}
        name = _free(_policy(session).parameters, taken_names)
        changed |= {"parameter": name, "valid_from": since, "value": _value_now(session, name, since)}
    return replace(empty, **changed)


def with_its_value(session: Session, before: ParameterValue, after: ParameterValue) -> ParameterValue:
    """Return a local value of which another parameter was chosen, with the value that one has now.

    A value that was typed stays; one that only came with the former parameter would be wrong for the new one.
    """
    same_day = before.valid_from == after.valid_from
    came_with_it = not before.value or before.value == _value_now(session, before.parameter, before.valid_from)
    if before.parameter == after.parameter or not same_day or not came_with_it:
        return after
    return replace(after, value=_value_now(session, after.parameter, after.valid_from))


def _value_now(session: Session, name: str, since: str) -> str:
    """Return the value of the pack in force on a day, empty where nobody knows one: it is not 0."""
    known = _policy(session).parameters.get(name)
    value = known.at(date.fromisoformat(since)) if known and since else None
    return f"{value.value:f}" if value else ""


def _free(names: Any, taken: set[str]) -> str:
    for name in names:
        if name not in taken:
            return str(name)
    raise UserError("每一种都已有一行；请直接修改已有的行")


def _projects(session: Session, owner: Record | None = None) -> list[int]:
    if isinstance(owner, Project):
        return [owner.id]
    if not session.facts.projects:
        raise UserError("还没有项目；请先在“项目”中新增")
    return [project.id for project in session.facts.projects]


def _policy(session: Session) -> Any:
    if session.policy is None:
        raise UserError("还没有选择政策参数；请先在右上角选择")
    return session.policy


def _begun(session: Session, empty: R, owner: Record | None = None) -> R:
    """Return a new part, of `owner` where that is given and may have one.

    Raises UserError when there is nobody to whom it could belong, or every place is taken.
    """
    if isinstance(empty, FundShare):
        return replace(empty, **_share(session, empty, owner))
    people = _owners(session, Person, owner)
    names = ALONE.get(type(empty), ())
    if isinstance(empty, PersonChange):
        free = _free_part(session, PersonChange, names, people, (*WITHIN, 1))
    elif isinstance(empty, DeclaredBase):
        insurances = list(dict.fromkeys(rule.insurance for rule in _policy(session).contributions))
        free = _free_part(session, DeclaredBase, names, people, (1, *WITHIN), insurances)
        free["amount"] = _base(session, **free)
    else:
        items = list(_policy(session).items)
        free = _free_part(session, PayItem, names, people, WITHIN, items)
        before = session.book.records(PayItem, person_id=free["person_id"], item=free["item"], month=1)
        free["amount"] = before[0].amount if before else 0
    return replace(empty, **free)


def _base(session: Session, person_id: int, month: int, insurance: str) -> Fen:
    """Return the base by the rules, in 分 a month, which a declared one begins with; 0 where the rules give none."""
    values = policy_values.of_budget(session.facts)
    if values is None:
        return 0
    people = staff.payees(session.facts, values.policy)
    payee = next((each for each in people if each.person.id == person_id), None)
    if payee is None:
        return 0
    rules = [rule for rule in values.policy.contributions if rule.insurance == insurance]
    owed = [each for rule in rules for each in contributions.stretches(rule, payee, values)]
    return next((each.base for each in owed if each.first <= month <= each.last), 0)


def _free_part(session: Session, kind: type[Record], names: Sequence[str], *values: Sequence[Any]) -> dict[str, Any]:
    """Return the first combination of values that no record holds."""
    taken = {tuple(getattr(each, name) for name in names) for each in session.records(kind)}
    free = next((found for found in product(*values) if found not in taken), None)
    if free is None:
        raise UserError("每一种都已有一行；请直接修改已有的行")
    return dict(zip(names, free, strict=True))


def _owners(session: Session, kind: type[Record], owner: Record | None) -> list[int]:
    """Return whose a part may be: the given one where it is still there, else all."""
    if isinstance(owner, kind) and session.stored(owner) is not None:
        return [owner.id]
    found = [each.id for each in session.records(kind)]
    if not found:
        where = "人员" if kind is Person else "项目测算明细"
        raise UserError(f"还没有{where}；请先在“{where}”中新增")
    return found


def _share(session: Session, empty: FundShare, owner: Record | None) -> dict[str, Any]:
    """A share takes what the shares of the same cost leave; the first one all of it, from the source of before."""
    kind, name = (Person, "person_id") if empty.person_id is not None else (ProjectLine, "project_line_id")
    owners = _owners(session, kind, owner)
    known = [share for share in session.records(FundShare) if getattr(share, name) is not None]
    last = next((share for share in reversed(known) if getattr(share, name) in owners), None)
    if last is not None:
        group = (getattr(last, name), last.item)
        percents = [share.percent for share in known if (getattr(share, name), share.item) == group]
        left = WHOLE - sum(Decimal(percent or 0) for percent in percents)
        if all(percents) and left > 0:
            return {name: group[0], "item": group[1], "fund": last.fund, "percent": f"{left.normalize():f}"}
        if not all(percents):
            return {name: group[0], "item": group[1], "fund": last.fund}
    shared = {getattr(share, name) for share in known}
    first = next((number for number in owners if number not in shared), owners[0])
    whose: Any = session.book.records(kind, id=first)[0]
    return {name: first, "fund": whose.fund, "subsource": getattr(whose, "subsource", ""), "percent": f"{WHOLE}"}

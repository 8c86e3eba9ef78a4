"""What follows from the records of a grid: amounts of the year by record, what is left to divide, totals of columns."""

from collections import defaultdict
from typing import TYPE_CHECKING

from desktop.compute import controls, operating, policy_values
from desktop.ledger import control_trail
from desktop.ledger.records import (
    CarryOut,
    EventPlan,
    Person,
    Procurement,
    Project,
    ProjectLine,
    PublicLine,
    QuotaSplit,
    Record,
)
from desktop.money import Fen
from desktop.ui.grids.grid_rows import GridColumn

if TYPE_CHECKING:
    from desktop.ui.session import Session

LEFT = GridColumn("left", "还可分配（元）", 16, numeric=True)
USED = GridColumn("used", "已编（元）", 16, numeric=True)
YEAR = GridColumn("computed", "本年金额（元）", 16, numeric=True)
COLUMNS: dict[type[Record], tuple[GridColumn, ...]] = {
    Person: (GridColumn("computed", "全年合计（元）", 16, numeric=True),),
    QuotaSplit: (YEAR, GridColumn("left", "本定额还可分配（元）", 20, numeric=True)),
    PublicLine: (YEAR,),
    ProjectLine: (YEAR,),
    Project: (USED, LEFT),
}
"""Columns that no field holds, at the end of a grid."""

TIPS = {
    (Person, "computed"): "本年由这个人算出的全部支出（工资、津贴补贴和单位缴费等），由政策参数算出，不能直接修改",
    (QuotaSplit, "computed"): "这一行分配算出的本年支出",
    (QuotaSplit, "left"): "这个定额的总额减去各行已分配的金额；按百分比分配的不算",
    (PublicLine, "computed"): "数量 × 单价 × 次数算出的本年支出",
    (ProjectLine, "computed"): "数量 × 单价 × 次数算出的本年支出",
    (Project, "used"): "本项目本年的财政拨款支出（有控制数的项目才算）",
    (Project, "left"): "控制数减去已编；以后的文件另有控制数的，按文件",
}

TOTALLED: dict[type[Record], tuple[str, ...]] = {
    Person: ("computed",),
    QuotaSplit: ("amount", "computed"),
    PublicLine: ("computed",),
    ProjectLine: ("computed",),
    Project: ("control", "used", "left", "total"),
    Procurement: ("amount", "reserved", "reserved_micro"),
    CarryOut: ("amount",),
    EventPlan: ("amount",),
}
"""Columns whose amounts may be added: not prices, not amounts that hold one another (控制数) or have a sign (调整)."""

Amounts = dict[tuple[int, str], Fen]
"""By record and column what it comes to; what is not computed is not in it."""


def amounts(session: "Session", kind: type[Record]) -> Amounts:
    """Return what the computed columns of a kind of record hold."""
    found: Amounts = {}
    if kind is Project:
        return _of_projects(session)
    if kind in COLUMNS:
        cube, sums = session.disclosure.cube, defaultdict[int, Fen](int)
        for line in cube.lines:
            if line.origin.table == kind.TABLE and line.side == "支出" and line.year == cube.year:
                sums[line.origin.record_id] += line.amount
        found = {(number, "computed"): fen for number, fen in sums.items()}
    return found | _left_of_quotas(session) if kind is QuotaSplit else found


def _of_projects(session: "Session") -> Amounts:
    facts, cube, found = session.facts, session.disclosure.cube, defaultdict[tuple[int, str], Fen](int)
    names = control_trail.project_names(facts)
    for control in control_trail.of_projects(facts):
        used = controls.used(control, cube, names)
        if used is not None and control.project_id is not None:
            found[control.project_id, "used"] += used
            found[control.project_id, "left"] += control.amount - used
    return dict(found)


def _left_of_quotas(session: "Session") -> Amounts:
    """Return what is left of each quota that is split by amounts, on the last of its rows: it is one number."""
    facts, values = session.facts, policy_values.of_budget(session.facts)
    cube, found = session.disclosure.cube, Amounts()
    personnel = [line for line in cube.lines if line.origin.table == "person" and line.year == cube.year]
    for rule in values.policy.quotas if values is not None else ():
        splits = [split for split in facts.quota_splits if split.quota == rule.id]
        if splits and not any(split.percent for split in splits):
            quota = operating.total(rule, facts, values, personnel) if values is not None else 0
            found[splits[-1].id, "left"] = quota - sum(split.amount for split in splits)
    return found

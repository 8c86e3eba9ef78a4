"""What a step changed, cell by cell, in the words of the grids."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from desktop.compute.difference import GROUPS, LABELS, MONEY
from desktop.ledger import content
from desktop.ledger.journal import Change
from desktop.money import YUAN

TABLES = {kind.TABLE: GROUPS[name] for name, kind in content.OF_BUDGET.items() if name in GROUPS} | {
    "unit": "单位",
    "budget": "年度与阶段",
    "institution": "机构",
    "establishment": "编制",
    "reason": "增减原因",
    "free_text": "说明文字",
    "release": "公开审批记录",
    "acceptance": "已说明的问题",
    "remark": "批注",
    "attachment": "附件",
}
NAMES = LABELS | {
    "text": "文字", "position": "次序", "project_id": "所属项目", "scope": "称谓", "posts": "编制数", "stage": "阶段",
    "frozen_at": "冻结时间", "policy": "政策参数", "own_function": "本单位运行科目", "remark": "级别或别名",
    "reason": "理由", "figure": "数据项", "key": "文字项",
}  # fmt: skip
QUIET = frozenset(
    {"id", "budget_id", "unit_id", "person_id", "parent_id", "record_id", "record_table", "digest", "size"}
)
"""Columns that say where a record is kept."""


CALLED = ("function_code", "economic_code", "name", "item", "block", "quota", "parameter")
"""Columns by which a person knows a row."""


@dataclass(frozen=True, slots=True)
class Told:
    """One changed cell, or a whole row that came or went (column empty)."""

    change: Change
    kind: str
    column: str
    name: str
    before: str
    after: str


def told(changes: Iterable[Change], budgets: Mapping[object, str]) -> list[Told]:
    """Return the cells that were changed, rows that were added or deleted as one entry each.

    budgets: words for year and stage by the id of a budget.
    """
    found = []
    for change in changes:
        kind = _which(change, budgets)
        if change.before is None or change.after is None:
            row = change.after or change.before or {}
            texts = [_shown(name, value) for name, value in row.items() if name not in QUIET and name in NAMES]
            summary = "，".join(text for text in texts if text not in ("", "0"))
            added = change.before is None
            before, after = ("", summary) if added else (summary, "")
            found.append(Told(change, kind, "", "新增" if added else "删除", before, after))
            continue
        for name, old in change.before.items():
            new = change.after[name]
            if old != new and name not in QUIET:
                label = NAMES.get(name, name)
                found.append(Told(change, kind, name, label, _shown(name, old), _shown(name, new)))
    return found


def _which(change: Change, budgets: Mapping[object, str]) -> str:
    """Return which row it is: year, kind, what a person would call it."""
    row = change.after or change.before or {}
    called = [str(row[name]) for name in CALLED if row.get(name)]
    return " ".join(filter(None, (budgets.get(row.get("budget_id"), ""), TABLES.get(change.table, "其他"), *called)))


def _shown(name: str, value: object) -> str:
    if value is None:
        return ""
    return YUAN.show(value) if name in MONEY and isinstance(value, int) else str(value)

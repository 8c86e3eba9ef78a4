"""A difference report by meaning (差异报告): what was added, removed or changed between two budgets, in words."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

from desktop.compute import drafting
from desktop.ledger.records import BudgetFacts, Record
from desktop.money import YUAN

SKIPPED = frozenset({"id", "budget_id", "unit_id", "position", "project_id", "person_id"})
"""Fields that say where a record is kept, not what it says."""

GROUPS = {
    "people": "人员",
    "pay_items": "工资项",
    "quota_splits": "定额分配",
    "projects": "项目",
    "project_lines": "测算明细",
    "project_years": "分年计划",
    "lines": "支出行",
    "incomes": "收入",
    "carry_outs": "结转下年",
    "procurements": "政府采购",
    "indicators": "绩效指标",
    "assets": "资产存量",
    "asset_plans": "新增资产",
    "controls": "控制数",
    "parameters": "本账本参数",
    "event_plans": "会议和培训计划",
}

LABELS = {
    "amount": "金额", "price": "单价", "quantity": "数量", "times": "次数", "name": "名称", "code": "编码",
    "kind": "类别", "status": "状态", "post": "岗位", "first_month": "起始月", "last_month": "截止月",
    "headcount": "人数", "fund": "资金来源", "carry": "当年或结转", "function_code": "功能科目",
    "economic_code": "部门经济科目", "government_code": "政府经济科目", "nature": "性质", "note": "备注",
    "item": "项目", "quota": "定额", "goal": "绩效目标", "category": "项目类别", "basis": "依据", "total": "总投资",
    "control": "控制数", "reviewed": "已评审", "secured": "“三保”", "source": "来源", "unit": "计量单位",
    "weight": "权重", "target": "指标值", "level1": "一级指标", "level2": "二级指标", "stock": "存量",
    "purchase": "购置", "block": "板块", "parameter": "参数", "valid_from": "生效日期", "value": "数值",
    "reference": "文号", "year": "年度", "purchased_service": "购买服务",
    "confidential": "不宜公开", "published_as": "公开方式", "people": "人数", "days": "天数",
}  # fmt: skip
"""Chinese names of the fields."""

MONEY = frozenset({"amount", "price", "total", "control"})


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference: the group, the subject, the field (empty: the whole record), before and after as text."""

    group: str
    subject: str
    field: str
    before: str
    after: str

    def describe(self) -> str:
        """Return the difference as one line."""
        if not self.field:
            return f"{self.group}“{self.subject}”：{'新增' if self.after else '删除'}（{self.after or self.before}）"
        return f"{self.group}“{self.subject}”{self.field}：{self.before or '（空）'} → {self.after or '（空）'}"


def differences(one: BudgetFacts, other: BudgetFacts) -> list[Difference]:
    """Return all differences from one budget to the other, totals first."""
    found = list(_totals(one, other))
    for name, group in GROUPS.items():
        found += _group(group, _keyed(one, name), _keyed(other, name))
    return found


def _totals(one: BudgetFacts, other: BudgetFacts) -> Iterator[Difference]:
    sums: dict[str, list[int]] = {}
    for number, facts in enumerate((one, other)):
        for line in drafting.of_budget(facts):
            for name in (f"{line.side}合计", f"{line.nature}经费" if line.nature in ("人员", "公用") else line.nature):
                if name:
                    sums.setdefault(name, [0, 0])[number] += line.amount
    for name, (before, after) in sums.items():
        if before != after:
            yield Difference("合计", name, "金额", f"{YUAN.show(before)} 元", f"{YUAN.show(after)} 元")


def _keyed(facts: BudgetFacts, name: str) -> dict[str, list[Record]]:
    """Return records by what a person would call them."""
    projects = {p.id: p.name for p in facts.projects}
    people = {p.id: p.name or p.code or p.post for p in facts.people}
    found: dict[str, list[Record]] = {}
    for record in getattr(facts, name):
        found.setdefault(_subject(record, projects, people), []).append(record)
    return found


def _subject(record: Any, projects: dict[int, str], people: dict[int, str]) -> str:
    owner = projects.get(getattr(record, "project_id", None) or 0, "") or people.get(
        getattr(record, "person_id", 0) or 0, ""
    )
    names = ("function_code", "economic_code", "parameter", "valid_from", "quota", "item", "source", "year", "block")
    if getattr(record, "name", "") or getattr(record, "code", ""):
        own = [str(record.name or record.code)]
    elif hasattr(record, "headcount"):
        own = [record.post]
    elif hasattr(record, "stock"):
        own = [record.kind]
    else:
        own = [str(getattr(record, name)) for name in names if getattr(record, name, "")]
    return " ".join(part for part in (owner, *own) if part)


def _group(group: str, before: dict[str, list[Record]], after: dict[str, list[Record]]) -> Iterator[Difference]:
    for subject in dict.fromkeys((*before, *after)):
        for old, new in _pairs(before.get(subject, []), after.get(subject, [])):
            if old is None or new is None:
                shown = [_summary(record) if record else "" for record in (old, new)]
                yield Difference(group, subject, "", shown[0], shown[1])
                continue
            values = ((name, _shown(name, getattr(old, name)), _shown(name, getattr(new, name))) for name in _told(old))
            yield from (Difference(group, subject, LABELS[name], a, b) for name, a, b in values if a != b)


def _pairs(before: list[Record], after: list[Record]) -> list[tuple[Record | None, Record | None]]:
    """Return records of one name side by side, the most alike first; what has no partner stands alone."""
    alike = sorted((_unlike(old, new), m, n) for m, old in enumerate(before) for n, new in enumerate(after))
    partner: dict[int, int] = {}
    for _, m, n in alike:
        if m not in partner and n not in partner.values():
            partner[m] = n
    gone = [(old, after[partner[m]] if m in partner else None) for m, old in enumerate(before)]
    return [*gone, *((None, new) for n, new in enumerate(after) if n not in partner.values())]


def _unlike(old: Record, new: Record) -> int:
    return sum(getattr(old, name) != getattr(new, name) for name in _told(old))


def _told(record: Record) -> list[str]:
    return [f.name for f in fields(record) if f.name not in SKIPPED]


def _shown(name: str, value: object) -> str:
    if value is None:
        return ""
    return f"{YUAN.show(value)} 元" if name in MONEY and isinstance(value, int) else str(value)


def _summary(record: Record) -> str:
    shown = [(name, _shown(name, getattr(record, name))) for name in _told(record)]
    return "，".join(f"{LABELS[name]} {text}" for name, text in shown if text not in ("", "0")) or "空"

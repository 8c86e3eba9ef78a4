"""Why a line has its amount: the tree amount ← rule ← base ← items ← parameter (value, valid from, source).

The tree calls the same functions as the computation; a test compares its root with every line.
"""

from collections.abc import Iterator
from dataclasses import field
from decimal import Decimal

from desktop.catalog import choices
from desktop.catalog.classification import load
from desktop.catalog.policy_rules import (
    HEAD_BASES,
    MONEY_BASES,
    ContributionRule,
    DatedValue,
    PayRule,
    QuotaRule,
)
from desktop.compute import adjusting, summed_lines
from desktop.compute import operating as public_funds
from desktop.compute.lines import BudgetLine
from desktop.compute.people import contributions, personnel, practices, staff
from desktop.compute.people.contributions import Stretch
from desktop.compute.people.personnel import months_of
from desktop.compute.people.staff import Items, Payee
from desktop.compute.policy_values import PolicyValues
from desktop.dataclass import dataclass
from desktop.ledger.records import BudgetFacts, Person
from desktop.money import YUAN, Fen


@dataclass(frozen=True, slots=True)
class Node:
    """One step of an explanation: what it is, its value in words, and what it rests on."""

    label: str
    value: str
    children: list["Node"] = field(default_factory=list)

    def lines(self, depth: int = 0) -> list[str]:
        """Return the tree as indented text."""
        own = f"{'    ' * depth}{self.label}：{self.value}"
        return [own, *(line for child in self.children for line in child.lines(depth + 1))]


def explain(facts: BudgetFacts, values: PolicyValues | None, line: BudgetLine, all_lines: list[BudgetLine]) -> Node:
    """Return the explanation of a line of this year."""
    if line.origin.table == "person" and values is not None:
        return _person(facts, values, line)
    if line.origin.table in ("quota", "quota_split") and values is not None:
        return _quota(facts, values, line, all_lines)
    if line.origin.table == "project_line":
        return _measured(facts, line)
    if line.origin.table == adjusting.TABLE:
        return _adjusted(facts, line)
    if line.origin.table == summed_lines.TABLE:
        return _root(line, [_with_a_pack(facts, line)])
    return _root(line, [Node("来源", f"{line.origin.rule}（第 {line.origin.record_id} 号记录）")])


def _with_a_pack(facts: BudgetFacts, line: BudgetLine) -> Node:
    """Return where explaining ends in a unit that was taken in: at the rule and the number of heads."""
    record = next(each for each in facts.summed_lines if each.id == line.origin.record_id)
    heads = f"，{record.headcount} 人" if record.headcount else ""
    return Node("来源", f"单位数据包，{record.item}{heads}；明细在单位自己的账本中")


def _root(line: BudgetLine, children: list[Node]) -> Node:
    codes = " ".join(
        f"{code} {load(key).name(code)}"
        for key, code in (("function", line.function), ("economic", line.economic), ("government", line.government))
        if code
    )
    booked = Node("列支科目", codes or line.side)
    return Node(line.origin.rule, f"{YUAN.show(line.amount)} 元", [*children, booked])


def _parameter(label: str, value: DatedValue, shown: str = "") -> Node:
    where = "本账本填写" if value.local else "参数包"
    text = shown or f"{value.value}"
    return Node(label, f"{text}（自 {value.valid_from} 起，{where}，依据：{value.reference or '未注明'}）")


def rate_text(value: Decimal) -> str:
    """Return a rate in percent: 0.075 as 7.5%."""
    return f"{(value * 100).normalize():f}%"


def _items(values: PolicyValues, names: tuple[str, ...], items: Items, unit: str) -> list[Node]:
    return [Node(values.policy.items[name], f"{YUAN.show(items[name])} {unit}") for name in names if items.get(name)]


def _person(facts: BudgetFacts, values: PolicyValues, line: BudgetLine) -> Node:
    person = next(p for p in facts.people if p.id == line.origin.record_id)
    payee = next(each for each in staff.payees(facts, values.policy) if each.person.id == person.id)
    rule = next(r for r in personnel.rules_of(values) if r.id == line.origin.part)
    who = [Node("人员", _who(person)), *_changes(facts, person)]
    body = _pay(rule, payee, values) if isinstance(rule, PayRule) else _contribution(rule, payee, values)
    chosen = _chosen(values, practices.of_person(rule, payee, line.fund))
    return _root(line, [*who, *body, *_borne(line, payee, rule), *chosen])


def _chosen(values: PolicyValues, keys: Iterator[str]) -> list[Node]:
    """Return the choices of the place that a figure rests on."""
    written = choices.written(values.policy, keys)
    return [Node("各地做法", "；".join(written))] if written else []


def _changes(facts: BudgetFacts, person: Person) -> list[Node]:
    changes = [change for change in facts.person_changes if change.person_id == person.id]
    return [Node(f"{change.month} 月起", change.what or change.status or "变动") for change in changes]


def _borne(line: BudgetLine, payee: Payee, rule: personnel.Rule) -> list[Node]:
    """Return what part of the whole this line's source bears, where there are several."""
    shares = payee.shares_of(*personnel.names_of(rule))
    share = next((s for s in shares if (s.fund, s.subsource) == (line.fund, line.subsource)), None)
    if len(shares) < 2 or share is None:
        return []
    return [Node("资金负担", f"{line.fund} {staff.shown(share.percent)}%，本行 {YUAN.show(line.amount)} 元")]


def _who(person: Person) -> str:
    name = person.name or person.code
    heads = f"，{person.headcount} 人" if person.headcount > 1 else ""
    months = f"{person.first_month}–{person.last_month} 月，共 {months_of(person)} 个月"
    return f"{name}（{person.kind}，{person.status}{'，' + person.post if person.post else ''}{heads}，{months}）"


DUE = {"按月": "按月数折算", "按在职月数": "按月数折算", "全额": "全额", "十二月在职全发": "十二月在职全发"}


def _pay(rule: PayRule, payee: Payee, values: PolicyValues) -> list[Node]:
    person = payee.person
    amount = personnel.pay(rule, payee, values)
    nodes = [Node("每人全年", f"{YUAN.show(amount)} 元")]
    meant = [state for state in payee.states if staff.applies(rule, state.person)]
    for state in meant:
        found = _items(values, rule.monthly, state.items, "元/月")
        found += _items(values, rule.yearly, state.items, f"元/年（{DUE[rule.due]}）")
        all_year = len(meant) == 1
        nodes += found if all_year or not found else [Node(f"{state.first}–{state.last} 月", "", found)]
        typed = any(state.items.get(name) for name in rule.monthly)
        if rule.by_rank and not typed and f"{rule.by_rank}.{state.person.rank}" in values.policy.parameters:
            nodes += _standards(f"{rule.by_rank}.{state.person.rank}", state.first, state.last, values)
    if rule.times:
        value = values.at(rule.times, max(1, person.last_month))
        if value is not None:
            nodes.append(_parameter(values.policy.parameters[rule.times].label, value, f"{value.value} 个月"))
    if rule.per_head:
        nodes += _standards(rule.per_head, person.first_month, person.last_month, values)
    return nodes


def _standards(parameter: str, first: int, last: int, values: PolicyValues) -> list[Node]:
    label = values.policy.parameters[parameter].label
    return [
        Node(f"{begin}–{end} 月", "", [_parameter(label, found[0], f"{found[0].value} 元/月")])
        for begin, end, found in values.spans((parameter,), first, last)
    ]


def _contribution(rule: ContributionRule, payee: Payee, values: PolicyValues) -> list[Node]:
    alike = next(rules for rules in personnel.families(values) if rule in rules)
    insurance = [each for each in alike if isinstance(each, ContributionRule)]
    owed = [(each, stretch) for each in insurance for stretch in contributions.stretches(each, payee, values)]
    return [_stretch(each, stretch, values) for each, stretch in sorted(owed, key=lambda part: part[1].first)]


def _stretch(rule: ContributionRule, stretch: Stretch, values: PolicyValues) -> Node:
    items = stretch.items
    shown = f"{YUAN.show(stretch.monthly)} 元/月 × {stretch.months} 个月 = {YUAN.show(stretch.amount)} 元"
    labels = values.policy.parameters
    limits = [
        _parameter(labels[name].label, value, f"{value.value} 元")
        for name, value in ((rule.floor, stretch.floor), (rule.ceiling, stretch.ceiling))
        if value is not None
    ]
    parts = _items(values, rule.monthly, items, "元/月") + _items(values, rule.yearly, items, "元/年，除以 12")
    parts += _items(values, rule.thirteenth, items, "元，年终一次性奖金除以 12")
    clamped = "，已按上下限调整" if stretch.clamped else ""
    declared = f"，核定 {YUAN.show(stretch.declared)} 元" if stretch.declared is not None else ""
    shown_base = f"{YUAN.show(stretch.base)} 元（计算值 {YUAN.show(stretch.raw)} 元{declared}{clamped}）"
    base = Node("缴费基数", shown_base, parts + limits)
    rate = _parameter(labels[rule.rate].label, stretch.rate, rate_text(stretch.rate.value))
    return Node(f"{stretch.first}–{stretch.last} 月", shown, [base, rate])


def _quota(facts: BudgetFacts, values: PolicyValues, line: BudgetLine, all_lines: list[BudgetLine]) -> Node:
    rule = next(r for r in values.policy.quotas if r.id == line.origin.part)
    paid = [line for line in all_lines if line.origin.table == "person" and line.year == facts.budget.year]
    basis = public_funds.basis_of(rule, facts, values.policy, paid)
    total = public_funds.total(rule, facts, values, paid)
    nodes = [Node("定额合计", f"{YUAN.show(total)} 元"), Node(rule.basis, _basis(rule, basis))]
    label = values.policy.parameters[rule.parameter].label
    percent = rule.basis in MONEY_BASES
    for first, last, found in values.spans((rule.parameter,), 1, 12):
        shown = rate_text(found[0].value) if percent else f"{found[0].value} 元"
        nodes.append(Node(f"{first}–{last} 月", "", [_parameter(label, found[0], shown)]))
    if rule.split:
        nodes.append(Node("分配", f"本科目分配 {YUAN.show(line.amount)} 元"))
    return _root(line, [*nodes, *_chosen(values, practices.of_quota(rule))])


def _basis(rule: QuotaRule, basis: Fen) -> str:
    if rule.basis in MONEY_BASES:
        return f"{YUAN.show(basis)} 元"
    words = {"车辆数": "辆", "人月": "人月", "编制人数": "名编制", "学生数": "人", "床位数": "张", "建筑面积": "平方米"}
    return f"{basis}（{words.get(rule.basis, '人，按 1 月花名册' if rule.basis in HEAD_BASES else '')}）"


def _measured(facts: BudgetFacts, line: BudgetLine) -> Node:
    record = next(r for r in facts.project_lines if r.id == line.origin.record_id)
    formula = f"{record.quantity} × {YUAN.show(record.price)} 元 × {record.times}"
    nodes = [Node("项目", line.project), Node("测算", formula)]
    if record.basis:
        nodes.append(Node("测算依据", record.basis))
    return _root(line, nodes)


def _adjusted(facts: BudgetFacts, line: BudgetLine) -> Node:
    """Return the entry of the adjusted budget behind a line, with its document."""
    entry = next(each for each in facts.adjustments if each.id == line.origin.record_id)
    nodes = [Node("文号", entry.reference or "没有填写"), Node("日期", entry.day or "没有填写")]
    nodes += [Node("项目", line.project)] if line.project else []
    nodes += [Node("备注", entry.note)] if entry.note else []
    return _root(line, nodes)

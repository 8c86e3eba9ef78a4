"""Lists of parts: they add up to what they are of, none is more than it, none stands twice or is left out.

Rules, sources and what is not seen: resources/rules/audit/adding_up.md.
"""

from collections.abc import Iterator
from decimal import Decimal

from desktop.audit import parts as reading_parts
from desktop.audit.contradiction import answer, figures, finding, quote, wan
from desktop.audit.interval import Interval
from desktop.audit.outcome import Answer, AuditFinding, Rule
from desktop.audit.parts import Group, groups, total
from desktop.audit.reading import read
from desktop.audit.statements import Change, Enumeration, Statement
from desktop.findings import Severity
from desktop.outside.document import Document

E, W, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO


def sums(document: Document) -> Answer:
    """A01: the parts of a list add up to the amount they are of."""
    findings, unsure, seen = [], [], 0
    for each in read(document).lists:
        for group in groups(each):
            seen += 1
            result = _sum(group)
            if isinstance(result, AuditFinding):
                findings.append(result)
            elif result:
                unsure.append(result)
    return answer(findings, seen, unsure, "没有列出各项金额的句子")


def _sum(group: Group) -> AuditFinding | str:
    parent, printed = group.parents[0], total(group.parts)
    readings = [total(parts) for parts in reading_parts.readings(group)]
    if any(reading.fen == each.amount.fen for each in group.parents for reading in readings):
        return ""
    difference = printed.fen - parent.amount.fen
    message = f"各项之和 {wan(printed.fen, parent.figure.unit)}，而{parent.shown}为 {parent.figure.text}{parent.figure.unit}"
    quotes = [quote(parent), *map(quote, group.parts)]
    amounts = figures([parent, *group.parts])
    if any(reading.meets(each.amount) for each in group.parents for reading in readings):
        text = f"{message}，相差 {wan(abs(difference), parent.figure.unit)}，在四舍五入的范围内（尾差）"
        return finding("A01", INFO, text, quotes, amounts)
    if not reading_parts.comparable(group):
        return f"“{quote(parent).text}”与所列各项的口径或年度不同"
    unit = _ten_thousand(group)
    if unit:
        return unit
    excess = all(total(group.parts).fen > each.amount.fen for each in group.parents)
    if excess and not group.known or not excess and not reading_parts.complete(group):
        return f"“{quote(parent).text}”之下没有写全各项，或读不出各项是否并列"
    text = f"{message}，{'多' if difference > 0 else '少'} {wan(abs(difference), parent.figure.unit)}"
    return finding("A01", E, text, quotes, amounts, f"{parent.shown}等于各项之和，应为 {wan(printed.fen, parent.figure.unit)}，或改正其中一项")


def _ten_thousand(group: Group) -> AuditFinding | None:
    """Return that one figure is 10,000 times off, where that alone explains the difference."""
    for changed in [group.parents[0], *group.parts]:
        for factor in (Decimal(10_000), Decimal(1) / 10_000):
            moved = Interval(changed.amount.fen * factor, changed.amount.half * factor)
            if not changed.amount.fen:
                continue
            others = total([part for part in group.parts if part is not changed])
            first = group.parents[0].amount
            if (others.meets(moved)) if changed is group.parents[0] else (others + moved).meets(first) and moved.fen <= first.fen + first.half:
                right = wan(moved.fen)
                message = f"“{changed.shown}”的单位疑有误：写成 {changed.figure.text}{changed.figure.unit}，与其他各项相差一万倍"
                return finding("A01", E, message, [quote(changed), quote(group.parents[0])], figures([changed, group.parents[0]]), f"应为 {right}")
    return None


def at_most(document: Document) -> Answer:
    """A02: no part is more than what it is a part of."""
    findings, seen = [], 0
    for each in read(document).lists:
        if not each.parents or not all(parent.plan for parent in each.parents):
            continue
        for part in each.parts:
            seen += 1
            if part.plan and all(_more(part.amount, parent.amount) for parent in each.parents) and _one_side(part, each):
                parent = each.parents[0]
                message = f"{part.shown} {part.figure.text}{part.figure.unit}大于它所属的{parent.shown} {parent.figure.text}{parent.figure.unit}"
                findings.append(finding("A02", E, message, [quote(part), quote(parent)], figures([part, parent]), "部分不大于整体"))
    return answer(findings, seen, (), "没有列出各项金额的句子")


def _one_side(part: Statement, each: Enumeration) -> bool:
    known = part.subject is not None and each.parents[0].subject is not None
    return known and len(groups(each)) > 0


def _more(part: Interval, whole: Interval) -> bool:
    return part.fen - part.half > whole.fen + whole.half


def changes(document: Document) -> Answer:
    """A03: the changes of the parts add up to the change of what they are of."""
    findings, unsure, seen = [], [], 0
    for group in (group for each in read(document).lists for group in groups(each)):
        own = [_change(part) for part in group.parts]
        parents = [change for parent in group.parents if (change := _change(parent))]
        signed = [change.signed for change in own if change and change.signed is not None]
        if not parents or len(signed) < len(own) or len(own) < 2 or not reading_parts.complete(group):
            continue
        seen += 1
        added = sum(signed[1:], signed[0])
        wanted = [change.signed for change in parents if change.signed is not None]
        if not wanted or any(added.fen == each.fen for each in wanted):
            continue
        kept = [change for change in (parents[0], *own) if change]
        message = f"各项增减之和 {wan(added.fen)}，而{group.parents[0].shown}的增减为 {wan(wanted[0].fen)}"
        severity = INFO if any(added.meets(each) for each in wanted) else E
        if severity is E and not all(part.plan for part in group.parts):
            unsure.append(message)
            continue
        tail = "，在四舍五入的范围内（尾差）" if severity is INFO else ""
        findings.append(finding("A03", severity, message + tail, map(quote, kept), (), "" if tail else f"应为 {wan(added.fen)}"))
    findings += _reasons(document)
    return answer(findings, seen + len(findings), unsure, "没有同时写出整体和各项的增减")


def _change(of: Statement) -> Change | None:
    known = [change for change in of.changes if change.amount or change.flat]
    return known[0] if len(known) == 1 else None


CLOSED = ({"基本支出", "项目支出"}, {"人员经费", "公用经费"}, {"人员经费", "公用经费", "项目支出"})
"""Members that leave nothing out: their changes explain the change of all of it."""


def _reasons(document: Document) -> Iterator[AuditFinding]:
    """Yield where a change is explained by the changes of all its members and they do not add up to it."""
    owner: Change | None = None
    members: list[Change] = []
    for change in (*read(document).changes, None):
        follows = owner and change and change.passage is owner.passage and "。" not in owner.passage.text[owner.end : change.start]
        if change and change.reason and follows and change.subject and change.signed:
            members.append(change)
            continue
        if owner and owner.signed and members:
            yield from _explained(owner, members)
        owner, members = (change if change and not change.reason else None), []


def _explained(owner: Change, members: list[Change]) -> Iterator[AuditFinding]:
    names = {change.subject.name for change in members if change.subject}
    signed = [change.signed for change in members if change.signed]
    whole_of = owner.about.subject.name if owner.about and owner.about.subject else ""
    if names not in CLOSED or len(names) != len(members) or owner.signed is None:
        return
    if names == CLOSED[1] and whole_of != "基本支出":
        return
    added = sum(signed[1:], signed[0])
    if added.fen == owner.signed.fen:
        return
    message = f"所列各项增减之和 {wan(added.fen)}，而增减总数为 {wan(owner.signed.fen)}"
    if added.meets(owner.signed):
        yield finding("A03", INFO, f"{message}，在四舍五入的范围内（尾差）", map(quote, (owner, *members)))
    else:
        yield finding("A03", E, message, map(quote, (owner, *members)), (), f"应为 {wan(added.fen)}")


RULES: tuple[Rule, ...] = (
    Rule("A01", "各项之和等于总数", sums),
    Rule("A02", "部分不大于整体", at_most),
    Rule("A03", "各项增减之和等于总增减", changes),
)

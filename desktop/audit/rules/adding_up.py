"""Lists of parts: they add up to what they are of, none is more than it, their changes make up its change.

Rules, sources and what is not seen: resources/rules/audit/adding_up.md.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from desktop.audit.contradiction import answer, figures, finding, quote, wan
from desktop.audit.interval import ZERO, Interval, sharper
from desktop.audit.outcome import Answer, AuditFinding, Rule
from desktop.audit.sentences import otherwise
from desktop.audit.sentences import parts as reading_parts
from desktop.audit.sentences.belonging import more_than
from desktop.audit.sentences.parts import Group, groups, total
from desktop.audit.sentences.reading import read
from desktop.audit.sentences.reasons import with_reasons
from desktop.audit.sentences.slips import explained, slips
from desktop.audit.sentences.statements import Change, Enumeration, Statement, Statements
from desktop.findings import Severity
from desktop.money import FEN_PER
from desktop.outside.document import Document

E, W, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO


def sums(document: Document) -> Answer:
    """A01: the parts of a list add up to the amount they are of."""
    findings, unsure, seen = [], [], 0
    text = read(document)
    for each in text.lists:
        found = groups(each)
        alone = len(found) == 1 or (found and all(map(reading_parts.plain_list, found)))
        slip = _slip(each, tuple(each.parts)) if alone and len(found[0].parts) < len(each.parts) else None
        findings += [slip] if slip else []
        for group in found:
            seen += 1
            result = _sum(group, text.half, open_end=group.name == "结构" and text.other_income)
            if isinstance(result, AuditFinding) and result.severity is not INFO and otherwise.adds_up(group, text):
                result = f"“{quote(group.parents[0]).text}”的各项可以有另一种读法"
            elif isinstance(result, str) and result:
                result = next(filter(None, (_slip(each, parts) for parts in reading_parts.beginnings(group))), result)
            if isinstance(result, AuditFinding):
                findings.append(result)
            elif result:
                unsure.append(result)
    return answer(findings, seen, unsure, "没有列出各项金额的句子")


def _sum(group: Group, half: Decimal | None, *, open_end: bool) -> AuditFinding | str:
    parent, printed = group.parents[0], total(group.parts)
    readings = [total(parts) for parts in reading_parts.readings(group)]
    if any(reading.fen == each.amount.fen for each in group.parents for reading in readings):
        return ""
    difference = printed.fen - parent.amount.fen
    message = f"各项之和 {wan(printed.fen, parent.figure.unit)}，而{parent.shown}为 {parent.written}"
    quotes = [quote(parent), *map(quote, group.parts)]
    amounts = figures([parent, *group.parts])
    if any(reading.meets(each.amount) for each in group.parents for reading in readings):
        if not _sharply(group, half) and reading_parts.comparable(group) and (group.known or group.closed):
            more = "多" if difference > 0 else "少"
            text = f"{message}，{more} {wan(abs(difference), parent.figure.unit)}；其他金额写得更细，不像四舍五入"
            return finding("A01", W, text, quotes, amounts, "改正其中一个数")
        text = f"{message}，相差 {wan(abs(difference), parent.figure.unit)}，在四舍五入的范围内（尾差）"
        return finding("A01", INFO, text, quotes, amounts)
    if not reading_parts.comparable(group):
        return f"“{quote(parent).text}”与所列各项的口径或年度不同"
    if unit := _ten_thousand(group):
        return unit
    if reading_parts.outgrown(group.parts, group.parents) or (difference > 0 and parent.last_of_several):
        return f"“{quote(parent).text}”不是后面各项的总数"
    excess = all(total(group.parts).fen > each.amount.fen for each in group.parents)
    unknown = not group.known and not group.closed
    if (excess and unknown and not reading_parts.plain_list(group)) or (
        not excess and (open_end or not reading_parts.complete(group))
    ):
        return f"“{quote(parent).text}”之下没有写全各项，或读不出各项是否并列"
    text = f"{message}，{'多' if difference > 0 else '少'} {wan(abs(difference), parent.figure.unit)}"
    return finding(
        "A01",
        E if (group.known or group.rest) and not reading_parts.two_of_three(group) else W,
        text,
        quotes,
        amounts,
        f"{parent.shown}等于各项之和，应为 {wan(printed.fen, parent.figure.unit)}，或改正其中一项",
    )


def _slip(each: Enumeration, parts: tuple[Statement, ...]) -> AuditFinding | None:
    """Return that a list, which may leave something out, adds up exactly but for one slip of the pen in a figure."""
    parent = each.parents[0]
    everyone = (parent, *parts)
    alike = len({value.figure.unit for value in everyone}) == 1 and reading_parts.alike(everyone)
    found = explained([part.figure.text for part in parts], parent.figure.text) if alike else None
    if found is None:
        return None
    wrong, right = found
    message = f"各项之和 {wan(total(parts).fen, parent.figure.unit)}，而{parent.shown}为 {parent.written}；"
    message += f"{wrong} 写成 {right} 就恰好相等，疑为笔误"
    return finding("A01", W, message, map(quote, everyone), figures(everyone), f"核对 {wrong}")


def _sharply(group: Group, half: Decimal | None) -> bool:
    """Tell whether a list adds up also if its amounts are printed to the digits that the document's amounts have."""
    if half is None or any(each.figure.unit != "万元" for each in (*group.parents, *group.parts)):
        return True
    for parts in reading_parts.readings(group):
        added = sum((sharper(part.amount, half) for part in parts), ZERO)
        if any(added.meets(sharper(each.amount, half)) for each in group.parents):
            return True
    return False


def _ten_thousand(group: Group) -> AuditFinding | None:
    """Return that one figure is 10,000 times off, where its unit is another than the others' and that explains it."""
    everyone = [group.parents[0], *group.parts]
    units = [each.figure.unit for each in everyone]
    for changed in everyone:
        others_in = {unit for each, unit in zip(everyone, units, strict=True) if each is not changed}
        if units.count(changed.figure.unit) > 1 or not changed.amount.fen or len(others_in) > 1:
            continue
        (unit,) = others_in
        factor = Decimal(FEN_PER[unit]) / FEN_PER[changed.figure.unit]
        if factor not in (10_000, Decimal(1) / 10_000):
            continue
        moved = changed.amount * factor
        others = total([part for part in group.parts if part is not changed])
        parent = group.parents[0]
        if others.meets(moved) if changed is parent else (others + moved).meets(parent.amount):
            message = f"“{changed.shown}”写成 {changed.written}，与其他各项相差一万倍，单位疑有误"
            quotes = [quote(changed), quote(parent)]
            return finding("A01", E, message, quotes, figures([changed, parent]), wan(moved.fen, unit))
    return None


def at_most(document: Document) -> Answer:
    """A02: no part is more than what it is a part of."""
    findings, seen = [], 0
    for each in read(document).lists:
        if (
            not each.parents
            or not all(parent.plan for parent in each.parents)
            or reading_parts.outgrown(each.parts, each.parents)
        ):
            continue
        for part in each.parts:
            seen += 1
            if (
                (part.plan and not otherwise.beside_three(part, each))
                and all(more_than(part, parent) for parent in each.parents)
                and (_one_side(part, each) or reading_parts.inside(part, each))
            ):
                parent = each.parents[0]
                message = f"{part.shown} {part.written}大于它所属的{parent.shown} {parent.written}"
                sure = _one_side(part, each) and otherwise.right_behind(each)
                severity, quotes = E if sure else W, [quote(part), quote(parent)]
                amounts = figures([part, parent])
                findings.append(finding("A02", severity, message, quotes, amounts, "部分不大于整体"))
    return answer(findings, seen, (), "没有列出各项金额的句子")


def _one_side(part: Statement, each: Enumeration) -> bool:
    return part.subject is not None and each.parents[0].subject is not None and len(groups(each)) > 0


def changes(document: Document) -> Answer:
    """A03: the changes of the parts add up to the change of what they are of."""
    findings, unsure, seen = [], [], 0
    text = read(document)
    places = _Places(text)
    for group in (otherwise.proven(each, group) for each in text.lists for group in groups(each)):
        own = [_changes_of(places, part) for part in group.parts]
        of = [parent for parent in group.parents if parent.amount.meets(total(group.parts))] or group.parents
        parents = [change for parent in of if (change := _change(parent) or _elsewhere(places, parent))]
        signed = [each.signed for several in own for each in several if each.signed is not None]
        if not parents or not all(own) or len(own) < 2 or not reading_parts.complete(group):
            continue
        seen += 1
        added = sum(signed[1:], signed[0])
        wanted = [change.signed for change in parents if change.signed is not None]
        if not wanted or any(added.fen == each.fen for each in wanted) or _read_otherwise(group, own, wanted):
            continue
        quoted = [parents[0], *(each for several in own for each in several)]
        message = f"各项增减之和 {wan(added.fen)}，而{group.parents[0].shown}的增减为 {wan(wanted[0].fen)}"
        severity = INFO if any(added.meets(each) for each in wanted) else E if otherwise.all_of_it(group, own) else W
        units = {change.amount.unit for change in quoted if change.amount}
        unlike = len(units) > 1 or not all(part.plan for part in group.parts)
        if severity is not INFO and (unlike or (wanted[0].fen < added.fen and reading_parts.may_have_ended(group))):
            unsure.append(message)
            continue
        tail = "，在四舍五入的范围内（尾差）" if severity is INFO else ""
        findings.append(
            finding("A03", severity, message + tail, map(quote, quoted), (), "" if tail else wan(added.fen))
        )
    findings += [*_reasons(document), *_slipped_reasons(document)]
    return answer(findings, seen + len(findings), unsure, "没有同时写出整体和各项的增减")


def _read_otherwise(group: Group, own: list[list[Change]], wanted: list[Interval]) -> bool:
    """Tell whether the changes add up without those of vehicles' costs that a bracket divides."""
    of = {id(part): several for part, several in zip(group.parts, own, strict=True)}
    for parts in reading_parts.without_cars(group):
        signed = [each.signed for part in parts for each in of[id(part)] if each.signed is not None]
        added = sum((each.fen for each in signed), Decimal(0))
        if any(added == each.fen for each in wanted):
            return True
    return False


def _change(of: Statement) -> Change | None:
    known = [change for change in of.changes if change.amount or change.flat]
    return known[0] if len(known) == 1 else None


class _Places:
    """Where the amounts of a text are stated again, and where they are divided."""

    def __init__(self, text: Statements) -> None:
        self.same: dict[tuple[object, str], list[Change]] = defaultdict(list)
        self.owners: dict[int, list[Statement]] = defaultdict(list)
        self.divided: dict[int, list[Enumeration]] = defaultdict(list)
        for value in text.values:
            change = _change(value) if value.key else None
            if change and value.key:
                owner, fund, side, name = value.key
                for own_side in ("收入", "支出") if side == "收支" else (side,):
                    self.same[(owner, fund, own_side, name), value.figure.text].append(change)
            for unsure in value.unsure:
                self.owners[id(unsure)].append(value)
        for each in text.lists:
            self.divided[id(each.parents[0])].append(each)


def _changes_of(places: _Places, part: Statement) -> list[Change]:
    """Return the change of a part, or those of all its own parts; empty where they are not all known."""
    change = _change(part) or _within(places, part)
    if change:
        return [change] if change.signed is not None else []
    for each in places.divided[id(part)]:
        for group in groups(each):
            below = [_change(member) for member in group.parts]
            known = [change for change in below if change and change.signed is not None]
            if len(known) == len(below) and reading_parts.complete(group):
                return known
    return []


def _within(places: _Places, part: Statement) -> Change | None:
    """Return a change that may be of a part or of what it is divided into: it is all there is of either."""
    if len(part.unsure) != 1 or part.changes or not part.unsure[0].amount:
        return None
    owners = places.owners[id(part.unsure[0])]
    return part.unsure[0] if all(value is part or value.parent is part for value in owners) else None


def _elsewhere(places: _Places, of: Statement) -> Change | None:
    """Return the change that another sentence states of the same amount."""
    return next(iter(places.same[of.key, of.figure.text]), None) if of.key else None


LISTED = re.compile(r"^(?!.*[；。][按从][^，。；：]{1,14}[：，])。?[^。]*?(?:其中|分别|包括|：)")
CLOSED = (
    {"基本支出", "项目支出"},
    {"人员经费", "公用经费"},
    {"人员经费", "公用经费", "项目支出"},
    reading_parts.PERSONNEL,
    *reading_parts.CLOSED["三公"],
)
"""Members that leave nothing out: their changes explain the change of all of it."""


def _reasons(document: Document) -> Iterator[AuditFinding]:
    """Yield where a change is explained by the changes of all its members and they do not add up to it."""
    owner: Change | None = None
    members: list[Change] = []
    for change in (*read(document).changes, None):
        follows = (
            owner
            and change
            and change.passage is owner.passage
            and ("。" not in owner.passage.text[owner.end : change.start] or _goes_on(owner, members, change))
        )
        listed = owner and change and LISTED.search(owner.passage.text[owner.end : change.start])
        if change and (change.reason or listed) and follows and change.subject and change.signed:
            members.append(change)
            continue
        if owner and owner.signed and members:
            yield from _explained(owner, members)
        owner, members = (change if change and not change.reason else None), []


def _goes_on(owner: Change, members: list[Change], change: Change) -> bool:
    """Tell whether a list of 三公 goes on in the next sentences: 减少1.5万元，其中：…。公务接待费减少0.5万元."""
    three = reading_parts.CLOSED["三公"][1]
    named = all(each.subject and each.subject.name in three for each in (*members, change))
    first = members[0] if members else change
    return named and re.match(r"[，；。]?其中[：:]?", owner.passage.text[owner.end : first.start]) is not None


def _explained(owner: Change, members: list[Change]) -> Iterator[AuditFinding]:
    names = {change.subject.name for change in members if change.subject}
    signed = [change.signed for change in members if change.signed]
    owner_name = owner.about.subject.name if owner.about and owner.about.subject else ""
    three = len(names & reading_parts.CLOSED["三公"][1]) > 2 and names < reading_parts.CLOSED["三公"][1]
    if not (names in CLOSED or three) or len(names) != len(members) or owner.signed is None:
        return
    if three and {owner_name, owner.subject.name if owner.subject else ""} & reading_parts.CLOSED["三公"][1]:
        return  # the change of one of them, no total
    if names == CLOSED[1] and owner_name != "基本支出":
        return
    if names == reading_parts.PERSONNEL and "人员经费" not in {owner_name, owner.subject.name if owner.subject else ""}:
        return
    added = sum(signed[1:], signed[0])
    if added.fen == owner.signed.fen:
        return
    message = f"所列各项增减之和 {wan(added.fen)}，而增减总数为 {wan(owner.signed.fen)}"
    if added.meets(owner.signed):
        yield finding("A03", INFO, f"{message}，在四舍五入的范围内（尾差）", map(quote, (owner, *members)))
    else:
        yield finding("A03", W if three else E, message, map(quote, (owner, *members)), (), wan(added.fen))


def _slipped_reasons(document: Document) -> Iterator[AuditFinding]:
    """Yield where the amounts that explain a change come to it but for one slip of the pen: 一是增加…；二是减少…."""
    for owner, members in with_reasons(read(document).changes):
        yield from _slipped(owner, members)


def _slipped(owner: Change, members: list[Change]) -> Iterator[AuditFinding]:
    everyone = (owner, *members)
    amounts = [each.amount for each in everyone if each.amount and each.rises is not None]
    if len(amounts) < len(everyone) or len({each.unit for each in amounts}) > 1:
        return
    signs = [1 if each.rises == owner.rises else -1 for each in members]
    texts = [each.text for each in amounts]
    found = explained(texts[1:], texts[0], signs)
    if len(members) == 1 and amounts[1].amount.fen > amounts[0].amount.fen and texts[0] in slips(texts[1]):
        found = texts[1], texts[0]  # one reason, and more than what it explains
    if found:
        message = f"说明增减原因的各项之和不等于增减总数；{found[0]} 写成 {found[1]} 就恰好相等，疑为笔误"
        yield finding("A03", W, message, map(quote, everyone), (), f"核对 {found[0]}")


RULES: tuple[Rule, ...] = (
    Rule("A01", "各项之和等于总数", sums),
    Rule("A02", "部分不大于整体", at_most),
    Rule("A03", "各项增减之和等于总增减", changes),
)

"""Lists by subject: what the lines of 项 add up to for each 类 and in all, and the shares of a structure.

Rules, sources and what is not seen: resources/rules/audit/itemized.md.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from desktop.audit.contradiction import answer, figures, finding, quote, wan
from desktop.audit.interval import ZERO, Interval
from desktop.audit.outcome import Answer, AuditFinding, Rule
from desktop.audit.sentences.belonging import more_than, of_own_money
from desktop.audit.sentences.reading import read
from desktop.audit.sentences.statements import Printed, Statement, Statements
from desktop.audit.sentences.subjects import FUNDS, TOTAL
from desktop.catalog import classification
from desktop.findings import Severity
from desktop.outside.document import Document

E, W = Severity.ERROR, Severity.WARNING
WHOLE_LIST = re.compile(r"具体使用情况|功能(?:分类)?科目分类|功能分类科目|按功能(?:分类|科目)")
"""Headings under which every 项 is listed."""

STRUCTURE = re.compile(r"结构情况")
FEWEST = 3
OF_THEM = "其中"
"""The word before an item that is told again, with what it is spent on."""


def items(document: Document) -> Answer:
    """A04: the 项 listed under a heading add up to their 类, and all of them to the total."""
    text = read(document)
    sections: dict[tuple[str, ...], list[Statement]] = defaultdict(list)
    first_of: dict[object, Statement] = {}
    for value in text.values:
        listed = value.subject and value.subject.group == "功能项" and value.plan
        if listed and value.year in {0, text.year} and any(map(WHOLE_LIST.search, value.passage.path)):
            path = _section(value)
            first = first_of.setdefault((path, value.key, value.amount), value)
            if first.passage is value.passage or not value.passage.text.startswith(OF_THEM, value.start):
                sections[path].append(value)
    findings, unsure, seen = [], [], 0
    for path, values in sections.items():
        own = set(map(id, values))
        if len(values) < FEWEST or any(id(value.parent) in own for value in values):
            continue
        seen += 1
        found = list(_section_sums(text, path, values))
        findings += [each for each in found if isinstance(each, AuditFinding)]
        unsure += [each for each in found if isinstance(each, str)]
    return answer(findings, seen, unsure, "没有按项列出支出的段落")


def _section(value: Statement) -> tuple[str, ...]:
    """Return the headings over a list, without those of its own lines."""
    path = value.passage.path
    last = max(n for n, words in enumerate(path) if WHOLE_LIST.search(words))
    return path[: last + 1]


def _section_sums(text: Statements, path: tuple[str, ...], values: list[Statement]) -> Iterator[AuditFinding | str]:
    funds = [name for words in reversed(path) for pattern, name in FUNDS if re.search(pattern, words)]
    fund = funds[0] if funds else ""
    by_class: dict[str, list[Statement]] = defaultdict(list)
    for value in values:
        by_class[class_of(value)].append(value)
    stated = {name: _class_amounts(text, name, fund) for name in by_class if name}
    wider = {name: _class_amounts(text, name, None) for name in by_class if name}
    known = {name: [*amounts, *wider[name]] for name, amounts in stated.items() if amounts}
    wrong = [name for name, amounts in known.items() if not any(_sum(by_class[name]).meets(a.amount) for a in amounts)]
    if known and len(wrong) < max(len(known), 2) and "" not in by_class:
        yield from (_differ(name, by_class[name], known[name][0]) for name in wrong)
    elif not known:
        yield from _total(text, fund, values)
    else:
        yield f"“{quote(values[0]).text}”等各项与各类的口径不同"


def _total(text: Statements, fund: str, values: list[Statement]) -> Iterator[AuditFinding | str]:
    totals = [
        v for v in text.values
        if v.subject and v.subject.name == TOTAL and v.key and not v.key[0] and v.subject.side != "收入"
        and v.subject.fund == fund and v.year in {0, text.year} and not v.subject.within
    ]  # fmt: skip
    added = _sum(values)
    if totals and not any(added.meets(each.amount) for each in totals):
        nearest = min(totals, key=lambda each: abs(each.amount.fen - added.fen))
        yield _differ(nearest.shown, values, nearest)


def class_of(value: Statement) -> str:
    """Return the stem of the 类 that an amount belongs to, or is of, empty where its name does not tell."""
    name = value.subject.name if value.subject else ""
    if name[:3].isdigit():
        codes = classification.load("function").codes
        return codes[name[:3]].name.removesuffix("支出") if name[:3] in codes else ""
    if "/" in name or (value.subject and value.subject.group == "功能类"):
        return name.partition("/")[0]
    coded = re.search(r"([\u4e00-\u9fff]+?)（([2]\d{2})）", value.subject.words if value.subject else "")
    return coded[1].removesuffix("支出") if coded else ""


def _class_amounts(text: Statements, name: str, fund: str | None) -> list[Statement]:
    """Return what the text states of a 类, of one fund or (None) of any: 当年拨款 beside all that may be spent."""
    found = [v for v in text.values if v.subject and v.subject.group == "功能类" and class_of(v) == name and v.plan]
    return [v for v in found if v.subject and fund in {None, v.subject.fund} and v.year in {0, text.year}]


def _sum(values: list[Statement]) -> Interval:
    return sum((value.amount for value in values), ZERO)


def _differ(name: str, values: list[Statement], total: Statement) -> AuditFinding:
    added = wan(_sum(values).fen, total.figure.unit)
    message = f"所列{name}各项之和 {added}，而{total.shown}为 {total.written}"
    quotes = [quote(total), *map(quote, values)]
    return finding("A04", E, message, quotes, figures([total, *values]), f"{added}，或改正其中一项")


def structure(document: Document) -> Answer:
    """A23: the shares of a structure (结构情况) add up to 100 %."""
    text, findings, seen = read(document), [], 0
    sections: dict[int, list[Statement]] = defaultdict(list)
    for value in text.values:
        of_class = value.subject is not None and value.subject.group == "功能类"
        if value.shares and of_class and value.parent is None and any(map(STRUCTURE.search, value.passage.path)):
            sections[value.passage.number].append(value)
    for values in sections.values():
        percents = [value.shares[0][0] for value in values]
        if len(values) < 2:
            continue
        seen += 1
        added = sum((each.percent for each in percents), Decimal(0))
        room = sum((each.step for each in percents), Decimal(0))
        others = sum((each.percent for each in _further(text, values)), Decimal(0))
        if min(abs(added - 100), abs(added + others - 100)) > room:
            quotes = [value.passage.quote(value.start, value.shares[0][0].end) for value in values]
            findings.append(finding("A23", E, f"各类占比之和为 {added}%，漏写了一类或写错", quotes, (), "100%"))
    return answer(findings, seen, (), "没有写支出结构")


def _further(text: Statements, values: list[Statement]) -> list[Printed]:
    """Return the shares of a passage whose names are no 类 that is known, as those of earlier years were called."""
    passage = values[0].passage
    rest = [v for v in text.values if v.passage is passage and all(v is not each for each in values)]
    return [v.shares[0][0] for v in rest if v.shares] + [each for of, each in text.strays if of is passage]


COSTS = {"会议费", "培训费", "公务接待费", "公务用车运行费", "因公出国（境）费"}
"""Costs that have a section of their own, and stand among running costs as well."""
ABOVE_THEM, RUNNING = {"", "三公经费", "公务用车购置及运行费"}, {"运行经费", "公用经费", "商品和服务"}
"""What such a cost is a part of, there and here."""


def running(document: Document) -> Answer:
    """A128: a cost among running costs is no more than all of that cost in its own section."""
    text = read(document)
    own, inside = _costs(text)
    findings, seen = list[AuditFinding](), 0
    for name, several in inside.items():
        most = max(own[name], key=lambda each: each.amount.fen, default=None)
        for part in several if most else ():
            seen += 1
            if most and part.parent and more_than(part, most):
                message = f"{part.parent.shown}中的{name} {part.written}大于全部{name} {most.written}"
                findings.append(
                    finding("A128", W, message, map(quote, (part, most)), figures((part, most)), "核对两处")
                )
    return answer(findings, seen, (), "没有在运行经费和本项中都写的费用")


def _costs(text: Statements) -> tuple[dict[str, list[Statement]], dict[str, list[Statement]]]:
    """Return this year's amounts of each cost: all of it, and what running costs have of it."""
    own, inside = defaultdict[str, list[Statement]](list), defaultdict[str, list[Statement]](list)
    for value in text.values:
        of, over = value.subject, value.parent.subject if value.parent else None
        if of is None or of.name not in COSTS or of.owner or value.year not in {0, text.year} or not value.plan:
            continue
        if over and over.name in RUNNING:
            inside[of.name].append(value)
        elif (over.name if over else "") in ABOVE_THEM and not (of.within or of_own_money(value) or _of_some(value)):
            own[of.name].append(value)
    return own, inside


def _of_some(value: Statement) -> bool:
    """Tell whether words before a cost say that it is of some of the money or of one unit: 项目支出中会议费 8 万元."""
    start, _ = value.passage.sentence_at(value.start)
    clause = value.passage.text[max(start, value.figure.start - NEAR) : value.figure.start]
    return SOME.search(clause.rpartition("；")[2]) is not None


SOME, NEAR = re.compile("本级|机关(?!运行)|下属|所属|项目支出|专项|除|另|不含|新增"), 40
"""Words of a cost that is not all of it; letters before its amount in which they stand."""


RULES: tuple[Rule, ...] = (
    Rule("A04", "所列各项之和等于其类和总数", items),
    Rule("A23", "支出结构的占比之和为 100%", structure),
    Rule("A128", "运行经费中的费用不大于该项费用的全部", running),
)

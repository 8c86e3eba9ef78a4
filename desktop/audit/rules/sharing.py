"""Shares: the percentage a part has of what it is of, and what all shares of a list add up to.

Rules, sources and what is not seen: resources/rules/audit/sharing.md.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from desktop.audit import bearing
from desktop.audit.contradiction import answer, figures, finding, passage_finding, quote
from desktop.audit.outcome import Answer, AuditFinding, Rule
from desktop.audit.sentences.belonging import more_than
from desktop.audit.sentences.nouns import OTHER_BASIS, left_over
from desktop.audit.sentences.parts import CLOSED, complete, groups, total
from desktop.audit.sentences.reading import read
from desktop.audit.sentences.slips import explained, near
from desktop.audit.sentences.statements import Printed, Statement, Statements
from desktop.audit.sentences.subjects import TOTAL, Subject, subject
from desktop.findings import Severity
from desktop.outside.document import Document

E, INFO = Severity.ERROR, Severity.INFO


def shares(document: Document) -> Answer:
    """A21: a stated share is the part divided by what it is of, to its printed digits."""
    text, findings, unsure, seen = read(document), [], [], 0
    for value in text.values:
        for percent, base in value.ratios:
            seen += 1
            result = _share(value, percent, Statement(value.passage, base, None, base.start))
            findings += [result] if result else []
        for percent, words in value.shares:
            own_base = [] if words else _base_before(text, value)
            apart = _strange(words) or (not value.plan and "预算" in words)  # what was spent, of what was planned
            wholes = [] if apart else own_base or _wholes(text, value, words) or _common(text, value)
            if not wholes:
                unsure.append(f"“{quote(value).text}”占 {percent.text}%，读不出占的是什么")
                continue
            seen += 1
            results = [_share(value, percent, each) for each in wholes]
            others = _totals(text) if _misread(value, percent, wholes) else []
            others = others if words else [*others, *_others(text, value)]
            if (
                all(results)
                and results[0]
                and not _as_its_whole(value, percent)
                and not any(_fits(value, percent, each) for each in others)
            ):
                sure = wholes[0].passage is value.passage or bearing.names_itself(wholes[0])
                findings.append(bearing.weighed(results[0], sure=sure))
    unsure += [f"占 {percent.text}% 的一项没有写数额" for _, percent in text.strays]
    return answer(findings, seen, unsure, "没有写出占比")


OF_ANOTHER_TIME = re.compile("上年|去年|上一年|往年|调整|执行|决算|完成")
"""Words of what a share is of that is no amount of this budget."""


def _strange(words: str) -> bool:
    """Tell whether words of what a share is of say more than is known: 四本预算资金（项目支出）总额."""
    return (
        OTHER_BASIS.search(words) is not None
        or OF_ANOTHER_TIME.search(words) is not None
        or bool(re.sub("全部|所有|性|整个|全", "", left_over(words)))
    )


def _wholes(text: Statements, value: Statement, words: str) -> list[Statement]:
    """Return what the share may be of: what the words name, among the amounts over it and near it."""
    named = subject(words) if words else None
    above, at = [], value.parent
    while at is not None and at not in above:
        above.append(at)
        at = at.parent
    if named is None:
        return above[:1] if words in {"", "比", "总", "总额"} or not words else above
    fits = [each for each in above if _is_named(each, named)]
    earlier = [each for each in text.values if each.passage.number <= value.passage.number and each is not value]
    near = [each for each in earlier if _is_named(each, named) and each.plan and not _within(each, named)]
    near = [each for each in near if not _of_more_money(text, each, named)]
    near += [found for each in earlier if named.fund and (found := _bracketed(each, named))]
    sure = [each for each in near if each.subject and each.subject.clear and not each.subject.owner]
    return list({id(each): each for each in (*fits, *(sure or near)[-3:])}.values())


def _is_named(of: Statement, named: Subject) -> bool:
    """Tell whether an amount may be what words name: 支出总预算 is no income, 一般公共预算 not all money."""
    known = of.subject
    if known is None or known.name != named.name:
        return False
    sides, funds = {known.side, named.side}, {known.fund, named.fund}
    return not sides >= {"收入", "支出"} and (len(funds) == 1 or "" in funds)


def _bracketed(of: Statement, named: Subject) -> Statement | None:
    """Return an amount that is of what words name but for a bracket: 财政拨款支出总额（含上年结转）为 8 万元."""
    words = of.passage.text[of.start : of.figure.start]
    plain = INCLUDED.sub("", words)
    found = subject(plain) if plain != words else None
    same = found is not None and (found.name, found.fund) == (named.name, named.fund) and found.side != "收入"
    return replace(of, subject=found) if same else None


INCLUDED = re.compile("（(?:含|包括|包含|加)[^（）]{1,30}）")


def _of_more_money(text: Statements, of: Statement, named: Subject) -> bool:
    """Tell whether an amount is of all money where words name one source, which is stated to be less than all."""
    if of.subject is None or of.subject.fund or not named.fund:
        return False
    if named.name == TOTAL:
        return text.carried or text.other_income  # 占财政拨款支出的 80%, where there is other money besides
    totals = [v for v in _totals(text) if v.subject and not v.subject.owner and v.year in {0, text.year}]
    part = [v.amount for v in totals if v.subject and v.subject.fund == named.fund]
    everything = [v.amount for v in totals if v.subject and not v.subject.fund]
    return bool(part and everything) and not any(each.meets(other) for each in part for other in everything)


def _within(of: Statement, named: Subject) -> bool:
    """Tell whether an amount is only what a part has of it: 项目支出 8 万元，其中财政拨款安排 5 万元."""
    return of.subject is not None and of.subject.within != named.within


def _misread(value: Statement, percent: Printed, wholes: list[Statement]) -> bool:
    """Tell whether a share of less than all would be of something less than the part: it is of something else."""
    return percent.percent < 100 and all(more_than(value, each) for each in wholes)


def _totals(text: Statements) -> list[Statement]:
    return [each for each in text.values if each.subject and each.subject.name == TOTAL and each.plan]


AROUND = 40
"""Letters before an amount in which 其中 may stand."""
AMONG = re.compile(r"其中[：:，]?[^，。；：\d]*$")


def _others(text: Statements, value: Statement) -> list[Statement]:
    """Return other amounts of the passage that are divided, of which the share may be."""
    divided = (each.parents[0] for each in text.lists if each.parts)
    before = [each for each in text.by_passage.get(value.passage.number, ()) if each.figure.end <= value.start]
    inside = AMONG.search(
        value.passage.text[max(value.start - AROUND, 0) : value.figure.start]
    )  # 20 万元，占 20%；其中甲 15 万元，占 75%
    near = before[-1:] if inside else []
    return [*near, *(each for each in divided if each.passage is value.passage and each is not value)]


def _as_its_whole(value: Statement, percent: Printed) -> bool:
    """Tell whether a part and its whole have shares of the same: 450 万元，占 30.74%，其中甲 400 万元，占 27.32%."""
    over = value.parent
    share = over.shares[0][0] if over and over.shares else None
    if over is None or share is None or not share.percent or not over.amount.fen:
        return False
    right = share.percent * value.amount.fen / over.amount.fen
    return abs(right - percent.percent) <= percent.step + share.step


def _fits(value: Statement, percent: Printed, base_of: Statement) -> bool:
    return base_of.amount.fen > base_of.amount.half and _share(value, percent, base_of) is None


def _base_before(text: Statements, value: Statement) -> list[Statement]:
    """Return what an item right before has its share of, by name: 占基本支出的 74.81%；商品和服务支出…，占 6.58%."""
    own = [each for each in text.by_passage.get(value.passage.number, ()) if each.figure.start < value.figure.start]
    named = next((each for each in reversed(own) if each.shares and each.shares[0][1]), None)
    if named is None or named.parent is not value.parent or named.subject is None or value.subject is None:
        return []
    apart = "。" in value.passage.text[named.figure.end : value.figure.start] or TOTAL in {
        named.subject.name,
        value.subject.name,
    }
    alike = named.subject.group == value.subject.group and not apart
    wholes = _wholes(text, named, named.shares[0][1]) if alike and not _strange(named.shares[0][1]) else []
    return [each for each in wholes if _share(named, named.shares[0][0], each) is None][:1]


def _common(text: Statements, value: Statement) -> list[Statement]:
    """Return the total that most shares of the same passage fit, where the passage does not say of what they are."""
    near = [(each, each.shares[0][0]) for each in text.values if each.passage is value.passage and each.shares]
    for total_of_all in (each for each in _totals(text) if len(near) > 2 and each is not value):
        fits = sum(_share(each, percent, total_of_all) is None for each, percent in near if each.amount.fen)
        if fits >= 2 and fits * 2 > len(near):
            return [total_of_all]
    return []


def _share(value: Statement, percent: Printed, base_of: Statement) -> AuditFinding | None:
    part, base = value.amount, base_of.amount
    if base.fen <= base.half:
        return None
    half = percent.step / 2
    least = (part.fen - part.half) * 100 / (base.fen + base.half) - half
    most = (part.fen + part.half) * 100 / (base.fen - base.half) + half
    if least <= percent.percent <= most:
        return None
    right = part.fen * 100 / base.fen
    shown = f"{right.quantize(min(percent.step, Decimal('0.01')))}%"
    severity = INFO if 0 <= right - percent.percent < percent.step else E
    tail = "（没有四舍五入，尾差）" if severity is INFO else ""
    message = f"{value.shown}占{base_of.shown}之比应为 {shown}，写成 {percent.text}%{tail}"
    quotes = [value.passage.quote(value.start, percent.end), quote(base_of)]
    return finding("A21", severity, message, quotes, figures([value, base_of]), shown)


def sums(document: Document) -> Answer:
    """A22: the shares of all parts add up to 100 %."""
    findings, seen = [], 0
    for group in (group for each in read(document).lists for group in groups(each)):
        printed = [part.shares[0][0] for part in group.parts if part.shares]
        if len(printed) < len(group.parts) or not complete(group) or not group.parents[0].amount.fen:
            continue
        seen += 1
        added = sum((each.percent for each in printed), Decimal(0))
        if added == 100:
            continue
        room = sum((each.step for each in printed), Decimal(0)) / 2
        tie = total(group.parts).meets(group.parents[0].amount)
        severity = INFO if abs(added - 100) <= room else E
        if severity is E and not tie:
            continue
        tail = "，在四舍五入的范围内（尾差）" if severity is INFO else ""
        quotes = [part.passage.quote(part.start, part.shares[0][0].end) for part in group.parts]
        findings.append(finding("A22", severity, f"各项占比之和为 {added}%{tail}", quotes, (), "100%"))
    alone = list(_without_total(read(document)))
    findings += [found for found in map(_uneven, alone) if found]
    return answer(findings, seen + len(alone), (), "没有写出各项占比")


def _without_total(text: Statements) -> Iterator[list[Statement]]:
    """Yield the members that leave nothing out, with the share of each in one thing whose amount is not written."""
    near: dict[tuple[int, str], list[Statement]] = defaultdict(list)
    for value in text.values:
        if value.subject and value.shares and value.shares[0][1] and value.parent is None:
            near[value.passage.number, value.shares[0][1]].append(value)
    for values in near.values():
        names = [each.subject.name for each in values if each.subject]
        if len(set(names)) == len(names) and any(set(names) == closed for of in CLOSED.values() for closed in of):
            yield values


def _uneven(values: list[Statement]) -> AuditFinding | None:
    """Return that the shares of all members do not add up to 100 %."""
    printed = [value.shares[0][0] for value in values]
    added = sum((each.percent for each in printed), Decimal(0))
    if abs(added - 100) <= sum((each.step for each in printed), Decimal(0)) / 2:
        return None
    quotes = [value.passage.quote(value.start, value.shares[0][0].end) for value in values]
    return finding("A22", E, f"各项占比之和为 {added}%", quotes, (), "100%")


COUNTED = re.compile(r"(?<!\d)(\d{1,4})个[，；]?占[^，。；\d]{0,12}?(\d{1,4})个的(?:比例为)?(\d{1,3}(?:\.\d{1,4})?)%")


def counts(document: Document) -> Answer:
    """A24: the share of a count (42个，占全部42个的100%) is that of the two counts."""
    findings, seen = [], 0
    for passage in read(document).passages:
        for match in COUNTED.finditer(passage.text):
            part, base, percent = int(match[1]), int(match[2]), Decimal(match[3])
            seen += 1
            right = Decimal(100 * part) / base if base else Decimal(0)
            step = Decimal(1).scaleb(-len(match[3].partition(".")[2]))
            if abs(right - percent) >= step:
                shown = f"{right.quantize(min(step, Decimal('0.01')))}%"
                message = f"{part} 个占 {base} 个应为 {shown}，写成 {match[3]}%"
                findings.append(passage_finding("A24", E, message, passage, match.span(), shown))
    return answer(findings, seen, (), "没有写个数的占比")


BARE = re.compile(
    r"(?:其中[：，]?|：)((?:[^，；。、：\d]{2,24}占(?:比)?\d+(?:\.\d+)?%[，、；]){1,8}[^，；。、：\d]{2,24}占(?:比)?\d+(?:\.\d+)?%)(?=[，。；]|$)"
)
"""Parts of a total with nothing but their shares."""


LED = re.compile(
    r"(?:^|(?<=[。；])|(?<=[分类看]，))((?:[^，；。、：\d]{2,24}占(?:比)?\d+(?:\.\d+)?%[，、；]){1,8}[^，；。、：\d]{2,24}占(?:比)?\d+(?:\.\d+)?%)(?=。|$)"
)
"""Parts with nothing but their shares that make up a sentence: 按支出性质分，基本支出占 60%，项目支出占 40%。."""


def _is_full(names: list[str], numbers: list[str], added: Decimal) -> bool:
    """Tell whether shares that make up a sentence leave nothing out: too much, closed kinds, or all but one slip."""
    if any("其中" in name for name in names):
        return False
    kinds = {"".join(re.findall("基本|项目|人员|公用|货物|工程|服务", name)) for name in names}
    return (
        added > ALL
        or kinds in ({"基本", "项目"}, {"人员", "公用"})
        or any(explained(numbers, f"{ALL + Decimal(off).scaleb(-2)}") for off in range(-2, 3))
        or (len(numbers) > 2 and any(f"{Decimal(each) + ALL - added}" in near(each) for each in numbers))
    )


ALL = 100
"""What all shares come to."""


def bare(document: Document) -> Answer:
    """A25: shares that stand without amounts, and nearly add up to 100 %, do so."""
    findings, seen = [], 0
    for passage in read(document).passages:
        for match in (*BARE.finditer(passage.text), *LED.finditer(passage.text)):
            numbers = re.findall(r"\d+(?:\.\d+)?(?=%)", match[1])
            step = min(Decimal(1).scaleb(-len(each.partition(".")[2])) for each in numbers)
            added = sum(map(Decimal, numbers), Decimal(0))
            names = re.split(r"占(?:比)?\d+(?:\.\d+)?%[，、；]?", match[1])[:-1]
            if not all(map(OF_MONEY.search, names)) or (match.re is LED and not _is_full(names, numbers, added)):
                continue
            seen += 1
            if step * len(numbers) < abs(added - 100) < NEARLY:
                quotes = [passage.quote(*match.span(1))]
                findings.append(finding("A25", Severity.WARNING, f"各项占比之和为 {added}%", quotes, (), "100%"))
    return answer(findings, seen, (), "没有只写占比的句子")


OF_MONEY = re.compile("收入|支出|拨款|资金|预算|经费|基金")
NEARLY = 40
"""How far shares of all parts are from 100 % at most where one of them is wrong."""


RULES: tuple[Rule, ...] = (
    Rule("A21", "占比与数额相符", shares),
    Rule("A22", "各项占比之和为 100%", sums),
    Rule("A24", "个数的占比与个数相符", counts),
    Rule("A25", "只写占比的各项之和为 100%", bare),
)

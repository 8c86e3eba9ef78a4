"""What a sentence closes with: the total of what stands before it, what is left of a value, what each one costs.

Beside it the change of all, held against the changes that are said to make it up.

Rules, sources and what is not seen: resources/rules/audit/closing.md.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from desktop.audit.contradiction import answer, figures, finding, passage_finding, quote, wan
from desktop.audit.interval import ZERO, printed
from desktop.audit.outcome import Answer, AuditFinding, Rule
from desktop.audit.sentences.name_lists import NUMBER as COUNT
from desktop.audit.sentences.numerals import number
from desktop.audit.sentences.prose import DEEPEST, Passage
from desktop.audit.sentences.reading import read
from desktop.audit.sentences.reasons import with_reasons
from desktop.audit.sentences.slips import turned
from desktop.audit.sentences.statements import AMOUNT, TOKEN, Change, Printed, Statement, Statements
from desktop.audit.sentences.subjects import TOTAL
from desktop.findings import Severity
from desktop.money import FEN_PER
from desktop.outside.document import Document

E, W = Severity.ERROR, Severity.WARNING
TOGETHER = re.compile(
    r"(?:以上|上述)(?:各?项|[一二三四五六七八九十\d]{1,2}[项类个])?[^，。；、\d]{0,8}(?:共计|合计|总计|共)$"
    r"|元[，、；](?:共计|合计|总计)$"
)
EACH = re.compile(
    rf"(?<!\d)(\d{{1,4}})(辆|人|名)[^。；\d]{{0,8}}?(?:[车人]均|平均每[辆人车名]|每[辆人车名]平均)(?![^，。；\d]{{0,12}}(?:标准|不超|不高|上限|限额|以内))[^，。；\d]{{0,12}}{AMOUNT}"
)
"""A number of vehicles or people, and the cost of each."""
SPENT = {"三公", "会议", "培训"}
LEFT = re.compile(
    rf"原值(?:总额|合计|为|共)?{AMOUNT}[，、；][^。；\d]{{0,6}}(?:累计)?(?:折旧|摊销)(?:和摊销|、摊销)?(?:为|共)?{AMOUNT}"
    rf"[，、；][^。；\d]{{0,6}}净值(?:为|共)?{AMOUNT}"
)


def totals(document: Document) -> Answer:
    """A05: what a sentence calls the total of all of the above is their sum."""
    text, findings, seen = read(document), [], 0
    for value in text.values:
        if not TOGETHER.search(value.passage.text[: value.figure.start]):
            continue
        before = [each for each in text.values if each.passage is value.passage and each.start < value.start]
        plain = _side_by_side(before) if before else _of_lines(text, value)
        if len(plain) < 2:
            continue
        seen += 1
        added = sum((each.amount for each in plain), ZERO)
        divided = any((added - each.amount).meets(each.amount) for each in plain)
        if not added.meets(value.amount) and not (divided and any(each.amount.meets(value.amount) for each in plain)):
            message = f"前面各项之和 {wan(added.fen, value.figure.unit)}，而写合计 {value.written}"
            quotes = [quote(value), *map(quote, plain)]
            findings.append(finding("A05", W, message, quotes, figures([value, *plain]), wan(added.fen)))
        elif count := _miscounted(value, len(plain)):
            message = f"前面列出 {len(plain)} 项，写“{count}”"
            findings.append(finding("A05", W, message, [quote(value), *map(quote, plain)], (), f"{len(plain)} 项"))
    return answer(findings, seen, (), "没有“以上合计”")


FIRST_LINE = re.compile(r"[（(]?[1一①][）)、.．]?(?!\d)")
LINES = 12
"""Numbered lines before a total in which its parts may stand."""


def _of_lines(text: Statements, value: Statement) -> list[Statement]:
    """Return the amounts of the numbered lines right before the line of a total: 1.房屋…2.车辆…以上资产合计 8 万元."""
    number, found = value.passage.number, list[Statement]()
    passages = {each.number: each for each in text.passages[max(number - LINES, 0) : number]}
    level = passages[number - 1].level if number - 1 in passages else DEEPEST
    if level == DEEPEST or value.passage.level != DEEPEST:
        return []
    for at in range(number - 1, number - LINES - 1, -1):
        line, amounts = passages.get(at), text.by_passage.get(at, [])
        if line is None or line.level != level or len([each for each in amounts if each.parent is None]) > 1:
            return []
        found += amounts[:1]
        if FIRST_LINE.match(line.text):
            return found[::-1]
    return []


def _miscounted(value: Statement, listed: int) -> str:
    """Return the words that count what stands before a total (以上四项合计) where that is not how many there are."""
    counted = re.search(rf"(?:以上|上述){COUNT}[项类个][^，。；、\d]{{0,8}}$", value.passage.text[: value.figure.start])
    return counted[0] if counted and number(counted[1]) != listed else ""


def _side_by_side(before: list[Statement]) -> list[Statement]:
    """Return the amounts right before a total that are parted by nothing but signs; none where one is divided."""
    found: list[Statement] = []
    for each in reversed(before):
        between = each.passage.text[each.figure.end : found[-1].figure.start if found else each.figure.end]
        if "。" in between:
            break
        if each.changes or each.unsure or re.search("其中|（", between):
            return []
        found.append(each)
    return found


PARTS_OF_ALL = ("基本支出", "项目支出")
ABOVE = re.compile(r"(?:以上|上述)[^，。；、\d]{0,12}(?:共计|合计|总计|共|净)?$")


def changes(document: Document) -> Answer:
    """A08: the change of all is that of 基本支出 and 项目支出 behind it; 以上合计减少 is the sum of those before it."""
    text, findings, seen = read(document), [], 0
    of_passage: dict[int, list[Change]] = defaultdict(list)
    for change in text.changes:
        of_passage[change.passage.number].append(change)
    for several in of_passage.values():
        for at, change in enumerate(several):
            parts = _divided(several[at:]) or _before(several[:at], change)
            if not parts or change.signed is None:
                continue
            seen += 1
            added = sum((each.signed for each in parts if each.signed), ZERO)
            if not added.meets(change.signed):
                message = f"各项增减之和 {wan(added.fen)}，写成 {wan(change.signed.fen)}"
                severity = E if _divided(several[at:]) else W
                findings.append(finding("A08", severity, message, map(quote, (change, *parts)), (), wan(added.fen)))
    findings += _turned(text)
    return answer(findings, seen, (), "没有把总的增减分开说明的句子")


def _turned(text: Statements) -> Iterator[AuditFinding]:
    """Yield where the reasons of a change come to it but for one whose direction is turned: 增加 for 减少."""
    for owner, members in with_reasons(text.changes):
        everyone = [each for each in (owner, *members) if each.amount and each.signed is not None]
        units = {each.amount.unit for each in everyone if each.amount}
        if len(everyone) <= len(members) or len(units) > 1 or any(map(_set_off, members)):
            continue
        of_all, *signed = [each.signed.fen for each in everyone if each.signed is not None]
        at = turned(signed, of_all)
        if at is not None:
            message = f"说明增减原因的各项之和不等于 {wan(of_all)}；其中 {wan(signed[at])} 的增减方向反过来就恰好相等"
            yield finding("A08", W, message, map(quote, everyone), (), f"核对 {wan(signed[at])} 的方向")


def _set_off(change: Change) -> bool:
    """Tell whether a change is what those before it come to: 增减相抵后净增加 8 万元."""
    text = change.passage.text
    return SET_OFF.search(text[max(change.start - NEAR, 0) : change.end]) is not None


SET_OFF, NEAR = re.compile("相抵|抵[减消扣]|净[增减]|合计|共计|总计|综合|最终|因此|整体|总体"), 12
"""Words of a change that is the sum of those before it; letters before it in which they stand."""


def _divided(several: list[Change]) -> list[Change]:
    """Return the changes of 基本支出 and 项目支出 that follow the change of all: 增加 9 万元。其中：基本支出增加…."""
    change = several[0]
    own = change.about.subject if change.about else change.subject
    if change.reason or change.executed or own is None or own.name != TOTAL or not change.amount:
        return []
    rest = [each for each in several[1:] if not each.reason or _begins_again(each)]
    two = rest[:2]
    named = tuple(sorted(each.subject.name for each in two if each.subject and not each.subject.owner))
    funds = {each.subject.fund for each in two if each.subject} - {"", own.fund}
    text = change.passage.text[change.end : two[0].start] if two else ""
    follows = re.search("其中|主要|：", text) is not None and not any(each.base not in {0, change.base} for each in two)
    if len(rest) > 2 and "。" not in change.passage.text[two[1].end : rest[2].start]:
        return []  # there is more than these two
    return two if named == PARTS_OF_ALL and follows and not funds and all(each.signed for each in two) else []


def _begins_again(change: Change) -> bool:
    """Tell whether 项目支出 and its change stand right behind a ；: no reason of the change before it."""
    words = re.split("；", change.passage.text[: change.start])[-1]
    named = change.subject is not None and change.subject.name in PARTS_OF_ALL
    return named and words.strip() == (change.subject.words if change.subject else "")


def _before(several: list[Change], change: Change) -> list[Change]:
    """Return the changes before 以上合计减少: of as many numbered reasons (一是…；二是…) as stand before it."""
    text = change.passage.text
    if not ABOVE.search(text[: change.start]):
        return []
    first = text.find("一是")
    found = [each for each in several if each.start > first >= 0]
    reasons = len(re.findall("[一二三四五六七八九十]是", text[max(first, 0) : change.start]))
    return found if len(found) == reasons > 1 and all(each.signed for each in found) else []


def averages(document: Document) -> Answer:
    """A07: a number of vehicles or people times the cost of each is a cost that the passage states."""
    text, findings, seen = read(document), [], 0
    for passage in text.passages:
        stated = [each for each in text.values if each.passage is passage]
        for match in EACH.finditer(passage.text):
            each = printed(match[3], match[4])
            mean = each * int(match[1])
            own = [v for v in stated if v.subject and v.subject.group in SPENT and v.figure.end != match.end()]
            if not own:
                continue
            seen += 1
            others = re.findall(rf"(?<!\d)(\d{{1,4}}){match[2]}", passage.text[: match.start()])
            means = [mean, *(each * int(count) for count in others)]
            tokens = (
                token for token in TOKEN.finditer(passage.text) if token[2] in FEN_PER and token.end() != match.end()
            )
            costs = [Printed.of(token).amount for token in tokens]  # also by how much it rose or fell: 报废 1 辆
            if not any(stated_cost.meets(cost) for stated_cost in costs for cost in means):
                message = f"{match[1]}{match[2]}、平均 {match[3]}{match[4]}，合计 {wan(mean.fen)}，与所写金额都不符"
                findings.append(passage_finding("A07", W, message, passage, match.span(), "平均数乘数量等于金额"))
    return answer(findings, seen, (), "没有写平均数")


def values_left(document: Document) -> Answer:
    """A06: 净值 is 原值 less 折旧."""
    findings, seen = [], 0
    for passage in read(document).passages:
        for match in LEFT.finditer(passage.text):
            seen += 1
            findings += list(_left(passage, match))
    return answer(findings, seen, (), "没有同时写出原值、折旧和净值")


def _left(passage: Passage, match: re.Match[str]) -> Iterator[AuditFinding]:
    cost, worn, left = (printed(match[n], match[n + 1]) for n in (1, 3, 5))
    if not (cost - worn).meets(left):
        right = wan((cost - worn).fen, match[6])
        message = f"原值减折旧为 {right}，写净值 {match[5]}{match[6]}"
        yield passage_finding("A06", E, message, passage, match.span(), right)


RULES: tuple[Rule, ...] = (
    Rule("A05", "“以上合计”等于前面各项之和", totals),
    Rule("A06", "净值等于原值减折旧", values_left),
    Rule("A07", "平均数与金额相符", averages),
    Rule("A08", "总的增减等于所列增减之和", changes),
)

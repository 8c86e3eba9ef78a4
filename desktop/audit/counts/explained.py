"""Changes that are explained: reasons with amounts come to the change, and a count grows by what is said.

Rules, sources and what is not seen: resources/rules/audit/explained.md.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from desktop.audit.contradiction import answer, finding, passage_finding, quote, wan
from desktop.audit.interval import Interval
from desktop.audit.outcome import Answer, AuditFinding, Rule
from desktop.audit.sentences.prose import Passage
from desktop.audit.sentences.reading import read
from desktop.audit.sentences.slips import turned
from desktop.audit.sentences.statements import CHANGE, DOWN, NUMBER, TOKEN, UP, Change, Printed
from desktop.findings import Severity
from desktop.outside.document import Document

ITEMS = re.compile("[一二三四五六七八九]是|（[1-9]）|[①-⑨]")
"""The number of a reason."""
CLOSES = re.compile(r"[，；](?:以上|上述)?[^，。；\d]{0,6}(?:增减)?相抵[^，。；\d]{0,8}$")
"""Words before the change that closes a list of reasons."""
NEW = re.compile(r"新增[^，。；：、\d]{0,16}$")
WORD = re.compile(r"(增加|减少)[^，。；：、\d]{1,14}$")
"""The direction before what is more: 增加行政运行支出 8 万元."""
MORE = re.compile(r"等(?:原因|因素)|等[，。；]|为主|其中|[由从比较][^，。；\d]{0,8}\d[\d.,]*[亿万千]?元")
"""Words with which more may be meant than what is listed."""
WHY = re.compile("(?:(?:增加|减少|增长|下降|变动|变化|增减)的?)?(?:主要)?原因")
"""How the sentence begins that says why."""
BRACKET = re.compile(r"（([^（）]*)）")


def reasons(document: Document) -> Answer:
    """A59: numbered reasons that all have an amount, or are closed by what they come to, add up to the change."""
    text = read(document)
    findings, seen = [], 0
    for change in text.changes:
        if change.reason or change.signed is None or change.amount is None or not change.amount.amount.fen:
            continue
        parts = _bracketed(change) or _numbered(change) or _closed(change)
        if len(parts) < 2:
            continue
        seen += 1
        added = sum(parts, Interval(Decimal(0), Decimal(0)))
        others = [c for c in text.changes if c.passage is change.passage and not c.reason and c.signed]
        if any(added.meets(each.signed) for each in others if each.signed):
            continue
        found = next(filter(None, (_turned_part(each, parts) for each in others)), None)
        findings.append(found or _wrong(change, parts, added))
    return answer(findings, seen, (), "没有把增减的原因逐项写出金额")


def _wrong(change: Change, parts: list[Interval], added: Interval, hint: str = "") -> AuditFinding:
    stated = change.signed or added
    message = f"说明增减原因的各项之和 {wan(added.fen)}，增减写成 {wan(stated.fen)}{hint}"
    return finding("A59", Severity.WARNING, message, [quote(change)], (), wan(stated.fen))


def _turned_part(change: Change, parts: list[Interval]) -> AuditFinding | None:
    """Return which part has the wrong direction, where with the other one all parts come to a change."""
    at = turned([each.fen for each in parts], change.signed.fen) if change.signed else None
    if at is None:
        return None
    hint = f"；其中 {wan(abs(parts[at].fen))} 的增减方向反过来就恰好相等"
    return _wrong(change, parts, sum(parts, Interval(Decimal(0), Decimal(0))), hint)


def _rest(change: Change) -> str:
    """Return what its sentence says behind a change."""
    text = change.passage.text
    end = change.passage.sentence_at(change.start)[1]
    if WHY.match(text[end:]):
        end = change.passage.sentence_at(end)[1]
    return text[change.end : end]


def _bracketed(change: Change) -> list[Interval]:
    """Return the changes in a bracket right behind a change, if there is nothing else in it."""
    match = BRACKET.match(_rest(change))
    return _signed(match[1]) if match else []


def _numbered(change: Change) -> list[Interval]:
    """Return the changes of numbered reasons, if every one has an amount."""
    rest = _rest(change)
    starts = [match.start() for match in ITEMS.finditer(rest)]
    if len(starts) < 2 or not re.search("原因|由于|主要是", rest[: starts[0]]) or TOKEN.search(rest[: starts[0]]):
        return []
    found = [_signed(rest[a:b]) for a, b in zip(starts, [*starts[1:], len(rest)], strict=True)]
    return [each for several in found for each in several] if all(found) else []


def _closed(change: Change) -> list[Interval]:
    """Return the changes before words that say what all of them come to: 增减相抵后净减少 8 万元."""
    text = change.passage.text
    rest = text[change.end :]
    last = next((m for m in TOKEN.finditer(rest) if CLOSES.search(_without_change(rest[: m.start()]))), None)
    if last is None or change.amount is None:
        return []
    if not Printed.of(last).amount.meets(change.amount.amount):
        return []
    between = rest[: last.start()]
    return _signed(between[: max(between.rfind("，"), between.rfind("；"))])


def _without_change(words: str) -> str:
    return re.sub(r"净?$", "", CHANGE.sub("", words))


def _signed(words: str) -> list[Interval]:
    """Return the changes that words state, nothing where an amount among them may be something else."""
    found: list[Interval] = []
    end, direction = 0, None
    for match in TOKEN.finditer(words):
        before = words[end : match.start()]
        end = match.end()
        if match[2] in {"%", "个百分点"}:
            continue
        clause = re.split("[，。；：]", before)[-1]
        word = CHANGE.search(clause) or WORD.search(clause)
        went = (word[1] in UP if word[1] != "增减" else None) if word else True if NEW.search(before) else None
        went = direction if before in {"、", "和"} else went  # 分别增加 8 万元、5 万元和 6 万元
        if went is None:
            return []
        direction = went
        size = Printed.of(match).amount
        found.append(size if went else Interval(-size.fen, size.half))
    return [] if MORE.search(words) else found


GROWN = re.compile(
    rf"(?<![\d.,])(?P<now>{NUMBER})(?P<unit>[^\W\d_亿万千元])[^，。；\d]{{0,6}}[，、]?(?:比|较)(?:上年末?|去年|20\d\d年末?)[^，。；\d]{{0,8}}?"
    rf"(?P<last>{NUMBER})(?P=unit)[^，。；\d]{{0,4}}?(?P<word>增加|增长|上升|提高|减少|下降|降低)[^，。；\d]{{0,2}}?"
    rf"(?P<change>{NUMBER})(?P<of>%|(?P=unit))"
)
"""A count of this year, of last year, and the change: 168 家，比上年的 150 家增长 12%."""


def counts(document: Document) -> Answer:
    """A19: the change between a count of last year and of this year is as stated; 由…减至… goes down."""
    findings, seen = list[AuditFinding](), 0
    for passage in read(document).passages:
        for match in GROWN.finditer(passage.text):
            seen += 1
            findings += _grown(passage, match)
        for match in FROM_TO.finditer(passage.text):
            seen += 1
            findings += _turned(passage, match)
    return answer(findings, seen, (), "没有写两年的个数和增减，也没有由多少到多少")


ROSE = (*UP, "扩大", "扩至", "升")
FROM_TO = re.compile(
    rf"(?<![^，。；：、\u4e00-\u9fff“”）])[由从](?:20\d\d年|上年|去年)?[^，。；：\d]{{0,8}}?(?P<before>{NUMBER})"
    rf"(?P<unit>[^\d，。；：、至到]{{1,3}}?)[^\d，。；：、]{{0,3}}?(?P<word>{'|'.join(ROSE)}|{'|'.join(DOWN)}|缩减|压|降)"
    rf"(?:到|至|为)(?:20\d\d年的?|本年的?)?(?P<after>{NUMBER})(?P<other>(?P=unit))"
)
"""From one figure to another, and the word between: 由 3 万元减至 2 万元."""


def _turned(passage: Passage, match: re.Match[str]) -> Iterator[AuditFinding]:
    before, after = (Decimal(match[name].replace(",", "")) for name in ("before", "after"))
    if before != after and (after > before) != (match["word"] in ROSE):
        right = "增加" if after > before else "减少"
        message = f"由 {match['before']} 到 {match['after']} 是{right}，写成“{match['word']}”"
        yield passage_finding("A19", Severity.ERROR, message, passage, match.span(), right)


def _grown(passage: Passage, match: re.Match[str]) -> Iterator[AuditFinding]:
    now, last, change = (Decimal(match[name].replace(",", "")) for name in ("now", "last", "change"))
    sign = 1 if match["word"] in {"增加", "增长", "上升", "提高"} else -1
    if match["of"] != "%":
        right, unit, room = (now - last) * sign, match["unit"], Decimal(0)
    elif last:
        right, unit = (now - last) * 100 / last * sign, "%"
        room = Decimal(1).scaleb(-len(match["change"].partition(".")[2]))
    else:
        return
    if abs(right - change) > room:
        shown = f"{right.quantize(Decimal('0.01')).normalize():f}{unit}"
        message = (
            f"由 {match['last']} 到 {match['now']}{match['unit']}，{match['word']}应为 {shown}，写成 {change}{unit}"
        )
        yield passage_finding("A19", Severity.ERROR, message, passage, match.span(), shown)


RULES: tuple[Rule, ...] = (
    Rule("A19", "由多少到多少与增减相符", counts),
    Rule("A59", "逐项写出的增减原因与增减相符", reasons),
)

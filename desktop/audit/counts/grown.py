"""Counts and amounts of two years in one sentence: what one has grown to from the other, and by how much.

Rules, sources and what is not seen: resources/rules/audit/grown.md.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from desktop.audit.contradiction import answer, passage_finding
from desktop.audit.outcome import Answer, AuditFinding, Rule
from desktop.audit.sentences.numerals import MANY, many
from desktop.audit.sentences.prose import Passage
from desktop.audit.sentences.reading import read
from desktop.audit.sentences.statements import DOWN as FALLS
from desktop.audit.sentences.statements import UP as RISES
from desktop.findings import Severity
from desktop.outside.document import Document

UNIT = r"(?:万?(?:人次|人|户|亩|件|册|吨)|平方米|公里|公顷|[名个家辆台套张座期班次条处所件册间栋棵株头只羽亩例份场])"
UP = r"增长|增加|上升|提高|净增|扩大"
DOWN = r"下降|减少|降低|净减"
SHARE = re.compile(
    rf"(?<![\d.,])(?P<now>{MANY})(?P<unit>{UNIT})[^，。；、\d（）]{{0,6}}，?(?:比|较|同比|与)[^，。；、\d]{{0,12}}?"
    rf"(?P<last>{MANY})(?P=unit)(?:相比)?[^，。；、\d]{{0,4}}?(?P<way>{UP}|{DOWN})(?:了|约)?(?P<percent>{MANY})(?P<of>%|(?P=unit))"
)
"""168 家，比上年末的 150 家增长 12%, or 增加 18 家."""
STEP = re.compile(
    rf"[由从][^，。；、\d]{{0,12}}(?P<last>{MANY})(?P<unit>{UNIT})[^，。；、\d]{{0,4}}?(?:增加|增长|扩大|提高|减少|下降|压减|降低|增|减)(?:到|至)[^，。；、\d]{{0,6}}"
    rf"(?P<now>{MANY})(?P=unit)[^，。；、\d（）]{{0,4}}[，（](?:净|即|共|实际)?(?P<way>{UP}|新增|{DOWN})(?:了)?(?P<by>{MANY})(?P=unit)"
)
"""由 8 家增加到 10 家，增加 2 家."""


def grown(document: Document) -> Answer:
    """A19: a count, that of the year before and the change between them fit each other."""
    findings, seen = list[AuditFinding](), 0
    for passage in read(document).passages:
        for match, message in _compared(passage.text):
            seen += 1
            if message:
                findings.append(passage_finding("A19", Severity.ERROR, message, passage, match.span(), "核对两年的数"))
        for match in FROM_TO.finditer(passage.text):
            seen += 1
            findings += _turned(passage, match)
    return answer(findings, seen, (), "没有同时写两年的数量和增减")


def _compared(text: str) -> Iterator[tuple[re.Match[str], str]]:
    """Yield each pair of counts with their change, and what is wrong with it."""
    for match in SHARE.finditer(text):
        now, last = many(match["now"]), many(match["last"])
        if not last:
            continue
        by_share = match["of"] == "%"
        per = last / 100 if by_share else Decimal(1)
        percent = (now - last) / per
        stated = many(match["percent"]) * (1 if re.match(UP, match["way"]) else -1)
        step = Decimal(1).scaleb(-len(match["percent"].partition(".")[2])) if by_share else Decimal(0)
        rough = (_half(match["now"]) + _half(match["last"])) / per
        right = f"{percent:.1f}" if by_share else f"{percent}"
        unit = match["unit"]
        message = (
            f"{match['last']}{unit}到 {match['now']}{unit}的增减为 {right}{match['of']}，"
            f"写成{match['way']} {match['percent']}{match['of']}"
        )
        earlier = _earlier(text, match)
        fits = any(abs((each - last) / per - stated) <= step + rough for each in (now, *earlier))
        yield match, "" if fits else message
    for match in STEP.finditer(text):
        by = many(match["by"]) * (-1 if re.match(DOWN, match["way"]) else 1)
        change = many(match["now"]) - many(match["last"])
        unit = match["unit"]
        message = f"{match['last']}{unit}到 {match['now']}{unit}相差 {abs(change)}{unit}，"
        message += f"写成{match['way']} {match['by']}{unit}"
        yield match, "" if change == by else message


ROSE = (*RISES, "扩大", "扩至", "升")
FROM_TO = re.compile(
    rf"(?<![^，。；：、\u4e00-\u9fff“”）])[由从](?:20\d\d年|上年|去年)?[^，。；：\d]{{0,8}}?(?P<before>{MANY})"
    rf"(?P<unit>[^\d，。；：、至到]{{1,3}}?)[^\d，。；：、]{{0,3}}?(?P<word>{'|'.join(ROSE)}|{'|'.join(FALLS)}|缩减|压|降)"
    rf"(?:到|至|为)(?:20\d\d年的?|本年的?)?(?P<after>{MANY})(?P<other>(?P=unit))"
)
"""From one figure to another, and the word between: 由 3 万元减至 2 万元."""


def _turned(passage: Passage, match: re.Match[str]) -> Iterator[AuditFinding]:
    before, after = (many(match[name]) for name in ("before", "after"))
    if before != after and (after > before) != (match["word"] in ROSE):
        right = "增加" if after > before else "减少"
        message = f"由 {match['before']} 到 {match['after']} 是{right}，写成“{match['word']}”"
        yield passage_finding("A19", Severity.ERROR, message, passage, match.span(), right)


def _earlier(text: str, match: re.Match[str]) -> list[Decimal]:
    """Return the counts of the same unit before this one in the sentence: the kinds of a total may stand between."""
    start = text.rfind("。", 0, match.start()) + 1
    return [many(each) for each in re.findall(rf"(?<![\d.,])({MANY}){match['unit']}", text[start : match.start()])]


def _half(text: str) -> Decimal:
    """Return half of the last printed digit of a number with decimals; a whole number is exact."""
    places = len(text.partition(".")[2])
    return Decimal(1).scaleb(-places) / 2 if places else Decimal(0)


RULES: tuple[Rule, ...] = (Rule("A19", "两年的数量与增减相符", grown),)

"""Purchases reserved for small and middle-sized firms (中小企业), and what of one thing became another amount.

Rules, sources and what is not seen: resources/rules/audit/reserved.md.
"""

import re
from collections.abc import Iterator

from desktop.audit.contradiction import answer, passage_finding, wan
from desktop.audit.interval import Interval, printed
from desktop.audit.outcome import Answer, AuditFinding, Rule
from desktop.audit.sentences.prose import Passage
from desktop.audit.sentences.reading import read
from desktop.audit.sentences.statements import DOWN, NUMBER
from desktop.findings import Severity
from desktop.outside.document import Document

AMOUNT = rf"(?P<number>{NUMBER})(?P<unit>亿元|万元|元)"
ALL = re.compile(
    rf"政府采购(?:支出)?(?:预算)?(?:总额|总金额|金额|支出|资金|合计|共计|安排|预算|为|共|计)*(?:（[^）]*）)?{AMOUNT}"
)
MIDDLE = re.compile(
    rf"(?:面向|预留|授予)[^，。；\d]{{0,10}}中小(?:微)?企业[^，。；\d]{{0,16}}?(?:采购)?[^，。；\d]{{0,10}}{AMOUNT}"
)
SMALL = re.compile(
    rf"(?:其中|面向|预留|授予)[^。；\d]{{0,10}}(?<!中)(?:小微|小型和微型|小型、微型)企业[^，。；\d]{{0,20}}{AMOUNT}"
)
"""All purchases, those reserved for middle-sized and small firms, and those for small ones alone."""
BECAME = re.compile(
    rf"由(?:上年|去年|20\d\d年)(?:的|预算)*(?P<was>{NUMBER})(?P<unit>万元|元)(?P<way>增加|减少|下降|压减)(?:了)?(?P<by>{NUMBER})(?P=unit)"
    rf"(?:，)?(?:至|到|为)(?P<now>{NUMBER})(?P=unit)"
)
"""What was, by how much it changed and what it is: 由上年的 1.60 万元减少 0.10 万元至 1.50 万元."""


def parts(document: Document) -> Answer:
    """A111: what is reserved for 中小企业 is no more than all purchases, and what for 小微企业 no more than that."""
    findings, seen = list[AuditFinding](), 0
    for passage in read(document).passages:
        for inner, outer in ((MIDDLE, ALL), (SMALL, MIDDLE), (SMALL, ALL)):
            part, every = inner.search(passage.text), outer.search(passage.text)
            if not part or not every or every.start() >= part.start():
                continue
            seen += 1
            if _amount(part).fen - _amount(part).half > _amount(every).fen + _amount(every).half:
                findings.append(_wrong(passage, part, every))
                break
    return answer(findings, seen, (), "没有写面向中小企业的采购金额")


def _amount(match: re.Match[str]) -> Interval:
    return printed(match["number"], match["unit"])


def _wrong(passage: Passage, part: re.Match[str], every: re.Match[str]) -> AuditFinding:
    a, b = (f"{each['number']}{each['unit']}" for each in (part, every))
    message = f"面向中小企业的采购 {a}，大于它所属的 {b}"
    return passage_finding("A111", Severity.ERROR, message, passage, part.span(), f"不大于 {b}")


def became(document: Document) -> Answer:
    """A112: what an amount was, its change and what it became agree."""
    found = [match for passage in read(document).passages for match in _became(passage)]
    findings = [each for _, each in found if each]
    return answer(findings, len(found), (), "没有写“由……增加（减少）……至……”的金额")


def _became(passage: Passage) -> Iterator[tuple[re.Match[str], AuditFinding | None]]:
    for match in BECAME.finditer(passage.text):
        was, by, now = (printed(match[name], match["unit"]) for name in ("was", "by", "now"))
        right = was - by if match["way"] in DOWN else was + by
        if right.meets(now):
            yield match, None
            continue
        message = f"由 {match['was']}{match['unit']}{match['way']} {match['by']}{match['unit']}，应为 {wan(right.fen)}"
        message += f"，写成 {match['now']}{match['unit']}"
        yield match, passage_finding("A112", Severity.ERROR, message, passage, match.span(), wan(right.fen))


RULES: tuple[Rule, ...] = (
    Rule("A111", "面向中小企业的采购不大于采购总额", parts),
    Rule("A112", "由几增减几至几的金额相符", became),
)

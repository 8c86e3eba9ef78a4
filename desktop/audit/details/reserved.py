"""Purchases reserved for small and middle-sized firms (中小企业).

Rules, sources and what is not seen: resources/rules/audit/reserved.md.
"""

import re

from desktop.audit.contradiction import answer, passage_finding
from desktop.audit.interval import Interval, printed
from desktop.audit.outcome import Answer, AuditFinding, Rule
from desktop.audit.sentences.prose import Passage
from desktop.audit.sentences.reading import read
from desktop.audit.sentences.statements import NUMBER
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


RULES: tuple[Rule, ...] = (Rule("A111", "面向中小企业的采购不大于采购总额", parts),)
"""Purchases reserved for small firms."""

"""What a sentence closes with: the total of what stands before it, what is left of a value.

Rules, sources and what is not seen: resources/rules/audit/closing.md.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from desktop.audit.contradiction import answer, figures, finding, passage_finding, quote, wan
from desktop.audit.interval import Interval, printed
from desktop.audit.outcome import Answer, AuditFinding, Rule
from desktop.audit.sentences.prose import Passage
from desktop.audit.sentences.reading import read
from desktop.audit.sentences.statements import NUMBER, Statement
from desktop.findings import Severity
from desktop.outside.document import Document

E, W = Severity.ERROR, Severity.WARNING
TOGETHER = re.compile(
    r"(?:以上|上述)(?:各?项|[一二三四五六七八九十\d]{1,2}[项类个])?[^，。；、\d]{0,8}(?:共计|合计|总计|共)$"
    r"|元[，、；](?:共计|合计|总计)$"
)
MONEY = rf"({NUMBER})(亿元|万元|千元|元)"
LEFT = re.compile(
    rf"原值(?:总额|合计|为|共)?{MONEY}[，、；][^。；\d]{{0,6}}(?:累计)?(?:折旧|摊销)(?:和摊销|、摊销)?(?:为|共)?{MONEY}"
    rf"[，、；][^。；\d]{{0,6}}净值(?:为|共)?{MONEY}"
)


def totals(document: Document) -> Answer:
    """A05: what a sentence calls the total of all of the above is their sum."""
    text, findings, seen = read(document), [], 0
    for value in text.values:
        if not TOGETHER.search(value.passage.text[: value.figure.start]):
            continue
        before = [each for each in text.values if each.passage is value.passage and each.start < value.start]
        plain = _side_by_side(before)
        if len(plain) < 2:
            continue
        seen += 1
        added = sum((each.amount for each in plain), Interval(Decimal(0), Decimal(0)))
        divided = any((added - each.amount).meets(each.amount) for each in plain)
        if not added.meets(value.amount) and not (divided and any(each.amount.meets(value.amount) for each in plain)):
            message = f"前面各项之和 {wan(added.fen, value.figure.unit)}，而写合计 {value.written}"
            quotes = [quote(value), *map(quote, plain)]
            findings.append(finding("A05", W, message, quotes, figures([value, *plain]), wan(added.fen)))
    return answer(findings, seen, (), "没有“以上合计”")


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
)

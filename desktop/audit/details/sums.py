"""Sums of a few amounts that a sentence closes with: 两项合计 801.3 万元; and means: 104 张床位, 平均每张 2.5 万元.

Rules, sources and what is not seen: resources/rules/audit/sums.md.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from desktop.audit.contradiction import answer, passage_finding, wan
from desktop.audit.interval import Interval, printed
from desktop.audit.outcome import Answer, AuditFinding, Rule
from desktop.audit.sentences.numerals import number
from desktop.audit.sentences.prose import Passage
from desktop.audit.sentences.reading import read
from desktop.audit.sentences.statements import NUMBER
from desktop.findings import Severity
from desktop.outside.document import Document

W = Severity.WARNING
AMOUNT = re.compile(rf"(?<![\d.,])({NUMBER})(亿元|万元|元)(?![/每])")
CLOSING = re.compile(
    rf"(?<![前后另第其他])(?:以上|上述|这)?(?P<count>[两二三四五])[项者](?:收入|支出|资金|费用|经费)?(?:合计|共计|相加|之和)(?:为|是|约)?(?P<amount>{NUMBER})(?P<unit>亿元|万元|元)(?![：（]|，(?:分别|其中|包括|即|具体))"
)
MEAN = re.compile(
    rf"(?<![\d.,])(?P<count>\d{{1,6}})(?P<who>[人户张个台辆套所村亩头])[^。；\d]{{0,6}}，平均每(?P=who)[^。；，、\d]{{0,8}}?(?P<amount>{NUMBER})(?P<unit>万元|元)"
)
BRACKET = re.compile("（[^（）]*）")
MOST = 12
"""Amounts before a sum among which its parts are looked for."""


def sums(document: Document) -> Answer:
    """A60: a sum of so many amounts is that of amounts before it; a mean times the count is an amount beside it."""
    findings, seen = [], 0
    passages = read(document).passages
    everything = "".join(passage.text for passage in passages)
    for passage in passages:
        several = [*_closings(passage, everything), *_means(passage)]
        seen += len(several)
        findings += [each for each in several if each]
    return answer(findings, seen, (), "没有写几项合计，也没有写平均数")


def _closings(passage: Passage, everything: str) -> Iterator[AuditFinding | None]:
    for match in CLOSING.finditer(passage.text):
        count = 2 if match["count"] == "两" else number(match["count"])
        text = BRACKET.sub("", passage.text[: match.start()])
        before = [printed(m[1], m[2]) for m in AMOUNT.finditer(text)][-MOST:]
        stated = printed(match["amount"], match["unit"])
        if len(before) < count or re.search("20\\d\\d年$|上年$|去年$", text):
            continue
        if match["amount"] in everything.replace(match[0], ""):  # a sum that is known elsewhere has its own parts
            yield None
            continue
        if any(sum(several[1:], several[0]).meets(stated) for several in combinations(before, count)):
            yield None
            continue
        added = sum(before[-count + 1 :], before[-count])
        message = f"{match['count']}项合计写成 {match['amount']}{match['unit']}，前面各数的和为 {wan(added.fen)}"
        yield passage_finding("A60", W, message, passage, match.span(), wan(added.fen))


def _means(passage: Passage) -> Iterator[AuditFinding | None]:
    for match in MEAN.finditer(passage.text):
        count, mean = int(match["count"]), printed(match["amount"], match["unit"])
        a, b = passage.sentence_at(match.start())
        others = [m for m in AMOUNT.finditer(passage.text, a, b) if m.start(1) != match.start("amount")]
        all_of = Interval(mean.fen * count, mean.half * count)
        if not others:
            continue
        if any(printed(m[1], m[2]).meets(all_of) for m in others):
            yield None
            continue
        right = printed(others[0][1], others[0][2]).fen / Decimal(count)
        stated = f"{match['count']}{match['who']}，平均每{match['who']} {match['amount']}{match['unit']}"
        message = f"{stated}，乘起来不是句中任何一个金额"
        yield passage_finding("A60", W, message, passage, match.span(), wan(right.quantize(Decimal(1))))


RULES: tuple[Rule, ...] = (Rule("A60", "几项合计和平均数算得对", sums),)

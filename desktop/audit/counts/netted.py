"""Reasons set off against each other: 减少 150 万元，…增加 36 万元，增减相抵后净减少 114 万元.

Rules, sources and what is not seen: resources/rules/audit/netted.md.
"""

import re

from desktop.audit.contradiction import answer, passage_finding, wan
from desktop.audit.counts.explained import ITEMS
from desktop.audit.interval import ZERO, Interval, printed
from desktop.audit.outcome import Answer, AuditFinding, Rule
from desktop.audit.sentences.prose import Passage, sentences
from desktop.audit.sentences.reading import read
from desktop.audit.sentences.statements import NUMBER
from desktop.findings import Severity
from desktop.outside.document import Document

UP, DOWN = "增加|增长|新增|追加|上升|提高", "减少|下降|压减|核减|调减|降低|减"
BY = re.compile(rf"(?P<way>{UP}|{DOWN})(?:了|约)?(?P<by>{NUMBER})(?P<unit>万元|元)")
NET = re.compile(
    rf"(?<=[，；：])(?:以上|上述)?(?:各项|几项|因素|原因)*(?:增减相抵|相互抵减|相抵|抵减|轧差)(?:后|之后)?[^。；\d]{{0,12}}?(?:净)?(?P<way>{UP}|{DOWN})(?P<by>{NUMBER})(?P<unit>万元|元)"
)
"""What is left when all reasons are set off against each other; 其他支出增减相抵 is of that alone."""
REASONS = re.compile("原因|主要是|主要为|其中[：，]|由于|因为|一是")
"""Where the reasons begin."""
FEWEST = 2


def netted(document: Document) -> Answer:
    """A50: the changes given as reasons add up to what is said to be left when they are set off against each other."""
    findings, unsure, seen = list[AuditFinding](), [], 0
    for passage in read(document).passages:
        for start, end in sentences(passage.text):
            net = NET.search(passage.text, start, end)
            begun = REASONS.search(passage.text, start, net.start()) if net else None
            if not net or not begun:
                continue
            reasons = [_signed(each) for each in BY.finditer(passage.text, begun.end(), net.start())]
            if _of_last_reason(passage, begun.end(), net):
                seen += 1
                continue
            if len(reasons) < FEWEST:
                unsure.append(f"“{net[0]}”之前没有写出各项增减")
                continue
            seen += 1
            result = _wrong(passage, (begun.start(), net.end()), reasons, _signed(net))
            findings += [result] if result else []
    return answer(findings, seen, unsure, "没有写增减相抵后的净额")


def _of_last_reason(passage: Passage, begun: int, net: re.Match[str]) -> bool:
    """Tell whether only the changes within the last numbered reason are set off: 二是甲减少…、乙增加…，相抵后…."""
    numbers = list(ITEMS.finditer(passage.text, begun, net.start()))
    of_last = [_signed(each) for each in BY.finditer(passage.text, numbers[-1].end(), net.start())] if numbers else []
    return len(of_last) >= FEWEST and sum(of_last, ZERO).meets(_signed(net))


def _wrong(passage: Passage, span: tuple[int, int], reasons: list[Interval], net: Interval) -> AuditFinding | None:
    added = sum(reasons, ZERO)
    if added.meets(net):
        return None
    turned = [each for each in reasons if Interval(added.fen - 2 * each.fen, added.half).meets(net)]
    message = f"各项增减相抵为 {wan(added.fen)}，写成 {wan(net.fen)}"
    if len(turned) == 1:
        message += f"；{wan(abs(turned[0].fen))}的增减方向反过来就恰好相等"
    return passage_finding("A50", Severity.WARNING, message, passage, span, wan(added.fen))


def _signed(match: re.Match[str]) -> Interval:
    """Return a change with its sign."""
    amount = printed(match["by"], match["unit"])
    return -amount if re.match(DOWN, match["way"]) else amount


RULES: tuple[Rule, ...] = (Rule("A50", "增减相抵后的净额等于各项增减之和", netted),)

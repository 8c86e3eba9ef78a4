"""Reasons set off against each other: 减少 150 万元，…增加 36 万元，增减相抵后净减少 114 万元.

Rules, sources and what is not seen: resources/rules/audit/netted.md.
"""

import re
from dataclasses import replace

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
            reasons = [signed(each) for each in BY.finditer(passage.text, begun.end(), net.start())]
            if _of_last_reason(passage, begun.end(), net):
                seen += 1
                continue
            if len(reasons) < FEWEST:
                unsure.append(f"“{net[0]}”之前没有写出各项增减")
                continue
            seen += 1
            result = _wrong(passage, (begun.start(), net.end()), reasons, signed(net))
            findings += [result] if result else []
    return answer(findings, seen, unsure, "没有写增减相抵后的净额")


def _of_last_reason(passage: Passage, begun: int, net: re.Match[str]) -> bool:
    """Tell whether only the changes within the last numbered reason are set off: 二是甲减少…、乙增加…，相抵后…."""
    numbers = list(ITEMS.finditer(passage.text, begun, net.start()))
    of_last = [signed(each) for each in BY.finditer(passage.text, numbers[-1].end(), net.start())] if numbers else []
    return len(of_last) >= FEWEST and sum(of_last, ZERO).meets(signed(net))


def _wrong(passage: Passage, span: tuple[int, int], reasons: list[Interval], net: Interval) -> AuditFinding | None:
    added = sum(reasons, ZERO)
    if added.meets(net):
        return None
    turned = [each for each in reasons if Interval(added.fen - 2 * each.fen, added.half).meets(net)]
    message = f"各项增减相抵为 {wan(added.fen)}，写成 {wan(net.fen)}"
    if len(turned) == 1:
        message += f"；{wan(abs(turned[0].fen))}的增减方向反过来就恰好相等"
    return passage_finding("A50", Severity.WARNING, message, passage, span, wan(added.fen))


def signed(match: re.Match[str]) -> Interval:
    """Return a change with its sign."""
    amount = printed(match["by"], match["unit"])
    return -amount if re.match(DOWN, match["way"]) else amount  # 减 and 减支 too


BEGINS = re.compile(
    r"(?:，(?:增长|下降|上升|降低|增幅|降幅)(?:了|为)?[\d.]{1,8}%)?[，。；]?(?:其|这)?(?:(?:增加|减少|增减变化|增减变动|增减|变动|变化)的?)?"
    r"(?:主要原因|主要|原因|由于|(?P<among>其中))(?:分析|说明|如下)?(?:是|为|系|在于|包括)?(?:由于|因为|因)?[：，]?"
)
"""Words between a change and its reasons."""
STATED = re.compile(
    rf"(?P<way>净增加|净减少|{UP}|{DOWN}|增支|减支)(?:了|额为|额|数为|约)?(?P<by>{NUMBER})(?P<unit>万元|元)"
    rf"|(?P<new>新增|追加)[^，。；：、\d]{{1,20}}(?P<by2>{NUMBER})(?P<unit2>万元|元)"
)
MONEY = re.compile(rf"{NUMBER}(?:亿|万|千)?元")
WAYS = re.compile(rf"{UP}|{DOWN}|扩大|压缩|核增|调增|上调|取消|不再|结束|完成|新设|增|减")
OPEN = re.compile("等|其余|其他因素|其它因素|另外|此外|部分|抵|累计|合计|共计|（|其中|为主")
"""Words of reasons that are not all, or not told one beside the other."""
REASONS_NEEDED = 3
SAME = re.compile(
    r"[，；、](?:其[他余它]|剩余|余下)[^，。；\d]{0,16}(?<!基本)(?<!大体)(?:持平|相同|一致|不变|无变化|没有变化|无增减|未变)$"
)
"""The end of reasons that are all there are: 其余项目与上年持平."""


def mixed(document: Document) -> Answer:
    """A126: reasons that all have an amount, some up and some down, come to the change they explain."""
    findings, seen = list[AuditFinding](), 0
    for passage in read(document).passages:
        for match in STATED.finditer(passage.text):
            begun = BEGINS.match(passage.text, match.end()) if match["by"] else None
            end = passage.text.find("。", begun.end()) if begun else 0
            body = passage.text[begun.end() : end if end >= 0 else None][:LONGEST] if begun else ""
            closed = SAME.search(body)
            reasons = _listed(body[: closed.start()] if closed else body)
            both = len({each.fen > 0 for each in reasons}) > 1
            plain = begun is not None and not begun["among"] and both and len(reasons) >= REASONS_NEEDED
            if not plain and not (closed and len(reasons) >= FEWEST):
                continue
            seen += 1
            span = match.start(), begun.end() + len(body) if begun else match.end()
            result = _wrong(passage, span, reasons, _change(match))
            findings += [replace(result, code="A126")] if result else []
    return answer(findings, seen, (), "没有把有增有减的原因逐项写出金额")


def _change(match: re.Match[str]) -> Interval:
    amount = printed(match["by"] or match["by2"], match["unit"] or match["unit2"])
    return -amount if match["way"] and re.match(rf"净减少|减支|{DOWN}", match["way"]) else amount


def _listed(body: str) -> list[Interval]:
    """Return the reasons that words list; none where one of them has no amount, or may be of the next change."""
    first = body.partition("；")[0]
    body = first if len(MONEY.findall(first)) != 1 else body
    if OPEN.search(body) or ITEMS.search(body) or not all(map(MONEY.search, body.split("；"))):
        return []
    found = list[Interval]()
    for words in re.split("[，；、]", body):
        amounts, changes = MONEY.findall(words), list(STATED.finditer(words))
        if len(amounts) != len(changes) or len(changes) > 1 or (not changes and WAYS.search(words)):
            return []
        found += map(_change, changes)
    return found


LONGEST = 600
"""Letters of a sentence of reasons."""


RULES: tuple[Rule, ...] = (
    Rule("A50", "增减相抵后的净额等于各项增减之和", netted),
    Rule("A126", "有增有减、逐项写出金额的原因与增减相符", mixed),
)

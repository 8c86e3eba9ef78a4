"""A change divided again by where money comes from or goes to: one part of it is written in the wrong direction.

Rules, sources and what is not seen: resources/rules/audit/split_changes.md.
"""

import re
from collections.abc import Iterator

from desktop.audit.contradiction import answer, finding, quote, wan
from desktop.audit.interval import ZERO, Interval
from desktop.audit.outcome import Answer, AuditFinding, Rule
from desktop.audit.sentences.prose import Passage
from desktop.audit.sentences.reading import read
from desktop.audit.sentences.statements import Change, Statements
from desktop.findings import Severity
from desktop.outside.document import Document

OPENS = re.compile(
    r"其中[：:，]?|(?:分|按|从)[^，。；：、\d]{1,14}(?:看|来看|来说|来讲|分析|分|划分|分类|构成)[：，]"
    r"|(?:资金来源|资金性质|支出结构|收入来源|收入构成|支出构成)[^，。；：、\d]{0,8}[：，]"
    r"|(?:收入|支出)(?:预算)?(?:方面|中|变动|变化|增减变动)[^，。；：、\d]{0,6}[：，]"
    r"|(?:具体|分别)(?:情况)?(?:为|是|如下|来看)?[：:，]?|包括[：:]?"
)
"""Words that open a list of what a change consists of."""
MORE = re.compile("等(?:[，。；]|原因|因素)|主要|其余|其他各项|另有|部分|约|左右")
"""Words of a list that leaves something out."""
INNER = re.compile("其中|包括|含")
FEWEST, TELLING = 2, 3
"""Parts of a list; digits of an amount that comes out by no chance."""


def look(document: Document) -> Answer:
    """A140: where the parts of a change miss it, and meet it with one of them the other way, that one is turned."""
    text, findings, seen = read(document), list[AuditFinding](), 0
    for changes in text.changes_by_passage.values():
        passage, known = changes[0].passage, set[int]()
        for opened in OPENS.finditer(passage.text):
            parts = _parts(passage, opened.end(), changes)
            totals = list(_totals(passage, opened.start(), changes))
            if len(parts) < FEWEST or not totals or known.intersection(map(id, parts)):
                continue
            known.update(map(id, parts))
            seen += 1
            findings += list(_turned(parts, totals, changes))[:1]
        for siblings in _siblings(text, passage) if not known else ():
            seen += 1
            findings += list(_turned(siblings, _of_total(text, siblings), changes))[:1]
    return answer(findings, seen, (), "没有把增减分项写出金额")


def _siblings(text: Statements, passage: Passage) -> Iterator[list[Change]]:
    """Yield the changes of amounts that stand beside each other, each with its own, in a passage or one sentence."""
    own = [each for each in text.by_passage.get(passage.number, []) if len(each.changes) == 1 and each.plan]
    spans = [passage.sentence_at(each.start) for each in own]
    for span in dict.fromkeys([(0, len(passage.text)), *spans]):
        inside = [each for each, place in zip(own, spans, strict=True) if span[0] <= place[0] and place[1] <= span[1]]
        changes = [each.changes[0] for each in inside]
        plain = all(each.signed and (each.amount or each.flat) and not each.executed for each in changes)
        if plain and len([each for each in changes if not each.flat]) >= FEWEST:
            yield changes


def _of_total(text: Statements, siblings: list[Change]) -> list[Change]:
    """Return the changes of what the amounts of siblings come to."""
    own = [value for value in text.values if any(change in siblings for change in value.changes)]
    added = sum((value.amount for value in own), ZERO)
    return [
        change
        for value in text.values
        if value.amount.meets(added) and value.amount.fen and value not in own
        for change in value.changes
        if change.signed and change.signed.fen and not change.executed and not change.reason
    ]


def _parts(passage: Passage, start: int, changes: list[Change]) -> list[Change]:
    """Return the changes in a list from a place to the end of its sentence; none where it is not plain."""
    end = passage.sentence_at(start)[1]
    again = OPENS.search(passage.text, start, end)
    if again:  # a part of it is divided in its turn: …；一般公共预算按用途看，…
        end = max(passage.text.rfind("；", start, again.start()), start)
    closed = start + next(_closing(passage.text[start:end]), end - start)
    end, words = closed, passage.text[start:closed]
    if MORE.search(words) or INNER.search(words):
        return []
    found = [each for each in changes if start <= each.start < end and not _depth(passage.text[start : each.start])]
    plain = all(each.signed is not None and not each.executed and each.amount for each in found if not each.flat)
    return [each for each in found if not each.flat and each.signed and each.signed.fen] if plain else []


def _depth(words: str) -> int:
    """Return how many brackets that words open are not closed."""
    return words.count("（") - words.count("）")


def _closing(words: str) -> Iterator[int]:
    """Yield where words close a bracket that they do not open."""
    level = 0
    for at, letter in enumerate(words):
        level += {"（": 1, "）": -1}.get(letter, 0)
        if level < 0:
            yield at
            return


def _totals(passage: Passage, opened: int, changes: list[Change]) -> Iterator[Change]:
    """Yield what a list may divide: the change right before it in its sentence, else the first one of the passage."""
    start, _ = passage.sentence_at(opened)
    before = [each for each in changes if each.end <= opened and each.signed is not None and each.amount]
    same = [each for each in before if each.start >= start]
    yield from (each for each in (*same[-1:], *before[:1]) if each.signed and each.signed.fen and not each.reason)


def _turned(parts: list[Change], totals: list[Change], changes: list[Change]) -> Iterator[AuditFinding]:
    signed = [each.signed for each in parts if each.signed is not None]
    added = sum(signed, ZERO)
    everyone = [each.signed for each in changes if each.signed is not None and each not in parts]
    if any(added.meets(each) or added.meets(-each) for each in everyone):
        return
    for total in totals:
        assert total.signed is not None
        right = [part for part in parts if _meets(added, part, total.signed)]
        if len(right) == 1 and right[0].amount and _tells(total, right[0]):
            word = "减少" if right[0].rises else "增加"
            message = f"各项增减之和 {wan(added.fen)}，增减为 {wan(total.signed.fen)}"
            message += f"；{wan(abs(right[0].amount.amount.fen))} 写成“{word}”就恰好相等"
            quotes = [quote(right[0]), quote(total)]
            yield finding("A140", Severity.WARNING, message, quotes, (), f"{word}，或核对其他各项")


def _meets(added: Interval, part: Change, total: Interval) -> bool:
    """Tell whether parts come to a total with one of them the other way."""
    assert part.signed is not None
    return Interval(added.fen - 2 * part.signed.fen, added.half).meets(total)


def _tells(*changes: Change) -> bool:
    """Tell whether amounts have so many digits that they fit by no chance."""
    digits = [each.amount.text.replace(".", "").replace(",", "").strip("0") for each in changes if each.amount]
    return max(map(len, digits)) >= TELLING


RULES: tuple[Rule, ...] = (Rule("A140", "增减的分项方向与总的增减相符", look),)

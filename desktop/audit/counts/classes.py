"""Counts listed by class, office or place, also two for each (甲班 2 期 90 人), add up to the count they are of.

Rules, sources and what is not seen: resources/rules/audit/classes.md.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import islice

from desktop.audit.contradiction import answer, finding
from desktop.audit.outcome import Answer, AuditFinding, Rule
from desktop.audit.sentences.numerals import MANY, many
from desktop.audit.sentences.prose import Passage, sentences
from desktop.audit.sentences.reading import read
from desktop.dataclass import dataclass
from desktop.findings import Severity
from desktop.outside.document import Document

UNIT = r"人次|平方米|公里|公顷|万亩|[人名个家辆台套张座期班次条处所户件册间栋棵株头只羽亩孔眼口对例份场]"
COUNT = re.compile(rf"(?<![\d.,])({MANY})({UNIT})(?!元)")
ITEM = re.compile(rf"[^\d]{{1,24}}?(?:(?:{MANY})(?:{UNIT})[^\d]{{0,6}})+")
BRACKET = re.compile(r"（[^（）]*）")
"""What only explains, or divides, the item before it."""
AFTER = re.compile(r"其中[：，]?|分别[为是]：?|包括：?|：")
"""Words behind which a list stands whose total is in the same sentence."""
BY = re.compile(
    r"(?:从)?[分按][\u4e00-\u9fff]{1,8}(?:看|分类?|划分|统计|来看)?[，：]|(?:从)[\u4e00-\u9fff]{2,8}(?:看|来看)，"
)
"""How a sentence begins that divides what the sentence before it counted: 分单位看，."""
OPEN = re.compile("等|主要|例如|比如|重点")
"""Words of a list that need not be full."""
MOST = 20
"""Places of a sentence behind which a list is looked for."""
PEOPLE = {"名": "人"}
NEAR = Decimal("0.2")
"""How far, as a part of it, a list may be off a total of an earlier sentence and still be meant to be all of it."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A list of counts: where it is, the units each item has, and the counts of each unit."""

    start: int
    end: int
    units: tuple[str, ...]
    counts: tuple[tuple[Decimal, ...], ...]

    def added(self, unit: str) -> Decimal:
        """Return what the counts of a unit add up to."""
        return sum((row[self.units.index(unit)] for row in self.counts), Decimal(0))


def by_class(document: Document) -> Answer:
    """A70: what is counted class by class adds up to the count before it."""
    findings, unsure, seen = list[AuditFinding](), [], 0
    for passage in read(document).passages:
        text = _plain(passage.text)
        for listed, heads in _lists(text):
            seen += 1
            result = _wrong(passage, listed, heads)
            findings += [result] if isinstance(result, AuditFinding) else []
            unsure += [result] if isinstance(result, str) and result else []
    return answer(findings, seen, unsure, "没有逐类逐处写数量")


def _plain(text: str) -> str:
    """Return a text whose brackets are blotted out, each letter in its place."""
    for _ in range(2):
        text = BRACKET.sub(lambda match: "＊" * len(match[0]), text)
    return text


def _lists(text: str) -> Iterator[tuple[Listed, list[re.Match[str]]]]:
    """Yield each list with the counts that it may divide."""
    for start, end in sentences(text):
        by = BY.match(text, start, end)
        listed = _taken(text, by.end(), end) if by else None
        if listed and len(listed.counts) > len(PEOPLE) + 1:
            yield listed, list(COUNT.finditer(text, 0, start))
            continue
        for mark in islice(AFTER.finditer(text, start, end), MOST):
            listed = _taken(text, mark.end(), end)
            if listed and len(listed.units) > 1 and not OPEN.search(text[max(mark.start() - 2, 0) : mark.start()]):
                yield listed, list(COUNT.finditer(text, start, mark.start()))
                break


def _taken(text: str, start: int, end: int) -> Listed | None:
    """Return the list that begins at a place: items of the same units, nothing of them behind it in the sentence."""
    units: tuple[str, ...] = ()
    rows, at = list[tuple[Decimal, ...]](), start
    for piece in re.finditer(r"[^、，；。]+", text[start:end]):
        found = COUNT.findall(piece[0])
        own = tuple(PEOPLE.get(unit, unit) for _, unit in found)
        if not ITEM.fullmatch(piece[0].replace("＊", "")) or len(set(own)) < len(own) or (units and own != units):
            break
        if re.match("合计|共计|总计|共|另|此外|还有", piece[0]):
            return None
        units = own
        rows.append(tuple(many(count) for count, _ in found))
        at = start + piece.end()
    rest = {PEOPLE.get(unit, unit) for _, unit in COUNT.findall(text[at:end])}
    if len(rows) < 2 or rest & set(units) or OPEN.search(text[start:at]):
        return None
    return Listed(start, at, units, tuple(rows))


def _wrong(passage: Passage, listed: Listed, heads: list[re.Match[str]]) -> AuditFinding | str:
    """Return what a list does not add up to; a reason where its total is not told."""
    wrong = list[AuditFinding]()
    full = any(listed.added(PEOPLE.get(head[2], head[2])) == _value(head) for head in heads if _of(head, listed))
    for unit in listed.units:
        totals = [head for head in heads if PEOPLE.get(head[2], head[2]) == unit]
        added = listed.added(unit)
        if not totals or any(_value(head) == added for head in totals):
            continue
        nearest = min(totals, key=lambda head: abs(_value(head) - added))
        if not full and abs(_value(nearest) - added) > _value(nearest) * NEAR:
            return f"“{passage.text[listed.start : listed.start + 20]}”读不出是哪个总数的各项"
        message = f"逐项之和 {added}{unit}，前面写 {nearest[0]}"
        quotes = [passage.quote(*nearest.span()), passage.quote(listed.start, listed.end)]
        wrong.append(finding("A70", Severity.WARNING, message, quotes, (), f"{added}{unit}，或改正其中一项"))
    return wrong[0] if wrong else ""


def _of(head: re.Match[str], listed: Listed) -> bool:
    return PEOPLE.get(head[2], head[2]) in listed.units


def _value(match: re.Match[str]) -> Decimal:
    return many(match[1])


RULES: tuple[Rule, ...] = (Rule("A70", "逐类逐处写的数量之和等于总数", by_class),)

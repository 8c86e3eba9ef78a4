"""Shares whose base nobody states: the amounts beside them tell it, and all but one agree on it.

Rules, sources and what is not seen: resources/rules/audit/proportions.md.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from desktop.audit.contradiction import answer, finding, wan
from desktop.audit.interval import MONEY, ZERO, Interval
from desktop.audit.outcome import Answer, AuditFinding, Rule
from desktop.audit.sentences.prose import DEEPEST, Passage
from desktop.audit.sentences.reading import read
from desktop.audit.sentences.statements import NUMBER, Printed, Statements
from desktop.audit.sentences.subjects import TOTAL
from desktop.dataclass import dataclass
from desktop.findings import Severity
from desktop.outside.document import Document

SHARED = re.compile(
    rf"(?<![\d.,])(?P<sum>{NUMBER})(?P<unit>{MONEY})(?:（[^（）]{{0,40}}）)?[，、]?(?:占比?|比重|比例)(?:为|是|约)?(?P<share>{NUMBER})%(?!以)"
)
"""An amount with its share, of what nobody says: 卫生健康支出 8 万元，占 4.2%."""
LEAST, AGREEING = 2, 3
"""Amounts of a list that is all there is; amounts that tell a base where it is more than they come to."""
SHARP = Decimal("0.01")
"""The most a base may be unsure, in parts of itself, to tell that a share is not of it."""
OFF = 2
"""Steps of its last digit by which a share may be off so that all of them add up to 100."""
AROUND = 4
"""Passages before a list whose amounts a share may be of as well."""
INNER = re.compile("其中|包括|内含")


@dataclass(frozen=True, slots=True)
class Shared:
    """An amount and its share, where they stand, and the words of its clause."""

    passage: Passage
    start: int
    end: int
    amount: Interval
    percent: Decimal
    step: Decimal
    words: str

    def base(self) -> tuple[Decimal, Decimal]:
        """Return from how much to how much the total may be."""
        least, most = self.percent - self.step / 2, self.percent + self.step / 2
        low = (self.amount.fen - self.amount.half) * 100 / most
        return low, (self.amount.fen + self.amount.half) * 100 / least

    def is_of(self, total: Interval) -> bool:
        """Tell whether a total is what this is a share of, a digit cut off instead of rounded included."""
        if total.fen <= total.half:
            return False
        least = (self.amount.fen - self.amount.half) * 100 / (total.fen + total.half)
        most = (self.amount.fen + self.amount.half) * 100 / (total.fen - total.half)
        return least - self.step <= self.percent <= most + self.step


def look(document: Document) -> Answer:
    """A150: shares beside each other that name no base follow the same one."""
    text, findings, seen = read(document), list[AuditFinding](), 0
    for group in _groups(text):
        seen += 1
        found = _odd(text, group)
        findings += [found] if found else []
    return answer(findings, seen, (), "没有并列写出金额和占比")


def _groups(text: Statements) -> Iterator[list[Shared]]:
    """Yield amounts with bare shares that stand beside each other: in one sentence, or at the heads of lines."""
    lines: list[Shared] = []
    for passage in text.passages:
        own = list(_shared(passage))
        for sentence in {each.passage.sentence_at(each.start) for each in own}:
            inside = [each for each in own if sentence[0] <= each.start < sentence[1]]
            if len(inside) >= LEAST and not INNER.search(passage.text[inside[0].start : inside[-1].start]):
                yield inside
        goes_on = lines and own and lines[-1].passage.level == passage.level < DEEPEST
        if lines and not goes_on and passage.level <= lines[-1].passage.level:
            yield lines
            lines = []
        if own and passage.level < DEEPEST and (goes_on or not lines) and _leads(own[0]):
            lines = [*lines, own[0]]
    if lines:
        yield lines


def _leads(each: Shared) -> bool:
    """Tell whether an amount is the first of its line."""
    return re.search(r"\d[万千]?元", each.passage.text[: each.start]) is None


def _shared(passage: Passage) -> Iterator[Shared]:
    """Yield the amounts of a passage that have a share of something unnamed."""
    for match in SHARED.finditer(passage.text):
        amount = Printed(match["sum"], match["unit"], match.start(), match.end("unit")).amount
        percent = Decimal(match["share"].replace(",", ""))
        step = Decimal(1).scaleb(-len(match["share"].partition(".")[2]))
        start = max(passage.text.rfind(sign, 0, match.start()) for sign in "，；。：、") + 1
        if amount.fen > 0 and percent > step:
            words = passage.text[start : match.start()]
            yield Shared(passage, match.start(), match.end(), amount, percent, step, words)


def _odd(text: Statements, group: list[Shared]) -> AuditFinding | None:
    """Return the one share that does not follow what all others are shares of."""
    total = _base_of(group)
    wrong = [each for each in group if total and not each.is_of(total)]
    if total is None or len(wrong) != 1 or _read_already(text, group, wrong[0], total):
        return None
    odd = wrong[0]
    right = odd.amount.fen * 100 / total.fen
    if abs(right - odd.percent) <= OFF * odd.step or any(map(odd.is_of, _near(text, group))):
        return None
    shown = f"{right.quantize(odd.step)}%"
    around = wan(total.fen.quantize(Decimal(TEN_THOUSAND)))
    message = f"并列的其他各项占的都是 {around} 左右的总数，此项应占 {shown}，写成 {odd.percent}%"
    quotes = [each.passage.quote(each.start - len(each.words), each.end) for each in (odd, *group)]
    return finding("A150", Severity.WARNING, message, quotes, (), shown)


TEN_THOUSAND = 10_000
"""To what a total is rounded, in 分, that only shares tell."""


def _base_of(group: list[Shared]) -> Interval | None:
    """Return what all but one are shares of: what they come to, else what most of them tell."""
    added = sum((each.amount for each in group), ZERO)
    fits = sum(each.is_of(added) for each in group)
    if fits == len(group) - 1 and fits:
        return added
    for low, high in sorted((each.base() for each in group), key=lambda base: (base[1] - base[0]) / base[0])[:2]:
        guess = Interval((low + high) / 2, (high - low) / 2)
        agree = [each for each in group if each.is_of(guess)]
        parts = sum((each.amount for each in agree), ZERO)
        if (
            (high - low) / low < SHARP
            and len(agree) == len(group) - 1 >= AGREEING
            and guess.fen >= parts.fen - parts.half
        ):
            return guess
    return None


def _near(text: Statements, group: list[Shared]) -> Iterator[Interval]:
    """Yield the amounts in the list and right before it."""
    first, last = group[0].passage.number - AROUND, group[-1].passage.number
    for number in range(first, last + 1):
        yield from (each.amount for each in text.by_passage.get(number, ()))


def _read_already(text: Statements, group: list[Shared], odd: Shared, total: Interval) -> bool:
    """Tell whether the share is read as one of that total, so that A21 looks at it."""
    values = text.by_passage.get(odd.passage.number, [])
    own = next((each for each in values if odd.start <= each.figure.start < odd.end), None)
    if own is None:
        return False
    if own.parent is not None and own.parent.amount.meets(total):
        return True
    same = sum(each.passage is odd.passage for each in group) > LEAST
    totals = (each for each in text.values if each.subject and each.subject.name == TOTAL and each.plan)
    return same and any(each.amount.meets(total) for each in totals)


RULES: tuple[Rule, ...] = (Rule("A150", "并列各项的占比出于同一个总数", look),)

"""A change stated only by its percentage, beside both years' amounts in other sentences: 较上年下降 20%.

Rules, sources and what is not seen: resources/rules/audit/percent_alone.md.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from desktop.audit.contradiction import answer, figures, finding, quote
from desktop.audit.outcome import Answer, AuditFinding, Rule
from desktop.audit.sentences.nouns import straight
from desktop.audit.sentences.reading import read
from desktop.audit.sentences.statements import Change, Statement
from desktop.audit.sentences.subjects import Subject
from desktop.findings import Severity
from desktop.outside.document import Document

SPENT = re.compile("执行|决算|实际|完成")
NEAR = 3
"""Passages between a percentage and the amount of last year that it is from."""


def look(document: Document) -> Answer:
    """A38: a percentage without an amount is that of the two years' amounts stated of the same thing."""
    text = read(document)
    findings, seen = list[AuditFinding](), 0
    by_name: dict[str, list[Statement]] = defaultdict(list)
    for value in text.values:
        if value.subject and value.subject.clear and not value.subject.owner:
            by_name[value.subject.name].append(value)
    for change in text.changes:
        if change.amount or change.percent is None or change.reason or change.executed or change.was:
            continue
        if change.percent_rises is None or change.base not in {0, text.year - 1}:
            continue
        subject = _subject(change)
        same = list(_of_fund(subject, by_name.get(subject.name, []))) if subject else []
        lasts = [each for each in same if each.year == text.year - 1 and not _spent(each)]
        near = [each for each in lasts if abs(each.passage.number - change.passage.number) <= NEAR]
        nows = [each for each in same if each.plan and each.year in {0, text.year}]
        nows = [each for each in nows if each is change.about] if change.about else nows
        if not near or len({each.figure.text for each in lasts}) > 1 or len({each.figure.text for each in nows}) != 1:
            continue
        seen += 1
        now, last = nows[0], near[0]
        if not _fits(change, now, last):
            right = (now.amount.fen - last.amount.fen) * 100 / last.amount.fen
            words = f"{'增长' if right > 0 else '下降'} {abs(right):.2f}%" if right else "没有变化"
            message = f"{now.shown}本年 {now.written}、上年 {last.written}，应为{words}，写成 {change.percent.text}%"
            quotes = [quote(change), quote(now), quote(last)]
            findings.append(finding("A38", Severity.WARNING, message, quotes, figures([now, last]), words))
    return answer(findings, seen, (), "没有只写百分比、别处写出两年金额的增减")


def _spent(value: Statement) -> bool:
    """Tell whether an amount is what was carried out (执行数), no budget."""
    return SPENT.search(value.passage.text[value.start : value.figure.start]) is not None


def _subject(change: Change) -> Subject | None:
    """Return what a percentage is of: what it names, else the amount that it surely stands behind."""
    about = change.about
    if about is None:
        return change.subject
    own = any(each is change for each in about.changes) and straight(about, change)
    return about.subject if own and about.subject and about.subject.clear and not about.subject.owner else None


def _of_fund(subject: Subject, values: list[Statement]) -> Iterator[Statement]:
    """Yield the amounts that are not of other money."""
    for value in values:
        if value.subject and not (value.subject.fund and subject.fund and value.subject.fund != subject.fund):
            yield value


def _fits(change: Change, now: Statement, last: Statement) -> bool:
    """Tell whether two amounts, to their printed digits, differ by a stated percentage."""
    if change.percent is None or last.amount.fen <= last.amount.half:
        return True
    sign = 1 if change.percent_rises else -1
    least = (now.amount.fen - now.amount.half) / (last.amount.fen + last.amount.half) * 100 - 100
    most = (now.amount.fen + now.amount.half) / (last.amount.fen - last.amount.half) * 100 - 100
    step = max(change.percent.step, Decimal("0.01"))
    return least - step <= sign * change.percent.percent <= most + step


RULES: tuple[Rule, ...] = (Rule("A38", "只写百分比的增减与两年的金额相符", look),)

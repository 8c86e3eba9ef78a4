"""A change stated only by its percentage, beside both years' amounts in other sentences: 较上年下降 20%.

Rules, sources and what is not seen: resources/rules/audit/percent_alone.md.
"""

from collections.abc import Iterator
from decimal import Decimal

from desktop.audit.contradiction import answer, figures, finding, quote
from desktop.audit.outcome import Answer, AuditFinding, Rule
from desktop.audit.sentences.reading import read
from desktop.audit.sentences.statements import Change, Statement, Statements
from desktop.findings import Severity
from desktop.outside.document import Document

NEAR = 3
"""Passages between a percentage and the amount of last year that it is from."""


def look(document: Document) -> Answer:
    """A38: a percentage without an amount is that of the two years' amounts stated of the same thing."""
    text = read(document)
    findings, seen = list[AuditFinding](), 0
    for change in text.changes:
        if change.amount or change.percent is None or change.about or change.reason or change.executed:
            continue
        if change.subject is None or change.percent_rises is None or change.base not in {0, text.year - 1}:
            continue
        lasts = list(_of_year(text, change, text.year - 1))
        near = [each for each in lasts if abs(each.passage.number - change.passage.number) <= NEAR]
        nows = [each for each in _of_year(text, change, text.year) if each.plan]
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


def _of_year(text: Statements, change: Change, year: int) -> Iterator[Statement]:
    """Yield the amounts that a text states of the same thing for a year."""
    for value in text.values:
        own, other = value.subject, change.subject
        if own is None or other is None or own.owner or not own.clear or own.name != other.name:
            continue
        if own.fund and other.fund and own.fund != other.fund:
            continue
        if value.year == year or (value.year == 0 and year == text.year):
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

"""A change without its amount beside it: with its percentage it tells what it is from, which is printed somewhere.

Rules, sources and what is not seen: resources/rules/audit/implied.md.
"""

from collections.abc import Iterator
from decimal import Decimal

from desktop.audit.contradiction import answer, finding, quote, wan
from desktop.audit.interval import Interval
from desktop.audit.outcome import Answer, Rule
from desktop.audit.sentences.reading import read
from desktop.audit.sentences.statements import TOKEN, Change, Printed
from desktop.audit.tables.tabled import tabled
from desktop.findings import Severity
from desktop.money import FEN_PER
from desktop.outside.document import Document

SHARP = Decimal("0.05")
"""The most the amount a change is from may be unsure, in parts of itself."""
FEWEST = 10
"""Amounts of a document from which it shows what its changes are of."""
ALL = 100


def look(document: Document) -> Answer:
    """A154: what a change and its percentage come from, or come to, stands in the document."""
    text, findings, seen = read(document), [], 0
    owned = {id(change) for value in text.values for change in (*value.changes, *value.unsure)}
    printed: list[Interval] = []
    for change in (each for each in text.changes if id(each) not in owned and each.was is None):
        base = _base(change)
        if base is None or change.signed is None or change.percent is None or change.amount is None:
            continue
        printed = printed or list(_printed(document))
        seen += 1
        now = Interval(base.fen + change.signed.fen, base.half + change.signed.half)
        if len(printed) >= FEWEST and not any(base.meets(each) or now.meets(each) for each in printed):
            former = wan(base.fen.quantize(Decimal(10_000)))
            message = f"增减 {change.amount.text}{change.amount.unit}、{change.percent.text}%，"
            message += f"上年应为 {former} 左右，全文没有与之相符的本年或上年金额"
            findings.append(finding("A154", Severity.WARNING, message, [quote(change)], (), "核对增减额和百分比"))
    return answer(findings, seen, (), "没有不带本年金额的增减额和百分比")


def _base(change: Change) -> Interval | None:
    """Return what a change is from, by its amount and its percentage; None where that is not sharp or not sure."""
    if change.amount is None or change.percent is None or change.flat or change.rises is None:
        return None
    size, percent, step = change.amount.amount, change.percent.percent, change.percent.step
    if change.rises != change.percent_rises or not size.fen or percent <= step or percent == ALL:
        return None
    low = (size.fen - 2 * size.half) * ALL / (percent + step)
    high = (size.fen + 2 * size.half) * ALL / (percent - step)
    return Interval((low + high) / 2, (high - low) / 2) if low > 0 and (high - low) / low <= SHARP else None


def _printed(document: Document) -> Iterator[Interval]:
    """Yield the amounts of sentences and tables."""
    for passage in read(document).passages:
        yield from (Printed.of(match).amount for match in TOKEN.finditer(passage.text) if match[2] in FEN_PER)
    for _, _, row, column in tabled(document).figures():
        value = row.figures[column].value
        if value is not None and value.fen:
            yield value


RULES: tuple[Rule, ...] = (Rule("A154", "增减额与百分比推出的金额在文中", look),)

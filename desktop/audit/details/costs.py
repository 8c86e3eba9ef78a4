"""What a goal costs (成本指标) is an amount of the document; one that stands nowhere else may be a slip of another.

Rules, sources and what is not seen: resources/rules/audit/quantities.md.
"""

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from desktop.audit.contradiction import finding
from desktop.audit.details.things import LONGEST_CELL, TABLE, lines
from desktop.audit.outcome import AuditFinding, Quote
from desktop.audit.sentences.numerals import many
from desktop.audit.sentences.prose import cleaned
from desktop.audit.sentences.slips import slips
from desktop.findings import Severity
from desktop.outside.document import Document

COST = re.compile(r"[^\d。；]{0,30}(?:成本|预算|控制数|投入|总额|经费|资金|支出)[^\d。；]{0,10}")
"""A label of what a project costs."""
VALUE = re.compile(
    r"[≤<＜=＝]?=?(?P<number>(?:\d{1,3}(?:,\d{3})+|\d{1,9})(?:\.\d{1,6})?)(?P<unit>万元|元)(?:以内|以下)?"
)
NUMBER = re.compile(r"(?<![\d.,])(?:\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.\d{1,6})?(?![\d,])")
CODE = re.compile(r"(?:(?:19|20)\d\d|[23]\d{2}|[23]\d{4}|[23]\d{6})\.00")
"""A year, or the code of a subject, which is no amount."""
FEWEST, TEN_THOUSAND = 3, 10_000
"""Digits of an amount of which a slip tells anything; 元 in 万元."""


def slipped(document: Document) -> Iterator[AuditFinding]:
    """Yield the costs in goals that stand nowhere else, where the one amount like it has two digits exchanged."""
    goals = list(_goals(document))
    numbers = _numbers(document) if goals else Counter[Decimal]()
    for label, match, quote in goals:
        text = match["number"]
        few = len(text.replace(",", "").replace(".", "").strip("0")) < FEWEST
        if few or sum(numbers[each] for each in _ways(many(text))) > 1:
            continue
        others = {each for each in map(Decimal, _exchanged(text)) if sum(numbers[way] for way in _ways(each))}
        if len(others) == 1:
            other = f"{others.pop():,}{match['unit']}"
            message = f"绩效目标“{label}”为 {text}{match['unit']}，别处没有这个数，有 {other}，疑为笔误"
            yield finding("A102", Severity.WARNING, message, [quote], (), other)


def _exchanged(text: str) -> Iterator[str]:
    """Yield the numbers that have the digits of a number, two neighbours exchanged."""
    digits = sorted(text.replace(",", ""))
    return (each for each in slips(text) if sorted(each) == digits and not CODE.fullmatch(f"{many(each):.2f}"))


def _ways(number: Decimal) -> tuple[Decimal, ...]:
    """Return an amount as it may be printed: in 元 and in 万元."""
    return number, number * TEN_THOUSAND, number / TEN_THOUSAND


def _numbers(document: Document) -> Counter[Decimal]:
    """Return how often each number stands in a document."""
    cells = (cell for table in document.tables for row in table.rows for cell in row)
    texts = (*(each.text for each in document.paragraphs), *cells)
    return Counter(many(each) for text in texts for each in NUMBER.findall(text))


def _goals(document: Document) -> Iterator[tuple[str, re.Match[str], Quote]]:
    """Yield the labels, values and rows of goals that are amounts of money."""
    for table in document.tables:
        if not TABLE.search("".join((*table.above, *(cell for row in table.rows[:3] for cell in row)))):
            continue
        for at, row in enumerate(table.rows):
            spot = (table.spots[at],) if at < len(table.spots) else ()
            yield from _costs(row, Quote(" ".join(cell.strip() for cell in row if cell.strip()), *spot))
    for line in lines(document):
        yield from _costs(tuple(line.text.split()), Quote(line.text.strip(), line.spot))


def _costs(row: tuple[str, ...], quote: Quote) -> Iterator[tuple[str, re.Match[str], Quote]]:
    """Yield the cost of a row of goals, where it has one."""
    cells = [cleaned(cell)[0] for cell in row if len(cell) <= LONGEST_CELL]
    values = [(at, match) for at, cell in enumerate(cells) if (match := VALUE.fullmatch(cell))]
    if len(values) == 1 and values[0][0]:
        at, match = values[0]
        if COST.fullmatch(cells[at - 1]):
            yield cells[at - 1], match, quote

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

COST = re.compile(r"[^\d。；]{0,30}(?:成本|预算|控制数|投入|投资|总额|经费|资金|支出)[^\d。；]{0,10}")
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
    texts = [cleaned(each.text)[0] for each in document.paragraphs] if goals else []
    for at, (label, match, quote) in enumerate(goals):
        text = match["number"]
        if at < MOST and (right := _of_project(label, match, texts, numbers)):
            message = f"绩效目标“{label}”为 {text}{match['unit']}，说明中为 {right}"
            yield finding("A102", Severity.WARNING, message, [quote], (), f"{right}，或改正说明")
            continue
        if at < MOST and (right := _tenfold(label, match, texts)):
            message = f"绩效目标“{label}”为 {text}{match['unit']}，说明中为 {right}，相差十倍，换算疑有误"
            yield finding("A102", Severity.WARNING, message, [quote], (), right)
            continue
        few = len(text.replace(",", "").replace(".", "").strip("0")) < FEWEST
        if few or sum(numbers[each] for each in _ways(many(text))) > 1:
            continue
        others = {each for each in map(Decimal, _exchanged(text)) if sum(numbers[way] for way in _ways(each))}
        if len(others) == 1:
            other = f"{others.pop():,}{match['unit']}"
            message = f"绩效目标“{label}”为 {text}{match['unit']}，别处没有这个数，有 {other}，疑为笔误"
            yield finding("A102", Severity.WARNING, message, [quote], (), other)


ENDS = re.compile(
    "(?:总?成本|控制数|预算数?|总额|投入|总?投资|安排|使用|金额|支出|资金|经费|费用|项目|专项|额度|数|控制)+$"
)
"""What a label adds to the name of a project."""
SHORTEST, MOST = 4, 200
"""Letters of the name of a project; costs whose project is looked for in the text."""


def _of_project(label: str, match: re.Match[str], texts: list[str], numbers: Counter[Decimal]) -> str:
    """Return the one amount that the text has right behind the name of the project whose cost a goal is."""
    name = ENDS.sub("", re.sub("（.*", "", label))
    own = many(match["number"]) * (TEN_THOUSAND if match["unit"] == "万元" else 1)
    written = match["number"].rstrip("0").rstrip(".") if "." in match["number"] else match["number"]
    stated = re.compile(rf"(?<![\d.,]){re.escape(written)}(?:\.?0+)?{match['unit']}")
    if len(name) < SHORTEST or any(map(stated.search, texts)):
        return ""
    amount = re.compile(
        rf"{re.escape(name)}(?:[专费经资项目金支出预算安排]{{0,8}})(?:为|共|共计|：|（)?(?P<number>(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,9}})(?:\.\d{{1,6}})?)(?P<unit>万元|元)"
    )
    found = {each[0]: each for text in texts if name in text for each in amount.finditer(text)}
    sizes = {many(each["number"]) * (TEN_THOUSAND if each["unit"] == "万元" else 1) for each in found.values()}
    if len(sizes) != 1 or own in sizes:
        return ""
    other = next(iter(found.values()))
    known = sum(numbers[each] for each in _ways(many(other["number"]))) > 1
    return f"{other['number']}{other['unit']}" if known else ""


BIG = re.compile(r"(?<![\d.,])(?P<number>\d{1,6}(?:\.\d{1,6})?)亿元")
HUNDRED_MILLION = 100_000_000
TENFOLD = frozenset(Decimal(each) for each in ("10", "100", "0.1", "0.01"))
"""By how many times an amount is another one whose unit was turned into 万元 wrongly."""


def _tenfold(label: str, match: re.Match[str], texts: list[str]) -> str:
    """Return the amount in 亿元 of what a goal costs, where the goal has its digits but another size."""
    name = ENDS.sub("", re.sub("（.*", "", label))
    own = many(match["number"]) * (TEN_THOUSAND if match["unit"] == "万元" else 1)
    near = [
        each
        for text in texts
        if len(name) >= SHORTEST and name in text
        for sentence in re.split("[。；]", text)
        if name in sentence
        for each in BIG.finditer(sentence)
    ]
    sizes = {many(each["number"]) * HUNDRED_MILLION for each in near}
    stated = any(match["number"] + match["unit"] in text for text in texts)
    if not own or len(sizes) != 1 or stated:
        return ""
    return near[0][0] if sizes.pop() / own in TENFOLD else ""


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
        if not TABLE.search("".join((*table.above, *(cell for row in table.rows[:4] for cell in row)))):
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

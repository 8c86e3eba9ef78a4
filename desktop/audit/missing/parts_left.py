"""Lists that come to less than what they divide by a part that stands beside theirs elsewhere, or by one of a count.

Rules, sources and what is not seen: resources/rules/audit/parts_left.md.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise, takewhile

from desktop.audit.contradiction import answer, figures, finding, quote, wan
from desktop.audit.interval import Interval
from desktop.audit.missing.left_out import GOES_ON, SOME, usual
from desktop.audit.outcome import Answer, Quote, Rule
from desktop.audit.remembered import remembered
from desktop.audit.rows.named import own_goals
from desktop.audit.rows.standing import of_other_year
from desktop.audit.sentences.numerals import NUMERAL, number
from desktop.audit.sentences.parts import groups, readings, total
from desktop.audit.sentences.prose import Passage
from desktop.audit.sentences.reading import read
from desktop.audit.sentences.statements import TOKEN, Enumeration, Printed, Statement
from desktop.audit.tables import labels
from desktop.audit.tables.grids import Grid, Half, Row
from desktop.audit.tables.tabled import tabled
from desktop.dataclass import dataclass
from desktop.findings import Severity
from desktop.money import FEN_PER
from desktop.outside.document import Document

FEWEST = 2
"""Parts with money of a list; one is enough where the list states others that have none."""
BEHIND = 4
"""Passages behind a list in which the part may be told after all."""
MOST = 40
"""Places of one amount that are looked at."""
DIGITS = 5
"""Digits, without zeros at the end, that amounts have together which are found side by side by no chance."""
COUNTED = re.compile(
    rf"(?<![\d.,第])(?P<a>\d{{1,2}}|{NUMERAL})个[^，。；：、（）\d]{{0,12}}?项目|项目(?:共计?|为|有)?(?P<b>\d{{1,2}}|{NUMERAL})个"
)
"""How many projects an amount is of: 共7个项目, 项目7个."""
OF_SOME = re.compile("其中[^，。；：、]{0,12}$|新增|增加|减少|上年|去年|主要|用于|涉及的?单位")
"""Words between a count and a list by which the list is of fewer."""
CARRIED, NOT_THIS = re.compile("上年结转"), re.compile("增减|变化|变动|比重|占比|结转下年|年终结转")
"""Heads of columns: money of last year that is spent this year; what is no amount of this year."""


NEXT = re.compile(
    r"(?:（[^（）]{1,30}）)?(?:，占[^，。；、]{0,14}?[\d.]+%)?[，、；和及]+(?:其中|以及)?[^，。；：、]{1,30}"
)
"""What stands between two amounts of a list that does nothing but name its parts."""


@dataclass(frozen=True, slots=True)
class Line:
    """Amounts that stand in one column or one row of a table, and what each is of."""

    grid: Grid
    half: Half
    cells: tuple[tuple[str, Interval, Row, int], ...]


def look(document: Document) -> Answer:
    """A164: a list comes to what it divides; not less by a part that another place puts beside its parts."""
    text, findings, seen = read(document), [], 0
    for each in text.lists:
        parent, parts = each.parents[0], _parts(each)
        opened = _open(each)
        if not parts or (opened and GOES_ON.match(each.parts[-1].passage.text, each.parts[-1].figure.end)):
            continue
        rest = parent.amount - total(parts)
        if rest.fen <= rest.half or _adds_up(each):
            continue
        seen += 1
        if _appears(each, rest, text.passages):
            continue
        left = None if opened else _counted(each) or _in_tables(document, each, parts, rest)
        left = left or (None if opened else _again(document, each, parts, rest))
        left = left or _with_goals(document, each, parts, rest, opened=opened)
        if left is not None:
            words, there = left
            message = f"所列各项合起来比{parent.shown} {parent.written}少 {wan(rest.fen, parent.figure.unit)}，{words}"
            quotes = [quote(parent), *map(quote, each.parts), *there]
            right = f"补上漏列的一项 {wan(rest.fen, parent.figure.unit)}，或改正总数"
            findings.append(finding("A164", Severity.WARNING, message, quotes, figures([parent, *each.parts]), right))
    return answer(findings, seen, (), "没有合起来比总数少的列举")


def _parts(each: Enumeration) -> tuple[Statement, ...]:
    """Return the parts of a list that have money, where parts and total are budgeted and of one year."""
    everyone = (each.parents[0], *each.parts)
    years = {member.year for member in everyone if member.year}
    filled = tuple(part for part in each.parts if part.amount.fen)
    enough = len(filled) >= FEWEST or (filled and len(each.parts) > FEWEST and all(p.subject for p in everyone))
    enough = enough and (_tight(each) or all(part.subject for part in everyone))
    return filled if enough and all(member.plan for member in everyone) and len(years) < FEWEST else ()


def _tight(each: Enumeration) -> bool:
    """Tell whether a list stands in one passage, and nothing in it but names and amounts."""
    text = each.parts[0].passage.text
    between = [(a.figure.end, b.figure.start) for a, b in pairwise(each.parts)]
    alone = all(member.passage is each.parts[0].passage for member in (each.parents[0], *each.parts))
    return alone and all(start < end and NEXT.fullmatch(text, start, end) for start, end in between)


def _open(each: Enumeration) -> bool:
    """Tell whether words say that a list is not all."""
    first, last, parent = each.parts[0], each.parts[-1], each.parents[0]
    if each.open_end or GOES_ON.match(last.passage.text, last.figure.end):
        return True
    same = parent.passage is first.passage and parent.figure.end <= first.figure.start
    start, _ = first.passage.sentence_at(first.figure.start)
    return SOME.search(first.passage.text[parent.figure.end if same else start : first.figure.start]) is not None


def _adds_up(each: Enumeration) -> bool:
    """Tell whether a list comes to one of the amounts before it in any way of reading it."""
    ways = [tuple(each.parts), tuple(each.flat), *(parts for group in groups(each) for parts in readings(group))]
    sums = [total(parts) for parts in ways if parts]
    return any(added.meets(of.amount) for added in sums for of in each.parents)


def _appears(each: Enumeration, rest: Interval, passages: Sequence[Passage]) -> bool:
    """Tell whether the rest stands in the passages of a list, or soon behind them."""
    first, last = each.parents[0].passage.number, each.parts[-1].passage.number
    start = bisect_left(passages, first, key=_number)
    behind = bisect_right(passages, last, key=_number)
    near = list(passages[start:behind])
    near += takewhile(lambda passage: not passage.heading, passages[behind : behind + BEHIND])
    return any(value.meets(rest) for passage in near for value in _amounts(passage))


def _number(passage: Passage) -> int:
    return passage.number


def _amounts(passage: Passage) -> list[Interval]:
    return [Printed.of(match).amount for match in TOKEN.finditer(passage.text) if match[2] in FEN_PER]


def _counted(each: Enumeration) -> tuple[str, list[Quote]] | None:
    """Return that the words before a list count one project more than it names."""
    parent, first = each.parents[0], each.parts[0]
    if first.passage is not parent.passage or any(part.passage is not first.passage for part in each.parts):
        return None
    start, end = first.passage.sentence_at(parent.figure.start)
    if first.figure.start > end:
        return None
    before = first.passage.text[start : first.start]
    counts = list(COUNTED.finditer(before))
    several = {number(found["a"] or found["b"]) for found in counts}
    if several != {len(each.parts) + 1} or len(each.parts) < FEWEST:
        return None
    if OF_SOME.search(before[: counts[0].start()]) or OF_SOME.search(before[counts[-1].end() :]):
        return None
    (count,) = several
    return f"写 {count} 个项目，只列出 {len(each.parts)} 个", []


def _in_tables(
    document: Document, each: Enumeration, parts: Sequence[Statement], rest: Interval
) -> tuple[str, list[Quote]] | None:
    """Return where a column or a row of a table has the whole, all the parts, and beside them the rest."""
    wanted = [each.parents[0].amount, *(part.amount for part in parts)]
    if sum(len(f"{value.fen:f}".partition(".")[0].rstrip("0")) for value in (*wanted, rest)) < DIGITS:
        return None
    lines, shelves = _lines(document)
    for at in shelves.get(_cents(rest.fen), [])[:MOST]:
        line = lines[at]
        values = [value for _, value, _, _ in line.cells]
        if not all(any(value.meets(other) for value in values) for other in wanted):
            continue
        for name, value, row, column in line.cells:
            own = value.meets(rest) and not any(value.meets(other) for other in wanted) and not usual(name, each)
            if own and name and not labels.is_total(name) and not _named(name, each):
                place = line.grid.quote(row, column, line.half)
                return f"正好是“{line.grid.name}”中与它们并列的“{name}”", [place]
    return None


def _again(
    document: Document, each: Enumeration, parts: Sequence[Statement], rest: Interval
) -> tuple[str, list[Quote]] | None:
    """Return where another list of the same amount has the same parts, and the rest beside them."""
    several = [other for of in each.parents for other in _by_amount(document).get(of.amount.fen, [])[:MOST]]
    for other in several:
        own = {part.amount.fen for part in other.parts}
        if other is each or not {part.amount.fen for part in parts} <= own:
            continue
        left = next((part for part in other.parts if part.amount.meets(rest)), None)
        if left is not None and total(other.parts).meets(other.parents[0].amount):
            return "别处写的同样几项中还有这一项", [quote(left)]
    return None


@remembered
def _by_amount(document: Document) -> dict[Decimal, list[Enumeration]]:
    """Return the lists of a document by the amount that they divide."""
    found: dict[Decimal, list[Enumeration]] = defaultdict(list)
    for each in read(document).lists:
        found[each.parents[0].amount.fen].append(each)
    return found


def _with_goals(
    document: Document, each: Enumeration, parts: Sequence[Statement], rest: Interval, *, opened: bool
) -> tuple[str, list[Quote]] | None:
    """Return the one project with goals of its own that a list does not name, and whose money is the rest.

    Where the list is of the main ones (opened), it names all others with goals, and what is left is not the least.
    """
    projects = own_goals(document)
    listed = [of for of in projects if _named(of.name, each)]
    agree = [
        of
        for of in listed
        if any(part.amount.meets(Interval(fen, rest.half)) for part in parts for fen, _ in of.amounts)
    ]
    others = [of for of in projects if not _named(of.name, each)]
    left = [(of, place) for of in others for fen, place in of.amounts if rest.meets(Interval(fen, Decimal(0)))]
    of = each.parents[0].subject
    if len(agree) < FEWEST or len({of.name for of, _ in left}) != 1 or (of is not None and of.side == "收入"):
        return None
    if opened and (len(agree) < len(projects) - 1 or rest.fen < min(part.amount.fen for part in parts)):
        return None
    project, place = left[0]
    return f"正好是另有绩效目标的“{project.name}”", [place]


def _named(name: str, each: Enumeration) -> bool:
    """Tell whether a list has a part of such a name."""
    plain = labels.core(name)
    words = (labels.core(part.passage.text[part.start : part.figure.start]) for part in each.parts)
    return any(plain and (plain in word or word in plain) for word in words if word)


@remembered
def _lines(document: Document) -> tuple[list[Line], dict[int, list[int]]]:
    """Return the columns and rows of the tables with their amounts of this year, and which of them have an amount."""
    lines, year = list[Line](), read(document).year
    for grid in tabled(document).grids:
        for half in grid.halves:
            heads = {column: "".join(path) for column, path in half.columns.items()}
            heads = {column: CARRIED.sub("结转", head) for column, head in heads.items()}
            mine = [c for c, head in heads.items() if not of_other_year(head, year) and not NOT_THIS.search(head)]
            for column in mine:
                lines.append(Line(grid, half, tuple(_column(half, column))))
            for row in half.rows:
                lines.append(Line(grid, half, tuple(_row(half, row, mine))))
    shelves: dict[int, list[int]] = defaultdict(list)
    for at, line in enumerate(lines):
        for cents in dict.fromkeys(_cents(value.fen) for _, value, _, _ in line.cells):
            for near in (cents - 1, cents, cents + 1):
                shelves[near].append(at)
    return lines, shelves


def _column(half: Half, column: int) -> Iterator[tuple[str, Interval, Row, int]]:
    for row in half.rows:
        value = row.figures[column].value
        if value and value.fen:
            yield labels.unnumbered(row.label), value, row, column


def _row(half: Half, row: Row, columns: Sequence[int]) -> Iterator[tuple[str, Interval, Row, int]]:
    for column in columns:
        value = row.figures[column].value
        if value and value.fen:
            yield (half.columns[column] or ("",))[-1], value, row, column


def _cents(fen: Decimal) -> int:
    return int((fen / FEN_PER["万元"] * 100).quantize(Decimal(1)))


RULES: tuple[Rule, ...] = (Rule("A164", "列举没有少列别处与它们并列的一项", look),)

"""Changes of 三公经费 and its items in the text, against tables that print two years in columns or in rows.

Rules, sources and what is not seen: resources/rules/audit/three_changes.md.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from desktop.audit.contradiction import answer, finding, quote, wan
from desktop.audit.interval import Interval
from desktop.audit.outcome import Answer, AuditFinding, Quote, Rule
from desktop.audit.rows.named import Place, pairs
from desktop.audit.rows.turned import THREE
from desktop.audit.sentences.belonging import of_own_money
from desktop.audit.sentences.nouns import straight
from desktop.audit.sentences.reading import read
from desktop.audit.sentences.statements import Change, Printed, Statement, Statements
from desktop.audit.sentences.subjects import Subject
from desktop.audit.tables import labels, three_public
from desktop.audit.tables.grids import Grid, Half, Row
from desktop.audit.tables.tabled import amount, tabled
from desktop.dataclass import dataclass
from desktop.findings import Severity
from desktop.outside.document import Document

ITEMS = {**THREE, "会议费": ("meeting",), "培训费": ("training",)}
COSTS = frozenset({"会议", "培训"})
"""Costs that stand in a table of 三公经费; of them there may be more than it prints."""
ROW_YEAR = re.compile(r"(20\d\d)年")
SPENT = re.compile("实际|执行|决算|完成|支出数")
OF_LAST = re.compile("^(?:上年|去年)")
FINEST = Decimal("0.01")
"""How far a percentage of two amounts may be off that were rounded."""


@dataclass(frozen=True, slots=True)
class Years:
    """What a table prints of an item: this year, last year, and where."""

    now: Interval
    last: Interval
    cell: Quote
    grid: Grid


def _tables(document: Document) -> dict[str, list[Years]]:
    """Return the two years of each item of 三公经费."""
    found: dict[str, list[Years]] = defaultdict(list)
    tables = tabled(document)
    for grid in (each for each in tables.grids if each.index not in tables.misread):
        for half in grid.halves if "三公" in labels.bare(grid.title) else ():
            by_row = sum(1 for row in half.rows if three_public.item(row.label)) > 1
            for row in half.rows:
                for column, now, last in pairs(Place(grid, half, row)):
                    item = three_public.item(row.label) if by_row else three_public.of_header(half.columns[column])
                    if item:
                        found[item].append(Years(now, last, grid.quote(row, column, half), grid))
            for item, years in () if by_row else _by_rows(grid, half):
                found[item].append(years)
    return found


def _by_rows(grid: Grid, half: Half) -> Iterator[tuple[str, Years]]:
    """Yield the items of a table whose rows are years: 2024年 and 2025年, or 上年 and 本年."""
    years = {match[1]: row for row in half.rows if (match := ROW_YEAR.match(row.label))}
    this: Row | None
    last: Row | None
    if len(years) == 2 and int(max(years)) == int(min(years)) + 1:
        this, last = years[max(years)], years[min(years)]
    else:
        this = next((row for row in half.rows if re.match("本年|当年|今年", row.label)), None)
        last = next((row for row in half.rows if OF_LAST.match(row.label)), None)
    for column, path in half.columns.items() if this and last else ():
        now, before = (row.figures[column].value if row else None for row in (this, last))
        item = three_public.of_header(path)
        if this and item and now and before:
            yield item, Years(now, before, grid.quote(this, column, half), grid)


def look(document: Document) -> Answer:
    """A89: a change of 三公经费 or of an item is that of the two years of the table; so is last year's amount."""
    text, known = read(document), _tables(document)
    findings, seen = list[AuditFinding](), 0
    for subject, change, value in _stated(text) if known else ():
        years = [each for name in ITEMS.get(subject.name, ()) for each in known.get(name, ())]
        if value is not None:
            years = [each for each in years if each.now.meets(value.amount)]
        if not years:
            continue
        seen += 1
        findings += _wrong(subject, change, value, years)
    return answer(findings, seen, (), "说明没有写三公经费的增减，或表中没有两年的数")


def _stated(text: Statements) -> Iterator[tuple[Subject, Change | Printed, Statement | None]]:
    """Yield each change of an item of 三公经费 with the amount it is of, and each amount of last year."""
    attached = {id(change) for value in text.values for change in (*value.changes, *value.unsure)}
    for value in text.values:
        subject = value.subject
        of_cost = subject is not None and subject.group in COSTS and not (subject.owner or subject.within)
        if (
            not (of_cost or _public(subject))
            or not value.plan
            or value.year not in {0, text.year}
            or of_own_money(value)
        ):
            continue
        for change in value.changes:
            if subject and _tells(change, text.year) and not change.reason:
                yield subject, change, value
        if subject and value.last and not SPENT.search(value.passage.text[: value.last.start][-24:]):
            yield subject, value.last, value
    for change in text.changes:
        stated = not change.flat and _tells(change, text.year) and id(change) not in attached
        if stated and change.subject and _public(change.subject) and change.subject.clear:
            yield change.subject, change, None


def _tells(change: Change, year: int) -> bool:
    """Tell whether a change is against last year's budget and says how much it is, by its percentage if not else."""
    if change.executed:
        return False
    if change.amount or change.flat:
        return change.signed is not None
    return _by_percent(change) and change.base in {0, year - 1}


def _by_percent(change: Change) -> bool:
    return not (change.amount or change.flat or change.percent is None or change.percent_rises is None)


def _public(subject: Subject | None) -> bool:
    return subject is not None and subject.group == "三公" and not subject.owner and not subject.within


def _wrong(
    subject: Subject, stated: Change | Printed, value: Statement | None, years: list[Years]
) -> Iterator[AuditFinding]:
    first = years[0]
    amounts = (amount("本年", first.now), amount("上年", first.last))
    if isinstance(stated, Printed):
        if value is not None and not any(each.last.meets(stated.amount) for each in years):
            message = (
                f"{subject.shown}的上年数写成 {stated.text}{stated.unit}，“{first.grid.name}”为 {wan(first.last.fen)}"
            )
            yield finding("A89", Severity.ERROR, message, [quote(value), first.cell], amounts, wan(first.last.fen))
        return
    if _by_percent(stated):
        yield from _wrong_percent(subject, stated, value, years)
        return
    signed = stated.signed
    if signed is None or any((each.now - each.last).meets(signed) for each in years):
        return
    right = first.now - first.last
    if not right.fen and not signed.fen:
        return
    opposite = -signed
    turned = any((each.now - each.last).meets(opposite) for each in years)
    sure = straight(value, stated) if value is not None else turned or not stated.reason
    degree = Severity.ERROR if sure else Severity.WARNING
    message = f"{subject.shown}的增减写成 {wan(signed.fen)}，按“{first.grid.name}”两年的数为 {wan(right.fen)}"
    yield finding("A89", degree, message, [quote(stated), first.cell], amounts, wan(right.fen))


def _wrong_percent(
    subject: Subject, stated: Change, value: Statement | None, years: list[Years]
) -> Iterator[AuditFinding]:
    """Yield that a percentage without an amount (下降 12.50%) is not that of the two years of the table."""
    if stated.percent is None or any(_is_percent(stated, each) for each in years):
        return
    first = years[0]
    right = (first.now.fen - first.last.fen) * 100 / first.last.fen
    words = f"{'增长' if right > 0 else '下降'} {abs(right):.2f}%" if right else "没有变化"
    way = "增长" if stated.percent_rises else "下降"
    message = f"{subject.shown}写成{way} {stated.percent.text}%，按“{first.grid.name}”两年的数应为{words}"
    amounts = (amount("本年", first.now), amount("上年", first.last))
    sure = value is not None and straight(value, stated) and not stated.reason
    degree = Severity.ERROR if sure else Severity.WARNING
    yield finding("A89", degree, message, [quote(stated), first.cell], amounts, words)


def _is_percent(stated: Change, years: Years) -> bool:
    """Tell whether two amounts, to their printed digits, differ by a stated percentage; of nothing none is told."""
    now, last = years.now, years.last
    if stated.percent is None or last.fen <= last.half:
        return True
    sign, step = 1 if stated.percent_rises else -1, max(stated.percent.step, FINEST)
    least = (now.fen - now.half) * 100 / (last.fen + last.half) - 100
    most = (now.fen + now.half) * 100 / (last.fen - last.half) - 100
    return least - step <= sign * stated.percent.percent <= most + step


RULES: tuple[Rule, ...] = (Rule("A89", "三公经费的增减与表中两年的数相符", look),)

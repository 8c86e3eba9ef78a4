"""Functional 项 that a sentence names, against the rows of tables that bear their name: the amount, and its change.

Rules, sources and what is not seen: resources/rules/audit/subjects.md.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from functools import partial

from desktop.audit.contradiction import answer, figure, finding, quote, wan
from desktop.audit.interval import ZERO, Interval, printed
from desktop.audit.outcome import Answer, AuditFinding, Rule
from desktop.audit.remembered import remembered
from desktop.audit.rows import named, this_years
from desktop.audit.rows.named import Place
from desktop.audit.rows.project_amounts import stands_in_tables
from desktop.audit.sentences.nouns import straight
from desktop.audit.sentences.prose import DEEPEST, NUMBERED
from desktop.audit.sentences.reading import read
from desktop.audit.sentences.slips import near, one_off
from desktop.audit.sentences.statements import NUMBER, Change, Statement, Statements
from desktop.audit.tables import labels
from desktop.audit.tables.tabled import amount, shown, tabled
from desktop.findings import Severity
from desktop.outside.document import Document, Spot

ITEM, STEPS = 7, 3
"""Digits of the code of a 项; its names from 类 down."""
NOTHING = "说明没有写出表中科目的金额"


@remembered
def _by_name(document: Document) -> dict[str, list[Place]]:
    """Return the rows of 项 by the name they bear."""
    found: dict[str, list[Place]] = defaultdict(list)
    for code, rows in named.by_code(document).items():
        for place in rows if len(code) == ITEM and code[0] == "2" else ():
            found[_core(place.row.label)].append(place)
    return found


def _core(name: str) -> str:
    return re.sub("[（）()]", "", labels.core(name))


def rows_of(document: Document, value: Statement) -> list[Place]:
    """Return the rows of the 项 that an amount is of: by its code, else by its name, where that is of one code only.

    By its code also those of a 类 or 款.
    """
    subject = value.subject
    coded = subject is not None and subject.group in {"功能类", "功能款"} and subject.name.isdigit()
    if subject is None or (subject.group != "功能项" and not coded) or subject.owner or subject.within:
        return []
    if subject.name.isdigit():
        return named.by_code(document).get(subject.name, [])
    steps = subject.name.split("/")
    rows = _by_name(document).get(_core(steps[-1]), [])
    codes = {place.row.code for place in rows}
    if len(codes) > 1 and len(steps) == STEPS:
        codes &= {code for code in codes if _above(document, code, steps)}
    return [place for place in rows if place.row.code in codes] if len(codes) == 1 else []


def _above(document: Document, code: str, steps: list[str]) -> bool:
    """Tell whether the rows above a 项 bear the names of its 类 and 款."""
    known = named.by_code(document)
    wanted = zip((code[:5], code[:3]), reversed(steps[:-1]), strict=True)
    return all(any(_core(place.row.label) == _core(name) for place in known.get(each, ())) for each, name in wanted)


def _stated(text: Statements) -> list[Statement]:
    return [value for value in text.values if value.plan and value.year in {0, text.year} and value.amount.fen]


def values(document: Document) -> Answer:
    """A66: what a sentence says of a 项 is no slip of the pen of what its rows say.

    Any other amount may be of some of its money, which the tables do not print.
    """
    findings, seen = [], 0
    for value in _stated(read(document)):
        rows = rows_of(document, value)
        known = named.amounts(rows)
        if not known or any(cell.value is None for place in rows for cell in place.row.figures.values()):
            continue
        seen += 1
        meant = None if any(each.meets(value.amount) for each in known) else named.slipped(value.figure, known)
        if meant is None:
            continue
        place = rows[0]
        right = shown(meant, place.grid)
        message = f"说明中{value.shown}为 {value.written}，“{place.grid.name}”的“{place.row.label}”为 {right}，疑为笔误"
        amounts = [figure("说明", value.figure), amount("表", meant)]
        findings.append(finding("A66", Severity.ERROR, message, [quote(value), place.quote()], amounts, right))
    others = list(marked(document, {each.quotes[0].spot for each in findings}))
    seen, findings = seen + len(others), [*findings, *filter(None, others), *_of_lines(document)]
    return answer(findings, seen, (), NOTHING)


MARKED = re.compile(
    r"(?:^|[—－“”、，。；：）》.．])(?P<name>[\u4e00-\u9fff、]{3,30}?)(?P<mark>（项）|”?项级科目|（2\d{6}）)?(?:支出|预算|安排|为|，安排|，预算)*"
    rf"(?P<number>{NUMBER})(?P<unit>万元|元)"
)
"""The name of a 项 that words, a code or the names over it mark as one, right before an amount."""
OVER = re.compile("[—－][^—－，。；]{2,30}[—－]$")
"""The names over a 项: 社会保障和就业支出—抚恤—."""
OF_LAST = re.compile("上年|去年|执行|决算|完成|结转|其中|每|标准")


def marked(document: Document, seen: set[Spot]) -> Iterator[AuditFinding | None]:
    """Yield for each amount right behind the name of a 项 what is wrong: it is one slip off its rows, and no cell's."""
    text, rows = read(document), _labelled(document)
    for passage in text.passages if rows else ():
        for match in MARKED.finditer(passage.text):
            before = passage.text[: match.start("name")]
            several = rows.get(_core(match["name"]), [])
            clause = re.split("[。；]", before)[-1]
            if not several or not (match["mark"] or OVER.search(before[-64:])) or OF_LAST.search(clause):
                continue
            stated, known = printed(match["number"], match["unit"]), named.amounts(several)
            slips = [printed(each, match["unit"]) for each in one_off(match["number"])]
            meant = next((each for each in known if each.fen and any(map(each.meets, slips))), None)
            same = not stated.fen or any(each.meets(stated) for each in known)
            if same or meant is None or stands_in_tables(document, stated.fen) or passage.spot in seen:
                yield None
                continue
            place = several[0]
            right = shown(meant, place.grid)
            message = (
                f"说明中“{match['name']}”为 {match['number']}{match['unit']}，“{place.grid.name}”为 {right}，疑为笔误"
            )
            quotes = [passage.quote(match.start("name"), match.end()), place.quote()]
            yield finding("A66", Severity.WARNING, message, quotes, [amount("表", meant)], right)


@remembered
def _labelled(document: Document) -> dict[str, list[Place]]:
    """Return the rows of tables by the names they bear, those of 项 with or without a code."""
    found: dict[str, list[Place]] = defaultdict(list)
    for place in named.places(document):
        if len(place.row.code) in (0, ITEM):
            found[_core(labels.unnumbered(place.row.label))].append(place)
    return found


def _of_lines(document: Document) -> Iterator[AuditFinding]:
    """Yield a 项 in lines below their total that is another amount in its rows, with which they come to it."""
    text = read(document)
    for at, passage in enumerate(text.passages):
        total = next(iter(text.by_passage.get(passage.number, ())), None) if FOLLOWS.search(passage.text) else None
        lines = _lines(text, at) if total else []
        missing = total.amount - sum((each.amount for each in lines), ZERO) if total and len(lines) > 1 else ZERO
        if total is None or not missing.fen or missing.meets(ZERO):
            continue
        wrong = [
            (each, place, meant)
            for each in lines
            for place in rows_of(document, each)
            for meant in place.figures()
            if (meant - each.amount).meets(missing) and not meant.meets(each.amount)
        ]
        if wrong and all(rows_of(document, each) for each in lines) and len({id(each) for each, *_ in wrong}) == 1:
            value, place, meant = wrong[0]
            right = shown(meant, place.grid)
            message = (
                f"{value.shown}写成 {value.written}，“{place.grid.name}”的“{place.row.label}”为 {right}，"
                f"按表中的数各项之和才是 {total.written}"
            )
            amounts = [figure("说明", value.figure), amount("表", meant)]
            yield finding("A66", Severity.WARNING, message, [quote(value), place.quote(), quote(total)], amounts, right)


FOLLOWS = re.compile("(?:其中|具体(?:情况|安排|支出)?(?:如下|为)?|(?:安排|情况|支出|分项)?如下|包括)：$")
"""The end of a paragraph with a total, below which numbered lines tell what it is made of."""


def _lines(text: Statements, at: int) -> list[Statement]:
    """Return the first amount of each numbered line right below a paragraph; none where a line has none."""
    found, above = list[Statement](), text.passages[at]
    for line in text.passages[at + 1 :]:
        first = found[0].passage.level if found else line.level
        if line.level < first or line.level in {DEEPEST, above.level}:
            break
        if line.level > first:
            continue
        values = text.by_passage.get(line.number, ())
        mark = NUMBERED.match(line.text)
        if mark is None or not values or re.sub("[^0-9]", "", mark[0]) not in {"", str(len(found) + 1)}:
            break
        found.append(values[0])
    return found


def changes(document: Document) -> Answer:
    """A67: the change that a sentence states of a 项 is that of the two years in its row."""
    findings, seen = [], 0
    for value in _stated(read(document)):
        stated = [each for each in value.changes if each.signed is not None and not each.executed]
        known = [
            (place, column, now, last)
            for place in (rows_of(document, value) if stated else ())
            for column, now, last in named.pairs(place)
            if now.meets(value.amount)
        ]
        for change in stated[:1] if known else ():
            seen += 1
            slack = value.amount.half * 2  # both years as the sentence prints them
            if not any(_is_change(change, now, Interval(last.fen, last.half + slack)) for _, _, now, last in known):
                findings.append(_differs(value, change, *known[0]))
    other = [*lasts(document), *this_years.of_tables(document, read(document))]
    seen, findings = seen + len(other), [*findings, *other]
    return answer(findings, seen, (), "说明没有写表中列出两年的科目的增减")


BOTH_YEARS = re.compile(
    rf"(?<![\d.,])(?P<now>{NUMBER})(?P<unit>万元|千元|元)(?:（[^（）]{{0,24}}）)?[，、（](?:而|较|比)?(?P<year>20\d\d年|上年|去年)(?:度|年初|部门|单位|预算|安排|拨款|收入|支出|数|总额|合计|为|是|的)*"
    rf"(?P<last>{NUMBER})(?P=unit)"
)
"""This year's amount and, right behind it, last year's: 收入 80.50 万元，2030 年 76.20 万元."""
TELLING = 4
"""Digits of an amount that no other row has by chance."""


def lasts(document: Document) -> Iterator[AuditFinding]:
    """Yield last year's amount behind this year's that is one digit off the one a row prints beside this year's."""
    text = read(document)
    stated = [
        (passage, match)
        for passage in text.passages
        for match in BOTH_YEARS.finditer(passage.text)
        if match["year"] in {f"{text.year - 1}年", "上年", "去年"}
        and len(re.sub(r"[,.]|0+$", "", match["now"])) >= TELLING
    ]
    known = _two_years(document) if stated else {}
    for passage, match in stated:
        now, last = (printed(match[name], match["unit"]) for name in ("now", "last"))
        rows = known.get(now.fen, [])
        meant = list(map(partial(printed, unit=match["unit"]), near(match["last"]))) if rows else []
        slipped = [row for row in rows if any(row[2].meets(each) for each in meant)]
        if slipped and not any(before.meets(last) for _, _, before in rows):
            place, column, before = slipped[0]
            message = (
                f"{match['year']}的数写成 {match['last']}{match['unit']}，“{place.grid.name}”中为 {wan(before.fen)}"
            )
            quotes = [passage.quote(*match.span()), place.quote(column)]
            yield finding("A67", Severity.WARNING, message, quotes, (amount("上年", before),), wan(before.fen))


def _two_years(document: Document) -> dict[Decimal, list[tuple[Place, int, Interval]]]:
    """Return the rows that print this year's amount beside last year's, totals too, by this year's."""
    found: dict[Decimal, list[tuple[Place, int, Interval]]] = defaultdict(list)
    for grid in tabled(document).grids:
        for place in (Place(grid, half, row) for half in grid.halves for row in half.rows):
            for column, now, last in named.pairs(place):
                found[now.fen].append((place, column, last))
    return found


def _is_change(change: Change, now: Interval, last: Interval) -> bool:
    return change.signed is not None and (now - last).meets(change.signed)


def _differs(
    value: Statement, change: Change, place: Place, column: int, now: Interval, last: Interval
) -> AuditFinding:
    right = now - last
    signed = change.signed or ZERO
    message = f"说明中{value.shown}的增减为 {wan(signed.fen)}，按“{place.grid.name}”两年的数为 {wan(right.fen)}"
    amounts = (amount("本年", now), amount("上年", last))
    quotes = [quote(change), place.quote(column)]
    degree = Severity.ERROR if straight(value, change) else Severity.WARNING
    return finding("A67", degree, message, quotes, amounts, wan(right.fen))


RULES: tuple[Rule, ...] = (
    Rule("A66", "说明中的项级科目金额在表中", values),
    Rule("A67", "说明中科目的增减、上年数与表中两年的数相符", changes),
)

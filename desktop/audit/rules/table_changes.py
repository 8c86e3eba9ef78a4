"""Tables that print two years: the percentage beside them, and the changes that sentences state of the same amounts."""

import re
from collections.abc import Iterator
from decimal import Decimal

from desktop.audit.contradiction import quote, wan
from desktop.audit.interval import Interval
from desktop.audit.outcome import Answer, AuditFinding, Outcome, Quote, Rule
from desktop.audit.rules import table_facts
from desktop.audit.sentences.nouns import straight
from desktop.audit.sentences.reading import read
from desktop.audit.sentences.statements import Change, Statement
from desktop.audit.sentences.subjects import TOTAL, Subject
from desktop.audit.tables import labels
from desktop.audit.tables.across import years_of
from desktop.audit.tables.between import value_of
from desktop.audit.tables.grids import Grid, Half, Row
from desktop.audit.tables.meanings import FUNDS as FUND_WORDS
from desktop.audit.tables.meanings import Key
from desktop.audit.tables.meanings import Statement as Cell
from desktop.audit.tables.tabled import Tabled, amount, quote_of, tabled
from desktop.findings import Severity
from desktop.outside.document import Document

PERCENT = re.compile(r"([-−－]?)([0-9]{1,7}(?:\.[0-9]{1,6})?)%?")
SIGNS = 3
"""Of so many percentages one may bear a wrong sign: of more the column has a sense of its own."""
OF_CHANGE = re.compile(r"(?:增|减|变化|变动|±|升|降).*(?:率|比例|幅度|百分比|[%％])|^(?:变化|变动|增长)率")


def percentages(document: Document) -> Answer:
    """B62: the percentage beside two years is their difference divided by the earlier one, to its printed digits."""
    found, checked = [], 0
    for grid in tabled(document).grids:
        for half in grid.halves:
            wrong = [(row, column, share) for row, column, share in _percents(grid, half)]
            checked += len(wrong)
            failing = [each for each in wrong if each[2] is not None]
            if len(failing) * 2 <= max(len(wrong), 2):
                found += [_wrong_percent(grid, half, row, column, right) for row, column, right in failing if right]
            turned = [
                (row, column) for row, column, share in wrong if share is None and _turned(grid, half, row, column)
            ]
            found += [_wrong_sign(grid, half, *each) for each in _of_wrong_sign(grid, wrong, turned)]
    if not checked:
        return Answer((), Outcome.NOT_APPLICABLE, "没有同时列出两年和增减百分比的表")
    return Answer(tuple(found), None, f"核对了 {checked} 处")


def _percents(grid: Grid, half: Half) -> Iterator[tuple[Row, int, Decimal | None]]:
    """Yield each percentage of a table with two years; with what it must be, where it cannot be what is printed."""
    columns = [column for column, path in half.others.items() if path and OF_CHANGE.search(path[-1])]
    years = two_years(half)
    if len(columns) != 1 or len(years) != 1:
        return
    (this, last) = next(iter(years.items()))
    for row in half.rows:
        text = re.sub(r"[\s,，]", "", grid.table.rows[row.number][columns[0]])
        match = PERCENT.fullmatch(text)
        now, before = row.figures[this].value, row.figures[last].value
        if match is None or now is None or before is None or before.fen <= before.half:
            continue
        printed, step = Decimal(match[2]), Decimal(1).scaleb(-len(match[2].partition(".")[2]))
        size = Interval(abs(now.fen - before.fen), now.half + before.half)
        least = (size.fen - size.half) * 100 / (before.fen + before.half) - step
        most = (size.fen + size.half) * 100 / (before.fen - before.half) + step
        share = size.fen * 100 / before.fen
        ratio = least <= printed * 100 <= most and not text.endswith("%")  # 0.25 for 25 %
        yield row, columns[0], None if least <= printed <= most or ratio else share


def _signed(grid: Grid, row: Row, column: int) -> Decimal:
    """Return a printed percentage with its sign."""
    match = PERCENT.fullmatch(re.sub(r"[\s,，]", "", grid.table.rows[row.number][column]))
    return (-1 if match and match[1] else 1) * Decimal(match[2]) if match else Decimal(0)


def _of_wrong_sign(
    grid: Grid, percents: list[tuple[Row, int, Decimal | None]], turned: list[tuple[Row, int]]
) -> list[tuple[Row, int]]:
    """Return what bears a wrong sign: of few rows, a plus only where other rows print the minus of what became less."""
    right = [(row, column) for row, column, _ in percents if (row, column) not in turned]
    signed = any(_signed(grid, *each) < 0 for each in right)
    few = turned if len(turned) * SIGNS <= len(percents) else []
    return [each for each in few if signed or _signed(grid, *each) < 0]


def _turned(grid: Grid, half: Half, row: Row, column: int) -> bool:
    """Tell whether a percentage bears another sign than the change of its two years."""
    (this, last) = next(iter(two_years(half).items()))
    now, before = row.figures[this].value, row.figures[last].value
    change = now.fen - before.fen if now and before and not now.meets(before) else Decimal(0)
    return change * _signed(grid, row, column) < 0


def _wrong_sign(grid: Grid, half: Half, row: Row, column: int) -> AuditFinding:
    text = grid.table.rows[row.number][column].strip()
    way = "减少" if _signed(grid, row, column) > 0 else "增加"
    message = f"“{grid.name}”的“{row.label}”［{half.others[column][-1]}］写 {text}，按两年的数是{way}，正负号相反"
    place = Quote(f"{grid.name} {row.label}［{half.others[column][-1]}］{text}", grid.spot(row.number, column))
    quotes = (place, *(grid.quote(row, each, half) for each in next(iter(two_years(half).items()))))
    return AuditFinding("B62", Severity.WARNING, message, quotes, (), f"改正“{row.label}”的正负号")


def _wrong_percent(grid: Grid, half: Half, row: Row, column: int, share: Decimal) -> AuditFinding:
    text = grid.table.rows[row.number][column].strip()
    right = f"{share.quantize(Decimal('0.01'))}%"
    message = f"“{grid.name}”的“{row.label}”［{half.others[column][-1]}］写 {text}，按两年的数应为 {right}"
    place = Quote(f"{grid.name} {row.label}［{half.others[column][-1]}］{text}", grid.spot(row.number, column))
    quotes = (place, *(grid.quote(row, each, half) for each in next(iter(two_years(half).items()))))
    return AuditFinding("B62", Severity.ERROR, message, quotes, (), right)


def two_years(half: Half) -> dict[int, int]:
    """Return for each column of the newest year the one that says the same of the year before."""
    years = {column: years_of(path) for column, path in half.columns.items()}
    newest = max((year for known in years.values() for year in known), default="")
    found = {}
    for column, path in half.columns.items():
        earlier = [
            c
            for c in half.columns
            if c != column and _of_year(half, c, newest) and _plain(half, c) == _plain(half, column)
        ]
        mine = newest in years[column] if newest else not re.search("上年|去年|增减|变化", "".join(path))
        if mine and len(earlier) == 1:
            found[column] = earlier[0]
    return found


def _of_year(half: Half, column: int, newest: str) -> bool:
    """Tell whether a column is of the year before."""
    path = "".join(half.columns[column])
    if re.search(r"增减|变化|变动|结转|执行|决算|完成", path):
        return False
    known = years_of(half.columns[column])
    return known == {str(int(newest) - 1)} if newest and known else re.search("上年|去年", path) is not None


def _plain(half: Half, column: int) -> str:
    """Return the words of a header without its year."""
    return re.sub(
        r"20\d\d年?度?|上年|去年|本年|当年|预算数?|安排|金额|数|合计|小计|（[^）]*）", "", "".join(half.columns[column])
    )


def changes(document: Document) -> Answer:
    """B74: the change a sentence states of an amount is that of the two years in a table of the same amount."""
    text, tables = read(document), tabled(document)
    found, checked = [], 0
    for value in text.values:
        if value.year not in {0, text.year} or not value.plan or value.subject is None or value.subject.owner:
            continue
        stated = [change for change in value.changes if _says_how_much(change)]
        pairs = [pair for key in _keys(value) for pair in _pairs(tables, key) if _same(value, pair)] if stated else []
        for change in stated[:1] if pairs else ():
            checked += 1
            slack = value.amount.half if change.flat else Decimal(0)  # 持平, as far as the sentence prints it
            if any(_may_be(change, value_of(now), Interval(last.fen, last.half + slack)) for now, last in pairs):
                continue
            signed = change.signed
            now, last = pairs[0]
            right = value_of(now) - last
            words = wan(signed.fen) if signed else quote(change).text
            message = f"说明中{value.shown}的增减为 {words}，按“{now.grid.name}”两年的数为 {wan(right.fen)}"
            amounts = (amount("本年", value_of(now)), amount("上年", last))
            degree = Severity.ERROR if straight(value, change) else Severity.WARNING
            found.append(AuditFinding("B74", degree, message, (quote(change), quote_of(now)), amounts, wan(right.fen)))
    if not checked:
        return Answer((), Outcome.NOT_APPLICABLE, "没有同时列出两年的表，或说明没有写增减额")
    return Answer(tuple(found), None, f"核对了 {checked} 处")


WORD_ALONE = re.compile(
    r"，(?:比|较|与)(?:上年|去年|20\d\d年)度?(?:年初)?(?:预算数?)?(?:相比)?，?(?:有所|略有|大幅|均)?(?P<word>增加|增长|上升|减少|下降|降低)(?=[，。；]|$)(?!，?[\d约])"
)
"""A change that says only which way: 3.60万元，比上年下降。."""


def ways(document: Document) -> Answer:
    """B79: where a sentence says only that an amount rose or fell, the two years in the tables go that way."""
    text, tables = read(document), tabled(document)
    found, checked = [], 0
    for value in text.values:
        match = WORD_ALONE.match(value.passage.text, value.figure.end)
        plain = value.year in {0, text.year} and value.plan and value.subject is not None and not value.subject.owner
        pairs = [pair for key in _keys(value) for pair in _pairs(tables, key) if _same(value, pair)]
        if match is None or not plain or not pairs:
            continue
        checked += 1
        up = match["word"] in {"增加", "增长", "上升"}
        if any((value_of(now).fen - last.fen) * (1 if up else -1) > 0 for now, last in pairs):
            continue
        now, last = pairs[0]
        right = wan((value_of(now) - last).fen)
        message = f"说明写{value.shown}“{match['word']}”，按“{now.grid.name}”两年的数增减为 {right}"
        amounts = (amount("本年", value_of(now)), amount("上年", last))
        quoted = value.passage.quote(value.start, match.end())
        found.append(AuditFinding("B79", Severity.WARNING, message, (quoted, quote_of(now)), amounts, right))
    if not checked:
        return Answer((), Outcome.NOT_APPLICABLE, "没有只写增减方向的句子，或表中没有两年的数")
    return Answer(tuple(found), None, f"核对了 {checked} 处")


def _says_how_much(change: Change) -> bool:
    """Tell whether a change is against last year's budget and states an amount or a percentage."""
    return not change.executed and (change.signed is not None or change.percent is not None)


def _may_be(change: Change, now: Interval, last: Interval) -> bool:
    """Tell whether a stated change is that of two amounts: by its amount, without one by its percentage."""
    if change.signed is not None:
        return (now - last).meets(change.signed)
    if change.percent is not None and not now.fen and not last.fen:
        return not change.percent.percent  # nothing in either year: 下降100% is wrong
    if change.percent is None or change.percent_rises is None or last.fen <= last.half:
        return True
    step, sign = change.percent.step, 1 if change.percent_rises else -1
    least = (now.fen - now.half - last.fen - last.half) * 100 / (last.fen + last.half)
    most = (now.fen + now.half - last.fen + last.half) * 100 / (last.fen - last.half)
    return least - step <= sign * change.percent.percent <= most + step


def _same(value: Statement, pair: tuple[Cell, Interval]) -> bool:
    """Tell whether a table prints this year's amount as the sentence does: it speaks of the same thing, then."""
    return value_of(pair[0]).meets(value.amount)


def _pairs(tables: Tabled, key: Key) -> Iterator[tuple[Cell, Interval]]:
    for cell in tables.meanings.get(key, []):
        column = two_years(cell.half).get(cell.column)
        last = cell.row.figures[column].value if column is not None else None
        if last is not None:
            yield cell, last


def _keys(value: Statement) -> list[Key]:
    """Return what tables may call the amount of a sentence."""
    subject = value.subject
    if subject is None:
        return []
    if subject.name == "三公经费":
        return [frozenset({("item", name)}) for name in ("three", "total")]
    if subject.name in table_facts.ITEMS:
        return [frozenset({("item", table_facts.ITEMS[subject.name])})]
    fund = next((name for name, pattern in FUND_WORDS if subject.fund and re.search(pattern, subject.fund)), "")
    sides = ("收入", "支出") if subject.side not in ("收入", "支出") else (subject.side,)
    if subject.name == TOTAL:
        return [frozenset({("side", side), *([("fund", fund)] if fund else [])}) for side in sides]
    if subject.name in table_facts.NATURES:
        own = ("nature", table_facts.NATURES[subject.name])
    elif code := _function(subject):
        own = ("function", code)
    elif subject.group == "经济类" and (code := labels.top_code(subject.name, "economic")):
        own = ("economic", code)
    else:
        return []
    if not fund and any("一般公共预算" in words for words in value.passage.path):
        fund = "general"
    return [frozenset({("side", "支出"), own, *extra}) for extra in ((), (("fund", fund),) if fund else ())]


def _function(subject: Subject) -> str:
    """Return the code of a functional 类, or of a 项 that is named with its 类 and 款; empty of anything else."""
    steps = subject.name.split("/")
    if subject.group == "功能项" and len(steps) == 3:
        return labels.item_code(*steps)
    return labels.top_code(subject.name + "支出", "function") if subject.group == "功能类" else ""


RULES = (
    Rule("B62", "表中的增减百分比与两年的数相符", percentages),
    Rule("B74", "说明中的增减与表中两年的数相符", changes),
    Rule("B79", "只写增减方向的，方向与表中两年的数相符", ways),
)

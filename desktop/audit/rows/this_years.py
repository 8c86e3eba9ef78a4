"""Amounts of the budget's year that a sentence says to be last year's: the tables print them as this year's.

Rules, sources and what is not seen: resources/rules/audit/subjects.md.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from desktop.audit.contradiction import finding
from desktop.audit.interval import printed
from desktop.audit.outcome import AuditFinding
from desktop.audit.remembered import remembered
from desktop.audit.rows import named
from desktop.audit.rows.named import Place
from desktop.audit.sentences.statements import NUMBER, Statements
from desktop.audit.tables.tabled import tabled
from desktop.findings import Severity
from desktop.outside.document import Document

SAID = re.compile(
    rf"(?:^|(?<=[。；：，）、]))(?P<office>[^，。；：、\d]{{0,24}}?)(?P<year>20\d\d)年度?(?P<words>[^，。；：、\d]{{0,30}}?)(?P<number>{NUMBER})(?P<unit>万元|千元|元)"
)
"""A year and the amount that a clause states of it."""
OTHER = re.compile("执行|决算|完成|实际|结转|结余|增|减|上升|下降|调整|追加|底|末|比|较|资产|价值|已")
"""Words of a clause whose amount is of that year with good reason."""
BEFORE = re.compile("[比较与同从自至到截据按于]$|上年|去年|以来|结转|决算|执行|完成|底|末|名词|其中")
"""Words between the sign and the year by which the amount is of that year with good reason."""
FLAT = re.compile("持平|相同|一致|[无没]有?变化|不变|无增减")
LAST = re.compile(r"，(?:与|比|较|同)(?:上年|去年)(?!决算|执行|实际)")
"""How a sentence goes on that compares its amount with last year's."""
LAST_YEAR = re.compile("上年|去年|增减|变动|变化|比较|增长|结转|执行|决算|价值|原值|净值")
"""Words of a table, a column or a row whose amounts are not of this year's budget, or not only."""
BEHIND = re.compile("已|完工|竣工|完成|执行|结转|结余|决算|实际|追加|调整")
"""Words behind an amount that is of last year with good reason."""
TELLING, NEAR = 4, 8
"""Digits of an amount that no two things have by chance; letters right before its year."""
REVIEW = re.compile("名词|决算|执行|回顾|总结|上年|完成情况")


def of_tables(document: Document, text: Statements) -> Iterator[AuditFinding]:
    """Yield the amounts of last year's that the tables have as this year's and never as last year's."""
    stated = [
        (passage, match)
        for passage in text.passages
        if not any(map(REVIEW.search, passage.path)) and not FLAT.search(passage.text)
        for match in SAID.finditer(passage.text)
        if int(match["year"]) == text.year - 1 and len(re.sub(r"[,.]|0+$", "", match["number"])) >= TELLING
    ]
    for passage, match in stated:
        start, end = passage.sentence_at(match.start())
        if OTHER.search(match["words"]) or OTHER.search(passage.text[max(start, match.start() - NEAR) : match.start()]):
            continue
        if BEFORE.search(match["office"]):
            continue
        now, last, every = _amounts(document)
        fen = printed(match["number"], match["unit"]).fen
        compared = fen in every and LAST.search(passage.text, match.end(), end) is not None
        alone = _tells_this(text, passage.text, match, end) and fen in _alone(document)
        if fen not in last and (fen in now or compared or alone):
            message = f"这是 {text.year} 年预算，表中本年的 {match['number']}{match['unit']}写成 {match['year']} 年"
            quotes = [passage.quote(match.start(), match.end())]
            yield finding("A67", Severity.WARNING, message, quotes, (), f"{text.year} 年")


def _tells_this(text: Statements, words: str, match: re.Match[str], end: int) -> bool:
    """Tell whether a sentence goes on with nothing of last year, and no other says its amount of last year."""
    behind = words[match.end() : end]
    if BEHIND.search(re.split("[。；，]", behind)[0]) or f"{text.year}年" in words[match.start() : end]:
        return False
    again = re.compile(rf"(?:{text.year - 1}年|上年|去年)[^，。；：、\d]{{0,20}}{re.escape(match['number'])}(?!\d)")
    return sum(len(again.findall(each.text)) for each in text.passages if match["number"] in each.text) == 1


@remembered
def _alone(document: Document) -> frozenset[Decimal]:
    """Return the amounts that stand in tables under no word of another year, and under such a word nowhere."""
    mine, other = set[Decimal](), set[Decimal]()
    for grid in tabled(document).grids:
        titled = LAST_YEAR.search(grid.title) is not None
        for half in grid.halves:
            columns = {column for column, path in half.columns.items() if LAST_YEAR.search("".join(path))}
            years = {int(year) for path in half.columns.values() for year in re.findall(r"20\d\d", "".join(path))}
            newest = str(max(years, default=0))
            old = {c for c, path in half.columns.items() if len(years) > 1 and newest not in "".join(path)}
            for row in half.rows:
                former = titled or LAST_YEAR.search(row.label) is not None
                for column, figure in row.figures.items():
                    if figure.value:
                        (other if former or column in columns | old else mine).add(figure.value.fen)
    return frozenset(mine - other)


@remembered
def _amounts(document: Document) -> tuple[frozenset[Decimal], frozenset[Decimal], frozenset[Decimal]]:
    """Return the amounts that tables print of this year beside last year's, those of last year, and all."""
    known = tabled(document)
    places = (Place(grid, half, row) for grid in known.grids for half in grid.halves for row in half.rows)
    both = [(now.fen, last.fen) for place in places for _, now, last in named.pairs(place)]
    every = (value.fen for _, _, row, column in known.figures() if (value := row.figures[column].value))
    return frozenset(now for now, _ in both), frozenset(last for _, last in both), frozenset(every)

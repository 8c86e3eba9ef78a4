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
    rf"(?:^|(?<=[。；：，）、]))(?P<year>20\d\d)年度?(?P<words>[^，。；：、\d]{{0,30}}?)(?P<number>{NUMBER})(?P<unit>万元|千元|元)"
)
"""A year and the amount that a clause states of it."""
OTHER = re.compile("执行|决算|完成|实际|结转|结余|增|减|上升|下降|调整|追加|底|末|比|较|资产|价值|已")
"""Words of a clause whose amount is of that year with good reason."""
FLAT = re.compile("持平|相同|一致|[无没]有?变化|不变|无增减")
LAST = re.compile(r"，(?:与|比|较|同)(?:上年|去年)(?!决算|执行|实际)")
"""How a sentence goes on that compares its amount with last year's."""
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
        now, last, every = _amounts(document)
        fen = printed(match["number"], match["unit"]).fen
        compared = fen in every and LAST.search(passage.text, match.end(), end) is not None
        if fen not in last and (fen in now or compared):
            message = f"这是 {text.year} 年预算，表中本年的 {match['number']}{match['unit']}写成 {match['year']} 年"
            quotes = [passage.quote(match.start(), match.end())]
            yield finding("A67", Severity.WARNING, message, quotes, (), f"{text.year} 年")


@remembered
def _amounts(document: Document) -> tuple[frozenset[Decimal], frozenset[Decimal], frozenset[Decimal]]:
    """Return the amounts that tables print of this year beside last year's, those of last year, and all."""
    known = tabled(document)
    places = (Place(grid, half, row) for grid in known.grids for half in grid.halves for row in half.rows)
    both = [(now.fen, last.fen) for place in places for _, now, last in named.pairs(place)]
    every = (value.fen for _, _, row, column in known.figures() if (value := row.figures[column].value))
    return frozenset(now for now, _ in both), frozenset(last for _, last in both), frozenset(every)

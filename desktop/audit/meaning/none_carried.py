"""What is said to hold nothing carried over (无上年结转), against the money that was, beside it and in tables.

Rules, sources and what is not seen: resources/rules/audit/none_carried.md.
"""

import re
from collections.abc import Iterator

from desktop.audit.contradiction import answer, finding, quote
from desktop.audit.outcome import Answer, Quote, Rule
from desktop.audit.remembered import remembered
from desktop.audit.sentences import negations
from desktop.audit.sentences.belonging import member_over
from desktop.audit.sentences.marks import titles_of
from desktop.audit.sentences.prose import Passage
from desktop.audit.sentences.reading import read
from desktop.audit.sentences.statements import NUMBER, Statement, Statements
from desktop.audit.tables import labels
from desktop.audit.tables.grids import Grid, Half, Row
from desktop.audit.tables.tabled import tabled
from desktop.dataclass import dataclass
from desktop.findings import Severity
from desktop.outside.document import Document

CARRIED = r"(?:(?:上年|以前年度|历年|往年)(?:财政)?(?:拨款)?结[转余]|结转)(?:和?结余)?"
NONE = re.compile(
    rf"(?:(?<!有)(?:无|没有|未使用|未安排|不使用)(?:使用|安排)?{CARRIED}(?:的|资金|收入|支出|项目|拨款)*"
    r"|(?:全部|均|都)(?:为|是|由)(?:本年|当年)[^，。；、\d]{0,10}(?:拨款|安排|资金|预算))(?=[，。；、）]|$)"
)
"""Words that nothing of former years is in it: 无上年结转, 均为本年拨款."""
BESIDE = re.compile(
    rf"{NUMBER}[万千]?元（[^（）\d]{{0,8}}上年结[转余][^（）]{{0,8}}）"
    rf"|(?:使用|安排|含|其中：?|和|、|，){CARRIED}(?:资金|收入|拨款|安排的?)*(?P<amount>{NUMBER})[万千]?元"
)
"""Money of former years beside an amount of the same passage: 鼠疫防控 8 万元（上年结转）."""
NOT_THIS = re.compile("不含|除|剔除|扣除|下年|年终|年末|减少|增加|较|比")
FUND = re.compile("一般公共|政府性基金|国有资本|财政拨款|专户|单位资金|事业收入|其他收入|三公|采购|机关运行|基本支出")
COLUMN = re.compile("结转|结余")


@dataclass(frozen=True, slots=True)
class Total:
    """A row of a table that sums it up, with the cell of what was carried over."""

    grid: Grid
    half: Half
    row: Row
    column: int


def look(document: Document) -> Answer:
    """A143: where nothing is said to be carried over, no amount beside it is, and no total of the same amount."""
    text, findings, seen = read(document), [], 0
    titles = titles_of(text.passages)
    for passage in text.passages:
        if any("名词" in words for words in passage.path):
            continue
        for match in NONE.finditer(passage.text):
            start = passage.sentence_at(match.start())[0]
            former = NOT_THIS.search(re.split("[，；：]", passage.text[start : match.start()])[-1])
            if (
                former
                or not negations.of_now(passage, match.start(), text.year, titles)
                or member_over(passage, titles)
            ):
                continue
            seen += 1
            there = next(_there(document, text, passage, match), None)
            if there:
                message = f"写“{match[0]}”，另一处却有：{there.text.strip()[:40]}"
                quotes = [passage.quote(*match.span()), there]
                findings.append(finding("A143", Severity.WARNING, message, quotes, (), "两处一致"))
                break
    return answer(findings, seen, (), "没有写无上年结转")


def _there(document: Document, text: Statements, passage: Passage, match: re.Match[str]) -> Iterator[Quote]:
    """Yield where money was carried over into what a passage speaks of."""
    for near in BESIDE.finditer(passage.text):
        nothing = near["amount"] is not None and not near["amount"].strip("0.,")
        if not nothing and _of_one_fund(passage.text, match, near):
            yield passage.quote(*near.span())
    start, end = passage.sentence_at(match.start())
    values = [v for v in text.by_passage.get(passage.number, []) if start <= v.figure.start < end and v.plan]
    for total in _totals(document):
        if any(_is(value, total) for value in values):
            yield total.grid.quote(total.row, total.column, total.half)
    if not FUND.search(passage.text[start:end]) and "结" in match[0]:
        yield from _elsewhere(text, passage)


def _of_one_fund(text: str, none: re.Match[str], there: re.Match[str]) -> bool:
    """Tell whether money of former years is in what nothing of former years is said to be in, and of no other fund."""
    clause = re.split("[，。；]", text[: there.start() + 1])[-1]
    first, second = sorted((none, there), key=lambda each: each.start())
    if NOT_THIS.search(clause) or first.end() > second.start():
        return False
    between = text[first.end() : second.start()]
    return not re.search("[；。]", between) or not FUND.search(re.split("[；。]", between)[-1])


def _elsewhere(text: Statements, passage: Passage) -> Iterator[Quote]:
    """Yield the amounts carried over that other passages state, where none of them is 0."""
    of = [v for v in text.values if v.subject and re.search("上年结[转余]", v.subject.words) and v.plan]
    own = [v for v in of if v.year in {0, text.year}]
    if own and all(each.amount.fen for each in own):
        yield from (quote(each) for each in own if each.passage is not passage)


def _is(value: Statement, total: Total) -> bool:
    """Tell whether an amount is all of a total row, that money of former years included."""
    figures = [figure.value for column, figure in total.row.figures.items() if column != total.column]
    return bool(value.amount.fen) and any(each is not None and each.fen == value.amount.fen for each in figures[:1])


@remembered
def _totals(document: Document) -> tuple[Total, ...]:
    """Return the rows that sum a table up and have an amount in a column of what was carried over."""
    return tuple(_of_grids(tabled(document).grids))


def _of_grids(grids: tuple[Grid, ...]) -> Iterator[Total]:
    for grid in grids:
        for half in grid.halves:
            columns = [
                c for c, path in half.columns.items() if path and COLUMN.search(path[-1]) and "下年" not in path[-1]
            ]
            rows = [row for row in half.rows if labels.is_total(row.label)] if len(columns) == 1 else []
            for row in rows:
                value = row.figures[columns[0]].value if columns[0] in row.figures else None
                if value is not None and value.fen > 0:
                    yield Total(grid, half, row, columns[0])


RULES: tuple[Rule, ...] = (Rule("A143", "写明没有上年结转的，别处也没有", look),)

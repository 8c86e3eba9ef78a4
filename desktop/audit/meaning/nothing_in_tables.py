"""Money of a fund that the text has (政府性基金预算支出 29 万元, 单位资金 9 万元) while every table of it has none.

Rules, sources and what is not seen: resources/rules/audit/nothing_in_tables.md.
"""

import re
from collections.abc import Iterator

from desktop.audit.contradiction import answer, figures, finding, quote
from desktop.audit.outcome import Answer, Quote, Rule
from desktop.audit.sentences.reading import read
from desktop.audit.sentences.statements import Statement
from desktop.audit.sentences.subjects import TOTAL
from desktop.audit.tables import labels
from desktop.audit.tables.between import value_of
from desktop.audit.tables.tabled import quote_of, tabled
from desktop.findings import Severity
from desktop.outside.document import Document

FUNDS = (("政府性基金", ("fund", "gov_fund")), ("国有资本经营", ("fund", "state_capital")))
"""Funds as sentences call them, and what the cells are of that print them."""
OTHER = re.compile(
    "上年|去年|结转|结余|上级|转移支付|下级|争取|累计|决算|执行|债|追加|调整|所属|下属|全[县市区省]|[本我该][县市区]"
)
"""Words before an amount that is not the unit's own of this year."""
OWN_MONEY = "单位资金"
OWN = re.compile(r"单位资金(?:收入)?(?:预算)?")
"""The row or column of 单位资金."""
OF_OWN = re.compile("单位资金|自有资金|事业收入|事业单位经营|经营收入|上级补助|附属单位|其他收入|其他资金|非财政")
"""Rows and columns of which it is made up, or of which another layout calls it."""
PLAIN_OWN = re.compile(
    r"(?:\d{1,2}[.．]|（[一二三四五六七八九十\d]{1,2}）)?(?:其中|20\d\d年度?|本年|本单位|本部门|当年)*(?:安排)?单位资金(?:收入)?(?:预算)?(?:安排|收入|为|共)*"
)
OF_PART = re.compile("名词|绩效|项目|采购|三公|资产|所属|下属|结转|结余|上年(?!持平)|政府购买")
"""Words of a sentence or over it by which money of the unit's own is of a part of its budget."""
SHOWN, NEAR = 2, 80
"""Cells that are quoted; letters before an amount that are looked at."""


def look(document: Document) -> Answer:
    """A175: a fund of which the text has money is in some table."""
    text, findings, seen = read(document), [], 0
    for name, key in FUNDS:
        cells = list(_cells(document, key))
        if not cells or any(fen for fen, _ in cells):
            continue
        values = [value for value in text.values if _is_of(value, name) and value.plan and value.year in {0, text.year}]
        seen += len(values)
        for value in values[:1]:
            message = f"写{name} {value.written}，表中{name}都没有金额"
            quotes = [quote(value), *(each for _, each in cells[:SHOWN])]
            findings.append(finding("A175", Severity.WARNING, message, quotes, figures([value]), "表与说明一致"))
    values = [v for v in text.values if _is_own(v) and v.plan and v.year in {0, text.year}]
    cells = list(_own_cells(document)) if values else []
    if cells and not any(fen for fen, _ in cells):
        seen += len(values)
        for value in values[:1]:
            message = f"写单位资金 {value.written}，表中单位资金都是 0"
            quotes = [quote(value), *(each for _, each in cells[:SHOWN])]
            findings.append(finding("A175", Severity.WARNING, message, quotes, figures([value]), "表与说明一致"))
    return answer(findings, seen, (), "表中没有空的政府性基金、国有资本经营预算、单位资金")


def _own_cells(document: Document) -> Iterator[tuple[bool, Quote]]:
    """Yield of each printed cell of 单位资金 whether it has money, and its quote; of what it is made of, only money."""
    for grid in tabled(document).grids:
        for half in grid.halves:
            for row, column, path in ((r, c, path) for r in half.rows for c, path in half.columns.items()):
                names = (labels.unnumbered(row.label), *path)
                value = row.figures[column].value
                if value is None or not row.figures[column].text or not any(map(OF_OWN.search, names)):
                    continue
                if value.fen or any(map(OWN.fullmatch, names)):
                    yield value.fen != 0, grid.quote(row, column, half)


def _is_own(value: Statement) -> bool:
    """Tell whether an amount is all that the unit has of its own money."""
    subject = value.subject
    if subject is None or subject.name != OWN_MONEY or not subject.clear or subject.owner or not value.amount.fen:
        return False
    start, over = value.passage.sentence_at(value.figure.start)[0], value.parent.subject if value.parent else None
    of_all = over.name == TOTAL if over else "其中" not in value.passage.text[start : value.figure.start]
    if not of_all:
        return False
    clause = re.split("[，；。：、]", value.passage.text[start : value.figure.start])[-1]
    before = value.passage.text[max(start, value.figure.start - NEAR) : value.figure.start]
    words = "".join((*value.passage.path, before))
    return PLAIN_OWN.fullmatch(clause) is not None and not OTHER.search(before) and not OF_PART.search(words)


def _cells(document: Document, key: tuple[str, str]) -> Iterator[tuple[bool, Quote]]:
    """Yield of each cell that prints a fund whether it has money, and its quote."""
    for of, cells in tabled(document).meanings.items():
        if key in of:
            yield from ((value_of(cell).fen != 0, quote_of(cell)) for cell in cells)


def _is_of(value: Statement, name: str) -> bool:
    """Tell whether an amount is all that the unit has of a fund."""
    subject = value.subject
    if subject is None or not subject.clear or subject.owner or not value.amount.fen or value.parent:
        return False
    start = max(value.passage.sentence_at(value.figure.start)[0], value.figure.start - NEAR)
    named = name in value.passage.text[start : value.figure.start]
    total = subject.name == name or (subject.fund == name and subject.name == TOTAL)
    terms = any("名词" in words for words in value.passage.path)
    return named and total and not terms and not OTHER.search(value.passage.text[start : value.figure.start])


RULES: tuple[Rule, ...] = (Rule("A175", "写了金额的基金表中也有", look),)

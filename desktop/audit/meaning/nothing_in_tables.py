"""Money of a fund that the text spends (政府性基金预算支出 29 万元) while every table that prints the fund has none.

Rules, sources and what is not seen: resources/rules/audit/nothing_in_tables.md.
"""

import re
from collections.abc import Iterator

from desktop.audit.contradiction import answer, figures, finding, quote
from desktop.audit.outcome import Answer, Quote, Rule
from desktop.audit.sentences.reading import read
from desktop.audit.sentences.statements import Statement
from desktop.audit.sentences.subjects import TOTAL
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
    return answer(findings, seen, (), "表中没有空的政府性基金、国有资本经营预算")


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

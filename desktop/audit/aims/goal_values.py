"""The number in the name of a goal and the value beside it: 完成审计项目 15 个 | 15 个.

Rules, sources and what is not seen: resources/rules/audit/tables.md.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from desktop.audit.contradiction import answer, finding, row_quote
from desktop.audit.details.things import SIGN, TABLE, UNIT
from desktop.audit.outcome import Answer, Rule
from desktop.audit.sentences.numerals import MANY, many
from desktop.audit.sentences.prose import cleaned
from desktop.dataclass import dataclass
from desktop.findings import Severity
from desktop.outside.document import Document, Table

NAME = re.compile(rf"[\u4e00-\u9fff“”]{{4,24}}(?P<sign>{SIGN})(?P<number>{MANY})(?P<unit>{UNIT})")
"""The name of a goal that ends with its number."""
VALUE = re.compile(rf"(?P<sign>{SIGN})(?P<number>{MANY})(?P<unit>{UNIT})")
SOME = re.compile("每|其中|上年|原有|增加|减少|新增|第|以上|不少于|不低于|不超过")
"""Words of a name whose number is of something else than the value."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A row whose goal names a number and has a value in the same unit."""

    table: Table
    at: int
    name: re.Match[str]
    value: re.Match[str]


def look(document: Document) -> Answer:
    """B94: the number in the name of a goal is its value."""
    findings, seen = [], 0
    for table in document.tables:
        if TABLE.search("".join((*table.above, *(cell for row in table.rows[:4] for cell in row)))):
            for pair in _pairs(table):
                seen += 1
                if many(pair.name["number"]) != many(pair.value["number"]):
                    message = f"绩效指标“{pair.name[0]}”的指标值写成 {pair.value[0]}"
                    quotes = [row_quote(table, pair.at)]
                    right = f"{pair.name['number']}{pair.name['unit']}，或改正指标的名称"
                    findings.append(finding("B94", Severity.WARNING, message, quotes, (), right))
    return answer(findings, seen, (), "没有名称中写了数量的绩效指标")


def _pairs(table: Table) -> Iterator[Pair]:
    for at, row in enumerate(table.rows):
        cells = [cleaned(cell)[0] for cell in row]
        for name, value in pairwise(cells):
            first, other = NAME.fullmatch(name), VALUE.fullmatch(value)
            alike = first and other and (first["unit"], first["sign"]) == (other["unit"], other["sign"])
            if first and other and alike and not SOME.search(name):
                yield Pair(table, at, first, other)


RULES: tuple[Rule, ...] = (Rule("B94", "绩效指标名称中的数量与指标值一致", look),)

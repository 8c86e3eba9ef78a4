"""Whether a project is bought (是否政府采购: 否) in its table, against the table of purchases that has it.

Rules, sources and what is not seen: resources/rules/audit/is_bought.md.
"""

import re
from collections.abc import Iterator

from desktop.audit.contradiction import answer, finding, row_quote
from desktop.audit.outcome import Answer, Rule
from desktop.findings import Severity
from desktop.outside.document import Document, Table

ASKS = re.compile(
    "(?:是否|有无)(?:属于|为|纳入|列入|实行|涉及|需要|进行)?(?:政府)?(?:集中)?采购(?:项目|预算|范围)?|政府采购[（(](?:是|√)[/、或／]?否?[）)]"
)
NO = frozenset({"否", "不是", "无", "×", "非政府采购", "不采购"})
YES = frozenset({"是", "√", "有"})
"""What stands in such a column."""
NAMED = re.compile("项目|名称|事项|内容")
HEADS, FEWEST = 4, 4
"""Rows that may head a table, and letters of a name that tells one project from another."""
OF_PURCHASES = re.compile("政府采购|采购预算|采购表|采购明细|采购情况|采购项目表")
NO_TABLE = re.compile("是否|绩效|指标|购买服务|三公|总表|收支")


def look(document: Document) -> Answer:
    """A171: a project that is reply not to be bought is no row of the table of purchases."""
    bought = dict(_bought(document))
    findings, seen = [], 0
    for table in document.tables:
        for at, name, reply in _asked(table):
            seen += 1
            if reply in NO and name in bought:
                there, row = bought[name]
                message = f"“{name}”的是否政府采购写“{reply}”，政府采购表中却有这一项"
                quotes = [row_quote(table, at), row_quote(there, row)]
                findings.append(finding("A171", Severity.WARNING, message, quotes, (), "两表一致"))
    return answer(findings, seen if bought else 0, (), "没有同时列是否政府采购和政府采购表")


def _plain(cell: str) -> str:
    return re.sub(r"\s", "", cell)


def _asked(table: Table) -> Iterator[tuple[int, str, str]]:
    """Yield the rows of a table that says of each project whether it is bought: row, name, answer."""
    for head, row in enumerate(table.rows[:HEADS]):
        heads = [_plain(cell) for cell in row]
        column = next((at for at, cell in enumerate(heads) if ASKS.fullmatch(cell)), None)
        named = next((at for at, cell in enumerate(heads) if NAMED.search(cell) and at != column), None)
        if column is None or named is None:
            continue
        for at in range(head + 1, len(table.rows)):
            name, reply = _plain(table.rows[at][named]), _plain(table.rows[at][column])
            if reply in NO | YES and len(name) >= FEWEST:
                yield at, name, reply
        return


def _bought(document: Document) -> Iterator[tuple[str, tuple[Table, int]]]:
    """Yield what stands in the tables of purchases with an amount, by its name."""
    for table in document.tables:
        title = _plain("".join((*table.above, *(cell for row in table.rows[:2] for cell in row))))
        if not OF_PURCHASES.search(title) or NO_TABLE.search(title):
            continue
        for at, row in enumerate(table.rows):
            cells = [_plain(cell) for cell in row]
            if any(re.fullmatch(r"\d[\d,]*(?:\.\d+)?", cell) and re.search("[1-9]", cell) for cell in cells):
                yield from ((cell, (table, at)) for cell in cells if len(cell) >= FEWEST and not cell[0].isdigit())


RULES: tuple[Rule, ...] = (Rule("A171", "写明不采购的项目，政府采购表中没有", look),)

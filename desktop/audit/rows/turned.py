"""Amounts of the text that stand in no table, but are a slip of the pen of one that does under the same name.

Rules, sources and what is not seen: resources/rules/audit/turned.md.
"""

import re
from collections import Counter

from desktop.audit.contradiction import answer, figure, finding, quote
from desktop.audit.interval import Interval
from desktop.audit.outcome import Answer, Rule
from desktop.audit.remembered import remembered
from desktop.audit.rows import named
from desktop.audit.sentences.reading import read
from desktop.audit.sentences.statements import Statement
from desktop.audit.sentences.subjects import TOTAL
from desktop.audit.tables import labels, three_public
from desktop.audit.tables.grids import Grid, Half, Row
from desktop.audit.tables.tabled import amount, shown, tabled
from desktop.findings import Severity
from desktop.outside.document import Document

FEWEST = 3
"""Digits other than the zeros around them that a figure needs to be known again."""
THREE = {
    "三公经费": ("three", "total"),
    "因公出国（境）费": ("abroad",),
    "公务接待费": ("reception",),
    "公务用车购置及运行费": ("vehicle",),
    "公务用车购置费": ("purchase",),
    "公务用车运行费": ("operation",),
}
WORDS = {
    **{
        "人员经费": "人员(?:经费|支出)",
        "公用经费": "公用(?:经费|支出)",
        "基本支出": "基本支出",
        "项目支出": "项目支出",
    },
    **{"货物": "货物", "工程": "工程", "服务": "服务", "结转": "结转", "事业收入": "事业收入", "经营收入": "经营收入"},
    **{"其他收入": "其他收入", "财政专户": "财政专户", "单位资金": "单位资金", "上级补助收入": "上级补助"},
}
"""How a row or a column is called that shows what a sentence names."""
BOUGHT = re.compile("采购")
Cell = tuple[Grid, Half, Row, int, Interval]


@remembered
def _cells(document: Document) -> tuple[Cell, ...]:
    found = []
    for grid, half, row, column in tabled(document).figures():
        value = row.figures[column].value
        if value is not None and value.fen:
            found.append((grid, half, row, column, value))
    return tuple(found)


def _called(value: Statement, cell: Cell) -> bool:
    """Tell whether a cell bears the name of what a sentence speaks of, in its row or its column."""
    grid, half, row, column, _ = cell
    path, subject = half.columns[column], value.subject
    if subject is None:
        return False
    title = labels.bare(grid.title)
    if subject.name in THREE:
        own = {three_public.item(row.label), three_public.of_header(path)} if "三公" in title else set()
        return bool(own & set(THREE[subject.name]))
    if subject.name == "政府采购":
        return BOUGHT.search(title) is not None and labels.is_total(row.label)
    if subject.group in {"经济类", "经济款"}:
        return row.code[:1] == "3" and labels.core(row.label) == labels.core(subject.name)
    if subject.name == TOTAL or subject.name not in WORDS:
        return False
    if subject.group == "采购" and not BOUGHT.search(title + "".join(path)):
        return False
    pattern = WORDS[subject.name]
    by_column = re.search(pattern, "".join(path)) and labels.is_total(row.label)
    return bool(by_column) or re.match(pattern, labels.unnumbered(row.label)) is not None


def _own_name(value: Statement) -> bool:
    """Tell whether a sentence says itself what its amount is of: “某项目：安排112.50万元” does not."""
    assert value.subject is not None
    pattern = WORDS.get(value.subject.name)
    return pattern is None or re.search(pattern, value.passage.quote(value.start, value.figure.end).text) is not None


def look(document: Document) -> Answer:
    """A68: an amount is no slip of the pen of what the tables show under its name."""
    text, cells = read(document), _cells(document)
    times = Counter(value.figure.text for value in text.values)
    findings, seen = [], 0
    for value in text.values:
        digits = value.figure.text.replace(",", "").replace(".", "").strip("0")
        if value.subject is None or len(digits) < FEWEST or value.subject.owner or times[value.figure.text] > 1:
            continue
        mine = [cell for cell in cells if _called(value, cell)] if value.plan and _own_name(value) else []
        if not mine or any(cell[4].meets(value.amount) for cell in cells):
            continue
        seen += 1
        meant = named.slipped(value.figure, [cell[4] for cell in mine])
        if meant is None:
            continue
        grid, half, row, column, _ = next(cell for cell in mine if cell[4] is meant)
        right = shown(meant, grid)
        message = f"{value.shown}写成 {value.written}，各表都没有这个数，“{grid.name}”为 {right}，疑为笔误"
        amounts = [figure("说明", value.figure), amount("表", meant)]
        findings.append(
            finding("A68", Severity.ERROR, message, [quote(value), grid.quote(row, column, half)], amounts, right)
        )
    return answer(findings, seen, (), "说明的金额都在表中，或没有同名的行、栏")


RULES: tuple[Rule, ...] = (Rule("A68", "说明中的金额不是表中数的笔误", look),)

"""A row that a table prints twice, one below the other: no total counts both.

Rules, sources and what is not seen: resources/rules/audit/tables.md.
"""

from collections.abc import Iterator
from itertools import pairwise

from desktop.audit.contradiction import answer, finding
from desktop.audit.outcome import Answer, AuditFinding, Rule
from desktop.audit.tables import labels
from desktop.audit.tables.grids import Grid, Half, Row
from desktop.audit.tables.judging import Judged
from desktop.audit.tables.tabled import tabled
from desktop.findings import Severity
from desktop.outside.document import Document

SHORTEST = 2
"""Letters of the name of a row."""


def look(document: Document) -> Answer:
    """B84: no row stands in a table twice, one below the other, unless a total counts both."""
    findings, seen = list[AuditFinding](), 0
    for grid, judged in tabled(document).judged:
        seen += 1
        for half, first, second, column in _twice(grid):
            if not _both_counted(judged, half, first, second):
                message = f"“{grid.name}”中“{first.label or first.code}”一行列了两遍，内容完全相同，疑为重复"
                quotes = [grid.quote(each, column, half) for each in (first, second)]
                findings.append(finding("B84", Severity.WARNING, message, quotes, (), "删去重复的一行"))
                break
    return answer(findings, seen, (), "没有含金额的表")


def _twice(grid: Grid) -> Iterator[tuple[Half, Row, Row, int]]:
    """Yield the rows that are like the one above them in every cell, with a column in which they have an amount."""
    for half in grid.halves:
        for first, second in pairwise(half.rows):
            texts = [grid.table.rows[each.number] for each in (first, second)]
            named = len(labels.unnumbered(first.label) or first.code) >= SHORTEST
            if not named or texts[0] != texts[1]:
                continue
            for column, figure in first.figures.items():
                if figure.value and figure.value.fen:
                    yield half, first, second, column
                    break


def _both_counted(judged: list[Judged], half: Half, first: Row, second: Row) -> bool:
    """Tell whether a sum of the table holds that counts the amounts of both rows."""
    filled = [column for column, figure in first.figures.items() if figure.value and figure.value.fen]
    both = [{(row.number, column) for row in (first, second)} for column in filled]
    holding = [{place for _, place in each.nearest} for each in judged if each.sum.half is half and each.holds]
    return any(pair <= places for pair in both for places in holding)


RULES: tuple[Rule, ...] = (Rule("B84", "表中没有重复的行", look),)

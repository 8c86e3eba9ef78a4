"""Parts of a unit's amount in the text, against the unit's row: 水库管理中心 90 万元，其中上年结转 9 万元.

Rules, sources and what is not seen: resources/rules/audit/unit_rows.md.
"""

from collections.abc import Iterator

from desktop.audit.contradiction import answer, figures, finding, quote
from desktop.audit.outcome import Answer, Rule
from desktop.audit.rows.named import Place, places
from desktop.audit.sentences.nouns import left_over
from desktop.audit.sentences.reading import read
from desktop.audit.sentences.statements import Statement
from desktop.audit.sentences.subjects import TOTAL, subject
from desktop.audit.tables import labels
from desktop.audit.tables.tabled import amount, shown
from desktop.findings import Severity
from desktop.outside.document import Document

SHORTEST = 4
"""Letters of the name of a unit."""


def look(document: Document) -> Answer:
    """A58: what a unit's amount is divided into is as in the columns of its row that has this amount."""
    text = read(document)
    rows = places(document)
    findings, seen = [], 0
    for value in text.values:
        divided, of = value.parent, value.subject
        words = value.passage.text[value.start : value.figure.start]
        own = subject(words)
        if own is None or of is None or own.name != of.name or left_over(words):
            continue
        if divided is None or len(of.owner) < SHORTEST or value.year not in {0, text.year}:
            continue
        cells = [cell for place in rows if _is_of(place, of.owner, divided) for cell in _cells(place, value)]
        if not cells:
            continue
        seen += 1
        if any(there.meets(value.amount) for place, column in cells if (there := place.row.figures[column].value)):
            continue
        place, column = cells[0]
        there = place.row.figures[column].value
        if there is not None:
            right = shown(there, place.grid)
            message = f"{of.owner}的{of.shown}写成 {value.written}，“{place.grid.name}”为 {right}"
            quotes = [quote(value), place.quote(column)]
            amounts = [*figures([value]), amount("表", there)]
            findings.append(finding("A58", Severity.ERROR, message, quotes, amounts, right))
    return answer(findings, seen, (), "说明没有写表中各单位金额的构成")


def _is_of(place: Place, owner: str, divided: Statement) -> bool:
    """Tell whether a row is of a unit and has the amount that is divided."""
    return labels.bare(place.row.label).endswith(owner) and any(each.meets(divided.amount) for each in place.figures())


def _cells(place: Place, value: Statement) -> Iterator[tuple[Place, int]]:
    """Yield the cell of a row in the only column that is headed as a part is called."""
    of = value.subject
    heads = {column: subject(labels.bare("".join(path))) for column, path in place.half.columns.items()}
    same = [c for c, head in heads.items() if head and of and (head.name, head.fund) == (of.name, of.fund)]
    if len(same) == 1 and of and not (of.name == TOTAL and not of.fund) and place.row.figures[same[0]].value:
        yield place, same[0]


RULES: tuple[Rule, ...] = (Rule("A58", "单位金额的构成与表中该单位的一行相符", look),)

"""Amounts that a sentence lists by the names of rows: where most are those of one table, the others are too.

Rules, sources and what is not seen: resources/rules/audit/listed_rows.md.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from desktop.audit.contradiction import answer, figure, finding
from desktop.audit.outcome import Answer, AuditFinding, Rule
from desktop.audit.rows import named
from desktop.audit.rows.named import Place
from desktop.audit.sentences.prose import Passage
from desktop.audit.sentences.reading import read
from desktop.audit.sentences.statements import NUMBER, Printed
from desktop.audit.sentences.subjects import subject
from desktop.audit.tables import labels
from desktop.audit.tables.tabled import amount, shown
from desktop.dataclass import dataclass
from desktop.findings import Severity
from desktop.outside.document import Document

ITEM = re.compile(
    rf"(?:^|[、，；：。（]|其中|包括|和|及|以及)(?P<name>[\u4e00-\u9fff（）]{{2,24}}?)(?:预算|安排|共|为|计)*"
    rf"(?P<number>{NUMBER})(?P<unit>万元|元)"
)
"""A name and its amount in a list: 、津贴补贴 8.00 万元."""
ELSEWHERE = {"功能类", "结构", "基本", "三公", "采购", "资金", "总额"}
"""Kinds of amounts that other rules compare with tables: by what they are of, not by their name alone."""
ENOUGH, OF_FOUR = 3, 4
"""How many names must agree with a column, and of how many names one may not."""


@dataclass(frozen=True, slots=True)
class Item:
    """A name with its amount in a sentence, and the rows of tables that bear it."""

    passage: Passage
    name: str
    stated: Printed
    rows: list[Place]


def look(document: Document) -> Answer:
    """A100: names listed with amounts that are those of one column of a table agree with it all."""
    rows: dict[str, list[Place]] = defaultdict(list)
    for place in named.places(document):
        rows[labels.unnumbered(place.row.label)].append(place)
    findings, seen = list[AuditFinding](), 0
    for passage in read(document).passages if rows else ():
        for items in _lists(passage, rows):
            column = _column(items)
            seen += column is not None
            findings += _differing(items, column) if column else ()
    return answer(findings, seen, (), "没有逐项列出一张表中各行金额的句子")


def _lists(passage: Passage, rows: dict[str, list[Place]]) -> Iterator[list[Item]]:
    """Yield what each sentence of a passage lists by names that rows of tables bear."""
    for sentence in re.finditer(r"[^。]+", passage.text):
        items = []
        for match in ITEM.finditer(passage.text, sentence.start(), sentence.end()):
            name, known = match["name"], subject(match["name"])
            if name in rows and not (known and known.group in ELSEWHERE):
                stated = Printed(match["number"], match["unit"], match.start("number"), match.end())
                items.append(Item(passage, name, stated, rows[name]))
        if len(items) > ENOUGH:
            yield items


def _column(items: list[Item]) -> tuple[int, int] | None:
    """Return the table and column with which most of the items agree; None where it cannot be told."""
    agreeing: Counter[tuple[int, int]] = Counter()
    for item in items:
        agreeing.update(
            {
                (place.grid.index, column)
                for place in item.rows
                for column, cell in place.row.figures.items()
                if cell.value and cell.value.meets(item.stated.amount)
            }
        )
    found, times = agreeing.most_common(1)[0] if agreeing else ((0, 0), 0)
    return found if times >= ENOUGH and len(items) - times <= max(1, len(items) // OF_FOUR) else None


def _differing(items: list[Item], of: tuple[int, int]) -> Iterator[AuditFinding]:
    index, column = of
    for item in items:
        places = [place for place in item.rows if place.grid.index == index and column in place.row.figures]
        cells = [cell for place in places if (cell := place.row.figures[column].value)]
        known = [*named.amounts(item.rows), *cells]
        if not cells or any(each.meets(item.stated.amount) for each in known):
            continue
        right = shown(cells[0], places[0].grid)
        message = f"“{item.name}”写成 {item.stated.text}{item.stated.unit}，“{places[0].grid.name}”为 {right}"
        message += "；同句其他各项与该表相符"
        quotes = [item.passage.quote(item.stated.start - len(item.name), item.stated.end), places[0].quote(column)]
        amounts = [figure("说明", item.stated), amount("表", cells[0])]
        yield finding("A100", Severity.ERROR, message, quotes, amounts, right)


RULES: tuple[Rule, ...] = (Rule("A100", "逐项列出的金额与表中各行一致", look),)

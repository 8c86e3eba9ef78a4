"""Lists of a sentence that have all rows of a table but one, and come to less than what they divide.

Rules, sources and what is not seen: resources/rules/audit/left_out.md.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import takewhile

from desktop.audit.contradiction import answer, figures, finding, quote
from desktop.audit.interval import ZERO, Interval
from desktop.audit.outcome import Answer, AuditFinding, Rule
from desktop.audit.rows.named import Place, places
from desktop.audit.sentences.prose import Passage
from desktop.audit.sentences.reading import read
from desktop.audit.sentences.statements import TOKEN, Enumeration, Printed, Statement
from desktop.audit.tables import labels
from desktop.audit.tables.tabled import amount, shown
from desktop.findings import Severity
from desktop.money import FEN_PER
from desktop.outside.document import Document

FEWEST, SHORTEST = 2, 3
"""Parts of a list, letters of a name (a shorter one must be all of it), from which a row is known by both."""
OF_WHAT = re.compile(r"(?<=[^\s])[（(][^（()）]*[）)]\s*$")
"""What a bracket behind a name says of its money: 信访专项工作经费（结转）."""
GOES_ON = re.compile("，?等|，?(?:其余|其他|其它|余下|剩余|此外|另外)")
SOME = re.compile(
    r"较[大多高]|最[大多高]|占比[大高]|重点|大额|部分|(?:例|比)?如(?![下实])"
    r"|元以上的|排[名在]|前[一二三四五六七八九十\d][位项]|代表|尤其|特别|其中(?:较|最)"
)
"""Words before a list that names only some."""
CLASS = 3
"""Digits of a code that say of which 类 a row is: a row of another one is left out of no list of one 类."""
NEAR = 40
"""Passages of a list in which what seems to be left out may stand after all."""
Columns = dict[tuple[int, int], list[Place]]


def look(document: Document) -> Answer:
    """A46: a list that has the rows of a table leaves none out where it comes to less by exactly that row."""
    findings, seen = list[AuditFinding](), 0
    columns = _columns(places(document))
    for each in read(document).lists if columns else ():
        parent = each.parents[0]
        added = sum((part.amount for part in each.parts), ZERO)
        plain = len(each.parts) >= FEWEST and parent.plan and added.fen < parent.amount.fen
        if not plain or added.meets(parent.amount) or _open(each):
            continue
        seen += 1
        findings += list(_missing(each, added, columns, read(document).passages))[:1]
    return answer(findings, seen, (), "没有列出表中各行的句子")


def _open(each: Enumeration) -> bool:
    """Tell whether a list says that it is not all: 金额较大的有…, …等."""
    last, first, parent = each.parts[-1], each.parts[0], each.parents[0]
    if GOES_ON.match(last.passage.text, last.figure.end):
        return True
    same = parent.passage is first.passage and parent.figure.end <= first.figure.start
    a, _ = first.passage.sentence_at(first.figure.start)
    return SOME.search(first.passage.text[parent.figure.end if same else a : first.figure.start]) is not None


def _missing(
    each: Enumeration, added: Interval, columns: Columns, passages: Sequence[Passage]
) -> Iterator[AuditFinding]:
    """Yield what a list leaves out by a column in which all its parts stand under their names."""
    rest = each.parents[0].amount - added
    for column, several in columns.items():
        of_parts = list(takewhile(bool, (_row_of(part, column[1], several) for part in each.parts)))
        if len(of_parts) < len(each.parts):
            continue
        own = {place.row.number for place in of_parts if place}
        length = {len(place.row.code) for place in of_parts if place}
        classes = {place.row.code[:CLASS] for place in of_parts if place}
        for place in several:
            value = place.row.figures[column[1]].value
            alike = len(place.row.code) in length and place.row.number not in own
            alike = alike and (len(classes) > 1 or place.row.code[:CLASS] in classes)
            if (
                alike
                and value
                and value.fen
                and value.meets(rest)
                and len(own) == len(each.parts)
                and not _stated(each, value, passages)
                and not usual(labels.unnumbered(place.row.label), each)
            ):
                yield _left(each, place, column[1], value)


MAIN = re.compile("财政拨款|一般公共预算|公共财政|经费拨款|财政补助|本年|当年|小计")
PAYS = re.compile("其中|使用|动用|来自|来源于|通过|另")
"""The usual source of money; words before a list of the sources that pay besides it."""


def usual(name: str, each: Enumeration) -> bool:
    """Tell whether a list only names the sources that pay besides the usual one: 其中使用事业收入安排 3 万元."""
    first = each.parts[0]
    sources = all(part.subject and part.subject.group == "资金" for part in each.parts)
    start, _ = first.passage.sentence_at(first.figure.start)
    return bool(sources and MAIN.search(name) and PAYS.search(first.passage.text[start : first.figure.start]))


def _stated(each: Enumeration, value: Interval, passages: Sequence[Passage]) -> bool:
    """Tell whether an amount stands in a passage of a list after all, from what it divides to its last part."""
    first, last = each.parents[0].passage.number, each.parts[-1].passage.number
    near = [p for p in passages if first <= p.number <= last] if last - first <= NEAR else [each.parts[-1].passage]
    tokens = (Printed.of(match) for p in near for match in TOKEN.finditer(p.text) if match[2] in FEN_PER)
    return any(token.amount.meets(value) for token in tokens)


def _columns(rows: tuple[Place, ...]) -> Columns:
    """Return the rows by table and column."""
    found: Columns = defaultdict(list)
    for place in rows:
        for column in place.row.figures:
            found[place.grid.index, column].append(place)
    return found


def _row_of(part: Statement, column: int, several: list[Place]) -> Place | None:
    """Return the row that bears the name before an amount and has that amount."""
    words = labels.bare(part.passage.text[part.start : part.figure.start])
    for place in several:
        value = place.row.figures[column].value
        if not (value and value.fen and value.meets(part.amount)):
            continue
        name = labels.core(OF_WHAT.sub("", place.row.label))
        if name in words if len(name) >= SHORTEST else name and name == labels.core(words):
            return place
    return None


def _left(each: Enumeration, place: Place, column: int, value: Interval) -> AuditFinding:
    name, right = labels.unnumbered(place.row.label), shown(value, place.grid)
    parent = each.parents[0]
    message = f"所列各项少了“{place.grid.name}”中的“{name}”{right}，补上就等于{parent.shown} {parent.written}"
    quotes = [quote(each.parents[0]), *map(quote, each.parts), place.quote(column)]
    amounts = (*figures([each.parents[0], *each.parts]), amount(name, value))
    return finding("A46", Severity.WARNING, message, quotes, amounts, f"补上{name}")


RULES: tuple[Rule, ...] = (Rule("A46", "按表中各行列出的没有遗漏", look),)

"""How far a comparison of two places may be trusted: an error only where the reading does not rest on one weak cue.

What an amount is of, a sentence says in its own clause, or only an earlier sentence or a heading does. In the second
case it may be of something else. Then the amounts decide it: a slip of the pen stands nowhere else, and what it should
have been does. Where each of two amounts stands in yet another place, either is right of something: a warning.

So it is where the tables themselves print both amounts under the name of what is spoken of, in cells that no failing
sum touches: of another fund, year, unit or part of the spending. Then there is a reading under which both are right.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from desktop.audit.interval import Interval
from desktop.audit.outcome import AuditFinding
from desktop.audit.remembered import remembered
from desktop.audit.sentences.reading import read
from desktop.audit.sentences.statements import TOKEN, Printed, Statement
from desktop.audit.sentences.subjects import FUNDS, subject
from desktop.audit.tables import labels, three_public
from desktop.audit.tables.tabled import tabled
from desktop.findings import Severity
from desktop.money import FEN_PER
from desktop.outside.document import Document

CENT = Decimal("0.01")
"""The step to which amounts in 万元 are told apart; tables may print more digits than sentences."""


def severity(document: Document, stated: Iterable[Statement], *amounts: Interval) -> Severity:
    """Return how grave it is that two amounts differ, by the statements they rest on."""
    stated = list(stated)
    if stated and stated[0].subject and both_stand(document, stated[0].subject.name, amounts):
        return Severity.WARNING
    if all(map(names_itself, stated)):
        return Severity.ERROR
    alone = [stands_alone(document, each) for each in amounts]
    return Severity.ERROR if alone.count(True) == 1 else Severity.WARNING


def both_stand(document: Document, name: str, amounts: Iterable[Interval]) -> bool:
    """Tell whether the tables print different amounts under one name, in its rows or columns."""
    item = three_public.item(name)
    known = [
        value
        for words, value in _cells(document)
        if any(three_public.item(each) == item if item else name in each for each in words)
    ]
    return len(known) > 1 and all(any(value.meets(_size(each)) for value in known) for each in amounts)


def _size(amount: Interval) -> Interval:
    return Interval(abs(amount.fen), amount.half)


@remembered
def _cells(document: Document) -> tuple[tuple[tuple[str, ...], Interval], ...]:
    """Return the amounts of tables that no failing sum touches, each with the words of its row and its column."""
    tables = tabled(document)
    doubted = {
        (index, *place)
        for index, several in tables.wrong.items()
        for each in several
        for place in (each.sum.total, *(part for _, part in each.nearest))
    }
    found = []
    for grid, half, row, column in tables.figures():
        value = row.figures[column].value
        if value is not None and value.fen and (grid.index, row.number, column) not in doubted:
            words = tuple(labels.bare(each) for each in (row.label, *half.columns[column]) if each)
            found.append((words, value))
    return tuple(found)


def weighed(found: AuditFinding, *, sure: bool) -> AuditFinding:
    """Return a finding, an error as a warning where what it rests on is not sure."""
    return found if sure or found.severity is not Severity.ERROR else replace(found, severity=Severity.WARNING)


def names_itself(value: Statement) -> bool:
    """Tell whether the clause of an amount, or a list it stands in within one sentence, says what it is of."""
    known = value.subject
    if known is None:
        return False
    text = value.passage.text
    start = max(text.rfind(sign, 0, value.figure.start) for sign in "，。；：") + 1
    own = subject(text[start : value.figure.start])
    if own is None or own.name != known.name:
        return False
    return not known.fund or known.fund == own.fund or _says_fund(value, known.fund)


def _says_fund(value: Statement, fund: str) -> bool:
    """Tell whether a sentence names the fund before an amount."""
    pattern = next((pattern for pattern, name in FUNDS if name == fund), re.escape(fund))
    a, _ = value.passage.sentence_at(value.figure.start)
    return re.search(pattern, value.passage.text[a : value.figure.start]) is not None


def stands_alone(document: Document, amount: Interval) -> bool:
    """Tell whether an amount stands in one place of a document only."""
    return _times(document)[_wan(amount)] < 2


def stands(document: Document, amount: Interval) -> bool:
    """Tell whether an amount stands in a document at all."""
    return _times(document)[_wan(amount)] > 0


@remembered
def _times(document: Document) -> Counter[Decimal]:
    """Return how often each amount stands in the sentences and the tables of a document."""
    found: Counter[Decimal] = Counter()
    for passage in read(document).passages:
        found.update(_wan(Printed.of(m).amount) for m in TOKEN.finditer(passage.text) if m[2] in FEN_PER)
    for _, _, row, column in tabled(document).figures():
        value = row.figures[column].value
        if value is not None and value.fen:
            found[_wan(value)] += 1
    return found


def _wan(amount: Interval) -> Decimal:
    return (abs(amount.fen) / FEN_PER["万元"]).quantize(CENT)

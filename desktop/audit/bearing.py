"""How far a comparison of two places may be trusted: an error only where the reading does not rest on one weak cue.

What an amount is of, a sentence says in its own clause, or only an earlier sentence or a heading does. In the second
case it may be of something else. Then the amounts decide it: a slip of the pen stands nowhere else, and what it should
have been does. Where each of two amounts stands in yet another place, either is right of something: a warning.
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
from desktop.audit.tables.tabled import tabled
from desktop.findings import Severity
from desktop.money import FEN_PER
from desktop.outside.document import Document

CENT = Decimal("0.01")
"""The step to which amounts in 万元 are told apart; tables may print more digits than sentences."""


def severity(document: Document, stated: Iterable[Statement], *amounts: Interval) -> Severity:
    """Return how grave it is that two amounts differ, by the statements they rest on."""
    if all(map(names_itself, stated)):
        return Severity.ERROR
    alone = [stands_alone(document, each) for each in amounts]
    return Severity.ERROR if alone.count(True) == 1 else Severity.WARNING


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

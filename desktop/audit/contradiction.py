"""How a rule of the auditor says what it found: findings with both sides, and an outcome that is never too good."""

from collections.abc import Iterable
from decimal import Decimal

from desktop.audit.outcome import Amount, Answer, AuditFinding, Outcome, Quote
from desktop.audit.sentences.prose import Passage
from desktop.audit.sentences.statements import Change, Printed, Statement
from desktop.findings import Severity
from desktop.money import FEN_PER
from desktop.outside.document import Table

FINEST = Decimal("0.00000001")
"""分 in 亿元."""


def quote(of: Statement | Change) -> Quote:
    """Return the words and the figure of a statement, or the clause of a change, word for word."""
    if isinstance(of, Change):
        return of.passage.clause(of.start, of.end)
    return of.passage.quote(of.start, of.figure.end)


def row_quote(table: Table, at: int) -> Quote:
    """Return all words of a row of a table."""
    return Quote(" ".join(cell.strip() for cell in table.rows[at] if cell.strip()), table.spot(at))


def figure(name: str, of: Printed) -> Amount:
    """Return a printed amount in 元 under its name."""
    return Amount(f"{name} {of.text}{of.unit}", of.yuan)


def figures(of: Iterable[Statement]) -> tuple[Amount, ...]:
    """Return the amounts of statements in 元."""
    return tuple(figure(each.shown, each.figure) for each in of)


def wan(fen: Decimal, unit: str = "万元") -> str:
    """Return an amount as a text in a unit, without needless zeros."""
    per = FEN_PER.get(unit, 100)
    text = f"{(fen / per).quantize(Decimal('0.00000001')):f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) + unit


def finding(
    code: str,
    severity: Severity,
    message: str,
    quotes: Iterable[Quote],
    amounts: Iterable[Amount] = (),
    expected: str = "",
) -> AuditFinding:
    """Return a finding; what stands in the same place twice is quoted once."""
    return AuditFinding(code, severity, message, tuple(dict.fromkeys(quotes)), tuple(amounts), expected)


def passage_finding(
    code: str, severity: Severity, message: str, passage: Passage, span: tuple[int, int], expected: str = ""
) -> AuditFinding:
    """Return a finding about words of one passage."""
    return finding(code, severity, message, [passage.quote(*span)], (), expected)


def answer(findings: Iterable[AuditFinding], seen: int, unsure: Iterable[str] = (), nothing: str = "") -> Answer:
    """Return what a rule says: never passed where something could not be compared, nor where there was nothing."""
    found = tuple(findings)
    reasons = list(dict.fromkeys(unsure))
    if any(each.severity is Severity.ERROR for each in found):
        return Answer(found)
    if reasons:
        more = f"等 {len(reasons)} 处" if len(reasons) > 2 else ""
        return Answer(found, Outcome.NOT_CHECKED, "；".join(reasons[:2]) + more)
    if not seen:
        return Answer(found, Outcome.NOT_APPLICABLE, nothing)
    return Answer(found)

"""The text of a document against the text a book publishes: sentence by sentence, number by number."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from decimal import Decimal

from desktop.audit.interval import printed
from desktop.audit.outcome import Amount, Answer, AuditFinding, Outcome, Quote, Rule
from desktop.audit.tables.tabled import yuan
from desktop.dataclass import dataclass
from desktop.findings import Finding, Severity
from desktop.outside.document import Document, Paragraph, Spot

SAME, SENTENCES = "B81", "B82"
NUMBER = re.compile(r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?")
UNIT = re.compile(r"\s*(亿元|万元|千元|元)")
LEADERS = re.compile(r"[·….]{4,}[0-9]+$")
CLAUSE = re.compile(r"[^。；;\n]*[。；;]?")


@dataclass(frozen=True, slots=True)
class BookText:
    """The text that a book publishes: its paragraphs and captions, and what its charts print: numbers and titles."""

    lines: tuple[str, ...]
    drawn: frozenset[str] = frozenset()
    charts: frozenset[str] = frozenset()


def rules(own: BookText, check: Callable[[list[str]], list[Finding]]) -> tuple[Rule, ...]:
    """Return the rules that hold the text of a document against a book's.

    check: what is wrong with the sentences of a text, by the book.
    """
    return (
        Rule(SAME, "说明中的数与账本一致", lambda document: _same_sentences(document, own)),
        Rule(SENTENCES, "改写过的句子不与账本矛盾", lambda document: _sentences(document, own.lines, check)),
    )


def _masked(text: str) -> str:
    return NUMBER.sub("#", re.sub(r"[\s　]", "", text))


def _clauses(text: str) -> list[str]:
    """Return the clauses of a paragraph; a line of a table of contents is none, nor is a bare number of a chart."""
    plain = re.sub(r"[\s　]", "", text)
    return [] if LEADERS.search(plain) or NUMBER.fullmatch(plain) else [each for each in CLAUSE.findall(plain) if each]


def _same_sentences(document: Document, own: BookText) -> Answer:
    by_mask: dict[str, list[str]] = {}
    for line in own.lines:
        for clause in _clauses(line):
            by_mask.setdefault(_masked(clause), []).append(clause)
    used: Counter[str] = Counter()
    findings, checked, rest = _charts(document, own), 0, 0
    for part in document.paragraphs:
        for clause in _clauses(part.text):
            if not NUMBER.search(clause):
                continue
            mask = _masked(clause)
            known = by_mask.get(mask)
            if known is None:
                rest += 1
                continue
            twin = clause if clause in known else known[min(used[mask], len(known) - 1)]
            used[mask] += 1
            checked += len(NUMBER.findall(clause))
            findings += _differences(part, clause, twin)
    if not checked:
        outcome = Outcome.NOT_CHECKED if rest else Outcome.NOT_APPLICABLE
        return Answer((), outcome, "文件中没有与账本说明相同的句子")
    reason = f"核对了 {checked} 个数" + (f"；有 {rest} 句与账本的说明写法不同，见 {SENTENCES}" if rest else "")
    return Answer(tuple(findings), None, reason)


def _charts(document: Document, own: BookText) -> list[AuditFinding]:
    """Return the numbers of the charts that are none of the book's: they stand alone, below the charts' titles."""
    parts = list(document.paragraphs)
    start = next((n for n, part in enumerate(parts) if part.text.strip() in own.charts), len(parts))
    wrong = [
        part for part in parts[start:] if NUMBER.fullmatch(part.text.strip()) and part.text.strip() not in own.drawn
    ]
    alone = [part.text.strip() for part in parts[start:] if NUMBER.fullmatch(part.text.strip())]
    wrong = [part for part in wrong if not _on_an_axis(part.text.strip(), alone)]
    return [
        AuditFinding(SAME, Severity.ERROR, f"附图中的“{part.text}”不是账本的数", (Quote(part.text, part.spot),))
        for part in (wrong if own.drawn else ())
    ]


TICKS, MOST = 4, 200
"""Numbers at equal distances that make an axis; of more numbers than the latter no axis is told."""


def _on_an_axis(text: str, alone: list[str]) -> bool:
    """Tell whether a number is one of an axis that another program drew: as far from the next as these from theirs."""
    values = {Decimal(each.replace(",", "")) for each in alone}
    value = Decimal(text.replace(",", ""))
    if len(values) > MOST:
        return False
    for step in {abs(value - other) for other in values} - {Decimal(0)}:
        run = {value}
        for way in (step, -step):
            at = value + way
            while at in values:
                run.add(at)
                at += way
        if len(run) >= TICKS and min(run) % step == 0:
            return True
    return False


def _differences(part: Paragraph, clause: str, twin: str) -> list[AuditFinding]:
    found = []
    for mine, own in zip(NUMBER.finditer(clause), NUMBER.finditer(twin), strict=True):
        if mine[0] == own[0]:
            continue
        unit = UNIT.match(clause, mine.end())
        figures: tuple[Amount, ...] = ()
        severity = Severity.ERROR
        if unit:
            left, right = printed(mine[0], unit[1]), printed(own[0], unit[1])
            figures = (Amount("文件", yuan(left.fen)), Amount("账本", yuan(right.fen)))
            if left.half != right.half and left.meets(right):
                severity = Severity.INFO
        message = f"“{_around(clause, mine)}”，账本为“{own[0]}{unit[1] if unit else ''}”"
        quotes = (Quote(clause, part.spot), Quote(f"账本：{twin}"))
        found.append(AuditFinding(SAME, severity, message, quotes, figures, f"{own[0]}{unit[1] if unit else ''}"))
    return found


def _around(clause: str, match: re.Match[str]) -> str:
    return clause[max(0, match.start() - 16) : match.end() + 4]


def _sentences(document: Document, lines: Sequence[str], check: Callable[[list[str]], list[Finding]]) -> Answer:
    """Have the sentences looked at that are not word for word (but for numbers) those of the book."""
    known = {_masked(clause) for line in lines for clause in _clauses(line)}
    parts = list(document.paragraphs)
    others = [part for part in parts if any(NUMBER.search(c) and _masked(c) not in known for c in _clauses(part.text))]
    if not others:
        return Answer((), Outcome.NOT_APPLICABLE, "没有改写过的句子")
    texts = [part.text for part in others]
    findings = [
        AuditFinding(SENTENCES, each.severity, f"{each.message}（{each.code}）", (_quote(each, others),))
        for each in check(texts)
    ]
    reason = f"按账本核对了 {len(others)} 段改写过的文字；其中账本没有的说法无法核对"
    return Answer(tuple(findings), Outcome.NOT_CHECKED, reason)


def _quote(finding: Finding, parts: list[Paragraph]) -> Quote:
    """Return the paragraph that a finding speaks of: the one that holds most of what it quotes."""
    quoted = max(re.findall(r"“([^”]+)”", finding.message), key=len, default="")
    best = next((part for part in parts if quoted and quoted in part.text), None)
    return Quote(best.text, best.spot) if best else Quote(quoted or finding.message, Spot())

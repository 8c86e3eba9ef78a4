"""What an audit says: every obligation with its outcome, every finding with both sides quoted."""

from collections.abc import Callable, Iterable
from dataclasses import field
from enum import StrEnum

from desktop.dataclass import dataclass
from desktop.findings import Severity
from desktop.outside.document import Document, Spot


class Outcome(StrEnum):
    """How an obligation came out; what could not be read or compared is never among the passed."""

    PASSED = "通过"
    FAILED = "未通过"
    NOT_APPLICABLE = "不适用"
    NOT_CHECKED = "未检查"


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage of the document, word for word, and where it stands."""

    text: str
    spot: Spot = field(default_factory=Spot)


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure of a finding in 元, with the words that name it."""

    text: str
    yuan: str


@dataclass(frozen=True, slots=True)
class AuditFinding:
    """A contradiction: what is said where, the figures in 元, and what would be right where that can be told."""

    code: str
    severity: Severity
    message: str
    quotes: tuple[Quote, ...]
    figures: tuple[Amount, ...] = ()
    expected: str = ""


@dataclass(frozen=True, slots=True)
class Obligation:
    """Something a document owes: its code, what it is, how it came out, why it was not checked or does not apply."""

    code: str
    title: str
    outcome: Outcome
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a rule says of a document. outcome: None where the findings say it (none: passed, an error: failed)."""

    findings: tuple[AuditFinding, ...] = ()
    outcome: Outcome | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the audit: its code, what the document owes by it, and how that is looked at."""

    code: str
    title: str
    look: Callable[[Document], Iterable[AuditFinding] | Answer]


def by_code(code: str) -> tuple[str, int]:
    """Return by what codes of rules are put in order: the letter and the number, A99 before A100."""
    return code[:1], int(code[1:])

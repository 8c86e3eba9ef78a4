"""An audit: a published document read, every rule looked at, every obligation answered, findings in order."""

import pkgutil
import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path

from desktop.audit import several
from desktop.audit.outcome import Answer, AuditFinding, Obligation, Outcome, Rule, by_code
from desktop.audit.tables import layout_of
from desktop.audit.tables.cells import is_number
from desktop.dataclass import dataclass
from desktop.findings import Severity, UserError
from desktop.outside import source_files
from desktop.outside.document import Document

ROOMS = ("aims", "counts", "details", "meaning", "missing", "numbers", "rows", "rules", "times")
"""The rooms of which every module with RULES is part of an audit. Those of `book/` know a book besides."""
KINDS = frozenset({".docx", ".pdf", ".xlsx", ".xlsm", ".xls", ".ods", ".txt", ".html", ".htm", ".ofd"})
"""Endings of the files that can be audited."""
MOST_LETTERS, MOST_AMOUNTS = 500_000, 30_000
"""The text of a place with all its units is a tenth of that."""
NOTHING = "没有可核对的文字"
FIGURE = re.compile(r"[0-9０-９][0-9０-９,，.．]*\s*(?:亿元|万元|千元|元|%|％|‰|人|名|辆|台|套|个|项|平方米)")
"""A number with what it counts; a year or the number of a heading is no figure."""


class NothingToCheck(UserError):
    """A document without any figure, or one that cannot be read: that is not a document without errors."""


@dataclass(frozen=True, slots=True)
class Audit:
    """What an audit found. layout: key of the form whose tables the document has, empty where it is none of ours."""

    document: Document
    layout: str
    obligations: tuple[Obligation, ...]
    findings: tuple[AuditFinding, ...]

    def count(self, severity: Severity) -> int:
        """Return how many findings have a severity."""
        return sum(finding.severity is severity for finding in self.findings)

    @property
    def not_checked(self) -> list[Obligation]:
        """The obligations that could not be looked at, wholly or in part."""
        return [each for each in self.obligations if each.outcome is Outcome.NOT_CHECKED]


@cache
def rules() -> tuple[Rule, ...]:
    """Return the rules of all rooms, by code."""
    found = {room: list(rules_in(room)) for room in ROOMS}
    empty = [room for room, own in found.items() if not own]
    if empty:  # what is not looked at must not look like passed
        raise RuntimeError(f"no rules found in {', '.join(empty)}")
    return tuple(sorted((rule for own in found.values() for rule in own), key=lambda rule: by_code(rule.code)))


def rules_in(room: str) -> Iterator[Rule]:
    """Yield the rules of the modules of a room; a bundle holds all of them and can list them too."""
    package = import_module(f"{__package__}.{room}")
    for each in pkgutil.iter_modules(package.__path__):
        yield from getattr(import_module(f"{package.__name__}.{each.name}"), "RULES", ())


def read(path: Path) -> Document:
    """Read a document that holds figures. Raises NothingToCheck."""
    try:
        document = source_files.read_document(path)
    except UserError as error:
        raise NothingToCheck(f"{error}；{NOTHING}") from error
    return require_figures(document)


def require_figures(document: Document) -> Document:
    """Return a document that holds figures. Raises NothingToCheck for one without any."""
    texts = [part.text for part in document.paragraphs]
    cells = [cell for table in document.tables for row in table.rows for cell in row]
    if not any(text.strip() for text in (*texts, *cells)):
        raise NothingToCheck(f"文件“{document.file}”中{NOTHING}（可能是扫描件或空文件）")
    if not any(map(FIGURE.search, texts)) and not any(map(is_number, cells)):
        raise NothingToCheck(f"文件“{document.file}”中没有可核对的数字，没有核对")
    if sum(map(len, texts)) > MOST_LETTERS or sum(text.count("元") for text in texts) > MOST_AMOUNTS:
        raise NothingToCheck(
            f"文件“{document.file}”的文字超过 {MOST_LETTERS // 10_000} 万字或 {MOST_AMOUNTS} 个金额，"
            "不像一份预算公开，没有核对；请分成几个文件"
        )
    return document


def of_document(
    document: Document, form: str = "", more: Sequence[Rule] = (), watch: Callable[[int, int], None] | None = None
) -> Audit:
    """Audit a document. form: its layout, where a person names it; more: rules that know a book.

    watch: is told before each rule how many are done and how many there are; what it raises ends the audit.
    """
    findings: list[AuditFinding] = []
    budgets = several.budgets_of(document)
    looks = [(rule, budget) for budget in budgets for rule in rules()] + [(rule, document) for rule in more]
    came_out: list[Obligation] = []
    for number, (rule, budget) in enumerate(looks):
        if watch is not None:
            watch(number, len(looks))
        result = rule.look(budget)
        answer = result if isinstance(result, Answer) else Answer(tuple(result))
        findings += answer.findings
        came_out.append(Obligation(rule.code, rule.title, _outcome(answer), answer.reason))
    own, count = len(rules()), len(rules()) * len(budgets)
    obligations = [
        *several.together([came_out[at : at + own] for at in range(0, count, own)]),
        *came_out[count:],
    ]
    order = list(Severity)
    findings.sort(key=lambda each: order.index(each.severity))
    return Audit(document, form or layout_of.recognised(document), tuple(obligations), tuple(findings))


def _outcome(answer: Answer) -> Outcome:
    """Return how an obligation came out: what is wrong is said before what could not be looked at."""
    if any(finding.severity is not Severity.INFO for finding in answer.findings):
        return Outcome.FAILED
    return answer.outcome or Outcome.PASSED

"""Reading and auditing a document beside the window: what is asked, what came out."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from desktop import pipeline
from desktop.audit import auditing, whose
from desktop.audit.auditing import Audit
from desktop.audit.book import against_book
from desktop.audit.outcome import Rule
from desktop.audit.results import folder, marking
from desktop.audit.results.marking import Mark
from desktop.audit.tables import layout_of
from desktop.dataclass import dataclass
from desktop.disclosure import Disclosure
from desktop.findings import UserError
from desktop.outside.document import Document
from desktop.personal import Guard
from desktop.ui.kit.background import Job
from desktop.ui.session import Session

WAYS = {"auto": "按文件标题决定", "book": "与账本核对", "alone": "只核对文件本身"}
"""With what a document is compared, by key; auto: with the book where it says that it is of the budget in view."""


@dataclass(frozen=True, slots=True)
class OpenBook:
    """The open book as far as an audit needs it. units: {name: code} of all; department: several units are in view."""

    disclosure: Disclosure
    units: Mapping[str, str]
    has_units: bool
    department: bool

    @property
    def name(self) -> str:
        """What the document would be compared with."""
        facts = self.disclosure.facts
        return f"{facts.unit.name} {facts.budget.year}年 {facts.budget.stage}"

    def apart(self, document: Document) -> str:
        """Return why a document is not of the budget in view, empty where it is."""
        maker, facts = whose.maker_of(document, self.units), self.disclosure.facts
        if maker.problem:
            return maker.problem
        if (maker.unit, maker.year) != (facts.unit.name, facts.budget.year):
            return f"文件写的是{maker.unit}{maker.year}年，账本现在看的是{facts.unit.name}{facts.budget.year}年"
        if self.has_units and maker.department != self.department:
            return "文件是部门的，账本现在看的不是汇总" if maker.department else "文件是单位的，账本现在看的是汇总"
        return ""


@dataclass(frozen=True, slots=True)
class Audited:
    """A document with what was found in it. compared: in words, with what it was compared."""

    path: Path
    audit: Audit
    marks: list[Mark]
    compared: str
    with_book: bool


def book_of(session: Session) -> OpenBook:
    """Return the open book, read in the window's own thread."""
    units = session.book.units()
    has_units = any(unit.parent_id == session.unit.id for unit in units)
    return OpenBook(session.disclosure, {u.name: u.code for u in units}, has_units, session.view is not None)


def auditing_of(path: Path, form: str, way: str, book: OpenBook | None) -> Callable[[Job[Audited]], Audited]:
    """Return the work of a job: it says how far it is and ends early where it was cancelled."""

    def work(job: Job[Audited]) -> Audited:
        def watch(done: int, total: int) -> None:
            if job.cancelled:
                raise UserError("已取消，没有审阅")
            job.progressed.emit("", done, total)

        return audited(path, form, way, book, watch)

    return work


def audited(
    path: Path, form: str, way: str, book: OpenBook | None, watch: Callable[[int, int], None] | None = None
) -> Audited:
    """Read a document, check it and find the marks. Raises UserError where nothing is to be checked."""
    document = auditing.read(path)
    apart = _why_alone(document, way, book)
    more = () if apart or book is None else _rules_of(book, form, document)
    audit = auditing.of_document(document, form, more, watch)
    compared = f"文件本身，并与账本“{book.name}”逐个核对" if more and book else f"只核对文件本身；{apart}"
    return Audited(path, audit, marking.marks_of(document, audit.findings), compared, bool(more))


def _rules_of(book: OpenBook, form: str, document: Document) -> tuple[Rule, ...]:
    """Return the rules that know the book, in the layout chosen, else in that of the document; of a 汇总 in its own."""
    disclosure = book.disclosure
    key = form or layout_of.comparable(document, disclosure.form.key)
    if key != disclosure.form.key and disclosure.together is None:
        disclosure = pipeline.in_layout(disclosure, key)
    return against_book.rules(disclosure, pipeline.text_findings)


def _why_alone(document: Document, way: str, book: OpenBook | None) -> str:
    """Return why a document is not compared with the book, empty where it is."""
    if book is None or way == "alone":
        return "没有与账本核对"
    apart = book.apart(document) if way == "auto" else ""
    return f"没有与账本核对：{apart}" if apart else ""


def folder_of(
    path: Path, target: Path, form: str, way: str, book: OpenBook | None
) -> Callable[[Job[folder.Result]], folder.Result]:
    """Return the work of a job that audits a folder into a workbook; nothing is written where it was cancelled."""
    guard = Guard() if book is None or way == "alone" else pipeline.guard_of(book.disclosure)

    def rules_for(document: Document) -> tuple[Sequence[Rule], str]:
        apart = _why_alone(document, way, book)
        if apart or book is None:
            return (), apart
        return _rules_of(book, form, document), book.name

    def work(job: Job[folder.Result]) -> folder.Result:
        def watch(done: int, total: int) -> None:
            if job.cancelled:
                raise UserError("已取消，没有写结果表")
            job.progressed.emit("", done, total)

        return folder.audit(path, target, form, rules_for, guard, watch)

    return work

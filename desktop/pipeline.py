"""From a book's facts to a Disclosure: tables, narrative and findings of one budget in one form."""

import hashlib
from dataclasses import dataclass, replace
from functools import cached_property
from weakref import WeakKeyDictionary

from desktop.checks import (
    balance,
    classification,
    controlled,
    cost,
    procurement,
    projects,
    release,
    sources,
    staffing,
    ties,
)
from desktop.checks.context import Context, Outcome, run_all
from desktop.checks.text import narrative as narrative_checks
from desktop.checks.text import prose
from desktop.compute import drafting, lines
from desktop.compute.cube import Cube
from desktop.compute.lines import LineMemory
from desktop.exporters.publication import Publication
from desktop.findings import Finding, Severity, UserError
from desktop.layouts.form import loader
from desktop.layouts.form.spec import Form
from desktop.layouts.paper.sheet import place
from desktop.layouts.tables import charts, withheld
from desktop.layouts.tables.build import TableBuilder
from desktop.layouts.tables.charts import Chart
from desktop.layouts.tables.figures import Figures
from desktop.layouts.tables.table import Table
from desktop.layouts.words.narrative import Narrative, NarrativeWriter
from desktop.layouts.words.paragraphs import Paragraph, Run
from desktop.ledger.book import Book
from desktop.ledger.records import Budget, BudgetFacts
from desktop.ledger.vocabulary import Stage

CHECK_GROUPS = (balance, classification, staffing, cost, projects, procurement, controlled, sources, prose, release)
"""Importing these modules fills the register of checks, in catalogue order."""


@dataclass(frozen=True)
class Disclosure:
    """Everything derived from one budget (and last year's) in one form. Nothing of it is ever stored.

    The checks run when they are first asked for, so that a window can show the tables before.
    """

    form: Form
    facts: BudgetFacts
    last: BudgetFacts | None
    cube: Cube
    tables: list[Table]
    figures: Figures
    narrative: Narrative
    context: Context

    @cached_property
    def outcomes(self) -> list[Outcome]:
        """How every obligation ended."""
        return outcomes_of(self.context)

    @property
    def findings(self) -> list[Finding]:
        """All findings, errors first."""
        found = [f for outcome in self.outcomes for f in outcome.findings]
        order = list(Severity)
        return sorted(found, key=lambda f: order.index(f.severity))

    @property
    def errors(self) -> list[Finding]:
        """The findings that block an export."""
        return [f for f in self.findings if f.severity is Severity.ERROR]

    @property
    def reasons(self) -> dict[tuple[str, str], str]:
        """Return {(code, message): reason} of the findings a person has accepted."""
        return {(a.code, a.subject): a.reason for a in self.facts.acceptances if a.reason.strip()}

    def answered(self, finding: Finding) -> bool:
        """Tell whether a person has answered for a finding with a reason that counts."""
        return finding.code not in UNANSWERABLE and (finding.code, finding.message) in self.reasons

    @property
    def to_do(self) -> list[Finding]:
        """The findings that wait for a person: errors and warnings nobody has answered for, no mere hints."""
        return [f for f in self.findings if f.severity is not Severity.INFO and not self.answered(f)]

    @property
    def open_errors(self) -> list[Finding]:
        """The errors nobody has answered for, and those that no reason answers: an export stays a draft."""
        return [f for f in self.errors if not self.answered(f)]

    @property
    def charts(self) -> list[Chart]:
        """The charts of the form."""
        return charts.build(self.form, self.facts, self.cube, self.last)

    @property
    def version(self) -> str:
        """A short code of everything printed: equal pages, equal code."""
        digest = hashlib.sha256(f"{self.form.key}{self.facts.unit.name}{self.facts.budget.year}".encode())
        digest.update(self.narrative.text.encode())
        for table in self.tables:
            digest.update(table.label.encode())
            for number in range(table.height):
                digest.update("\t".join(cell.text for cell in table.row(number)).encode())
        code = digest.hexdigest()[:8].upper()
        return f"{code[:4]}-{code[4:]}"

    @property
    def title(self) -> str:
        """Unit and year, as files and windows name it."""
        return f"{self.facts.unit.name} {self.facts.budget.year}年"


class Memory:
    """What was computed last of one book, so that the next computation makes only what changed.

    Everything comes out as it does without a memory; the facts must come from a book, whose unchanged records stay the
    same objects.
    """

    def __init__(self) -> None:
        self._lines: dict[int, LineMemory] = {}
        self.cube: Cube | None = None
        self.builder: TableBuilder | None = None

    def lines(self, facts: BudgetFacts) -> LineMemory:
        """Return the memory of the lines of a budget."""
        return self._lines.setdefault(facts.budget.id, LineMemory())


_memories: WeakKeyDictionary[Book, Memory] = WeakKeyDictionary()

UNANSWERABLE = ("C97",)
"""Checks whose errors no reason answers: what must not be published is decided, not explained."""


def disclose(
    facts: BudgetFacts,
    last: BudgetFacts | None,
    form: Form,
    approved: BudgetFacts | None = None,
    memory: Memory | None = None,
) -> Disclosure:
    """Compute tables, narrative and findings; pure, no file is touched.

    approved: the 批复 stage of the year, which a 公开 stage is held against.
    """
    context, tables = prepare(facts, last, form, approved, memory)
    return Disclosure(form, facts, last, context.cube, tables, context.figures, context.narrative, context)


def prepare(
    facts: BudgetFacts,
    last: BudgetFacts | None,
    form: Form,
    approved: BudgetFacts | None = None,
    memory: Memory | None = None,
) -> tuple[Context, list[Table]]:
    """Compute tables and narrative without checking them; return what the checks look at, and the tables."""
    known = memory or Memory()
    drafted = drafting.draft(facts)
    drafted.lines = known.lines(facts).same("drafted", drafted.lines)
    all_lines = lines.of_records(facts, known.lines(facts)) + drafted.lines
    cube = Cube(
        all_lines + (drafting.of_budget(last, known.lines(last)) if last else []), facts.budget.year, known.cube
    )
    builder = TableBuilder(form, facts, cube, known.builder)
    built = {spec.id: builder.build(spec) for spec in form.tables if not spec.lists_tables}
    builder.list_tables(list(built.values()), {spec.id: spec.empty_reason for spec in form.tables})
    tables = [built.get(spec.id) or builder.build(spec) for spec in form.tables]
    tables = [t for t in tables if not (t.empty and form.empty_table == "omit")]
    inline = {name: builder.build(spec) for name, spec in form.inline_tables.items()}
    figures = Figures(form, facts, cube, has_last=last is not None)
    narrative = NarrativeWriter(form, facts, cube, figures, inline).write()
    by_id = {t.id: t for t in tables}
    builder.forget_before()
    known.cube, known.builder = cube, builder
    return Context(facts, last, cube, drafted, form, by_id, figures, narrative, approved), tables


def outcomes_of(context: Context) -> list[Outcome]:
    """Run every check of the catalogue, of the text and of the form."""
    return run_all(context) + narrative_checks.run(context) + ties.run(context)


TEXT_CHECKS = ("C64", "C73", "C74", "C75", "C76", "C79", "C80", "C81", "C82", "C84", "C88")
"""The checks that read sentences."""


def check_text(facts: BudgetFacts, last: BudgetFacts | None, form: Form, lines: list[str]) -> list[Finding]:
    """Return where a text that was edited elsewhere contradicts the book or itself; lines are its paragraphs."""
    context, _ = prepare(facts, last, form)
    narrative = replace(context.narrative, paragraphs=[Paragraph((Run(line),)) for line in lines], findings=[])
    edited = replace(context, narrative=narrative)
    outcomes = run_all(edited) + narrative_checks.run(edited)
    return [finding for o in outcomes if o.code in TEXT_CHECKS for finding in o.findings]


def of_book(book: Book, form_key: str = "", budget: Budget | None = None) -> Disclosure:
    """Compute the disclosure of a budget of a book (the newest one unless named) in a form (or the default one)."""
    chosen = budget or newest_budget(book)
    form = loader.load(form_key or form_of(book))
    memory = _memories.setdefault(book, Memory())
    return disclose(book.facts(chosen), last_year(book, chosen), form, approved(book, chosen), memory)


def form_of(book: Book) -> str:
    """Return the layout of a book: the one chosen for it, else the default (also where the chosen one is gone)."""
    return book.form if book.form in loader.available() else loader.default()


def approved(book: Book, budget: Budget) -> BudgetFacts | None:
    """Return the 批复 stage of a budget's year, None while there is none."""
    found = book.records(Budget, unit_id=budget.unit_id, year=budget.year, stage=str(Stage.APPROVED))
    return book.facts(found[0]) if found else None


def last_year(book: Book, budget: Budget) -> BudgetFacts | None:
    """Return last year's facts, None where nothing was entered: then there is nothing to compare with."""
    last = book.last_year_of(budget)
    facts = book.facts(last) if last else None
    return facts if facts is not None and _has_content(facts) else None


def _has_content(facts: BudgetFacts) -> bool:
    return bool(facts.lines or facts.incomes or facts.people or facts.project_lines)


def newest_budget(book: Book) -> Budget:
    """Return the newest budget of the first unit. Raises UserError for a book without one."""
    for unit in book.units():
        budgets = book.budgets(unit.id)
        if budgets:
            newest = [b for b in budgets if b.year == budgets[0].year]
            return newest[-1]
    raise UserError(f"账本“{book.path}”中还没有预算；请先建立单位和年度")


def _cover_notes(disclosure: Disclosure) -> list[str]:
    """Return what the layout prints of the release record, and each overridden error with its reason."""
    release, unit = disclosure.facts.release, disclosure.facts.unit
    secrecy = release.secrecy_result or "（待审查）"
    signed = f"已审签（{release.signed_on}）" if release.signed_by and release.signed_on else "（待审签）"
    notes = [n.format(secrecy=secrecy, signed=signed, scope=unit.scope) for n in disclosure.form.cover_notes]
    for finding in disclosure.errors:
        reason = disclosure.reasons.get((finding.code, finding.message))
        if reason:
            words = "" if finding.code == "C98" else f" {finding.message}"  # it quotes what must not be printed
            notes.append(f"检查错误已说明：{finding.code}{words}（理由：{reason}）")
    names = withheld.of(disclosure.facts, disclosure.last)
    return [names.mask(note) for note in notes]


def publication(disclosure: Disclosure) -> Publication:
    """Return what the exporters write of a disclosure."""
    unit = disclosure.facts.unit
    errors = len(disclosure.open_errors)
    return Publication(
        form=disclosure.form,
        unit=unit.name,
        scope=unit.scope,
        year=disclosure.facts.budget.year,
        narrative=disclosure.narrative,
        sheets=tuple(place(table) for table in disclosure.tables),
        version=disclosure.version,
        charts=tuple(disclosure.charts),
        cover_notes=tuple(_cover_notes(disclosure)),
        draft_note=f"草稿：有 {errors} 项检查错误未处理" if errors else "",
    )

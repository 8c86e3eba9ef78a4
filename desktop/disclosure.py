"""The disclosure: everything derived from one budget in one form, as checks, window and commands see it."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from desktop.catalog.measures import Filter, Measure
from desktop.catalog.strict import DataError
from desktop.compute.cube import Cube, Selection
from desktop.compute.drafting import Drafted
from desktop.compute.lines import BudgetLine
from desktop.dataclass import dataclass
from desktop.findings import Finding, Outcome, Severity
from desktop.layouts.form.spec import Form
from desktop.layouts.tables.table import Table
from desktop.ledger.records import BudgetFacts, LayoutChoice
from desktop.ledger.records.base import at
from desktop.money import Fen

if TYPE_CHECKING:  # what is not of the tables is loaded when it is asked for: the window is there sooner
    from desktop.compute.causes import Effect
    from desktop.compute.consolidation import Pair
    from desktop.layouts.tables.charts import Chart
    from desktop.layouts.tables.figures import Figures
    from desktop.layouts.words.narrative import Narrative

UNANSWERABLE = ("C97", "C130", "C140")
"""Checks whose errors no reason answers: what must not be published is decided, a layout of other years is compared
with this year's document, and a gap is filled.
"""


NOT_WRITTEN = "（说明没有写出，原因见检查结果）"
"""What stands in place of the text where the form cannot write it."""


RunChecks = Callable[["Disclosure"], list[Outcome]]


@dataclass(frozen=True)
class Together:
    """Several units shown as one: what was eliminated between them, and each of them alone, for its own checks.

    unnamed: transfers that name no other unit of the book where they should, so that nothing can be eliminated, and why
    in Chinese. outcomes: how some checks end for each unit by its name; a unit that is as it was is not looked at
    again. has_text: whether texts and reasons can be written for them together; there is no place for those of chosen
    units (选择汇总). facts: what each of them has, those without figures left out. effects: the signed lines from last
    year to this, unit by unit, then those of what moves between them; an unchanged unit is not computed again.
    """

    pairs: tuple["Pair", ...]
    unnamed: tuple[tuple[BudgetLine, str], ...]
    outcomes: Callable[[RunChecks], Iterator[tuple[str, list[Outcome]]]]
    has_text: bool = True
    facts: tuple[BudgetFacts, ...] = ()
    effects: Callable[[], Iterator[list["Effect"]]] = lambda: iter(())
    moved: Mapping[str, BudgetLine] = field(default_factory=dict)


@dataclass(frozen=True)
class Disclosure:
    """Everything derived from one budget (and last year's) in one form. Nothing of it is ever stored.

    The text is written and the checks run when they are first asked for, so that a window can show the tables before.
    approved: the 批复 stage of the same year, where there is one. count: gives the figures of the
    text, always the same ones. write: makes the narrative. run_checks: what looks at all this for `outcomes`.
    form_problem: why this is not the layout the book asks for, empty where it is.
    together: what only several units shown together (汇总) have; None for one unit alone. unit_problems: in Chinese,
    what is wrong with the units of the book, or missing in the view; unit_notes: what may well be missing in it.
    """

    form: Form
    facts: BudgetFacts
    last: BudgetFacts | None
    approved: BudgetFacts | None
    cube: Cube
    drafted: Drafted
    tables: list[Table]
    count: Callable[[], "Figures"]
    write: Callable[[], "Narrative"]
    run_checks: RunChecks
    form_problem: str = ""
    together: "Together | None" = None
    unit_problems: tuple[str, ...] = ()
    unit_notes: tuple[str, ...] = ()

    def sum(self, measure: str) -> Fen:
        """Return a named measure of this year, in 分."""
        return self.cube.sum(self.measure(measure).where)

    def measure(self, name: str) -> Measure:
        """Return a measure as the form defines it."""
        return self.form.measures[name]

    def select(self, where: Filter) -> Selection:
        """Return this year's lines that match a filter."""
        return self.cube.select(where) & self.cube.in_year(self.cube.year)

    def table(self, table_id: str) -> Table | None:
        """Return a table of the form, None when the layout has none of that meaning."""
        return next((table for table in self.tables if table.id == table_id), None)

    @cached_property
    def worked_out(self) -> dict[object, Any]:
        """What several checks work out of this disclosure alike, by the function that does (`checks.register.once`)."""
        return {}

    @cached_property
    def spending(self) -> list[tuple[BudgetLine, Selection]]:
        """One line of each group of this year's expenditure that agrees in every property, and the group's lines."""
        lines = self.cube.lines
        return [(lines[(bits & -bits).bit_length() - 1], bits) for bits in self.cube.spending_groups().values()]

    @property
    def figures(self) -> "Figures":
        """The figures of the text, by their names in the form."""
        return self.count()

    @cached_property
    def narrative(self) -> "Narrative":
        """The text of the disclosure (预算情况说明)."""
        return self.write()

    @cached_property
    def outcomes(self) -> list[Outcome]:
        """How every obligation ended."""
        return self.run_checks(self)

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

    @cached_property
    def reasons(self) -> dict[tuple[str, str], str]:
        """Return {(code, message): reason} of the findings a person has accepted."""
        return {(a.code, a.subject): a.reason for a in self.facts.acceptances if a.reason.strip()}

    def answered(self, finding: Finding) -> bool:
        """Tell whether a person has answered for a finding with a reason that counts."""
        return finding.code not in UNANSWERABLE and (finding.code, finding.message) in self.reasons

    @cached_property
    def to_do(self) -> list[Finding]:
        """The findings that wait for a person: errors and warnings nobody has answered for, no mere hints."""
        return [f for f in self.findings if f.severity is not Severity.INFO and not self.answered(f)]

    @property
    def open_errors(self) -> list[Finding]:
        """The errors nobody has answered for, and those that no reason answers: an export stays a draft."""
        return [f for f in self.errors if not self.answered(f)]

    @property
    def charts(self) -> list["Chart"]:
        """The charts of the form."""
        if not self.form.charts:
            return []
        from desktop.layouts.tables import charts

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


def counted(
    form: Form, facts: BudgetFacts, cube: Cube, *, has_last: bool, last: BudgetFacts | None = None
) -> Callable[[], "Figures"]:
    """Return what gives the figures of a text, always the same ones; loaded when a text is written."""

    @cache
    def count() -> "Figures":
        from desktop.layouts.tables.figures import Figures

        return Figures(form, facts, cube, has_last=has_last, last=last)

    return count


def written(
    form: Form, facts: BudgetFacts, cube: Cube, figures: "Figures", inline: dict[str, Table], tables: list[Table]
) -> "Narrative":
    """Return the narrative; of a form that exceeds its limits only with these facts, why there is none (C99)."""
    from desktop.layouts.words.narrative import Narrative, NarrativeWriter
    from desktop.layouts.words.paragraphs import Paragraph, Run

    try:
        return NarrativeWriter(form, facts, cube, figures, inline, tables).write()
    except DataError as error:
        message = f"版式“{form.key}”写不出说明（{error}）；请改正该版式，或者另选一个版式"
        finding = Finding("C99", Severity.ERROR, message, at(LayoutChoice))
        return Narrative(form.title, [Paragraph((Run(NOT_WRITTEN),))], {}, findings=[finding])

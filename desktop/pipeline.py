"""From a book's facts to a Disclosure: tables, narrative and findings of one budget in one form."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from desktop.catalog import choices
from desktop.compute import drafting, lines
from desktop.compute.cube import Cube
from desktop.compute.drafting import Drafted, DraftMemory
from desktop.compute.lines import BudgetLine, LineMemory
from desktop.disclosure import Disclosure, counted, written
from desktop.findings import Finding, Outcome, UserError
from desktop.layouts.form import limits, loader, scope
from desktop.layouts.form.settings import choices_of, is_new
from desktop.layouts.form.spec import Form
from desktop.layouts.tables import withheld
from desktop.layouts.tables.build import TableBuilder
from desktop.layouts.tables.table import Table
from desktop.ledger.book import Book
from desktop.ledger.records import Budget, BudgetFacts, Unit
from desktop.ledger.unit_tree import UnitTree
from desktop.ledger.vocabulary import Stage
from desktop.units import unit_lines, views

if TYPE_CHECKING:  # what files and texts are made of is loaded when one is made: the window is there sooner
    from desktop.exporters.publication import Publication
    from desktop.layouts.citizens.content import CitizensPage
    from desktop.personal import Guard


class Memory:
    """What was computed last of one book, so that the next computation makes only what changed.

    Everything comes out as it does without a memory; the facts must come from a book, whose unchanged records stay the
    same objects.
    """

    def __init__(self) -> None:
        self._lines: dict[int, LineMemory] = {}
        self._drafts: dict[int, DraftMemory] = {}
        self.cube: Cube | None = None
        self.builder: TableBuilder | None = None

    def lines(self, facts: BudgetFacts) -> LineMemory:
        """Return the memory of the lines of a budget."""
        return self._lines.setdefault(facts.budget.id, LineMemory())

    def drafts(self, facts: BudgetFacts) -> DraftMemory:
        """Return the memory of what is computed of a budget."""
        return self._drafts.setdefault(facts.budget.id, DraftMemory())


_memories: WeakKeyDictionary[Book, Memory] = WeakKeyDictionary()


def disclose(
    facts: BudgetFacts,
    last: BudgetFacts | None,
    form: Form,
    approved: BudgetFacts | None = None,
    memory: Memory | None = None,
    last_lines: list[BudgetLine] | None = None,
) -> Disclosure:
    """Compute tables and narrative, to be checked when that is asked for; pure, no file is touched.

    approved: the 批复 stage of the year, which a 公开 stage is held against. last_lines: where last year's lines are
    not simply those of its facts.
    """
    known = memory or Memory()
    drafted = drafting.draft(facts, memory=known.drafts(facts))
    drafted.lines = known.lines(facts).same("drafted", drafted.lines)
    all_lines = lines.of_records(facts, known.lines(facts)) + drafted.lines
    if last_lines is None:
        last_lines = drafting.of_budget(last, known.lines(last)) if last else []
    return replace(assembled(form, facts, last, drafted, all_lines + last_lines, known), approved=approved)


def assembled(
    form: Form,
    facts: BudgetFacts,
    last: BudgetFacts | None,
    drafted: Drafted,
    all_lines: list[BudgetLine],
    known: Memory,
) -> Disclosure:
    """Return the tables and the narrative over the lines of both years."""
    cube = Cube(all_lines, facts.budget.year, known.cube)
    form = loader.with_choices(form, choices_of(form, facts))
    if drafted.values is not None:
        form = scope.of_three_public(form, choices.of(drafted.values.policy, "three_public_scope"))
    printed = withheld.printed_facts(facts)
    builder = TableBuilder(form, printed, cube, known.builder, last_known=last is not None or is_new(form, facts))
    built = _tables(form, builder)
    inline = {name: builder.build(spec) for name, spec in form.inline_tables.items()}
    count = counted(form, facts, cube, has_last=last is not None, last=last)
    builder.forget_before()
    known.cube, known.builder = cube, builder
    return Disclosure(
        form=form,
        facts=facts,
        last=last,
        approved=None,
        cube=cube,
        drafted=drafted,
        tables=built,
        count=count,
        write=lambda: written(form, printed, cube, count(), inline, built),
        run_checks=run_checks,
    )


def _tables(form: Form, builder: TableBuilder) -> list[Table]:
    """Return the tables of the form in its order; one that lists the others is built when they are known."""
    built = {spec.id: builder.build(spec) for spec in form.tables if not spec.lists_tables}
    builder.list_tables(list(built.values()), form.tables)
    ordered = [built.get(spec.id) or builder.build(spec) for spec in form.tables]
    return [table for table in ordered if not (table.empty and form.empty_table == "omit")]


def run_checks(disclosure: Disclosure) -> list[Outcome]:
    """Run every check. They are loaded when they are first asked for: a window shows its tables before."""
    from desktop.checks import catalogue

    return catalogue.run(disclosure)


def check_steps(disclosure: Disclosure) -> Iterator[None]:
    """Run the checks of a disclosure piece by piece, for one who does other things between; `outcomes` is quick after.

    Of several units those of each unit are a piece; the text is one, before them.
    """
    from desktop.checks import catalogue

    yield
    _ = disclosure.narrative
    yield
    yield from catalogue.steps(disclosure)


def text_findings(disclosure: Disclosure, lines: list[str]) -> list[Finding]:
    """Return where a text that was edited elsewhere contradicts a disclosure or itself; lines are its paragraphs."""
    from desktop.layouts.words.paragraphs import Paragraph, Run

    narrative = replace(disclosure.narrative, paragraphs=[Paragraph((Run(line),)) for line in lines], findings=[])
    edited = replace(disclosure, write=lambda: narrative)
    from desktop.checks import catalogue

    return catalogue.run_on_text(edited)


def of_book(book: Book, form_key: str = "", budget: Budget | None = None, *, tables_first: bool = False) -> Disclosure:
    """Compute the disclosure of a budget of a book (the newest one unless named) in a form (or the default one).

    tables_first: the sentences of a shipped form are looked through by who has shown the tables (`loader.load`).
    """
    chosen = budget or newest_budget(book)
    form = loader.load(form_key or form_of(book, budget=chosen), with_text=not tables_first)
    return later(book, chosen, form)(_memories.setdefault(book, Memory()))


def later(book: Book, chosen: Budget, form: Form) -> Callable[..., Disclosure]:
    """Read what the disclosure of a budget is made of; what is returned makes it without the book, in any thread."""
    tree = UnitTree(book.units())
    last, last_lines = last_year(book, chosen), None
    if views.predecessors(tree, tree.of_id(chosen.unit_id), chosen.year):
        last, last_lines = unit_lines.of_last_year(book, tree, tree.of_id(chosen.unit_id), chosen)
    facts, of_approved = book.facts(chosen), approved(book, chosen)
    problem = form_problem(book, chosen) if form.key == form_of(book, budget=chosen) else ""

    def make(memory: Memory | None = None) -> Disclosure:
        disclosure = disclose(facts, last, form, of_approved, memory, last_lines)
        return replace(disclosure, form_problem=problem, unit_problems=tuple(tree.problems()))

    return make


def in_layout(of: Disclosure, key: str) -> Disclosure:
    """Return the disclosure of one unit in another layout, without the book, in any thread."""
    other = assembled(loader.load(key), of.facts, of.last, of.drafted, list(of.cube.lines), Memory())
    return replace(other, approved=of.approved)


def lines_of(book: Book, budget: Budget) -> Cube:
    """Return the lines of a budget and of what it is compared with, without a layout."""
    tree = UnitTree(book.units())
    _, before = unit_lines.of_last_year(book, tree, tree.of_id(budget.unit_id), budget)
    return Cube(drafting.of_budget(book.facts(budget)) + before, budget.year)


def form_of(book: Book, key: str = "", budget: Budget | None = None) -> str:
    """Return the layout of a book: that of the key, else that a frozen budget has, the one chosen, or the default.

    The default also takes the place of one that is gone or wrong; of the one chosen `form_problem` says so.
    """
    wanted = key or (book.frozen_form(budget) if budget else "") or book.form
    return wanted if loader.is_available(wanted) else loader.default()


def form_problem(book: Book, budget: Budget | None = None) -> str:
    """Return in Chinese why the layout chosen is not used, and which one is instead; empty where it is."""
    wanted = (book.frozen_form(budget) if budget else "") or book.form
    if not wanted or loader.is_available(wanted):
        return ""
    reason = loader.problems().get(wanted, "这台电脑上没有这个版式")
    instead = loader.default()
    return (
        f"账本选用的版式“{wanted}”不能使用（{reason}），现在用的是“{loader.titles()[instead]}”（{instead}）；"
        "请补上或改正该版式，或者另选一个版式"
    )


def approved(book: Book, budget: Budget) -> BudgetFacts | None:
    """Return the 批复 stage of a budget's year, None while there is none.

    An adjusted budget (调整) whose approval was made elsewhere rests on what was published.
    """
    wanted = [Stage.APPROVED, *([Stage.DISCLOSED] if budget.stage == Stage.ADJUSTED else [])]
    known = {each.stage: each for each in book.records(Budget, unit_id=budget.unit_id, year=budget.year)}
    found = next((known[stage] for stage in wanted if stage in known), None)
    return book.facts(found) if found is not None else None


def last_year(book: Book, budget: Budget) -> BudgetFacts | None:
    """Return last year's facts, None where nothing was entered: then there is nothing to compare with."""
    last = book.last_year_of(budget)
    facts = book.facts(last) if last else None
    return facts if facts is not None and unit_lines.has_content(facts) else None


def newest_budget(book: Book, unit: Unit | None = None) -> Budget:
    """Return the newest budget of a unit, else of the first one that has any. Raises UserError where there is none."""
    for each in [unit] if unit else book.units():
        budgets = book.budgets(each.id)
        if budgets:
            newest = [b for b in budgets if b.year == budgets[0].year]
            return newest[-1]
    whose = f"单位“{unit.name}”" if unit else f"账本“{book.path}”中"
    raise UserError(f"{whose}还没有预算；请先建立单位和年度")


def _cover_notes(disclosure: Disclosure) -> list[str]:
    """Return what the layout prints of the release record, and each overridden error with its reason."""
    release, unit = disclosure.facts.release, disclosure.facts.unit
    secrecy = release.secrecy_result or "（待审查）"
    signed = f"已审签（{release.signed_on}）" if release.signed_by and release.signed_on else "（待审签）"
    names = {"secrecy": secrecy, "signed": signed, "scope": unit.scope}
    notes = [limits.filled(note, names) for note in disclosure.form.cover_notes]
    if disclosure.facts.budget.stage == Stage.ADJUSTED:
        count = len(disclosure.facts.adjustments)
        notes.append(f"本稿为{disclosure.facts.budget.year}年调整预算：批复数加 {count} 笔预算调整")
    for finding in disclosure.errors:
        reason = disclosure.reasons.get((finding.code, finding.message))
        if reason:
            words = "" if finding.code in ("C88", "C98") else f" {finding.message}"  # they quote what is not printed
            notes.append(f"检查错误已说明：{finding.code}{words}（理由：{reason}）")
    withheld_names = withheld.of(disclosure.facts, disclosure.last)
    if owed := [withheld_names.name(project.name) for project in withheld.undecided(disclosure.facts)]:
        notes.append(f"有 {len(owed)} 个项目的公开方式还没有决定，名称暂不列出：{'、'.join(owed)}")
    return [withheld_names.mask(note) for note in notes]


CODED = (Stage.FIRST_UP, Stage.SECOND_UP, Stage.APPROVED)
"""Stages whose pages bear a code (QR) where nobody decided: they go to the bureau on paper and come back signed."""


def page_code_of(disclosure: Disclosure) -> str:
    """Return what the codes of the pages begin with; empty for what cannot be found again by its code.

    That is a scenario (测算方案), and chosen units together (选择汇总): no page says which they were.
    """
    budget = disclosure.facts.budget
    if budget.scenario or (disclosure.together is not None and not disclosure.together.has_text):
        return ""
    from desktop.exporters import page_code

    return page_code.heading(disclosure.facts.unit.code, budget.year, str(budget.stage), disclosure.version)


def publication(disclosure: Disclosure, *, coded: bool | None = None) -> "Publication":
    """Return what the exporters write of a disclosure. coded: whether pages bear a code; None: as the stage has it."""
    from desktop.exporters.delivery import names
    from desktop.exporters.publication import Publication
    from desktop.layouts.paper import remarks
    from desktop.layouts.paper.sheet import sheet_of

    unit = disclosure.facts.unit
    errors = len(disclosure.open_errors)
    wanted = disclosure.facts.budget.stage in CODED if coded is None else coded
    noted = remarks.noted(map(sheet_of, disclosure.tables), disclosure.facts, disclosure.cube)
    return Publication(
        form=disclosure.form,
        unit=unit.name,
        scope=unit.scope,
        year=disclosure.facts.budget.year,
        narrative=disclosure.narrative,
        sheets=noted.sheets,
        remarks=noted.words,
        version=disclosure.version,
        charts=tuple(disclosure.charts),
        cover_notes=tuple(_cover_notes(disclosure)),
        draft_note=draft_note(disclosure.facts.budget, errors),
        scenario=disclosure.facts.budget.scenario,
        page_code=page_code_of(disclosure) if wanted else "",
        code=unit.code,
        stage=str(disclosure.facts.budget.stage),
        citizens=partial(citizens_of, disclosure),
        names=names.of(disclosure.form.names, dict(choices_of(disclosure.form, disclosure.facts))),
        guard=guard_of(disclosure),
    )


def citizens_of(disclosure: Disclosure) -> "CitizensPage":
    """Return what the page for citizens says of a disclosure."""
    from desktop.layouts.citizens import content
    from desktop.units import together_causes

    effects, d = together_causes.of_disclosure(disclosure), disclosure
    return content.build(d.form, d.facts, d.cube, effects, d.last, d.version)


def guard_of(disclosure: Disclosure) -> "Guard":
    """Return what must not be in any file made of a disclosure: what is personal, unless C88 was answered for."""
    from desktop.personal import Guard, codes_in, values_in

    answered = tuple(message for code, message in disclosure.reasons if code == "C88")
    return Guard(tuple(values_in(disclosure.facts)), answered, codes_in(disclosure.facts))


def draft_note(budget: Budget, errors: int) -> str:
    """Return why what is printed of a budget is a draft, empty where it is not; a scenario (测算方案) always is."""
    if budget.scenario:
        return f"草稿：测算方案“{budget.scenario}”，不是正式数据"
    return f"草稿：有 {errors} 项检查错误未处理" if errors else ""

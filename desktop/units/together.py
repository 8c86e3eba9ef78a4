"""The disclosure of several units together (汇总)."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from itertools import chain
from weakref import WeakKeyDictionary

from desktop import pipeline
from desktop.catalog import choices
from desktop.compute import consolidation, joined_facts
from desktop.compute.consolidation import Pair, TransferKind
from desktop.compute.cube import Cube
from desktop.compute.drafting import Drafted
from desktop.compute.joined_facts import Joiner
from desktop.disclosure import Disclosure, RunChecks, Together, counted
from desktop.findings import Outcome
from desktop.layouts.form import loader, scope
from desktop.layouts.form.settings import choices_of
from desktop.layouts.form.spec import Form, TableSpec
from desktop.layouts.words.narrative import Narrative, NarrativeWriter
from desktop.layouts.words.paragraphs import Run
from desktop.ledger.book import Book
from desktop.ledger.records import Budget, BudgetFacts
from desktop.units import together_causes, unit_lines, views
from desktop.units.unit_lines import Computed, Counterparts, UnitMemory
from desktop.units.views import View

NOTED = "balance"
"""The table of all income and expenditure (收支总表) of every form."""
BY_UNIT = "budget_units"
"""The records of rows that show the money of each unit by itself."""


class _Memory(pipeline.Memory):
    """What was computed last of one view of a book."""

    def __init__(self) -> None:
        super().__init__()
        self.units = UnitMemory()
        self.this, self.last = Joiner(), Joiner()
        self.noted: tuple[Form, str, Form] | None = None
        self._without_text: tuple[Form, Form] | None = None

    def form_without_text(self, form: Form) -> Form:
        """Return a form that asks for no text; the same one for the same form."""
        if self._without_text is None or self._without_text[0] is not form:
            texts = tuple(replace(spec, required=False) for spec in form.texts)
            self._without_text = form, replace(form, texts=texts)
        return self._without_text[1]


_memories: WeakKeyDictionary[Book, dict[tuple[int, ...], _Memory]] = WeakKeyDictionary()


def _memory_of(book: Book, view: View) -> _Memory:
    return _memories.setdefault(book, {}).setdefault(tuple(part.budget.id for part in view.parts), _Memory())


def steps(book: Book, view: View) -> Iterator[None]:
    """Compute a view's units one after another, for one who shows how far it is; `of_view` is quick after it."""
    yield from unit_lines.steps(book, view, _memory_of(book, view).units)


def year_before(book: Book, view: View, form_key: str) -> Disclosure | None:
    """Compute last year of a view, as this year's tables compare with it, in a form; None without any."""
    before = views.year_before(book, view)
    return of_view(book, before, form_key, department=view.is_department) if before is not None else None


def of_view(book: Book, view: View, form_key: str = "", *, department: bool | None = None) -> Disclosure:
    """Compute the disclosure of several units in a form (or the book's).

    department: whether it is printed as a 部门 prints its budget, where the view does not say so itself.
    """
    usual = pipeline.form_of(book, budget=view.with_layout)
    form = loader.load(form_key or usual, department=view.is_department if department is None else department)
    memory = _memory_of(book, view)
    this, last = unit_lines.of_view(book, view, memory.units)
    facts = memory.this.joined(view.unit, view.budget, [each.facts for each in this])
    before = Budget(0, view.unit.id, view.budget.year - 1, policy=view.budget.policy)
    last_facts = memory.last.joined(view.unit, before, [each.facts for each in last]) if last else None
    both = (*this, *last)
    name_of = Counterparts(view.tree, both)
    form = _with_scope(loader.with_choices(form, choices_of(form, facts)), this)
    lines = list(chain.from_iterable(each.lines for each in both))
    found = consolidation.consolidate(lines, name_of, unit_lines.moving(both))
    form = _with_note(form, [pair for pair in found.pairs if pair.year == view.budget.year], memory)
    disclosure = pipeline.assembled(
        form,
        joined_facts.with_funds(facts, found.lines),
        last_facts,
        Drafted(unpaid=[each for part in this for each in part.drafted.unpaid]),
        memory.lines(facts).same("view", found.lines),
        memory,
    )
    known = ((part.unit.id, pipeline.approved(book, part.budget)) for part in view.parts)
    approved = {unit: of_unit for unit, of_unit in known if of_unit is not None}
    together = Together(
        pairs=tuple(found.pairs),
        unnamed=tuple(
            (each.lines[n], why) for each in both for n in each.moving if (why := name_of.misses(each.lines[n]))
        ),
        outcomes=lambda run: ((each.facts.unit.name, _outcomes(form, each, last, approved, run)) for each in this),
        has_text=view.has_text,
        facts=tuple(each.facts for each in this if unit_lines.has_content(each.facts)),
        effects=partial(together_causes.effects, this, last, found.lines, view.budget.year),
        moved={lines[n].key: lines[n] for n in unit_lines.moving(both)},
    )
    if not view.has_text:
        disclosure = replace(disclosure, form=memory.form_without_text(form), write=_asking_nothing(disclosure.write))
    notes = (*view.notes, *_of_last_year(view, this, last))
    problem = pipeline.form_problem(book, view.with_layout) if form.key == usual else ""
    disclosure = replace(disclosure, unit_problems=view.problems, unit_notes=notes, form_problem=problem)
    return replace(disclosure, together=together)


def _of_last_year(view: View, this: list[Computed], last: list[Computed]) -> Iterator[str]:
    """Yield where last year's sum may not be that of the units of this year, so that a change may be none."""
    now = [part.facts.unit.name for part in this if unit_lines.has_content(part.facts)]
    before = {part.facts.unit.name for part in last}
    year = view.budget.year - 1
    above = [part.unit.name for part in view.parts if view.tree.children(part.unit)]
    typed_above = [name for name in above if name in before and name not in now]
    for name in typed_above if before.intersection(now) else ():
        yield f"“{name}”只有{year}年数，与下级单位的{year}年数加在一起；它如果是汇总数，就计了两次，请核对后清空一处"
    names = [name for name in now if name not in before]
    if before and names and not typed_above:
        listed = "”“".join(names[:5]) + (f"”等 {len(names)} 个单位" if len(names) > 5 else "”")
        yield f"“{listed}没有{year}年数，今年的数在增减中全部算作增加；请录入或导入上年数，新设单位不用处理"


def _with_scope(form: Form, parts: list[Computed]) -> Form:
    """Return a form with “三公” counted in the scope of all packs of the units; where they differ, in the usual one."""
    values = [part.drafted.values for part in parts if part.drafted.values is not None]
    scopes = {choices.of(each.policy, "three_public_scope") for each in values}
    return scope.of_three_public(form, scopes.pop()) if len(scopes) == 1 else form


def _with_note(form: Form, pairs: list[Pair], memory: _Memory) -> Form:
    """Return a form that says under the table of all income and expenditure what was eliminated between the units.

    So do the tables of one side whose rows are the units: what a unit has and what it spends differ by it there.
    The same form for the same sentence: tables are kept only within one form.
    """
    sums = {kind: sum(pair.eliminated for pair in pairs if pair.kind == kind) for kind in TransferKind}
    if not any(sums.values()):
        return form
    spec = form.table(NOTED)
    style = (spec.style if spec else None) or form.table_style
    parts = "、".join(f"{kind}{style.show(amount)}{style.unit}" for kind, amount in sums.items() if amount)
    note = f"注：各单位之间的往来（{parts}）已在汇总时抵销，不在本表收支之内"
    if memory.noted is None or memory.noted[0] is not form or memory.noted[1] != note:
        tables = tuple(_noted(table, note) for table in form.tables)
        memory.noted = form, note, replace(form, tables=tables)
    return memory.noted[2]


def _noted(table: TableSpec, note: str) -> TableSpec:
    """Return a table with what was eliminated under it, where it shows all money or that of each unit by itself."""
    by_unit = any(row.source == BY_UNIT and row.where for block in table.blocks for row in block.rows)
    if by_unit and table.id != NOTED:
        note += "，有往来的单位收入与支出因此可能不等"
    return replace(table, notes=(*table.notes, f"{note}。")) if by_unit or table.id == NOTED else table


NO_WORDS = "（选择汇总没有单独的文字）"
"""What stands where a text of a person would: it can be written nowhere."""


def _asking_nothing(write: Callable[[], Narrative]) -> Callable[[], Narrative]:
    """Return what writes a text that owes no reason and no words, because they can be written nowhere."""

    def asked(run: Run) -> Run:
        return Run(NO_WORDS) if run.missing else run

    def written() -> Narrative:
        narrative = write()
        paragraphs = [replace(each, runs=tuple(map(asked, each.runs))) for each in narrative.paragraphs]
        return replace(narrative, paragraphs=paragraphs, owed=[])

    return written


def _outcomes(
    form: Form, part: Computed, last: list[Computed], approved: Mapping[int, BudgetFacts], run: RunChecks
) -> list[Outcome]:
    """Return how the checks of one unit end; they are run again where it, or its last year, is not as it was."""
    before = [each for each in last if each.facts.unit.name == part.facts.unit.name]
    sources = tuple(each.source for each in before)
    known = part.ended
    if known is None or known[0] != form.key or [*map(id, known[1])] != [*map(id, sources)]:
        known = part.ended = form.key, sources, run(_alone(form, part, before, approved.get(part.facts.unit.id)))
    return known[2]


def _alone(form: Form, part: Computed, before: list[Computed], approved: BudgetFacts | None) -> Disclosure:
    """Return what the checks of one unit look at: its facts and lines, no tables."""
    facts = part.facts
    year = Budget(0, facts.unit.id, facts.budget.year - 1, policy=facts.budget.policy)
    last = before[0].facts if len(before) == 1 else Joiner().joined(facts.unit, year, [each.facts for each in before])
    cube = Cube([line for each in (part, *before) for line in each.lines], facts.budget.year)
    count = counted(form, facts, cube, has_last=bool(before))
    return Disclosure(
        form=form,
        facts=facts,
        last=last if before else None,
        approved=approved,
        cube=cube,
        drafted=part.drafted,
        tables=[],
        count=count,
        write=lambda: NarrativeWriter(form, facts, cube, count(), {}, []).write(),
        run_checks=lambda _: [],
    )

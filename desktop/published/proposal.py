"""A proposal of last year's budget: the records to enter, and both sides of every figure for a person to compare."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field, replace
from functools import partial

from desktop.compute import lines
from desktop.compute.cube import Cube
from desktop.dataclass import dataclass
from desktop.findings import Finding, Place, Severity, sheet_word
from desktop.layouts.form.loader import with_choices
from desktop.layouts.form.settings import counted_as
from desktop.layouts.form.spec import Form
from desktop.ledger.records import BudgetFacts, Unit
from desktop.money import YUAN
from desktop.outside.document import Document
from desktop.outside.source_files import SourceTable
from desktop.published import crossed
from desktop.published.budget_records import choices, facts_of
from desktop.published.digits import COARSEST_STEP
from desktop.published.disagreements import (
    Compared,
    Disagreement,
    keyed,
    name_of,
    of_choices,
    of_figures,
    of_rejects,
    of_sides,
)
from desktop.published.domains import EXPECTED_SIDES, PROPERTIES, Universe, in_common
from desktop.published.reading import ReadCell, ReadTable, amounts, read_all
from desktop.published.rebuild import Rebuilt, Watch, of_tables, refine
from desktop.published.recognise import Recognised, Recogniser
from desktop.published.settle import settle, tails_left
from desktop.published.sources import tables_of
from desktop.published.stated import StatedTotal, one_of_each, stated_in
from desktop.published.subjects import basic, in_any_layout
from desktop.published.subjects import tables as subjects
from desktop.published.subjects.heads import head_of
from desktop.published.targets import Target

DIGIT = re.compile("[0-9]")


@dataclass(slots=True)
class Proposal:
    """The records of a year's budget read from a file; nothing is written before a person has looked.

    disagreements: where the file and what would be entered differ, or where the file does not say what would be
    entered. Each must be accepted by a person before anything is entered.
    """

    file: str
    form: Form
    year: int | None
    tables: list[ReadTable]
    facts: BudgetFacts
    compared: list[Compared] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    disagreements: list[Disagreement] = field(default_factory=list)

    def compare(self, cells: Iterable[ReadCell]) -> None:
        """Compare every figure of the file with the new budget; items that share a filter by their sum."""
        cube = Cube(lines.of_records(self.facts), self.facts.budget.year)
        for cell in _merged_items(cells):
            where = (*cell.where, ("project", (cell.project,))) if cell.project else cell.where
            self.compared.append(Compared(cell, cube.sum(where)))

    def compare_sentences(self, cells: Iterable[ReadCell]) -> None:
        """Compare what sentences state; words that may ask for several figures agree where one of them comes out."""
        before = len(self.compared)
        self.compare(cells)
        readings: dict[str, list[Compared]] = {}
        for figure in self.compared[before:]:
            readings.setdefault(figure.cell.label, []).append(figure)
        del self.compared[before:]
        for figures in readings.values():
            self.compared += [figure for figure in figures if figure.agrees] or figures[:1]

    def doubt_year(self, year: int) -> None:
        """Refuse a document of another year."""
        if self.year is not None and self.year != year:
            message = f"这是 {self.year} 年的文件，应为 {year} 年，请核对是否选错了文件"
            self.findings.append(Finding("上年", Severity.ERROR, message, Place(file=self.file)))

    def disagree(self, rebuilt: Rebuilt, sides: Iterable[str], more: Iterable[Disagreement] = ()) -> None:
        """Note every disagreement of the rebuilt amounts with the file; sides: those that the layout speaks of."""
        silent = [side for side in sides if side not in rebuilt.pieces]
        disagreements = [*of_figures(self.compared), *of_choices(choices(rebuilt)), *more, *of_sides(silent)]
        self.disagreements = keyed(disagreements)

    @property
    def errors(self) -> list[Finding]:
        """The findings that must be corrected before anything is entered."""
        return [finding for finding in self.findings if finding.severity is Severity.ERROR]


def read_tables(
    document: Document, forms: list[Form], unit: Unit, year: int, watch: Watch | None = None
) -> Proposal | None:
    """Read the tables of a published document as the budget of `year`; None where none is of a known layout.

    forms: the layouts it may be in; the one that knows most of its tables is taken. Tables of subjects are read in
    any header. What the sentences state of sides without a table is read too; all else they state is compared.
    """
    sources = subjects.with_rest(tables_of(document))
    best: list[Recognised] = []
    for form in (with_choices(form, counted_as(form, unit)) for form in forms):
        recognise = Recogniser(form).recognise
        known = [recognised for source in sources if (recognised := recognise(source)) is not None]
        best = max(best, known, key=len)
    paragraphs = [paragraph.text for paragraph in document.paragraphs]
    form = best[0].form if best else max(forms, key=lambda form: len(stated_in(paragraphs, form)))
    read = {id(each.across[0] if each.across else each.source) for each in best}
    left = [source for source in sources if id(source) not in read]
    foreign = [(source, in_any_layout.recognised(source, form)) for source in left]
    best += [each for _, each in foreign if each is not None]
    if not best:
        return None
    rest = [source for source, each in foreign if source.rows and each is None]
    if rest:
        own = list(basic.recognised(rest, amounts(read_all(_readable(best))), form))
        best += own
        rest = [source for source in rest if not any(each.source is source for each in own)]
    blank = [source for source in rest if _is_blank(source)]
    unknown = _names([source for source in rest if source not in blank], sources)
    stated = stated_in(paragraphs, form)
    proposal = propose(best, unknown, unit, year, stated, watch)
    notes = [f"空白的表（没有金额，没有记入）：{'、'.join(_names(blank, sources))}"] if blank else []
    proposal.findings += [Finding("上年", Severity.INFO, note) for note in (*notes, *document.notes)]
    return proposal


def _is_blank(source: SourceTable) -> bool:
    """Tell whether a table has nothing below its header."""
    head = head_of(source)
    return head is not None and not any(DIGIT.search("".join(row.cells)) for row in head.rows)


def _names(tables: Sequence[SourceTable], every: Sequence[SourceTable]) -> list[str]:
    """Return how tables are named to a person; one of several in a sheet with its first row."""
    shared = Counter(source.sheet for source in every)
    return [
        f"{source.sheet}（第 {source.rows[0].number} 行起）" if shared[source.sheet] > 1 else source.sheet
        for source in tables
    ]


def unread(document: Document) -> list[Finding]:
    """Return a finding that names the tables of a document of which only the sentences were read; none without any."""
    sources = [table for table in tables_of(document) if any(sum(map(bool, row.cells)) > 1 for row in table.rows)]
    names = _names(sources, sources)
    message = f"没有认出的表（未读取，只读了正文的数）：{'、'.join(names)}"
    return [Finding("上年", Severity.WARNING, message, Place(file=document.file))] if names else []


def propose(
    known: list[Recognised],
    unknown: list[str],
    unit: Unit,
    year: int,
    stated: Sequence[StatedTotal] = (),
    watch: Watch | None = None,
) -> Proposal:
    """Return the proposal that recognised tables, and what is stated beside them, give for the budget of a year."""
    findings = list(_doubts(known, unknown, year))
    tables = read_all(_readable(known))
    findings += [reject for table in tables for reject in table.rejects]
    findings += _coarse(tables)
    stated = _as_coarse(stated, tables)
    sentences = [figure.cell(Place(file=known[0].source.file)) for figure in stated]
    words = Counter(cell.label for cell in sentences)
    cells = _merged_items([*amounts(tables), *(cell for cell in sentences if words[cell.label] == 1)])
    rebuilt = of_tables(tables, stated, watch, unit.operating_cost, partial(tails_left, cells))
    findings += rebuilt.findings
    _divide_by_sentences(rebuilt, stated)
    settle(rebuilt, cells)
    facts = facts_of(rebuilt, unit, year)
    form = known[0].form
    proposal = Proposal(known[0].source.file, form, _year(known), tables, facts, findings=findings)
    proposal.compare(amounts(tables))
    proposal.compare_sentences(_as_stated(stated, sentences))
    rejects = [reject for table in tables for reject in table.rejects]
    more = [*of_rejects(rejects), *_not_divided(proposal, rebuilt), *crossed.not_divided(facts, cells)]
    proposal.disagree(rebuilt, _sides(form, rebuilt.universe), more)
    proposal.findings += [*_incomplete(rebuilt), *crossed.economic_classes(facts, cells)]
    return proposal


def _divide_by_sentences(rebuilt: Rebuilt, stated: Sequence[StatedTotal]) -> None:
    """Divide what the tables leave open as the sentences have it; every figure of the tables still comes out."""
    universe = rebuilt.universe
    for figure in one_of_each(stated):
        sides = universe.sides(figure.where)
        if len(sides) != 1 or sides[0] not in rebuilt.pieces:
            continue
        side, domain = sides[0], universe.domain(sides[0], figure.where)
        pieces = rebuilt.pieces[side]
        known = sum(p.amount for p in pieces if in_common(p.domain, domain) == p.domain)
        possible = sum(p.amount for p in pieces if in_common(p.domain, domain))
        if not known + figure.half < figure.amount <= possible:
            continue  # it is known already, or contradicts the tables, which is compared and named
        trial = Rebuilt(universe, rebuilt.marks, dict(rebuilt.pieces))
        everything = possible - figure.amount <= figure.half  # what rounding leaves over is no other money
        cell = ((domain, possible if everything else figure.amount),)
        refine(trial, Target(figure.label, Place(), side, domain, cell, figure.step, figure.half), None)
        if all(finding.severity is not Severity.WARNING for finding in trial.findings):
            rebuilt.pieces = trial.pieces


def _sides(form: Form, universe: Universe) -> list[str]:
    """Return the sides that a layout's tables or sentences speak of."""
    wheres = [(*t.where, *r.where) for t in form.tables for b in t.blocks for r in b.rows]
    wheres += [figure.where for figure in form.figures.values() if figure.where is not None]
    return [side for side in EXPECTED_SIDES if any(universe.sides(where) == [side] for where in wheres)]


def _merged_items(cells: Iterable[ReadCell]) -> list[ReadCell]:
    """Return the cells; items of one table that ask the same are one cell with the words of the first.

    Items ask only what a record of procurement keeps: its kind, source and whether it is a service.
    """
    merged: dict[object, ReadCell] = {}
    for number, cell in enumerate(cells):
        if not cell.item:
            merged[number] = cell
            continue
        where = tuple(part for part in cell.where if part[0] in ("side", *PROPERTIES["采购"]))
        same = merged.get((cell.table, cell.column, where))
        amount = cell.amount + (same.amount if same else 0)
        merged[cell.table, cell.column, where] = replace(
            same or cell, where=where, amount=amount, half=cell.half + (same.half if same else 0)
        )
    return list(merged.values())


NOT_PUBLISHED = "subsource"
"""A property that tables do not tell of the other amounts: one that asks for it cannot be compared with them."""


def _readable(known: Iterable[Recognised]) -> list[Recognised]:
    return [recognised for recognised in known if recognised.unit and _has_amounts(recognised)]


def _has_amounts(recognised: Recognised) -> bool:
    spec = recognised.spec
    wheres = [spec.where, *(row.where for block in spec.blocks for row in block.rows)]
    wheres += [column.where for block in spec.blocks for column in block.columns]
    if any(NOT_PUBLISHED in dict(where) for where in wheres):
        return False
    return any(column.kind == "amount" for block in spec.blocks for column in block.columns)


def _year(known: list[Recognised]) -> int | None:
    years = {recognised.year for recognised in known if recognised.year}
    return years.pop() if len(years) == 1 else None


def _doubts(known: list[Recognised], unknown: list[str], year: int) -> Iterator[Finding]:
    for recognised in known:
        place = Place(file=recognised.source.file, sheet=recognised.source.sheet)
        if not recognised.unit and _has_amounts(recognised):
            yield Finding("上年", Severity.ERROR, "没有写金额单位（元、万元等），没有读取，请在表头注明后再导入", place)
        if recognised.year is not None and recognised.year != year:
            message = f"这是 {recognised.year} 年的表，应为 {year} 年，请核对是否选错了文件"
            yield Finding("上年", Severity.ERROR, message, place)
    if unknown:
        yield Finding(
            "上年", Severity.INFO, f"没有认出的{sheet_word(known[0].source.file)}（未读取）：{'、'.join(unknown)}"
        )
    read = {recognised.spec.id for recognised in known}
    missing = [spec.title for spec in known[0].form.tables if spec.id not in read]
    if missing and len(missing) < len(known[0].form.tables):
        yield Finding("上年", Severity.INFO, f"文件中没有这些表：{len(missing)} 张，相应内容无法导入")


def _coarse(tables: Iterable[ReadTable]) -> Iterator[Finding]:
    """Yield a warning for each table whose amounts are rounded so far that a comparison with them may mislead."""
    for table in tables:
        half = max((cell.half for cell in table.cells), default=0)
        if half > COARSEST_STEP:
            source = table.recognised.source
            message = f"金额以{table.recognised.unit}为单位，导入的数与实际可能相差 {YUAN.show(half)} 元，比较时请核对"
            yield Finding("上年", Severity.WARNING, message, Place(file=source.file, sheet=source.sheet))


def _as_coarse(stated: Sequence[StatedTotal], tables: Iterable[ReadTable]) -> list[StatedTotal]:
    """Return what sentences state with the digits that the tables are rounded to: both print 2895.7 万元 alike."""
    halves = [cell.half for table in tables if table.recognised.unit == "万元" for cell in table.cells]
    coarse = max(halves, default=0)
    if coarse <= COARSEST_STEP // 2:
        return list(stated)
    return [replace(figure, half=max(figure.half, min(figure.step // 2, coarse))) for figure in stated]


def _as_stated(stated: Iterable[StatedTotal], cells: Iterable[ReadCell]) -> list[ReadCell]:
    """Return the figures of sentences as they are compared: 13202 万元 beside 132,015,621 元 is what it rounds to."""
    return [replace(cell, half=max(cell.half, figure.step // 2)) for figure, cell in zip(stated, cells, strict=True)]


def _not_divided(proposal: Proposal, rebuilt: Rebuilt) -> Iterator[Disagreement]:
    """Yield what sentences state of money that the tables leave undivided, and take it out of what is compared.

    It contradicts nothing: the tables allow it. It is named, because it is not entered.
    """
    universe = rebuilt.universe
    for figure in [each for each in proposal.compared if not each.cell.table and not each.agrees]:
        cell, sides = figure.cell, universe.sides(figure.cell.where)
        pieces = rebuilt.pieces.get(sides[0], []) if len(sides) == 1 else []
        domain = universe.domain(sides[0], cell.where)
        possible = sum(piece.amount for piece in pieces if in_common(piece.domain, domain))
        if figure.rebuilt < cell.amount <= possible:
            proposal.compared.remove(figure)
            yield Disagreement(name_of(cell), YUAN.show(cell.amount), "不记入，表中没有分到这一项")


def _incomplete(rebuilt: Rebuilt) -> Iterator[Finding]:
    """Yield a finding where the file leaves the economic class of expenditure open."""
    names = PROPERTIES["支出"]
    unknown = sum(
        piece.amount
        for piece in rebuilt.pieces.get("支出", [])
        if len(rebuilt.universe.values("economic", piece.domain[names.index("economic")])) > 1
    )
    if unknown:
        message = f"公开表没有给出 {YUAN.show(unknown)} 元支出的经济分类，按经济分类比较的上年数不完整"
        yield Finding("上年", Severity.WARNING, message)

"""The narrative (预算情况说明): Jinja2 sentences over figures, turned into paragraphs of plain and bound runs.

A template never holds a number. Its functions return marks that stand for figures; after rendering the marks
become runs that know their figure, so that a screen can show them as chips and a check can find their lines.
"""

import re
import weakref
from collections.abc import Sequence
from dataclasses import field
from functools import lru_cache
from typing import Any

from desktop.catalog.strict import DataError
from desktop.compute.cube import Cube
from desktop.dataclass import dataclass
from desktop.findings import Finding, Place, Severity
from desktop.layouts.form import limits
from desktop.layouts.form.numbering import styled
from desktop.layouts.form.spec import EXECUTION, Form
from desktop.layouts.tables import withheld
from desktop.layouts.tables.figures import Figure, Figures, change_text, share_percent, versus_text
from desktop.layouts.tables.table import Table
from desktop.layouts.words import choices, gaps, subjects, uses
from desktop.layouts.words.paragraphs import (
    MARK,
    STOP,
    TOKEN,
    Paragraph,
    Run,
    key_of,
    mark,
    mark_group,
    reworded,
    runs_of,
    with_years,
    years_of,
)
from desktop.layouts.words.stated import Stated
from desktop.ledger.records import BudgetFacts

PLAIN, TABLE, TERM, ANNEX = "\ufdd2", "\ufdd3", "\ufdd4", "\ufdd5"
"""Marks like those of `paragraphs`: the start of a line of user text, a table, a term to be numbered, where the tables
of the document stand."""


@dataclass(slots=True)
class Narrative:
    """The whole text, the figures it prints, and what a person still owes it.

    annex_at: the paragraph before which the tables stand, if the text says so. explained: figures it gives reasons for.
    """

    title: str
    paragraphs: list[Paragraph]
    figures: dict[str, Figure]
    owed: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    annex_at: int | None = None
    explained: set[str] = field(default_factory=set)

    def around_tables(self, annex: str) -> tuple[list[Paragraph], list[Paragraph]]:
        """Return the paragraphs before and after the tables of the document. annex: as the form has it."""
        at = self.annex_at
        if at is None:
            at = 0 if annex == "before" else len(self.paragraphs)
        return self.paragraphs[:at], self.paragraphs[at:]

    @property
    def text(self) -> str:
        """The text as plain lines; tables as tab-separated lines."""
        lines = [self.title]
        for paragraph in self.paragraphs:
            lines += _table_lines(paragraph.table) if paragraph.table else [paragraph.text]
        return "\n".join(lines) + "\n"


def _table_lines(table: Table) -> list[str]:
    head = "\t".join(path[-1] for path in table.header_paths())
    return [head, *("\t".join(cell.text for cell in table.row(n)) for n in range(table.height))]


class NarrativeWriter:
    """Renders the narrative of one budget in one form."""

    def __init__(
        self,
        form: Form,
        facts: BudgetFacts,
        cube: Cube,
        figures: Figures,
        inline: dict[str, Table],
        tables: Sequence[Table] = (),
    ) -> None:
        """Begin to write. inline: the tables inside the text; tables: those printed beside it, which are counted."""
        self._form = form
        self._facts = facts
        self._cube = cube
        self._figures = figures
        self._inline = inline
        self._tables = tables
        self._used: dict[str, Figure] = {}
        self._owed: list[str] = []
        self._findings: list[Finding] = []
        self._wanted = gaps.reporting(self._findings)
        own = weakref.proxy(self)  # a circle would keep all tables and lines until somebody looks for circles
        self._stated = Stated(form, facts, lambda f: own._figure(f), lambda f: own._amount(f), self._wanted)  # noqa: PLW0108
        self._annex_at: int | None = None
        self._explained: set[str] = set()

    def write(self) -> Narrative:
        """Return the narrative. Raises DataError when the template uses something the form does not define."""
        place = f"{self._form.key}/narrative.j2"
        try:
            from desktop.layouts.form import language  # loads the template library, which only the text needs

            source = language.render(self._form.template, place, self._names())
        except KeyError as error:
            raise DataError(f"{place}：没有名为 {error} 的数据项、文字或表") from error
        facts = self._facts
        named = {"year": facts.budget.year, "unit": facts.unit.name, "scope": facts.unit.scope}
        title = limits.filled(self._form.narrative_title, {**named, "paper": self._form.paper(facts.budget.stage)})
        paragraphs = self._paragraphs(source)
        if self._form.frame:
            published = self._form.publishes(facts.budget.stage)
            paragraphs = choices.framed(paragraphs, self._form.frame, published=published)
        return Narrative(title, paragraphs, self._used, self._owed, self._findings, self._annex_at, self._explained)

    def _names(self) -> dict[str, Any]:
        facts = self._facts
        names = withheld.of(facts)
        kinds = {kind: [i for i in facts.institutions if i.kind == kind] for kind in ("内设机构", "下属单位")}
        return {
            "unit": _clean(facts.unit.name),
            "scope": facts.unit.scope,
            "scope_here": "本" + facts.unit.scope,
            "year": facts.budget.year,
            "last_year": facts.budget.year - 1,
            "departments": [_clean(i.name + (f"（{i.remark}）" if i.remark else "")) for i in kinds["内设机构"]],
            "subordinates": [_clean(i.name + (f"（{i.remark}）" if i.remark else "")) for i in kinds["下属单位"]],
            "units": [_clean(each.name) for each in facts.units],
            "operating_units": [_clean(name) for name in self._operating_units()],
            "key_special_projects": list(
                dict.fromkeys(_clean(names.name(p.name)) for p in facts.projects if p.kind == "重点专项")
            ),
            **gaps.names(facts),
            "wanted": self._wanted,
            **self._stated.names(),
            "amount": self._amount,
            "count": self._amount,
            "percent": self._amount,
            "versus": self._versus,
            "change": self._change,
            "parts": self._parts,
            "reason": self._reason,
            "label": lambda figure_id: self._figures.get(figure_id).label,
            "named": lambda which: mark(self._figure(which).id, self._figure(which).label),
            "zero": lambda figure_id: self._figures.get(figure_id).is_zero,
            "series": self._figures.series,
            **choices.names(self._form, self._figures, facts.budget.stage),
            "annex": lambda: ANNEX,
            "share": self._share,
            "path": lambda figure: subjects.path(self._form.figures, figure),
            "text": self._text,
            "has_text": lambda key: bool(facts.texts.get(key, "").strip()),
            "use": self._use,
            "names": "、".join,
            "table": self._table,
            "number": self._number,
            "table_count": lambda: styled("{cn}", sum(bool(table.number) for table in self._tables)),
            "glossary": self._glossary,
        }

    def _operating_units(self) -> list[str]:
        """Return the units whose money is in 机关运行经费, where several are shown together."""
        cube = self._cube
        counted = cube.select(self._form.measures["operating_fund"].where) & cube.in_year(cube.year)
        found = cube.by("unit", counted) if self._facts.units else {}
        return [unit.name for unit in self._facts.units if unit.name in found]

    # functions of the template ------------------------------------------------------------------------

    def _figure(self, which: str | Figure) -> Figure:
        figure = which if isinstance(which, Figure) else self._figures.get(which)
        self._used[figure.id] = figure
        return figure

    def _amount(self, which: str | Figure) -> str:
        figure = self._figure(which)
        if figure.missing:
            return gaps.gap(figure.missing[0])
        if figure.is_zero and figure.zero_text:
            return mark(figure.id, figure.zero_text)
        return mark(figure.id, figure.shown + figure.unit)

    def _versus(self, which: str | Figure, comparison: str = "") -> str:
        figure = self._figure(which)
        if figure.unknown_base:
            return self._stated.unknown_base(figure)
        return mark(figure.id, versus_text(figure, self._form, self._facts.budget.year, comparison))

    def _share(self, which: str | Figure, total: str | Figure) -> str:
        """Return what a figure is of another (80%)."""
        figure, all_of_it = self._figure(which), self._figure(total)
        if missing := figure.missing or all_of_it.missing:
            return gaps.gap(missing[0])
        return mark(figure.id, share_percent(figure, all_of_it, self._form))

    def _change(self, which: str | Figure) -> str:
        figure = self._figure(which)
        return mark(figure.id, change_text(figure, self._form))

    def _parts(self, ids: list[str], lead: str, total: str = "", sole: str = "，均为") -> str:
        """Return the changes of figures after a lead, nothing without any; one that is all is named: 均为基本支出."""
        found = choices.changed(self._form, self._figures, ids)
        if total and choices.is_all(found, self._figures.get(total)):
            return sole + mark(self._figure(found[0]).id, found[0].label)
        return lead + "，".join(f.label + self._change(f) for f in found) if found else ""

    def _reason(self, which: str | Figure) -> str:
        """Return the reason a person gave for a change; owed when there is a change and no reason."""
        figure = self._figure(which)
        self._explained.add(figure.id)
        reason = self._facts.reasons.get(figure.id, "").strip().rstrip("。；;，,")
        if figure.change is None or (figure.change.difference == 0 and not reason):
            return ""
        if not reason:
            self._owed.append(figure.id)
            base = self._form.words.execution_base if figure.base == EXECUTION else ""
            change = change_text(figure, self._form)
            message = f"“{figure.label}”比上年{base}{change}，还没有填写原因，请在“说明”中补充"
            self._findings.append(Finding("C78", Severity.WARNING, message, Place(figure=figure.id)))
            return ""
        words = self._bound(reason, f"“{figure.label}”的原因", figure.id)
        return self._form.words.reason + mark_group(f"reason:{figure.id}", words)

    def _bound(self, text: str, where: str, key: str, pieces: int = 0) -> str:
        """Put figures into a person's text: {project_cut_rate} becomes 10%; numbers up to `pieces` stay."""

        def put(match: re.Match[str]) -> str:
            if match[1].isdigit() and 0 < int(match[1]) <= pieces:
                return match[0]
            spec = self._form.figures.get(match[1])
            if spec is not None and not spec.is_series:
                return self._amount(match[1])
            message = f"{where}中引用了不存在的数据项“{match[0]}”，请改正或删除"
            self._findings.append(Finding("N02", Severity.ERROR, message, Place(figure=key)))
            return match[0]

        return TOKEN.sub(put, _clean(text))

    def _text(self, key: str) -> str:
        """Return a free text of the book, line by line; a gap is shown and reported."""
        text = self._facts.texts.get(key, "").strip()
        spec = next((t for t in self._form.texts if t.key == key), None)
        if spec is None:
            raise KeyError(key)
        if not text:
            if spec.required:
                message = f"“{spec.label}”还没有填写，请在“说明”中补充"
                self._findings.append(Finding("C80", Severity.WARNING, message, Place(figure=key)))
            return mark("?", f"（待填写：{spec.label}）")
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        return "\n\n".join(PLAIN + self._bound(line, f"“{spec.label}”", key) for line in lines)

    def _use(self, key: str, figure_id: str) -> str:
        """Return what money is used for: the person's words, else the kinds or subjects behind the figure."""
        text = self._facts.texts.get(key, "").strip().rstrip("。；;，,")
        if text:
            return mark_group(f"text:{key}", self._bound(text, f"“{key}”", key))
        return uses.told_by(self._cube, self._figures.get(figure_id), self._facts.unit.scope)

    def _table(self, table_id: str, series: str = "") -> str:
        if table_id not in self._inline:
            raise KeyError(table_id)
        if series:
            for figure in self._figures.series(series):
                self._used[figure.id] = figure
        return TABLE + table_id

    def _number(self, table_id: str) -> str:
        """Return the number of a table of this form."""
        spec = self._form.table(table_id)
        if spec is None:
            raise KeyError(table_id)
        return spec.number

    def _glossary(self, level: int = 0) -> str:
        """Return the terms; with a level also the functional subjects of that level that have money this year."""
        scope = self._facts.unit.scope
        terms = [f"{name}：{text.replace('{scope}', scope)}" for name, text in self._form.glossary]
        if level:
            terms += subjects.terms(self._cube, level, self._form.subjects, scope)
        return "\n\n".join(TERM + _clean(term) for term in terms)

    # paragraphs ---------------------------------------------------------------------------------------

    def _paragraphs(self, source: str) -> list[Paragraph]:
        counters = [0] * len(self._form.headings)
        terms = deepest = 0
        found: list[Paragraph] = []
        for raw in source.splitlines():
            line = raw.strip()
            if not line:
                continue
            level = 0 if line.startswith(PLAIN) else len(line) - len(line.lstrip("#"))
            if line == ANNEX:
                self._annex_at = len(found)
            elif line.startswith(TABLE) and line.removeprefix(TABLE) in self._inline:
                found.append(Paragraph((), 0, self._inline[line.removeprefix(TABLE)]))
            elif line.startswith(TERM):
                terms += 1
                style = self._form.headings[min(deepest, len(counters) - 1)]
                found.append(Paragraph(tuple(runs_of(styled(style, terms) + line.removeprefix(TERM)))))
            elif 1 <= level <= len(counters):
                terms, deepest = 0, level
                counters[level - 1] += 1
                counters[level:] = [0] * (len(counters) - level)
                number = styled(self._form.headings[level - 1], counters[level - 1])
                found.append(Paragraph(tuple(runs_of(number + line[level:].strip())), level))
            else:
                found.append(self._body(line))
        self._findings += gaps.stated_none(self._facts)
        self._findings += gaps.blank_tables(self._form, self._facts)
        self._findings += gaps.unused(self._facts.texts, {paragraph.key for paragraph in found})
        return found

    def _body(self, line: str) -> Paragraph:
        """Return a paragraph of the text, in a person's words where it was worded anew; own lines are not."""
        if line.startswith(PLAIN):
            return Paragraph(tuple(runs_of(line.removeprefix(PLAIN))))
        runs, key = _sentence(line, self._facts.budget.year)
        text = self._facts.texts.get(key, "").strip()
        if not text:
            return Paragraph(runs, key=key)
        words = with_years(_clean(text), years_of(self._facts.budget.year))
        bound = self._bound(words, "改写的段落", key, pieces=len(Paragraph(runs).pieces))
        return Paragraph(tuple(reworded(runs, bound)), key=key, reworded=True, origin=runs)


@lru_cache(maxsize=1000)
def _sentence(line: str, year: int) -> tuple[tuple[Run, ...], str]:
    """Return the runs of a rendered line and its key; after an edit most lines are as they were."""
    runs = tuple(runs_of(line))
    return runs, key_of(runs, years_of(year))


def _clean(text: str) -> str:
    """Drop the marks, should a text carry them."""
    return text.translate({ord(c): None for c in (MARK, STOP, PLAIN, TABLE, TERM, ANNEX)})

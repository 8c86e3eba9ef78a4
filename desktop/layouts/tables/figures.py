"""Figures: the values a narrative may print, each bound to a measure, its comparison and its lines."""

from desktop.catalog import assets
from desktop.catalog.classification import LEVEL_LENGTHS, load
from desktop.catalog.measures import Filter
from desktop.compute import executed
from desktop.compute.change import Change, Direction
from desktop.compute.cube import Cube, Selection
from desktop.dataclass import dataclass
from desktop.layouts.form.fields import SUMS
from desktop.layouts.form.limits import filled
from desktop.layouts.form.spec import BUDGET, EXECUTION, FigureSpec, Form
from desktop.layouts.tables import entered, record_rows
from desktop.layouts.tables.open_last_year import OpenLastYear
from desktop.ledger.records import BudgetFacts
from desktop.money import Fen, percent_text, show_percent


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: how it prints (`shown` + `unit`), its exact 分 (None for counts and texts), its lines.

    change is None where no comparison with last year is possible or meaningful. missing: what was never entered, and
    the page for it; then nothing is shown. base: what the change is against; unknown_base: that is not all entered.
    words: what a person wrote of the thing itself (the goal of a project).
    """

    id: str
    label: str
    section: str
    measure: str
    show: str
    shown: str
    unit: str
    fen: Fen | None = None
    selection: Selection = 0
    last_selection: Selection = 0
    change: Change | None = None
    reason: bool = False
    zero_text: str = ""
    where: Filter = ()
    code: str = ""
    missing: tuple[str, str] | None = None
    base: str = BUDGET
    unknown_base: bool = False
    words: str = ""
    unknown: str = ""
    """Why last year's amount is not known although last year is entered."""

    @property
    def is_zero(self) -> bool:
        """Whether the figure is exactly nothing."""
        return self.fen == 0 if self.fen is not None else self.shown in ("", "0")


class Figures:
    """All figures of a form for one budget; computed when asked for, once."""

    def __init__(
        self, form: Form, facts: BudgetFacts, cube: Cube, *, has_last: bool, last: BudgetFacts | None = None
    ) -> None:
        """last: the facts of last year, for what they do not state."""
        self._form = form
        self._facts = facts
        self._cube = cube
        self._has_last = has_last
        self._open = OpenLastYear(cube, last)
        self._cache: dict[str, Figure] = {}

    def get(self, figure_id: str) -> Figure:
        """Return a single figure. Raises KeyError for an id the form does not define."""
        if figure_id not in self._cache:
            self._cache[figure_id] = self._make(self._form.figures[figure_id])
        return self._cache[figure_id]

    def series(self, figure_id: str) -> list[Figure]:
        """Return the figures of a series: one for each class with money this year, or each record."""
        spec = self._form.figures[figure_id]
        figures = self._listed(spec) if spec.records or spec.each else self._classes(spec)
        self._cache.update({figure.id: figure for figure in figures})
        return figures

    def _make(self, spec: FigureSpec) -> Figure:
        if spec.count and spec.source in SUMS.get(spec.count, ()):
            return self._sum(spec)
        if spec.count:
            return self._without_amount(
                spec, str(record_rows.counted(spec.count, spec.only, self._facts, self._cube, spec.source))
            )
        if spec.by:
            return self._without_amount(spec, str(len(self._codes(spec))))
        if spec.asset:
            assets_counted = [a for a in self._facts.assets if assets.fits(a.kind, spec.asset)]
            return self._without_amount(spec, str(sum(getattr(a, spec.source) for a in assets_counted)))
        return self._money(spec, spec.id, spec.label, spec.where or ())

    def _without_amount(self, spec: FigureSpec, shown: str) -> Figure:
        missing = entered.missing(spec, self._facts, self._cube, self._form.measures)
        shown, unit = ("", "") if missing else (shown, spec.unit)
        named = (spec.id, spec.label, spec.section, spec.measure, spec.show)
        return Figure(*named, shown, unit, zero_text=spec.zero_text, missing=missing)

    def _money(self, spec: FigureSpec, figure_id: str, label: str, where: Filter, code: str = "") -> Figure:
        selection = self._cube.select(where)
        this = selection & self._cube.in_year(self._cube.year)
        last = selection & self._cube.in_year(self._cube.year - 1)
        fen = self._cube.total(this)
        prior, unknown_base = self._prior(spec.base, where, last)
        unknown = self._open.why(where, selection) if spec.base == BUDGET else ""
        change = None if prior is None or unknown else Change(fen, prior)
        missing = entered.procured(where, self._facts)
        shown, unit = ("", "") if missing else self._shown(spec, fen, change)
        return Figure(
            id=figure_id,
            label=label,
            section=spec.section,
            measure=spec.measure or spec.id,
            show=spec.show,
            shown=shown,
            unit=unit,
            fen=None if missing else fen,
            missing=missing,
            selection=this,
            last_selection=last,
            change=None if missing else change,
            reason=spec.reason,
            zero_text=spec.zero_text,
            where=where,
            code=code,
            base=spec.base,
            unknown_base=unknown_base,
            unknown=unknown,
        )

    def _prior(self, base: str, where: Filter, last: Selection) -> tuple[Fen | None, bool]:
        """Return last year's number, None where there is none, and whether it is one still to be entered."""
        if base == BUDGET:
            return (self._cube.total(last) if self._has_last else None), False
        spent = executed.total(self._facts.executions, where, self._cube, last, self._facts.unit_of)
        return spent, spent is None and (self._has_last or bool(self._facts.executions))

    def _sum(self, spec: FigureSpec) -> Figure:
        """Return money that records name beside their lines; missing while one of them leaves it open."""
        amounts = record_rows.amounts(spec.count, spec.only, self._facts, self._cube, spec.source)
        open_ = any(amount is None for amount in amounts)
        fen = None if open_ else sum(amount or 0 for amount in amounts)
        shown = ("", "") if fen is None else self._shown(spec, fen, None)
        named = (spec.id, spec.label, spec.section, spec.measure, spec.show)
        missing = (spec.label, entered.page_of(spec.count)) if open_ else None
        return Figure(*named, *shown, fen=fen, zero_text=spec.zero_text, missing=missing)

    def _shown(self, spec: FigureSpec, fen: Fen, change: Change | None) -> tuple[str, str]:
        if spec.show != "percent":
            return self._form.text_style.in_sentence(fen), self._form.text_style.unit
        digits = self._form.percent_decimals
        steps = change.percent(digits) if change else None
        return ("—", "") if steps is None else (show_percent(abs(steps), digits, trim=True), "%")

    def _classes(self, spec: FigureSpec) -> list[Figure]:
        """Return one figure for each class of the level, and one for each code that ends above it.

        Such a code (款 where 项 is needed) stands for its own lines only: those below have figures of their own.
        """
        names, where = load(spec.by), spec.where or ()
        codes = self._codes(spec)
        figures = []
        for code in codes:
            below = tuple(f"!{other}" for other in codes if other != code and other.startswith(code))
            label = names.name(code) or code
            figures.append(self._money(spec, f"{spec.id}_{code}", label, (*where, (spec.by, (code, *below))), code))
        return figures

    def _codes(self, spec: FigureSpec) -> list[str]:
        """Return the classes of a series that have money this year, or that had some spent of them where that is told.

        A class of last year alone is not listed: a list says what this year's money is, and counts agree with it.
        """
        length = LEVEL_LENGTHS[spec.by][spec.level]
        inside = self._cube.select(spec.where or ()) & self._cube.in_year(self._cube.year)
        codes = {*spec.always, *(code[:length] for code in self._cube.values(spec.by, inside) if code)}
        if spec.base == EXECUTION and spec.by in ("function", "economic"):
            spent = executed.matching(self._facts.executions, spec.where or ())
            codes |= {code[:length] for code in (getattr(e, f"{spec.by}_code") for e in spent) if code}
        return sorted(codes)

    def _listed(self, spec: FigureSpec) -> list[Figure]:
        """Return a figure for each kind of asset, each project with money, or two for each indicator."""
        if spec.each:
            return self._kinds(spec)
        return self._projects(spec) if spec.records == "projects" else self._indicators(spec)

    def _kinds(self, spec: FigureSpec) -> list[Figure]:
        """Return how many there are of each kind, in the order of the form, other kinds behind; none of 0."""
        counts: dict[str, int] = dict.fromkeys(self._form.asset_kinds, 0)
        for asset in self._facts.assets:
            if assets.fits(asset.kind, spec.asset) and not any(assets.fits(asset.kind, each) for each in spec.unlisted):
                counts[asset.kind] = counts.get(asset.kind, 0) + getattr(asset, spec.source)
        some = [(kind, number) for kind, number in counts.items() if number]
        return [
            Figure(f"{spec.id}_{n}", kind, spec.section, spec.measure, spec.show, str(number), spec.unit)
            for n, (kind, number) in enumerate(some, 1)
        ]

    def _projects(self, spec: FigureSpec) -> list[Figure]:
        """Return the money of each project that has some this year, under the name it is published by."""
        figures = []
        rows = record_rows.rows_of(spec.records, spec.only, self._facts, self._cube)
        for number, row in enumerate((row for row in rows if self._cube.total(row.amounts["amount"])), 1):
            this = row.amounts["amount"]
            fen = self._cube.total(this)
            named = (f"{spec.id}_{number}", row.values["project"], spec.section, "", spec.show)
            shown = self._shown(spec, fen, None)
            figures.append(Figure(*named, *shown, fen=fen, selection=this, words=row.values["goal"].strip()))
        return figures

    def _indicators(self, spec: FigureSpec) -> list[Figure]:
        rows = record_rows.rows_of(spec.records, spec.only, self._facts, self._cube)
        figures = []
        for number, row in enumerate(rows, 1):
            name = row.values.get("indicator", "")
            for part, unit in (("weight", "权重"), ("target", row.values.get("unit", ""))):
                figures.append(
                    Figure(
                        id=f"{spec.id}_{number}_{part}",
                        label=f"{name} {'权重' if part == 'weight' else '指标值'}",
                        section=spec.section,
                        measure="",
                        show="text",
                        shown=row.values.get(part, ""),
                        unit=unit,
                    )
                )
        return figures


def versus_text(figure: Figure, form: Form, year: int, comparison: str = "") -> str:
    """Return the comparison in words: 比2022年预算数减少1.39万元, 与2022年预算数持平, or that there is none.

    comparison: amount or both (also in percent); the form's own way unless named.
    """
    words = form.words
    if figure.change is None:
        return f"{figure.unknown}，无法比较" if figure.unknown else words.no_prior.replace("{last_year}", str(year - 1))
    named = {"last_year": year - 1, "base": words.base(figure.base)}
    if figure.change.printed_direction(form.text_style) is Direction.FLAT:
        return filled(words.flat, named)
    comparison_text = filled(words.against, {**named, "change": change_text(figure, form)})
    if (comparison or form.comparison) != "both":
        return comparison_text
    percent = change_percent(figure, form)
    if percent is None:
        return f"{comparison_text}（{words.no_execution if figure.base == EXECUTION else words.no_base}）"
    word = words.rise if figure.change.direction is Direction.UP else words.fall
    return comparison_text + words.percent.replace("{word}", word).replace("{percent}", percent)


def change_percent(figure: Figure, form: Form) -> str | None:
    """Return the change in percent as printed (18%, 0.21%), None on a zero base (no percentage then)."""
    if figure.change is None:
        return None
    return _percent(figure.change.difference, figure.change.prior, form)


def share_percent(part: Figure, total: Figure, form: Form) -> str:
    """Return the share of one figure in another, in percent as printed; a share of nothing is 0%."""
    return _percent(part.fen or 0, total.fen or 0, form) or "0%"


def _percent(part: Fen, total: Fen, form: Form) -> str | None:
    text = percent_text(part, total, form.percent_decimals, form.percent_small_digits)
    return None if text is None else text + "%"


def change_text(figure: Figure, form: Form) -> str:
    """Return the change in words without the year: 减少1.39万元, or 持平."""
    if figure.change is None:
        return ""
    direction = figure.change.printed_direction(form.text_style)
    if direction is Direction.FLAT:
        return "持平"
    word = form.words.up if direction is Direction.UP else form.words.down
    return f"{word}{form.text_style.in_sentence(abs(figure.change.difference))}{form.text_style.unit}"

"""Figures: the values a narrative may print, each bound to a measure, its comparison and its lines."""

from desktop.catalog import assets
from desktop.catalog.classification import LEVEL_LENGTHS, load
from desktop.catalog.measures import Filter
from desktop.compute.change import Change, Direction
from desktop.compute.cube import Cube, Selection
from desktop.dataclass import dataclass
from desktop.layouts.form.spec import FigureSpec, Form
from desktop.layouts.tables import record_rows
from desktop.ledger.records import BudgetFacts, DirectLine
from desktop.ledger.vocabulary import UNSPLIT
from desktop.money import Fen, percent_text, show_percent


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: how it prints (`shown` + `unit`), its exact 分 (None for counts and texts), its lines.

    change is None where no comparison with last year is possible or meaningful.
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
        self._unsplit = unsplit_lines(cube, last) if last else 0
        self._cache: dict[str, Figure] = {}

    def get(self, figure_id: str) -> Figure:
        """Return a single figure. Raises KeyError for an id the form does not define."""
        if figure_id not in self._cache:
            self._cache[figure_id] = self._make(self._form.figures[figure_id])
        return self._cache[figure_id]

    def series(self, figure_id: str) -> list[Figure]:
        """Return the figures of a series: one for each class with money in either year, or each record."""
        spec = self._form.figures[figure_id]
        figures = self._records(spec) if spec.records else self._classes(spec)
        self._cache.update({figure.id: figure for figure in figures})
        return figures

    def _make(self, spec: FigureSpec) -> Figure:
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
        return Figure(
            spec.id, spec.label, spec.section, spec.measure, spec.show, shown, spec.unit, zero_text=spec.zero_text
        )

    def _money(self, spec: FigureSpec, figure_id: str, label: str, where: Filter, code: str = "") -> Figure:
        selection = self._cube.select(where)
        this = selection & self._cube.in_year(self._cube.year)
        last = selection & self._cube.in_year(self._cube.year - 1)
        fen = self._cube.total(this)
        unknown = UNSPLIT if self._unsplit and self._divides_unsplit(where, selection) else ""
        change = Change(fen, self._cube.total(last)) if self._has_last and not unknown else None
        shown, unit = self._shown(spec, fen, change)
        return Figure(
            id=figure_id,
            label=label,
            section=spec.section,
            measure=spec.measure or spec.id,
            show=spec.show,
            shown=shown,
            unit=unit,
            fen=fen,
            selection=this,
            last_selection=last,
            change=change,
            reason=spec.reason,
            zero_text=spec.zero_text,
            where=where,
            code=code,
            unknown=unknown,
        )

    def _divides_unsplit(self, where: Filter, selection: Selection) -> bool:
        """Tell whether lines would be counted otherwise if 人员 were 公用 and 公用 人员."""
        swapped = tuple(
            (name, tuple(SWAPPED.get(pattern, pattern) for pattern in patterns) if name == "nature" else patterns)
            for name, patterns in where
        )
        return bool(self._unsplit & (selection ^ self._cube.select(swapped)))

    def _shown(self, spec: FigureSpec, fen: Fen, change: Change | None) -> tuple[str, str]:
        if spec.show != "percent":
            return self._form.text_style.show(fen), self._form.text_style.unit
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
        """Return the classes of a series that have money: in either year, or this year where they are counted."""
        length = LEVEL_LENGTHS[spec.by][spec.level]
        inside = self._cube.select(spec.where or ())
        if spec.show == "count":
            inside &= self._cube.in_year(self._cube.year)
        return sorted({*spec.always, *(code[:length] for code in self._cube.values(spec.by, inside) if code)})

    def _records(self, spec: FigureSpec) -> list[Figure]:
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


SWAPPED = {"人员": "公用", "公用": "人员", "!人员": "!公用", "!公用": "!人员"}


def unsplit_lines(cube: Cube, last: BudgetFacts) -> Selection:
    """Return last year's lines of which it is not known how they divide into 人员 and 公用; none of several units."""
    ids = {line.id for line in last.lines if UNSPLIT in line.note} if not last.units else set()
    if not ids:
        return 0
    lines = enumerate(cube.lines)
    direct = (n for n, line in lines if line.year == last.budget.year and line.origin.table == DirectLine.TABLE)
    return sum(1 << n for n in direct if cube.lines[n].origin.record_id in ids)


def versus_text(figure: Figure, form: Form, year: int, comparison: str = "") -> str:
    """Return the comparison in words: 比2022年减少1.39万元, 与2022年持平, or that there is none.

    comparison: amount or both (also in percent); the form's own way unless named.
    """
    words = form.words
    if figure.change is None:
        return f"（{figure.unknown}，无法比较）" if figure.unknown else words.no_prior
    if figure.change.printed_direction(form.text_style) is Direction.FLAT:
        return words.flat.replace("{last_year}", str(year - 1))
    comparison_text = words.against.replace("{change}", change_text(figure, form)).replace("{last_year}", str(year - 1))
    if (comparison or form.comparison) != "both":
        return comparison_text
    percent = change_percent(figure, form)
    if percent is None:
        return f"{comparison_text}（{words.no_base}）"
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
    return f"{word}{form.text_style.show(abs(figure.change.difference))}{form.text_style.unit}"

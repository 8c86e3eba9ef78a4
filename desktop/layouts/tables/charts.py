"""Charts: one definition (form.toml, [[charts]]) drawn in the window, the PDF, the DOCX and natively in the xlsx."""

from dataclasses import replace

from desktop.catalog.classification import LEVEL_LENGTHS, load
from desktop.catalog.measures import Filter
from desktop.compute.cube import Cube, Selection
from desktop.dataclass import dataclass
from desktop.layouts.form.spec import ChartSpec, Form
from desktop.layouts.tables import withheld
from desktop.layouts.tables.withheld import Withheld
from desktop.ledger.records import BudgetFacts
from desktop.money import Fen, NumberStyle


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its words, this year's and last year's amount in 分 (None: not compared), the lines behind it."""

    label: str
    this: Fen
    last: Fen | None
    selection: Selection


@dataclass(frozen=True, slots=True)
class Chart:
    """A computed chart. Amounts are shown in the unit of the form's text, with the separators of its tables."""

    id: str
    title: str
    year: int
    style: NumberStyle
    bars: tuple[Bar, ...]

    @property
    def compared(self) -> bool:
        """Whether the chart has bars of last year too."""
        return any(bar.last is not None for bar in self.bars)

    @property
    def series(self) -> list[tuple[str, list[Fen]]]:
        """The series by name: this year, and last year where it is compared."""
        series = [(f"{self.year}年", [bar.this for bar in self.bars])]
        if self.compared:
            series.append((f"{self.year - 1}年", [bar.last or 0 for bar in self.bars]))
        return series


def build(form: Form, facts: BudgetFacts, cube: Cube, last: BudgetFacts | None) -> list[Chart]:
    """Return the charts of a form that have anything to show. last: last year's facts, where it is compared."""
    names = withheld.of(facts, last)
    charts = [_chart(spec, form, facts, cube, names, has_last=last is not None) for spec in form.charts]
    return [chart for chart in charts if chart.bars]


def _chart(spec: ChartSpec, form: Form, facts: BudgetFacts, cube: Cube, names: Withheld, *, has_last: bool) -> Chart:
    parts = _classes(spec, cube, names) if spec.by else _measures(spec, form, cube)
    this, last = cube.in_year(cube.year), cube.in_year(cube.year - 1)
    compared = spec.compare and has_last
    bars = [
        Bar(label, cube.total(bits & this), cube.total(bits & last) if compared else None, bits & this)
        for label, bits in parts
    ]
    year = facts.budget.year
    named = spec.title_alone if spec.compare and not compared and spec.title_alone else spec.title
    title = named.replace("{year}", str(year)).replace("{last_year}", str(year - 1))
    style = replace(form.text_style, trim=False, strip=False, grouped=form.table_style.grouped)
    return Chart(spec.id, title, year, style, tuple(bar for bar in bars if bar.this or bar.last))


def _classes(spec: ChartSpec, cube: Cube, names: Withheld) -> list[tuple[str, Selection]]:
    """Return one part for each value of a dimension; codes are gathered at the level of the chart."""
    inside = cube.select(spec.where)
    by_label: dict[str, Selection] = {}
    if spec.by not in LEVEL_LENGTHS:
        for value, bits in cube.by(spec.by, inside).items():
            shown = names.name(value) if spec.by == "project" else value
            by_label[shown] = by_label.get(shown, 0) | bits
        return list(by_label.items())
    length = LEVEL_LENGTHS[spec.by][spec.level]
    for code, bits in cube.by(spec.by, inside).items():
        by_label[code[:length]] = by_label.get(code[:length], 0) | bits
    classes = load(spec.by)
    return [(classes.name(code) or code or "未分类", bits) for code, bits in sorted(by_label.items())]


def _measures(spec: ChartSpec, form: Form, cube: Cube) -> list[tuple[str, Selection]]:
    """Return one part for each measure; one that a layout counts inside another is no part beside it."""
    measures = [form.measures[name] for name in spec.measures]
    apart = [
        m for m in measures if not any(m.where != other.where and _within(m.where, other.where) for other in measures)
    ]
    return [(measure.label, cube.select(measure.where)) for measure in apart]


def _within(part: Filter, outer: Filter) -> bool:
    """Whether every line of the one is a line of the other by what they select."""
    chosen = dict(part)
    return all(name in chosen and set(chosen[name]) <= set(values) for name, values in outer)

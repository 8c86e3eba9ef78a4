"""The one-page overview (一页概览): five figures, their parts, the change since last year and its causes."""

from collections.abc import Sequence

from desktop.catalog.classification import load
from desktop.catalog.measures import Filter
from desktop.compute.causes import Cause, Effect, causes
from desktop.compute.change import Change
from desktop.compute.cube import Cube, Selection
from desktop.compute.unit_causes import by_unit
from desktop.dataclass import dataclass
from desktop.layouts.form.spec import Form
from desktop.layouts.tables.charts import Bar, Chart
from desktop.ledger.records import BudgetFacts
from desktop.money import Fen, NumberStyle, show_percent

FIGURES = ("expenditure", "personnel", "public", "project", "three_public")
"""The five measures of the page (resources/measures.toml)."""
PARTS = ("personnel", "public", "project")
"""The measures expenditure is divided into."""
CAUSES_SHOWN = 8
UNITS_SHOWN, CAUSES_OF_A_UNIT = 6, 2
"""Units whose causes the page of a 汇总 shows, and of each so many, the largest first."""
CLASSES_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Card:
    """One of the five figures: its name, this year's amount in 分, its change (None without a last year), its lines."""

    label: str
    amount: Fen
    change: Change | None
    selection: Selection

    def compared(self, style: NumberStyle) -> str:
        """Return the change in words: 比上年 +13.61（+6.42%）."""
        if self.change is None:
            return "上年数未录入"
        difference = self.change.difference
        if not style.steps(difference):
            return "与上年持平"
        sign = "+" if difference > 0 else "-"
        steps = self.change.percent(2)
        percent = f"（{sign}{show_percent(abs(steps), 2)}%）" if steps is not None else ""
        return f"比上年 {sign}{style.show(abs(difference))}{percent}"


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything the page shows. notes: tasks still open, in words."""

    title: str
    style: NumberStyle
    cards: tuple[Card, ...]
    charts: tuple[Chart, ...]
    causes: tuple[Cause, ...]
    rest: Fen
    """Sum of the causes that are not listed one by one."""
    compared: bool
    notes: tuple[str, ...]
    units: tuple["UnitChange", ...] = ()
    """Of several units together: what each has of the change and its largest causes; then `causes` is empty."""


@dataclass(frozen=True, slots=True)
class UnitChange:
    """What of a change is on account of one unit (without a name: what moves between units), in 分.

    causes: the largest. rest: the sum of the others.
    """

    unit: str
    amount: Fen
    causes: tuple[Cause, ...]
    rest: Fen


def build(
    form: Form,
    facts: BudgetFacts,
    cube: Cube,
    effects: Sequence[Effect] | None,
    notes: list[str],
    *,
    several: bool = False,
) -> Overview:
    """Return the overview of a budget. effects: from last year to this, None when there is no last year.

    several: it is of several units together, whose causes are shown unit by unit.
    """
    this, last = cube.in_year(cube.year), cube.in_year(cube.year - 1)
    compared = effects is not None
    cards = []
    for name in FIGURES:
        measure = form.measures[name]
        bits = cube.select(measure.where)
        amount = cube.total(bits & this)
        change = Change(amount, cube.total(bits & last)) if compared else None
        cards.append(Card(measure.label, amount, change, bits & this))
    spending = form.measures["expenditure"].where
    ranked_causes = [] if several else causes(list(effects or ()), spending)
    units = _by_unit(effects or (), spending) if several else []
    year, style = facts.budget.year, form.table_style
    parts = Chart("parts", f"{year}年支出构成", year, style, bars_of_parts(form, cube, compared=compared))
    classes = Chart("classes", f"{year}年支出按功能分类", year, style, bars_of_classes(form, cube, compared=compared))
    return Overview(
        title=f"{facts.unit.name}{year}年预算一页概览",
        style=style,
        cards=tuple(cards),
        charts=tuple(chart for chart in (parts, classes) if chart.bars),
        causes=tuple(ranked_causes[:CAUSES_SHOWN]),
        rest=sum(cause.amount for cause in ranked_causes[CAUSES_SHOWN:])
        + sum(change.amount for change in units[UNITS_SHOWN:] if change.unit),
        compared=compared,
        notes=tuple(notes),
        units=(*units[:UNITS_SHOWN], *(change for change in units[UNITS_SHOWN:] if not change.unit)),
    )


def _by_unit(effects: Sequence[Effect], where: Filter) -> list[UnitChange]:
    return [
        UnitChange(
            group.unit,
            group.amount,
            group.parts[:CAUSES_OF_A_UNIT] if group.unit else (),
            sum(part.amount for part in group.parts[CAUSES_OF_A_UNIT:]) if group.unit else 0,
        )
        for group in by_unit(effects, where)
        if group.amount or group.unit
    ]


def bars_of_parts(form: Form, cube: Cube, *, compared: bool) -> tuple[Bar, ...]:
    """Return the parts of expenditure: personnel, operating funds, projects, and the remainder."""
    rest = cube.select(form.measures["expenditure"].where)
    parts = []
    for name in PARTS:
        bits = cube.select(form.measures[name].where) & rest
        rest &= ~bits
        parts.append((form.measures[name].label, bits))
    return bars_of([*parts, ("其他支出", rest)], cube, compared=compared)


def bars_of(parts: list[tuple[str, Selection]], cube: Cube, *, compared: bool) -> tuple[Bar, ...]:
    """Return a bar for each part that has money in either year."""
    this, last = cube.in_year(cube.year), cube.in_year(cube.year - 1)
    bars = (
        Bar(name, cube.total(bits & this), cube.total(bits & last) if compared else None, bits & this)
        for name, bits in parts
    )
    return tuple(bar for bar in bars if bar.this or bar.last)


def bars_of_classes(form: Form, cube: Cube, *, compared: bool) -> tuple[Bar, ...]:
    """Return the largest 类 of the functional classification, the smaller ones together as 其他."""
    by_class: dict[str, Selection] = {}
    for code, bits in cube.by("function", cube.select(form.measures["expenditure"].where)).items():
        by_class[code[:3]] = by_class.get(code[:3], 0) | bits
    this = cube.in_year(cube.year)
    ordered = sorted(by_class.items(), key=lambda entry: -cube.total(entry[1] & this))
    shown = [(load("function").name(code) or code, bits) for code, bits in ordered[:CLASSES_SHOWN]]
    if small := ordered[CLASSES_SHOWN:]:
        small_classes = 0
        for _, bits in small:
            small_classes |= bits
        shown.append((f"其他 {len(small)} 类", small_classes))
    return bars_of(shown, cube, compared=compared)

"""What the page for citizens says: what the money does, five figures, what changed and why, three pictures.

Every amount is a sum of the lines that the tables are made of; the words are the form's (`citizens.toml`).
"""

from collections.abc import Sequence
from dataclasses import replace

from desktop.catalog.measures import Filter
from desktop.compute import causes as change_causes
from desktop.compute.causes import CauseKind, Effect
from desktop.compute.change import Change, Direction
from desktop.compute.cube import Cube, Selection
from desktop.dataclass import dataclass
from desktop.layouts.form import limits
from desktop.layouts.form.spec import Form
from desktop.layouts.tables import withheld
from desktop.layouts.tables.charts import Bar, Chart
from desktop.layouts.tables.overview import bars_of, bars_of_classes, bars_of_parts
from desktop.ledger.records import BudgetFacts
from desktop.money import Fen, NumberStyle, show_percent

NAMED_CAUSES = frozenset({CauseKind.PROJECT_ADDED, CauseKind.PROJECT_ENDED, CauseKind.PROJECT_RESIZED})
"""Causes that say which project; of all others the page says no name, least of all that of a person."""


@dataclass(frozen=True, slots=True)
class Five:
    """One of the five figures: its name, what it is in plain words, the amount as printed, its change in words."""

    label: str
    text: str
    amount: Fen
    shown: str
    compared: str
    selection: Selection


@dataclass(frozen=True, slots=True)
class CitizensPage:
    """All that the page says. heads: the headings of its four parts, in order. causes: the largest first, in 分.

    compared: the change of all expenditure in a sentence, or why there is none.
    """

    form: Form
    style: NumberStyle
    values: dict[str, object]
    title: str
    unit_line: str
    heads: tuple[str, str, str, str]
    total: str
    projects: tuple[tuple[str, Fen], ...]
    five: tuple[Five, ...]
    compared: str
    causes: tuple[tuple[str, Fen], ...]
    charts: tuple[Chart, ...]
    note: str

    def say(self, key: str, **values: object) -> str:
        """Return words of the form, filled in."""
        return say(self.form, key, {**self.values, **values})

    def money(self, amount: Fen) -> str:
        """Return an amount with its unit."""
        return _money(self.style, amount)

    def work(self, listed: int) -> list[str]:
        """Return the sentences about the projects. listed: how many of them by name."""
        if not self.projects:
            return [self.say("no_projects")]
        shown, rest = self.projects[:listed], self.projects[listed:]
        lines = [self.say("projects" if rest else "all_projects")] if shown else []
        lines += [f"· {self.say('project', name=name, amount=self.money(amount))}" for name, amount in shown]
        if rest:
            amount = self.money(sum(amount for _, amount in rest))
            lines.append(self.say("more_projects", count=len(rest), amount=amount))
        return lines

    def reasons(self, listed: int) -> list[str]:
        """Return the sentences about the causes. listed: how many of them one by one."""
        shown, rest = self.causes[:listed], sum(amount for _, amount in self.causes[listed:])
        lines = [self._cause("cause", amount, cause) for cause, amount in shown]
        return lines + ([self._cause("more_causes", rest)] if rest else [])

    def _cause(self, key: str, amount: Fen, cause: str = "") -> str:
        words = f"{key}_{'up' if amount > 0 else 'down'}"
        return ("· " if cause else "") + self.say(words, cause=cause, amount=self.money(abs(amount)))


def say(form: Form, key: str, values: dict[str, object]) -> str:
    """Return words of the page for citizens with their placeholders filled in."""
    return limits.filled(form.citizens.words[key], values)


def _money(style: NumberStyle, amount: Fen) -> str:
    return f"{style.in_sentence(amount)}{style.unit}"


def build(
    form: Form, facts: BudgetFacts, cube: Cube, effects: Sequence[Effect] | None, last: BudgetFacts | None, version: str
) -> CitizensPage:
    """Return what the page says of a budget. effects: from last year to this; None where last year was not entered."""
    year = facts.budget.year
    values: dict[str, object] = {
        "unit": facts.unit.name,
        "scope": facts.unit.scope,
        "paper": form.paper(str(facts.budget.stage)),
        "year": year,
        "last_year": year - 1,
        "version": version,
    }
    style = replace(form.text_style, trim=False, strip=False, zero=None, grouped=True)
    spending = form.measures["expenditure"].where
    work, figures, change, charts = (say(form, key, values) for key in ("work", "figures", "change", "charts"))
    has_last = effects is not None
    return CitizensPage(
        form=form,
        style=style,
        values=values,
        title=say(form, "title", values),
        unit_line=limits.filled(form.citizens.words["unit_line"], {"money": style.unit}),
        heads=(work, figures, change, charts),
        total=_total(form, cube, style, values),
        projects=tuple(_projects(form, facts, cube, last, values)),
        five=tuple(_five(form, cube, style, values, has_last=has_last)),
        compared=_compared(form, cube, style, values) if has_last else _no_last(form, year),
        causes=tuple(_causes(form, list(effects or ()), spending)),
        charts=tuple(_charts(form, cube, style, values)),
        note=say(form, "note", values),
    )


def _no_last(form: Form, year: int) -> str:
    """Return the form's words for a year without one before it, as a sentence."""
    return limits.filled(form.words.no_prior, {"last_year": year - 1}).strip("（）") + "。"


def _total(form: Form, cube: Cube, style: NumberStyle, values: dict[str, object]) -> str:
    bars = bars_of_parts(form, cube, compared=False)
    amount = sum(bar.this for bar in bars)
    if not amount:
        return say(form, "nothing", values)
    parts = "，".join(
        say(form, "part", {"label": bar.label, "amount": _money(style, bar.this)}) for bar in bars if bar.this
    )
    return say(form, "total", {**values, "amount": _money(style, amount), "parts": parts})


def _projects(
    form: Form, facts: BudgetFacts, cube: Cube, last: BudgetFacts | None, values: dict[str, object]
) -> list[tuple[str, Fen]]:
    """Return the projects under the names they are published by, the largest first."""
    names = withheld.of(facts, last)
    this = cube.select(form.measures["project"].where) & cube.in_year(cube.year)
    amounts: dict[str, Fen] = {}
    for project, bits in cube.by("project", this).items():
        name = names.name(project) or say(form, "other_projects", values)
        amounts[name] = amounts.get(name, 0) + cube.total(bits)
    return sorted(((name, amount) for name, amount in amounts.items() if amount), key=lambda each: -each[1])


def _five(form: Form, cube: Cube, style: NumberStyle, values: dict[str, object], *, has_last: bool) -> list[Five]:
    found = []
    for spec in form.citizens.five:
        bits = cube.select(form.measures[spec.measure].where)
        this = bits & cube.in_year(cube.year)
        amount = cube.total(this)
        change = Change(amount, cube.total(bits & cube.in_year(cube.year - 1)))
        difference = change.difference
        key = "figure_up" if difference > 0 else "figure_down"
        key = "figure_flat" if change.printed_direction(style) is Direction.FLAT else key
        words = say(
            form, key if has_last else "figure_no_last", {**values, "amount": style.in_sentence(abs(difference))}
        )
        found.append(Five(spec.label, spec.text, amount, style.in_sentence(amount), words, this))
    return found


def _compared(form: Form, cube: Cube, style: NumberStyle, values: dict[str, object]) -> str:
    bits = cube.select(form.measures["expenditure"].where)
    this, last = (cube.total(bits & cube.in_year(year)) for year in (cube.year, cube.year - 1))
    change = Change(this, last)
    if change.printed_direction(style) is Direction.FLAT:
        return say(form, "flat", values)
    way = "up" if change.difference > 0 else "down"
    steps = change.percent(form.percent_decimals)
    shown = show_percent(abs(steps), form.percent_decimals) if steps is not None else ""
    percent = say(form, f"percent_{way}", {"percent": shown}) if shown else ""
    return say(form, way, {**values, "amount": _money(style, abs(change.difference)), "percent": percent})


def _causes(form: Form, effects: list[Effect], where: Filter) -> list[tuple[str, Fen]]:
    """Return the causes by their kind, of projects also by name, the largest first."""
    amounts: dict[str, Fen] = {}
    for cause in change_causes.causes(effects, where):
        words = form.citizens.causes.get(cause.kind, str(cause.kind))
        name = f"{words}：{cause.subject}" if cause.kind in NAMED_CAUSES and cause.subject else words
        amounts[name] = amounts.get(name, 0) + cause.amount
    return sorted(((name, amount) for name, amount in amounts.items() if amount), key=lambda each: -abs(each[1]))


def _charts(form: Form, cube: Cube, style: NumberStyle, values: dict[str, object]) -> list[Chart]:
    """Return the three pictures; one without money is left out."""
    carried = cube.select(form.measures["income_carried"].where)
    incomes = cube.select(form.measures["income_total"].where) & ~carried
    sources = [*cube.by("fund", incomes).items(), (say(form, "carried", values), carried)]
    found = {
        "incomes": bars_of(sources, cube, compared=False),
        "parts": bars_of_parts(form, cube, compared=False),
        "classes": bars_of_classes(form, cube, compared=False),
    }
    return [
        Chart(key, say(form, key, values), cube.year, style, bars)
        for key, bars in found.items()
        if any(b.this for b in bars)
    ]


def shortened(page: CitizensPage, chart: Chart, most: int) -> Chart:
    """Return a chart with so many bars at most: the largest, and the others as one."""
    bars = sorted((bar for bar in chart.bars if bar.this), key=lambda bar: -bar.this)
    if len(bars) > most:
        rest = bars[most - 1 :]
        selection = 0
        for bar in rest:
            selection |= bar.selection
        words = page.say("rest", count=len(rest))
        bars = [*bars[: most - 1], Bar(words, sum(bar.this for bar in rest), None, selection)]
    return replace(chart, bars=tuple(bars))

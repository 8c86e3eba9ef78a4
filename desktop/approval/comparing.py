"""Approved figures (批复数) held against a budget: each difference with both sides, and what no figure speaks of."""

from collections.abc import Iterable, Mapping, Sequence

from desktop.catalog import classification
from desktop.catalog.measures import Filter, make_filter, standard
from desktop.compute.cube import Cube, Selection
from desktop.dataclass import dataclass
from desktop.intake.bureau_totals import Figure
from desktop.intake.bureau_words import Subject
from desktop.ledger.vocabulary import FISCAL
from desktop.money import YUAN, Fen


@dataclass(frozen=True, slots=True)
class Compared:
    """One approved figure beside what the budget has, in 分, and the lines of the budget behind that."""

    name: str
    figure: Figure
    drafted: Fen
    selection: Selection

    @property
    def approved(self) -> Fen:
        """What was approved."""
        return self.figure.fen

    @property
    def agrees(self) -> bool:
        """Whether both are the same to the 分."""
        return self.approved == self.drafted

    def describe(self) -> str:
        """Return both sides in words."""
        a, b, d = (YUAN.show(fen) for fen in (self.approved, self.drafted, self.approved - self.drafted))
        return f"{self.name}：批复 {a} 元，编报 {b} 元，相差 {d} 元（{self.figure.place}）"


@dataclass(frozen=True, slots=True)
class Comparison:
    """All figures of a file, and the amounts of the budget that none of them speaks of, by name."""

    figures: tuple[Compared, ...]
    not_listed: tuple[tuple[str, Fen], ...]

    @property
    def differing(self) -> tuple[Compared, ...]:
        """The figures that are another in the budget."""
        return tuple(each for each in self.figures if not each.agrees)


def compare(cube: Cube, figures: Sequence[Figure], projects: Mapping[str, str], year: int) -> Comparison:
    """Hold figures against the lines of a budget. projects: names by number."""
    found = []
    for figure in figures:
        where = _filter(figure.subject, projects)
        selection = cube.select(where) & cube.in_year(cube.year)
        found.append(Compared(name_of(figure.subject, projects, year), figure, cube.total(selection), selection))
    return Comparison(tuple(found), tuple(_not_listed(cube, found)))


def _filter(subject: Subject, projects: Mapping[str, str]) -> Filter:
    """Return the filter of what a figure is given for."""
    measure = next((m for m in standard().values() if m.label == subject.block), None)
    parts = dict(measure.where) if measure is not None else {}
    parts["side"] = (subject.side or "支出",)
    if subject.fund:
        parts["fund"] = tuple(map(str, FISCAL)) if subject.fund == "财政拨款" else (subject.fund,)
    if subject.project:
        parts["project"] = (projects.get(subject.project, subject.project),)
    for name in ("function", "economic", "carry"):
        if getattr(subject, name):
            parts[name] = (getattr(subject, name),)
    return make_filter({name: list(patterns) for name, patterns in parts.items()}, "approval")


def name_of(subject: Subject, projects: Mapping[str, str], year: int) -> str:
    """Return what a figure is given for, in words."""
    function, economic = classification.load("function"), classification.load("economic")
    words = [
        subject.side,
        f"{subject.function} {function.name(subject.function)}" if subject.function else "",
        f"{subject.economic} {economic.name(subject.economic)}" if subject.economic else "",
        f"项目“{projects.get(subject.project, subject.project)}”" if subject.project else subject.block,
        subject.fund,
        subject.carry,
    ]
    return " ".join(filter(None, words)) or "合计"


def _not_listed(cube: Cube, found: Iterable[Compared]) -> Iterable[tuple[str, Fen]]:
    """Yield what the budget has on the sides and in the funds of a file that none of its figures speaks of."""
    compared = list(found)
    covered = 0
    for each in compared:
        covered |= each.selection
    sides = {each.figure.subject.side or "支出" for each in compared}
    funds = {each.figure.subject.fund for each in compared}
    every = cube.in_year(cube.year) & ~covered
    groups: dict[str, Fen] = {}
    for line in cube.chosen(every):
        if line.side in sides and ("" in funds or "财政拨款" in funds or line.fund in funds) and line.amount:
            words = (line.side, line.function, line.economic, line.project or line.nature, line.fund)
            name = " ".join(filter(None, words))
            groups[name] = groups.get(name, 0) + line.amount
    yield from groups.items()

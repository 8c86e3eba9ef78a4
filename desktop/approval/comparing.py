"""Approved figures (批复数) held against a budget: each difference with both sides, and what no figure speaks of."""

from collections.abc import Iterable, Mapping, Sequence

from desktop.compute.approved import Part
from desktop.compute.cube import Cube, Selection
from desktop.dataclass import dataclass
from desktop.intake.bureau_totals import Figure
from desktop.intake.bureau_words import Subject
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


def compare(cube: Cube, figures: Sequence[Figure], projects: Mapping[str, str]) -> Comparison:
    """Hold figures against the lines of a budget. projects: names by number."""
    found = []
    for figure in figures:
        about = part_of(figure.subject, projects)
        selection = cube.select(about.where()) & cube.in_year(cube.year)
        found.append(Compared(about.words(), figure, cube.total(selection), selection))
    return Comparison(tuple(found), tuple(_not_listed(cube, found)))


def part_of(subject: Subject, projects: Mapping[str, str]) -> Part:
    """Return what a figure is given for; a project that is not in the book yet by its new name."""
    project = projects.get(subject.project, subject.project.removeprefix("+"))
    same = {name: getattr(subject, name) for name in ("side", "function", "economic", "fund", "carry")}
    return Part(project=project, block="" if project else subject.block, **same)


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

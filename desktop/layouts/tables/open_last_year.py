"""What last year's records leave open: figures that ask for it are not compared, as what is not known is not 0."""

from functools import cache

from desktop.catalog.classification import LEVEL_LENGTHS, load
from desktop.catalog.measures import Filter
from desktop.compute.cube import Cube, Selection
from desktop.ledger.records import BudgetFacts, DirectLine
from desktop.ledger.vocabulary import UNCLASSED, UNSPLIT, classes_not_of

SWAPPED = {"人员": "公用", "公用": "人员", "!人员": "!公用", "!公用": "!人员"}


class OpenLastYear:
    """The lines of last year that do not say whether they are 人员 or 公用, or of which economic class they are."""

    def __init__(self, cube: Cube, last: BudgetFacts | None) -> None:
        """last: the facts of last year; those of several units say nothing here."""
        self._cube = cube
        self._unsplit: Selection = 0
        self._unclassed: dict[tuple[str, ...], Selection] = {}
        """The lines of each set of classes that may be theirs."""
        if last is not None and not last.units:
            self._look_at(last)

    def _look_at(self, last: BudgetFacts) -> None:
        unsplit = {line.id for line in last.lines if UNSPLIT in line.note}
        codes = {line.id: line.economic_code for line in last.lines}
        unclassed = {n: code for n, code in codes.items() if len(code) < LEVEL_LENGTHS["economic"]["款"]}
        if not unsplit and not unclassed:
            return
        notes = {line.id: line.note for line in last.lines}
        for bit, line in enumerate(self._cube.lines):
            if line.year == last.budget.year and line.origin.table == DirectLine.TABLE:
                record = line.origin.record_id
                if record in unsplit:
                    self._unsplit |= 1 << bit
                if record in unclassed:
                    classes = _classes(unclassed[record], classes_not_of(notes[record]))
                    self._unclassed[classes] = self._unclassed.get(classes, 0) | 1 << bit

    def why(self, where: Filter, selection: Selection) -> str:
        """Return why last year's amount of a question is not known, empty where it is; selection: what answers it."""
        if self._unsplit and self._divides_unsplit(where, selection):
            return UNSPLIT
        return UNCLASSED if self._unclassed and self._divides_unclassed(where, selection) else ""

    def _divides_unsplit(self, where: Filter, selection: Selection) -> bool:
        """Tell whether lines would be counted otherwise if 人员 were 公用 and 公用 人员."""
        swapped = tuple(
            (name, tuple(SWAPPED.get(pattern, pattern) for pattern in patterns) if name == "nature" else patterns)
            for name, patterns in where
        )
        return bool(self._unsplit & (selection ^ self._cube.select(swapped)))

    def _divides_unclassed(self, where: Filter, selection: Selection) -> bool:
        """Tell whether lines would be counted otherwise if they said their class."""
        asked = [patterns for name, patterns in where if name == "economic"]
        if not asked:
            return False
        others = self._cube.select(tuple(part for part in where if part[0] != "economic"))
        for classes, lines in self._unclassed.items():
            some = any(all(_passes(code, patterns) for patterns in asked) for code in classes)
            every = some and all(_passes(code, patterns) for code in classes for patterns in asked)
            if (others & lines & ~selection and some) or (selection & lines and not every):
                return True
        return False


@cache
def _classes(code: str, without: tuple[str, ...]) -> tuple[str, ...]:
    """Return the economic classes in full that begin with a code, without some."""
    length = LEVEL_LENGTHS["economic"]["款"]
    full = (each for each in load("economic").codes if len(each) == length and each.startswith(code))
    return tuple(each for each in full if not without or not each.startswith(without))


@cache
def _passes(code: str, patterns: tuple[str, ...]) -> bool:
    wanted = tuple(pattern for pattern in patterns if not pattern.startswith("!"))
    barred = tuple(pattern[1:] for pattern in patterns if pattern.startswith("!"))
    return (not wanted or code.startswith(wanted)) and not (barred and code.startswith(barred))

"""What a scenario (测算方案) does to the totals: the five main figures, and spending by kind of money, side by side."""

from collections.abc import Iterator

from desktop.compute.cube import Cube
from desktop.dataclass import dataclass
from desktop.layouts.form.spec import Form
from desktop.layouts.tables.overview import FIGURES
from desktop.ledger.vocabulary import FUNDS
from desktop.money import YUAN, Fen


@dataclass(frozen=True, slots=True)
class Compared:
    """One total before and after, in 分. main: one of the five figures that are always shown."""

    label: str
    before: Fen
    after: Fen
    main: bool

    @property
    def difference(self) -> Fen:
        """Return by how much it changes."""
        return self.after - self.before

    def describe(self) -> str:
        """Return it as one line: 人员经费：1.00 → 2.00 元（+1.00）."""
        change = f"{'+' if self.difference > 0 else ''}{YUAN.show(self.difference)}" if self.difference else "不变"
        return f"{self.label}：{YUAN.show(self.before)} → {YUAN.show(self.after)} 元（{change}）"


def totals(before: tuple[Form, Cube], after: tuple[Form, Cube]) -> list[Compared]:
    """Return the five main figures, and what else of income and of spending by fund has money on either side.

    Each side counts “三公” in the scope of its own form.
    """
    main = [_measure(name, before, after, main=True) for name in FIGURES]
    rest = [_measure("income_total", before, after, main=False), *_by_fund(before, after)]
    return [*main, *(each for each in rest if each.before or each.after)]


def _measure(name: str, before: tuple[Form, Cube], after: tuple[Form, Cube], *, main: bool) -> Compared:
    first, second = (cube.sum(form.measures[name].where) for form, cube in (before, after))
    return Compared(after[0].measures[name].label, first, second, main)


def _by_fund(before: tuple[Form, Cube], after: tuple[Form, Cube]) -> Iterator[Compared]:
    for fund in FUNDS:
        first, second = (
            cube.sum((*form.measures["expenditure"].where, ("fund", (fund,)))) for form, cube in (before, after)
        )
        yield Compared(f"支出：{fund}", first, second, main=False)

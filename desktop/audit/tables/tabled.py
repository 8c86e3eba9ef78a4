"""What the tables of a document say, read once for all rules: grids, sums with their outcome, amounts by meaning."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property

from desktop.audit.interval import Interval
from desktop.audit.outcome import Amount, Quote
from desktop.audit.remembered import remembered
from desktop.audit.tables import between, credible, grids, judging, standing, sums
from desktop.audit.tables.grids import Grid, Half, Row
from desktop.audit.tables.judging import Judged
from desktop.audit.tables.meanings import Key, Statement, statements_of
from desktop.dataclass import dataclass
from desktop.money import FEN_PER
from desktop.outside.document import Document

NO_TABLES = "文件中没有含金额的表"
MOST_NAMED = 12
CellPlace = tuple[int, int, int]
"""Index of the table in the document, row and column in its grid."""


@dataclass(frozen=True)
class Tabled:
    """The tables of a document that can hold money."""

    document: Document
    grids: tuple[Grid, ...]

    @cached_property
    def judged(self) -> list[tuple[Grid, list[Judged]]]:
        """Every sum of each table, and how it came out."""
        return [(grid, judging.judged_of(grid, sums.sums_of(grid))) for grid in self.grids]

    @cached_property
    def wrong(self) -> dict[int, list[Judged]]:
        """The failing sums of each table, by its index, that are errors of it and no misunderstanding."""
        where = standing.of(self.document, self.grids)
        return {grid.index: credible.errors(grid, judged, where) for grid, judged in self.judged}

    @cached_property
    def meanings(self) -> dict[Key, list[Statement]]:
        """The readable amounts whose meaning is understood, by meaning; of tables that were read rightly."""
        known = (grid for grid in self.grids if grid.index not in self.misread)
        return between.by_key(each for grid in known for each in statements_of(grid))

    @cached_property
    def misread(self) -> dict[int, str]:
        """The names of tables, by index, of whose columns our reading is wrong: nothing may be compared with them.

        Of 三公经费 where the items mostly do not come to their totals; any where an amount and the name of the next
        row beside it run together in one cell (0.00二、卫生健康支出).
        """
        found = {grid.index: grid.name for grid in self.grids if _run_together(grid)}
        for grid, judged in self.judged:
            cases = [each for each in judged if each.touched and each.readable and len(each.nearest) > 1]
            cases = [each for each in cases if each.sum.kind == "across" and not each.heading]
            if "三公" in grid.title and sum(not each.holds for each in cases) * 2 > len(cases):
                found[grid.index] = grid.name
        return found

    @cached_property
    def columns(self) -> dict[tuple[int, int], dict[Key, Interval]]:
        """What each column of a table says of what is understood, where it says so once."""
        found: dict[tuple[int, int], dict[Key, Interval]] = {}
        for key, statements in self.meanings.items():
            for each in statements:
                found.setdefault((each.grid.index, each.column), {})[key] = between.value_of(each)
        return found

    def same_scope(self, clash: between.Clash) -> bool:
        """Tell whether two tables that differ in an amount speak of the same: other amounts of the two columns agree.

        Where they have no other in common, one of the two amounts is not borne out by the sums of its own table.
        """
        left, right = (self.columns[each.grid.index, each.column] for each in (clash.odd, clash.other))
        shared = [(left[key], right[key]) for key in left.keys() & right.keys()]
        telling = [(a, b) for a, b in shared if a.fen or b.fen]
        agreeing = sum(a.meets(b) for a, b in telling)
        apart = {(a - b).fen for a, b in telling if not a.meets(b)}  # a subject differs with those above it
        if agreeing or len(apart) > 1:
            return agreeing >= len(apart)
        return not all(self._summed(each) for each in (clash.odd, clash.other))

    def _summed(self, cell: Statement) -> bool:
        """Tell whether an amount is part of a sum of its table that holds, and of none that is wrong."""
        place = (cell.row.number, cell.column)

        def touches(each: Judged) -> bool:
            return place == each.sum.total or any(place == part for _, part in each.nearest)

        own = [each for grid, judged in self.judged if grid is cell.grid for each in judged if each.touched]
        wrong = any(map(touches, self.wrong[cell.grid.index]))
        return not wrong and any(touches(each) and each.holds and len(each.nearest) > 1 for each in own)

    def figures(self) -> Iterator[tuple[Grid, Half, Row, int]]:
        """Yield every cell of money."""
        for grid in self.grids:
            for half in grid.halves:
                for row in half.rows:
                    for column in row.figures:
                        yield grid, half, row, column

    @cached_property
    def tied(self) -> set[CellPlace]:
        """The cells that a sum, or another table, was held against."""
        found: set[CellPlace] = set()
        for grid, judged in self.judged:
            for kind in ("tree", "total", "half", "across"):
                of_kind = [each for each in judged if each.sum.kind == kind]
                if not judging.believed(of_kind):
                    continue
                for each in of_kind:
                    if each.readable and each.touched:
                        found.add((grid.index, *each.sum.total))
                        found |= {(grid.index, *place) for _, place in each.nearest}
        for statements in self.meanings.values():
            if between.comparable(statements):
                found |= {(each.grid.index, each.row.number, each.column) for each in statements}
        return found


RUN_TOGETHER = re.compile(
    r"-?\d[\d,]*\.\d+\s*(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|(?:(?:本年)?(?:收入|支出))?(?:合计|总计)$)"
)
"""An amount and, in the same cell, the number or the name of the row beside it."""


def _run_together(grid: Grid) -> bool:
    """Tell whether two columns of a table were read as one."""
    return any(RUN_TOGETHER.match(cell.strip()) for row in grid.table.rows for cell in row)


@remembered
def tabled(document: Document) -> Tabled:
    """Return the tables of a document; rules that follow each other share them."""
    return Tabled(document, tuple(grids.grids_of(document)))


def yuan(fen: Decimal) -> str:
    """Return an amount in 元, as findings give it."""
    value = (fen / 100).quantize(Decimal("0.01"))
    return f"{value:.2f}"


def shown(value: Interval, grid: Grid) -> str:
    """Return an amount as the table prints it, with its unit."""
    unit = grid.unit or "万元"
    return f"{value.fen / FEN_PER[unit]:,.{grid.decimals}f}{unit}"


def amount(name: str, value: Interval) -> Amount:
    """Return an amount of a finding."""
    return Amount(name, yuan(value.fen))


def quote_of(cell: Statement) -> Quote:
    """Return the cell of a statement."""
    return cell.grid.quote(cell.row, cell.column, cell.half)


def listed(names: list[str]) -> str:
    """Return names as a reason gives them, the first ones of many."""
    shown_names = "、".join(f"“{name}”" for name in dict.fromkeys(names[:MOST_NAMED]))
    return shown_names + (f"等 {len(names)} 处" if len(names) > MOST_NAMED else "")

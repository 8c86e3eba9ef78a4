"""Rows of tables by the names they bear, and the two years that a row prints."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal

from desktop.audit.interval import ZERO, Interval
from desktop.audit.outcome import Quote
from desktop.audit.remembered import remembered
from desktop.audit.sentences.slips import slips
from desktop.audit.sentences.statements import Printed
from desktop.audit.tables import labels
from desktop.audit.tables.across import years_of
from desktop.audit.tables.grids import Grid, Half, Row
from desktop.audit.tables.tabled import tabled
from desktop.dataclass import dataclass
from desktop.money import FEN_PER
from desktop.outside.document import Document

WIDE = 3
"""Digits of a code that is a 类."""
OTHER = re.compile("增减|变化|变动|结转|执行|决算|完成")
YEAR_WORDS = re.compile(
    r"20\d\d年?度?|上年|去年|本年|当年|预算数?|安排|金额|数|合计|小计|总计|（[^）]*）|财政拨款|一般公共|支出"
)


@dataclass(frozen=True, slots=True)
class Place:
    """A row of a table."""

    grid: Grid
    half: Half
    row: Row

    def figures(self) -> list[Interval]:
        """Return the amounts of the row that can be read."""
        return [value for figure in self.row.figures.values() if (value := figure.value)]

    def quote(self, column: int | None = None) -> Quote:
        """Return a cell of the row, its first amount where none is named."""
        columns = [c for c, figure in self.row.figures.items() if not figure.blank]
        return self.grid.quote(
            self.row, (columns or list(self.half.columns))[0] if column is None else column, self.half
        )


@remembered
def places(document: Document) -> tuple[Place, ...]:
    """Return every row of the tables of a document that bears a name or a code."""
    found = [Place(grid, half, row) for grid in tabled(document).grids for half in grid.halves for row in half.rows]
    return tuple(each for each in found if (each.row.label or each.row.code) and not labels.is_total(each.row.label))


@remembered
def by_code(document: Document) -> dict[str, list[Place]]:
    """Return the rows of subjects by their code."""
    found: dict[str, list[Place]] = defaultdict(list)
    for place in places(document):
        if place.row.code:
            found[place.row.code].append(place)
    return found


def amounts(several: Iterable[Place]) -> list[Interval]:
    """Return what rows of one name may come to: each of their figures, and each column of a table together."""
    of_column: dict[tuple[int, int], list[Interval]] = defaultdict(list)
    for place in several:
        for column, figure in place.row.figures.items():
            if figure.value:
                of_column[place.grid.index, column].append(figure.value)
    found = [value for values in of_column.values() for value in values]
    return found + [sum(values, ZERO) for values in of_column.values() if len(values) > 1]


def pairs(place: Place) -> Iterator[tuple[int, Interval, Interval]]:
    """Yield the column of this year with its amount and last year's, wherever a row prints both."""
    columns = place.half.columns
    years = {column: years_of(path) for column, path in columns.items()}
    newest = max((year for known in years.values() for year in known), default="")
    for column, path in columns.items():
        words = "".join(path)
        mine = newest in years[column] if newest else not re.search("上年|去年", words)
        if not mine or OTHER.search(words):
            continue
        before = [
            c
            for c, other in columns.items()
            if c != column and _of_last_year(other, years[c], newest) and _plain(other) == _plain(path)
        ]
        now = place.row.figures[column].value
        last = place.row.figures[before[0]].value if len(before) == 1 else None
        if now and last:
            yield column, now, last


def _of_last_year(path: tuple[str, ...], known: set[str], newest: str) -> bool:
    words = "".join(path)
    if OTHER.search(words):
        return False
    return known == {str(int(newest) - 1)} if newest and known else re.search("上年|去年", words) is not None


def _plain(path: tuple[str, ...]) -> str:
    return YEAR_WORDS.sub("", "".join(path))


def slipped(of: Printed, known: Iterable[Interval]) -> Interval | None:
    """Return the amount of which a printed one is a slip: two digits turned, the point moved by one place."""
    per = FEN_PER[of.unit]
    written = [Decimal(each) * per for each in slips(of.text)]
    half = of.amount.half
    return next((v for v in known if v.fen and any(abs(each - v.fen) <= half + v.half for each in written)), None)

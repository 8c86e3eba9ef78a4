"""Rows of tables by the names they bear, the two years that a row prints, and projects with goals of their own."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import pairwise

from desktop.audit.interval import ZERO, Interval
from desktop.audit.outcome import Quote
from desktop.audit.remembered import remembered
from desktop.audit.sentences.prose import cleaned
from desktop.audit.sentences.slips import slips
from desktop.audit.sentences.statements import Printed
from desktop.audit.tables import labels
from desktop.audit.tables.across import years_of
from desktop.audit.tables.grids import Grid, Half, Row
from desktop.audit.tables.tabled import tabled
from desktop.dataclass import dataclass
from desktop.money import FEN_PER
from desktop.outside.document import Document, Table

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


TITLE = re.compile(
    r"(?P<name>[^，。；：]{3,40}?)(?:（?20\d\d年度?）?)?(?:项目)?(?:支出)?(?:预算)?(?:绩效)目标(?:申报|批复|情况|公开)?表?$"
)
"""The title of a table of goals that is named after its project: 家庭家教家风建设经费绩效目标表."""
NAME_HEAD = re.compile("(?:二级)?项目名称")
GENERAL = re.compile("^(?:部门|单位|整体|项目|重点|20\\d\\d年?|部门预算|支出)+$|整体(?:支出)?$|[县市区]级部门$")
MONEY_HEAD = re.compile(
    "总成本|项目(?:总)?成本|资金总额|预算(?:金额|数|资金)|项目(?:总)?资金|年度资金|财政资金|金额|总额|资金"
)
MONEY = re.compile(
    r"(?:[≤<=＜＝]|不超过|小于等于|控制在)?(?P<sum>\d[\d,]*(?:\.\d+)?)(?P<unit>万元|千元|元)?(?:以内|以下)?"
)
UNIT = re.compile("单位[：:]?(万元|千元|元)|[（(](万元|千元|元)[）)]")
MOST = 60
"""Rows of such a table that are looked at."""


@dataclass(frozen=True, slots=True)
class OwnGoals:
    """A project that has a table of goals of its own, and amounts of money in it, each with its place."""

    name: str
    amounts: tuple[tuple[Decimal, Quote], ...]


@remembered
def own_goals(document: Document) -> tuple[OwnGoals, ...]:
    """Return the projects of a document that have a table of goals of their own."""
    found = ((_name(table), _amounts(table)) for table in document.tables)
    return tuple(OwnGoals(name, amounts) for name, amounts in found if name and amounts)


def _name(table: Table) -> str:
    """Return the name of the project of a table of goals, empty where it is of none or of all."""
    for line in reversed(table.above[-3:]):
        match = TITLE.search(labels.unnumbered(cleaned(line)[0]))
        if match and not GENERAL.search(match["name"]):
            return labels.unnumbered(match["name"])
    if not any("绩效" in line or "目标" in line for line in (*table.above, *map("".join, table.rows[:3]))):
        return ""
    for row in table.rows[:4]:
        cells = [cleaned(cell)[0] for cell in row if cell.strip()]
        for at, cell in enumerate(cells[:-1]):
            if NAME_HEAD.fullmatch(cell) and not MONEY_HEAD.search(cells[at + 1]):
                return labels.unnumbered(cells[at + 1])
    return ""


def _amounts(table: Table) -> tuple[tuple[Decimal, Quote], ...]:
    """Return the amounts of rows that say they are the money of a project."""
    words = "".join((*table.above, *("".join(row) for row in table.rows[:3])))
    unit = UNIT.search(words)
    usual = (unit[1] or unit[2]) if unit else ""
    found = list[tuple[Decimal, Quote]]()
    for at, row in enumerate(table.rows[:MOST]):
        cells = [cleaned(cell)[0] for cell in row if cell.strip()]
        for head, cell in pairwise(cells):
            match = MONEY.fullmatch(cell)
            of = (match["unit"] or next(iter(re.findall("万元|千元|元", head)), usual)) if match else ""
            if match and of and MONEY_HEAD.search(head):
                quote = Quote("；".join(cells)[:80], table.spot(at))
                found.append((Decimal(match["sum"].replace(",", "")) * FEN_PER[of], quote))
    return tuple(found)

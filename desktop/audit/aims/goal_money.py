"""The money of a project in a table of goals (绩效目标表), against the tables that list projects: 62.40, 64.20.

Rules, sources and what is not seen: resources/rules/audit/tables.md.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from itertools import combinations

from desktop.audit.contradiction import answer, finding
from desktop.audit.interval import Interval
from desktop.audit.outcome import Answer, AuditFinding, Rule
from desktop.audit.remembered import remembered
from desktop.audit.rows.named import Place
from desktop.audit.rows.project_amounts import amounts_in_text, plain_name
from desktop.audit.sentences.slips import same_digits
from desktop.audit.tables import labels
from desktop.audit.tables.grids import Grid
from desktop.audit.tables.tabled import amount, shown, tabled
from desktop.dataclass import dataclass
from desktop.findings import Severity
from desktop.money import FEN_PER
from desktop.outside.document import Document, Table

GOALS = re.compile("绩效|指标值|目标值")
NAMES = re.compile(
    "(?:二级|三级|具体|明细|支出)?项目(?:支出|明细)?(?:名称|内容)?(?:（[^（）]*）)?|(?:支出)?(?:项目|专项)名称"
)
"""What heads the names of projects."""
HEADED = re.compile("^(?:.{0,8}(?:指标.{0,3}|目标|金额|预算数?|资金|科目|编码|合计|总额|小计|拨款|数))(?:（[^）]*）)?$")
"""What heads a column beside them."""
NAME = re.compile(r"[\u4e00-\u9fffA-Za-z0-9（）()“”—－、+·]{3,40}")
NUMBERED = re.compile("^[0-9A-Z]{5,30}[-—_－]?(?=[^0-9A-Z])")
NO_WHOLE = re.compile(
    "指标|目标值|权重|分值|得分|上年|去年|中期|三年|实施期|总投资|累计|已|结转|其中|自有|自筹|单位资金|其他|基金|专户|单价"
)
"""Words over a column that is not all the money of a project this year."""
OF_ONE_FUND = re.compile("一般公共预算|公共财政|财政拨款|政府性基金|国有资本|财政专户")
"""Words in the title of a table that holds the money of one source only."""
OF_SOME = re.compile("采购|购买服务|资产|三公|政府性基金|国有资本|结转")
"""Words of the title of a table that prints some of the money of a project."""
MOST_TABLES = 40
"""Columns with the name of a project that are looked at."""
HEADS, MOST, FEWEST, TEN, DIGITS = 4, 400, 2, 10, 3
"""Rows that may be heads; projects of a table; others that agree; a zero too many; digits that tell a slip."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table that prints amounts of projects: where each stands, by the name of the project."""

    grid: Grid
    number: int
    rows: dict[str, list[tuple[Interval, Place]]]


def look(document: Document) -> Answer:
    """B89: the money of a project among the goals is an amount of its rows in other tables."""
    columns = _all_columns(document)
    goals = [each for each in columns if is_of_goals(each.grid.table, each.grid.title)]
    others = [each for each in columns if not is_of_goals(each.grid.table, each.grid.title)] if goals else []
    findings, seen, reported = list[AuditFinding](), 0, set[str]()
    known, near = _known(others), _by_project(others)
    for of in (each for each in goals if not NO_WHOLE.search(_head(each))):
        sharing = {id(each): each for name in of.rows for each in near.get(name, ())[:MOST_TABLES]}
        best = max(sharing.values(), key=partial(_agreeing, of), default=None)
        for name, several in of.rows.items() if best else ():
            if best is None or name not in best.rows or name in reported:
                continue
            seen += 1
            wrong = [each for each in several if each[0].fen and not any(each[0].meets(v) for v in known[name])]
            found = list(_differs(of, best, name, wrong[0])) if wrong else []
            if found and not any(wrong[0][0].meets(value) for value in amounts_in_text(document, name)):
                reported.add(name)
                findings += found
        several_rows = list(_two_ways(of))
        seen += len(several_rows)
        findings += [each for name, each in several_rows if name not in reported]
    return answer(findings, seen, (), "绩效目标表没有列出其他表中项目的金额")


@remembered
def _all_columns(document: Document) -> tuple[Column, ...]:
    return tuple(each for grid in tabled(document).grids for each in _columns(grid))


def whole_amounts(document: Document) -> dict[str, list[Interval]]:
    """Return the amounts of projects by name, those of the tables of goals first."""
    found: dict[str, list[Interval]] = defaultdict(list)
    for column in sorted(_all_columns(document), key=lambda each: not is_of_goals(each.grid.table, each.grid.title)):
        for name, several in column.rows.items() if not NO_WHOLE.search(_head(column)) else ():
            found[name] += [value for value, _ in several]
            found[name] += (
                [_added(several)] if len(several) > 1 and not is_of_goals(column.grid.table, column.grid.title) else []
            )
    return found


def is_of_goals(table: Table, title: str) -> bool:
    """Tell whether a table is of goals, by its title and its head."""
    return GOALS.search(title) is not None or any(GOALS.search(cell) for row in table.rows[:HEADS] for cell in row)


def _head(of: Column) -> str:
    return next(("".join(half.columns[of.number]) for half in of.grid.halves if of.number in half.columns), "")


def names_column(table: Table) -> int | None:
    """Return which column of a table bears the names of projects; none of one project: 项目名称 beside its name."""
    for row in table.rows[:HEADS]:
        cells = [labels.bare(cell) for cell in row]
        found = next((n for n, cell in enumerate(cells) if NAMES.fullmatch(cell)), None)
        if found is not None and any(HEADED.search(cell) for n, cell in enumerate(cells) if n != found):
            return found
    return None


def project_name(cell: str) -> str:
    """Return the name of a project as it is compared, without the code that may stand before it."""
    return plain_name(NUMBERED.sub("", labels.bare(cell)))


def _columns(grid: Grid) -> Iterator[Column]:
    """Yield the columns of a table whose rows bear the names of projects."""
    named = names_column(grid.table)
    if named is None:
        return
    found: dict[int, dict[str, list[tuple[Interval, Place]]]] = defaultdict(lambda: defaultdict(list))
    for half in grid.halves:
        for row in half.rows:
            cells = grid.table.rows[row.number]
            name = project_name(cells[named]) if named < len(cells) else ""
            if not NAME.fullmatch(name) or labels.is_total(cells[named]):
                continue
            for column, figure in row.figures.items():
                if figure.value and not figure.blank:
                    found[column][name].append((figure.value, Place(grid, half, row)))
    for column, rows in found.items():
        yield Column(grid, column, dict(list(rows.items())[:MOST]))


def _by_project(others: list[Column]) -> dict[str, list[Column]]:
    """Return the columns that list a project, those left out that are of some of its money only."""
    found: dict[str, list[Column]] = defaultdict(list)
    for column in others:
        for name in column.rows if not OF_SOME.search(column.grid.title) else ():
            found[name].append(column)
    return found


def _known(others: list[Column]) -> dict[str, list[Interval]]:
    """Return what the rows of a project may come to: each amount, a column together, two amounts of a row together."""
    found: dict[str, list[Interval]] = defaultdict(list)
    of_row: dict[tuple[str, int, int], list[Interval]] = defaultdict(list)
    for column in others:
        for name, several in column.rows.items():
            found[name] += [value for value, _ in several]
            if len(several) > 1:
                found[name].append(_added(several))
            for value, place in several:
                of_row[name, column.grid.index, place.row.number].append(value)
    for (name, *_), values in of_row.items():
        telling = list({value.fen: value for value in values if value.fen}.values())[:6]
        found[name] += [way for a, b in combinations(telling, 2) for way in (a + b, a - b, b - a)]
    return found


def _added(several: list[tuple[Interval, Place]]) -> Interval:
    total = several[0][0]
    for value, _ in several[1:]:
        total = total + value
    return total


def _agreeing(of: Column, other: Column) -> int:
    """Return for how many projects two columns have the same amount."""
    return sum(_agrees(several, other.rows.get(name, [])) for name, several in of.rows.items())


def _agrees(several: list[tuple[Interval, Place]], other: list[tuple[Interval, Place]]) -> bool:
    if not other:
        return False
    known = [value for value, _ in other] + [_added(other)]
    return any(value.meets(each) and value.fen for value, _ in several for each in known)


def _differs(of: Column, best: Column, name: str, wrong: tuple[Interval, Place]) -> Iterator[AuditFinding]:
    """Yield that an amount differs: the others of the two columns agree, or it is a slip of the one in the table."""
    others = [each for each in of.rows if each in best.rows and each != name]
    agreeing = sum(_agrees(of.rows[each], best.rows[each]) for each in others)
    value, place = wrong
    own = best.rows[name]
    right = own[0][0] if len(own) == 1 else _added(own)
    slip = _slipped(value, right, of.grid) and _says_unit(of.grid) and _says_unit(best.grid)
    alone, enough = agreeing == len(others), agreeing >= FEWEST and agreeing * 2 >= len(others)
    more = OF_ONE_FUND.search(best.grid.title) is not None and value.fen > right.fen  # other money pays for the rest
    if not right.fen or not ((slip and (alone or enough)) or (alone and enough and not more)):
        return
    message = (
        f"“{name}”在“{of.grid.name}”中为 {shown(value, of.grid)}，“{best.grid.name}”中为 {shown(right, best.grid)}"
    )
    quotes = [place.quote(of.number), own[0][1].quote(best.number)]
    amounts = [amount("绩效目标表", value), amount("项目表", right)]
    degree = Severity.ERROR if slip and enough else Severity.WARNING
    yield finding("B89", degree, message, quotes, amounts, shown(right, best.grid))


def _two_ways(of: Column) -> Iterator[tuple[str, AuditFinding]]:
    """Yield the one project whose rows print two amounts, where each row of the others prints all its money again."""
    repeated = {name: rows for name, rows in of.rows.items() if len(rows) > 1}
    apart = [name for name, rows in repeated.items() if len({value.fen for value, _ in rows}) > 1]
    again = sum(1 for name, rows in repeated.items() if name not in apart and rows[0][0].fen)
    if len(apart) != 1:
        return
    (first, place), (other, another) = _odd_and_usual(repeated[apart[0]])
    if again < FEWEST and not (again and _slipped(first, other, of.grid)):
        return
    message = f"“{apart[0]}”在“{of.grid.name}”的几行中一处为 {shown(first, of.grid)}，另一处为 {shown(other, of.grid)}"
    quotes = [place.quote(of.number), another.quote(of.number)]
    amounts = [amount("一处", first), amount("另一处", other)]
    yield apart[0], finding("B89", Severity.WARNING, message, quotes, amounts, "改正其中一处")


def _odd_and_usual(rows: list[tuple[Interval, Place]]) -> tuple[tuple[Interval, Place], tuple[Interval, Place]]:
    """Return the rows of the amounts that stand least and most often."""
    times = Counter(value.fen for value, _ in rows)
    order = sorted(rows, key=lambda row: times[row[0].fen])
    return order[0], next(row for row in reversed(order) if row[0].fen != order[0][0].fen)


def _says_unit(grid: Grid) -> bool:
    return bool(grid.unit) and grid.says_unit


def _slipped(value: Interval, right: Interval, grid: Grid) -> bool:
    """Tell whether one amount has the digits of the other in another order, or a zero too many or too few."""
    long = [len(str(int(each.fen)).strip("0")) for each in (value, right)]
    if min(value.fen, right.fen) <= 0:
        return False
    if value.fen in (right.fen * TEN, right.fen / TEN):
        return True
    per = Decimal(FEN_PER[grid.unit or "元"])
    texts = [f"{(each.fen / per):.6f}" for each in (value, right)]
    return min(long) >= DIGITS - 1 and same_digits(*texts)


RULES: tuple[Rule, ...] = (Rule("B89", "绩效目标表中项目的金额与项目表一致", look),)

"""Things to be bought: as many in a goal (绩效目标) as the rows of the table of purchases have.

Rules, sources and what is not seen: resources/rules/audit/tables.md.
"""

import re
from collections.abc import Iterator
from itertools import accumulate, islice

from desktop.audit.contradiction import answer, finding
from desktop.audit.details.things import TABLE, Quantity, in_row
from desktop.audit.interval import ZERO, Interval, printed
from desktop.audit.outcome import Answer, AuditFinding, Quote, Rule
from desktop.audit.rows.bought_items import BUYING, CODE, NAME, NUMBER, QUANTITY
from desktop.audit.sentences.prose import cleaned
from desktop.audit.tables import labels
from desktop.audit.tables.grids import Grid, Half
from desktop.audit.tables.tabled import tabled
from desktop.dataclass import dataclass
from desktop.findings import Severity
from desktop.outside.document import Document, Table

PLANNED = re.compile("购置|采购|更新|配备|添置|新购|配置|购买|购进|新增")
MONEY = re.compile(r"(?<![\d.,])(?P<number>\d[\d,]{0,15}(?:\.\d{1,8})?)(?P<unit>万元|元)")
BARE = re.compile(r"\d[\d,]{0,15}(?:\.\d{1,8})?")
OF_MONEY = re.compile("资金|金额|预算|总额|经费|合计")
"""Words of a cell beside an amount of a project."""
UNIT = re.compile("单位[：:](?:人民币)?(万元|元)|[（(](万元|元)[）)]")
ALIKE = (
    frozenset({"台", "套", "台（套）", "台套", "部", "辆", "辆（台）"}),
    frozenset({"件", "个", "把", "张", "组", "套", "件（套）"}),
)
"""Units in which one list counts different things together."""
PARTS = re.compile("批|批次|种|类|项|人|次|期")
"""Units that count no single things."""
PADDING = re.compile(
    "购置|采购|更新|配备|添置|新购|配置|购买|购进|新增|数量|台（套）数|[台套辆张件]?数$|[台套辆张件]$|（.*?）|专用|项目"
)
GENERAL = re.compile("(?:[\u4e00-\u9fff]{0,6})?(?:设备|物资|货物|家具|仪器|器材|装备|资产|产品)")
"""A name of many different things."""
LONGEST, MOST = 30, 40
"""Rows of a table of purchases of which the runs are added up; amounts
of a table of goals, and goals of it, that are looked at."""
SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Bought:
    """A row of a table of purchases: what, how many in which unit, for how much."""

    name: str
    count: int
    unit: str
    money: Interval
    quote: Quote


def look(document: Document) -> Answer:
    """B87: a goal that counts what is bought counts the rows of purchases that have its money, or its name."""
    lists = [each for grid in tabled(document).grids for half in grid.halves if (each := list(_bought(grid, half)))]
    findings, seen = list[AuditFinding](), 0
    for number, table in enumerate(document.tables) if lists else ():
        for goal, amounts in islice(_goals(number, table), MOST):
            known = [run for rows in lists for run in _fitting(goal, amounts, rows)]
            counts = {sum(each.count for each in run) for run in known}
            seen += bool(known)
            if len(counts) == 1 and goal.value not in counts:
                findings.append(_found(goal, known[0]))
    return answer(findings, seen, (), "没有在采购表和绩效目标中都写的购置数量")


def _bought(grid: Grid, half: Half) -> Iterator[Bought]:
    """Yield the rows of a table of purchases that have a number of things and an amount."""
    first = min((row.number for row in half.rows), default=0)
    heads = grid.table.rows[:first]
    words = "".join((grid.title, *(cell for row in heads for cell in row)))
    numbers = {n for row in heads for n, cell in enumerate(row) if NUMBER.fullmatch(cleaned(cell)[0])}
    names = [
        n
        for n in range(len(heads[-1]) if heads else 0)
        if any(NAME.fullmatch(cleaned(r[n])[0]) for r in heads if n < len(r))
    ]
    if len(numbers) != 1 or not BUYING.search(words) or TABLE.search(grid.title):
        return
    (column,) = numbers
    moneys = [n for n in half.columns if n != column and "单价" not in "".join(half.columns[n])]
    for row in half.rows:
        cells = [cleaned(cell)[0] for cell in grid.table.rows[row.number]]
        stated = QUANTITY.fullmatch(cells[column]) if column < len(cells) else None
        money = next((value for n in moneys if (value := row.figures[n].value) and value.fen), None)
        if stated is None or money is None or any(map(labels.is_total, cells)):
            continue
        name = " ".join(CODE.sub("", cells[n]) for n in names if n != column and n < len(cells))
        at = next(iter(moneys))
        yield Bought(name, int(stated["count"]), stated["unit"] or _unit(grid, cells), money, grid.quote(row, at, half))


def _unit(grid: Grid, cells: list[str]) -> str:
    """Return what a row counts in, where a column of its own says it."""
    return next((cell for cell in cells if any(cell in each for each in ALIKE) or PARTS.fullmatch(cell)), "")


def _goals(number: int, table: Table) -> Iterator[tuple[Quantity, list[Interval]]]:
    """Yield the goals of a table that count what is bought, with the amounts of money their project may have."""
    if not TABLE.search("".join((*table.above, *(cell for row in table.rows[:4] for cell in row)))):
        return
    rows = [[cleaned(cell)[0] for cell in row] for row in table.rows]
    unit = next((m[1] or m[2] for line in (*table.above, *map("".join, rows[:4])) if (m := UNIT.search(line))), "")
    headed = {n for row in rows[:4] for n, cell in enumerate(row) if OF_MONEY.search(cell) and not MONEY.search(cell)}
    every = [amount for row in rows for amount in _amounts(row, unit, headed)]
    for at, cells in enumerate(rows):
        quote = Quote(" ".join(cell.strip() for cell in table.rows[at] if cell.strip()), table.spot(at))
        for goal in in_row(cells, ("table", number, at), quote):
            if PLANNED.search(goal.before or goal.behind) and goal.planned and not goal.sign:
                yield goal, (list(_amounts(cells, unit, headed)) or every)[:MOST]


def _amounts(cells: list[str], unit: str, headed: set[int]) -> Iterator[Interval]:
    """Yield the amounts of a row: with their unit, or below a header or behind a label of money."""
    for n, cell in enumerate(cells):
        for match in MONEY.finditer(cell):
            yield printed(match["number"], match["unit"])
        if unit and BARE.fullmatch(cell) and (n in headed or any(OF_MONEY.search(other) for other in cells[:n])):
            yield printed(cell, unit)


def _fitting(goal: Quantity, amounts: list[Interval], rows: list[Bought]) -> Iterator[list[Bought]]:
    """Yield the runs of rows that a goal can be of: all the rows of its name, or those that have its money."""
    name = PADDING.sub("", goal.before)
    named = [each for each in rows if len(name) > SHORTEST and name in each.name]
    if named and not GENERAL.fullmatch(name):
        money = sum((each.money for each in named), ZERO)
        sure = goal.value > sum(each.count for each in named) or any(money.meets(each) for each in amounts)
        alone = len(named) == 1 and named[0].name.strip() == name  # not those of one project among several
        if all(_same(goal, each) for each in named) and (sure or alone):
            yield named
        return
    if len(rows) > LONGEST or (name and not GENERAL.fullmatch(name)):
        return
    sums = list(accumulate((each.money for each in rows), initial=ZERO))
    for start in range(len(rows)):
        for end in range(start + 1, len(rows) + 1):
            run = rows[start:end]
            money = sums[end] - sums[start]
            if any(amount.fen and money.meets(amount) for amount in amounts) and all(_same(goal, each) for each in run):
                yield run


def _same(goal: Quantity, row: Bought) -> bool:
    """Tell whether a goal counts in the unit of a row, or in one that counts such things together."""
    if not row.unit or PARTS.fullmatch(row.unit):
        return False
    units = {goal.unit, row.unit}
    return len(units) == 1 or any(units <= each for each in ALIKE)


def _found(goal: Quantity, run: list[Bought]) -> AuditFinding:
    count = sum(each.count for each in run)
    name = re.sub("[台套辆]$", "", goal.before)
    message = (
        f"绩效目标“{name}”为 {goal.text}{goal.unit}，采购表中共 {count}{run[0].unit if len(run) == 1 else goal.unit}"
    )
    quotes = [goal.quote, *(each.quote for each in run[:6])]
    return finding("B87", Severity.WARNING, message, quotes, (), f"{count}{goal.unit}，或改正采购表")


RULES: tuple[Rule, ...] = (Rule("B87", "绩效目标的购置数量与采购表一致", look),)

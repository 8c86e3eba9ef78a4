"""What the columns of a table of subjects (科目表) hold, by their headings; one that is not understood is blank."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from desktop.catalog.measures import Filter
from desktop.layouts.form.spec import ColumnSpec
from desktop.outside.source_files import SourceRow
from desktop.published.reading import BLANK, PRINTED
from desktop.published.recognise import YEAR, comparable

Path = tuple[str, ...]
"""The headings of a column, from top to bottom."""

FISCAL = ("一般公共预算", "政府性基金", "国有资本经营")
MONEY = "(?:预算)?(?:财政)?(?:拨款)?(?:资金)?(?:收入|支出|安排)?"
FUNDS = (
    (re.compile("一般公共(?:预算)?" + MONEY), FISCAL[:1]),
    (re.compile("政府性基金" + MONEY), FISCAL[1:2]),
    (re.compile("国有资本经营" + MONEY), FISCAL[2:]),
    (re.compile("财政拨款(?:资金)?(?:收入|支出)?"), FISCAL),
    (re.compile("财政专户管理资金(?:收入|支出)?"), ("财政专户管理资金",)),
    (re.compile("事业收入(?:资金)?"), ("事业收入",)),
)
BASIC, STAFF, PUBLIC, PROJECT = ("人员", "公用"), ("人员",), ("公用",), ("!人员", "!公用")
OTHERS = {"经营支出", "上缴上级支出", "对附属单位补助支出"}
"""Spending that is neither basic nor of a project, and counts as that of projects where it has no column."""
SUM = "(?:预算)?(?:数|合计|小计)?"
SPENT = "(?:经费支出|经费|支出)"
NATURES = (
    (re.compile(f"(?:本年)?基本支出{SUM}"), BASIC),
    (re.compile(f"人员(?:类|类?{SPENT}){SUM}"), STAFF),
    (re.compile(f"(?:日常)?公用(?:类|类?{SPENT}){SUM}"), PUBLIC),
    (re.compile(f"(?:本年)?(?:项目|专项|专项业务){SPENT}{SUM}"), PROJECT),
    (re.compile("(?:事业)?经营支出"), ("经营支出",)),
    (re.compile("上缴上级支出"), ("上缴上级支出",)),
    (re.compile("对附属补助支出"), ("对附属单位补助支出",)),
)
NEUTRAL = re.compile(r"(?:本年度?|当年|年初|预算|支出|安排|合计|小计|总计|数|金额|其中)*")
NOT_THIS = re.compile(r"上年|去年|执行|决算|增减|变动|增长|比较|[%％]|幅度|同比|以前年度|相比|结转|结余")
CARRIED = re.compile(r"结转|结余")
NEARLY_ALL = Decimal("0.8")
"""Of the rows of a table so many must add up for columns to be the parts of another one."""


def columns_of(paths: Sequence[Path], codes: Sequence[int], name: int, title: Filter) -> tuple[ColumnSpec, ...]:
    """Return what each column is. codes, name: those of codes and names; title: of which spending the table is."""
    carried = any(CARRIED.search("".join(path)) for path in paths)
    year = year_of(paths)
    found: list[ColumnSpec] = []
    for n, path in enumerate(paths):
        if n in codes or n == name:
            found.append(ColumnSpec(f"c{n}", path or ("",), "code" if n in codes else "name", 10))
            continue
        where = meaning(path, title, year)
        if where and carried and "fund" in dict(where):
            where = (*where, ("carry", ("当年",)))  # what is carried over has a column of its own
        used = any(other.kind == "amount" and other.where == where for other in found)
        kind = "blank" if where is None or used else "amount"
        found.append(ColumnSpec(f"c{n}", path or ("",), kind, 10, where or ()))
    if any(OTHERS & set(dict(column.where).get("nature", ())) for column in found):
        alone = ("nature", ("项目",))  # 经营支出 has a column of its own
        of_projects = ("nature", PROJECT)
        found = [replace(c, where=tuple(alone if each == of_projects else each for each in c.where)) for c in found]
    return tuple(found)


def year_of(paths: Sequence[Path]) -> int:
    """Return the year of a table by its headings, 0 where they name none.

    Of 2022年预算 beside 合计 and 基本支出 without a year, those two are of the year that follows.
    """
    years = {int(year) for path in paths for word in path for year in YEAR.findall(word)}
    words = [[comparable(part) for part in path] for path in paths if path and not YEAR.search("".join(path))]
    total = any(all(map(NEUTRAL.fullmatch, path)) for path in words)
    basic = any(
        values == BASIC and pattern.fullmatch(part) for path in words for part in path for pattern, values in NATURES
    )
    return max(years) + (total and basic and len(years) == 1) if years else 0


def meaning(path: Path, title: Filter, year: int) -> Filter | None:
    """Return which part of a row's amount a column holds; None for another year and for words not understood."""
    text = "".join(path)
    if not path or NOT_THIS.search(text) or any(int(named) != year for named in YEAR.findall(text)):
        return None
    of_title = dict(title)
    found: dict[str, tuple[str, ...]] = {}
    for part in path:
        word = comparable(part).removeprefix("其中")
        nature = next((values for pattern, values in NATURES if pattern.fullmatch(word)), None)
        fund = next((values for pattern, values in FUNDS if pattern.fullmatch(word)), None)
        if fund and "fund" in of_title:
            if not set(of_title["fund"]) <= set(fund):
                return None
        elif nature or fund:
            found |= {"nature": nature} if nature else {"fund": fund or ()}
        elif not NEUTRAL.fullmatch(word):
            return None
    return tuple(part for part in found.items() if part not in title)


def parted(columns: tuple[ColumnSpec, ...], rows: Sequence[SourceRow]) -> tuple[ColumnSpec, ...]:
    """Return the columns with the sums that hold in them; parts that make up no other column are left blank."""
    place = {column.id: n for n, column in enumerate(columns)}
    read = [column for column in columns if column.kind == "amount"]

    def holds(of: ColumnSpec, parts: Sequence[ColumnSpec]) -> bool:
        return adds_up(rows, place[of.id], [place[part.id] for part in parts])

    by_nature = [column for column in read if set(dict(column.where)) == {"nature"}]
    by_fund = [column for column in read if "fund" in dict(column.where) and "nature" not in dict(column.where)]
    inner = [column for column in by_nature if dict(column.where)["nature"] in (STAFF, PUBLIC)]
    basic = next((column for column in by_nature if dict(column.where)["nature"] == BASIC), None)
    sums: dict[str, Sequence[ColumnSpec]] = {}
    outer = by_nature
    if basic:
        outer = [column for column in by_nature if column not in inner]
        sums[basic.id] = inner if len(inner) == 2 and holds(basic, inner) else ()
    total = next((column for column in read if not column.where), None)
    if total:
        sums[total.id] = next((parts for parts in (outer, by_fund) if parts and holds(total, parts)), ())
    tops = [total] if total else list(outer or by_fund)
    for column in tops:  # grows by the parts of each, and by theirs
        tops += sums.get(column.id, ())
    ids = {column.id for column in tops}
    return tuple(
        replace(column, sum_of=tuple(part.id for part in sums.get(column.id, ())))
        if column.id in ids or column.kind != "amount"
        else replace(column, kind="blank", where=())
        for column in columns
    )


def adds_up(rows: Sequence[SourceRow], total: int, parts: Sequence[int]) -> bool:
    """Tell whether columns add up to another one in nearly all rows, but for the last digits printed."""
    lines = [[cell_of(row, n) for n in (total, *parts)] for row in rows]
    lines = [line for line in lines if any(map(PRINTED.fullmatch, line)) and all(map(_readable, line))]
    digits = max((len(cell.partition(".")[2]) for line in lines for cell in line), default=0)
    sums = []
    for line in lines:
        first, *others = (Decimal(cell.replace(",", "")) if PRINTED.fullmatch(cell) else Decimal(0) for cell in line)
        sums.append(abs(first - sum(others)) <= len(parts) * Decimal(1).scaleb(-digits))
    return bool(sums) and sum(sums) >= NEARLY_ALL * len(sums)


def _readable(cell: str) -> bool:
    return bool(PRINTED.fullmatch(cell) or BLANK.fullmatch(cell))


def cell_of(row: SourceRow, column: int) -> str:
    """Return a cell of a row, empty beyond its end."""
    return row.cells[column].strip() if column < len(row.cells) else ""

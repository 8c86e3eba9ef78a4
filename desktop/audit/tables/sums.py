"""Sums inside a table: by the tree of codes, by numbered labels and totals, across the columns.

A sum may be read in several ways; it is contradicted only where none of them can be true. What a table's own figures
show not to be the meaning of its rows or columns is not checked, and that is said.
"""

import math
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from desktop.audit.tables import across, labels, nesting, three_public
from desktop.audit.tables.grids import GROUP, Grid, Half, Row
from desktop.dataclass import dataclass

Place = tuple[int, int]
"""Row and column of a cell in its grid."""
Reading = tuple[tuple[int, Place], ...]
"""The cells that a total may be the sum of, each with its sign."""
BETWEEN = re.compile(r"结转|结余|弥补|实户资金")
SOURCE = re.compile(r"一般公共|政府性基金|国有资本|财政|单位资金")
SUBJECTS = ("2", "3", "5")
"""First digits of functional, economic and government subjects; other codes in their column are those of units."""
SUBJECT_DIGITS = (3, 5, 7)
MOST_NESTED = 60
"""Rows of a table whose headings are looked for by their amounts."""
INSIDE = 12
"""The depth of 其中, which no sum counts."""


@dataclass(frozen=True, slots=True)
class Sum:
    """A total with all its readings. kind: tree, total, half or across."""

    kind: str
    half: Half
    total: Place
    readings: tuple[Reading, ...]


def sums_of(grid: Grid) -> list[Sum]:
    """Return every sum that the structure of a table states."""
    found: list[Sum] = []
    for half in grid.halves:
        for column in half.columns:
            found += _down(half, column)
        found += _across(half)
    return found


def _down(half: Half, column: int) -> Iterator[Sum]:
    codes = [row.code for row in half.rows if len(row.code) > 2]
    rows = [row for row in half.rows if row.label or row.code]
    nested = sum(below.startswith(code) and below != code for code, below in pairwise(codes))
    if len(codes) * 2 > len(rows) or (nested > 1 and nested * 3 > len(codes)):
        yield from _tree(half, column)
    else:
        yield from _labelled(half, column)


def _cells(rows: Sequence[Row], column: int) -> Reading:
    return tuple((1, (row.number, column)) for row in rows)


def _tree(half: Half, column: int) -> Iterator[Sum]:
    """Each code is the sum of the next deeper ones below it; 合计 is that of the highest ones."""
    children: dict[int, list[Row]] = {}
    tops: list[Row] = []
    plain: list[Row] = []
    totals: list[Row] = []
    stack: list[Row] = []
    of_subjects = any(_is_subject(row.code) for row in half.rows)
    for row in half.rows:
        if labels.is_total(row.label) and not row.code:
            totals.append(row)
            continue
        if not row.code or (of_subjects and not _is_subject(row.code)):  # a unit stands among its subjects
            if row.label:
                plain.append(row)
            continue
        while stack and not (row.code.startswith(stack[-1].code) and len(row.code) > len(stack[-1].code)):
            stack.pop()
        (children.setdefault(stack[-1].number, []) if stack else tops).append(row)
        stack.append(row)
    for number, below in [*children.items(), *_of_units(plain, tops)]:
        yield Sum("tree", half, (number, column), (_cells(below, column),))
    readings = [rows for rows in (tops, [*tops, *plain], plain) if rows]
    for total in totals[:1]:
        if readings:
            yield Sum("total", half, (total.number, column), tuple(_cells(rows, column) for rows in readings))


def _is_subject(code: str) -> bool:
    """Tell whether a code is that of a subject, and not of a unit (301001)."""
    return code[:1] in SUBJECTS and len(code) in SUBJECT_DIGITS


def _of_units(units: list[Row], tops: list[Row]) -> Iterator[tuple[int, list[Row]]]:
    """Yield the row of each unit that stands above its own subjects, with the highest of these."""
    if units and tops and units[0].number > tops[0].number:
        return  # units divide the subjects that stand above them
    units = [unit for unit in units if not _remark(unit) and labels.numbering(unit.label) != INSIDE // 2]
    units = [unit for unit in units if unit.code] or units
    for place, unit in enumerate(units):
        end = units[place + 1].number if place + 1 < len(units) else math.inf
        below = [row for row in tops if unit.number < row.number < end]
        if below and not BETWEEN.search(unit.label):
            yield unit.number, below


def _labelled(half: Half, column: int) -> Iterator[Sum]:
    """Numbered labels are the sums of what is numbered deeper below them; a 合计 is that of what stands above."""
    rows = [row for row in half.rows if (row.label or row.code or not row.figures[column].blank) and not _remark(row)]
    if any(row.label.endswith(GROUP) for row in rows):
        yield from _grouped(half, rows, column)
        return
    items = {three_public.item(row.label): row for row in reversed(rows)}
    if {"total", "three"} & set(items) and three_public.complete(set(items)):
        for total, names in three_public.sums(set(items) - {""}):
            ways = tuple(_cells([items[name] for name in each], column) for each in names)
            yield Sum("half", half, (items[total].number, column), ways)
        return
    depths = _depths(rows) if len(rows) > 1 else []
    alone = _depths(rows, alone=True) if INSIDE in depths else depths
    for at in range(len(depths)):
        readings = _readings(rows, depths, at)
        if readings and is_sum(rows[at].label):
            readings += _readings(rows, alone, at) if alone != depths else []
            readings.append(_nested(rows, at, column))
        readings = [each for each in readings if each]
        if readings:
            kind = "total" if labels.is_total(rows[at].label) else "half"
            yield Sum(kind, half, (rows[at].number, column), tuple(_cells(each, column) for each in readings))


def _remark(row: Row) -> bool:
    """Tell whether a row only says something of others: no number, no figure."""
    named = labels.numbering(row.label) or is_sum(row.label) or BETWEEN.search(row.label)
    return not named and all(figure.blank for figure in row.figures.values())


def _grouped(half: Half, rows: list[Row], column: int) -> Iterator[Sum]:
    """小计 of a group is the sum of the rows below or above it up to the next; 合计 is that of the groups."""
    marked = [at for at, row in enumerate(rows) if row.label.endswith(GROUP)]
    ends = [-1, *(at for at, row in enumerate(rows) if at in marked or labels.is_total(row.label)), len(rows)]
    for at in marked:
        around = ends.index(at)
        ways = [rows[at + 1 : ends[around + 1]], rows[ends[around - 1] + 1 : at]]
        if all(ways):
            yield Sum("half", half, (rows[at].number, column), tuple(_cells(each, column) for each in ways))
    groups = [rows[at] for at in marked]
    first = [row for row in rows[: marked[0]] if not labels.is_total(row.label)]
    last = [row for row in rows[marked[-1] + 1 :] if not labels.is_total(row.label)]
    for total in (row for row in rows if labels.is_total(row.label)):
        ways = [groups, [*first, *groups], [*groups, *last]]
        yield Sum("total", half, (total.number, column), tuple(_cells(each, column) for each in ways))


def _readings(rows: list[Row], depths: list[int], at: int) -> list[list[Row]]:
    if is_sum(rows[at].label):
        return _total_readings(rows, depths, at)
    below = _below(rows, depths, at)
    return [below] if below else []


def _nested(rows: list[Row], at: int, column: int) -> list[Row]:
    """Return the rows above a total (below one that stands first) that add up to it when others are their parts.

    Published tables lose their indents: a row may be the heading of those that follow and add up to it. Empty where
    the amounts cannot be nested so.
    """
    places = range(at) if at else range(1, len(rows))
    if any(labels.numbering(rows[place].label) or (at and is_sum(rows[place].label)) for place in places):
        return []  # numbers or an earlier total say what is part of what
    free = [rows[place] for place in places if not is_sum(rows[place].label)]
    values = [value.fen if (value := row.figures[column].value) else None for row in free]
    total = rows[at].figures[column].value
    if total is None or None in values or len(free) > MOST_NESTED:
        return []
    half = max((value.half for row in free if (value := row.figures[column].value)), default=Decimal(0))
    found = nesting.tops([value or Decimal(0) for value in values], total.fen)
    found = found or nesting.tops([value or Decimal(0) for value in values], total.fen, 3 * half)
    return [free[place] for place in found]


def is_sum(label: str) -> bool:
    """Tell whether a label says that its row is a sum of others."""
    plain = labels.unnumbered(label)
    return plain.endswith(("合计", "总计", "共计", "收入小计", "支出小计", "资产总额")) or plain in labels.TOTALS


def _depths(rows: list[Row], *, alone: bool = False) -> list[int]:
    """Return how deep each row stands: twice its numbering; without one, one below the numbered row above it.

    alone: 其中 is its row alone, where unnumbered ones follow that may go on in it or not.
    What lies between the year's money and the total (上年结转, 结转下年 …) stands at the top also without a number,
    with its parts by source below it.
    """
    found: list[int] = []
    under = 0
    for row in rows:
        depth = 2 * labels.numbering(row.label)
        if depth:
            under = 0 if alone and depth == INSIDE else depth
        elif is_sum(row.label) or BETWEEN.search(row.label):
            under = 0
        elif under:
            depth = under if under == INSIDE else under + 1
        elif found and SOURCE.search(row.label) and (BETWEEN.search(_before(rows, len(found))) or found[-1] == 1):
            depth = 1
        found.append(depth)
    return found


def _before(rows: list[Row], at: int) -> str:
    return rows[at - 1].label


def _below(rows: list[Row], depths: list[int], at: int) -> list[Row]:
    """Return the rows directly below another one: the shallowest of those that follow until its own depth."""
    if depths[at] == INSIDE or not (depths[at] > 1 or BETWEEN.search(rows[at].label)):
        return []
    following: list[int] = []
    for place in range(at + 1, len(rows)):
        if depths[place] <= depths[at] or is_sum(rows[place].label):
            break
        following.append(place)
    counted = [place for place in following if depths[place] != INSIDE]
    if not counted:
        return []
    least = min(depths[place] for place in counted)
    return [rows[place] for place in counted if depths[place] == least]


def _total_readings(rows: list[Row], depths: list[int], at: int) -> list[list[Row]]:
    """Return what a total may be the sum of."""
    totals = [place for place, row in enumerate(rows) if is_sum(row.label)]
    if at == 0:  # 合计 stands first: it is the sum of what follows; 本年支出合计 there has nothing to be a sum of
        return (
            []
            if not labels.is_total(rows[0].label) and "资产总额" not in rows[0].label
            else _by_depth(rows, depths, [place for place in range(1, len(rows)) if place not in totals])
        )
    earlier = [place for place in totals if place < at]
    since = earlier[-1] + 1 if earlier else 0
    readings = _by_depth(rows, depths, list(range(since, at)))
    if earlier:
        last = rows[earlier[-1]]
        readings = [[last, *each] for each in readings] or [[last]]
        readings += _by_depth(rows, depths, [place for place in range(at) if place not in totals])
    return readings


def _by_depth(rows: list[Row], depths: list[int], places: list[int]) -> list[list[Row]]:
    """Return the highest rows of a stretch with the unnumbered ones beside them; without any number all of them."""
    places = [place for place in places if depths[place] != INSIDE]
    numbered = [depths[place] for place in places if depths[place] > 1]
    top = [place for place in places if depths[place] == 0]
    highest = [place for place in places if numbered and depths[place] == min(numbered)]
    ways = [sorted({*highest, *top}), highest, *([] if numbered and top else [places])]
    return [[rows[place] for place in way] for way in dict.fromkeys(tuple(way) for way in ways if way)]


def _across(half: Half) -> list[Sum]:
    """合计 of a header group is the sum of its other columns, a group among them counting by its own 小计."""
    plans = across.plans(half)
    found = []
    for total, readings in plans:
        columns = {c for each in readings for _, c in each}
        undivided = [row for row in half.rows if _undivided(row, total, columns)]
        for row in half.rows:
            if any(row is each for each in undivided):
                continue
            ways = [tuple((sign, (row.number, c)) for sign, c in each) for each in readings]
            if undivided and is_sum(row.label):
                ways += [(*each, *_cells(undivided, total)) for each in ways]
            found.append(Sum("across", half, (row.number, total), tuple(ways)))
    return found


def _undivided(row: Row, total: int, columns: set[int]) -> bool:
    """Tell whether a row between the years (结转下年) has an amount that its table does not divide into its columns."""
    return (
        BETWEEN.search(row.label) is not None
        and not row.figures[total].blank
        and all(row.figures[column].blank for column in columns)
    )

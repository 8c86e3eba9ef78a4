"""Which columns of a table are the sum of which others: by the tree of its header, by 小计, by year."""

import re
from itertools import pairwise

from desktop.audit.tables import labels, subtotals, three_public
from desktop.audit.tables.grids import Half

Plan = tuple[int, list[list[tuple[int, int]]]]
"""A column of totals with what it may be the sum of: columns with their sign."""


def plans(half: Half) -> list[Plan]:
    """Return each total column of a table with its readings."""
    return _three_public(half) or _column_sums(half)


def _three_public(half: Half) -> list[Plan]:
    """Return the sums of a header that names each item of 三公 once, whatever its total is called."""
    columns = [column for column, path in half.columns.items() if "机关运行" not in "".join(path)]
    groups: dict[str, list[int]] = {}
    for column in columns:
        groups.setdefault("".join(sorted(years_of(half.columns[column]))), []).append(column)
    found = [_three_public_of(half, group) for group in groups.values()]
    return [each for several in found for each in several] if all(found) else []


def _three_public_of(half: Half, columns: list[int]) -> list[Plan]:
    """Return the sums of the columns of one year."""
    named = [(three_public.of_header(half.columns[column]), column) for column in columns]
    for at, ((name, column), (behind, _)) in enumerate(pairwise(named)):
        if at and name == "total" and behind == "purchase" and named[0][0] == "total":  # 小计 of what follows it
            named[at] = ("vehicle", column)
    items = {name: column for name, column in named if name}
    if len(items) < len(named) or not three_public.complete(set(items)):
        return []
    sums = three_public.sums(set(items))
    return [(items[total], [[(1, items[name]) for name in way] for way in ways]) for total, ways in sums]


def _column_sums(half: Half) -> list[Plan]:
    """Return each total column with what it may be the sum of."""
    columns = list(half.columns)
    change = _change(half)
    found = [change] if change else []
    for total in columns:
        path = half.columns[total]
        if not path or not labels.is_total(path[-1]) or (change and len(path) < 2):
            continue
        parent = path[:-1]
        inside = [c for c in columns if c != total and half.columns[c][: len(parent)] == parent]
        direct = _direct(half, inside, len(parent))
        leaves = [c for c in inside if not _is_total(half, c)]
        without = [c for c in leaves if not any(map(labels.INSIDE.match, half.columns[c][len(parent) :]))]
        readings = [[(1, c) for c in each] for each in (direct, leaves, without) if each]
        if not parent and total != columns[0]:  # a 合计 in the middle speaks of what follows it
            readings += [[(1, c) for c in each if c > total] for each in (direct, leaves)]
        readings += [[(1, c) for c in each] for each in subtotals.highest(half, [c for c in inside if c > total])]
        readings += [[(1, c) for c in each] for each in subtotals.highest(half, inside)]
        outside = [c for c in inside if not any(map(labels.INSIDE.match, half.columns[c][len(parent) :]))]
        readings += [[(1, c) for c in each] for each in [outside, *subtotals.highest(half, outside)]]
        if parent or total != columns[0]:
            readings += [[(1, c) for c in each] for each in subtotals.runs(sorted([*inside, total]), total)]
        several = [list(each) for each in dict.fromkeys(map(tuple, filter(None, readings)))]
        found.append((total, subtotals.likely(half, total, several)))
    return [(total, readings) for total, readings in found if readings]


def _is_total(half: Half, column: int) -> bool:
    """Tell whether a column is headed 合计 or 小计; one without any header is not."""
    return bool(half.columns[column]) and labels.is_total(half.columns[column][-1])


def _direct(half: Half, columns: list[int], depth: int) -> list[int]:
    groups: dict[str, list[int]] = {}
    for column in columns:
        path = half.columns[column]
        groups.setdefault(path[depth] if len(path) > depth else str(column), []).append(column)
    found = []
    for group in groups.values():
        subtotal = next((c for c in group if _is_total(half, c)), None)
        found += [subtotal] if subtotal is not None and len(group) > 1 else group
    return found


def _change(half: Half) -> Plan | None:
    """Return the column of changes as this year less last year."""
    years = {c: years_of(path) for c, path in half.columns.items()}
    known = {year for of_column in years.values() for year in of_column}
    last = [c for c, path in half.columns.items() if path and ("上年" in path[-1] and "结转" not in path[-1])]
    last = last or [c for c in years if len(known) == 2 and years[c] == {min(known)}]
    changes = [c for c, path in half.columns.items() if path and ("增减" in path[-1] and "%" not in path[-1])]
    this = [c for c in half.columns if c not in last and c not in changes]
    of_all = [c for c in this if half.columns[c] and _is_total(half, c)]
    if len(of_all) == 1 and len({half.columns[c][:-1] for c in this}) == 1:  # 小计, 基本支出, 项目支出 of this year
        this = of_all
    if len(last) == len(changes) == len(this) == 1:
        return changes[0], [[(1, this[0]), (-1, last[0])]]
    return None


def years_of(path: tuple[str, ...]) -> set[str]:
    """Return the years that a header names."""
    return set(re.findall(r"20[0-9]{2}", "".join(path)))

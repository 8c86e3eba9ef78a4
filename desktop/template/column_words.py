"""What a column of a sheet means beside the other columns of that sheet: sources of money and the years of money.

A word known from another table brings along what that table divides: 事业收入 with 财政专户管理资金, 拨款 of this year
beside what was carried. Here it means so only where this sheet divides alike.
"""

import re

from desktop.catalog.measures import Filter
from desktop.layouts.form.spec import TableSpec
from desktop.ledger.vocabulary import FUNDS
from desktop.template.meanings import CARRIED, is_total
from desktop.template.titles import title_limits, word

_THIS_YEAR = re.compile(r"本年|当年")
OTHER_MONEY = re.compile(r"其他(?:资金|来源)(?:来源|收入|安排)?(?P<carried>(?:结转|结余)+)?")
"""A heading of the money that the columns beside it leave."""

Path = list[str]


def as_on_sheet(where: Filter, path: Path, paths: list[Path], *, own_table: bool, carried: bool) -> Filter:
    """Return the filter of a column beside the others of its sheet.

    own_table: it is known from the table of a layout that the sheet is; carried: there is money of earlier years apart.
    """
    if not own_table and not carried and not _THIS_YEAR.search("".join(path)):
        where = tuple(part for part in where if part != ("carry", ("当年",)) or not _of_fund(where))
    if not any(name == "carry" for name, _ in where) and _is_beside_carried_group(path, paths):
        where = (*where, ("carry", ("当年",)))
    own = dict(title_limits(path[-1])).get("fund", ())
    funds = dict(where).get("fund", ())
    if own and set(own) < set(funds) and set(funds) - set(own) & _named(path, paths):
        return tuple((name, own) if name == "fund" else (name, words) for name, words in where)
    return where


def _is_beside_carried_group(path: Path, paths: list[Path]) -> bool:
    """Tell whether a column stands in a group 本年安排 beside a group 上年结转."""
    this_year = any(_THIS_YEAR.match(text.strip()) for text in path[:-1])
    return this_year and any("上年" in text and CARRIED.search(text) for other in paths for text in other[:-1])


def is_own(spec: TableSpec | None, heading: str, *, carried: bool) -> bool:
    """Tell whether a heading means what it means in the layout's table that the sheet is: only if that has it.

    Nor does it where that table has a column for money of earlier years, beside which its other columns are without
    it, and the sheet has none.
    """
    columns = [column for block in (spec.blocks if spec else ()) for column in block.columns]
    return has_column(spec, heading) and (carried or not any(("carry", ("结转",)) in c.where for c in columns))


def rest_of(path: Path, paths: list[Path]) -> Filter:
    """Return what a column of other money means: all that the columns of its group do not name; empty for another."""
    other_money = OTHER_MONEY.fullmatch(word(path[-1])) if path else None
    if other_money is None:
        return ()
    depth = len(path) - 1
    group = [o[depth:] for o in paths if o and o != path and o[:depth] == path[:depth] and not is_total(o[-1])]
    named = {fund for other in group for text in other for fund in dict(title_limits(text)).get("fund", ())}
    rest = tuple(fund for fund in FUNDS if fund not in named)
    carried: Filter = (("carry", ("结转",)),) if other_money["carried"] else ()
    return (("fund", rest), *carried) if named and rest else ()


def above(path: Path) -> tuple[str, ...]:
    """Return the headers above a column as they are compared: what they narrow, they narrow for other money too."""
    return tuple(word(text) for text in path[:-1])


def has_column(spec: TableSpec | None, heading: str) -> bool:
    """Tell whether a layout's table has a column of a heading: what that means, the layout says."""
    columns = (column for block in (spec.blocks if spec else ()) for column in block.columns)
    return any(word(column.header[-1]) == word(heading) for column in columns)


def _of_fund(where: Filter) -> bool:
    return any(name == "fund" for name, _ in where)


def _named(path: Path, paths: list[Path]) -> set[str]:
    """Return the sources that other columns are headed by."""
    others = (other[-1] for other in paths if other and other != path)
    return {fund for heading in others for fund in dict(title_limits(heading)).get("fund", ())}

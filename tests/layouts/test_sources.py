"""Every source of money stands in exactly one place of a table, the same in every table of a form, or is named there.

Over random balanced books with all sources: 收支总表 = 收入总表 = 支出总表 source by source, in every form.
"""

from collections import defaultdict

import pytest
from hypothesis import given, settings

from desktop import pipeline
from desktop.findings import Status
from desktop.layouts.form import loader
from desktop.ledger.vocabulary import Carry, Fund
from tests import scale
from tests.books import two_years

FORMS = [key for key in loader.available() if "/" in key]
BY_SOURCE = ("balance", "income", "expenditure", "economic_summary", "projects", "procurement")
"""Tables that may part money by its source."""
WORDS = {
    Fund.GENERAL: ("一般公共预算", "公共预算拨款", "财政拨款"),
    Fund.GOVERNMENT_FUND: ("政府性基金", "财政拨款"),
    Fund.STATE_CAPITAL: ("国有资本经营", "财政拨款"),
    Fund.SPECIAL_ACCOUNT: ("财政专户", "专户管理"),
    Fund.BUSINESS: ("事业收入",),
    Fund.OPERATING: ("事业单位经营",),
    Fund.SUPERIOR: ("上级补助",),
    Fund.SUBORDINATE: ("附属单位上缴",),
    Fund.OTHER: ("其他收入",),
    Fund.MAKE_UP: ("非财政拨款结余", "事业基金弥补"),
}
"""Words of which one stands in the name of a place where that source alone may stand."""


def leaves(table, row, column):
    """Return the cells that a sum is made of in the end, each with the words of its row and column."""
    cell = table.grid[row][column]
    if not cell.terms:
        words = [c.text for c in table.grid[row] if c.kind == "text"]
        return [(cell, "/".join((*words, *table.columns[column].header)))]
    return [leaf for _, r, c in cell.terms for leaf in leaves(table, r, c)]


def grand_totals(table):
    """Yield the place of every amount that is a part of no other one in its block."""
    parts = {place for row in table.grid for cell in row for _, *rest in cell.terms for place in [tuple(rest)]}
    for r, row in enumerate(table.grid):
        for c, cell in enumerate(row):
            if cell.kind == "amount" and cell.terms and (r, c) not in parts:
                yield r, c


def in_sources(cube, cells):
    """Return {sources of the lines of a cell: amount in 分}; a place holds the sources of its lines."""
    found = defaultdict(int)
    for cell, _ in cells:
        lines = cube.chosen(cell.selection & cube.in_year(cube.year))
        if lines:
            found[frozenset((line.fund, line.carry) for line in lines)] += cell.amount
    return found


def joined(*tables):
    """Return the smallest groups of sources that no place of any table cuts."""
    groups = []
    for group in (set(key) for found in tables for key in found):
        for other in [g for g in groups if g & group]:
            groups.remove(other)
            group |= other
        groups.append(group)
    return groups


def place_of(table, row, column):
    return next(
        (r, c)
        for r, cells in enumerate(table.grid)
        for c, cell in enumerate(cells)
        if cell is table.find(row, column)
    )


def income_places(disclosure, table_id):
    table = disclosure.table(table_id)
    column = "amount" if table_id == "balance" else "total"
    return leaves(table, *place_of(table, "total", column))


@pytest.mark.parametrize("key", FORMS)
def test_every_source_stands_once_and_is_the_same_in_every_table(key):
    form = loader.load(key)

    @settings(max_examples=scale.count(8), deadline=None)
    @given(years=two_years())
    def check(years):
        disclosure = pipeline.disclose(*years, form)
        cube = disclosure.cube
        sums = {name: in_sources(cube, income_places(disclosure, name)) for name in ("balance", "income")}
        for group in joined(*sums.values()):
            parts = {n: sum(fen for k, fen in found.items() if k <= group) for n, found in sums.items()}
            exact = sum(i.amount for i in years[0].incomes if (i.source, i.carry) in group)
            assert set(parts.values()) == {exact}, (group, parts)
        assert sum(sums["balance"].values()) == sum(income.amount for income in years[0].incomes)
        spent = sum(line.amount for line in years[0].lines)
        assert (disclosure.table("expenditure").find("total", "total").amount or 0) == spent
        for table in disclosure.tables:
            nothing_twice_and_nothing_lost(cube, table)
            nothing_unnamed(cube, table)
        failed = {o.code for o in disclosure.outcomes if o.status is Status.FAILED}
        assert not failed & {"C02", "C10", "C11", "C12", "C19"}

    check()


def nothing_twice_and_nothing_lost(cube, table):
    """The leaves of a total share no line, and have all of its lines."""
    this = cube.in_year(cube.year)
    for r, c in grand_totals(table):
        if table.columns[c].value != "this" or table.id not in BY_SOURCE:
            continue
        total, seen = table.grid[r][c], 0
        for cell, words in leaves(table, r, c):
            assert not cell.selection & this & seen, (table.id, words)
            seen |= cell.selection & this
        assert cube.total(seen) == total.amount, table.id
        assert total.selection & this in (seen, 0), table.id


def nothing_unnamed(cube, table):
    """A place that is not named after a source says in a note that it holds it."""
    if table.id not in BY_SOURCE:
        return
    notes = "".join(note for note in table.notes if "含" in note)
    for r, c in grand_totals(table):
        cells = leaves(table, r, c)
        by_fund = {frozenset(x.fund for x in cube.chosen(cell.selection)) for cell, _ in cells}
        if len(by_fund) > 1 and len(cells) > 1 and parts_by_source(table):
            for cell, words in cells:
                for line in cube.chosen(cell.selection & cube.in_year(cube.year)):
                    if line.carry == Carry.CURRENT and line.side in sides_of_sources(table):
                        named = any(word in words for word in WORDS[Fund(line.fund)])
                        assert named or line.fund in notes or "结转下年" in words, (table.id, words, line.fund)


def parts_by_source(table):
    return table.id != "expenditure" or "general" in {column.id for column in table.columns}


def sides_of_sources(table):
    """收支总表 parts its income by source; its expenditure only where a column is named after one."""
    if table.id == "balance" and "own" not in {column.id for column in table.columns}:
        return ("收入",)
    return ("收入", "支出", "采购")

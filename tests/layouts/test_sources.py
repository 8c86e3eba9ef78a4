"""Every source of money stands in exactly one place of a table, the same in every table of a form, or is named there.

Over random balanced books with all sources: 收支总表 = 收入总表 = 支出总表 source by source, in every form.
"""

from collections import defaultdict
from dataclasses import replace

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
    for key in (key for found in tables for key in found):
        touching = [group for group in groups if group & key]
        groups = [group for group in groups if group not in touching]
        groups.append(key.union(*touching))
    return groups


def place_of(table, row, column):
    return next(
        (r, c) for r, cells in enumerate(table.grid) for c, cell in enumerate(cells) if cell is table.find(row, column)
    )


def income_places(disclosure, table_id):
    table = disclosure.table(table_id)
    column = "amount" if table_id == "balance" else "total"
    return leaves(table, *place_of(table, "total", column))


@pytest.mark.parametrize("key", scale.layouts(FORMS))
def test_every_source_stands_once_and_is_the_same_in_every_table(key):
    form = loader.load(key)

    @settings(max_examples=scale.count(5), deadline=None)
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
    below = "".join(cell.text for row in table.grid for cell in row if cell.text.startswith("其中"))
    notes = "".join(note for note in table.notes if "含" in note)
    for r, c in grand_totals(table):
        cells = leaves(table, r, c)
        by_fund = {frozenset(x.fund for x in cube.chosen(cell.selection)) for cell, _ in cells} - {frozenset()}
        if len(by_fund) > 1 and parts_by_source(table):
            for cell, words in cells:
                for line in cube.chosen(cell.selection & cube.in_year(cube.year)):
                    if line.carry == Carry.CURRENT and line.side in sides_of_sources(table):
                        named = any(word in words or word in below for word in WORDS[Fund(line.fund)])
                        assert named or line.fund in notes or "结转下年" in words, (table.id, words, line.fund)


def parts_by_source(table):
    return table.id != "expenditure" or "general" in {column.id for column in table.columns}


def sides_of_sources(table):
    """收支总表 parts its income by source; its expenditure only where a column is named after one."""
    if table.id == "balance" and "own" not in {column.id for column in table.columns}:
        return ("收入",)
    return ("收入", "支出", "采购")


SCHOOL = {
    "一般公共预算": 200,
    "财政专户管理资金": 100,
    "上级补助收入": 30,
    "附属单位上缴收入": 10,
    "使用非财政拨款结余": 20,
}
"""Income of a school, in 万元; all of it is spent."""


@pytest.fixture
def school(sample_facts):
    """Return a function that prints the school's budget in a form: {table id: table}."""
    this, last = sample_facts["wuxi_2023"]
    wage = this.lines[0]
    lines = tuple(
        replace(wage, id=n, function_code="2050203", project_id=None, nature="人员", economic_code="30101", fund=fund,
                amount=amount * 1_000_000)
        for n, (fund, amount) in enumerate(SCHOOL.items(), 1)
    )  # fmt: skip
    incomes = tuple(
        replace(this.incomes[0], id=n, source=fund, carry="当年", amount=amount * 1_000_000)
        for n, (fund, amount) in enumerate(SCHOOL.items(), 1)
    )
    facts = replace(this, lines=lines, incomes=incomes, carry_outs=(), people=(), procurements=())

    def printed(key):
        return pipeline.disclose(facts, last, loader.load(key))

    return printed


@pytest.mark.parametrize("key", ["national/2023", "chongqing/2023", "guangxi/2022", "guizhou/2025"])
def test_fees_of_a_school_stand_in_a_column_of_their_own(school, key):
    income = school(key).table("income")
    found = {column.id: income.find("total", column.id).amount for column in income.columns if column.kind == "amount"}
    assert (found["special_account"], found["superior"], found["subordinate"], found["make_up"], found["other"]) == (
        100_000_000, 30_000_000, 10_000_000, 20_000_000, 0,
    )  # fmt: skip


def test_fees_of_a_shanghai_school_are_business_income_in_both_tables_and_the_notes_say_so(school):
    disclosure = school("shanghai/2025")
    balance, income = disclosure.table("balance"), disclosure.table("income")
    assert balance.find("business", "amount").amount == income.find("total", "business").amount == 100_000_000
    assert balance.find("other", "amount").amount == income.find("total", "other").amount == 40_000_000
    assert "注：“事业收入”含财政专户管理资金1,000,000.00元。" in income.notes
    assert "注：“四、其他收入”含上级补助收入300,000.00元、附属单位上缴收入100,000.00元。" in balance.notes
    assert next(o for o in disclosure.outcomes if o.code == "C11").status is Status.PASSED


def test_without_such_money_no_column_and_no_note_is_added(wuxi):
    income = wuxi.table("income")
    assert not {"special_account", "superior", "subordinate", "make_up"} & {column.id for column in income.columns}
    assert not [note for table in wuxi.tables for note in table.notes if "含" in note]


def test_a_source_with_income_but_no_expenditure_is_named(school):
    disclosure = school("national/2023")
    facts = replace(disclosure.facts, lines=disclosure.facts.lines[:1])
    broken = pipeline.disclose(facts, disclosure.last, disclosure.form)
    messages = [f.message for o in broken.outcomes if o.code == "C11" for f in o.findings]
    assert any("财政专户管理资金" in message for message in messages)


@pytest.mark.parametrize("key", FORMS)
def test_the_sentences_name_every_source_that_the_tables_have(school, key):
    text = school(key).narrative.text
    if "事业收入" in text:  # a form that lists its sources at all
        assert all(any(word in text for word in WORDS[Fund(fund)]) for fund in SCHOOL)

"""What the screens show of computed lines: by year, summed for income that follows, explained where computed."""

from collections import Counter
from dataclasses import replace

from desktop.ledger.records import Income


def test_computed_lines_are_parted_by_year_and_explained_for_this_one(session):
    this, last = session.computed.lines()
    assert {line.year for line in this} == {session.budget.year}
    assert {line.year for line in last} <= {session.budget.year - 1}
    assert session.computed.explain(this[0]) is not None
    income = next(line for line in session.disclosure.cube.lines if line.origin.table == "income")
    assert session.computed.explain(income) is None
    assert session.computed.explain(replace(this[0], year=session.budget.year - 1)) is None


def test_income_counts_by_its_record(session):
    this, _ = session.computed.incomes()
    record = session.records(Income)[0]
    assert this[record.id] == sum(
        line.amount
        for line in session.disclosure.cube.lines
        if line.side == "收入" and line.origin.record_id == record.id and line.year == session.budget.year
    )


def test_the_units_own_function_comes_before_what_lines_carry(session):
    used = session.computed.used_codes("function")
    assert used[0] == session.unit.own_function
    counted = Counter(line.function for line in session.disclosure.cube.lines if line.side == "支出")
    assert set(used) >= set(counted)
    others = [counted[code] for code in used if code in counted and code != session.unit.own_function]
    assert others == sorted(others, reverse=True)


def test_likely_economic_codes_are_those_of_the_lines(session):
    assert set(session.computed.used_codes("economic")) == {
        line.economic for line in session.disclosure.cube.lines if line.side == "支出"
    }

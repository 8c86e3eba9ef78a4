"""Fiscal income equals what it funds, source by source, and only where it was asked for."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.compute import drafting, filled_income
from desktop.ledger.records import Unit
from desktop.ledger.vocabulary import FISCAL, subsource_of
from tests import cases_2027, scale
from tests.books import YEAR, budgets


def applied(facts, filled):
    changed = {each.record.id: each.record for each in filled if each.record.id}
    kept = [changed.get(record.id, record) for record in facts.incomes]
    added = [replace(each.record, id=900 + n) for n, each in enumerate(filled) if not each.record.id]
    return replace(facts, incomes=(*kept, *added))


def sums(facts, side):
    found = {}
    for line in drafting.of_budget(facts):
        if line.fund in FISCAL and line.side in side and line.amount:
            key = (line.fund, line.subsource or subsource_of(line.fund, ""), line.carry)
            found[key] = found.get(key, 0) + line.amount
    return found


@settings(max_examples=scale.count(12))
@given(data=st.data(), kept=st.integers(0, 5))
def test_each_fiscal_source_equals_what_it_funds(data, kept):
    unit = Unit(id=1, name="测试单位", kind="行政")
    facts = data.draw(budgets(unit, YEAR, 1))
    facts = replace(facts, incomes=facts.incomes[:kept])
    done = applied(facts, filled_income.plan(facts))
    assert sums(done, ("收入",)) == sums(done, ("支出", "结转下年"))
    assert filled_income.plan(done) == []
    others = [record for record in facts.incomes if record.source not in FISCAL]
    assert [record for record in done.incomes if record.source not in FISCAL] == others


def test_the_amounts_before_and_after_are_those_of_the_source():
    facts = cases_2027.book_of(cases_2027.load("town_2027"))
    filled = filled_income.plan(replace(facts, incomes=(), budget=replace(facts.budget, policy="")))
    assert filled
    assert all(each.before == 0 and each.after > 0 for each in filled)
